//! What is told of a plan, and of what became of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::commands::mail::Mailing;
use crate::console;
use crate::diagnostic::visible;
use crate::mail::outbox::{Course, Entry, Plan, Planned, State};

/// A plan as it is told, in words and in JSON.
#[derive(Serialize)]
pub(crate) struct PlanReport {
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<u32>,
    /// The number that `--expect` wants.
    pub(crate) expect: usize,
    pub(crate) recipients: Vec<RecipientReport>,
    /// The ids of those who were to get a message and are on the list no more.
    taken_off: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct RecipientReport {
    pub(crate) id: String,
    name: String,
    purpose: String,
    /// A word for how far the message has come, or `none`.
    pub(crate) state: String,
    /// Whether it goes out with this plan.
    pub(crate) due: bool,
    message_id: Option<String>,
    /// What the server said of it, without the address.
    pub(crate) reply: String,
}

impl PlanReport {
    /// Of a plan in its order.
    pub(crate) fn of(plan: &Plan, mailing: &dyn Mailing) -> Self {
        let labels = mailing.recipients().iter();
        let labels: BTreeMap<_, _> =
            labels.map(|recipient| (&recipient.wanted.key, &recipient.label)).collect();
        let label =
            |planned: &Planned| labels.get(&planned.wanted.key).map(|label| (*label).clone());
        let recipients = plan.recipients.iter().map(|planned| RecipientReport {
            id: planned.wanted.key.recipient.clone(),
            name: label(planned).unwrap_or_default(),
            purpose: planned.wanted.key.purpose.to_string(),
            state: state(planned),
            due: planned.is_due(),
            message_id: planned.entry.as_ref().map(|entry| entry.message_id.clone()),
            reply: planned.entry.as_ref().map(reply).unwrap_or_default(),
        });
        Self {
            version: mailing.version(),
            edition: mailing.edition(),
            expect: plan.recipients.len(),
            recipients: recipients.collect(),
            taken_off: plan.taken_off.iter().map(|entry| entry.key.recipient.clone()).collect(),
        }
    }

    /// The recipients as a table.
    pub(crate) fn table(&self) -> String {
        let heads = ["id", "name", "mail", "state", "reply"].map(str::to_owned).to_vec();
        let rows = self.recipients.iter().map(|one| {
            let state = match (one.due, one.state.as_str()) {
                (true, "none" | "planned") => "to be sent".to_owned(),
                (true, state) => format!("{state}, to be sent"),
                (false, state) => state.to_owned(),
            };
            let name = visible(&one.name);
            let reply = if one.state == "sent" { "" } else { &one.reply };
            vec![one.id.clone(), name, one.purpose.clone(), state, reply.to_owned()]
        });
        console::aligned(&std::iter::once(heads).chain(rows).collect::<Vec<_>>())
    }

    /// Who would get a message, and who would not, in sentences.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let Self { version, expect, .. } = self;
        let due = self.recipients.iter().filter(|one| one.due).count();
        let what = self
            .edition
            .map_or(version.clone(), |edition| format!("edition {edition} of {version}"));
        let mut sentences = vec![format!("Would send {what} to {due} of {expect}.")];
        if !self.taken_off.is_empty() {
            let ids = self.taken_off.join(", ");
            sentences.push(format!("Nothing goes to those who are on the list no more: {ids}."));
        }
        sentences
    }
}

/// How far a message has come, in a word.
fn state(planned: &Planned) -> String {
    let state = planned.entry.as_ref().map(|entry| entry.state);
    match (planned.course, state) {
        (Course::Sent, _) => State::Sent.to_string(),
        (Course::Unknown, _) => State::Unknown.to_string(),
        (_, Some(state)) => state.to_string(),
        (_, None) => "none".to_owned(),
    }
}

/// What the server said, without the address, which is private.
pub(crate) fn reply(entry: &Entry) -> String {
    let (reply, address) = (&entry.reply, entry.address.to_ascii_lowercase());
    let lower = reply.to_ascii_lowercase();
    let mut told = String::new();
    let mut at = 0;
    for (found, _) in lower.match_indices(&address) {
        told.extend([&reply[at..found], "…"]);
        at = found + address.len();
    }
    told.push_str(&reply[at..]);
    visible(&told)
}
