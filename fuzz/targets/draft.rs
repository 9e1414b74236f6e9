//! Two texts, divided by a NUL: they can be compared, accepting every change gives the words of the
//! new one and rejecting every change those of the old. The first is also read as a version's
//! `version.toml`, under a seal that holds.
#![no_main]

use std::path::Path;

use letterctl::draft::{self, Digest};
use letterctl::model::{Changes, Language, Side, plain};
use letterctl::render::changes as rendered;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (old, new) = text.split_once('\0').unwrap_or((text, ""));
    version(old);
    let language = Language::default();
    let changes = draft::changes(old, new, &language);
    for (side, text) in [(Side::Old, old), (Side::New, new)] {
        let alone = draft::changes(text, text, &language);
        assert!(alone.is_empty(), "a text differs from itself");
        assert_eq!(words(&changes, side), words(&alone, side));
    }
    let comparison = letterctl::model::Comparison {
        old: "v1".to_owned(),
        new: "v2".to_owned(),
        languages: vec![letterctl::model::Compared::Both(changes)],
    };
    rendered::terminal(&comparison, rendered::Styling::Colors);
    rendered::markdown(&comparison);
    rendered::html(&comparison);
});

/// What a text says, without the space in it.
fn words(changes: &Changes, side: Side) -> String {
    let mut words = String::new();
    for passage in changes.passages.iter().filter(|passage| passage.is_in(side)) {
        for span in passage.texts.iter().flatten().filter(|span| span.change.is_in(side)) {
            words.extend(plain(&span.text).chars().filter(|character| !character.is_whitespace()));
        }
    }
    words
}

fn version(lines: &str) {
    let path = Path::new("drafts/v1/version.toml");
    let lines = format!("{}\n", lines.trim_end_matches('\n'));
    let sealed = format!("{lines}seal = \"{}\"\n", Digest::of(lines.as_bytes()).as_str());
    for text in [lines, sealed] {
        if let Ok(version) = draft::parse_version(text.as_bytes(), "v1", path) {
            for file in &version.files {
                let is_within = file
                    .path
                    .components()
                    .all(|component| matches!(component, std::path::Component::Normal(_)));
                assert!(is_within, "{}", file.path.display());
            }
        }
    }
}
