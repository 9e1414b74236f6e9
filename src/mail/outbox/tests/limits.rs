//! Limits, which hold over runs.

use std::num::NonZeroU32;
use std::time::Duration;

use crate::mail::outbox::tests::office::{Office, Step, wanted};
use crate::mail::outbox::{Again, Event, Limits};

fn run(office: &mut Office, ids: &[&str], limits: Limits) -> Vec<String> {
    let events = office.run_within(&wanted(ids), Again::default(), limits, |_| true).unwrap();
    let told = events.into_iter().map(|event| match event {
        Event::Settled(entry) => format!("{} {}", entry.key.recipient, entry.state),
        Event::Wait(time) => {
            assert!(time <= Duration::from_secs(60) && !time.is_zero(), "{time:?}");
            "wait".to_owned()
        }
        Event::Limited { left, .. } => format!("{left} left"),
    });
    told.collect()
}

#[test]
fn the_limit_of_a_minute_counts_every_attempt_of_every_run() {
    let limits = Limits { per_minute: NonZeroU32::new(2), per_day: None };
    let mut office = Office::new([Step::DeferRecipient]);
    assert_eq!(run(&mut office, &["a"], limits), ["a deferred"]);
    let events = run(&mut office, &["b", "c", "d"], limits);
    assert_eq!(events, ["b sent", "wait", "c sent", "d sent"]);
}

#[test]
fn the_limit_of_a_day_counts_what_may_have_been_taken() {
    let limits = Limits { per_minute: None, per_day: NonZeroU32::new(2) };
    let mut office = Office::new([Step::DeferBody, Step::LoseBody, Step::Take]);
    let ids = ["a", "b", "c", "d", "e"];
    let events = run(&mut office, &ids, limits);
    assert_eq!(events, ["a deferred", "b unknown", "c sent", "2 left"]);
    assert_eq!(run(&mut office, &ids, limits), ["2 left"]);
    office.pass_a_day();
    assert_eq!(run(&mut office, &ids, limits), ["a sent", "d sent", "1 left"]);
}
