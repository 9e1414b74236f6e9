//! The fixed words that letterctl itself puts into a letter, by language.

use crate::model::Language;

/// Words that no author types: labels, and what a list of signatories needs.
///
/// A `{}` in a pattern stands for a number already put into words or digits.
#[derive(Debug, PartialEq, Eq)]
pub struct Wording {
    /// Before an attention line: `ATTN:`.
    pub attention: &'static str,
    /// Before the subject: `Re:`.
    pub subject: &'static str,
    /// Before a postscript: `P.S.`.
    pub postscript: &'static str,
    /// Before the enclosures: `Enclosures:`.
    pub enclosures: &'static str,
    /// Before the copies: `cc:`.
    pub copies: &'static str,
    /// Between a person and the organization represented: `on behalf of`.
    pub on_behalf_of: &'static str,
    /// One who signs without a name: `and one other`.
    pub one_other: &'static str,
    /// Several who do: `and {} others`.
    pub others: &'static str,
    /// The disclaimer under a list of persons with their affiliations.
    pub identification: &'static str,
    /// In a running head, page and number of pages: `{} of {}`.
    pub page_of: &'static str,
}

const ENGLISH: Wording = Wording {
    attention: "ATTN:",
    subject: "Re:",
    postscript: "P.S.",
    enclosures: "Enclosures:",
    copies: "cc:",
    on_behalf_of: "on behalf of",
    one_other: "and one other",
    others: "and {} others",
    identification: "Affiliations are listed for identification purposes only.",
    page_of: "{} of {}",
};

impl Wording {
    /// The words of a language, or the English ones where it has none.
    pub fn of(_language: &Language) -> &'static Self {
        &ENGLISH
    }
}
