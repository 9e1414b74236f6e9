//! A mailbox: whatever bytes it is made of, it is read; what is shown of it holds nothing that cannot
//! be seen.
#![no_main]

use std::path::PathBuf;

use letterctl::diagnostic::unseen;
use letterctl::mail::outbox::{Outbox, OutboxPaths};
use letterctl::review::{ReplyReader, SentDrafts, messages};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let nowhere = PathBuf::from("/nowhere");
    let paths = OutboxPaths { folder: nowhere.clone(), history: nowhere.join("history.jsonl") };
    let outbox = Outbox::read(paths).expect("an outbox that is not there is empty");
    let sent = SentDrafts::of(&outbox);
    let mut reader = ReplyReader::new(&sent, &[]);
    messages(bytes).into_iter().for_each(|item| reader.read(item));
    let found = reader.finish();
    for reply in &found.replies {
        let shown = [&reply.from, &reply.place, &reply.asked.recipient, &reply.asked.version];
        let shown = shown.into_iter().chain(&reply.remark).chain(&reply.name);
        for text in shown.chain(&reply.message_id) {
            assert!(!text.chars().any(unseen), "{text:?}");
        }
        assert!(reply.message_id.as_ref().is_none_or(|id| id.len() <= 250));
    }
});
