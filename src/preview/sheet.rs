//! What is on the page, made once and shown to all who look.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::preview::discretion::Discretion;
use crate::preview::page;
use crate::preview::view::{SetLetter, View};

/// What is on the page, but for what differs from one look to the next.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// What tells it from every other one.
    pub(crate) id: String,
    /// The letter's title.
    pub(crate) title: String,
    /// The page's regions, as HTML.
    pub(crate) regions: String,
    /// The drawings of the letter's pages by their names.
    pub(crate) drawings: BTreeMap<String, String>,
    /// The letter as a web page, if there ever was one.
    pub(crate) letter: Option<String>,
}

impl Sheet {
    /// What a view shows. A letter that cannot be set is shown as it last could.
    pub(crate) fn new(view: &View, last: Option<&SetLetter>, discretion: Discretion) -> Self {
        let letter = view.letter.as_ref().or(last);
        let drawings = letter.map_or(&[][..], |letter| letter.pages.as_slice());
        let drawings: Vec<_> =
            drawings.iter().map(|drawing| (digest(&[drawing]), drawing.clone())).collect();
        let names: Vec<&str> = drawings.iter().map(|(name, _)| name.as_str()).collect();
        let regions = page::regions(view, letter, &names, discretion);
        let title = letter.map_or_else(String::new, |letter| letter.title.clone());
        let html = letter.map(|letter| letter.html.clone());
        Self {
            id: digest(&[&title, &regions, html.as_deref().unwrap_or_default()]),
            title,
            regions,
            drawings: drawings.into_iter().collect(),
            letter: html,
        }
    }

    /// The drawing of a name.
    pub(crate) fn drawing(&self, name: &str) -> Option<&str> {
        self.drawings.get(name).map(String::as_str)
    }
}

/// The first half of the SHA-256 of texts.
fn digest(texts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text.len().to_le_bytes());
        digest.update(text);
    }
    let digest = digest.finalize();
    let (half, _) = digest.split_at(16);
    format!("{:032x}", half.iter().fold(0, |number, byte| number << 8 | u128::from(*byte)))
}
