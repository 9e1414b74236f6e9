//! Numbers as a language writes them: in words, or grouped.

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;

use crate::model::Language;
use crate::source::date::locale;
use crate::source::spelled_out::spelled_out;

/// A whole number in words; grouped digits where the language has no words here, or none so large.
pub(crate) fn in_words(number: i64, language: &Language) -> String {
    spelled_out(number, language)
        .or_else(|| grouped(&number.to_string(), language))
        .unwrap_or_default()
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
    fn what_has_no_words_is_grouped() {
        assert_eq!(in_words(104, &language("en-US")), "one hundred and four");
        assert_eq!(in_words(1170, &language("sw")), "1,170");
        assert_eq!(in_words(-1_000_000_000_000, &language("de")), "-1.000.000.000.000");
        assert_eq!(in_words(i64::MIN, &language("en")), "-9,223,372,036,854,775,808");
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
