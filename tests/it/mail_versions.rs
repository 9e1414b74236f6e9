//! A version after another: threads, what changed since the one that somebody got, and texts that
//! are another by now.

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::mail::read_back;
use crate::mail_round::{
    PLAN, REVIEWERS, SEND, TEMPLATE, freeze, last_to, reviewers, round, round_of, said, states,
    taken,
};
use crate::sandbox::Sandbox;
use crate::smtp_server::SmtpServer;

/// The last message to somebody, as Python's `email` reads it.
fn read_last(server: &SmtpServer, id: &str) -> Value {
    read_back(last_to(server, id).as_bytes())
}

fn send(project: &Sandbox, expect: usize) {
    let expect = expect.to_string();
    project.stdout(&["review", "send", "--send", "--expect", &expect, "--yes"]);
}

fn words(message: &Value) -> &str {
    message["parts"][0]["text"].as_str().unwrap()
}

#[test]
fn each_version_answers_to_the_first_and_tells_everybody_what_is_new_to_them() {
    let server = SmtpServer::start(&[]);
    let project = round_of(&server, &["ann", "bob"]);
    send(&project, 2);
    let first = read_last(&server, "ann");
    assert_eq!(first["in_reply_to"], Value::Null);
    assert!(!words(&first).contains("changed since"), "{first}");
    assert_eq!(first["subject"], "DRAFT v1: Please read: The tide gauges");

    freeze(&project, "short of tide gauges");
    project.put(REVIEWERS, reviewers(&["ann", "cho"]));
    send(&project, 2);
    let second = read_last(&server, "ann");
    assert_eq!(second["in_reply_to"], first["message_id"]);
    assert!(words(&second).contains("v1@") && words(&second).contains("v2@"), "{second}");
    assert!(!words(&read_last(&server, "cho")).contains("changed since"));

    freeze(&project, "full of tide gauges");
    project.put(REVIEWERS, reviewers(&["ann", "bob", "cho"]));
    send(&project, 3);
    assert_eq!(taken(&server), "ann ann ann bob bob cho cho");
    let third = read_last(&server, "ann");
    assert_eq!(third["in_reply_to"], first["message_id"]);
    assert_eq!(third["references"], serde_json::json!([first["message_id"], second["message_id"]]));
    let changes = |id| {
        let message = read_last(&server, id);
        let words = words(&message);
        let at = words.find("This is what changed").unwrap();
        let rest = &words[at..];
        rest[..rest.find("If a word").unwrap()].replace("\r\n", "\n")
    };
    assert_data_eq!(
        format!("{}--- bob\n{}", changes("ann"), changes("bob")),
        str![[r#"
This is what changed since the version that you last got:

v2@7ab34a040fb3 ([..]) → v3@357bbfa03e5c ([..])
1 word changed.

~ The coast is [-short-]{+full+} of tide gauges.

~ changed  + new  - deleted  = renumbered  < > moved
[-deleted words-] {+new words+}

--- bob
This is what changed since the version that you last got:

v1@cc572e78d48d ([..]) → v3@357bbfa03e5c ([..])
3 words changed.

~ The coast is [-short of-]{+full of tide+} gauges.

~ changed  + new  - deleted  = renumbered  < > moved
[-deleted words-] {+new words+}


"#]]
    );
    assert_eq!(changes("cho"), changes("ann"));
    let attached = third["parts"][2].clone();
    assert_eq!(attached["name"], "joint-letter-v3-draft.pdf");
    assert_eq!(attached["type"], "application/pdf");
    assert_eq!(read_last(&server, "bob")["parts"][2], attached);
}

#[test]
fn who_got_a_version_gets_the_next_one_with_the_changes_as_a_word_file_unless_the_template_says_no()
{
    let server = SmtpServer::start(&[]);
    let project = round_of(&server, &["ann", "bob"]);
    send(&project, 2);
    assert_eq!(read_last(&server, "ann")["parts"][3], Value::Null);
    freeze(&project, "short of tide gauges");
    project.put(REVIEWERS, reviewers(&["ann", "bob", "cho"]));
    assert_data_eq!(
        said(&project, &server, &PLAN),
        str![[r#"
status: 0
--- stdout
id   name         mail    state       reply
ann  River Watch  review  to be sent
bob  Dam Watch    review  to be sent
cho  cho          review  to be sent
--- stderr
`joint-letter-v2-changes-since-v1.docx`, with tracked changes, goes to 2 of them.
Would send v2@7ab34a040fb3 to 3 of 3.
To send, add `--send --expect 3` to `review send`.

"#]]
    );
    send(&project, 3);
    let changes = read_last(&server, "bob")["parts"][3].clone();
    assert_eq!(changes["name"], "joint-letter-v2-changes-since-v1.docx");
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    assert_eq!(changes["type"], word);
    assert_eq!(read_last(&server, "ann")["parts"][3], changes);
    assert_eq!(read_last(&server, "cho")["parts"][3], Value::Null);

    freeze(&project, "full of tide gauges");
    let template = include_str!("../../templates/mail/review.md");
    project.put("templates/mail/review.md", template.replace(", \"changes\"", ""));
    send(&project, 3);
    assert_eq!(read_last(&server, "bob")["parts"][3], Value::Null);
}

#[test]
fn a_text_that_was_changed_or_never_frozen_is_not_mailed() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    let letter = project.read(TEMPLATE);
    project.put(TEMPLATE, letter.replace("short", "shorter"));
    assert_data_eq!(
        said(&project, &server, &SEND),
        str![[r#"
status: 1
--- stdout
--- stderr
error: the text is not that of v1: 1 word changed
hint: `letterctl draft freeze` makes a version of it, which can go out

"#]]
    );
    assert_eq!(server.seen().connections, 0);
    let named = [&SEND[..], &["--version", "v1"]].concat();
    project.stdout(&named);
    assert_eq!(taken(&server), "ann bob cho");
    assert!(words(&read_last(&server, "ann")).contains("Attached is v1"));

    let unfrozen = round(&server);
    std::fs::remove_dir_all(unfrozen.path("drafts")).unwrap();
    assert_data_eq!(
        said(&unfrozen, &server, &PLAN),
        str![[r#"
status: 1
--- stdout
--- stderr
error: nothing is frozen yet, and what goes out is a frozen version
hint: `letterctl draft freeze` makes the first version

"#]]
    );
    assert_data_eq!(
        said(&project, &server, &["review", "send", "--version", "v7"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no version `v7`
hint: there are: `v1@cc572e78d48d`

"#]]
    );
}

#[test]
fn what_was_left_of_an_older_version_goes_out_no_more() {
    let server = SmtpServer::start(&[(
        crate::smtp_server::Point::Mail,
        crate::smtp_server::Act::SayAndCut("550 5.7.1 not now"),
    )]);
    let project = round(&server);
    let stopped = project.run(&SEND);
    assert!(stopped.starts_with("status: 3\n"), "{stopped}");
    assert_eq!(states(&project), "ann planned, bob planned, cho planned");

    freeze(&project, "without a gauge");
    project.stdout(&SEND);
    assert_eq!(taken(&server), "ann bob cho");
    for id in ["ann", "bob", "cho"] {
        let message = read_last(&server, id);
        assert!(words(&message).contains("Attached is v2"), "{message}");
        assert_eq!(message["in_reply_to"], Value::Null);
        assert!(!words(&message).contains("changed since"));
    }
}

#[test]
fn a_version_of_the_same_text_is_the_same_version() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    project.stdout(&SEND);
    freeze(&project, "without a gauge");
    freeze(&project, "short of gauges");
    let again = project.run(&SEND);
    assert!(again.contains("Sent: 3 of 3.\n"), "{again}");
    assert_eq!(taken(&server), "ann bob cho");
}
