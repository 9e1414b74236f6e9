//! `letterctl draft edition` and `draft verify`: what goes out is recorded, and made again.

use std::time::Instant;

use letterctl::draft::Digest;
use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

const LETTER: &str = "+++\n\
    date = \"today\"\n\
    marking = \"{{ version }}, as of {{ as_of | date }}\"\n\
    addressees = [\"{{ addressee.name }}\"]\n\
    subject = \"The weir\"\n\
    +++\n\
    We, {{ count.signatories }} signatories, ask you to open the weir before autumn.\n";

const LIST: &str = "Organisation,abbr,status,listed,signed_on,email,tier,note\n\
    River Watch,RW,,,2022-07-01,canary-rw@example.org,gold,canary-note\n\
    Anglers,,invited,,,canary-anglers@example.org,,\n\
    Canary Unlisted,,,no,2022-07-03,,,\n\
    Canary Anonymous,,,anonymous,2022-07-04,,,\n\
    \"Mill \"\"Elm\"\" 北\",,,,2022-07-02,,,\n";

const ADDRESSEES: &str = "id,name,language,E-mail,floor no.\n\
    lindqvist,Ms. Lindqvist,,canary-l@example.org,2\n\
    moreau,M. Moreau,fr,canary-m@example.org,\n";

/// A project with a frozen version, to go to two addressees.
fn project() -> Sandbox {
    let addressees = ADDRESSEES.replace("E-mail", "Email");
    let project = Sandbox::new()
        .file("letterctl.toml", "[signatories]\npublic = [\"tier\"]\n")
        .file("templates/weir.md", LETTER)
        .file("templates/weir.fr.md", "+++\nsubject = \"Le barrage\"\n+++\nOuvrez-le.\n")
        .file("signatories.csv", LIST.replace(" 北", ""))
        .file("addressees.csv", addressees);
    project.stdout(&["draft", "freeze"]);
    project
}

/// An open letter, frozen and gone out.
fn open_letter() -> Sandbox {
    let project = Sandbox::new()
        .file("templates/weir.md", "+++\nsubject = \"The weir\"\n+++\nOpen it.\n")
        .file("signatories.csv", "name\nRiver Watch\n");
    project.stdout(&["draft", "freeze"]);
    project.stdout(&["draft", "edition"]);
    project
}

fn change(project: &Sandbox, file: &str, old: &str, new: &str) {
    let text = project.read(file);
    assert!(text.contains(old), "{old}");
    project.put(file, text.replace(old, new));
}

/// Changes an edition as somebody would who knows how it is sealed.
fn forge(project: &Sandbox, old: &str, new: &str) {
    change(project, "drafts/edition-1.toml", old, new);
    let text = project.read("drafts/edition-1.toml");
    let lines = &text[..text.rfind("seal = ").unwrap()];
    let seal = Digest::of(lines.as_bytes());
    project.put("drafts/edition-1.toml", format!("{lines}seal = \"{}\"\n", seal.as_str()));
}

#[test]
fn a_round_from_freezing_to_what_goes_out() {
    let project = project();
    project.stdout(&["sign", "confirm", "anglers"]);
    change(&project, "templates/weir.md", "before autumn", "this year");
    assert_data_eq!(project.run(&["draft", "edition"]), str![""]);
    project.stdout(&["draft", "freeze"]);
    assert_data_eq!(project.run(&["draft", "edition"]), str![""]);
    assert!(!project.path("out").exists() && !project.path("drafts/edition-1.toml").exists());
    assert_data_eq!(project.run(&["draft", "edition", "--allow-stale", "--dry-run"]), str![""]);
    assert!(!project.path("out").exists() && !project.path("drafts/edition-1.toml").exists());
    project.stdout(&["sign", "confirm", "anglers"]);
    assert_data_eq!(project.run(&["draft", "edition"]), str![""]);
    assert_eq!(project.names("out"), [".gitignore", "weir-lindqvist.pdf", "weir-moreau.pdf"]);
    assert_data_eq!(project.run(&["draft", "verify", "1"]), str![""]);
}

#[test]
fn who_is_left_off_is_not_in_the_edition() {
    let project = project();
    project.stdout(&["sign", "confirm", "anglers"]);
    change(&project, "templates/weir.md", "before autumn", "this year");
    project.stdout(&["draft", "freeze"]);
    assert_data_eq!(project.run(&["draft", "edition", "--allow-stale", "--quiet"]), str![""]);
    assert!(!project.read("drafts/edition-1.toml").contains("nglers"));
    assert_data_eq!(project.run(&["draft", "verify", "1"]), str![""]);
}

