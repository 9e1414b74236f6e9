//! What happens to the outbox from outside: a full disk, a folder that may not be written, a torn
//! journal, a second sender, an outbox that is gone, a colleague's clone. Nobody is mailed twice.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;

use snapbox::{assert_data_eq, str};

use crate::mail_round::{
    HISTORY, JOURNAL, PLAN, REVIEWERS, SEND, reviewers, round, round_of, said, states, taken,
    with_room,
};
use crate::sandbox::Sandbox;
use crate::smtp_server::{Act, Point, SmtpServer};

const EIGHT: [&str; 8] = ["r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8"];

/// Eight whose messages are stored, and none is sent.
fn stored(server: &SmtpServer) -> (Sandbox, [&'static str; 6]) {
    let project = round_of(server, &EIGHT);
    let send = ["review", "send", "--send", "--expect", "8", "--yes"];
    let stopped = project.run(&send);
    assert!(stopped.starts_with("status: 3\n"), "{stopped}");
    (project, send)
}

#[cfg(unix)]
#[test]
fn no_body_goes_out_when_the_journal_finds_no_room() {
    let mut withheld = 0;
    for room in 1..=6 {
        let refused = (Point::Mail, Act::SayAndCut("550 5.7.1 not now"));
        let server = SmtpServer::start(&[refused]);
        let (project, send) = stored(&server);
        let blocks = project.bytes(JOURNAL).len() / 512 + room;
        let output = with_room(&project, blocks, &send);
        let words = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{words}");
        assert!(words.contains("journal.jsonl`\ncaused by: File too large"), "{words}");

        let mailed: BTreeSet<_> = server.seen().recipients.into_iter().collect();
        let told: BTreeSet<_> = states(&project)
            .split(", ")
            .filter(|told| !told.ends_with(" planned"))
            .map(|told| format!("{}@example.org", told.split(' ').next().unwrap()))
            .collect();
        assert_eq!(mailed, told, "{words}");
        let history = if mailed.is_empty() { String::new() } else { project.read(HISTORY) };
        assert_eq!(history.lines().count(), mailed.len());
        withheld += usize::from(!states(&project).contains("unknown"));

        drop(project.run(&[&send[..], &["--quiet"]].concat()));
        assert_eq!(taken(&server), EIGHT.join(" "));
    }
    assert!((1..6).contains(&withheld), "{withheld} bodies were withheld");
}

#[cfg(unix)]
#[test]
fn messages_that_find_no_room_are_not_sent() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    let output = with_room(&project, 8, &SEND);
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{words}");
    assert!(words.contains(".letterctl/outbox/messages/"), "{words}");
    assert_eq!(taken(&server), "");
    project.stdout(&SEND);
    assert_eq!(taken(&server), "ann bob cho");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_told_and_nobody_is_mailed() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let server = SmtpServer::start(&[]);
    let project = round(&server);
    for (path, mode) in [(".", 0o755), ("drafts", 0o755)] {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(project.path(path), mode).unwrap();
    }
    let as_another = |arguments: &[&str]| {
        let mut command = project.command(arguments);
        if project.path(".").metadata().unwrap().uid() == 0 {
            command.uid(65_534);
        } else {
            let closed = std::fs::Permissions::from_mode(0o555);
            std::fs::set_permissions(project.path("."), closed).unwrap();
        }
        command.output()
    };
    // Where the program itself lies out of reach of another user, there is nothing to test.
    let Ok(output) = as_another(&SEND) else { return };
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{words}");
    assert!(words.contains("error: cannot ") && words.contains(".letterctl"), "{words}");
    assert_eq!(taken(&server), "");
    let plan = as_another(&PLAN).unwrap();
    assert_eq!(plan.status.code(), Some(0));
}

#[test]
fn a_journal_that_is_torn_anywhere_makes_no_duplicate() {
    let whole = {
        let server = SmtpServer::start(&[]);
        let project = round(&server);
        project.stdout(&SEND);
        project.bytes(JOURNAL).len()
    };
    for cut in (1..whole).step_by(150) {
        let server = SmtpServer::start(&[]);
        let project = round(&server);
        project.stdout(&SEND);
        let journal = project.bytes(JOURNAL);
        project.put(JOURNAL, &journal[..journal.len() - cut]);
        project.put(REVIEWERS, reviewers(&["ann", "bob", "cho", "dan"]));
        drop(project.run(&[&SEND[..4], &["4"]].concat()));
        assert_eq!(taken(&server), "ann bob cho dan", "cut by {cut}");
        assert!(states(&project).ends_with(", dan sent"), "cut by {cut}");
    }
}

#[test]
fn a_second_sender_is_refused_and_told_who_is_sending() {
    let server = SmtpServer::start(&[(Point::Dot, Act::Hold)]);
    let project = round(&server);
    let mut command = project.command(&SEND);
    let first = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    server.wait_for_hold(1);
    let refused = said(&project, &server, &SEND);
    assert_data_eq!(
        refused.replace(&format!("process {}", first.id()), "process FIRST"),
        str![[r#"
status: 3
--- stdout
--- stderr
error: another `letterctl` (process FIRST) is sending from here: it has `[PROJECT]/.letterctl/outbox/.lock`
hint: wait until it has ended

"#]]
    );
    // The plan can be looked at meanwhile.
    assert_eq!(states(&project), "ann unknown, bob planned, cho planned");
    server.let_go();
    assert!(first.wait_with_output().unwrap().status.success());
    assert_eq!(taken(&server), "ann bob cho");
    assert_eq!(server.seen().connections, 1);
}

#[test]
fn an_outbox_that_is_gone_mails_nobody_again() {
    let server = SmtpServer::start(&[(Point::Rcpt, Act::Say("550 5.1.1 no such user"))]);
    let project = round(&server);
    drop(project.run(&SEND));
    std::fs::remove_dir_all(project.path(".letterctl")).unwrap();
    assert_eq!(states(&project), "ann none, bob sent, cho sent");
    // Nothing of the first message went out, and nothing is known of it any more.
    project.stdout(&SEND);
    assert_eq!(taken(&server), "ann bob cho");
}

#[test]
fn a_colleague_mails_from_a_clone_only_who_was_not_mailed() {
    let server = SmtpServer::start(&[(Point::Dot, Act::Cut)]);
    let project = round(&server);
    drop(project.run(&SEND));
    assert_eq!(taken(&server), "bob cho");
    let committed = project.shell(
        "git init -q . && git add . && git -c user.name=A -c user.email=a@x.org commit -qm A \
         && git clone -q . clone && ls -A clone",
        Path::new(""),
    );
    assert!(committed.contains("drafts\n") && !committed.contains(".letterctl"), "{committed}");
    let plan = said(&project, &server, &["-C", "clone", "review", "send"]);
    assert_data_eq!(
        plan,
        str![[r#"
status: 0
--- stdout
id   name         mail    state  reply
ann  River Watch  review  sent
bob  Dam Watch    review  sent
cho  cho          review  sent
--- stderr
Would send v1@cc572e78d48d to 0 of 3.

"#]]
    );
    let send = |more: &[&str]| project.stdout(&[&["-C", "clone"], &SEND[..4], more].concat());
    send(&["3", "--yes", "--resend-unknown", "--only", "ann,bob,cho"]);
    assert_eq!(taken(&server), "bob cho");

    project.put("clone/reviewers.csv", reviewers(&["ann", "bob", "cho", "dan"]));
    send(&["4", "--yes"]);
    assert_eq!(taken(&server), "bob cho dan");
}
