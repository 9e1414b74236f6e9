//! What hinders no mail and yet may not be meant.

use std::collections::BTreeMap;

use crate::commands::mail::composition::Composition;
use crate::commands::mail::{Mailing, Recipient};
use crate::commands::{Result, Session};
use crate::diagnostic::backquoted;
use crate::mail::outbox::{Course, Outbox, Plan, Planned};
use crate::mail::{differences, same_for_all};

impl Composition {
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
        for (name, count) in self.redlines() {
            let sentence = format!("`{name}`, with tracked changes, goes to {count} of them.");
            session.console.status(sentence);
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

    /// The Word files in which what changed is tracked, and with how many messages each goes.
    fn redlines(&self) -> BTreeMap<&str, usize> {
        let mut redlines = BTreeMap::new();
        for name in self.0.values().filter_map(|message| message.redline.as_deref()) {
            *redlines.entry(name).or_default() += 1;
        }
        redlines
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
