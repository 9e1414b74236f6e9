//! What `check` finds: in letters with a fault, in letters as they are written, in the sample.

use std::path::{Path, PathBuf};

use snapbox::prelude::*;
use snapbox::{Data, assert_data_eq, str};

use crate::sandbox::{Sandbox, folders, project_of};

#[test]
fn every_letter_gives_its_report() {
    for case in folders(&testdata("check")) {
        let expected = Data::read_from(&case.join("check.report"), None).raw();
        assert_data_eq!(project_of(&case).run(&["check", "letter.md"]), expected);
    }
}

#[test]
fn little_is_found_in_letters_as_they_are_written() {
    let mut reports = String::new();
    for case in folders(&testdata("letters")) {
        let project = project_of(&case);
        let mut command = project.command(&["check", "letter.md"]);
        let output = command.env("SOURCE_DATE_EPOCH", "1651708800").output().unwrap();
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let found = String::from_utf8(output.stderr).unwrap();
        reports.extend(["# ", &name, "\n\n", &found, "\n"]);
    }
    let expected = Data::read_from(&testdata("check").join("letters.report"), None).raw();
    assert_data_eq!(reports, expected);
}

#[test]
fn every_gap_of_a_new_letter_is_found() {
    let project = Sandbox::new();
    drop(project.run(&["init"]));
    let expected = Data::read_from(&testdata("check").join("new-letter.report"), None).raw();
    assert_data_eq!(project.run(&["check"]), expected);
}

#[test]
fn nothing_is_found_in_the_sample() {
    let found = Sandbox::sample().run(&["check"]);
    assert_data_eq!(
        found.clone(),
        str![[r#"
status: 0
--- stdout
--- stderr
Nothing found.

"#]]
    );
    assert_data_eq!(Sandbox::new().run(&["check"]), found);
}

#[test]
fn findings_are_one_json_document_also_of_a_letter_that_cannot_be_read() {
    let project = Sandbox::sample().file("templates/broken.md", "---\ntitle: x\n---\n");
    assert_data_eq!(project.run(&["check", "broken", "--json"]), str![[r#"
status: 1
--- stdout
{
  "findings": [
    {
      "code": "front-matter",
      "severity": "error",
      "message": "front matter stands between `+++` lines",
      "file": "templates/broken.md",
      "line": 1,
      "column": 1,
      "help": "write `+++` instead of `---`, above and below it\nit is TOML: write `subject = \"…\"` instead of `subject: …`"
    }
  ]
}
--- stderr

"#]].raw());
}

fn testdata(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata").join(folder)
}
