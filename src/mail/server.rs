//! The mail server that messages are handed to.

use std::fmt;

/// A submission server (RFC 6409), and how it is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    /// Its name, in ASCII, or its address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from being read on the way.
    pub encryption: Encryption,
    /// Who logs in; none where the server takes mail without.
    pub login: Option<Login>,
}

/// How a connection is kept from being read on the way. None of them falls back on clear text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// The session begins in clear text, and goes on under TLS or not at all (RFC 3207).
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// Clear text, to this very machine alone.
    None,
}

impl Encryption {
    /// The port that such a session is usually on.
    pub fn usual_port(self) -> u16 {
        match self {
            Self::Starttls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}

/// Who logs in, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The name, most often an address.
    pub username: String,
    /// What stands in for the password.
    pub secret: Secret,
}

/// What a server is to be told in secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// A password (PLAIN, RFC 4616, or LOGIN).
    Password,
    /// A token of OAuth 2.0 (XOAUTH2).
    Token,
}

impl fmt::Display for MailServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            return write!(formatter, "[{}]:{}", self.host, self.port);
        }
        write!(formatter, "{}:{}", self.host, self.port)
    }
}
