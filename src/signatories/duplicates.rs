//! Signatories that are likely the same, with the reason: names folded step by step until they
//! agree. Names that are only near each other are not among them: `SEATINI Uganda` and `SEATINI
//! Zimbabwe` are two.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;
use unicode_security::confusable_detection::skeleton;

use crate::model::{Kind, is_accent};
use crate::signatories::list::Signatories;
use crate::signatories::row::Row;

/// By what two names are alike: the first step of folding after which they are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They are the same, space apart.
    Same,
    /// They are the same in another composition of characters: `é` as one or two, full width.
    Composition,
    /// Capitals apart.
    Case,
    /// Apostrophes and other punctuation apart; `&` is `and`.
    Punctuation,
    /// A leading article or a legal form apart: `The`, `Inc.`, `e.V.`.
    Particle,
    /// Accents apart.
    Accent,
    /// One name has the abbreviation of the other in it.
    Abbreviation,
    /// Letters that look alike: Cyrillic `Н` for Latin `H` (UTS 39).
    LookAlike,
}

impl Likeness {
    /// What is to be added to a sentence that calls the two the same: nothing, or `: only …`.
    pub fn difference(self) -> &'static str {
        match self {
            Self::Same | Self::Case => "",
            Self::Composition => ", composed of other characters",
            Self::Punctuation => ": only punctuation differs",
            Self::Particle => ": only an article or a legal form differs",
            Self::Accent => ": only accents differ",
            Self::Abbreviation => ": one name has the abbreviation in it",
            Self::LookAlike => ": letters were taken that look alike",
        }
    }
}

/// Two rows that are likely one.
#[derive(Clone, Copy, Debug)]
pub struct Duplicate<'a> {
    /// The one that stands first.
    pub first: Row<'a>,
    /// The other.
    pub second: Row<'a>,
    /// By what they are alike.
    pub likeness: Likeness,
}

/// Rows that are likely the same as one before them, each once, in the order of the file.
pub fn duplicates(list: &Signatories) -> Vec<Duplicate<'_>> {
    let mut found = Vec::new();
    let mut by_key = Seen::default();
    let mut by_look = Seen::default();
    let any_look_alike = list.rows().any(|row| has_foreign_letters(row.name()));
    for row in list.rows().filter(|row| !row.name().is_empty()) {
        let affiliation = person_affiliation(row.kind(), row.cell("affiliation"));
        let key = key(row.name());
        let with_abbreviation = format!("{key} {}", folded(row.cell("abbreviation")));
        let mut first = by_key.first(&key, &affiliation, row);
        if !row.cell("abbreviation").is_empty() && row.kind() == Kind::Organization {
            first = first.or(by_key.first(&with_abbreviation, "", row));
        }
        if any_look_alike {
            first = first.or(by_look.first(&look(row.name()), &affiliation, row));
        }
        if let Some(first) = first {
            let likeness = likeness(first.name(), row.name()).unwrap_or(Likeness::Abbreviation);
            found.push(Duplicate { first, second: row, likeness });
        }
    }
    found
}

/// The rows seen so far, by key and then by affiliation.
#[derive(Default)]
struct Seen<'a>(HashMap<String, HashMap<String, Row<'a>>>);

impl<'a> Seen<'a> {
    /// The first row of a key that can be the same as this one, which is remembered if there is
    /// none. Persons of one name and two affiliations are two; where one has none, it may be one.
    fn first(&mut self, key: &str, affiliation: &str, row: Row<'a>) -> Option<Row<'a>> {
        /// The first of a key, whatever its affiliation.
        const ANY: &str = "\0";
        let rows = self.0.entry(key.to_owned()).or_default();
        let first = match affiliation {
            "" => rows.get(ANY),
            _ => rows.get(affiliation).or_else(|| rows.get("")),
        };
        let first = first.copied();
        if first.is_none() {
            rows.insert(affiliation.to_owned(), row);
            rows.entry(ANY.to_owned()).or_insert(row);
        }
        first
    }
}

/// A signatory to be looked for in a list.
pub(crate) struct Wanted<'a> {
    pub(crate) name: &'a str,
    pub(crate) abbreviation: &'a str,
    pub(crate) kind: Kind,
    pub(crate) affiliation: &'a str,
    /// The row that it is, when it stands in the list.
    pub(crate) itself: Option<usize>,
}

/// The first row that is likely the same as a signatory.
pub(crate) fn find<'a>(list: &'a Signatories, wanted: &Wanted<'_>) -> Option<(Row<'a>, Likeness)> {
    let wanted_key = key(wanted.name);
    let wanted_look = look(wanted.name);
    let wanted_is_foreign = has_foreign_letters(wanted.name);
    let wanted_abbreviation = folded(wanted.abbreviation);
    let affiliation = person_affiliation(wanted.kind, wanted.affiliation);
    let mut folded_name = String::new();
    let others = list.rows().filter(|row| Some(row.number) != wanted.itself);
    others.into_iter().find_map(|row| {
        fold_into(row.name(), &mut folded_name);
        let row_key = without_particles(&folded_name);
        let has_abbreviation = || {
            is_with(&wanted_key, row_key, || folded(row.cell("abbreviation")))
                || is_with(row_key, &wanted_key, || wanted_abbreviation.clone())
        };
        let looks_alike = || {
            (wanted_is_foreign || has_foreign_letters(row.name()))
                && look(row.name()) == wanted_look
        };
        if !(row_key == wanted_key || has_abbreviation() || looks_alike()) || row.name().is_empty()
        {
            return None;
        }
        let other = person_affiliation(row.kind(), row.cell("affiliation"));
        let are_two = !affiliation.is_empty() && !other.is_empty() && affiliation != other;
        let likeness = likeness(row.name(), wanted.name).unwrap_or(Likeness::Abbreviation);
        (!are_two).then_some((row, likeness))
    })
}

