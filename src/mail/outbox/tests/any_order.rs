//! Whatever happens, in whatever order, nobody gets a message twice, and nobody is forgotten.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::mail::outbox::tests::office::{Office, Step, wanted};
use crate::mail::outbox::{Again, Course, OutboxError};

const IDS: [&str; 4] = ["a", "b", "c", "d"];

/// One run, and what happens behind it.
#[derive(Clone, Debug)]
struct Turn {
    steps: Vec<Step>,
    /// Whether those that are unknown are sent again.
    again: Again,
    after: After,
}

#[derive(Clone, Copy, Debug)]
enum After {
    Nothing,
    /// The machine dies: of what was not synced, so much of the journal is left, in thousandths,
    /// and of what of history the journal has, too.
    Death {
        journal: u64,
        history: u64,
    },
    /// Somebody deletes the outbox, once history has all that it lacked.
    Deletion,
}

fn turn() -> impl Strategy<Value = Turn> {
    let after = prop_oneof![
        2 => Just(After::Nothing),
        4 => (0..=1000_u64, 0..=1000_u64)
            .prop_map(|(journal, history)| After::Death { journal, history }),
        1 => Just(After::Deletion),
    ];
    let again = prop_oneof![
        4 => Just(Again::default()),
        1 => Just(Again { failed: true, unknown: true }),
    ];
    (vec(select(&Step::ALL[..]), 0..5), again, after).prop_map(|(steps, again, after)| Turn {
        steps,
        again,
        after,
    })
}

impl Office {
    fn suffer(&mut self, after: After) {
        let history = self.paths().history;
        let length = || history.metadata().map_or(0, |file| file.len());
        match after {
            After::Nothing => {}
            After::Death { journal, history: part } => {
                let unsynced = self.journal_length() - self.synced;
                Self::cut(&self.paths().journal(), self.synced + unsynced * journal / 1000);
                let unsynced = length() - self.only_in_history;
                Self::cut(&history, self.only_in_history + unsynced * part / 1000);
            }
            After::Deletion => {
                drop(self.open().unwrap());
                self.delete_outbox();
                self.only_in_history = length();
            }
        }
    }
}

impl Office {
    /// Nobody has more than is allowed; what may go out was not received, and what is `sent` was.
    fn check(&self, allowed: &[usize], is_deleted: bool) -> Result<(), TestCaseError> {
        let courses = self.courses(&IDS, Again::default());
        for ((wanted, course), allowed) in wanted(&IDS).iter().zip(courses).zip(allowed) {
            let received = self.received.get(&wanted.address).map_or(0, Vec::len);
            prop_assert!(received <= *allowed, "{} has {received}", wanted.address);
            match course {
                // Without its outbox, it is not known that a message was unknown.
                Course::Sent => prop_assert!(received > 0 || is_deleted),
                Course::Unknown => {}
                _ => prop_assert!(received < *allowed, "{} is {course:?}", wanted.address),
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn nobody_gets_a_message_twice_and_nobody_is_forgotten(turns in vec(turn(), 1..6)) {
        let mut office = Office::new([]);
        let mut is_deleted = false;
        let mut seen: Vec<Step> = Vec::new();
        // One, and one more each time that somebody asks for it.
        let mut allowed = [1; IDS.len()];
        for turn in turns {
            office.script = turn.steps.into();
            seen.extend(&office.script);
            let courses = office.courses(&IDS, Again::default());
            for (allowed, course) in allowed.iter_mut().zip(courses) {
                *allowed += usize::from(turn.again.unknown && course == Course::Unknown);
            }
            let run = office.run(&IDS, turn.again);
            prop_assert!(matches!(run, Ok(_) | Err(OutboxError::Closed { .. })), "{run:?}");
            office.suffer(turn.after);
            is_deleted |= matches!(turn.after, After::Deletion);
            office.pass_a_day();
            office.check(&allowed, is_deleted)?;
        }
        office.script.clear();
        office.run(&IDS, Again::default()).unwrap();
        office.check(&allowed, is_deleted)?;
        for (id, course) in IDS.iter().zip(office.courses(&IDS, Again::default())) {
            let was_refused = seen.contains(&Step::RefuseBody) || seen.contains(&Step::RefuseRecipient);
            match course {
                Course::Sent | Course::Unknown => {}
                Course::Failed if was_refused => {}
                other => prop_assert!(false, "{id} is left: {other:?}"),
            }
        }
    }
}
