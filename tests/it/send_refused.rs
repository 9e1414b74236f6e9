//! What keeps the final letter from going out.

use snapbox::{assert_data_eq, str};

use crate::delivery::{ADDRESSEES, LIST, messages, project, recipients, recorded, send, sent};
use crate::editions::{change, forge};
use crate::sandbox::files_in;
use crate::smtp_server::SmtpServer;

#[test]
fn nothing_goes_out_while_somebody_agreed_to_another_text() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    let list = project.read("signatories.csv");
    let row = list.lines().find(|line| line.starts_with("pecheurs")).unwrap();
    let (cells, agreed) = row.rsplit_once(",v1@").unwrap();
    let stale = row.replace(&format!(",v1@{agreed}"), ",v0@000000000000");
    assert!(!cells.is_empty());
    project.put("signatories.csv", list.replace(row, &stale));
    let run = send(&project, &["--send", "--expect", "5"]);
    assert!(run.contains("error: 1 signatory would be left off, and nothing goes out"), "{run}");
    assert!(run.starts_with("status: 1"), "{run}");
    assert_eq!(server.seen().connections, 0);
    sent(&project, &["--allow-stale"], 4);
    assert!(!recipients(&messages(&server)).contains(&"p@pecheurs.example"));
    assert!(!project.read("drafts/edition-1.toml").contains("Pêcheurs"));
    sent(&project, &[], 4);
    assert_eq!(server.seen().messages.len(), 4);
}

#[test]
fn a_letter_that_is_not_that_of_the_newest_version_is_refused() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    change(&project, "templates/weir.md", "ask you to", "ask you all to");
    assert_data_eq!(
        send(&project, &["--send", "--expect", "5"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: the text is not that of v1: 1 word changed
hint: `letterctl draft freeze` makes a version of it, which can go out

"#]]
    );
    std::fs::remove_dir_all(project.path("drafts/v1")).unwrap();
    let run = send(&project, &[]);
    assert!(run.contains("nothing is frozen yet"), "{run}");
    assert_eq!(server.seen().connections, 0);
}

#[test]
fn addresses_of_both_kinds_that_cannot_be_are_told_at_once_and_before_anything_is_made() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    project.put("addressees.csv", ADDRESSEES.replace("l@gov.example", "canary at gov"));
    project.put("signatories.csv", LIST.replace("ada@rw.example", "canary@x.org;canary@y.org"));
    let before = files_in(&project.path(""));
    assert_data_eq!(
        send(&project, &["--send", "--expect", "5"]),
        str![[r#"
status: 1
--- stdout
--- stderr
note[no-version-agreed]: 4 sign-offs are to no particular version: those of River Watch (RW), Pêcheurs and Mill, and of one who is not named
 --> signatories.csv:2:1
  |
2 | rw,…,…,…,…,…,…,…,…
  | ^^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

Of the addressees without an address: poste.
Of the signatories without an address: mill.
error[address]: `lindqvist` cannot be written to: its `email` holds more than one address

error[address]: `rw` cannot be written to: its `email` holds more than one address


"#]]
    );
    assert_eq!(files_in(&project.path("")), before);
    assert_eq!(server.seen().connections, 0);
}

#[test]
fn a_template_that_misses_a_field_stops_everything_before_the_first_message() {
    let server = SmtpServer::start(&[]);
    let project = project(&server).file(
        "templates/mail/final.md",
        "+++\nsubject = \"Hi\"\n+++\nDear {{ recipient.rank }},\n",
    );
    let run = send(&project, &["--send", "--expect", "5"]);
    assert!(run.starts_with("status: 1") && run.contains("templates/mail/final.md:4"), "{run}");
    assert!(!project.path("drafts/edition-1.toml").exists());
    assert_eq!(server.seen().connections, 0);
}

#[test]
fn a_letter_that_cannot_be_without_an_addressee_has_no_copies() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    change(&project, "templates/weir.md", "ask you to", "ask you, {{ addressee.name }}, to");
    project.stdout(&["draft", "freeze", "--editorial"]);
    assert_data_eq!(
        send(&project, &[]),
        str![[r#"
status: 1
--- stdout
--- stderr
Of the addressees without an address: poste.
Of the signatories without an address: mill.
A copy is the letter that goes to no row of `addressees.csv`; `--to addressees` sends none.
error[undefined]: `addressee` is not defined
 --> drafts/v2/source/templates/weir.md:8:54
  |
8 | We, {{ count.signatories }} signatories, ask you, {{ addressee.name }}, to open the weir.
  |                                                      ^^^^^^^^^
  |
  = help: did you mean `addressees`?


"#]]
    );
    sent(&project, &["--to", "addressees"], 2);
    assert_eq!(recorded(&project, 1).len(), 3);
    project.stdout(&["draft", "verify", "1"]);
    let run = send(&project, &["--to", "signatories", "--send", "--expect", "3"]);
    assert!(run.starts_with("status: 1"), "{run}");
    assert_eq!(server.seen().messages.len(), 2);
}

#[test]
fn a_letter_that_is_made_otherwise_than_it_was_recorded_does_not_go_out() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    sent(&project, &["--only", "rw"], 1);
    let digest = recorded(&project, 1)["moreau"].clone();
    forge(&project, &digest, &"0".repeat(64));
    assert_data_eq!(
        send(&project, &["--send", "--expect", "5"]),
        str![[r#"
status: 1
--- stdout
--- stderr
Of the addressees without an address: poste.
Of the signatories without an address: mill.
error[edition]: the letter to `moreau` is not made again as edition-1 recorded it
 = help: letterctl 0.1.0 made it, with fonts that may be others now; `--edition new` starts the next one


"#]]
    );
    assert_eq!(server.seen().messages.len(), 1);
    change(&project, "drafts/edition-1.toml", "River Watch", "River Watcg");
    let run = send(&project, &["--send", "--expect", "5"]);
    assert!(run.contains("its seal does not hold"), "{run}");
}

#[test]
fn an_id_that_nobody_has_is_refused_with_the_nearest() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    assert_data_eq!(
        send(&project, &["--only", "moraeu"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: nobody who gets edition 1 has the id `moraeu`
hint: did you mean `moreau`?

"#]]
    );
}
