//! Who gets what now.

use crate::mail::outbox::tests::office::{Office, Step, courses, wanted};
use crate::mail::outbox::{Again, Course, Limits, Wanted};

const PLAIN: Again = Again { failed: false, unknown: false };

#[test]
fn each_state_has_its_course() {
    let mut office = Office::new([
        Step::Take,
        Step::DeferBody,
        Step::RefuseRecipient,
        Step::LoseBody,
        Step::Close,
    ]);
    let ids = ["a", "b", "c", "d", "e"];
    office.run(&ids, PLAIN).unwrap_err();
    let rests = office.outbox().entry(&wanted(&["b"])[0].key).unwrap().not_before().unwrap();
    let ids = [&ids[..], &["f"]].concat();
    let usual = [
        Course::Sent,
        Course::Rests(rests),
        Course::Failed,
        Course::Unknown,
        Course::Stored,
        Course::Build,
    ];
    assert_eq!(office.courses(&ids, PLAIN), usual);
    let failed = office.courses(&ids, Again { failed: true, ..PLAIN });
    assert_eq!(failed[2..4], [Course::Build, Course::Unknown]);
    let unknown = office.courses(&ids, Again { unknown: true, ..PLAIN });
    assert_eq!(unknown[2..4], [Course::Failed, Course::Stored]);
    office.pass_a_day();
    assert_eq!(office.courses(&["b"], PLAIN), [Course::Stored]);
    assert_eq!(office.outbox().failed().count(), 1);
}

#[test]
fn another_address_makes_another_message_unless_the_first_may_have_arrived() {
    let mut office = Office::new([
        Step::Take,
        Step::DeferBody,
        Step::RefuseRecipient,
        Step::LoseBody,
        Step::Close,
    ]);
    let ids = ["a", "b", "c", "d", "e"];
    office.run(&ids, PLAIN).unwrap_err();
    let mut moved = wanted(&ids);
    for wanted in &mut moved {
        wanted.address.insert_str(0, "new-");
    }
    let plan = office.outbox().plan(&moved, PLAIN, |_| true);
    let expected = [Course::Sent, Course::Build, Course::Build, Course::Unknown, Course::Build];
    assert_eq!(courses(&plan), expected);
    office.run_within(&moved, PLAIN, Limits::default(), |_| true).unwrap();
    let received: Vec<_> = office.received.keys().map(String::as_str).collect();
    assert_eq!(
        received,
        ["a@example.org", "new-b@example.org", "new-c@example.org", "new-e@example.org"]
    );
    assert!(office.received["new-b@example.org"][0].windows(5).any(|bytes| bytes == b"new-b"));
}

#[test]
fn an_entry_without_a_row_counts_for_the_one_with_its_address() {
    let mut office = Office::new([Step::Take, Step::Close]);
    office.run(&["a", "b", "c"], PLAIN).unwrap_err();
    let with_address = |id: &str, address: &str| {
        let address = address.to_owned();
        Wanted { address, ..wanted(&[id]).remove(0) }
    };
    let renamed = [with_address("x", "A@example.org"), with_address("y", "b@example.org")];
    let listed = ["x", "y"];
    let plan = office.outbox().plan(&renamed, PLAIN, |key| listed.contains(&&*key.recipient));
    assert_eq!(courses(&plan), [Course::Sent, Course::Stored]);
    let off: Vec<_> = plan.taken_off.iter().map(|entry| entry.key.to_string()).collect();
    assert_eq!(off, ["review/3f9a12bc44e1/c"]);
    let is_listed = |key: &crate::mail::outbox::Key| listed.contains(&&*key.recipient);
    office.run_within(&renamed, PLAIN, Limits::default(), is_listed).unwrap();
    assert_eq!(office.states(), ["a sent", "b sent", "c planned"]);
    // History knows the row by the id that it has now.
    assert_eq!(office.told(), ["a out", "y out"]);

    // A row that is still on the list keeps its message, though another has its address.
    let plan = office.outbox().plan(&renamed[..1], PLAIN, |_| true);
    assert_eq!(courses(&plan), [Course::Build]);
}

#[test]
fn a_row_that_is_asked_for_twice_gets_one_message() {
    let mut office = Office::new([]);
    office.run(&["a", "a"], PLAIN).unwrap();
    assert_eq!(office.received["a@example.org"].len(), 1);
}

#[test]
fn another_text_is_another_message() {
    let mut office = Office::new([Step::Close]);
    office.run(&["a"], PLAIN).unwrap_err();
    let key = "review/bbbbbbbbbbbb/a".parse().unwrap();
    let other = [Wanted { key, address: "a@example.org".to_owned() }];
    let plan = office.outbox().plan(&other, PLAIN, |_| true);
    assert_eq!(courses(&plan), [Course::Build]);
    assert_eq!(plan.taken_off, []);
}
