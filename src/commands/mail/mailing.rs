//! What a command mails: to whom, and how a message to each is made.

use crate::commands::Result;
use crate::commands::mail::Form;
use crate::commands::mail::compose::{Composed, compose};
use crate::mail::Mailbox;
use crate::mail::outbox::{Key, Wanted};

/// What a command mails.
pub(crate) trait Mailing {
    /// The command's words: `review send`.
    fn command(&self) -> &'static str;

    /// The text that goes out: `v2@3f9a12bc44e1`.
    fn version(&self) -> String;

    /// The edition that goes out, of the final letter.
    fn edition(&self) -> Option<u32> {
        None
    }

    /// Everybody whom the command addresses, in order.
    fn recipients(&self) -> &[Recipient];

    /// Whether the list has the row of a key, addressed now or not.
    fn is_listed(&self, key: &Key) -> bool;

    /// Whether those go out again that failed.
    fn retries(&self) -> bool {
        false
    }

    /// What the message to one of them is made of.
    fn form(&self, recipient: &Recipient) -> Result<Form<'_>>;

    /// The message to one of them, checked.
    fn compose(&self, recipient: &Recipient) -> Result<Composed> {
        compose(&self.form(recipient)?, recipient)
    }

    /// What is to be on disk before the first message goes out.
    fn begin(&self) -> Result<()> {
        Ok(())
    }
}

/// Somebody whom a command addresses.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    /// What for, which text, the id of the row, the address.
    pub(crate) wanted: Wanted,
    /// What they are called where everybody may read it: not by the name of a contact.
    pub(crate) label: String,
    /// Name and address.
    pub(crate) to: Mailbox,
}

impl Recipient {
    /// The id of the row.
    pub(crate) fn id(&self) -> &str {
        &self.wanted.key.recipient
    }
}
