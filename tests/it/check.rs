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

/// A letter as an editor on Windows saves it, a translation that inherits from it, and settings.
fn typed_in_haste() -> Sandbox {
    let letter = "\u{FEFF}+++\r\ntitle = \"China's  dunes, the people's dunes\"\r\ndate = \"today\"\r\n\
        subject = \"\\u00C9tat's \\\"good\\\" dunes \"\r\nps = \"\"\"\r\nIt's https://x.example/o'b\r\n\
        \x20 and  {{ count.signatories }}\"\"\"\r\nsignatories = { show = \"{{ name }}  it's\" }\r\n+++\r\n\
        It's  [so], says `a'b`.\r\n";
    let translation = "+++\ntitle = \"L’État\"\nclose = \"l'État\"\n+++\nDunes.\n";
    let settings =
        "[letter]\nclose = \"Yours  truly\" # don't  touch\ncc = ['a', \"the city's archive\"]\n";
    Sandbox::new()
        .file("templates/dunes.md", letter)
        .file("templates/dunes.fr.md", translation)
        .file("letterctl.toml", settings)
        .file("signatories.csv", "name\nO'Neill  Fund\n")
}

#[test]
fn what_no_author_could_mind_is_mended_and_nothing_else() {
    let project = typed_in_haste();
    let all = ["templates/dunes.md", "templates/dunes.fr.md", "letterctl.toml", "signatories.csv"];
    let typed = all.map(|file| project.read(file));
    let printed = project.stdout(&["render"]);
    assert_data_eq!(project.run(&["check", "--fix"]), str![[r#"
status: 1
--- stdout
--- stderr
Mended letterctl.toml:2:15: needless spaces in `close`.
Mended letterctl.toml:3:21: straight apostrophe in `city's`.
Mended templates/dunes.fr.md:3:11: straight apostrophe in `l'État`.
Mended templates/dunes.md:2:15: straight apostrophe in `China's`, `people's`.
Mended templates/dunes.md:2:17: needless spaces in `title`.
Mended templates/dunes.md:4:21: straight apostrophe in `tat's`.
Mended templates/dunes.md:4:38: needless spaces in `subject`.
Mended templates/dunes.md:6:3: straight apostrophe in `It's`.
note[straight-quotes]: straight quotation marks round `good`
 --> templates/dunes.md:4:24
  |
4 | subject = "\u00C9tat’s \"good\" dunes"
  |                        ^^^^^^^^
  |
  = help: front matter prints the marks that are typed: write those of the letter's language, such as “ and ”

warning[leftover]: `[so]` is still to be filled in
  --> templates/dunes.md:10:7
   |
10 | It's  [so], says `a'b`.
   |       ^^^^
   |
   = help: write what belongs there, or take it out

1 warning, 1 note.

"#]].raw());
    let [letter, translation, settings, list] = &typed;
    let letter = letter
        .replace("China's  dunes, the people's", "China’s dunes, the people’s")
        .replace("tat's", "tat’s")
        .replace("good\\\" dunes ", "good\\\" dunes")
        .replace("It's https", "It’s https");
    let translation = translation.replace("l'État", "l’État");
    let settings = settings.replace("Yours  truly", "Yours truly").replace("city's", "city’s");
    let expected = [&letter, &translation, &settings, list].map(String::as_str);
    assert_eq!(all.map(|file| project.read(file)), expected);
    let marked = printed.replace('\'', "’");
    assert_eq!(project.stdout(&["render"]).replace('\'', "’"), marked);
    let again = project.run(&["check", "--fix"]);
    assert!(!again.contains("Mended"), "{again}");
    assert_eq!(all.map(|file| project.read(file)), expected);
    assert_eq!(project.names("templates"), ["dunes.fr.md", "dunes.md"]);
}

#[test]
fn a_dry_run_says_what_would_be_mended() {
    let project = typed_in_haste();
    let typed = project.bytes("templates/dunes.md");
    let said = project.run(&["check", "--fix", "--dry-run"]);
    assert_eq!(project.bytes("templates/dunes.md"), typed);
    let mended = project.run(&["check", "--fix"]).replace("Mended", "Would mend");
    let sentences = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("Would")).map(str::to_owned).collect()
    };
    assert_eq!(sentences(&said), sentences(&mended));
    assert_eq!(said.lines().last(), mended.lines().last());
}

#[test]
fn a_mended_template_keeps_its_mode_and_a_link_leads_to_it_still() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let project = typed_in_haste().file("shared/elm.md", "+++\ntitle = \"It's\"\n+++\nText.\n");
    let (real, link) = (project.path("shared/elm.md"), project.path("templates/elm.md"));
    std::fs::set_permissions(&real, PermissionsExt::from_mode(0o640)).unwrap();
    symlink("../shared/elm.md", &link).unwrap();
    assert!(project.run(&["check", "elm", "--fix"]).contains("Mended templates/elm.md:2:12: "));
    assert!(link.is_symlink());
    assert_eq!(project.read("shared/elm.md"), "+++\ntitle = \"It’s\"\n+++\nText.\n");
    assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn there_is_nothing_to_mend_outside_a_project() {
    assert_data_eq!(
        Sandbox::new().run(&["check", "--fix"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `[PROJECT]` is in no letterctl project
hint: `letterctl init` writes a project to start from

"#]]
    );
}

fn testdata(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata").join(folder)
}
