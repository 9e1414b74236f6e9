//! Which replies may be recorded, and why others are left to a person.

use std::collections::BTreeMap;

use crate::draft::Version;
use crate::history::{self, HistoryLine};
use crate::mail::Answer;
use crate::review::ReviewList;
use crate::review::replies::asked::{Asked, SentDrafts};
use crate::review::replies::reply::{AddressMatch, Reply, Said};
use crate::signatories::{Row, Signatories, Status};

/// What may be done with a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be recorded, once a person says so.
    Recordable(Answer),
    /// It is recorded already.
    Recorded,
    /// A later one from the same person, in the mailbox or recorded, is about the same draft.
    Superseded,
    /// A person has to look at it.
    Left(Reason),
}

/// Why a person has to look at a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No draft of that version went to them.
    NotSent,
    /// They are no longer on the review list.
    TakenOff,
    /// It came from another address than the one that the draft went to.
    OtherAddress,
    /// Nobody here knows which address the draft went to.
    UnknownAddress,
    /// It has an answer only in its words.
    OwnWords,
    /// It has no answer that a program could tell.
    Unclear,
    /// Its subject may be another's, or its words say something else.
    Doubtful,
    /// They have answered to a later version.
    LaterVersion,
    /// It is a `no` of who has signed, whose signature would be lost.
    HasSigned,
    /// It is a `yes` of who is declined or withdrawn, and never answered so.
    HasLeft,
}

impl Reason {
    /// What follows `: ` in a sentence on the reply.
    pub fn told(self) -> &'static str {
        match self {
            Self::NotSent => "no draft of that version was sent to them",
            Self::TakenOff => "they are not on the review list",
            Self::OtherAddress => "it is not from the address that the draft went to",
            Self::UnknownAddress => {
                "another sent the draft, and nobody here knows to which address"
            }
            Self::OwnWords => "it answers in its own words, not by a link of the draft",
            Self::Unclear => "what it answers is unclear",
            Self::Doubtful => {
                "it answers another message than its subject tells, or contradicts it"
            }
            Self::LaterVersion => "they have answered to a later version",
            Self::HasSigned => "they have signed, and a `no` would withdraw that",
            Self::HasLeft => "the list says that they do not sign",
        }
    }

    /// One or two words for it, as a table and `--json` have them.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotSent => "not sent",
            Self::TakenOff => "not on the list",
            Self::OtherAddress => "other address",
            Self::UnknownAddress => "unknown address",
            Self::OwnWords => "own words",
            Self::Unclear => "unclear",
            Self::Doubtful => "doubtful",
            Self::LaterVersion => "later version",
            Self::HasSigned => "has signed",
            Self::HasLeft => "has left",
        }
    }
}

impl Verdict {
    /// One or two words for it, as a table and `--json` have them.
    pub fn word(self) -> &'static str {
        match self {
            Self::Recordable(_) => "new",
            Self::Recorded => "recorded",
            Self::Superseded => "superseded",
            Self::Left(reason) => reason.word(),
        }
    }
}

/// What replies are judged by.
#[derive(Clone, Copy, Debug)]
pub struct ReplyContext<'a> {
    /// The drafts that went out.
    pub sent: &'a SentDrafts,
    /// All that are frozen, in order.
    pub versions: &'a [Version],
    /// Who gets drafts.
    pub reviewers: &'a ReviewList,
    /// The list of signatories, if there is one.
    pub signatories: Option<&'a Signatories>,
    /// All of history, in the order of its times.
    pub history: &'a [HistoryLine],
}

/// The key under which history has the time that a reply tells; its line's own is that of recording.
pub const ANSWERED: &str = "answered";

/// An answer that is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    /// When it was given: RFC 3339 in UTC.
    time: String,
    answer: String,
}

/// Judges replies, which are in the order of their dates.
pub fn judge(replies: &[Reply], context: ReplyContext<'_>) -> Vec<Verdict> {
    let mut judge = Judge { context, known: known(context.history) };
    replies.iter().map(|reply| judge.reply(reply)).collect()
}

struct Judge<'a> {
    context: ReplyContext<'a>,
    /// The answers that are recorded, or may be.
    known: BTreeMap<Asked, Known>,
}

