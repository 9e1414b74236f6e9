//! The fixed words that letterctl itself puts into a letter, by language.

use crate::model::Language;
use crate::model::wording_languages::LANGUAGES;

/// Words that no author types: labels, and what a list of signatories needs.
///
/// A `{}` in a pattern stands for a number already put into words or digits, or for a name. The
/// words round a number are right for any number from two, since languages have other plurals.
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
    /// A person's organization, whom she represents: `on behalf of {}`.
    pub on_behalf_of: &'static str,
    /// One who signs without a name: `and one other`.
    pub one_other: &'static str,
    /// Several who do: `and {} others`.
    pub others: &'static str,
    /// The disclaimer under a list of persons with their affiliations.
    pub identification: &'static str,
    /// In a running head, page and number of pages: `{} of {}`.
    pub page_of: &'static str,
    /// Over a list of signatories that stands by itself: `Signatories`.
    pub signatories: &'static str,
    /// Over the columns of a table of signatories.
    pub heads: Heads,
}

/// The words over the columns of a table of signatories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heads {
    /// Of organizations or persons.
    pub name: &'static str,
    /// Of organizations.
    pub abbreviation: &'static str,
    /// Of persons.
    pub role: &'static str,
    /// Of persons: whom they work for or represent.
    pub affiliation: &'static str,
    /// Of either.
    pub country: &'static str,
    /// A tier such as `National`.
    pub group: &'static str,
    /// An address on the web.
    pub website: &'static str,
}

impl Heads {
    /// The words in the order of the fields.
    pub(crate) const fn new(heads: [&'static str; 7]) -> Self {
        let [name, abbreviation, role, affiliation, country, group, website] = heads;
        Self { name, abbreviation, role, affiliation, country, group, website }
    }
}

const ENGLISH: Wording = Wording {
    attention: "ATTN:",
    subject: "Re:",
    postscript: "P.S.",
    enclosures: "Enclosures:",
    copies: "cc:",
    on_behalf_of: "on behalf of {}",
    one_other: "and one other",
    others: "and {} others",
    identification: "Affiliations are listed for identification purposes only.",
    page_of: "{} of {}",
    signatories: "Signatories",
    heads: Heads::new([
        "Name",
        "Abbreviation",
        "Role",
        "Affiliation",
        "Country",
        "Group",
        "Website",
    ]),
};

impl Wording {
    /// The words of a language, or the English ones where it has none.
    pub fn of(language: &Language) -> &'static Self {
        let tag = match language.primary() {
            "zh" => match (language.script(), language.region()) {
                (Some("Hant"), _) | (None, Some("TW" | "HK" | "MO")) => "zh-Hant",
                _ => "zh-Hans",
            },
            "no" => "nb",
            primary => primary,
        };
        LANGUAGES.iter().find(|(known, _)| *known == tag).map_or(&ENGLISH, |(_, words)| words)
    }

    /// The word over a column of a table of signatories.
    pub fn head(&self, column: &str) -> Option<&'static str> {
        Some(match column {
            "name" => self.heads.name,
            "abbreviation" => self.heads.abbreviation,
            "role" => self.heads.role,
            "affiliation" => self.heads.affiliation,
            "country" => self.heads.country,
            "group" => self.heads.group,
            "url" => self.heads.website,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_told_apart_by_script_and_region() {
        let subject = |tag: &str| Wording::of(&Language::parse(tag).unwrap()).subject;
        assert_eq!(subject("zh"), "事由：");
        assert_eq!(subject("zh-TW"), "主旨：");
        assert_eq!(subject("zh-Hans-TW"), "事由：");
        assert_eq!(subject("no"), "Vedr.:");
        assert_eq!(subject("eo"), "Re:");
    }

    #[test]
    fn the_readme_names_every_language_that_has_words() {
        let readme = include_str!("../../README.md");
        let (_, section) = readme.split_once("\n## Languages\n").unwrap();
        let (words, _) = section.split_once("\n## ").unwrap();
        let missing: Vec<_> =
            LANGUAGES.iter().filter(|(tag, _)| !words.contains(&format!("`{tag}`"))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_pattern_has_its_places() {
        for (tag, words) in &LANGUAGES {
            let places = |pattern: &str| pattern.matches("{}").count();
            assert_eq!((places(words.others), places(words.on_behalf_of)), (1, 1), "{tag}");
            assert_eq!(places(words.page_of), 2, "{tag}");
        }
    }
}
