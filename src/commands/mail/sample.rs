//! One of the messages, sent to somebody who wants to see it.

use crate::clock;
use crate::commands::mail::composition::Composition;
use crate::commands::mail::{Account, Composed, Mailing, transport};
use crate::commands::{Outcome, Result, Session};
use crate::failure::Failure;
use crate::mail::{Delivery, Mail, Mailbox, MessageKey, Thread, Transport};
use crate::project::Project;

/// Sends the first message of a plan to an address, and nothing to anybody else. The journal knows
/// nothing of it.
pub(crate) fn send(
    address: &str,
    mailing: &dyn Mailing,
    composition: Composition,
    account: &Account,
    project: &Project,
    session: &Session,
) -> Result {
    let to = Mailbox::parse(address)?;
    let Some(first) = mailing.recipients().first() else {
        return Err(Failure::user("there is nobody to send a message to"));
    };
    let Composition(mut composed) = composition;
    let (id, message) = match composed.pop_first() {
        Some((key, message)) => (key.recipient, message),
        None => (first.id().to_owned(), mailing.compose(first)?),
    };
    let mail = disguised(message, to, account);
    let mut transport = transport::smtp(account, project, session)?;
    let delivery = transport.deliver(&mail.envelope(), &mail.bytes()?, &mut || Ok(()));
    match delivery {
        Delivery::Taken { .. } => {
            let sentence = format!("Sent the message for {id} to `{address}`, and nothing else.");
            session.console.status(sentence);
            Ok(Outcome::Done)
        }
        Delivery::Refused { reply } => Err(Failure::user(format!("not taken: {reply}"))),
        Delivery::Deferred { reason }
        | Delivery::Uncertain { reason }
        | Delivery::Closed { reason } => Err(Failure::system(format!("not taken: {reason}"))),
        Delivery::Withheld(error) => Err(error.into()),
    }
}

/// The message to somebody else, with a Message-ID of its own: mail programs show no message twice.
fn disguised(message: Composed, to: Mailbox, account: &Account) -> Mail {
    let now = clock::now();
    let identity = MessageKey {
        project: &message.mail.message_id,
        purpose: "test",
        version: "",
        recipient: &now.to_string(),
    };
    Mail {
        to,
        message_id: identity.message_id(account.from.domain()),
        thread: Thread::default(),
        date: clock::seconds(now),
        ..message.mail
    }
}
