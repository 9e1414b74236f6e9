//! Messages as files: to be looked at, or to be sent from a mail program.

use snapbox::{assert_data_eq, str};

use crate::mail::read_back;
use crate::mail_round::{
    HISTORY, JOURNAL, PLAN, REVIEWERS, SEND, SETTINGS, reviewers, round, said, states,
};
use crate::smtp_server::SmtpServer;

#[test]
fn a_preview_is_marked_as_one_and_counts_for_nothing() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    assert_data_eq!(
        said(&project, &server, &["review", "send", "--eml", "preview"]),
        str![[r#"
status: 0
--- stdout
id   name         mail    state       reply
ann  River Watch  review  to be sent
bob  Dam Watch    review  to be sent
cho  cho          review  to be sent
--- stderr
Would send v1@cc572e78d48d to 3 of 3.
Wrote 3 messages into `preview`; none of them is sent.

"#]]
    );
    assert_eq!(project.names("preview"), ["001-ann.eml", "002-bob.eml", "003-cho.eml"]);
    for name in project.names("preview") {
        let message = project.read(&format!("preview/{name}"));
        assert!(message.contains("\r\nX-Unsent: 1\r\n"), "{message}");
    }
    assert!(!project.path(JOURNAL).exists() && !project.path(HISTORY).exists());
    assert_eq!(states(&project), "ann none, bob none, cho none");
}

#[test]
fn files_for_a_mail_program_count_as_sent_and_none_is_written_over() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    project.put("post/001-note.eml", "mine");
    // Who has no mail server needs none, and no limit holds for files.
    project.put(SETTINGS, "[mail]\nfrom = \"jane@example.org\"\nrate_per_minute = 1\n");
    let files = [&SEND[..5], &["--eml", "post"]].concat();
    assert_data_eq!(
        said(&project, &server, &files),
        str![[r#"
status: 0
--- stdout
--- stderr
Sent: 3 of 3.

"#]]
    );
    assert_eq!(
        project.names("post"),
        ["001-note.eml", "002-ann.eml", "003-bob.eml", "004-cho.eml"]
    );
    assert_eq!(project.read("post/001-note.eml"), "mine");
    let message = project.bytes("post/002-ann.eml");
    let read = read_back(&message);
    assert_eq!(read["to"], serde_json::json!([["Reviewer ann", "ann@example.org"]]));
    assert_eq!(states(&project), "ann sent, bob sent, cho sent");
    assert_eq!(project.read(HISTORY).lines().count(), 3);

    project.stdout(&files);
    project.stdout(&SEND);
    assert_eq!(project.names("post").len(), 4);
    assert_eq!(server.seen().connections, 0);

    project.put(REVIEWERS, reviewers(&["ann", "bob", "cho", "dan"]));
    project.stdout(&["review", "send", "--send", "--expect", "4", "--eml", "post"]);
    assert_eq!(project.names("post").last().unwrap(), "005-dan.eml");
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told_and_nothing_counts_as_sent() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    project.put("post", "a file");
    for more in [&[][..], &["--send", "--expect", "3"]] {
        let refused = project.run(&[&PLAN[..], more, &["--eml", "post"]].concat());
        assert!(refused.starts_with("status: 3\n"), "{refused}");
        assert!(refused.contains("error: cannot ") && refused.contains("post"), "{refused}");
    }
    // No file is there, but the journal had to say so before: nobody is told that it is.
    assert_eq!(states(&project), "ann unknown, bob planned, cho planned");
    assert_eq!(project.read("post"), "a file");
}
