//! Whatever happens, in whatever order, nobody gets a message twice, and nobody is forgotten.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::mail::outbox::tests::office::{Office, Step, courses, wanted};
use crate::mail::outbox::{Again, Course};

const IDS: [&str; 4] = ["a", "b", "c", "d"];

/// One run, and what happens behind it.
#[derive(Clone, Debug)]
struct Turn {
    steps: Vec<Step>,
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
    (vec(select(&Step::ALL[..]), 0..5), after).prop_map(|(steps, after)| Turn { steps, after })
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nobody_gets_a_message_twice_and_nobody_is_forgotten(turns in vec(turn(), 1..6)) {
        let mut office = Office::new([]);
        let mut is_deleted = false;
        let mut seen: Vec<Step> = Vec::new();
        for turn in turns {
            office.script = turn.steps.into();
            seen.extend(&office.script);
            // A run that the server ends is an error, and no other.
            drop(office.run(&IDS, Again::default()));
            office.suffer(turn.after);
            is_deleted |= matches!(turn.after, After::Deletion);
            office.pass_a_day();
            for (wanted, course) in wanted(&IDS).iter().zip(office.courses(&IDS, Again::default())) {
                let received = office.received.get(&wanted.address).map_or(0, Vec::len);
                prop_assert!(received <= 1, "{} has {received}", wanted.address);
                // What may go out has not been received; what is `sent` has, if there is a journal.
                match course {
                    Course::Build | Course::Stored | Course::Rests(_) | Course::Failed => {
                        prop_assert_eq!(received, 0, "{} {:?}", wanted.address, course);
                    }
                    Course::Sent => prop_assert!(received == 1 || is_deleted),
                    Course::Unknown => {}
                }
            }
        }
        office.script.clear();
        office.run(&IDS, Again::default()).unwrap();
        let plan = office.outbox().plan(&wanted(&IDS), Again::default(), |_| true);
        for (wanted, course) in wanted(&IDS).iter().zip(courses(&plan)) {
            let received = office.received.get(&wanted.address).map_or(0, Vec::len);
            match course {
                Course::Sent => prop_assert!(received == 1 || is_deleted && received == 0),
                Course::Failed => {
                    prop_assert_eq!(received, 0);
                    prop_assert!(seen.contains(&Step::RefuseBody) || seen.contains(&Step::RefuseRecipient));
                }
                Course::Unknown => prop_assert!(received <= 1),
                other => prop_assert!(false, "{} is left: {other:?}", wanted.address),
            }
        }
    }
}
