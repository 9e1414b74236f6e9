//! Every state, and everything that a server may do.

use snapbox::{assert_data_eq, str};

use crate::mail::outbox::tests::office::{Office, Step};
use crate::mail::outbox::{Again, Answer, Key, OutboxError, State};

const AGAIN: Again = Again { failed: true, unknown: true };

fn key(id: &str) -> Key {
    format!("review/3f9a12bc44e1/{id}").parse().unwrap()
}

/// What becomes of a message that is in the state to which a step led, and then meets another.
fn led(first: Step, second: Step) -> String {
    let mut office = Office::new([first]);
    drop(office.run(&["a"], Again::default()));
    let before = office.outbox().entry(&key("a")).unwrap().clone();
    office.pass_a_day();
    office.script = [second].into();
    let result = office.run(&["a"], AGAIN);
    let after = office.outbox().entry(&key("a")).unwrap().clone();
    let ended = if result.is_err() { ", the run ends" } else { "" };
    let received = office.received.values().map(Vec::len).sum::<usize>();
    format!(
        "{:<8} {second:?}: {} (attempt {}, {}){ended}; received {received}; history: {}\n",
        before.state.to_string(),
        after.state,
        after.attempts,
        after.reply,
        office.told().join(", "),
    )
}

#[test]
fn every_state_meets_everything_that_a_server_may_do() {
    let into = [Step::Close, Step::DeferBody, Step::RefuseRecipient, Step::LoseBody, Step::Take];
    let table: String =
        into.iter().flat_map(|first| Step::ALL.map(|second| led(*first, second))).collect();
    assert_data_eq!(
        table,
        str![[r#"
planned  Take: sent (attempt 1, 250 ok); received 1; history: a out
planned  DeferRecipient: deferred (attempt 1, 450 later); received 0; history: 
planned  RefuseRecipient: failed (attempt 1, 550 unknown); received 0; history: 
planned  DeferBody: deferred (attempt 1, 451 busy); received 0; history: a out, a not taken
planned  RefuseBody: failed (attempt 1, 552 too large); received 0; history: a out, a not taken
planned  LoseReply: unknown (attempt 1, reset); received 1; history: a out
planned  LoseBody: unknown (attempt 1, reset); received 0; history: a out
planned  Close: planned (attempt 0, ), the run ends; received 0; history: 
planned  CloseBehindBody: planned (attempt 1, 421 going down), the run ends; received 0; history: a out, a not taken
deferred Take: sent (attempt 2, 250 ok); received 1; history: a out, a not taken, a out
deferred DeferRecipient: deferred (attempt 2, 450 later); received 0; history: a out, a not taken
deferred RefuseRecipient: failed (attempt 2, 550 unknown); received 0; history: a out, a not taken
deferred DeferBody: deferred (attempt 2, 451 busy); received 0; history: a out, a not taken, a out, a not taken
deferred RefuseBody: failed (attempt 2, 552 too large); received 0; history: a out, a not taken, a out, a not taken
deferred LoseReply: unknown (attempt 2, reset); received 1; history: a out, a not taken, a out
deferred LoseBody: unknown (attempt 2, reset); received 0; history: a out, a not taken, a out
deferred Close: deferred (attempt 1, 451 busy), the run ends; received 0; history: a out, a not taken
deferred CloseBehindBody: planned (attempt 2, 421 going down), the run ends; received 0; history: a out, a not taken, a out, a not taken
failed   Take: sent (attempt 2, 250 ok); received 1; history: a out
failed   DeferRecipient: deferred (attempt 2, 450 later); received 0; history: 
failed   RefuseRecipient: failed (attempt 2, 550 unknown); received 0; history: 
failed   DeferBody: deferred (attempt 2, 451 busy); received 0; history: a out, a not taken
failed   RefuseBody: failed (attempt 2, 552 too large); received 0; history: a out, a not taken
failed   LoseReply: unknown (attempt 2, reset); received 1; history: a out
failed   LoseBody: unknown (attempt 2, reset); received 0; history: a out
failed   Close: planned (attempt 1, ), the run ends; received 0; history: 
failed   CloseBehindBody: planned (attempt 2, 421 going down), the run ends; received 0; history: a out, a not taken
unknown  Take: sent (attempt 2, 250 ok); received 1; history: a out, a out
unknown  DeferRecipient: deferred (attempt 2, 450 later); received 0; history: a out
unknown  RefuseRecipient: failed (attempt 2, 550 unknown); received 0; history: a out
unknown  DeferBody: deferred (attempt 2, 451 busy); received 0; history: a out, a out, a not taken
unknown  RefuseBody: failed (attempt 2, 552 too large); received 0; history: a out, a out, a not taken
unknown  LoseReply: unknown (attempt 2, reset); received 1; history: a out, a out
unknown  LoseBody: unknown (attempt 2, reset); received 0; history: a out, a out
unknown  Close: unknown (attempt 1, reset), the run ends; received 0; history: a out
unknown  CloseBehindBody: planned (attempt 2, 421 going down), the run ends; received 0; history: a out, a out, a not taken
sent     Take: sent (attempt 1, 250 ok); received 1; history: a out
sent     DeferRecipient: sent (attempt 1, 250 ok); received 1; history: a out
sent     RefuseRecipient: sent (attempt 1, 250 ok); received 1; history: a out
sent     DeferBody: sent (attempt 1, 250 ok); received 1; history: a out
sent     RefuseBody: sent (attempt 1, 250 ok); received 1; history: a out
sent     LoseReply: sent (attempt 1, 250 ok); received 1; history: a out
sent     LoseBody: sent (attempt 1, 250 ok); received 1; history: a out
sent     Close: sent (attempt 1, 250 ok); received 1; history: a out
sent     CloseBehindBody: sent (attempt 1, 250 ok); received 1; history: a out

"#]]
    );
}

#[test]
fn what_is_unknown_is_settled_by_a_person() {
    let mut office = Office::new([Step::LoseReply, Step::LoseBody]);
    office.run(&["a", "b"], Again::default()).unwrap();
    assert_eq!(office.states(), ["a unknown", "b unknown"]);
    let mut sender = office.open().unwrap();
    sender.resolve(&key("a"), Answer::Sent).unwrap();
    sender.resolve(&key("b"), Answer::NotSent).unwrap();
    let error = sender.resolve(&key("a"), Answer::NotSent).unwrap_err();
    assert!(matches!(error, OutboxError::NotUnknown { state: State::Sent, .. }), "{error}");
    let error = sender.resolve(&key("c"), Answer::Sent).unwrap_err();
    assert!(matches!(error, OutboxError::NoEntry { .. }), "{error}");
    drop(sender);
    assert_eq!(office.states(), ["a sent", "b planned"]);
    assert_eq!(office.told(), ["a out", "b out", "b not taken"]);
    office.run(&["a", "b"], Again::default()).unwrap();
    assert_eq!(office.states(), ["a sent", "b sent"]);
    assert!(office.received.values().all(|messages| messages.len() == 1));
}

#[test]
fn what_was_on_its_way_when_the_machine_died_is_unknown() {
    let mut office = Office::new([Step::Take, Step::LoseReply]);
    office.run(&["a", "b"], Again::default()).unwrap();
    Office::cut(&office.paths().journal(), office.synced);
    assert_eq!(office.states(), ["a sent", "b unknown"]);
    assert!(
        String::from_utf8(std::fs::read(office.paths().journal()).unwrap())
            .unwrap()
            .ends_with("\"}\n")
    );
    drop(office.open().unwrap());
    let journal = std::fs::read_to_string(office.paths().journal()).unwrap();
    assert!(journal.lines().last().unwrap().contains(r#""state":"unknown""#), "{journal}");
}

#[test]
fn a_second_sender_is_refused_and_told_who_sends() {
    let office = Office::new([]);
    let first = office.open().unwrap();
    let error = office.open().unwrap_err().to_string();
    let process = std::process::id();
    let lock = office.paths().folder.join(".lock");
    let expected = format!(
        "another `letterctl` (process {process}) is sending from here: it has `{}`",
        lock.display()
    );
    assert_eq!(error, expected);
    drop(first);
    office.open().unwrap();
}

#[test]
fn a_stored_message_that_was_changed_stays_here() {
    let mut office = Office::new([Step::Close]);
    office.run(&["a"], Again::default()).unwrap_err();
    let entry = office.outbox().entry(&key("a")).unwrap().clone();
    crate::files::write(&office.paths().messages(&entry.stored), b"other").unwrap();
    let error = office.run(&["a"], Again::default()).unwrap_err();
    assert!(matches!(error, OutboxError::Changed { .. }), "{error}");
    std::fs::remove_file(office.paths().messages(&entry.stored)).unwrap();
    office.run(&["a"], Again::default()).unwrap();
    assert_eq!(office.states(), ["a sent"]);
}

#[test]
fn git_leaves_the_outbox_alone() {
    let office = Office::new([]);
    drop(office.open().unwrap());
    let ignore = office.paths().folder.with_file_name(".gitignore");
    assert_eq!(std::fs::read_to_string(ignore).unwrap(), "*\n");
}
