//! What `render` survives that is no fault of the letter: odd arguments, files and folders, a disk
//! that refuses, a reader who goes away, and letters made to be too much.

use std::process::{Command, Output, Stdio};

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

const LETTER: &str = "+++\nsubject = \"The tide gauges\"\n+++\n";

/// A project with a letter whose body is this.
fn letter(body: &str) -> Sandbox {
    Sandbox::new().file("templates/joint-letter.md", format!("{LETTER}{body}\n"))
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Runs a line of the shell in which `letterctl` is the program.
fn shell(project: &Sandbox, line: &str) -> Output {
    let program = project.command::<&str>(&[]);
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("letterctl() {{ \"$PROGRAM\" \"$@\"; }}\n{line}")]);
    shell.current_dir(project.path(".")).env("PROGRAM", program.get_program());
    shell.output().unwrap()
}

#[test]
fn nothing_is_written_onto_what_the_letter_is_made_from() {
    let project = Sandbox::sample()
        .file("letterctl.toml", "")
        .file("templates/joint-letter.ko.md", "+++\n+++\nx\n")
        .file("to.csv", "name\nAda Wolf\n");
    for input in [
        "templates/joint-letter.md",
        "templates/joint-letter.ko.md",
        "templates/../signatories.csv",
        "letterctl.toml",
        "to.csv",
    ] {
        let before = project.bytes(input);
        let said = project.run(&["render", "--to", "text", "--each", "to.csv", "-o", input]);
        assert!(said.starts_with("status: 1"), "{input}: {said}");
        assert!(said.contains("is what the letter is made from"), "{input}: {said}");
        assert_eq!(project.bytes(input), before, "{input}");
    }
}

