//! Days and numbers as the picture shows them, in English.

use crate::clock::Date;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `Aug`.
pub(crate) fn month(date: Date) -> &'static str {
    let index = usize::try_from(date.month() - 1).unwrap_or_default();
    MONTHS.get(index).copied().unwrap_or_default()
}

/// `Aug 2`.
pub(crate) fn day(date: Date) -> String {
    format!("{} {}", month(date), date.day())
}

/// `Aug 2, 2022`.
pub(crate) fn day_and_year(date: Date) -> String {
    format!("{}, {}", day(date), date.year())
}

/// `from Jul 25 to Aug 2, 2022`, or `on Aug 2, 2022`.
pub(crate) fn period(first: Date, last: Date) -> String {
    let last_day = day_and_year(last);
    if first == last {
        format!("on {last_day}")
    } else if first.year() == last.year() {
        format!("from {} to {last_day}", day(first))
    } else {
        format!("from {} to {last_day}", day_and_year(first))
    }
}

/// A number with a comma between its thousands.
pub(crate) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `14 signatories`.
pub(crate) fn signatories(count: usize) -> String {
    match count {
        0 => "No signatories yet".to_owned(),
        1 => "1 signatory".to_owned(),
        count => format!("{} signatories", number(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(number(999), "999");
        assert_eq!(number(1_104), "1,104");
        assert_eq!(number(1_000_000), "1,000,000");
    }

    #[test]
    fn a_period_names_a_year_once_where_it_is_one() {
        let (july, august) = (Date::constant(2022, 7, 25), Date::constant(2022, 8, 2));
        assert_eq!(period(july, august), "from Jul 25 to Aug 2, 2022");
        assert_eq!(period(july, july), "on Jul 25, 2022");
        let new_year = Date::constant(2023, 1, 1);
        assert_eq!(period(july, new_year), "from Jul 25, 2022 to Jan 1, 2023");
    }
}