/// Whether a folded name is another with its abbreviation behind it.
fn is_with(long: &str, short: &str, abbreviation: impl FnOnce() -> String) -> bool {
    let rest = long.strip_prefix(short).and_then(|rest| rest.strip_prefix(' '));
    rest.is_some_and(|rest| !rest.is_empty() && rest == abbreviation())
}

/// What tells persons of one name apart.
fn person_affiliation(kind: Kind, affiliation: &str) -> String {
    if kind == Kind::Organization { String::new() } else { key(affiliation) }
}

/// By what a row that has a name is known where it has no id: the folded name and, of a person,
/// the affiliation.
pub(crate) fn identity(row: Row<'_>) -> Option<String> {
    identity_of(row.name(), row.kind(), row.cell("affiliation"))
}

/// The same of a signatory who need not be in a list.
pub(crate) fn identity_of(name: &str, kind: Kind, affiliation: &str) -> Option<String> {
    let key = key(name);
    (!key.is_empty()).then(|| format!("{key}\0{}", person_affiliation(kind, affiliation)))
}

/// The same of an organization whose name has the abbreviation behind it.
pub(crate) fn identity_with_abbreviation(row: Row<'_>) -> Option<String> {
    identity_with(row.name(), row.kind(), row.cell("abbreviation"))
}

/// The same of a signatory who need not be in a list.
pub(crate) fn identity_with(name: &str, kind: Kind, abbreviation: &str) -> Option<String> {
    let abbreviation = folded(abbreviation);
    let has_both = kind == Kind::Organization && !abbreviation.is_empty();
    has_both.then(|| format!("{} {abbreviation}\0", key(name)))
}

/// A step of folding.
type Fold = fn(&str) -> String;

/// The first step of folding that makes two names the same.
pub(crate) fn likeness(one: &str, other: &str) -> Option<Likeness> {
    let steps: [(Likeness, Fold); 7] = [
        (Likeness::Same, spaced),
        (Likeness::Composition, composed),
        (Likeness::Case, |name| composed(name).to_lowercase()),
        (Likeness::Punctuation, |name| words(&composed(name))),
        (Likeness::Particle, |name| without_particles(&words(&composed(name))).to_owned()),
        (Likeness::Accent, key),
        (Likeness::LookAlike, look),
    ];
    steps.iter().find(|(_, fold)| fold(one) == fold(other)).map(|(likeness, _)| *likeness)
}

fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn composed(name: &str) -> String {
    spaced(&name.nfkc().collect::<String>())
}

/// A name folded until only what tells signatories apart is left.
fn key(name: &str) -> String {
    without_particles(&folded(name)).to_owned()
}

fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    fold_into(name, &mut folded);
    folded
}

/// The same of what a name looks like.
fn look(name: &str) -> String {
    key(&skeleton(name).collect::<String>())
}

/// Whether a name has letters that folding does not bring back to ASCII, so that they may be there
/// to look like others: all but those of the Latin alphabets in common use.
fn has_foreign_letters(name: &str) -> bool {
    let is_foreign =
        |character: char| matches!(character, 'ı' | '\u{180}'..) && character.is_alphabetic();
    !name.is_ascii() && name.chars().any(is_foreign)
}

/// Words in small letters without accents.
fn fold_into(name: &str, folded: &mut String) {
    folded.clear();
    let mut words = Words(folded);
    for character in name.chars() {
        if character.is_ascii() {
            words.push(character);
        } else {
            decompose_compatible(character, |part| {
                if !is_accent(part) {
                    words.push(part);
                }
            });
        }
    }
    words.end();
}

/// Words in small letters, accents and all.
fn words(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut words = Words(&mut folded);
    name.chars().for_each(|character| words.push(character));
    words.end();
    folded
}

/// Words that are being gathered, one space apart.
struct Words<'a>(&'a mut String);

impl Words<'_> {
    fn push(&mut self, character: char) {
        match character {
            _ if character.is_ascii_alphanumeric() => self.0.push(character.to_ascii_lowercase()),
            '.' => {}
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' => {
                // `L'Association` is two words, `Citizens'` is one.
                let is_article = self.0.rsplit(' ').next() == Some("l");
                self.0.push_str(if is_article { " " } else { "" });
            }
            '&' => {
                self.end();
                self.0.push_str(if self.0.is_empty() { "and " } else { " and " });
            }
            _ if character.is_alphanumeric()
                || unicode_normalization::char::is_combining_mark(character) =>
            {
                self.0.extend(character.to_lowercase());
            }
            _ if !self.0.is_empty() && !self.0.ends_with(' ') => self.0.push(' '),
            _ => {}
        }
    }

    fn end(&mut self) {
        self.0.truncate(self.0.trim_end_matches(' ').len());
    }
}