#[test]
fn a_folder_is_no_output_and_missing_folders_are_made() {
    let project = letter("x");
    for folder in ["templates", "new/"] {
        let said = project.run(&["render", "--to", "text", "-o", folder]);
        assert!(said.starts_with("status: 1") && said.contains("is a folder"), "{said}");
    }
    assert_eq!(project.names("."), ["templates"]);
    assert_data_eq!(
        project.run(&["render", "-o", "a/b/c.txt"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote a/b/c.txt.

"#]]
    );
    assert_eq!(project.names("a/b"), ["c.txt"]);
}

#[test]
fn two_outputs_of_one_name_are_refused_before_the_first_is_written() {
    let project = letter("x").file("to.csv", "name\nAda Wolf\nTom Reed\nADA WOLF\n");
    let said = project.run(&["render", "--each", "to.csv", "-o", "{{ addressee.name }}.txt"]);
    assert_data_eq!(
        said,
        str![[r#"
status: 1
--- stdout
--- stderr
error: `[PROJECT]/ADA WOLF.txt` would be written twice, for the addressee on line 2 and for the addressee on line 4
hint: with `-o`, a pattern such as `out/{{ addressee.name | slug }}.pdf` tells them apart

"#]]
    );
    assert_eq!(project.names("."), ["templates", "to.csv"]);
}

#[test]
fn every_value_that_leads_to_another_folder_is_told_with_its_line_and_not_quoted() {
    let rows = "place\ncanary/a@example.org\n..canary\n.canary\n\"canary\\b\"\nplain\n";
    let project = letter("x").file("to.csv", rows);
    let said = project.run(&["render", "--each", "to.csv", "-o", "o/{{ addressee.place }}.txt"]);
    assert!(said.starts_with("status: 1") && !said.contains("canary"), "{said}");
    for line in 2..=5 {
        assert!(said.contains(&format!("the addressee on line {line}\n")), "{said}");
    }
    assert!(!said.contains("line 6"), "{said}");
    assert_eq!(project.names("."), ["templates", "to.csv"]);
}

#[test]
fn what_is_no_letter_is_said_to_be_none() {
    let project = letter("x")
        .file("letter.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
        .file("empty.md", "")
        .file("templates/open-letter.md", LETTER);
    for (template, expected) in [
        ("letter.pdf", "help: a letter is a text file"),
        ("empty.md", "has no front matter"),
        ("templates", "there is no letter `templates`"),
        ("joint-leter", "did you mean `joint-letter`?"),
        ("zzz", "there are: `joint-letter`, `open-letter`"),
    ] {
        let said = project.run(&["render", template]);
        assert!(said.starts_with("status: 1") && said.contains(expected), "{template}: {said}");
    }
}

#[test]
fn a_letter_named_where_no_project_is_does_not_become_the_sample() {
    let folder = Sandbox::new().file("mine.md", LETTER);
    let own = Sandbox::new().file("templates/mine.md", LETTER).stdout(&["render"]);
    assert_eq!(folder.stdout(&["render", "mine.md"]), own);
    for command in ["render", "check"] {
        let said = folder.run(&[command, "yours"]);
        assert!(said.contains("error: there is no letter `yours`\n"), "{said}");
    }
}

#[test]
fn a_list_of_nobody_is_a_list_but_one_without_header_is_none() {
    for (list, status) in
        [("", 1), ("\u{FEFF}", 1), ("\n\n", 1), ("name\n", 0), ("\u{FEFF}name", 0)]
    {
        let said = letter("x").file("signatories.csv", list).run(&["render"]);
        assert!(said.starts_with(&format!("status: {status}\n")), "{list:?}: {said}");
        assert_eq!(said.contains("signatories.csv:1:1"), status == 1, "{list:?}: {said}");
    }
}

#[test]
fn broken_settings_stop_render_with_their_place_but_not_init() {
    let project = letter("x").file("letterctl.toml", "[signatories\n");
    let said = project.run(&["render"]);
    assert!(said.starts_with("status: 1") && said.contains("letterctl.toml:1:"), "{said}");
    assert!(project.run(&["init"]).starts_with("status: 0"));
    assert!(project.run(&["init", "other"]).starts_with("status: 0"));
    assert_eq!(project.read("letterctl.toml"), "[signatories\n");
}

#[test]
fn a_day_that_is_no_number_and_a_folder_that_is_none_are_told() {
    let project = letter("x").file("file", "");
    for day in ["soon", "1e9", "99999999999999999999"] {
        let output = project.command(&["render"]).env("SOURCE_DATE_EPOCH", day).output().unwrap();
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(day) && output.stdout.is_empty(), "{said}");
    }
    for folder in ["missing", "file"] {
        let said = project.run(&["-C", folder, "render"]);
        assert!(said.starts_with("status: 1") && said.contains(folder), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_a_failure_of_the_outside() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let project = letter("x").file("closed/kept.txt", "kept");
    for (path, mode) in [("closed", 0o555), (".", 0o755)] {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(project.path(path), mode).unwrap();
    }
    let mut command = project.command(&["render", "-o", "closed/letter.txt"]);
    if project.path(".").metadata().unwrap().uid() == 0 {
        command.uid(65_534);
    }
    // Where the program itself lies out of reach of another user, there is nothing to test.
    let Ok(output) = command.output() else { return };
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("closed/letter.txt"), "{said}");
    assert_eq!(project.names("closed"), ["kept.txt"]);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_file_and_nothing_beside() {
    let project = letter("x").file("letter.pdf", "old");
    let output = shell(&project, "ulimit -f 4; letterctl render -o letter.pdf");
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("letter.pdf`"), "{said}");
    assert_eq!(project.read("letter.pdf"), "old");
    assert_eq!(project.names("."), ["letter.pdf", "templates"]);
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_that_is_full_is_a_failure_and_one_that_is_closed_is_none() {
    let project = letter(&"A line that is printed often enough to fill a pipe. ".repeat(4000));
    let run = |line: &str| {
        let output = shell(&project, line);
        (output.status.code(), stderr(&output))
    };
    let (status, said) = run("letterctl render > /dev/full");
    assert!(status == Some(3) && said.contains("standard output"), "{said}");
    assert_eq!(run("letterctl --help > /dev/full").0, Some(3));
    for line in [
        "{ letterctl render; echo $? > status; } | head -1; exit $(cat status)",
        "{ letterctl render --help; echo $? > status; } | head -1; exit $(cat status)",
        "letterctl render >&-",
        "letterctl render -o x.txt 2>&-",
        "letterctl render -o x.pdf >&- 2>&-",
    ] {
        assert_eq!(run(line).0, Some(0), "{line}");
    }
    assert_eq!(run("letterctl render nothing 2>&-").0, Some(1));
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_no_half_file() {
    let names: Vec<_> = (0..3000).map(|number| format!("Signatory number {number}")).collect();
    let project = letter("x")
        .file("signatories.csv", format!("name\n{}\n", names.join("\n")))
        .file("out/joint-letter.pdf", "old");
    for milliseconds in [1, 30, 90, 200, 400] {
        let mut command = project.command(&["render", "--to", "pdf"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        let interrupt = ["-INT", &child.id().to_string()].map(ToOwned::to_owned);
        Command::new("kill").args(interrupt).stderr(Stdio::null()).status().unwrap();
        child.wait().unwrap();
        let bytes = project.bytes("out/joint-letter.pdf");
        let is_whole = bytes.starts_with(b"%PDF") && bytes.trim_ascii_end().ends_with(b"%%EOF");
        assert!(bytes == b"old" || is_whole, "after {milliseconds} ms");
    }
}

#[test]
fn what_is_made_to_overflow_the_stack_is_refused_or_set() {
    let deep = |opening: &str, times: usize, closing: &str| {
        format!("{}x{}", opening.repeat(times), closing.repeat(times))
    };
    let steps = |times: usize| {
        let items = (0..times).map(|depth| "  ".repeat(depth) + "- x");
        items.collect::<Vec<_>>().join("\n")
    };
    let refused = [
        deep("> ", 1000, ""),
        steps(1000),
        deep("*a _b ", 1000, " b_ a*"),
        format!("{{{{ {} }}}}", deep("(", 200, ")")),
        format!("{{{{ vars{} }}}}", ".a".repeat(20_000)),
        format!("{{{{ 1{} }}}}", "+1".repeat(20_000)),
        format!("{{{{ {} 1 }}}}", "not ".repeat(20_000)),
        format!("{{{{ 1{}", "+1".repeat(20_000)),
        deep("{% if true %}", 1000, "{% endif %}"),
    ];
    for body in refused {
        let said = letter(&body).run(&["render"]);
        let body: String = body.chars().take(40).collect();
        assert!(
            said.starts_with("status: 1") && said.contains("joint-letter.md:"),
            "{body}: {said}"
        );
    }
    for body in [deep("> ", 60, ""), steps(60), deep("[", 20_000, "]"), "<".repeat(50_000)] {
        let project = letter(&body);
        for format in ["text", "html", "md", "pdf"] {
            let said = project.run(&["render", "--to", format, "-o", "out"]);
            assert!(said.starts_with("status: 0"), "{format}: {said}");
        }
    }
}

#[test]
fn time_grows_with_the_letter_and_the_list_and_not_faster() {
    let paragraph = "The coast is short of gauges, and a storm does not wait for them.\n\n";
    let project = letter(&paragraph.repeat(20_000)).file(
        "signatories.csv",
        format!("name,note\n{}", "Tide Watch,a note\n".repeat(20_000))
            + &format!("{},x\n", "Long ".repeat(200_000)),
    );
    let begun = std::time::Instant::now();
    let said = project.run(&["render", "-o", "letter.txt"]);
    assert!(said.starts_with("status: 0"), "{said}");
    // It takes a second or two in a debug build; what was quadratic took minutes.
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
