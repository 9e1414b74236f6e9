//! Against Postfix with Dovecot, as CONTRIBUTING.md says: `.ci/mail-server`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use letterctl::mail::{
    Authorities, ConnectOptions, Delivery, Encryption, Envelope, Login, MailServer, Password,
    Secret, SmtpTransport, Transport, TransportError,
};

use crate::smtp_server::tls_file;

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run by `.ci/mail-server`"))
}

fn server(encryption: Encryption) -> MailServer {
    let port = match encryption {
        Encryption::Tls => variable("LETTERCTL_TEST_SMTPS"),
        Encryption::Starttls | Encryption::None => variable("LETTERCTL_TEST_SMTP"),
    };
    let login = Some(Login { username: "jane".to_owned(), secret: Secret::Password });
    MailServer { host: "localhost".to_owned(), port: port.parse().unwrap(), encryption, login }
}

fn connect(server: MailServer, password: &str) -> Result<SmtpTransport, TransportError> {
    let authorities = Authorities::File(variable("LETTERCTL_TEST_AUTHORITY").into());
    let options = ConnectOptions { authorities, ..ConnectOptions::default() };
    SmtpTransport::connect(server, Password::new(password.to_owned()).as_ref(), &options)
}

fn transport(encryption: Encryption) -> SmtpTransport {
    connect(server(encryption), "s3cret").unwrap_or_else(|error| panic!("{error:?}"))
}

fn deliver(transport: &mut SmtpTransport, to: &str, message: &str) -> Delivery {
    let envelope = Envelope { from: "us@example.org".to_owned(), to: to.to_owned() };
    transport.deliver(&envelope, message.as_bytes(), &mut || Ok(()))
}

/// The message in the Maildir that has these words, once the server has delivered it.
fn arrived(words: &str) -> String {
    mails_with(words, 1).remove(0)
}

/// As many messages in the Maildir with these words, once the server has delivered them.
pub(crate) fn mails_with(words: &str, count: usize) -> Vec<String> {
    let folder: PathBuf = Path::new(&variable("LETTERCTL_TEST_MAILDIR")).join("new");
    for _ in 0..3000 {
        let files = folder.read_dir().into_iter().flatten().flatten();
        let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
        let found: Vec<_> = texts.filter(|text| text.contains(words)).collect();
        if found.len() >= count {
            return found;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("{count} messages with `{words}` did not come");
}

#[test]
#[ignore = "needs `.ci/mail-server`"]
fn a_message_arrives_as_it_was_handed_over() {
    for (encryption, words) in [(Encryption::Starttls, "by STARTTLS"), (Encryption::Tls, "by TLS")]
    {
        let message = format!("Subject: {words}\r\n\r\n.\r\n..\r\nFrom here.\r\n\r\nend\r\n");
        let delivery = deliver(&mut transport(encryption), "all@example.org", &message);
        assert!(matches!(delivery, Delivery::Taken { .. }), "{delivery:?}");
        let arrived = arrived(words).replace('\n', "\r\n");
        let (_, body) = arrived.split_once("\r\n\r\n").unwrap();
        assert_eq!(body, ".\r\n..\r\nFrom here.\r\n\r\nend\r\n");
    }
}

#[test]
#[ignore = "needs `.ci/mail-server`"]
fn who_is_refused_or_deferred_stops_no_other() {
    let mut transport = transport(Encryption::Starttls);
    let message = "Subject: one of several\r\n\r\nHello.\r\n";
    let told: Vec<_> = ["refused@example.org", "later@example.org", "all@example.org"]
        .map(|to| deliver(&mut transport, to, message))
        .into_iter()
        .map(|delivery| match delivery {
            Delivery::Taken { .. } => "taken".to_owned(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            "Refused { reply: \"550 5.1.1 <refused@example.org>: Recipient address rejected: no such user\" }",
            "Deferred { reason: \"450 4.2.0 <later@example.org>: Recipient address rejected: greylisted\" }",
            "taken"
        ]
    );
}

#[test]
#[ignore = "needs `.ci/mail-server`"]
fn a_wrong_password_ends_the_session() {
    let error = connect(server(Encryption::Starttls), "guessed").err().unwrap();
    let TransportError::Refused { reply, .. } = error else { panic!("{error:?}") };
    assert!(reply.starts_with("535 5.7.8 Error: authentication failed"), "{reply}");
}

#[test]
#[ignore = "needs `.ci/mail-server`"]
fn a_server_that_wants_tls_takes_nothing_in_clear_text() {
    let plain = MailServer { login: None, ..server(Encryption::None) };
    let mut transport = connect(plain, "").unwrap_or_else(|error| panic!("{error:?}"));
    let delivery = deliver(&mut transport, "all@example.org", "Subject: x\r\n\r\nx\r\n");
    let expected = "Closed { reason: \"530 5.7.0 Must issue a STARTTLS command first\" }";
    assert_eq!(format!("{delivery:?}"), expected);
}

#[test]
#[ignore = "needs `.ci/mail-server`"]
fn a_certificate_from_another_authority_is_not_trusted() {
    let authorities = Authorities::File(tls_file("stranger.pem"));
    let options = ConnectOptions { authorities, ..ConnectOptions::default() };
    let password = Password::new("s3cret".to_owned());
    for encryption in [Encryption::Starttls, Encryption::Tls] {
        let error = SmtpTransport::connect(server(encryption), password.as_ref(), &options);
        let error = error.err().unwrap();
        assert!(matches!(error, TransportError::Tls { .. }), "{error:?}");
    }
}

#[test]
#[ignore = "needs `.ci/mail-server`"]
fn a_thousand_mails_are_taken_one_after_another() {
    let mut transport = transport(Encryption::Tls);
    let mut replies = BTreeSet::new();
    for number in 0..1000 {
        let message = format!("Subject: number {number}\r\n\r\nHello.\r\n");
        match deliver(&mut transport, "all@example.org", &message) {
            Delivery::Taken { reply } => replies.insert(reply),
            other => panic!("{number}: {other:?}"),
        };
    }
    // Each reply names the place of its message in the server's queue.
    assert_eq!(replies.len(), 1000);
}
