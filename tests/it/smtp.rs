//! Handing messages over, and every way in which that can fail.

use std::time::Duration;

use letterctl::files;
use letterctl::mail::{
    Authorities, ConnectOptions, Delivery, Encryption, Envelope, Login, MailServer, Password,
    Secret, SmtpTransport, Timeouts, Transport, TransportError,
};
use snapbox::{IntoData, assert_data_eq, str};

use crate::smtp_server::{Act, Point, SmtpServer, Tls, tls_file};

const MESSAGE: &[u8] = b"Subject: test\r\n\r\nHello.\r\n";

fn server(port: u16, encryption: Encryption) -> MailServer {
    MailServer { host: "localhost".to_owned(), port, encryption, login: None }
}

fn with_login(server: MailServer, secret: Secret) -> MailServer {
    MailServer { login: Some(Login { username: "jane".to_owned(), secret }), ..server }
}

fn password() -> Password {
    Password::new("s3cret".to_owned()).unwrap()
}

/// Whom the test server's certificate is from, and waits that no answer on loopback comes near to.
fn options() -> ConnectOptions {
    let timeouts = Timeouts { command: Duration::from_secs(5), ..Timeouts::default() };
    ConnectOptions { timeouts, authorities: Authorities::File(tls_file("authority.pem")) }
}

/// For a server that stalls.
fn impatient() -> ConnectOptions {
    let wait = Duration::from_secs(1);
    let timeouts = Timeouts { command: wait, message: wait, ..Timeouts::default() };
    ConnectOptions { timeouts, ..options() }
}

fn envelope(to: &str) -> Envelope {
    Envelope { from: "us@example.org".to_owned(), to: to.to_owned() }
}

/// What becomes of two messages, one after another, with how often a body was about to go out.
fn two_messages(server: &SmtpServer, options: &ConnectOptions) -> String {
    let connected =
        SmtpTransport::connect(self::server(server.port, Encryption::None), None, options);
    let mut transport = connected.unwrap_or_else(|error| panic!("{error}"));
    let mut bodies = 0;
    let mut deliver = |to| {
        transport.deliver(&envelope(to), MESSAGE, &mut || {
            bodies += 1;
            Ok(())
        })
    };
    let (first, second) = (deliver("one@example.org"), deliver("two@example.org"));
    let seen = server.seen();
    let (taken, connections) = (seen.messages.len(), seen.connections);
    format!("{first:?}\n{second:?}\n{bodies} bodies, {taken} taken, {connections} connections\n")
        .replace(&server.port.to_string(), "PORT")
}

fn after(faults: &[(Point, Act)]) -> String {
    two_messages(&SmtpServer::start(faults), &options())
}

/// Why no session could be opened, and what the server was told before.
fn refused(server: MailServer, seen: &SmtpServer, options: &ConnectOptions) -> String {
    let error = SmtpTransport::connect(server, Some(&password()), options).err().unwrap();
    let reason = match std::error::Error::source(&error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    };
    let reason = reason.replace(&seen.port.to_string(), "PORT");
    let again = if error.is_passing() { "may pass" } else { "stays" };
    format!("{reason} ({again})\n{}", seen.seen().commands.join("\n"))
}

