//! Where a piece of a letter stands: in which of the texts that it is made from, at which bytes.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::diagnostic::Place;

/// A stretch of one of the texts that a letter is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The text, by its index in `Texts`.
    pub(crate) file: usize,
    /// Its bytes.
    pub(crate) range: Range<usize>,
}

/// The texts that a letter is made from: its source, the one that it translates, the settings, and
/// the files that its template includes, which are added as they are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts(Arc<Mutex<Vec<Text>>>);

#[derive(Debug)]
struct Text {
    /// The name that the template includes it by; of the others, none.
    name: Option<String>,
    path: PathBuf,
    whole: String,
    /// The bytes that end a line, so that many places do not mean as many counts.
    line_ends: Vec<usize>,
}

impl Texts {
    /// Keeps a text, and returns its index.
    pub(crate) fn add(&self, name: Option<&str>, path: &Path, text: &str) -> usize {
        let mut texts = self.lock();
        texts.push(Text {
            name: name.map(ToOwned::to_owned),
            path: path.to_owned(),
            whole: text.to_owned(),
            line_ends: text.match_indices('\n').map(|(at, _)| at).collect(),
        });
        texts.len() - 1
    }

    /// The text that the template includes by this name.
    pub(crate) fn included(&self, name: &str) -> Option<usize> {
        self.lock().iter().position(|text| text.name.as_deref() == Some(name))
    }

    /// The place of a stretch, as a diagnostic shows it.
    pub(crate) fn place(&self, origin: &Origin) -> Place {
        let texts = self.lock();
        match texts.get(origin.file) {
            Some(text) => {
                let line = text.line_ends.partition_point(|end| *end < origin.range.start) + 1;
                Place::on_line(&text.path, &text.whole, line, origin.range.clone())
            }
            None => Place::new(Path::new(""), "", 0..0),
        }
    }

    /// Where words stand first: in the letter's own text, else in one that was added later.
    pub(crate) fn find(&self, words: &str) -> Option<Place> {
        let origin = self.lock().iter().enumerate().find_map(|(file, text)| {
            let start = text.whole.find(words)?;
            Some(Origin { file, range: start..start + words.len() })
        })?;
        Some(self.place(&origin))
    }

    /// The names of all texts that the template includes.
    pub(crate) fn all_included(&self) -> Vec<String> {
        self.lock().iter().filter_map(|text| text.name.clone()).collect()
    }

    /// The letters of a stretch; none where it is no stretch of the text.
    pub(crate) fn slice(&self, origin: &Origin) -> String {
        let texts = self.lock();
        let slice = texts.get(origin.file).and_then(|text| text.whole.get(origin.range.clone()));
        slice.unwrap_or_default().to_owned()
    }

    /// A whole text.
    pub(crate) fn whole(&self, file: usize) -> String {
        self.lock().get(file).map_or_else(String::new, |text| text.whole.clone())
    }

    /// The bytes of the line with this number, counted from 1.
    pub(crate) fn line(&self, file: usize, number: usize) -> Origin {
        let texts = self.lock();
        let text = texts.get(file).map_or("", |text| text.whole.as_str());
        let mut start = 0;
        for line in text.split_inclusive('\n').take(number.saturating_sub(1)) {
            start += line.len();
        }
        let length = text[start..].find('\n').unwrap_or(text.len() - start);
        Origin { file, range: start..start + length }
    }

    /// All texts.
    pub(crate) fn all(&self) -> Vec<String> {
        self.lock().iter().map(|text| text.whole.clone()).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Text>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
