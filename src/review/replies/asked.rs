//! The drafts that went out, as replies name them.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Timestamp;
use crate::mail::Mailbox;
use crate::mail::outbox::{Key, Outbox, Purpose, State};
use crate::review::mailbox::is_same;

/// Whom a draft went to, and of which version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// The id of the version: `3f9a12bc44e1`.
    pub version: String,
    /// The id of who was asked.
    pub recipient: String,
}

/// The drafts that went out, and their reminders.
#[derive(Clone, Debug, Default)]
pub struct SentDrafts {
    /// By Message-ID.
    messages: BTreeMap<String, Asked>,
    drafts: BTreeMap<Asked, SentDraft>,
    /// The Message-IDs of all that was sent, drafts and others.
    own: BTreeSet<String>,
}

/// A draft that went to somebody.
#[derive(Clone, Debug, Default)]
struct SentDraft {
    /// When the first message about it went out, if that is known.
    first: Option<Timestamp>,
    /// The addresses that its messages went to, as far as they are known here.
    addresses: Vec<Mailbox>,
}

impl SentDrafts {
    /// The drafts that an outbox and its history tell of.
    pub fn of(outbox: &Outbox) -> Self {
        let mut sent = Self::default();
        for mailed in outbox.mailed() {
            sent.own.insert(mailed.message_id.clone());
            let Some(asked) = asked(&mailed.key) else { continue };
            let draft = sent.drafts.entry(asked.clone()).or_default();
            let time = mailed.time.parse().ok();
            draft.first = draft.first.into_iter().chain(time).min();
            sent.messages.insert(mailed.message_id, asked);
        }
        let is_out = |state| matches!(state, State::Sent | State::Sending | State::Unknown);
        for entry in outbox.entries().filter(|entry| is_out(entry.state)) {
            // The recipient may have another id by now, which the Message-ID tells.
            let asked = sent.messages.get(&entry.message_id).cloned().or_else(|| asked(&entry.key));
            let Some(asked) = asked else { continue };
            let Ok(mailbox) = Mailbox::of_row("", "", &entry.address) else { continue };
            sent.drafts.entry(asked).or_default().addresses.push(mailbox);
        }
        sent
    }

    /// The draft that one of these messages carried, or reminded of, the first one that did.
    pub(crate) fn find(&self, message_ids: &[String]) -> Option<&Asked> {
        message_ids.iter().find_map(|id| self.messages.get(id))
    }

    /// Whether a message was sent from here, or by another with the same project.
    pub(crate) fn is_own(&self, message_id: &str) -> bool {
        self.own.contains(message_id)
    }

    /// Whether a draft of that version went to that recipient.
    pub(crate) fn has(&self, asked: &Asked) -> bool {
        self.drafts.contains_key(asked)
    }

    /// When it first did, if that is known.
    pub(crate) fn first(&self, asked: &Asked) -> Option<Timestamp> {
        self.drafts.get(asked)?.first
    }

    /// The addresses that a draft went to; none where only another's outbox knows them.
    pub(crate) fn addresses(&self, asked: &Asked) -> &[Mailbox] {
        self.drafts.get(asked).map_or(&[], |draft| &draft.addresses)
    }

    /// The last draft that went to an address.
    pub(crate) fn to_address(&self, mailbox: &Mailbox) -> Option<&Asked> {
        let went = |draft: &SentDraft| draft.addresses.iter().any(|one| is_same(one, mailbox));
        let drafts = self.drafts.iter().filter(|(_, draft)| went(draft));
        drafts.max_by_key(|(_, draft)| draft.first).map(|(asked, _)| asked)
    }
}

/// What a message asks, if it asks something.
fn asked(key: &Key) -> Option<Asked> {
    let is_asking = matches!(key.purpose, Purpose::Review | Purpose::Reminder(_));
    is_asking.then(|| Asked { version: key.edition.clone(), recipient: key.recipient.clone() })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The draft of a version to `hrw`, sent to an address on May 4, 2026.
    pub(crate) fn sent(version: &str, address: &str) -> SentDrafts {
        let asked = Asked { version: version.to_owned(), recipient: "hrw".to_owned() };
        let id = "<draft@example.org>".to_owned();
        let draft = SentDraft {
            first: "2026-05-04T08:00:00Z".parse().ok(),
            addresses: Mailbox::of_row("", "", address).into_iter().collect(),
        };
        SentDrafts {
            messages: [(id.clone(), asked.clone())].into(),
            drafts: [(asked, draft)].into(),
            own: [id].into(),
        }
    }
}
