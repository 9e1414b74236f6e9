//! A round's mails as others read them: a mail program and a browser, which CONTRIBUTING.md says
//! how to run these with.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::mail::read_back;
use crate::sandbox::Sandbox;

const LIST: &str = "id,name,email\nann,\"국제 연대, 서울\",ann@example.org\n\
    bob,Jörg Müller,bob@example.org\n";

/// The sample letter, of which two versions went out into the folders `first` and `second`; the
/// second mail has all that a mail can have.
fn mailed() -> Sandbox {
    let project = Sandbox::sample()
        .file("letterctl.toml", "[mail]\nfrom = \"Jane Roé <jane@example.org>\"\n")
        .file("reviewers.csv", LIST);
    let send = |folder: &str| {
        project.stdout(&["draft", "freeze"]);
        project.stdout(&["review", "send", "--send", "--expect", "2", "--eml", folder]);
    };
    send("first");
    let letter = project.read("templates/joint-letter.md");
    let letter = letter.replace("At least 1,170 people", "At least 2,000 people");
    project.put("templates/joint-letter.md", letter);
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/mail/review.md");
    let long =
        "https://example.org/a-path-that-is-longer-than-any-telephone-is-wide/and-on/it-goes";
    let more = format!(
        "# A heading\n\n> A quotation[^1]\n\n- {long}\n- `{}`\n\n\
         | One column | another | and one more column |\n| --- | --- | --- |\n| {} | b | c |\n\n\
         ---\n\n[^1]: A note.\n",
        "code".repeat(30),
        "word".repeat(20)
    );
    project.put("templates/mail/review.md", std::fs::read_to_string(usual).unwrap() + "\n" + &more);
    send("second");
    project
}

#[test]
#[ignore = "needs `mutt`"]
fn a_mail_program_shows_names_text_and_thread_and_saves_what_is_attached() {
    let project = mailed();
    project.put("box/cur/1:2,S", project.bytes("first/001-ann.eml"));
    project.put("box/new/2", project.bytes("second/001-ann.eml"));
    project.put("box/tmp/none", "");
    project.put("box/new/3", project.bytes("first/002-bob.eml"));
    // Of the last message, the whole thread is shown, and the letter that stands before what changed
    // in it is saved.
    let keys = "<last-entry><tag-thread><tag-prefix><pipe-message>cat >> shown<enter>\
        <view-attachments><last-entry><previous-entry><save-entry><enter><exit><exit>";
    // Without a folder it would ask whether to make one.
    let set = "folder=. charset=utf-8 pipe_decode=yes wait_key=no sort=threads strict_threads=yes";
    let line = format!(
        "timeout --foreground 20 mutt -n -F /dev/null -f box -e 'set {set}; push \"{keys}\"'"
    );
    let mut terminal = Command::new("script");
    terminal.args(["-qec", &line, "/dev/null"]).current_dir(project.path(""));
    terminal.env("TERM", "xterm").env("HOME", project.path("")).stdin(std::process::Stdio::null());
    assert!(terminal.output().unwrap().status.success());

    let shown = project.read("shown");
    for words in [
        "From: Jane Roé <jane@example.org>\n",
        "To: \"국제 연대, 서울\" <ann@example.org>\n",
        "Subject: DRAFT v1: Sample: Please read: Joint Letter to Speaker Pelosi: North\n Korean",
        "Subject: DRAFT v2: Sample: Please read: Joint Letter to Speaker Pelosi: North\n Korean",
        "\nDear 국제 연대, 서울,\n",
        "At least [-1,170-]{+2,000+} people",
        "\nIn-Reply-To: <review.",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(!shown.contains("Jörg"), "{shown}");
    let attached = read_back(&project.bytes("second/001-ann.eml"))["parts"][2].clone();
    let name = attached["name"].as_str().unwrap();
    let saved = project.bytes(name);
    assert!(name.ends_with("-v2-draft.pdf") && saved.starts_with(b"%PDF"), "{name}");
    assert_eq!(attached["bytes"], saved.len());
}

/// What a browser measures of the pages, in dark mode or not.
fn measured(project: &Sandbox, is_dark: bool) -> Vec<Value> {
    let mut browser = Command::new("chromium");
    browser.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
    ]);
    browser.arg(format!("--user-data-dir={}", project.path("browser").display()));
    browser.arg(format!("--blink-settings=preferredColorScheme={}", u8::from(!is_dark)));
    browser.args(["--virtual-time-budget=5000", "--dump-dom"]);
    browser.arg(format!("file://{}", project.path("measure.html").display()));
    let output = browser.env("HOME", project.path("")).output().expect("there is a browser");
    let page = String::from_utf8(output.stdout).unwrap();
    let at = page.find("measured: ").unwrap_or_else(|| panic!("{page}")) + "measured: ".len();
    let line = page[at..].lines().next().unwrap().replace("&gt;", ">").replace("&lt;", "<");
    serde_json::from_str(&line.replace("&amp;", "&")).unwrap()
}

#[test]
#[ignore = "needs `chromium`"]
fn a_browser_shows_each_mail_legibly_on_a_narrow_screen_in_light_and_dark() {
    let project = mailed();
    let of = |file: &str| {
        let read = read_back(&project.bytes(file));
        assert_eq!(read["parts"][1]["type"], "text/html");
        read["parts"][1]["text"].clone()
    };
    let pages = Value::from(vec![of("first/001-ann.eml"), of("second/002-bob.eml")]);
    // A page within a script ends none.
    let pages = pages.to_string().replace("</", "<\\/");
    let measure = include_str!("../testdata/mail/measure.html").replace("PAGES", &pages);
    project.put("measure.html", measure);
    for is_dark in [false, true] {
        let measured = measured(&project, is_dark);
        assert_eq!(measured.len(), 2);
        for page in measured {
            assert_eq!(page["dark"], is_dark, "{page}");
            assert_eq!(page["over"], 0, "{page}");
            let contrast = page["contrast"].as_f64().unwrap();
            assert!((4.5..21.0).contains(&contrast), "{page}");
        }
    }
}
