//! Numbers as a language writes them: in words, or grouped.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use num2words::{Lang, Num2Words};

use crate::model::Language;
use crate::source::date::locale;

/// A whole number in words, for English, French and Ukrainian; grouped digits for all other
/// languages. American English says no `and`: `one thousand one hundred seventy`.
pub(crate) fn in_words(number: i64, language: &Language) -> String {
    let american = language.region().is_none_or(|region| region == "US");
    let words = |lang| Num2Words::new(number).lang(lang).to_words().ok();
    match (language.primary(), language.region()) {
        ("en", _) if american => words(Lang::English).map(|words| words.replace(" and ", " ")),
        ("en", _) => words(Lang::English),
        ("fr", Some("BE")) => words(Lang::French_BE),
        ("fr", Some("CH")) => words(Lang::French_CH),
        ("fr", _) => words(Lang::French),
        ("uk", _) => words(Lang::Ukrainian),
        _ => None,
    }
    .unwrap_or_else(|| grouped(&number.to_string(), language).unwrap_or_default())
}

/// A number with the signs that a language puts between its digits: `1,170`. None for what is no
/// number.
pub(crate) fn grouped(number: &str, language: &Language) -> Option<String> {
    // An exponent would make a short text a long number.
    let plain = number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let decimal: Decimal = number.parse().ok().filter(|_| plain)?;
    match DecimalFormatter::try_new((&locale(language)).into(), DecimalFormatterOptions::default())
    {
        Ok(formatter) => Some(formatter.format(&decimal).to_string()),
        Err(_) => Some(number.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    #[test]
    fn words_follow_language_and_region() {
        assert_eq!(in_words(1170, &language("en-US")), "one thousand one hundred seventy");
        assert_eq!(in_words(1170, &language("en-GB")), "one thousand one hundred and seventy");
        assert_eq!(in_words(71, &language("fr")), "soixante et onze");
        assert_eq!(in_words(42, &language("uk")), "сорок два");
        assert_eq!(in_words(1170, &language("de")), "1.170");
    }

    #[test]
    fn digits_are_grouped_as_the_language_does() {
        assert_eq!(grouped("1170", &language("en-US")).as_deref(), Some("1,170"));
        assert_eq!(grouped("1234567", &language("hi")).as_deref(), Some("12,34,567"));
        assert_eq!(grouped("1234.5", &language("es")).as_deref(), Some("1234,5"));
        assert_eq!(grouped("many", &language("en")), None);
        assert_eq!(grouped("1e9999", &language("en")), None);
    }
}