impl Judge<'_> {
    fn reply(&mut self, reply: &Reply) -> Verdict {
        let answer = reply.said.answer();
        let time = reply.time.map(|time| time.to_string()).unwrap_or_default();
        if let Some(known) = self.known.get(&reply.asked) {
            if !reply.is_superseded && answer.is_some_and(|answer| answer.word() == known.answer) {
                return Verdict::Recorded;
            }
            if time <= known.time {
                return Verdict::Superseded;
            }
        }
        if reply.is_superseded {
            return Verdict::Superseded;
        }
        match self.answer(reply) {
            Ok(answer) => {
                let known = Known { time, answer: answer.word().to_owned() };
                self.known.insert(reply.asked.clone(), known);
                Verdict::Recordable(answer)
            }
            Err(reason) => Verdict::Left(reason),
        }
    }

    /// The answer that a reply may be recorded as.
    fn answer(&self, reply: &Reply) -> Result<Answer, Reason> {
        let version = self.number(&reply.asked.version).ok_or(Reason::NotSent)?;
        if !self.context.sent.has(&reply.asked) {
            return Err(Reason::NotSent);
        }
        let reviewer =
            self.context.reviewers.find(&reply.asked.recipient).map_err(|_| Reason::TakenOff)?;
        match reply.address {
            AddressMatch::Same => {}
            AddressMatch::Other => return Err(Reason::OtherAddress),
            AddressMatch::Unknown => return Err(Reason::UnknownAddress),
        }
        let answer = match reply.said {
            Said::Unclear => return Err(Reason::Unclear),
            Said::Words(_) => return Err(Reason::OwnWords),
            Said::Subject(_) if reply.is_doubtful => return Err(Reason::Doubtful),
            Said::Subject(answer) => answer,
        };
        let row = reviewer.signatory.as_deref().zip(self.context.signatories);
        let row = row.and_then(|(id, list)| list.find(id).ok());
        match (answer, row) {
            (Answer::Changes, _) => {}
            _ if self.answered_later(reply, version, row) => return Err(Reason::LaterVersion),
            (Answer::No, Some(row)) if row.status() == Status::Confirmed => {
                return Err(Reason::HasSigned);
            }
            (Answer::Yes, Some(_)) if reviewer.has_left && !self.said_no(&reviewer.id) => {
                return Err(Reason::HasLeft);
            }
            _ => {}
        }
        Ok(answer)
    }

    /// Whether somebody answered `no` to any version; where their row says so and they did not, it
    /// was a person who decided that.
    fn said_no(&self, id: &str) -> bool {
        self.known
            .iter()
            .any(|(asked, known)| asked.recipient == id && known.answer == Answer::No.word())
    }

    /// Whether somebody has answered to a later version, or signed one: what they said of an earlier
    /// one changes nothing any more.
    fn answered_later(&self, reply: &Reply, version: usize, row: Option<Row<'_>>) -> bool {
        let is_later = |id: &str| self.number(id).is_some_and(|number| number > version);
        let mut answers = self.known.keys();
        let signed = row.map(|row| row.cell("signed_version")).unwrap_or_default();
        let signed = signed.split_once('@').map_or("", |(_, id)| id);
        is_later(signed)
            || answers
                .any(|asked| asked.recipient == reply.asked.recipient && is_later(&asked.version))
    }

    /// Which of the versions has an id; of several with the same text, the last.
    fn number(&self, id: &str) -> Option<usize> {
        self.context.versions.iter().rposition(|version| version.id() == id)
    }
}

/// The last answer of each to each version that history tells.
fn known(history: &[HistoryLine]) -> BTreeMap<Asked, Known> {
    let mut known: BTreeMap<Asked, Known> = BTreeMap::new();
    // The latest line comes first, and of answers from the same second it is the one that counts.
    for (id, line) in history::by_row(history).filter(|(_, line)| !line.answer.is_empty()) {
        let answered = line.other.get(ANSWERED).and_then(|time| time.as_str());
        let time = answered.unwrap_or(&line.time).to_owned();
        let asked = Asked { version: line.version.clone(), recipient: id.to_owned() };
        let answer = line.answer.clone();
        let is_later = known.get(&asked).is_none_or(|other| other.time < time);
        if is_later {
            known.insert(asked, Known { time, answer });
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_recorded_answers_the_one_that_was_given_last_is_known() {
        let line = |time: &str, answered: Option<&str>, answer: &str| {
            let mut line = HistoryLine {
                time: time.to_owned(),
                version: "v".to_owned(),
                answer: answer.to_owned(),
                ..HistoryLine::now("review record", "hrw")
            };
            let answered = answered.map(|time| (ANSWERED.to_owned(), time.into()));
            line.other.extend(answered);
            line
        };
        let last = |history: &[HistoryLine]| {
            known(history).into_values().map(|known| known.answer).collect::<Vec<_>>()
        };
        let (sooner, later) = (Some("2026-05-05T10:00:00Z"), Some("2026-05-06T10:00:00Z"));
        let [first, second] = ["2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"];
        assert_eq!(last(&[line(first, sooner, "yes"), line(second, later, "no")]), ["no"]);
        assert_eq!(last(&[line(first, later, "yes"), line(second, sooner, "no")]), ["yes"]);
        assert_eq!(last(&[line(first, later, "yes"), line(second, None, "changes")]), ["changes"]);
        assert_eq!(last(&[line(first, None, "yes"), line(first, None, "no")]), ["no"]);
        assert_eq!(last(&[line(first, None, "")]), [""; 0]);
    }
}
