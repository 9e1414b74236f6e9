//! A date in words, as CLDR has them.

use std::fmt;
use std::sync::Arc;

use icu_datetime::fieldsets::YMD;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences, input};
use icu_locale_core::Locale;
use icu_locale_core::preferences::extensions::unicode::keywords::CalendarAlgorithm;
use minijinja::value::{Object, ObjectRepr, Value};

use crate::clock::Date;
use crate::model::Language;

/// A date in the long style of a language: `August 2, 2022`. The calendar is the Gregorian one,
/// unless the tag asks for another (`th-u-ca-buddhist`).
pub(crate) fn in_words(date: Date, language: &Language) -> String {
    let locale = locale(language);
    let mut preferences = DateTimeFormatterPreferences::from(&locale);
    preferences.calendar_algorithm.get_or_insert(CalendarAlgorithm::Gregory);
    let formatter = DateTimeFormatter::try_new(preferences, YMD::long());
    let month = u8::try_from(date.month()).unwrap_or_default();
    let day = u8::try_from(date.day()).unwrap_or_default();
    match (formatter, input::Date::try_new_iso(i32::from(date.year()), month, day)) {
        (Ok(formatter), Ok(date)) => formatter.format(&date).to_string(),
        _ => date.to_string(),
    }
}

/// A day as people type it: `2022-08-02`, a time behind it or not.
pub(crate) fn read(text: &str) -> Option<Date> {
    let day = text.trim().get(..10)?;
    let shaped = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let rest = &text.trim()[10..];
    (shaped && (rest.is_empty() || rest.starts_with(['T', ' ']))).then(|| day.parse().ok())?
}

/// A language for ICU; of a tag that it cannot read, no language.
pub(crate) fn locale(language: &Language) -> Locale {
    language.as_str().parse().unwrap_or(Locale::UNKNOWN)
}

/// A date in a template: it prints in words.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) date: Date,
    words: String,
}

impl Printed {
    /// A date for templates of this language.
    pub(crate) fn value(date: Date, language: &Language) -> Value {
        Value::from_object(Self { date, words: in_words(date, language) })
    }
}

impl Object for Printed {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(tag: &str) -> String {
        in_words(Date::constant(2022, 8, 2), &Language::parse(tag).unwrap())
    }

    #[test]
    fn a_date_is_spelled_out_as_the_language_does() {
        assert_eq!(long("en-US"), "August 2, 2022");
        assert_eq!(long("en-GB"), "2 August 2022");
        assert_eq!(long("de"), "2. August 2022");
        assert_eq!(long("ko"), "2022년 8월 2일");
        assert_eq!(long("ar-EG"), "٢ أغسطس ٢٠٢٢");
    }

    #[test]
    fn the_calendar_is_gregorian_unless_the_tag_asks_otherwise() {
        assert_eq!(long("th"), "2 สิงหาคม ค.ศ. 2022");
        assert_eq!(long("th-u-ca-buddhist"), "2 สิงหาคม 2565");
        assert_eq!(long("fa"), "۲ اوت ۲۰۲۲");
    }

    #[test]
    fn a_day_is_read_with_or_without_a_time() {
        assert_eq!(read("2022-08-02"), Some(Date::constant(2022, 8, 2)));
        assert_eq!(read(" 2022-08-02T10:00:00Z"), Some(Date::constant(2022, 8, 2)));
        assert_eq!(read("2022-13-02"), None);
        assert_eq!(read("2022-08-021"), None);
        assert_eq!(read("2022-08-0€"), None);
        assert_eq!(read("May 5"), None);
    }
}
