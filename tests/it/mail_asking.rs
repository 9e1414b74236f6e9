//! Nothing is mailed unasked: what has to be said before the first message goes out.

use snapbox::{assert_data_eq, str};

use crate::mail_round::{HISTORY, JOURNAL, PLAN, SEND, SETTINGS, round, said, settings, taken};
use crate::sandbox::Sandbox;
use crate::smtp_server::SmtpServer;

/// Asserts that nobody knocked at the server, and nothing tells of mail.
fn assert_untouched(project: &Sandbox, server: &SmtpServer) {
    assert_eq!(server.seen().connections, 0);
    assert!(!project.path(JOURNAL).exists());
    assert!(!project.path(HISTORY).exists());
}

#[test]
fn without_send_there_is_a_plan_and_nobody_knocks_at_the_server() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    for more in [
        &[][..],
        &["--json"],
        &["--yes"],
        &["--only", "ann"],
        &["--version", "v1", "--resend-unknown"],
        &["--eml", "preview"],
    ] {
        let said = project.run(&[&PLAN[..], more].concat());
        assert!(said.starts_with("status: 0\n"), "{more:?}: {said}");
        assert_untouched(&project, &server);
    }
    assert!(!project.path(".letterctl").exists());
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
Would send v1@cc572e78d48d to 3 of 3.
To send, add `--send --expect 3` to `review send`.

"#]]
    );
}

