//! Letters for envelopes with a window: what the window shows, and what it has no room for.

use std::path::Path;
use std::process::Command;

use snapbox::{IntoData, assert_data_eq, str};

use crate::sandbox::{Sandbox, project_of};

/// The text of a rectangle of the first page, in points: left, top, width, height.
fn shown(letter: &str, [left, top, width, height]: [i32; 4]) -> String {
    let project =
        project_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/pdf/window"));
    let run = project.run(&["render", &format!("{letter}.md"), "--to", "pdf"]);
    assert!(run.starts_with("status: 0"), "{run}");
    let mut command = Command::new("pdftotext");
    for (option, value) in [("-x", left), ("-y", top), ("-W", width), ("-H", height)] {
        command.arg(option).arg(value.to_string());
    }
    let file = project.path(&format!("out/{letter}.pdf"));
    let text = command.args(["-l", "1", "-nopgbrk"]).arg(file).arg("-").output().unwrap();
    String::from_utf8(text.stdout).unwrap()
}

#[test]
fn a_german_window_shows_the_sender_the_remark_and_the_address() {
    // 85 by 45 mm, 20 mm from the left; 45 mm from the top in form B, 27 mm in form A.
    let high = shown("letter", [57, 128, 241, 127]);
    assert_data_eq!(
        high.clone(),
        str![[r#"
Bündnis für Pegel e. V. · Hafenstraße 12 · 27472 Cuxhaven
Einschreiben

Frau Dr. Jana Rohde
Leiterin des Referats Küstenschutz
Bundesministerium für Verkehr und digitale
Infrastruktur
Invalidenstraße 44
10115 Berlin


"#]]
        .raw()
    );
    assert_eq!(shown("letter-low", [57, 77, 241, 127]), high);
}

#[test]
fn an_american_window_shows_the_address_wherever_the_sheet_has_moved() {
    // 4.5 by 1.125 inches; the sheet moves to the right by up to an inch.
    let left = shown("letter-us", [63, 147, 324, 81]);
    assert_data_eq!(
        left.clone(),
        str![[r#"
The Honorable Jane Roe
Speaker of the House
1236 Longworth House Office Building
Washington, DC 20515


"#]]
        .raw()
    );
    assert_eq!(shown("letter-us", [0, 147, 315, 81]), left);
}

#[test]
fn an_address_that_no_window_shows_stands_in_the_text() {
    let lines: Vec<_> = (0..14).map(|line| format!("\"Line {line}\"")).collect();
    let lines = lines.join(", ");
    let letter = format!(
        "+++\nsubject = \"S\"\nsignatories = false\naddressee = [{lines}]\n\
         letterhead = {{ name = \"N\", lines = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"] }}\n\
         [page]\nwindow = \"din5008a\"\n+++\nText.\n"
    );
    let project = Sandbox::new().file("letterctl.toml", "").file("templates/long.md", letter);
    assert_data_eq!(
        project.run(&["render", "--to", "pdf"]),
        str![[r#"
status: 0
--- stdout
--- stderr
note[window]: the letterhead has no room above the window of the envelope, and stands in the text
 --> templates/long.md:7:10
  |
7 | window = "din5008a"
  |          ^^^^^^^^^^
  |
  = help: shorten it; `din5008b` has more room than `din5008a`

note[window]: the address is longer than the window of the envelope shows, and stands in the text
 --> templates/long.md:7:10
  |
7 | window = "din5008a"
  |          ^^^^^^^^^^
  |
  = help: shorten it to six lines (`us10`: five), or take `window` out

Wrote out/long.pdf.

"#]]
        .raw()
    );
}
