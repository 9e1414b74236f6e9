//! What a clone knows, and an outbox that was deleted.

use snapbox::{assert_data_eq, str};

use crate::history::{self, HistoryLine};
use crate::mail::outbox::tests::office::{Office, Step};
use crate::mail::outbox::{Again, Answer, Course, Limits, Wanted};

const AGAIN: Again = Again { failed: true, unknown: true };

#[test]
fn without_the_outbox_nobody_is_mailed_again_who_may_have_been() {
    let mut office = Office::new([
        Step::Take,
        Step::LoseBody,
        Step::DeferBody,
        Step::DeferRecipient,
        Step::RefuseBody,
        Step::Close,
    ]);
    let ids = ["a", "b", "c", "d", "e", "f"];
    office.run(&ids, Again::default()).unwrap_err();
    office.delete_outbox();
    let courses = office.courses(&ids, AGAIN);
    let (sent, build) = (Course::Sent, Course::Build);
    assert_eq!(courses, [sent, sent, build, build, build, build]);
    office.run(&ids, AGAIN).unwrap();
    let received: Vec<_> = office.received.values().map(Vec::len).collect();
    assert_eq!(received, [1, 1, 1, 1, 1]);
    assert!(!office.received.contains_key("b@example.org"));
}

#[test]
fn history_tells_of_a_mail_without_its_address() {
    let mut office = Office::new([Step::DeferBody]);
    let key = "reminder-2/3f9a12bc44e1/a".parse().unwrap();
    let wanted = [Wanted { key, address: "canary@example.org".to_owned() }];
    office.run_within(&wanted, AGAIN, Limits::default(), |_| true).unwrap();
    let history = std::fs::read_to_string(office.paths().history).unwrap();
    assert_data_eq!(
        history,
        str![[r#"
{"time":"[..]Z","command":"review send","id":"a","purpose":"reminder-2","version":"3f9a12bc44e1","message_id":"<reminder-2.3f9a12bc44e1.a@example.org>","attempt":1}
{"time":"[..]Z","command":"review send","id":"a","purpose":"reminder-2","version":"3f9a12bc44e1","message_id":"<reminder-2.3f9a12bc44e1.a@example.org>","attempt":1,"not_taken":"[..]Z"}

"#]]
    );
}

#[test]
fn what_history_alone_tells_is_taken_back_by_a_person() {
    let mut office = Office::new([Step::LoseBody]);
    office.run(&["a"], Again::default()).unwrap();
    office.delete_outbox();
    let key = "review/3f9a12bc44e1/a".parse().unwrap();
    let mut sender = office.open().unwrap();
    sender.resolve(&key, Answer::Sent).unwrap();
    sender.resolve(&key, Answer::NotSent).unwrap();
    drop(sender);
    office.run(&["a"], Again::default()).unwrap();
    assert_eq!(office.received["a@example.org"].len(), 1);
}

#[test]
fn a_renamed_row_is_known_by_its_history() {
    let mut office = Office::new([]);
    office.run(&["a", "b"], Again::default()).unwrap();
    let renamed = HistoryLine { formerly: "a".to_owned(), ..HistoryLine::now("sign edit", "x") };
    drop(history::append(&office.paths().history, [renamed]).unwrap());
    office.delete_outbox();
    // The row that has the id now is another.
    let courses = office.courses(&["x", "b", "a"], Again::default());
    assert_eq!(courses, [Course::Sent, Course::Sent, Course::Build]);
}

#[test]
fn the_next_run_adds_what_history_lacks() {
    let mut office = Office::new([Step::Take, Step::DeferBody, Step::LoseBody]);
    office.run(&["a", "b", "c"], Again::default()).unwrap();
    let whole = office.told();
    assert_eq!(whole, ["a out", "b out", "b not taken", "c out"]);
    let mailed = office.outbox().mailed();
    let ids: Vec<_> = mailed.iter().map(|mailed| &*mailed.key.recipient).collect();
    assert_eq!(ids, ["a", "c"]);
    let history = std::fs::read(office.paths().history).unwrap();
    for length in 0..history.len() {
        crate::files::write(&office.paths().history, &history[..length]).unwrap();
        assert_eq!(office.outbox().mailed(), mailed, "cut at {length}");
        drop(office.open().unwrap());
        let mut told = office.told();
        told.sort();
        assert_eq!(told, ["a out", "b not taken", "b out", "c out"], "cut at {length}");
    }
}

#[test]
fn a_clone_that_mailed_is_heeded_though_this_one_planned() {
    let mut here = Office::new([Step::DeferRecipient]);
    here.run(&["a"], Again::default()).unwrap();
    let mut there = Office::new([]);
    there.run(&["a"], Again::default()).unwrap();
    let theirs = std::fs::read(there.paths().history).unwrap();
    crate::files::append(&here.paths().history, [&theirs]).unwrap();
    here.pass_a_day();
    assert_eq!(here.courses(&["a"], Again::default()), [Course::Sent]);
    assert_eq!(here.received.len(), 0);
}
