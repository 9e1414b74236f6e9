//! How a round of review stands: who got a version, who answered it, who is silent.

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::Standing;
use crate::clock::Timestamp;
use crate::history::HistoryLine;
use crate::mail::outbox::{Again, Course, Key, Mailed, Outbox, Planned, Purpose, State, Wanted};
use crate::review::responses::{Response, Responses};
use crate::review::{ReviewList, Reviewer};
use crate::signatories::{Row, Signatories};

/// How a round of review stands.
#[derive(Clone, Debug)]
pub struct Round {
    /// The id of the version; empty where nothing is frozen.
    pub version: String,
    /// Those on the review list, in its order; then those who were written to and were taken off it.
    pub recipients: Vec<RoundRecipient>,
}

/// How a round stands with one recipient.
#[derive(Clone, Debug)]
pub struct RoundRecipient {
    /// Their id on the review list.
    pub id: String,
    /// Their name; of one who was taken off the review list, the one on the list of signatories.
    pub name: String,
    /// Their address; of one who was taken off, the one that they were written to. May be empty.
    pub email: String,
    /// Whether they are on the review list.
    pub is_listed: bool,
    /// The message with the draft, if there is or was one.
    pub draft: Option<RoundMessage>,
    /// The reminders of it, by their numbers.
    pub reminders: Vec<RoundMessage>,
    /// What they answered to this version.
    pub answer: Option<Response>,
    /// What they answered last to another version.
    pub earlier: Option<Response>,
}

/// A message of a round, as far as anything tells of it here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundMessage {
    /// Under which key the journal has it, or history.
    pub key: Key,
    /// How far it has come.
    pub state: State,
    /// Its Message-ID.
    pub message_id: String,
    /// Since when, which of one that was sent is when that was; none where history was written by
    /// hand and tells no time.
    pub time: Option<Timestamp>,
    /// What the server said last; empty where only history tells of the message.
    pub reply: String,
}

/// What tells how a round stands.
#[derive(Clone, Copy, Debug)]
pub struct RoundSources<'a> {
    /// The id of the version; empty where nothing is frozen.
    pub version: &'a str,
    /// Who gets drafts.
    pub reviewers: &'a ReviewList,
    /// What was mailed from here, and what history tells of mails.
    pub outbox: &'a Outbox,
    /// All of history, in the order of its times.
    pub history: &'a [HistoryLine],
    /// The list of signatories, if there is one.
    pub signatories: Option<&'a Signatories>,
    /// How sign-offs stand to the version.
    pub standing: &'a Standing<'a>,
}

impl RoundMessage {
    /// Whether the recipient has it, or may have it.
    pub fn is_out(&self) -> bool {
        matches!(self.state, State::Sent | State::Sending | State::Unknown)
    }
}

impl RoundRecipient {
    /// All messages: the draft, then the reminders.
    pub fn messages(&self) -> impl Iterator<Item = &RoundMessage> {
        self.draft.iter().chain(&self.reminders)
    }

    /// Whether the draft was sent to them, or may have been.
    pub fn was_mailed(&self) -> bool {
        self.draft.as_ref().is_some_and(RoundMessage::is_out)
    }

    /// The number of the last reminder that was sent, or may have been; 0 where there was none.
    pub fn reminded(&self) -> u32 {
        let out = self.reminders.iter().filter(|reminder| reminder.is_out());
        let number = |reminder: &RoundMessage| match reminder.key.purpose {
            Purpose::Reminder(number) => number,
            _ => 0,
        };
        out.map(number).max().unwrap_or_default()
    }

    /// When they were last written to.
    pub fn last_message(&self) -> Option<Timestamp> {
        self.messages().filter(|message| message.is_out()).filter_map(|message| message.time).max()
    }

    /// Whether the draft is known to be sent to them.
    pub fn got_draft(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.state == State::Sent)
    }

    /// Whether they got the draft and have not answered.
    pub fn is_silent(&self) -> bool {
        self.got_draft() && self.answer.is_none()
    }

    /// Since when they are silent: since the draft was sent.
    pub fn silent_since(&self) -> Option<Timestamp> {
        self.draft.as_ref().filter(|_| self.is_silent())?.time
    }

    /// The messages that their server refused for good.
    pub fn failed(&self) -> impl Iterator<Item = &RoundMessage> {
        self.messages().filter(|message| message.state == State::Failed)
    }
}

impl Round {
    /// Finds out how a round stands.
    pub fn new(sources: RoundSources<'_>) -> Self {
        let mut reader = Reader::new(sources);
        let listed = sources.reviewers.reviewers();
        let recipients = listed.iter().map(|reviewer| reader.recipient(reviewer));
        let mut recipients: Vec<_> = recipients.collect();
        for purpose in reader.purposes() {
            reader.read(purpose, &mut recipients);
        }
        recipients.extend(reader.taken_off(&recipients));
        Self { version: sources.version.to_owned(), recipients }
    }
}

/// A round that is being found out.
struct Reader<'a> {
    sources: RoundSources<'a>,
    responses: Responses<'a>,
    /// The last message that went out under each key of the round.
    mailed: BTreeMap<Key, Mailed>,
    ids: BTreeSet<&'a str>,
    /// The keys whose messages are those of somebody on the list.
    claimed: BTreeSet<Key>,
}

