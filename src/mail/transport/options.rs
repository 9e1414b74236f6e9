//! What a connection is given beside its server: how long to wait, and whom to trust.

use std::path::PathBuf;
use std::time::Duration;

/// What a connection is given beside its server.
#[derive(Clone, Debug, Default)]
pub struct ConnectOptions {
    /// How long to wait.
    pub timeouts: Timeouts,
    /// Who may vouch for the server.
    pub authorities: Authorities,
}

/// How long to wait for the server before it counts as lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection to each of the server's addresses.
    pub connect: Duration,
    /// For the answer to a command, the greeting and the TLS handshake among them.
    pub command: Duration,
    /// From the first byte of a message to the answer to its last. Whoever gives up too early
    /// cannot know whether it arrived, so RFC 5321 (4.5.3.2.6) asks for ten minutes.
    pub message: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            command: Duration::from_secs(60),
            message: Duration::from_secs(600),
        }
    }
}

/// Who may vouch for a server's certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Authorities {
    /// Whom the system trusts, or those in the file that `SSL_CERT_FILE` names.
    #[default]
    System,
    /// Those in a file (PEM).
    File(PathBuf),
}
