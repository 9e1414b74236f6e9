//! Whole numbers in words: the cardinals of CLDR, in the form that counts what is masculine or of
//! common gender.
//!
//! Where CLDR's rules go against the language's own grammar, the grammar wins; a comment says so.

mod east_asian;
mod germanic;
mod regular;
mod romance;
mod rules;
mod slavic;

use crate::model::Language;
use crate::source::spelled_out::rules::Numbers;

/// The first number that no table here has words for.
const LIMIT: u64 = 1_000_000_000_000;

/// A number in the words of a language; none in a language that is not known here, or from 10¹² on.
pub(crate) fn spelled_out(number: i64, language: &Language) -> Option<String> {
    let numbers = numbers(language)?;
    (number.unsigned_abs() < LIMIT).then(|| numbers.spell(number))
}

fn numbers(language: &Language) -> Option<Numbers> {
    let traditional = matches!(
        (language.script(), language.region()),
        (Some("Hant"), _) | (None, Some("HK" | "MO" | "TW"))
    );
    Some(match (language.primary(), language.region()) {
        ("da", _) => germanic::DANISH,
        ("de", Some("CH" | "LI")) => germanic::SWISS_GERMAN,
        ("de", _) => germanic::GERMAN,
        ("en", _) => germanic::ENGLISH,
        ("es", _) => romance::SPANISH,
        ("fr", Some("BE")) => romance::BELGIAN_FRENCH,
        ("fr", Some("CH")) => romance::SWISS_FRENCH,
        ("fr", _) => romance::FRENCH,
        ("id", _) => regular::INDONESIAN,
        ("it", _) => romance::ITALIAN,
        ("ja", _) => east_asian::JAPANESE,
        ("ko", _) => east_asian::KOREAN,
        ("nb" | "no", _) => germanic::NORWEGIAN,
        ("nl", _) => germanic::DUTCH,
        ("pl", _) => slavic::POLISH,
        ("pt", None | Some("BR")) => romance::BRAZILIAN_PORTUGUESE,
        ("pt", _) => romance::PORTUGUESE,
        ("ru", _) => slavic::RUSSIAN,
        ("sv", _) => germanic::SWEDISH,
        ("tr", _) => regular::TURKISH,
        ("uk", _) => slavic::UKRAINIAN,
        ("zh", _) if traditional => east_asian::TRADITIONAL_CHINESE,
        ("zh", _) => east_asian::CHINESE,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    const TAGS: [&str; 23] = [
        "da", "de", "de-CH", "en", "es", "fr", "fr-BE", "fr-CH", "id", "it", "ja", "ko", "nb",
        "nl", "pl", "pt", "pt-PT", "ru", "sv", "tr", "uk", "zh", "zh-Hant",
    ];

    fn words(number: i64, tag: &str) -> Option<String> {
        spelled_out(number, &Language::parse(tag).unwrap())
    }

    #[test]
    fn every_language_says_its_numbers() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/numbers");
        for tag in TAGS {
            let table = std::fs::read_to_string(folder.join(tag).with_extension("txt")).unwrap();
            for line in table.lines() {
                let (number, wanted) = line.split_once(' ').unwrap();
                let got = words(number.replace(',', "").parse().unwrap(), tag);
                assert_eq!(got.as_deref(), Some(wanted), "{tag}: {number}");
            }
            assert!(table.lines().count() > 40, "{tag}");
        }
    }

    #[test]
    fn no_two_numbers_are_said_alike() {
        for tag in TAGS {
            let numbers = (0..2500).chain((1..200).map(|step| step * 3_875_010));
            let said: BTreeSet<_> = numbers.map(|number| words(number, tag)).collect();
            assert_eq!(said.len(), 2699, "{tag}");
            let marked = |words: &String| words.contains(['<', '>', '[', ']', '{', '&', '|']);
            assert!(!said.iter().flatten().any(marked), "{tag}");
        }
    }

    #[test]
    fn regions_and_scripts_choose_among_the_forms_of_a_language() {
        assert_eq!(words(16, "pt-BR").as_deref(), Some("dezesseis"));
        assert_eq!(words(16, "pt-AO").as_deref(), Some("dezasseis"));
        assert_eq!(words(30, "de-LI").as_deref(), Some("dreissig"));
        assert_eq!(words(10_000, "zh-TW").as_deref(), Some("一萬"));
        assert_eq!(words(10_000, "zh-Hans-HK").as_deref(), Some("一万"));
        assert_eq!(words(2, "no").as_deref(), Some("to"));
    }

    #[test]
    fn what_has_no_words_here_is_none() {
        assert_eq!(words(1, "sw"), None);
        assert_eq!(words(1_000_000_000_000, "en"), None);
        assert_eq!(words(i64::MIN, "en"), None);
    }
}
