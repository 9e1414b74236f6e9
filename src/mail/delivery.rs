//! Handing a message over, and what became of it.

use crate::files::FileError;

/// From whom and to whom a message goes, as the server is told (RFC 5321, 2.3.1): bare addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Who gets it back when it cannot be delivered.
    pub from: String,
    /// The one recipient.
    pub to: String,
}

/// What became of a message. Replies are the server's words in one line, its code first.
#[derive(Debug)]
pub enum Delivery {
    /// The server took it.
    Taken {
        /// What the server said.
        reply: String,
    },
    /// Not now: the server said 4xx, or the connection was lost before the body went out.
    Deferred {
        /// What the server said, or how the connection was lost.
        reason: String,
    },
    /// Never: the server said 5xx of the recipient or of the message.
    Refused {
        /// What the server said.
        reply: String,
    },
    /// Nobody knows: the connection was lost while the body was on its way, or behind it.
    Uncertain {
        /// How the connection was lost.
        reason: String,
    },
    /// The server deals with nobody like us: it refused the session, the password or the sender.
    /// That is nobody's fault who was to get a message.
    Closed {
        /// What the server said.
        reason: String,
    },
    /// What has to be on disk before a body goes out could not be written; no byte of it did.
    Withheld(FileError),
}

/// A way for messages to go out, one after another.
pub trait Transport {
    /// Hands a message over. `before_body` is called when all but the body is settled (behind the
    /// server's 354), and nothing of the body goes out unless it succeeds.
    fn deliver(
        &mut self,
        envelope: &Envelope,
        message: &[u8],
        before_body: &mut dyn FnMut() -> Result<(), FileError>,
    ) -> Delivery;
}