#[test]
fn a_plan_of_another_number_is_not_sent() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    assert_data_eq!(
        said(&project, &server, &["review", "send", "--send", "--expect", "2", "--yes"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: the plan addresses 3, not 2, and nothing was sent
hint: without `--send`, the plan is printed
hint: `--expect 3` is right if the plan is

"#]]
    );
    assert_data_eq!(
        said(&project, &server, &["review", "send", "--send", "--yes"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: nothing was sent: without a terminal, `--send` needs `--expect`
hint: `--expect 3` is right if the plan is

"#]]
    );
    assert_data_eq!(
        said(&project, &server, &["review", "send", "--expect", "3"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: the following required arguments were not provided:
  --send

Usage: letterctl review send --send --expect <N>

For more information, try '--help'.

"#]]
    );
    assert_untouched(&project, &server);
}

#[test]
fn a_server_is_agreed_to_once_and_so_is_another() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    let send = ["review", "send", "--send", "--expect", "3"];
    assert_data_eq!(
        said(&project, &server, &send),
        str![[r#"
status: 1
--- stdout
--- stderr
error: no mail of this project went through `localhost:PORT` before
hint: if it is the right server, add `--yes`, this once

"#]]
    );
    assert_eq!(server.seen().connections, 0);
    assert!(!project.path(HISTORY).exists());

    let one = ["review", "send", "--only", "ann", "--send", "--expect", "1"];
    project.stdout(&[&one[..], &["--yes"]].concat());
    project.stdout(&["review", "send", "--only", "bob", "--send", "--expect", "1"]);
    assert_eq!(taken(&server), "ann bob");

    let other = settings(&server).replace("localhost", "127.0.0.1");
    project.put(SETTINGS, other);
    assert_data_eq!(
        said(&project, &server, &send),
        str![[r#"
status: 1
--- stdout
--- stderr
error: no mail of this project went through `127.0.0.1:PORT` before
hint: if it is the right server, add `--yes`, this once

"#]]
    );
    project.put(SETTINGS, settings(&server) + "username = \"jane\"\n");
    let mut command = project.command(&send);
    let output = command.env("LETTERCTL_MAIL_PASSWORD", "s3cret").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains(" as `jane` before\n"), "{words}");
    assert_eq!(taken(&server), "ann bob");
}

#[test]
fn without_a_server_or_a_sender_what_is_missing_is_named() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    project.put(SETTINGS, "[mail]\nfrom = \"jane@example.org\"\n");
    assert_data_eq!(
        said(&project, &server, &SEND),
        str![[r#"
status: 1
--- stdout
--- stderr
error: no mail server is set
hint: put `host = "mail.example.org"` under `[mail]` in `letterctl.toml`
hint: without one, `--eml DIR --send` writes files for a mail program to send

"#]]
    );
    project.put(SETTINGS, settings(&server).replace("from", "reply_to"));
    assert_data_eq!(
        said(&project, &server, &PLAN),
        str![[r#"
status: 1
--- stdout
--- stderr
error: no sender of mail is set
hint: put `from = "Jane Roe <jane@example.org>"` under `[mail]` in `letterctl.toml`

"#]]
    );
    project.put(SETTINGS, settings(&server) + "username = \"jane\"\n");
    assert_data_eq!(
        said(&project, &server, &SEND),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no password for `jane` on the mail server `localhost:PORT`
hint: put it into `LETTERCTL_MAIL_PASSWORD`, or `password_command` into `~/.config/letterctl/mail.toml`

"#]]
    );
    assert_eq!(server.seen().commands, [""; 0]);
}

#[test]
fn a_test_goes_to_one_address_and_leaves_no_trace() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    let test = ["review", "send", "--test", "Jane <me@example.com>", "--yes"];
    assert_data_eq!(
        said(&project, &server, &test),
        str![[r#"
status: 0
--- stdout
--- stderr
Sent the message for ann to `Jane <me@example.com>`, and nothing else.

"#]]
    );
    assert_eq!(server.seen().recipients, ["me@example.com"]);
    assert!(!project.path(JOURNAL).exists());
    assert!(!project.path(HISTORY).exists());

    project.stdout(&SEND);
    assert_eq!(taken(&server), "ann bob cho me");
    let id = |message: &String| {
        message.lines().find(|line| line.starts_with("Message-ID:")).unwrap().to_owned()
    };
    let mut ids: Vec<_> = server.seen().messages.iter().map(id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4);

    let refused = project.run(&["review", "send", "--test", "me", "--yes"]);
    assert!(refused.starts_with("status: 1\n"), "{refused}");
    for flags in [&["--send", "--expect", "3"][..], &["--eml", "x"]] {
        let both = project.run(&[&test[..], flags].concat());
        assert!(both.starts_with("status: 2\n"), "{both}");
    }
}

#[test]
fn what_a_plan_says_it_also_says_as_json_and_quietly() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    assert_data_eq!(
        said(&project, &server, &["review", "send", "--json", "--only", "ann"]),
        str![[r#"
status: 0
--- stdout
{
  "version": "v1@cc572e78d48d",
  "expect": 1,
  "recipients": [
    {
      "id": "ann",
      "name": "River Watch",
      "purpose": "review",
      "state": "none",
      "due": true,
      "message_id": null,
      "reply": ""
    }
  ],
  "taken_off": []
}
--- stderr
Would send v1@cc572e78d48d to 1 of 1.
To send, add `--send --expect 1` to `review send`.

"#]]
    );
    assert_data_eq!(
        said(&project, &server, &[&SEND[..], &["--json", "--quiet"]].concat()),
        str![[r#"
status: 0
--- stdout
{
  "version": "v1@cc572e78d48d",
  "expect": 3,
  "recipients": [
    {
      "id": "ann",
      "name": "River Watch",
      "purpose": "review",
      "state": "sent",
      "due": false,
      "message_id": "<review.cc572e78d48d.ann.813af03ba3a074ce@example.org>",
      "reply": "250 2.0.0 taken"
    },
    {
      "id": "bob",
      "name": "Dam Watch",
      "purpose": "review",
      "state": "sent",
      "due": false,
      "message_id": "<review.cc572e78d48d.bob.fc4c112d16c107ec@example.org>",
      "reply": "250 2.0.0 taken"
    },
    {
      "id": "cho",
      "name": "cho",
      "purpose": "review",
      "state": "sent",
      "due": false,
      "message_id": "<review.cc572e78d48d.cho.1559d3600405b512@example.org>",
      "reply": "250 2.0.0 taken"
    }
  ],
  "taken_off": []
}
--- stderr

"#]]
    );
    assert_data_eq!(
        said(&project, &server, &[&SEND[..], &["--quiet"]].concat()),
        str![[r#"
status: 0
--- stdout
--- stderr

"#]]
    );
    assert_data_eq!(
        said(&project, &server, &[&PLAN[..], &["--quiet"]].concat()),
        str![[r#"
status: 0
--- stdout
id   name         mail    state  reply
ann  River Watch  review  sent
bob  Dam Watch    review  sent
cho  cho          review  sent
--- stderr

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_the_plan_quietly_and_hinders_no_mail() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    let closed = |arguments: &[&str]| {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = project.command(arguments);
        let output = command.stdout(writer).stderr(std::process::Stdio::piped()).spawn().unwrap();
        output.wait_with_output().unwrap()
    };
    let planned = closed(&PLAN);
    assert_eq!((planned.status.code(), planned.stderr.len()), (Some(0), 0));
    assert_eq!(closed(&[&SEND[..], &["--json"]].concat()).status.code(), Some(0));
    assert_eq!(taken(&server), "ann bob cho");
}
