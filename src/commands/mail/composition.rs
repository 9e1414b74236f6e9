//! Every message of a plan, made before the first one goes out.

use std::collections::{BTreeMap, BTreeSet};

use crate::commands::mail::{Composed, Mailing, Recipient};
use crate::commands::{Result, Session};
use crate::diagnostic::backquoted;
use crate::failure::{Cause, Failure};
use crate::mail::outbox::{Course, Key, Message, Outbox, Plan, Planned, Queue, Sender};
use crate::mail::{Mail, differences, same_for_all};

/// The messages that are to go out, by their keys.
pub(crate) struct Composition(pub(crate) BTreeMap<Key, Composed>);

impl Composition {
    /// Makes every message that is due; all that hinders any of them, when something does.
    pub(crate) fn of(mailing: &dyn Mailing, plan: &Plan) -> Result<Self> {
        let due: BTreeSet<_> = plan.due().map(|planned| &planned.wanted.key).collect();
        let mut composed = BTreeMap::new();
        let mut problems = Vec::new();
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
        }
        problems.dedup();
        if problems.is_empty() { Ok(Self(composed)) } else { Err(problems.into()) }
    }

    /// Says what hinders nothing and yet may not be meant.
    pub(crate) fn say_findings(
        &self,
        mailing: &dyn Mailing,
        plan: &Plan,
        outbox: &Outbox,
        session: &Session,
    ) -> Result<()> {
        let fields: Vec<_> = self.0.values().map(|message| &message.fields).collect();
        let same = same_for_all(&fields);
        if !same.is_empty() {
            let count = fields.len();
            let same = backquoted(same);
            session.console.status(format!("The same in all {count} messages: {same}."));
        }
        for ids in shared_addresses(mailing.recipients()) {
            session.console.status(format!("One address gets several mails, for {ids}."));
        }
        for planned in plan.due().filter(|planned| planned.course == Course::Stored) {
            for differs in self.differences(planned, outbox)? {
                let id = &planned.wanted.key.recipient;
                session.console.status(format!(
                    "The message to {id} goes out as it was stored, though {differs} would be \
                     another now."
                ));
            }
        }
        Ok(())
    }

    /// Stores what is due, dated now.
    pub(crate) fn store(
        self,
        mailing: &dyn Mailing,
        plan: &Plan,
        sender: &mut Sender,
    ) -> Result<Queue> {
        let Self(mut composed) = self;
        let date = u64::try_from(sender.outbox().now().as_second()).unwrap_or_default();
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
            Ok(Message { bytes: mail.bytes()?, message_id: mail.message_id })
        })
    }

    /// What a stored message has otherwise than the one that would be stored now.
    fn differences(&self, planned: &Planned, outbox: &Outbox) -> Result<Vec<&'static str>> {
        let Some((entry, now)) = planned.entry.as_ref().zip(self.0.get(&planned.wanted.key)) else {
            return Ok(Vec::new());
        };
        Ok(differences(&outbox.message(entry)?, &now.mail.bytes()?))
    }
}

/// The ids of those who share an address, in the case of letters or not.
fn shared_addresses(recipients: &[Recipient]) -> Vec<String> {
    let mut by_address: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for recipient in recipients {
        let address = recipient.wanted.address.to_lowercase();
        by_address.entry(address).or_default().push(recipient.id());
    }
    let shared = by_address.into_values().filter(|ids| ids.len() > 1);
    shared.map(|ids| ids.join(", ")).collect()
}