impl<'a> Reader<'a> {
    fn new(sources: RoundSources<'a>) -> Self {
        let mailed = sources.outbox.mailed().into_iter();
        let mailed = mailed.filter(|mailed| is_of_round(&mailed.key, sources.version));
        let reviewers = sources.reviewers.reviewers().iter();
        Self {
            sources,
            responses: Responses::of(sources.history),
            mailed: mailed.map(|mailed| (mailed.key.clone(), mailed)).collect(),
            ids: reviewers.map(|reviewer| reviewer.id.as_str()).collect(),
            claimed: BTreeSet::new(),
        }
    }

    /// The keys of all messages of the round.
    fn keys(&self) -> BTreeSet<Key> {
        let entries = self.sources.outbox.entries().map(|entry| &entry.key);
        let entries = entries.filter(|key| is_of_round(key, self.sources.version));
        entries.chain(self.mailed.keys()).cloned().collect()
    }

    /// What messages of the round are for.
    fn purposes(&self) -> BTreeSet<Purpose> {
        self.keys().into_iter().map(|key| key.purpose).collect()
    }

    fn row(&self, id: &str) -> Option<Row<'a>> {
        self.sources.signatories?.find(id).ok()
    }

    fn recipient(&self, reviewer: &Reviewer) -> RoundRecipient {
        let row = reviewer.signatory.as_deref().and_then(|id| self.row(id));
        RoundRecipient {
            name: reviewer.name.clone(),
            email: reviewer.email.clone(),
            is_listed: true,
            ..self.unlisted(&reviewer.id, row)
        }
    }

    fn unlisted(&self, id: &str, row: Option<Row<'_>>) -> RoundRecipient {
        let RoundSources { version, standing, .. } = self.sources;
        RoundRecipient {
            id: id.to_owned(),
            name: row.map(|row| row.name().to_owned()).unwrap_or_default(),
            email: String::new(),
            is_listed: false,
            draft: None,
            reminders: Vec::new(),
            answer: self.responses.to_version(id, version, row, standing),
            earlier: self.responses.to_another(id, version, row, standing),
        }
    }

    /// Finds the messages for something to those on the list, as a run would that sends them.
    fn read(&mut self, purpose: Purpose, recipients: &mut [RoundRecipient]) {
        let key = |recipient: &RoundRecipient| Key {
            purpose,
            edition: self.sources.version.to_owned(),
            recipient: recipient.id.clone(),
        };
        let wanted = recipients
            .iter()
            .map(|recipient| Wanted { key: key(recipient), address: recipient.email.clone() });
        let wanted: Vec<_> = wanted.collect();
        let is_listed = |key: &Key| self.ids.contains(key.recipient.as_str());
        let plan = self.sources.outbox.plan(&wanted, Again::default(), is_listed);
        for (planned, recipient) in plan.recipients.into_iter().zip(recipients) {
            if let Some(message) = self.message(&planned) {
                recipient.put(message);
            }
            self.claimed.insert(planned.wanted.key.clone());
            self.claimed.extend(planned.entry.map(|entry| entry.key));
        }
    }

    fn message(&self, planned: &Planned) -> Option<RoundMessage> {
        let Planned { wanted, entry, course } = planned;
        let mailed = [&wanted.key, planned.key()].into_iter().find_map(|key| self.mailed.get(key));
        match (entry, mailed) {
            // By an id that the row had before, history knows it where the journal does not.
            (None, Some(mailed)) => Some(sent(mailed)),
            (Some(_), Some(mailed)) if *course == Course::Sent => Some(sent(mailed)),
            (Some(entry), _) => Some(RoundMessage {
                key: entry.key.clone(),
                state: entry.state,
                message_id: entry.message_id.clone(),
                time: Some(entry.time),
                reply: entry.reply.clone(),
            }),
            (None, None) => None,
        }
    }

    /// Those who were written to and are no longer on the list.
    fn taken_off(&self, listed: &[RoundRecipient]) -> Vec<RoundRecipient> {
        // Of one who got another id and another address, the journal has the old ones.
        let messages = listed.iter().flat_map(RoundRecipient::messages);
        let known: BTreeSet<_> = messages.map(|message| message.message_id.as_str()).collect();
        let mut found: BTreeMap<String, RoundRecipient> = BTreeMap::new();
        for key in self.keys().into_iter().filter(|key| !self.claimed.contains(key)) {
            let entry = self.sources.outbox.entry(&key).cloned();
            let address = entry.as_ref().map(|entry| entry.address.clone()).unwrap_or_default();
            let wanted = Wanted { key, address: address.clone() };
            let planned = Planned { wanted, entry, course: Course::Stored };
            let message = self.message(&planned);
            let message = message.filter(|message| !known.contains(message.message_id.as_str()));
            let Some(message) = message else { continue };
            let id = &planned.wanted.key.recipient;
            let recipient =
                found.entry(id.clone()).or_insert_with(|| self.unlisted(id, self.row(id)));
            if !address.is_empty() {
                recipient.email = address;
            }
            recipient.put(message);
        }
        found.into_values().collect()
    }
}

impl RoundRecipient {
    fn put(&mut self, message: RoundMessage) {
        match message.key.purpose {
            Purpose::Reminder(_) => self.reminders.push(message),
            _ => self.draft = Some(message),
        }
    }
}

/// Whether a message is the draft of a version, or a reminder of it.
fn is_of_round(key: &Key, version: &str) -> bool {
    matches!(key.purpose, Purpose::Review | Purpose::Reminder(_)) && key.edition == version
}

/// A message of which it is told that it went out.
fn sent(mailed: &Mailed) -> RoundMessage {
    RoundMessage {
        key: mailed.key.clone(),
        state: State::Sent,
        message_id: mailed.message_id.clone(),
        time: mailed.time.parse().ok(),
        reply: String::new(),
    }
}