#[test]
fn two_messages_go_over_one_connection() {
    let server = SmtpServer::start(&[]);
    assert_data_eq!(
        two_messages(&server, &options()),
        str![[r#"
Taken { reply: "250 2.0.0 taken" }
Taken { reply: "250 2.0.0 taken" }
2 bodies, 2 taken, 1 connections

"#]]
    );
    assert_data_eq!(
        server.seen().commands.join("\n"),
        str![[r#"
EHLO [127.0.0.1]
MAIL FROM:<us@example.org>
RCPT TO:<one@example.org>
DATA
MAIL FROM:<us@example.org>
RCPT TO:<two@example.org>
DATA
QUIT
"#]]
    );
}

#[test]
fn a_recipient_who_cannot_be_reached_now_is_deferred_and_the_session_goes_on() {
    let greylisted = Act::Say("450 4.2.0 greylisted,\u{1b}[2J come back in 5 minutes");
    assert_data_eq!(
        after(&[(Point::Rcpt, greylisted)]),
        str![[r#"
Deferred { reason: "450 4.2.0 greylisted,U+001B[2J come back in 5 minutes" }
Taken { reply: "250 2.0.0 taken" }
1 bodies, 1 taken, 1 connections

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Data, Act::Say("451 4.3.0 local error"))]),
        str![[r#"
Deferred { reason: "451 4.3.0 local error" }
Taken { reply: "250 2.0.0 taken" }
1 bodies, 1 taken, 1 connections

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Dot, Act::Say("452-4.3.1 disk\r\n452 4.3.1 full"))]),
        str![[r#"
Deferred { reason: "452 4.3.1 disk full" }
Taken { reply: "250 2.0.0 taken" }
2 bodies, 1 taken, 1 connections

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Mail, Act::Say("451 4.3.0 busy"))]),
        str![[r#"
Deferred { reason: "451 4.3.0 busy" }
Taken { reply: "250 2.0.0 taken" }
1 bodies, 1 taken, 1 connections

"#]]
    );
}

#[test]
fn a_recipient_or_message_that_is_refused_stops_no_other() {
    assert_data_eq!(
        after(&[(Point::Rcpt, Act::Say("550 5.1.1 no such user"))]),
        str![[r#"
Refused { reply: "550 5.1.1 no such user" }
Taken { reply: "250 2.0.0 taken" }
1 bodies, 1 taken, 1 connections

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Data, Act::Say("554 5.5.1 no valid recipients"))]),
        str![[r#"
Refused { reply: "554 5.5.1 no valid recipients" }
Taken { reply: "250 2.0.0 taken" }
1 bodies, 1 taken, 1 connections

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Dot, Act::Say("552 5.3.4 message too big"))]),
        str![[r#"
Refused { reply: "552 5.3.4 message too big" }
Taken { reply: "250 2.0.0 taken" }
2 bodies, 1 taken, 1 connections

"#]]
    );
}

#[test]
fn a_refused_message_is_taken_back_before_the_next() {
    let server = SmtpServer::start(&[(Point::Rcpt, Act::Say("550 no")), (Point::Rset, Act::Cut)]);
    assert_data_eq!(
        two_messages(&server, &options()),
        str![[r#"
Refused { reply: "550 no" }
Taken { reply: "250 2.0.0 taken" }
1 bodies, 1 taken, 2 connections

"#]]
    );
}

#[test]
fn a_refused_sender_or_login_is_nobodys_fault_who_was_to_get_a_message() {
    assert_data_eq!(
        after(&[(Point::Mail, Act::Say("550 5.7.1 sender not allowed"))]),
        str![[r#"
Closed { reason: "550 5.7.1 sender not allowed" }
Taken { reply: "250 2.0.0 taken" }
1 bodies, 1 taken, 2 connections

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Mail, Act::Say("530 5.7.0 authentication required"))]),
        str![[r#"
Closed { reason: "530 5.7.0 authentication required" }
Taken { reply: "250 2.0.0 taken" }
1 bodies, 1 taken, 2 connections

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Rcpt, Act::Say("530 5.7.0 authentication required"))]),
        str![[r#"
Closed { reason: "530 5.7.0 authentication required" }
Taken { reply: "250 2.0.0 taken" }
1 bodies, 1 taken, 2 connections

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Rcpt, Act::Cut), (Point::Greeting, Act::SayAndCut("554 5.7.1 go away"))]),
        str![[r#"
Deferred { reason: "the server hung up, or said what is no reply" }
Closed { reason: "the mail server `localhost:PORT` refused the session: 554 5.7.1 go away" }
0 bodies, 0 taken, 2 connections

"#]]
    );
}

#[test]
fn a_server_that_closes_the_session_gets_the_next_message_in_another() {
    for point in [Point::Mail, Point::Rcpt, Point::Data, Point::Dot] {
        let closing = Act::SayAndCut("421 4.7.0 too many errors");
        let bodies = if point == Point::Dot { 2 } else { 1 };
        assert_eq!(
            after(&[(point, closing)]),
            format!(
                "Deferred {{ reason: \"421 4.7.0 too many errors\" }}\nTaken {{ reply: \"250 2.0.0 taken\" }}\n{bodies} bodies, 1 taken, 2 connections\n"
            ),
            "{point:?}"
        );
    }
}

#[test]
fn a_connection_lost_before_the_body_defers_the_message() {
    for point in [Point::Mail, Point::Rcpt, Point::Data] {
        for act in [Act::Cut, Act::Say("no reply at all")] {
            assert_eq!(
                after(&[(point, act)]),
                "Deferred { reason: \"the server hung up, or said what is no reply\" }\nTaken { reply: \"250 2.0.0 taken\" }\n1 bodies, 1 taken, 2 connections\n",
                "{point:?} {act:?}"
            );
        }
    }
}

#[test]
fn a_connection_lost_with_the_body_leaves_the_message_uncertain() {
    for point in [Point::Body, Point::Dot] {
        let said = after(&[(point, Act::Cut)]);
        let (first, rest) = said.split_once('\n').unwrap();
        assert!(first.starts_with("Uncertain {"), "{point:?}: {said}");
        assert_eq!(
            rest, "Taken { reply: \"250 2.0.0 taken\" }\n2 bodies, 1 taken, 2 connections\n",
            "{point:?}"
        );
    }
}

#[test]
fn a_large_body_that_is_cut_off_in_the_middle_is_uncertain() {
    let server = SmtpServer::start(&[(Point::Body, Act::Cut)]);
    let settings = self::server(server.port, Encryption::None);
    let mut transport = SmtpTransport::connect(settings, None, &options()).ok().unwrap();
    let message = "line\r\n".repeat(2_000_000);
    let delivery =
        transport.deliver(&envelope("one@example.org"), message.as_bytes(), &mut || Ok(()));
    assert!(matches!(delivery, Delivery::Uncertain { .. }), "{delivery:?}");
}

#[test]
fn a_server_that_stalls_is_lost() {
    for (point, expected) in [
        (Point::Rcpt, "Deferred { reason: \"no answer in 1 s\" }"),
        (Point::Dot, "Uncertain { reason: \"no answer in 1 s\" }"),
    ] {
        let server = SmtpServer::start(&[(point, Act::Stall)]);
        let said = two_messages(&server, &impatient());
        let lines: Vec<_> = said.lines().take(2).collect();
        assert_eq!(lines, [expected, "Taken { reply: \"250 2.0.0 taken\" }"], "{point:?}");
    }
}

#[test]
fn a_session_that_rested_too_long_is_opened_again_for_the_next_message() {
    for tired in [Act::Cut, Act::SayAndCut("421 4.4.2 idle for too long")] {
        let server =
            SmtpServer::start(&[(Point::Dot, Act::Say("250 taken")), (Point::Mail, tired)]);
        assert_data_eq!(
            two_messages(&server, &options()),
            str![[r#"
Taken { reply: "250 taken" }
Taken { reply: "250 2.0.0 taken" }
2 bodies, 1 taken, 2 connections

"#]]
        );
    }
}

#[test]
fn nothing_of_a_body_goes_out_when_what_goes_before_cannot_be_written() {
    let server = SmtpServer::start(&[]);
    let settings = self::server(server.port, Encryption::None);
    let mut transport = SmtpTransport::connect(settings, None, &options()).ok().unwrap();
    let missing = tls_file("no-such-file");
    let delivery = transport
        .deliver(&envelope("one@example.org"), MESSAGE, &mut || files::read(&missing).map(drop));
    assert!(matches!(delivery, Delivery::Withheld(_)), "{delivery:?}");
    let delivery = transport.deliver(&envelope("two@example.org"), MESSAGE, &mut || Ok(()));
    assert!(matches!(delivery, Delivery::Taken { .. }), "{delivery:?}");
    let seen = server.seen();
    assert_eq!((seen.messages.len(), seen.connections), (1, 2));
    assert!(seen.messages[0].starts_with("Subject: test"), "{:?}", seen.messages);
}

#[test]
fn a_message_arrives_byte_by_byte_with_dots_doubled_on_the_way() {
    let server = SmtpServer::start(&[]);
    let settings = self::server(server.port, Encryption::None);
    let mut transport = SmtpTransport::connect(settings, None, &options()).ok().unwrap();
    for message in ["a\r\n.\r\n..\r\n.b\r\n\r\n", ".\n.\nMAIL FROM:<x@example.org>\r.\r"] {
        let delivery =
            transport.deliver(&envelope("one@example.org"), message.as_bytes(), &mut || Ok(()));
        assert!(matches!(delivery, Delivery::Taken { .. }), "{delivery:?}");
    }
    assert_eq!(
        server.seen().messages,
        ["a\r\n..\r\n...\r\n..b\r\n\r\n", "..\r\n..\r\nMAIL FROM:<x@example.org>\r\n..\r\n"]
    );
}

#[test]
fn an_address_in_another_script_is_told_in_ascii() {
    let server = SmtpServer::start(&[]);
    let settings = self::server(server.port, Encryption::None);
    let mut transport = SmtpTransport::connect(settings, None, &options()).ok().unwrap();
    let delivery = transport.deliver(&envelope("jane@bücher.example"), MESSAGE, &mut || Ok(()));
    assert!(matches!(delivery, Delivery::Taken { .. }), "{delivery:?}");
    let injected = "jane@example.org>\r\nRCPT TO:<spy@example.org";
    let delivery = transport.deliver(&envelope(injected), MESSAGE, &mut || Ok(()));
    assert!(matches!(delivery, Delivery::Refused { .. }), "{delivery:?}");
    drop(transport);
    let commands = server.seen().commands;
    assert!(commands.contains(&"RCPT TO:<jane@xn--bcher-kva.example>".to_owned()), "{commands:?}");
    assert!(!commands.iter().any(|command| command.contains("spy")), "{commands:?}");
}

#[test]
fn a_server_that_is_not_to_be_had_opens_no_session() {
    let after = |faults: &[(Point, Act)]| {
        let server = SmtpServer::start(faults);
        let settings = with_login(self::server(server.port, Encryption::None), Secret::Password);
        refused(settings, &server, &impatient())
    };
    assert_data_eq!(
        after(&[(Point::Greeting, Act::SayAndCut("554 5.7.1 no mail from you"))]),
        str![[r#"
the mail server `localhost:PORT` refused the session: 554 5.7.1 no mail from you (stays)

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Greeting, Act::SayAndCut("421 4.3.2 come back later"))]),
        str![[r#"
the mail server `localhost:PORT` takes no session now: 421 4.3.2 come back later (may pass)

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Greeting, Act::Stall)]),
        str![[r#"
the mail server `localhost:PORT` was lost: no answer in 1 s (may pass)

"#]]
    );
    assert_data_eq!(
        after(&[(Point::Ehlo, Act::Say("250 nothing to offer"))]),
        str![[r#"
the mail server `localhost:PORT` takes no login by PLAIN or LOGIN (stays)
EHLO [127.0.0.1]
"#]]
    );
}

#[test]
fn a_refused_login_is_told_without_what_the_server_was_told() {
    let after = |secret, faults: &[(Point, Act)]| {
        let server = SmtpServer::start(faults);
        let settings = with_login(self::server(server.port, Encryption::None), secret);
        refused(settings, &server, &options())
    };
    let echo = Act::Say("535 5.7.8 AGphbmUAczNjcmV0 is wrong, so is s3cret");
    assert_data_eq!(
        after(Secret::Password, &[(Point::Auth, echo)]),
        str![[r#"
the mail server `localhost:PORT` refused the session: 535 5.7.8 [password] is wrong, so is [password] (stays)
EHLO [127.0.0.1]
AUTH PLAIN AGphbmUAczNjcmV0
"#]]
    );
    let challenge = Act::Say("334 eyJzdGF0dXMiOiI0MDAifQ==");
    assert_data_eq!(
        after(Secret::Token, &[(Point::Auth, challenge)]),
        str![[r#"
the mail server `localhost:PORT` refused the session: 535 5.7.8 no such user or password (stays)
EHLO [127.0.0.1]
AUTH XOAUTH2 dXNlcj1qYW5lAWF1dGg9QmVhcmVyIHMzY3JldAEB

"#]]
    );
    let login_only = (Point::Ehlo, Act::Say("250-test\r\n250 AUTH LOGIN"));
    let asked = Act::Say("334 UGFzc3dvcmQ6");
    assert_data_eq!(
        after(Secret::Password, &[login_only, (Point::Auth, asked)]),
        str![[r#"
the mail server `localhost:PORT` refused the session: 535 5.7.8 no such user or password (stays)
EHLO [127.0.0.1]
AUTH LOGIN
czNjcmV0
"#]]
    );
    assert_data_eq!(
        after(Secret::Password, &[(Point::Auth, Act::Say("454 4.7.0 try later"))]),
        str![[r#"
the mail server `localhost:PORT` takes no session now: 454 4.7.0 try later (may pass)
EHLO [127.0.0.1]
AUTH PLAIN AGphbmUAczNjcmV0
"#]]
    );
}

#[test]
fn a_long_token_is_hidden_before_the_reply_is_cut_short() {
    let token = "secret".repeat(100);
    let quoted: &'static str = format!("535 5.7.8 not valid: {token}").leak();
    let server = SmtpServer::start(&[(Point::Auth, Act::Say(quoted))]);
    let settings = with_login(self::server(server.port, Encryption::None), Secret::Token);
    let connected = SmtpTransport::connect(settings, Password::new(token).as_ref(), &options());
    let TransportError::Refused { reply, .. } = connected.err().unwrap() else { panic!() };
    assert_eq!(reply, "535 5.7.8 not valid: [password]");
}

#[test]
fn a_user_without_a_password_is_named_before_anything_is_said() {
    let server = SmtpServer::start(&[]);
    let settings = with_login(self::server(server.port, Encryption::None), Secret::Password);
    let error = SmtpTransport::connect(settings, None, &options()).err().unwrap();
    assert!(matches!(error, TransportError::NoPassword { .. }), "{error}");
    assert_eq!(server.seen().connections, 0);
}

#[test]
fn clear_text_goes_to_this_machine_alone() {
    let settings = MailServer { host: "192.0.2.1".to_owned(), ..server(25, Encryption::None) };
    let error = SmtpTransport::connect(settings, None, &options()).err().unwrap();
    assert!(matches!(error, TransportError::NotLoopback { .. }), "{error}");
}

#[test]
fn a_session_under_tls_delivers() {
    for (tls, encryption) in
        [(Tls::Offered, Encryption::Starttls), (Tls::FromTheStart, Encryption::Tls)]
    {
        let server = SmtpServer::with_tls(tls, &[]);
        let settings = with_login(self::server(server.port, encryption), Secret::Password);
        let connected = SmtpTransport::connect(settings, Some(&password()), &options());
        let mut transport = connected.unwrap_or_else(|error| panic!("{tls:?}: {error:?}"));
        for to in ["one@example.org", "two@example.org"] {
            let delivery = transport.deliver(&envelope(to), MESSAGE, &mut || Ok(()));
            assert!(matches!(delivery, Delivery::Taken { .. }), "{delivery:?}");
        }
        let seen = server.seen();
        assert_eq!((seen.messages.len(), seen.connections), (2, 1), "{tls:?}");
    }
}

#[test]
fn a_server_without_starttls_is_told_no_password() {
    let server = SmtpServer::start(&[]);
    let settings = with_login(self::server(server.port, Encryption::Starttls), Secret::Password);
    assert_data_eq!(
        refused(settings, &server, &options()),
        str![[r#"
the mail server `localhost:PORT` offers no STARTTLS, and nothing goes there in clear text (stays)
EHLO [127.0.0.1]
"#]]
    );
}

#[test]
fn words_slipped_in_before_tls_are_not_taken_for_the_servers() {
    let slipped = Act::Say("220 go on\r\n250-test server\r\n250 AUTH PLAIN");
    let server = SmtpServer::with_tls(Tls::Offered, &[(Point::Starttls, slipped)]);
    let settings = with_login(self::server(server.port, Encryption::Starttls), Secret::Password);
    assert_data_eq!(
        refused(settings, &server, &options()),
        str![[r#"
the mail server `localhost:PORT` said more than it was asked before TLS began (stays)
EHLO [127.0.0.1]
STARTTLS
"#]]
    );
}

#[test]
fn a_connection_that_breaks_before_tls_may_stand_another_time() {
    let server =
        SmtpServer::with_tls(Tls::Offered, &[(Point::Starttls, Act::SayAndCut("220 go on"))]);
    let settings = self::server(server.port, Encryption::Starttls);
    let error = SmtpTransport::connect(settings, None, &options()).err().unwrap();
    assert!(matches!(error, TransportError::Lost { .. }) && error.is_passing(), "{error:?}");
}

#[test]
fn a_certificate_that_nobody_trusted_vouches_for_ends_the_session() {
    let told = |tls, encryption, host: &str, authority| {
        let server = SmtpServer::with_tls(tls, &[]);
        let settings =
            MailServer { host: host.to_owned(), ..self::server(server.port, encryption) };
        let settings = with_login(settings, Secret::Password);
        let authorities = Authorities::File(tls_file(authority));
        refused(settings, &server, &ConnectOptions { authorities, ..options() })
    };
    assert_data_eq!(
        told(Tls::FromTheStart, Encryption::Tls, "localhost", "stranger.pem").raw(),
        str![[r#"
no trusted connection to the mail server `localhost:PORT`: invalid peer certificate: UnknownIssuer (stays)

"#]]
        .raw()
    );
    assert_data_eq!(
        told(Tls::Offered, Encryption::Starttls, "127.0.0.1", "authority.pem").raw(),
        str![[r#"
no trusted connection to the mail server `127.0.0.1:PORT`: invalid peer certificate: certificate not valid for name "127.0.0.1"; certificate is only valid for DnsName("localhost") (stays)
EHLO [127.0.0.1]
STARTTLS
"#]]
        .raw()
    );
    assert_data_eq!(
        told(Tls::Offered, Encryption::Starttls, "localhost", "server.key").raw(),
        str![[r#"
cannot read the certificate authorities that vouch for mail servers: there are none (stays)

"#]]
        .raw()
    );
}
