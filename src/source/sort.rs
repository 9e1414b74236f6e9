//! The order of signatories: as in the file, or collated for the letter's language.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

use crate::model::Language;
use crate::source::date::locale;
use crate::source::rows::Rows;

/// Articles that are passed over at the head of a name, by language. An apostrophe ends one.
const ARTICLES: [(&str, &[&str]); 9] = [
    ("en", &["the", "a", "an"]),
    ("de", &["der", "die", "das", "ein", "eine"]),
    ("fr", &["le", "la", "les", "l’", "l'", "un", "une", "des"]),
    ("es", &["el", "la", "los", "las", "un", "una"]),
    ("it", &["il", "lo", "la", "i", "gli", "le", "l’", "l'", "un", "una", "un’", "un'"]),
    ("pt", &["o", "a", "os", "as", "um", "uma"]),
    ("ca", &["el", "la", "els", "les", "l’", "l'"]),
    ("nl", &["de", "het", "een", "’t", "'t"]),
    ("hu", &["a", "az", "egy"]),
];

/// Compares texts as a dictionary of one language does, numbers by their value.
pub(crate) struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
    language: String,
}

impl Collation {
    pub(crate) fn new(language: &Language) -> Self {
        let mut preferences = CollatorPreferences::from(&locale(language));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let collator = Collator::try_new(preferences, CollatorOptions::default()).ok();
        Self { collator, language: language.primary().to_owned() }
    }

    /// Sorts rows by name: by `sort_name` where it stands, else without a leading article. Rows
    /// that are alike keep their order.
    pub(crate) fn by_name(&self, rows: &Rows, indices: &mut Vec<usize>) {
        self.by(indices, |index| match rows.cell(index, "sort_name") {
            "" => {
                let own = rows.cell(index, "language").split('-').next().unwrap_or_default();
                let own = if own.is_empty() { &self.language } else { own };
                without_article(rows.cell(index, "name"), own)
            }
            name => name,
        });
    }

    /// Sorts rows by a column, those with nothing in it last.
    pub(crate) fn by_column(&self, rows: &Rows, column: &str, indices: &mut Vec<usize>) {
        self.by(indices, |index| rows.cell(index, column));
        indices.sort_by_key(|index| rows.cell(*index, column).is_empty());
    }

    fn by<'a>(&self, indices: &mut Vec<usize>, key: impl Fn(usize) -> &'a str) {
        let mut keyed: Vec<(&str, usize)> =
            indices.iter().map(|index| (key(*index), *index)).collect();
        keyed.sort_by(|(one, _), (other, _)| self.compare(one, other));
        *indices = keyed.into_iter().map(|(_, index)| index).collect();
    }

    fn compare(&self, one: &str, other: &str) -> Ordering {
        match &self.collator {
            Some(collator) => collator.compare(one, other),
            None => one.cmp(other),
        }
    }
}

/// A name without the article at its head, if something is left. `The` is passed over in all
/// languages.
fn without_article<'a>(name: &'a str, language: &str) -> &'a str {
    let of_language = ARTICLES.iter().find(|(known, _)| *known == language);
    let articles = of_language.map_or(&[][..], |(_, articles)| articles);
    for article in articles.iter().copied().chain(["the"]) {
        let Some(head) = name.get(..article.len()) else { continue };
        let rest = &name[article.len()..];
        let apart = article.ends_with(['’', '\'']) || rest.starts_with(' ');
        if apart && head.to_lowercase() == article && !rest.trim().is_empty() {
            return rest.trim_start();
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leading_article_is_passed_over() {
        assert_eq!(without_article("The Advocates", "en"), "Advocates");
        assert_eq!(without_article("The Advocates", "ko"), "Advocates");
        assert_eq!(without_article("L’Auravetl’an", "fr"), "Auravetl’an");
        assert_eq!(without_article("Die Brücke", "de"), "Brücke");
        assert_eq!(without_article("Die Hard Fund", "en"), "Die Hard Fund");
        assert_eq!(without_article("A", "en"), "A");
        assert_eq!(without_article("Theater", "en"), "Theater");
    }

    #[test]
    fn names_are_compared_as_the_language_does() {
        let sorted = |tag: &str, mut names: Vec<&'static str>| {
            let collation = Collation::new(&Language::parse(tag).unwrap());
            names.sort_by(|one, other| collation.compare(one, other));
            names
        };
        assert_eq!(sorted("en", vec!["Zorn", "Ärzte", "Arbeit"]), ["Arbeit", "Ärzte", "Zorn"]);
        assert_eq!(sorted("sv", vec!["Zorn", "Ärzte", "Arbeit"]), ["Arbeit", "Zorn", "Ärzte"]);
        assert_eq!(sorted("en", vec!["Group 10", "Group 9"]), ["Group 9", "Group 10"]);
    }
}
