//! A PDF that comes with a letter: whatever bytes it is made of, it is read or refused; what is read
//! can be appended.
#![no_main]

use letterctl::model::{EnclosedFile, Enclosure, Inline, Language, Letter};
use letterctl::render::Metadata;
use letterctl::render::pdf::{self, Enclosures};
use letterctl::typeset::face_source::CompiledIn;
use letterctl::typeset::typeset;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = EnclosedFile { name: "fuzzed".to_owned(), bytes: bytes.into() };
    let known = Enclosures::default();
    if known.lost(&file).is_err() {
        return;
    }
    let mut letter = Letter::new(Language::default());
    letter.subject = Some("An enclosure".to_owned());
    let title = vec![Inline::Text("Fuzzed".to_owned())];
    letter.enclosures = vec![Enclosure { title, file: Some(file) }];
    let document = typeset(&letter, &CompiledIn).expect("a letter can be set");
    let pdf = pdf::write(document, &Metadata::default()).expect("a letter can be written");
    let enclosed =
        pdf::enclose(pdf, &letter.enclosures, &known).expect("what was read can be appended");
    assert!(enclosed.starts_with(b"%PDF-1.7"));
});
