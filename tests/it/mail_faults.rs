//! What a mail server may do: how far each message has come then, how the run ends, and what it
//! says.

use std::process::Output;

use snapbox::{assert_data_eq, str};

use crate::mail_round::{SEND, SETTINGS, let_rest, round, said, settings, states, taken};
use crate::sandbox::Sandbox;
use crate::smtp_server::{Act, Point, SmtpServer, Tls, tls_file};

/// What a run says and comes to, with a fault at the first of three messages.
fn after(point: Point, act: Act) -> String {
    let server = SmtpServer::start(&[(point, act)]);
    let project = round(&server);
    let words = said(&project, &server, &SEND);
    assert!(!words.contains("@example.org"), "{words}");
    let words = words.replace("--- stdout\n--- stderr\n", "");
    format!("{words}{}; with the server: {}\n", states(&project), taken(&server))
}

#[test]
fn what_concerns_one_message_stops_no_other() {
    assert_data_eq!(
        after(Point::Rcpt, Act::Say("450 4.2.0 <ANN@example.org>: greylisted")),
        str![[r#"
status: 1
Sent: 2 of 3.
Not taken yet: ann. Send them again after [..]Z.
ann deferred, bob sent, cho sent; with the server: bob cho

"#]]
    );
    assert_data_eq!(
        after(Point::Rcpt, Act::Say("550 5.1.1 <ann@example.org>: no such user")),
        str![[r#"
status: 1
Sent: 2 of 3.
Failed: ann, 550 5.1.1 <…>: no such user.
ann failed, bob sent, cho sent; with the server: bob cho

"#]]
    );
    assert_data_eq!(
        after(Point::Dot, Act::Say("550 5.7.1 looks like spam")),
        str![[r#"
status: 1
Sent: 2 of 3.
Failed: ann, 550 5.7.1 looks like spam.
ann failed, bob sent, cho sent; with the server: bob cho

"#]]
    );
    assert_data_eq!(
        after(Point::Dot, Act::Say("552 5.3.4 message too big")),
        str![[r#"
status: 1
Sent: 2 of 3.
Failed: ann, 552 5.3.4 message too big.
ann failed, bob sent, cho sent; with the server: bob cho

"#]]
    );
    assert_data_eq!(
        after(Point::Dot, Act::Say("451 4.3.0 come back")),
        str![[r#"
status: 1
Sent: 2 of 3.
Not taken yet: ann. Send them again after [..]Z.
ann deferred, bob sent, cho sent; with the server: bob cho

"#]]
    );
    assert_data_eq!(
        after(Point::Rcpt, Act::SayAndCut("421 4.7.0 too many messages")),
        str![[r#"
status: 1
Sent: 2 of 3.
Not taken yet: ann. Send them again after [..]Z.
ann deferred, bob sent, cho sent; with the server: bob cho

"#]]
    );
    assert_data_eq!(
        after(Point::Data, Act::Cut),
        str![[r#"
status: 1
Sent: 2 of 3.
Not taken yet: ann. Send them again after [..]Z.
ann deferred, bob sent, cho sent; with the server: bob cho

"#]]
    );
    assert_data_eq!(
        after(Point::Body, Act::Cut),
        str![[r#"
status: 1
Sent: 2 of 3.
Nobody knows whether ann got it: ask, then `letterctl review resolve review/cc572e78d48d/ann --sent` or `--not-sent`.
ann unknown, bob sent, cho sent; with the server: bob cho

"#]]
    );
    assert_data_eq!(
        after(Point::Dot, Act::Cut),
        str![[r#"
status: 1
Sent: 2 of 3.
Nobody knows whether ann got it: ask, then `letterctl review resolve review/cc572e78d48d/ann --sent` or `--not-sent`.
ann unknown, bob sent, cho sent; with the server: bob cho

"#]]
    );
}

#[test]
fn what_concerns_the_session_ends_the_run_and_fails_nobody() {
    for (point, act) in [
        (Point::Greeting, Act::SayAndCut("554 5.7.1 go away")),
        (Point::Greeting, Act::SayAndCut("421 4.7.0 busy")),
        (Point::Greeting, Act::Cut),
        (Point::Ehlo, Act::Cut),
        (Point::Mail, Act::Say("530 5.7.0 authentication required")),
        (Point::Mail, Act::Say("550 5.7.1 sender not allowed")),
        (Point::Rcpt, Act::Say("535 5.7.8 no longer logged in")),
    ] {
        let server = SmtpServer::start(&[(point, act)]);
        let project = round(&server);
        let words = project.run(&SEND);
        assert!(words.starts_with("status: 3\n"), "{point:?} {act:?}: {words}");
        assert!(words.contains("\nerror: the mail server "), "{point:?} {act:?}: {words}");
        let states = states(&project);
        assert!(!states.contains("failed") && !states.contains("unknown"), "{act:?}: {states}");
        project.stdout(&SEND);
        assert_eq!(taken(&server), "ann bob cho", "{point:?} {act:?}");
    }
}

#[test]
fn a_server_that_is_not_there_is_a_failure_of_the_outside() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let settings = settings(&server).replace(&server.port.to_string(), &gone.to_string());
    project.put(SETTINGS, settings);
    assert_data_eq!(
        project.run(&SEND).replace(&gone.to_string(), "PORT"),
        str![[r#"
status: 3
--- stdout
--- stderr
error: cannot reach the mail server `localhost:PORT`
caused by: Connection refused (os error 111)

"#]]
    );
}

/// A run with a server that knows TLS, or is asked for it, and a login.
fn with_tls(server: &SmtpServer, tls: &str, authority: &str) -> Output {
    let project = round(server);
    let settings = settings(server).replace("\"none\"", &format!("\"{tls}\""));
    project.put(SETTINGS, settings + "username = \"jane\"\n");
    let output = logged_in(&project, authority);
    if output.status.success() {
        assert_eq!(states(&project), "ann sent, bob sent, cho sent");
    } else {
        assert_eq!(server.seen().recipients, [""; 0]);
        assert!(!project.path("drafts/history.jsonl").exists());
    }
    output
}

fn logged_in(project: &Sandbox, authority: &str) -> Output {
    let mut command = project.command(&SEND);
    command.env("LETTERCTL_MAIL_PASSWORD", "s3cret").env("SSL_CERT_FILE", tls_file(authority));
    command.output().unwrap()
}

fn words(server: &SmtpServer, output: &Output) -> String {
    let words = String::from_utf8(output.stderr.clone()).unwrap();
    format!("{:?}\n{}", output.status.code(), words.replace(&server.port.to_string(), "PORT"))
}

#[test]
fn nothing_goes_over_a_connection_that_is_not_encrypted_and_vouched_for() {
    for (tls, asked) in [(Tls::Offered, "starttls"), (Tls::FromTheStart, "tls")] {
        let server = SmtpServer::with_tls(tls, &[]);
        let output = with_tls(&server, asked, "authority.pem");
        assert!(output.status.success(), "{}", words(&server, &output));
        assert_eq!(taken(&server), "ann bob cho");
    }
    let server = SmtpServer::with_tls(Tls::Offered, &[]);
    assert_data_eq!(
        words(&server, &with_tls(&server, "starttls", "stranger.pem")),
        str![[r#"
Some(3)
error: no trusted connection to the mail server `localhost:PORT`
caused by: invalid peer certificate: UnknownIssuer
hint: `SSL_CERT_FILE` can name a file with the authorities to trust

"#]]
    );
    let server = SmtpServer::with_tls(Tls::Absent, &[]);
    assert_data_eq!(
        words(&server, &with_tls(&server, "starttls", "authority.pem")),
        str![[r#"
Some(3)
error: the mail server `localhost:PORT` offers no STARTTLS, and nothing goes there in clear text
hint: some servers want `tls = "tls"` in `[mail]`, most often on port 465

"#]]
    );
}

#[test]
fn a_wrong_password_ends_the_run_before_it_begins() {
    let fault = (Point::Auth, Act::Say("535 5.7.8 authentication failed"));
    let server = SmtpServer::with_tls(Tls::FromTheStart, &[fault]);
    assert_data_eq!(
        words(&server, &with_tls(&server, "tls", "authority.pem")),
        str![[r#"
Some(3)
error: the mail server `localhost:PORT` refused the session: 535 5.7.8 authentication failed

"#]]
    );
}

#[test]
fn who_is_deferred_twice_is_tried_a_third_time() {
    let greylisted = (Point::Rcpt, Act::Say("450 4.2.0 greylisted"));
    let server = SmtpServer::start(&[greylisted; 2]);
    let project = round(&server);
    drop(project.run(&["review", "send", "--only", "ann", "--send", "--expect", "1", "--yes"]));
    let_rest(&project);
    drop(project.run(&["review", "send", "--only", "ann", "--send", "--expect", "1"]));
    assert_eq!(states(&project), "ann deferred, bob none, cho none");
    let_rest(&project);
    project.stdout(&SEND);
    assert_eq!(taken(&server), "ann bob cho");
}
