//! A session with a mail server, a step at a time (RFC 5321).

use std::fmt::Display;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Auth, Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::response::{Response, Severity};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::mail::MailServer;
use crate::mail::transport::login::Credential;
use crate::mail::transport::reply::{Setback, words_of};
use crate::mail::transport::wire::{self, Wire, no_answer_in};
use crate::mail::transport::{Timeouts, TransportError};

/// The most challenges of a login: LOGIN has two.
const CHALLENGES: usize = 4;

/// The reply that asks for more of a login (RFC 4954, 4).
const CHALLENGE: u16 = 334;

/// The reply that asks for the body (RFC 5321, 3.3).
const SEND_BODY: u16 = 354;

/// A session that stands: greeted, encrypted, logged in.
pub(crate) struct Session {
    connection: AsyncSmtpConnection,
    timeouts: Timeouts,
    /// Whether a message went through already. A server may close such a session between two.
    pub(crate) has_served: bool,
}

impl Session {
    /// Connects, greets and logs in.
    pub(crate) async fn open(
        server: &MailServer,
        tls: Option<&TlsConnector>,
        credential: Option<&Credential>,
        timeouts: Timeouts,
    ) -> Result<Self, TransportError> {
        let failed = |setback| TransportError::of(server.to_string(), setback);
        let Wire { stream, name } = wire::open(server, tls, timeouts).await?;
        let greeted = AsyncSmtpConnection::connect_with_transport(stream, &name);
        let connection = within(timeouts.command, greeted).await.map_err(failed)?;
        let mut session = Self { connection, timeouts, has_served: false };
        if let Some(credential) = credential {
            let offered = session.connection.server_info();
            let mechanism =
                offered.get_auth_mechanism(credential.mechanisms()).ok_or_else(|| {
                    TransportError::NoLogin {
                        server: server.to_string(),
                        wanted: credential.wanted(),
                    }
                })?;
            let logged_in = session.log_in(mechanism, credential).await;
            logged_in
                .map_err(|setback| failed(setback.map(|words| credential.without_secret(words))))?;
        }
        Ok(session)
    }

    async fn log_in(
        &mut self,
        mechanism: Mechanism,
        credential: &Credential,
    ) -> Result<(), Setback> {
        let credentials = || credential.credentials().clone();
        let mut line = Auth::new(mechanism, credentials(), None)
            .map(|auth| auth.to_string())
            .map_err(|error| Setback::of(&error))?;
        for _ in 0..=CHALLENGES {
            let response = self.reply_to(&line).await?;
            if !response.has_code(CHALLENGE) {
                return completed(&response).map(drop);
            }
            // A challenge with no answer is why the login fails: with an empty line the server
            // says so (XOAUTH2), and with `*` the login is over (RFC 4954, 4).
            line = match Auth::new_from_response(mechanism, credentials(), &response) {
                Ok(auth) => auth.to_string(),
                Err(_) if mechanism == Mechanism::Xoauth2 => "\r\n".to_owned(),
                Err(_) => "*\r\n".to_owned(),
            };
        }
        Err(Setback::Lost("the server asks again and again for the login".to_owned()))
    }

    /// Names the sender.
    pub(crate) async fn sender(&mut self, from: &Address) -> Result<(), Setback> {
        let response = self.reply_to(Mail::new(Some(from.clone()), Vec::new())).await?;
        completed(&response).map(drop)
    }

    /// Names the recipient.
    pub(crate) async fn recipient(&mut self, to: &Address) -> Result<(), Setback> {
        let response = self.reply_to(Rcpt::new(to.clone(), Vec::new())).await?;
        completed(&response).map(drop)
    }

    /// Asks whether the body may come.
    pub(crate) async fn data(&mut self) -> Result<(), Setback> {
        let response = self.reply_to(Data).await?;
        if response.has_code(SEND_BODY) { Ok(()) } else { Err(unexpected(&response)) }
    }

    /// Sends the body and the dot that ends it, and gives what the server said. A message is ASCII:
    /// what else might be in it, no server was asked to take (RFC 6152).
    pub(crate) async fn body(&mut self, message: &[u8]) -> Result<String, Setback> {
        let body = as_sent(&String::from_utf8_lossy(message));
        let response = within(self.timeouts.message, self.connection.command(&body)).await?;
        let reply = completed(&response)?;
        self.has_served = true;
        Ok(reply)
    }

    /// Takes back what was said of a message.
    pub(crate) async fn reset(&mut self) -> Result<(), Setback> {
        self.reply_to(Rset).await.map(drop)
    }

    /// Takes leave, and does not wait for long.
    pub(crate) async fn quit(mut self) -> Result<(), Setback> {
        within(self.timeouts.connect, self.connection.command(Quit)).await.map(drop)
    }

    async fn reply_to(&mut self, command: impl Display) -> Result<Response, Setback> {
        within(self.timeouts.command, self.connection.command(command)).await
    }
}

async fn within<T>(
    limit: Duration,
    step: impl Future<Output = Result<T, Error>>,
) -> Result<T, Setback> {
    match timeout(limit, step).await {
        Ok(done) => done.map_err(|error| Setback::of(&error)),
        Err(_) => Err(Setback::Lost(no_answer_in(limit.as_secs()))),
    }
}

fn completed(response: &Response) -> Result<String, Setback> {
    match response.code().severity {
        Severity::PositiveCompletion => Ok(words_of(response)),
        _ => Err(unexpected(response)),
    }
}

fn unexpected(response: &Response) -> Setback {
    Setback::Lost(format!("the server said what is no answer: {}", words_of(response)))
}

/// The message as it follows the server's 354: with CRLF at the end of every line, a dot before
/// each that begins with one, and the dot that ends it (RFC 5321, 4.5.2).
///
/// lettre's client could do so too, but a byte at a time, and sends the last dot by itself. It leaves
/// line ends of another kind as they are: some servers would see the end of the message behind one,
/// and commands in what follows.
fn as_sent(message: &str) -> String {
    let mut sent = String::with_capacity(message.len() + message.len() / 16);
    for line in message.split_terminator('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        for line in line.split('\r') {
            sent.push_str(if line.starts_with('.') { "." } else { "" });
            sent.push_str(line);
            sent.push_str("\r\n");
        }
    }
    sent.push_str(".\r\n");
    sent
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_line_ends_as_mail_does_and_none_is_taken_for_the_end() {
        assert_eq!(as_sent("a\n.\nb\r\r\n.c\r\nd\r\n"), "a\r\n..\r\nb\r\n\r\n..c\r\nd\r\n.\r\n");
        assert_eq!(as_sent("a\r\n\r\nb"), "a\r\n\r\nb\r\n.\r\n");
        assert_eq!(as_sent(""), ".\r\n");
    }

    proptest! {
        #[test]
        fn no_line_end_of_another_kind_is_left_and_the_message_ends_once(message in "[a.\r\n]{0,40}") {
            let sent = as_sent(&message);
            prop_assert!(!sent.replace("\r\n", "").contains(['\r', '\n']));
            let lines: Vec<_> = sent.split("\r\n").collect();
            prop_assert_eq!(lines.iter().position(|line| *line == "."), Some(lines.len() - 2));
            let read = lines[..lines.len() - 2].iter().map(|line| line.strip_prefix('.').unwrap_or(line));
            let lines = message.replace("\r\n", "\n").replace('\r', "\n");
            prop_assert!(read.eq(lines.split_terminator('\n')));
        }
    }
}
