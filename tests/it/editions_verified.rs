//! What `draft verify` says of editions, and what becomes of them when things go wrong.

use std::time::Instant;

use snapbox::{assert_data_eq, str};

use crate::editions::{change, forge, open_letter, project};

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
    assert_data_eq!(
        project.run(&["draft", "verify", "1", "--json"]),
        str![[r#"
status: 0
--- stdout
{
  "edition": 1,
  "version": "v1@8f96182855dc",
  "pdfs_compared": true,
  "faults": []
}
--- stderr

"#]]
    );
    assert!(!project.path("out").exists());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test does what a person does")]
fn an_edition_knows_its_version_by_the_text_when_the_folder_has_another_number() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    std::fs::rename(project.path("drafts/v1"), project.path("drafts/v7")).unwrap();
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 0
--- stdout
v7@8f96182855dc ok
edition-1 ok
--- stderr

"#]]
    );
}

#[test]
fn a_changed_byte_is_found_in_edition_and_version() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    let edition = project.read("drafts/edition-1.toml");
    change(&project, "drafts/edition-1.toml", "River Watch", "River Watcg");
    assert_data_eq!(
        project.run(&["draft", "verify"]),
        str![[r#"
status: 1
--- stdout
v1@8f96182855dc ok
edition-1 not as it was recorded
--- stderr
error: `drafts/edition-1.toml` was changed since it was written: its seal does not hold
hint: where it is kept in git, `git checkout -- drafts/edition-1.toml` brings it back as it was

"#]]
    );
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `drafts/edition-1.toml` was changed since it was written: its seal does not hold
hint: where it is kept in git, `git checkout -- drafts/edition-1.toml` brings it back as it was

"#]]
    );
    project.put("drafts/edition-1.toml", edition.replace('\n', "\r\n"));
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `drafts/edition-1.toml` has CRLF at the end of lines, where LF was frozen
hint: git changed them; `drafts/** -text` in `.gitattributes` keeps it from that
hint: then, `rm -r drafts/edition-1.toml` and `git checkout -- drafts/edition-1.toml`

"#]]
    );
    project.put("drafts/edition-1.toml", &edition);
    change(&project, "drafts/v1/source/templates/weir.md", "before autumn", "before autumm");
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 1
--- stdout
v1@8f96182855dc not as it was frozen
--- stderr
error: `drafts/v1/source/templates/weir.md` was changed since it was frozen
hint: where it is kept in git, `git checkout -- drafts/v1` brings it back as it was

"#]]
    );
    assert_data_eq!(
        project.run(&["draft", "edition"]),
        str![[r#"
status: 1
--- stdout
--- stderr
note[no-version-agreed]: 3 sign-offs are to no particular version: those of River Watch (RW) and Mill "Elm", and of one who is not named
 --> signatories.csv:2:1
  |
2 | River Watch,…,…,…,…,…,…,…
  | ^^^^^^^^^^^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

error: `drafts/v1/source/templates/weir.md` was changed since it was frozen
hint: where it is kept in git, `git checkout -- drafts/v1` brings it back as it was

"#]]
    );
}

#[test]
fn a_forged_list_row_or_digest_makes_another_letter() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    let edition = project.read("drafts/edition-1.toml");
    forge(&project, "River Watch", "River Watcg");
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 1
--- stdout
v1@8f96182855dc ok
edition-1 not as it was recorded
--- stderr
error: the letter to lindqvist is not made again as it was recorded
hint: with text and list as they were, other fonts make another PDF
error: the letter to moreau is not made again as it was recorded

"#]]
    );
    project.put("drafts/edition-1.toml", &edition);
    forge(&project, "M. Moreau", "M. Morea");
    assert_data_eq!(
        project.run(&["draft", "verify", "1", "--json"]),
        str![[r#"
status: 1
--- stdout
{
  "edition": 1,
  "version": "v1@8f96182855dc",
  "pdfs_compared": true,
  "faults": [
    "the letter to moreau is not made again as it was recorded"
  ]
}
--- stderr
error: the letter to moreau is not made again as it was recorded
hint: with text and list as they were, other fonts make another PDF

"#]]
    );
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
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 0
--- stdout
v1@8f96182855dc ok
edition-1 ok
--- stderr
It was made by letterctl 0.0.9, and this is 0.1.0: text and list were checked, and PDFs were not compared.

"#]]
    );
    change(&project, "drafts/v1/en-US.md", "weir", "Weir");
    assert!(project.run(&["draft", "verify", "1"]).starts_with("status: 1\n"));
}

#[test]
fn a_file_is_one_of_those_sent_or_not() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    project.put("received.pdf", project.bytes("out/weir-moreau.pdf"));
    let sent = ["draft", "verify", "1", "out/weir-lindqvist.pdf", "received.pdf"];
    assert_data_eq!(
        project.run(&sent),
        str![[r#"
status: 0
--- stdout
out/weir-lindqvist.pdf is the letter to lindqvist of edition 1
received.pdf is the letter to moreau of edition 1
--- stderr

"#]]
    );
    let others = ["draft", "verify", "edition-1", "received.pdf", "signatories.csv"];
    assert_data_eq!(
        project.run(&others),
        str![[r#"
status: 1
--- stdout
received.pdf is the letter to moreau of edition 1
signatories.csv is no letter of edition 1
--- stderr

"#]]
    );
    assert_data_eq!(
        project.run(&[&["--json"][..], &others].concat()),
        str![[r#"
status: 1
--- stdout
{
  "edition": 1,
  "files": [
    {
      "file": "received.pdf",
      "letters": [
        {
          "addressee": "moreau",
          "language": "fr"
        }
      ]
    },
    {
      "file": "signatories.csv",
      "letters": []
    }
  ]
}
--- stderr

"#]]
    );
    assert_data_eq!(
        project.run(&["draft", "verify", "1", "gone.pdf"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: cannot read `[PROJECT]/gone.pdf`
caused by: No such file or directory (os error 2)

"#]]
    );
}

#[test]
fn an_edition_that_is_not_there_is_named() {
    let project = project();
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no edition `1`
hint: nothing went out yet: `letterctl draft edition` records what does

"#]]
    );
    project.stdout(&["draft", "edition"]);
    assert_data_eq!(
        project.run(&["draft", "verify", "out/weir-moreau.pdf"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no edition `out/weir-moreau.pdf`
hint: there are: `1`

"#]]
    );
}

#[test]
fn only_files_named_for_an_edition_are_one() {
    let project = open_letter();
    for name in
        ["edition-07.toml", "edition-x.toml", "edition-3", "edition-.toml", "edition-+4.toml"]
    {
        project.put(&format!("drafts/{name}"), "");
    }
    std::fs::create_dir(project.path("drafts/edition-9.toml")).unwrap();
    project.stdout(&["draft", "edition"]);
    let verified = project.stdout(&["draft", "verify"]);
    assert_eq!(verified, "v1@5ded061059b4 ok\nedition-1 ok\nedition-2 ok\n");
}

#[test]
fn editions_at_the_same_time_are_each_recorded() {
    let project = open_letter();
    let start = |_| project.command(&["draft", "edition", "--quiet"]).spawn().unwrap();
    let children: Vec<_> = (0..5).map(start).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(project.stdout(&["draft", "verify"]).matches(" ok\n").count(), 7);
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
