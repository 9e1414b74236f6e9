//! `letterctl send` once more: after a refusal, a kill, in a clone, without the outbox.

use snapbox::{assert_data_eq, str};

use crate::delivery::{
    ADDRESSEES, EVERYBODY, go_to, letters, messages, project, recipients, recorded, send, sent,
};
use crate::editions::change;
use crate::sandbox::{Sandbox, files_in};
use crate::smtp_server::{Act, Point, SmtpServer};

/// Lets what rests have rested.
fn rested(project: &Sandbox) {
    let journal = project.read(".letterctl/outbox/journal.jsonl");
    let mut times = journal.split("\"time\":\"");
    let first = times.next().unwrap().to_owned();
    let aged = times.fold(first, |aged, rest| format!("{aged}\"time\":\"2001{}", &rest[4..]));
    project.put(".letterctl/outbox/journal.jsonl", aged);
}

#[test]
fn after_a_refusal_for_now_only_those_who_lack_it_get_it_as_it_was_recorded() {
    let server = SmtpServer::start(&[(Point::Rcpt, Act::Say("450 4.2.1 busy"))]);
    let project = project(&server);
    let run = send(&project, &["--send", "--expect", "5"]);
    assert!(run.starts_with("status: 1") && run.contains("Sent: 4 of 5."), "{run}");
    assert_eq!(recipients(&messages(&server)), EVERYBODY[1..]);
    let edition = project.read("drafts/edition-1.toml");
    rested(&project);

    project.stdout(&["sign", "add", "Late Union", "--email", "late@l.example"]);
    project.stdout(&["sign", "withdraw", "rw"]);
    let rows = ADDRESSEES.replace("Old Office", "New Office") + "neu,Neu,,n@x.example,\n";
    project.put("addressees.csv", rows);
    assert_data_eq!(
        send(&project, &[]),
        str![[r#"
status: 0
--- stdout
id         name           mail   state                 reply
lindqvist  Ms. Lindqvist  final  deferred, to be sent  450 4.2.1 busy
moreau     M. Moreau      final  sent
pecheurs   Pêcheurs       copy   sent
q1w2e3     q1w2e3         copy   sent
--- stderr
Signed since edition 1 was begun, and not in it: Late Union.
In edition 1, and signs no longer: River Watch (RW).
An addressee, and not one of edition 1: neu.
In edition 1 with the row that it had then: poste.
Of the addressees without an address: poste.
Of the signatories without an address: mill.
Would send edition 1 of v1@e2329dea8ef8 to 1 of 4.
To send, add `--send --expect 4` to `send`.

"#]]
    );
    sent(&project, &[], 4);
    let got = messages(&server);
    assert_eq!(recipients(&got)[4..], ["l@gov.example"]);
    assert_eq!(letters(&got)["l@gov.example"], recorded(&project, 1)["lindqvist"]);
    assert_eq!(project.read("drafts/edition-1.toml"), edition);
    assert!(!project.path("drafts/edition-2.toml").exists());
}

/// Starts `send` at a server that says nothing more at the message with a number, and kills it there.
fn killed_at(number: usize, project: &Sandbox, arguments: &[&str]) -> SmtpServer {
    // A reply of the usual words, so that the next fault is about the next message.
    let mut faults = vec![(Point::Rcpt, Act::Say("250 ok")); number];
    faults.push((Point::Rcpt, Act::Stall));
    let server = SmtpServer::start(&faults);
    go_to(&server, project);
    let mut command = project.command(&[&["send", "--yes", "--send"], arguments].concat());
    let mut child = command.spawn().unwrap();
    let asked = || server.seen().commands.iter().filter(|said| said.starts_with("RCPT")).count();
    while asked() <= number {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    server
}

#[test]
fn after_a_kill_the_same_command_goes_on_and_nobody_gets_it_twice() {
    let project = project(&SmtpServer::start(&[]));
    let before = killed_at(2, &project, &["--expect", "5"]);
    let after = SmtpServer::start(&[]);
    go_to(&after, &project);
    change(&project, "signatories.csv", "mill,Mill", "mill,Old Mill");
    sent(&project, &[], 5);
    let got = [messages(&before), messages(&after)].concat();
    assert_eq!(recipients(&got), EVERYBODY);
    let recorded = recorded(&project, 1);
    for letter in letters(&got).values() {
        assert!(recorded.values().any(|recorded| recorded == letter));
    }
    project.stdout(&["draft", "verify", "1"]);
}

#[test]
fn a_run_that_starts_an_edition_goes_on_with_it_when_it_was_cut_off() {
    let project = project(&SmtpServer::start(&[]));
    sent(&project, &["--eml", "first"], 5);
    let before = killed_at(1, &project, &["--edition", "new", "--expect", "5"]);
    let after = SmtpServer::start(&[]);
    go_to(&after, &project);
    let run = send(&project, &["--edition", "new", "--send", "--expect", "5"]);
    assert!(run.contains("First, edition 2 goes out, which is not finished."), "{run}");
    assert_eq!(recipients(&[messages(&before), messages(&after)].concat()), EVERYBODY);
    assert!(!project.path("drafts/edition-3.toml").exists());
}

#[test]
fn a_run_that_was_killed_before_its_first_message_goes_on_with_its_edition() {
    let project = project(&SmtpServer::start(&[]));
    killed_at(0, &project, &["--expect", "5"]);
    std::fs::remove_dir_all(project.path(".letterctl")).unwrap();
    let server = SmtpServer::start(&[]);
    go_to(&server, &project);
    sent(&project, &[], 5);
    assert_eq!(recipients(&messages(&server)), EVERYBODY);
    assert!(!project.path("drafts/edition-2.toml").exists());
}

#[test]
fn neither_a_clone_nor_a_deleted_outbox_mails_anybody_again() {
    let faults = ["250 ok", "550 no"].map(|said| (Point::Rcpt, Act::Say(said)));
    let server = SmtpServer::start(&faults);
    let project = project(&server);
    let run = send(&project, &["--send", "--expect", "5"]);
    assert!(run.contains("Failed: moreau, 550 no."), "{run}");
    let clone = Sandbox::new();
    for (file, content) in files_in(&project.path("")) {
        if !file.starts_with(".letterctl") {
            clone.put(&file, content);
        }
    }
    std::fs::remove_dir_all(project.path(".letterctl")).unwrap();
    for project in [&clone, &project] {
        let run = send(project, &[]);
        assert!(run.contains("to 1 of 5"), "{run}");
        sent(project, &["--only", "rw"], 1);
    }
    assert_eq!(server.seen().messages.len(), 4);
    sent(&clone, &[], 5);
    let got = messages(&server);
    assert_eq!(recipients(&got)[4..], ["m@gouv.example"]);
    assert_eq!(letters(&got)["m@gouv.example"], recorded(&clone, 1)["moreau"]);
}

#[test]
fn a_text_that_was_frozen_since_needs_the_next_edition() {
    let server = SmtpServer::start(&[(Point::Rcpt, Act::Say("450 4.2.1 busy"))]);
    let project = project(&server);
    assert!(send(&project, &["--send", "--expect", "5"]).starts_with("status: 1"));
    rested(&project);
    change(&project, "templates/weir.md", "ask you to", "ask you all to");
    project.stdout(&["draft", "freeze", "--editorial"]);
    assert_data_eq!(
        send(&project, &["--send", "--expect", "5"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: edition 1 is not finished, and is of v1@e2329dea8ef8, not of v2@c76c23565612
hint: `--edition new` starts the next one, of v2@c76c23565612, and leaves edition 1

"#]]
    );
    assert_eq!(server.seen().messages.len(), 4);
    sent(&project, &["--edition", "new"], 5);
    assert_eq!(server.seen().messages.len(), 9);
    project.stdout(&["draft", "verify", "1"]);
    project.stdout(&["draft", "verify", "2"]);
}
