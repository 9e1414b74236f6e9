//! Numbers, dates and times of a workbook as text.

use std::time::Duration;

use crate::clock::Date;
use crate::signatories::form::workbook::number_format::NumberFormat;

/// A number as text, and whether it has more digits than the 15 that spreadsheet programs keep.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NumberText {
    pub(crate) text: String,
    pub(crate) is_too_long: bool,
}

/// What a number that a workbook writes as `written` is shown as; none for what is no number.
/// `is_1904`: whether the workbook counts its days from 1904 on, not from 1900.
pub(crate) fn number_text(
    written: &str,
    format: NumberFormat,
    is_1904: bool,
) -> Option<NumberText> {
    let written = written.trim();
    let value: f64 = written.parse().ok().filter(|value: &f64| value.is_finite())?;
    let dated = match format {
        NumberFormat::Time if value < 1.0 => time(value),
        NumberFormat::Date | NumberFormat::Time => moment(value, is_1904),
        NumberFormat::Duration => time(value),
        NumberFormat::Number | NumberFormat::Zeros(_) => None,
    };
    if let Some(text) = dated {
        return Some(NumberText { text, is_too_long: false });
    }
    let digits = written.strip_prefix('-').unwrap_or(written);
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    let text = if is_whole && value != 0.0 {
        // All digits are here, though a program that reads it as a number loses some.
        let significant = digits.trim_start_matches('0');
        if value < 0.0 { format!("-{significant}") } else { significant.to_owned() }
    } else {
        // The shortest text that gives the number again, without an exponent.
        (value + 0.0).to_string()
    };
    let text = match format {
        NumberFormat::Zeros(width) if value >= 0.0 && text.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{text:0>width$}")
        }
        _ => text,
    };
    Some(NumberText { text, is_too_long: value.abs() >= 1e15 })
}

/// The numbers of the days that begin 1904 and 1970, where days are counted from 1900 on.
const DAYS_TO_1904: u64 = 1462;
const DAYS_TO_1970: u64 = 25_569;

/// The seconds of a number of days, which is exact to a few microseconds.
fn seconds(days: f64) -> Option<u64> {
    // The last day that programs know is in the year 9999.
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "no more than a few hundred thousand million"
    )]
    #[expect(clippy::cast_sign_loss, reason = "not below zero")]
    let seconds = (days * 86_400.0).round() as u64;
    Some(seconds)
}

/// A day, and the time where it is not the beginning of the day, by ISO 8601.
fn moment(days: f64, is_1904: bool) -> Option<String> {
    let seconds = seconds(days)?;
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    let day = if is_1904 { day + DAYS_TO_1904 } else { day };
    let (first, after) = match day {
        // A time of day with no day.
        0 => return time(days),
        // The first spreadsheets took 1900 for a leap year, and all since count a day too many.
        1..60 => (Date::new(1899, 12, 31), day),
        60 => return None,
        61..DAYS_TO_1970 => (Date::new(1899, 12, 30), day),
        _ => (Date::new(1970, 1, 1), day - DAYS_TO_1970),
    };
    let date = first.ok()?.checked_add(Duration::from_secs(after * 86_400)).ok()?;
    Some(if second == 0 { date.to_string() } else { format!("{date}T{}", clock_time(second)) })
}

fn time(days: f64) -> Option<String> {
    Some(clock_time(seconds(days)?))
}

