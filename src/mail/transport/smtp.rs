//! Messages by SMTP, one after another over the same connection.

use lettre::Address;
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::TlsConnector;

use crate::files::FileError;
use crate::mail::message::address;
use crate::mail::transport::login::Credential;
use crate::mail::transport::reply::{Setback, one_line};
use crate::mail::transport::session::Session;
use crate::mail::transport::{ConnectOptions, Timeouts, TransportError, tls};
use crate::mail::{Delivery, Encryption, Envelope, MailServer, Password, Transport};

/// Replies that concern the login, wherever they come (RFC 4954, 6).
const OF_THE_LOGIN: [u16; 4] = [530, 534, 535, 538];

/// A mail server with a session that stands.
///
/// A refused message leaves the session as it was for the next one. When the session is lost, the
/// next message opens another.
pub struct SmtpTransport {
    session: Option<Session>,
    server: MailServer,
    tls: Option<TlsConnector>,
    credential: Option<Credential>,
    timeouts: Timeouts,
    runtime: Runtime,
}

/// How far a message came before it was set back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Its sender was being named.
    Sender,
    /// Its recipient was being named, or its body announced.
    Recipient,
    /// Its body was on its way, or had gone.
    Body,
}

impl SmtpTransport {
    /// Opens a session: encrypted, unless it is with this very machine, and logged in when the
    /// server's settings name somebody.
    pub fn connect(
        server: MailServer,
        password: Option<&Password>,
        options: &ConnectOptions,
    ) -> Result<Self, TransportError> {
        let credential = match (&server.login, password) {
            (None, _) => None,
            (Some(login), Some(password)) => Some(Credential::new(login, password)),
            (Some(login), None) => {
                let username = login.username.clone();
                return Err(TransportError::NoPassword { server: server.to_string(), username });
            }
        };
        let tls = match server.encryption {
            Encryption::Starttls | Encryption::Tls => Some(tls::connector(&options.authorities)?),
            Encryption::None => None,
        };
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|source| TransportError::Unable { source })?;
        let timeouts = options.timeouts;
        let mut transport = Self { session: None, server, tls, credential, timeouts, runtime };
        transport.session = Some(transport.open()?);
        Ok(transport)
    }

    fn open(&self) -> Result<Session, TransportError> {
        let Self { server, tls, credential, timeouts, runtime, .. } = self;
        let opened = Session::open(server, tls.as_ref(), credential.as_ref(), *timeouts);
        runtime.block_on(opened)
    }

    /// A session that has been told the sender. One that the server closed behind an earlier message
    /// is opened anew at once: it rested too long, or had its share of messages, and this one has
    /// no part in that.
    fn begin(&mut self, from: &Address) -> Result<Session, Delivery> {
        let mut session = match self.session.take() {
            Some(session) => session,
            None => self.open()?,
        };
        loop {
            match self.runtime.block_on(session.sender(from)) {
                Ok(()) => return Ok(session),
                Err(setback) if session.has_served && setback.ends_session() => {
                    drop(session);
                    session = self.open()?;
                }
                Err(setback) => return Err(self.set_back(session, Phase::Sender, setback)),
            }
        }
    }

    /// What becomes of a message that was set back, and of the session.
    fn set_back(&mut self, session: Session, phase: Phase, setback: Setback) -> Delivery {
        match setback.map(|words| self.shown(words)) {
            Setback::Lost(reason) if phase == Phase::Body => Delivery::Uncertain { reason },
            Setback::Lost(reason) | Setback::Said { code: 421, reply: reason } => {
                Delivery::Deferred { reason }
            }
            Setback::Said { code, reply } if OF_THE_LOGIN.contains(&code) => {
                Delivery::Closed { reason: reply }
            }
            Setback::Said { code: ..500, reply } => {
                self.keep(session);
                Delivery::Deferred { reason: reply }
            }
            Setback::Said { reply, .. } if phase == Phase::Sender => {
                Delivery::Closed { reason: reply }
            }
            Setback::Said { reply, .. } => {
                self.keep(session);
                Delivery::Refused { reply }
            }
        }
    }

    /// Keeps a session for the next message, if it forgets this one.
    fn keep(&mut self, mut session: Session) {
        if self.runtime.block_on(session.reset()).is_ok() {
            self.session = Some(session);
        }
    }

    /// What the server said, as it may be shown.
    fn shown(&self, words: &str) -> String {
        match &self.credential {
            // Before it is cut short: a part of a password would not be known for one.
            Some(credential) => one_line(&credential.without_secret(words)),
            None => one_line(words),
        }
    }
}

impl Transport for SmtpTransport {
    fn deliver(
        &mut self,
        envelope: &Envelope,
        message: &[u8],
        before_body: &mut dyn FnMut() -> Result<(), FileError>,
    ) -> Delivery {
        let Ok(from) = address::read(&envelope.from) else {
            return Delivery::Closed { reason: "the sender's address is none".to_owned() };
        };
        let Ok(to) = address::read(&envelope.to) else {
            return Delivery::Refused { reply: "the recipient's address is none".to_owned() };
        };
        let mut session = match self.begin(&from) {
            Ok(session) => session,
            Err(delivery) => return delivery,
        };
        let announced = self.runtime.block_on(async {
            session.recipient(&to).await?;
            session.data().await
        });
        if let Err(setback) = announced {
            return self.set_back(session, Phase::Recipient, setback);
        }
        if let Err(error) = before_body() {
            // Only the end of the connection takes back a body that was announced.
            return Delivery::Withheld(error);
        }
        match self.runtime.block_on(session.body(message)) {
            Ok(reply) => {
                self.session = Some(session);
                Delivery::Taken { reply: self.shown(&reply) }
            }
            Err(setback) => self.set_back(session, Phase::Body, setback),
        }
    }
}

impl Drop for SmtpTransport {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            // All messages are with the server; that it says goodbye is of no use to anyone.
            drop(self.runtime.block_on(session.quit()));
        }
    }
}
