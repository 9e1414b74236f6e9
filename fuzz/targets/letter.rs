//! A letter's source: whatever stands in it, it is set or refused, and what is set can be printed.
#![no_main]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use letterctl::source::{Input, Purpose, SignatoryRow, SourceFile};
use letterctl::{clock, render, source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let rows: Arc<[SignatoryRow]> = Arc::default();
    let assembled = source::assemble(&Input {
        purpose: Purpose::Printed,
        source: SourceFile { path: Path::new("letter.md"), text },
        language: None,
        first: None,
        shared: None,
        includes: None,
        pictures: None,
        list_pictures: None,
        rows: &rows,
        private_columns: &BTreeSet::from(["email".to_owned()]),
        addressee: None,
        without_notice: false,
        today: clock::date("2022-08-02").expect("it is a day"),
        as_of: None,
        version: "",
        draft: None,
    });
    match assembled {
        Ok(assembled) => {
            render::text(&assembled.letter, 72);
            render::html(&assembled.letter);
            render::markdown(&assembled.letter);
        }
        Err(problems) => assert!(!problems.is_empty(), "a letter is refused for a reason"),
    }
});
