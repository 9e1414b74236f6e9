//! A round as JSON.

use serde::Serialize;

use crate::clock::Timestamp;
use crate::commands::review::round::ProjectRound;
use crate::draft::Version;
use crate::mail::outbox::State;
use crate::review::{Response, RoundRecipient};

/// A round as `review status --json` tells it.
#[derive(Serialize)]
pub(crate) struct RoundReport<'a> {
    version: Option<String>,
    recipients: Vec<RecipientReport<'a>>,
}

/// One recipient. What there is nothing of is empty text; the README says what each key tells.
#[derive(Serialize)]
struct RecipientReport<'a> {
    id: &'a str,
    name: &'a str,
    email: &'a str,
    state: String,
    answer: &'static str,
    message_id: &'a str,
    sent: String,
    answered: &'a str,
    reminders: u32,
    last_message: String,
    silent_since: String,
    earlier_answer: &'static str,
    earlier_version: String,
    reply: &'a str,
    unknown: String,
    listed: bool,
}

impl<'a> RoundReport<'a> {
    /// All recipients, or those to whom a message failed.
    pub(crate) fn new(of: &'a ProjectRound, failed: bool) -> Self {
        let shown = of.round.recipients.iter();
        let shown = shown.filter(|recipient| !failed || recipient.failed().next().is_some());
        Self {
            version: of.version.as_ref().map(Version::reference),
            recipients: shown.map(|recipient| report(recipient, of)).collect(),
        }
    }
}

fn report<'a>(recipient: &'a RoundRecipient, of: &ProjectRound) -> RecipientReport<'a> {
    let RoundRecipient { draft, answer, earlier, .. } = recipient;
    let word = |response: &Option<Response>| response.as_ref().map_or("none", |r| r.answer.word());
    let time = |time: Option<Timestamp>| time.map(|time| time.to_string());
    let out = draft.as_ref().filter(|draft| draft.is_out());
    let unknown = recipient.messages().find(|message| message.state == State::Unknown);
    let replies = recipient.messages().map(|message| message.reply.as_str());
    RecipientReport {
        id: &recipient.id,
        name: &recipient.name,
        email: &recipient.email,
        state: draft.as_ref().map_or("none".to_owned(), |draft| draft.state.to_string()),
        answer: word(answer),
        message_id: draft.as_ref().map_or("", |draft| &draft.message_id),
        sent: time(out.and_then(|draft| draft.time)).unwrap_or_default(),
        answered: answer.as_ref().map_or("", |answer| &answer.time),
        reminders: recipient.reminded(),
        last_message: time(recipient.last_message()).unwrap_or_default(),
        silent_since: time(recipient.silent_since()).unwrap_or_default(),
        earlier_answer: word(earlier),
        earlier_version: earlier
            .as_ref()
            .map(|of_it| of.reference(&of_it.version))
            .unwrap_or_default(),
        reply: replies.filter(|reply| !reply.is_empty()).last().unwrap_or_default(),
        unknown: unknown.map(|message| message.key.to_string()).unwrap_or_default(),
        listed: recipient.is_listed,
    }
}