#[test]
fn an_edition_keeps_what_the_public_saw_and_nothing_else() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    let edition = project.read("drafts/edition-1.toml");
    assert_data_eq!(edition.clone(), str![""]);
    assert!(!edition.to_lowercase().contains("canary"), "{edition}");
    for file in ["out/weir-lindqvist.pdf", "out/weir-moreau.pdf"] {
        let digest = Digest::of(&project.bytes(file));
        assert_eq!(edition.matches(digest.as_str()).count(), 1, "{file}");
    }
}

#[test]
fn what_the_letter_has_otherwise_is_named_and_freezing_again_takes_it() {
    let project = project();
    project.stdout(&["sign", "confirm", "--all"]);
    change(&project, "templates/weir.md", "\"today\"", "\"2022-08-05\"");
    change(&project, "templates/weir.md", "{{ version }}, as", "EMBARGOED, as");
    change(&project, "templates/weir.md", "subject", "contact = \"Ines\"\nsubject");
    assert_data_eq!(project.run(&["draft", "edition", "--dry-run"]), str![""]);
    project.stdout(&["draft", "freeze"]);
    assert_data_eq!(project.run(&["draft", "edition"]), str![""]);
}

#[test]
fn only_a_frozen_text_goes_out() {
    let project = Sandbox::new().file("templates/weir.md", LETTER);
    assert_data_eq!(
        project.run(&["draft", "edition"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: nothing is frozen yet, and what goes out is a frozen version
hint: `letterctl draft freeze` makes the first version

"#]]
    );
}

#[test]
fn an_open_letter_goes_out_in_each_language() {
    let project = open_letter();
    project.put("templates/weir.de.md", "+++\nsubject = \"Das Wehr\"\n+++\nBitte.\n");
    project.stdout(&["draft", "freeze"]);
    let output = project.run(&["draft", "edition", "--json"]);
    assert_data_eq!(
        output,
        str![[r#"
status: 0
--- stdout
{
  "edition": 2,
  "version": "v2@8f32ee6ff43e",
  "time": "2026-11-24T13:50:35Z",
  "signatories": 1,
  "letters": [
    {
      "addressee": null,
      "language": "en-US",
      "sha256": "1ff1169e769ea9772cc07ae1b2b687f45496743300eaa41d5eeeca61a75fc462",
      "file": "out/weir.pdf"
    },
    {
      "addressee": null,
      "language": "de",
      "sha256": "3a9499cb1e09bef1bd7e987463024225f105e3067aa4792d4bf4122bad1d1a16",
      "file": "out/weir.de.pdf"
    }
  ]
}
--- stderr
note[no-version-agreed]: one sign-off is to no particular version: that of River Watch
 --> signatories.csv:2:1
  |
2 | River Watch
  | ^^^^^^^^^^^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

Wrote 2 of 2 files to out.
Recorded edition 2: v2@8f32ee6ff43e, 2 letters, 1 signatory.

"#]]
    );
    assert_eq!(project.names("out"), [".gitignore", "weir.de.pdf", "weir.pdf"]);
    assert_data_eq!(
        project.run(&["draft", "verify"]),
        str![[r#"
status: 0
--- stdout
v1@5ded061059b4 ok
v2@8f32ee6ff43e ok
edition-1 ok
edition-2 ok
--- stderr

"#]]
    );
    assert_data_eq!(
        project.run(&["draft", "verify", "edition-2"]),
        str![[r#"
status: 0
--- stdout
v2@8f32ee6ff43e ok
edition-2 ok
--- stderr

"#]]
    );
    assert_data_eq!(
        project.run(&["draft", "verify", "2", "out/weir.de.pdf"]),
        str![[r#"
status: 0
--- stdout
out/weir.de.pdf is the letter in de of edition 2
--- stderr

"#]]
    );
}

#[test]
fn an_edition_is_made_again_whatever_changed_since() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    project.put("signatories.csv", "name,email\nOther,o@example.org\n");
    project.put("addressees.csv", "name\n");
    project.put("letterctl.toml", "[letter]\nclose = \"Other\"\n");
    project.put("templates/weir.md", "+++\nsubject = \"Other\"\n+++\nOther.\n");
    std::fs::remove_file(project.path("templates/weir.fr.md")).unwrap();
    std::fs::remove_dir_all(project.path("out")).unwrap();
    for epoch in ["1700000000", "", "no number"] {
        let mut command = project.command(&["draft", "verify", "1"]);
        let output = command.env("SOURCE_DATE_EPOCH", epoch).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert!(output.status.success());
    }
    std::fs::remove_file(project.path("signatories.csv")).unwrap();
    std::fs::remove_dir_all(project.path("templates")).unwrap();
    assert_data_eq!(project.run(&["draft", "verify", "1", "--json"]), str![""]);
    assert!(!project.path("out").exists());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test does what a person does")]
fn an_edition_knows_its_version_by_the_text_when_the_folder_has_another_number() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    std::fs::rename(project.path("drafts/v1"), project.path("drafts/v7")).unwrap();
    assert_data_eq!(project.run(&["draft", "verify", "1"]), str![""]);
}

#[test]
fn a_changed_byte_is_found_in_edition_and_version() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    let edition = project.read("drafts/edition-1.toml");
    change(&project, "drafts/edition-1.toml", "River Watch", "River Watcg");
    assert_data_eq!(project.run(&["draft", "verify"]), str![""]);
    assert_data_eq!(project.run(&["draft", "verify", "1"]), str![""]);
    project.put("drafts/edition-1.toml", edition.replace('\n', "\r\n"));
    assert_data_eq!(project.run(&["draft", "verify", "1"]), str![""]);
    project.put("drafts/edition-1.toml", &edition);
    change(&project, "drafts/v1/source/templates/weir.md", "before autumn", "before autumm");
    assert_data_eq!(project.run(&["draft", "verify", "1"]), str![""]);
    assert_data_eq!(project.run(&["draft", "edition"]), str![""]);
}

#[test]
fn a_forged_list_row_or_digest_makes_another_letter() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    let edition = project.read("drafts/edition-1.toml");
    forge(&project, "River Watch", "River Watcg");
    assert_data_eq!(project.run(&["draft", "verify", "1"]), str![""]);
    project.put("drafts/edition-1.toml", &edition);
    forge(&project, "M. Moreau", "M. Morea");
    assert_data_eq!(project.run(&["draft", "verify", "1", "--json"]), str![""]);
    project.put("drafts/edition-1.toml", &edition);
    forge(&project, "as_of = \"2022-07-02\"", "as_of = \"2022-07-03\"");
    assert!(project.run(&["draft", "verify", "1"]).starts_with("status: 1\n"));
}

#[test]
fn another_program_compares_no_pdfs_but_checks_text_and_list() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    let program = format!("program = \"{}\"", env!("CARGO_PKG_VERSION"));
    forge(&project, &program, "program = \"0.0.9\"");
    assert_data_eq!(project.run(&["draft", "verify", "1"]), str![""]);
    change(&project, "drafts/v1/en-US.md", "weir", "Weir");
    assert!(project.run(&["draft", "verify", "1"]).starts_with("status: 1\n"));
}

#[test]
fn a_file_is_one_of_those_sent_or_not() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    project.put("received.pdf", project.bytes("out/weir-moreau.pdf"));
    let sent = ["draft", "verify", "1", "out/weir-lindqvist.pdf", "received.pdf"];
    assert_data_eq!(project.run(&sent), str![""]);
    let others = ["draft", "verify", "edition-1", "received.pdf", "signatories.csv"];
    assert_data_eq!(project.run(&others), str![""]);
    assert_data_eq!(project.run(&[&["--json"][..], &others].concat()), str![""]);
    assert_data_eq!(project.run(&["draft", "verify", "1", "gone.pdf"]), str![""]);
}

#[test]
fn an_edition_that_is_not_there_is_named() {
    let project = project();
    assert_data_eq!(project.run(&["draft", "verify", "1"]), str![""]);
    project.stdout(&["draft", "edition"]);
    assert_data_eq!(project.run(&["draft", "verify", "out/weir-moreau.pdf"]), str![""]);
}

#[test]
fn kills_in_the_middle_leave_whole_editions_or_none() {
    let project = open_letter();
    let start = || {
        let mut command = project.command(&["draft", "edition", "--quiet"]);
        command.spawn().unwrap()
    };
    let begin = Instant::now();
    assert!(start().wait().unwrap().success());
    let whole_run = begin.elapsed();
    let mut acknowledged = 2;
    for round in 0..60 {
        let mut child = start();
        std::thread::sleep(whole_run * (round * 37 % 60) / 55);
        // A process that has ended already cannot be killed.
        drop(child.kill());
        acknowledged += usize::from(child.wait().unwrap().success());
    }
    assert!(start().wait().unwrap().success());
    let verified = project.stdout(&["draft", "verify"]);
    assert!(verified.lines().all(|line| line.ends_with(" ok")), "{verified}");
    let count = verified.lines().count() - 1;
    assert!(count > acknowledged, "{count} of {acknowledged}");
    let others: Vec<_> = project.names("drafts");
    let others: Vec<_> = others.iter().filter(|name| !name.starts_with("edition-")).collect();
    assert_eq!(others, [".folder.lock", "v1"]);
}
