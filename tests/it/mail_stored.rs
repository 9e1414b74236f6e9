//! What is stored goes out as it was stored, to those who are still to have it.

use std::path::Path;

use snapbox::{assert_data_eq, str};

use crate::mail_round::{
    JOURNAL, PLAN, REVIEWERS, SEND, SETTINGS, last_to, let_rest, reviewers, round, said, states,
    taken,
};
use crate::smtp_server::{Act, Point, SmtpServer};

const GREYLISTED: (Point, Act) = (Point::Rcpt, Act::Say("450 4.2.0 <ann@example.org>: greylisted"));
const REFUSED: (Point, Act) = (Point::Rcpt, Act::Say("550 5.1.1 <ann@example.org>: no such user"));
const CUT: (Point, Act) = (Point::Dot, Act::Cut);

/// The template that is compiled in, as a start for one's own.
fn own_template() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/mail/review.md");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn what_was_greylisted_goes_out_later_as_the_same_bytes_and_what_differs_is_named() {
    let server = SmtpServer::start(&[GREYLISTED]);
    let project = round(&server);
    assert_data_eq!(
        said(&project, &server, &SEND),
        str![[r#"
status: 1
--- stdout
--- stderr
Sent: 2 of 3.
Not taken yet: ann. Send them again after [..]Z.

"#]]
    );
    assert_eq!(taken(&server), "bob cho");
    // It rests, however often one tries.
    let again = project.run(&SEND);
    assert!(again.starts_with("status: 1\n"), "{again}");
    assert_eq!(taken(&server), "bob cho");

    let stored = || {
        let folder = project.path(".letterctl/outbox/messages");
        crate::sandbox::files_in(&folder)
    };
    let before = stored();
    let_rest(&project);
    project.put("templates/mail/review.md", own_template().replace("Thank you!", "Thanks!"));
    project.put(SETTINGS, project.read(SETTINGS) + "reply_to = \"answers@example.org\"\n");
    project.put(REVIEWERS, reviewers(&["ann", "bob", "cho"]).replace("Reviewer ann", "Dr. Lee"));
    assert_data_eq!(
        said(&project, &server, &SEND),
        str![[r#"
status: 0
--- stdout
--- stderr
The message to ann goes out as it was stored, though where answers to it go would be another now.
The message to ann goes out as it was stored, though its recipient's name would be another now.
The message to ann goes out as it was stored, though its text or what is attached would be another now.
Sent: 3 of 3.

"#]]
    );
    assert_eq!(stored(), before);
    assert_eq!(server.seen().recipients, ["bob@example.org", "cho@example.org", "ann@example.org"]);
    let sent = last_to(&server, "ann");
    // What many messages share is stored once, and so apart.
    let stored = String::from_utf8(before.into_values().next().unwrap()).unwrap();
    let (texts, attached) = sent.split_at(sent.find("JVBERi").unwrap());
    let pdf = attached.split("\r\n--").next().unwrap();
    assert!([texts, pdf].iter().all(|part| stored.matches(part).count() == 1), "{sent}");
}

#[test]
fn who_is_taken_off_the_list_is_not_mailed_and_who_is_added_is() {
    let server = SmtpServer::start(&[GREYLISTED]);
    let project = round(&server);
    drop(project.run(&SEND));
    let_rest(&project);
    project.put(REVIEWERS, reviewers(&["bob", "cho", "dan"]));
    assert_data_eq!(
        said(&project, &server, &PLAN),
        str![[r#"
status: 0
--- stdout
id   name       mail    state       reply
bob  Dam Watch  review  sent
cho  cho        review  sent
dan  dan        review  to be sent
--- stderr
Would send v1@cc572e78d48d to 1 of 3.
Nothing goes to those who are on the list no more: ann.
To send, add `--send --expect 3` to `review send`.

"#]]
    );
    project.stdout(&SEND);
    assert_eq!(taken(&server), "bob cho dan");
}

#[test]
fn who_says_no_before_the_mail_went_out_gets_none_and_is_off_no_list() {
    let server = SmtpServer::start(&[GREYLISTED]);
    let project = round(&server);
    drop(project.run(&SEND));
    let_rest(&project);
    project.stdout(&["sign", "decline", "ann"]);
    assert_data_eq!(
        said(&project, &server, &PLAN),
        str![[r#"
status: 0
--- stdout
id   name       mail    state  reply
bob  Dam Watch  review  sent
cho  cho        review  sent
--- stderr
Not asked, since they said no: ann.
Would send v1@cc572e78d48d to 0 of 2.

"#]]
    );
    let other_number = project.run(&SEND);
    assert!(other_number.contains("addresses 2, not 3"), "{other_number}");
    assert_eq!(taken(&server), "bob cho");
}

#[test]
fn a_new_address_gets_a_message_of_its_own_whether_the_old_one_failed_or_rests() {
    for fault in [GREYLISTED, REFUSED] {
        let server = SmtpServer::start(&[fault]);
        let project = round(&server);
        drop(project.run(&SEND));
        let list = reviewers(&["ann", "bob", "cho"]);
        project.put(REVIEWERS, list.replace("ann@example.org", "lee@example.org"));
        project.stdout(&SEND);
        assert_eq!(taken(&server), "bob cho lee");
        let message = server.seen().messages.pop().unwrap();
        assert!(message.contains("\r\nTo: \"Reviewer ann\" <lee@example.org>\r\n"), "{message}");
        assert_eq!(states(&project), "ann sent, bob sent, cho sent");
    }
}

#[test]
fn somebody_under_another_id_and_the_same_address_has_the_mail_already() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    project.stdout(&SEND);
    let list = reviewers(&["ann", "bob", "cho"]);
    project.put(REVIEWERS, list.replace("ann,Reviewer", "lee,Reviewer"));
    project.stdout(&SEND);
    assert_eq!(taken(&server), "ann bob cho");
}

#[test]
fn who_failed_is_tried_again_only_by_name() {
    let server = SmtpServer::start(&[REFUSED]);
    let project = round(&server);
    assert_data_eq!(
        said(&project, &server, &SEND),
        str![[r#"
status: 1
--- stdout
--- stderr
Sent: 2 of 3.
Failed: ann, 550 5.1.1 <…>: no such user.

"#]]
    );
    let again = project.run(&SEND);
    assert!(again.starts_with("status: 1\n"), "{again}");
    assert_eq!(taken(&server), "bob cho");
    project.stdout(&["review", "send", "--only", "ann,bob", "--send", "--expect", "2"]);
    assert_eq!(taken(&server), "ann bob cho");
}

#[test]
fn what_nobody_knows_goes_out_again_only_when_that_is_asked_for() {
    let server = SmtpServer::start(&[CUT]);
    let project = round(&server);
    assert_data_eq!(
        said(&project, &server, &SEND),
        str![[r#"
status: 1
--- stdout
--- stderr
Sent: 2 of 3.
Nobody knows whether ann got it: ask, then `letterctl review resolve review/cc572e78d48d/ann --sent` or `--not-sent`.

"#]]
    );
    for more in [&[][..], &["--only", "ann,bob,cho"]] {
        let again = project.run(&[&SEND[..], more].concat());
        assert!(again.starts_with("status: 1\n"), "{again}");
        assert_eq!(taken(&server), "bob cho");
    }
    assert_eq!(states(&project), "ann unknown, bob sent, cho sent");
    project.stdout(&[&SEND[..], &["--resend-unknown"]].concat());
    assert_eq!(taken(&server), "ann bob cho");
    assert_eq!(states(&project), "ann sent, bob sent, cho sent");
}

#[test]
fn a_stored_message_that_was_meddled_with_is_not_sent() {
    let server = SmtpServer::start(&[GREYLISTED]);
    let project = round(&server);
    drop(project.run(&SEND));
    let_rest(&project);
    let line = project.read(JOURNAL).lines().find(|line| line.contains("/ann")).unwrap().to_owned();
    let file = line.split("\"file\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let path = format!(".letterctl/outbox/messages/{file}");
    project.put(&path, "Subject: another\r\n\r\nx\r\n");
    let refused = said(&project, &server, &SEND);
    assert!(refused.starts_with("status: ") && refused.contains("was changed"), "{refused}");
    assert_eq!(taken(&server), "bob cho");
    // One that is missing is built anew.
    std::fs::remove_file(project.path(&path)).unwrap();
    project.stdout(&SEND);
    assert_eq!(taken(&server), "ann bob cho");
}
