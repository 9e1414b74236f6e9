//! A reply to a draft, as it was found in a mailbox.

use crate::clock::Timestamp;
use crate::mail::Answer;
use crate::review::replies::asked::Asked;

/// A reply to a draft. What comes from the mail is safe to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The file, and for an mbox the number of the message in it.
    pub place: String,
    /// Which draft it is about, and whose answer it is.
    pub asked: Asked,
    /// What it answers.
    pub said: Said,
    /// The words that its author added; may be empty.
    pub remark: Vec<String>,
    /// The address that it came from, as it is written.
    pub from: String,
    /// The name of who wrote it, if it is one that a list can hold.
    pub name: Option<String>,
    /// Whether that is the address which the draft went to.
    pub address: AddressMatch,
    /// When it was written, if it tells.
    pub time: Option<Timestamp>,
    /// Its Message-ID, if it has one that can be one.
    pub message_id: Option<String>,
    /// Whether its subject may be another's: it answers a message that is not the draft which the
    /// subject names, or its words say something else.
    pub is_doubtful: bool,
    /// Whether it was written before the draft went out, by its own word.
    pub is_early: bool,
    /// Whether a later one from the same person is about the same draft.
    pub is_superseded: bool,
}

/// What a reply answers, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Its subject is that of one of the draft's three links.
    Subject(Answer),
    /// Its words are an answer and nothing else.
    Words(Answer),
    /// Only a person can tell.
    Unclear,
}

/// Whether a reply came from the address that the draft went to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressMatch {
    /// It did.
    Same,
    /// It came from another, or from several.
    Other,
    /// Nobody here knows which address the draft went to: another sent it.
    Unknown,
}

impl Said {
    /// The answer, if there is one to propose.
    pub fn answer(self) -> Option<Answer> {
        match self {
            Self::Subject(answer) | Self::Words(answer) => Some(answer),
            Self::Unclear => None,
        }
    }
}

/// What a mailbox holds that has to do with drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replies {
    /// The replies, in the order of their dates, then of their places; those without a date first.
    pub replies: Vec<Reply>,
    /// Those for whom a program answered, such as while they are away.
    pub absent: Vec<Asked>,
    /// The drafts that did not arrive, or not yet.
    pub undelivered: Vec<Undelivered>,
    /// Files of which nothing was read.
    pub passed_over: Vec<PassedOver>,
    /// How many messages have nothing to do with drafts.
    pub others: usize,
}

/// A draft that did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// Which one, and to whom.
    pub asked: Asked,
    /// The address, as the notice tells it.
    pub address: String,
    /// Why, as the server says.
    pub reason: String,
    /// Whether it may still arrive.
    pub is_delayed: bool,
}

/// A file of which nothing was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The file.
    pub place: String,
    /// Why.
    pub reason: String,
}