fn clock_time(seconds: u64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A date and time of ISO 8601 without parts of a second, and without a time that is the beginning
/// of the day.
pub(crate) fn iso_moment(written: &str) -> String {
    let written = written.trim();
    let Some((date, time)) = written.split_once('T') else { return written.to_owned() };
    let (whole, rest) = time.split_at(time.find(['.', ',']).unwrap_or(time.len()));
    let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    match (whole, zone) {
        ("00:00:00" | "00:00", "") => date.to_owned(),
        _ => format!("{date}T{whole}{zone}"),
    }
}

/// A length of time of ISO 8601 as a time of day: `PT14H22M05S` as `14:22:05`.
pub(crate) fn iso_time(written: &str) -> String {
    let written = written.trim();
    clock_parts(written).map_or_else(|| written.to_owned(), clock_time)
}

fn clock_parts(written: &str) -> Option<u64> {
    let mut rest = written.strip_prefix("PT")?;
    let mut seconds = 0_u64;
    for (unit, of_it) in [('H', 3600), ('M', 60), ('S', 1)] {
        if let Some((number, after)) = rest.split_once(unit) {
            let whole = number.split(['.', ',']).next().unwrap_or_default();
            seconds = seconds.checked_add(whole.parse::<u64>().ok()?.checked_mul(of_it)?)?;
            rest = after;
        }
    }
    rest.is_empty().then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(written: &str, format: NumberFormat) -> String {
        number_text(written, format, false).unwrap().text
    }

    #[test]
    fn numbers_are_written_out() {
        for (written, expected) in [
            ("1", "1"),
            ("1.0", "1"),
            ("-0", "0"),
            ("0.10000000000000001", "0.1"),
            ("1E3", "1000"),
            ("5.2999999999999998E+17", "530000000000000000"),
            ("12345678901234567", "12345678901234567"),
            ("007", "7"),
            ("-12.5", "-12.5"),
        ] {
            assert_eq!(text(written, NumberFormat::Number), expected);
        }
        assert_eq!(number_text("x", NumberFormat::Number, false), None);
        assert_eq!(number_text("1e999", NumberFormat::Number, false), None);
        assert!(number_text("12345678901234567", NumberFormat::Number, false).unwrap().is_too_long);
        assert!(!number_text("123456789012345", NumberFormat::Number, false).unwrap().is_too_long);
        assert_eq!(text("1234", NumberFormat::Zeros(5)), "01234");
        assert_eq!(text("12.5", NumberFormat::Zeros(5)), "12.5");
    }

    #[test]
    fn days_are_counted_from_either_year() {
        assert_eq!(text("46145", NumberFormat::Date), "2026-05-03");
        assert_eq!(text("46145.598668981482", NumberFormat::Date), "2026-05-03T14:22:05");
        assert_eq!(text("1", NumberFormat::Date), "1900-01-01");
        assert_eq!(text("59", NumberFormat::Date), "1900-02-28");
        assert_eq!(text("60", NumberFormat::Date), "60");
        assert_eq!(text("61", NumberFormat::Date), "1900-03-01");
        assert_eq!(text("25569", NumberFormat::Date), "1970-01-01");
        assert_eq!(text("25568", NumberFormat::Date), "1969-12-31");
        assert_eq!(text("2958465", NumberFormat::Date), "9999-12-31");
        assert_eq!(text("2958466", NumberFormat::Date), "2958466");
        assert_eq!(text("-1", NumberFormat::Date), "-1");
        assert_eq!(number_text("44683", NumberFormat::Date, true).unwrap().text, "2026-05-03");
        assert_eq!(text("0.59866898148148", NumberFormat::Time), "14:22:05");
        assert_eq!(text("1.5", NumberFormat::Duration), "36:00:00");
        // A second before midnight that floating point has moved past it.
        assert_eq!(text("46145.999999999", NumberFormat::Date), "2026-05-04");
    }

    #[test]
    fn dates_of_iso_8601_lose_what_says_nothing() {
        assert_eq!(iso_moment("2026-05-03T14:22:05.123456789"), "2026-05-03T14:22:05");
        assert_eq!(iso_moment("2026-05-03T00:00:00.000"), "2026-05-03");
        assert_eq!(iso_moment("2026-05-03T14:22:05.5Z"), "2026-05-03T14:22:05Z");
        assert_eq!(iso_moment("2026-05-03"), "2026-05-03");
        assert_eq!(iso_time("PT14H22M05.5S"), "14:22:05");
        assert_eq!(iso_time("PT99999999999999999999H"), "PT99999999999999999999H");
    }
}
