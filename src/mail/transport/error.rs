//! Why there is no session with the mail server.

use std::error::Error;
use std::io;

use crate::mail::Delivery;
use crate::mail::transport::reply::{Setback, one_line};

/// Why there is no session with the mail server; nothing of a message went out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransportError {
    /// The name leads nowhere, or nobody answers there.
    #[error("cannot reach the mail server `{server}`")]
    Unreachable {
        /// Host and port.
        server: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// Clear text to another machine; nothing was sent.
    #[error("`{server}` is another machine, and nothing goes there in clear text")]
    NotLoopback {
        /// Host and port.
        server: String,
    },
    /// The server does not offer TLS, or somebody on the way took the offer out.
    #[error("the mail server `{server}` offers no STARTTLS, and nothing goes there in clear text")]
    NoStarttls {
        /// Host and port.
        server: String,
    },
    /// There was more in clear text than the server was asked for, which would have been taken for
    /// an answer under TLS.
    #[error("the mail server `{server}` said more than it was asked before TLS began")]
    SlippedIn {
        /// Host and port.
        server: String,
    },
    /// The server did not prove who it is, or speaks another TLS.
    #[error("no trusted connection to the mail server `{server}`")]
    Tls {
        /// Host and port.
        server: String,
        /// What is wrong with its certificate or its TLS.
        source: io::Error,
    },
    /// There is nobody to trust.
    #[error("cannot read the certificate authorities that vouch for mail servers: {reason}")]
    Authorities {
        /// What is wrong with them.
        reason: String,
    },
    /// A user name is set, and no password is there for it.
    #[error("there is no password for `{username}` on the mail server `{server}`")]
    NoPassword {
        /// Host and port.
        server: String,
        /// Who was to log in.
        username: String,
    },
    /// The server takes no login of the kind that is set.
    #[error("the mail server `{server}` takes no login by {wanted}")]
    NoLogin {
        /// Host and port.
        server: String,
        /// The mechanisms that would do: `PLAIN or LOGIN`.
        wanted: &'static str,
    },
    /// The server said 5xx to the greeting or the login.
    #[error("the mail server `{server}` refused the session: {reply}")]
    Refused {
        /// Host and port.
        server: String,
        /// What it said.
        reply: String,
    },
    /// The server said 4xx to the greeting or the login.
    #[error("the mail server `{server}` takes no session now: {reply}")]
    NotNow {
        /// Host and port.
        server: String,
        /// What it said.
        reply: String,
    },
    /// The connection was lost before the session stood.
    #[error("the mail server `{server}` was lost: {reason}")]
    Lost {
        /// Host and port.
        server: String,
        /// How.
        reason: String,
    },
    /// The system could not give what a connection needs.
    #[error("cannot open connections")]
    Unable {
        /// What the operating system said.
        source: io::Error,
    },
}

impl TransportError {
    /// A step on the way to a session that failed.
    pub(crate) fn of(server: String, setback: Setback) -> Self {
        match setback.map(one_line) {
            Setback::Said { code: 500.., reply } => Self::Refused { server, reply },
            Setback::Said { reply, .. } => Self::NotNow { server, reply },
            Setback::Lost(reason) => Self::Lost { server, reason },
        }
    }

    /// Whether another attempt, with nothing changed, may go better.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::NotNow { .. }
                | Self::Lost { .. }
                | Self::Unable { .. }
        )
    }
}

impl From<TransportError> for Delivery {
    fn from(error: TransportError) -> Self {
        let reason = match error.source() {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        };
        if error.is_passing() { Self::Deferred { reason } } else { Self::Closed { reason } }
    }
}
