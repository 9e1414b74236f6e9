//! What there is to see at one moment.

use crate::diagnostic::Diagnostic;
use crate::model::{Language, Length};

/// What there is to see at one moment.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// The letter on its pages; none where it cannot be set, which `findings` tell why.
    pub letter: Option<SetLetter>,
    /// What is wrong, the gravest first.
    pub findings: Vec<Diagnostic>,
    /// The list in numbers, where there is one that can be read.
    pub list: Option<ListState>,
}

/// A letter on its pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetLetter {
    /// What it is called.
    pub title: String,
    /// The language that it is in.
    pub language: Language,
    /// Each page as a drawing (SVG).
    pub pages: Vec<String>,
    /// How wide and high a page is.
    pub size: (Length, Length),
    /// The same letter as a web page, for those who cannot see the drawings.
    pub html: String,
}

/// The list in numbers, in which nobody is named: each with its word, `confirmed`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// Rows by status.
    pub status: Vec<(&'static str, usize)>,
    /// Sign-offs by what they are worth for the letter's text, where versions are frozen.
    pub agreement: Vec<(&'static str, usize)>,
}
