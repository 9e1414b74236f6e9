//! Every message of a plan, made before the first one goes out.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock;
use crate::commands::mail::{Composed, Mailing, Recipient};
use crate::commands::{Result, Session};
use crate::failure::{Cause, Failure};
use crate::mail::Mail;
use crate::mail::outbox::{Key, Message, Plan, Queue, Sender};

/// The messages that are to go out, by their keys.
pub(crate) struct Composition(pub(crate) BTreeMap<Key, Composed>);

impl Composition {
    /// Makes every message that is due; all that hinders any of them, when something does.
    pub(crate) fn of(mailing: &dyn Mailing, plan: &Plan, session: &Session) -> Result<Self> {
        let due: BTreeSet<_> = plan.due().map(|planned| &planned.wanted.key).collect();
        let mut composed = BTreeMap::new();
        let mut problems = Vec::new();
        let mut progress = session.console.progress(due.len(), "Building");
        for recipient in mailing.recipients() {
            let key = &recipient.wanted.key;
            if !due.contains(key) {
                continue;
            }
            match mailing.compose(recipient) {
                Ok(message) => {
                    composed.insert(key.clone(), message);
                }
                Err(Failure { cause: Cause::Diagnostics(found), .. }) => problems.extend(found),
                Err(failure) => return Err(failure),
            }
            progress.advance();
        }
        problems.dedup();
        if problems.is_empty() { Ok(Self(composed)) } else { Err(problems.into()) }
    }

    /// Stores what is due, dated now.
    pub(crate) fn store(
        self,
        mailing: &dyn Mailing,
        plan: &Plan,
        sender: &mut Sender,
    ) -> Result<Queue> {
        let Self(mut composed) = self;
        let date = clock::seconds(sender.outbox().now());
        sender.store(plan, |wanted| {
            let message = composed.remove(&wanted.key).map_or_else(
                || {
                    let of = |recipient: &&Recipient| recipient.wanted.key == wanted.key;
                    let recipient = mailing.recipients().iter().find(of);
                    mailing.compose(recipient.expect("a plan is made of the recipients"))
                },
                Ok,
            )?;
            let mail = Mail { date, ..message.mail };
            Ok(Message { parts: mail.parts()?, message_id: mail.message_id })
        })
    }
}
