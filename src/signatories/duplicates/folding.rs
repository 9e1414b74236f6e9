//! Names folded until only what tells signatories apart is left.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;
use unicode_security::confusable_detection::skeleton;

use crate::model::is_accent;

pub(crate) fn spaced(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn composed(name: &str) -> String {
    spaced(&name.nfkc().collect::<String>())
}

/// A name folded until only what tells signatories apart is left.
pub(crate) fn key(name: &str) -> String {
    without_particles(&folded(name)).to_owned()
}

pub(crate) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    fold_into(name, &mut folded);
    folded
}

/// The same of what a name looks like.
pub(crate) fn look(name: &str) -> String {
    key(&skeleton(name).collect::<String>())
}

/// Whether a name has letters that folding does not bring back to ASCII, so that they may be there
/// to look like others: all but those of the Latin alphabets in common use.
pub(crate) fn has_foreign_letters(name: &str) -> bool {
    let is_foreign =
        |character: char| matches!(character, 'ı' | '\u{180}'..) && character.is_alphabetic();
    !name.is_ascii() && name.chars().any(is_foreign)
}

/// Words in small letters without accents, strokes and ligatures.
pub(crate) fn fold_into(name: &str, folded: &mut String) {
    folded.clear();
    let mut words = Words(folded);
    for character in name.chars() {
        if character.is_ascii() {
            words.push(character);
        } else {
            decompose_compatible(character, |part| match part {
                _ if is_accent(part) => {}
                'ß' | 'ẞ' => words.0.push_str("ss"),
                'æ' | 'Æ' => words.0.push_str("ae"),
                'œ' | 'Œ' => words.0.push_str("oe"),
                'ø' | 'Ø' => words.push('o'),
                'ł' | 'Ł' => words.push('l'),
                'đ' | 'Đ' => words.push('d'),
                'ς' => words.push('σ'),
                _ => words.push(part),
            });
        }
    }
    words.end();
}

/// Words in small letters, accents and all.
pub(crate) fn words(name: &str) -> String {
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
pub(crate) fn without_particles(words: &str) -> &str {
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
