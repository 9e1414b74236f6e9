//! Who is to be reminded, and when.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::review::RoundRecipient;

/// Whether somebody is to be reminded of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// With the reminder of that number, 1 being the first. It may have been sent within the time
    /// to wait: a run that was cut off and begun again addresses the same people.
    Number(u32),
    /// Not yet: the draft was sent within the time to wait.
    TooSoon,
    /// There is nothing to be reminded of: no draft was sent.
    NoDraft,
    /// Nothing more is asked: there is an answer.
    Answered,
}

impl RoundRecipient {
    /// Whether they are to be reminded now, when an answer is waited for `patience` long.
    pub fn reminder(&self, patience: Duration, now: Timestamp) -> Reminder {
        let last = self.last_message();
        let is_recent =
            last.is_some_and(|time| time.saturating_add(patience).is_ok_and(|until| now < until));
        match self.reminded() {
            _ if self.answer.is_some() => Reminder::Answered,
            _ if !self.was_mailed() => Reminder::NoDraft,
            0 if is_recent => Reminder::TooSoon,
            number if is_recent => Reminder::Number(number),
            number => Reminder::Number(number.saturating_add(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Answer;
    use crate::mail::outbox::{Purpose, State};
    use crate::review::{Response, RoundMessage};

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);

    fn message(purpose: Purpose, state: State, time: &str) -> RoundMessage {
        let key = format!("{purpose}/3f9a12bc44e1/hrw").parse().unwrap();
        let time = Some(time.parse().unwrap());
        RoundMessage { key, state, message_id: String::new(), time, reply: String::new() }
    }

    fn recipient(messages: &[RoundMessage]) -> RoundRecipient {
        let (drafts, reminders): (Vec<_>, Vec<_>) =
            messages.iter().cloned().partition(|one| one.key.purpose == Purpose::Review);
        RoundRecipient {
            id: "hrw".to_owned(),
            name: String::new(),
            email: String::new(),
            is_listed: true,
            draft: drafts.into_iter().next(),
            reminders,
            answer: None,
            earlier: None,
        }
    }

    #[test]
    fn a_reminder_waits_for_its_time_and_keeps_its_number_meanwhile() {
        let now = "2026-05-04T12:00:00Z".parse().unwrap();
        let reminder = |messages: &[RoundMessage]| recipient(messages).reminder(3 * DAY, now);
        let draft = |time| message(Purpose::Review, State::Sent, time);
        let first = |state, time| message(Purpose::Reminder(1), state, time);
        let (early, late) = ("2026-04-01T12:00:00Z", "2026-05-02T12:00:00Z");
        assert_eq!(reminder(&[]), Reminder::NoDraft);
        assert_eq!(reminder(&[message(Purpose::Review, State::Failed, early)]), Reminder::NoDraft);
        assert_eq!(reminder(&[draft(late)]), Reminder::TooSoon);
        assert_eq!(reminder(&[draft(early)]), Reminder::Number(1));
        assert_eq!(reminder(&[draft(early), first(State::Sent, late)]), Reminder::Number(1));
        assert_eq!(reminder(&[draft(early), first(State::Deferred, late)]), Reminder::Number(1));
        assert_eq!(reminder(&[draft(early), first(State::Sent, early)]), Reminder::Number(2));
    }

    #[test]
    fn who_has_answered_is_not_reminded() {
        let early = "2026-04-01T12:00:00Z";
        let answer = Response {
            version: "3f9a12bc44e1".to_owned(),
            answer: Answer::Changes,
            time: early.to_owned(),
        };
        let answered = RoundRecipient {
            answer: Some(answer),
            ..recipient(&[message(Purpose::Review, State::Sent, early)])
        };
        let now = "2026-05-04T12:00:00Z".parse().unwrap();
        assert_eq!(answered.reminder(DAY, now), Reminder::Answered);
    }
}
