//! A picture: whatever bytes it is made of, it is read or refused; what is read can be set and written.
#![no_main]

use std::sync::Arc;

use letterctl::model::{Block, Language, Letter, Picture};
use letterctl::picture;
use letterctl::render::{Metadata, pdf};
use letterctl::render::{html, text};
use letterctl::typeset::face_source::CompiledIn;
use letterctl::typeset::typeset;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = picture::read("fuzzed", bytes.to_vec()) else { return };
    let content = file.content;
    for part in
        [content.left, content.top, content.left + content.width, content.top + content.height]
    {
        assert!((-1e-9..=1.0 + 1e-9).contains(&part), "{content:?}");
    }
    assert!(file.width.to_pt() > 0.0 && file.height.to_pt() > 0.0);
    let mut letter = Letter::new(Language::default());
    letter.subject = Some("A picture".to_owned());
    letter.body = vec![Block::Picture(Picture {
        description: "A picture".to_owned(),
        name: "fuzzed".to_owned(),
        file: Some(Arc::new(file)),
    })];
    assert!(html(&letter).contains("<img") && !text(&letter, 72).is_empty());
    let document = typeset(&letter, &CompiledIn).expect("a picture can be set");
    pdf::write(document, &Metadata::default()).expect("what was read can be written");
});
