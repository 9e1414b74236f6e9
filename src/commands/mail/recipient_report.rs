//! What is told of one recipient of a mailing.

use serde::Serialize;

use crate::diagnostic::visible;
use crate::mail::outbox::{Course, Entry, Planned, State};

/// One recipient as it is told, in words and in JSON: without address, and without the name of a
/// contact.
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

impl RecipientReport {
    /// Of one of a plan, who is called by a label.
    pub(crate) fn of(planned: &Planned, label: &str) -> Self {
        Self {
            id: planned.wanted.key.recipient.clone(),
            name: label.to_owned(),
            purpose: planned.wanted.key.purpose.to_string(),
            state: state(planned),
            due: planned.is_due(),
            message_id: planned.entry.as_ref().map(|entry| entry.message_id.clone()),
            reply: planned.entry.as_ref().map(reply).unwrap_or_default(),
        }
    }

    /// Its line of a table.
    pub(crate) fn cells(&self) -> Vec<String> {
        let state = match (self.due, self.state.as_str()) {
            (true, "none" | "planned") => "to be sent".to_owned(),
            (true, state) => format!("{state}, to be sent"),
            (false, state) => state.to_owned(),
        };
        let reply = if self.state == "sent" { "" } else { &self.reply };
        vec![self.id.clone(), visible(&self.name), self.purpose.clone(), state, reply.to_owned()]
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