const ARTICLES: [&str; 16] = [
    "the", "der", "die", "das", "le", "la", "les", "l", "el", "los", "las", "il", "lo", "gli",
    "het", "os",
];

const LEGAL_FORMS: [&str; 33] = [
    "inc",
    "incorporated",
    "ltd",
    "limited",
    "llc",
    "llp",
    "plc",
    "corp",
    "corporation",
    "gmbh",
    "ggmbh",
    "ev",
    "ag",
    "kg",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "asbl",
    "aisbl",
    "vzw",
    "oy",
    "ry",
    "aps",
    "pty",
    "pvt",
    "pte",
    "kk",
    "ngo",
    "npo",
];

/// Folded words without a leading article and the legal forms at their end, as long as a word is
/// left.
fn without_particles(words: &str) -> &str {
    let mut kept = words;
    if let Some((article, rest)) = kept.split_once(' ')
        && ARTICLES.contains(&article)
    {
        kept = rest;
    }
    while let Some((rest, form)) = kept.rsplit_once(' ') {
        kept = match rest.strip_suffix(" e") {
            Some(rest) if form == "v" => rest,
            _ if LEGAL_FORMS.contains(&form) => rest,
            _ => break,
        };
    }
    kept
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::signatories::parse;

    fn list(text: &str) -> Signatories {
        parse(text.as_bytes(), Path::new("signatories.csv")).unwrap()
    }

    fn pairs(text: &str) -> Vec<(usize, usize, Likeness)> {
        duplicates(&list(text))
            .iter()
            .map(|found| (found.first.line(), found.second.line(), found.likeness))
            .collect()
    }

    #[test]
    fn names_are_alike_by_the_first_step_that_makes_them_the_same() {
        let name = "Citizens’ Alliance for Human Rights";
        let like = [
            ("Citizens’  Alliance for Human Rights", Likeness::Same),
            ("CITIZENS’ Alliance for Human Rights", Likeness::Case),
            ("Citizens' Alliance for Human Rights", Likeness::Punctuation),
            ("The Citizens' Alliance for Human Rights, Inc.", Likeness::Particle),
            ("Cítizens Alliance for Human Rights", Likeness::Accent),
            ("Citizens’ Alliance for Нuman Rights", Likeness::LookAlike),
            ("Ｃitizens’ Alliance for Human Rights", Likeness::Composition),
        ];
        for (other, expected) in like {
            assert_eq!(likeness(name, other), Some(expected), "{other}");
        }
        assert_eq!(likeness("Société", "Socie\u{301}te\u{301}"), Some(Likeness::Composition));
        assert_eq!(
            likeness("Peace & Justice e. V.", "peace and justice"),
            Some(Likeness::Particle)
        );
        assert_eq!(likeness("L’Association", "association"), Some(Likeness::Particle));
    }

    #[test]
    fn near_names_are_two() {
        assert_eq!(likeness("SEATINI Uganda", "SEATINI Zimbabwe"), None);
        assert_eq!(likeness("Mike Johnson", "Mikel Johnson"), None);
        assert_eq!(likeness("The", "Inc."), None);
    }

    #[test]
    fn a_row_is_a_duplicate_of_the_first_that_is_like_it() {
        assert_eq!(
            pairs(
                "name,abbreviation\nHRW,\nHuman Rights Watch (HRW),\nhrw,\nHuman Rights Watch,HRW\n"
            ),
            [(2, 4, Likeness::Case), (3, 5, Likeness::Abbreviation)]
        );
    }

    #[test]
    fn persons_of_one_name_are_told_apart_by_their_affiliation() {
        assert_eq!(
            pairs(
                "name,affiliation,kind\nDavid Jones,Oxford,\nDavid Jones,Yale,\n\
                 David Jones,yale,\nDavid Jones,,individual\n"
            ),
            [(3, 4, Likeness::Same), (2, 5, Likeness::Same)]
        );
    }

    #[test]
    fn a_wanted_signatory_is_found_as_rows_are() {
        let list = list("name,abbreviation\nHuman Rights Watch,HRW\nМемориал,\n");
        let find = |name, abbreviation| {
            let kind = Kind::Organization;
            let wanted = Wanted { name, abbreviation, kind, affiliation: "", itself: None };
            find(&list, &wanted).map(|(row, likeness)| (row.line(), likeness))
        };
        assert_eq!(find("human rights watch", ""), Some((2, Likeness::Case)));
        assert_eq!(find("Human Rights Watch (HRW)", ""), Some((2, Likeness::Abbreviation)));
        assert_eq!(find("Нuman Rights Watch", ""), Some((2, Likeness::LookAlike)));
        assert_eq!(find("Mемориал", ""), Some((3, Likeness::LookAlike)));
        assert_eq!(find("Human Rights Watch Korea", "HRW"), None);
    }
}
