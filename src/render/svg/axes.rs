//! Few and round labels for the axes.

use crate::clock::{Date, days_between};
use crate::render::svg::words::{day, month};

/// More labels would crowd an axis.
const MOST: i64 = 6;

/// The counts to label, from 0 up to the first that is not below `total`.
pub(crate) fn counts(total: usize) -> Vec<usize> {
    const INTERVALS: usize = 4;
    let mut magnitude = 1;
    let step = loop {
        let steps = [1, 2, 5].map(|step| step * magnitude);
        if let Some(step) = steps.into_iter().find(|step| step * INTERVALS >= total) {
            break step;
        }
        magnitude *= 10;
    };
    (0..=total.div_ceil(step).max(1)).map(|index| index * step).collect()
}

/// A label on the axis of days.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DayLabel {
    /// Where it stands, in days from the morning of the first.
    pub(crate) at: f64,
    /// What it says.
    pub(crate) text: String,
}

/// Labels from the first day to the last: days, the beginnings of months, or of years.
pub(crate) fn days(first: Date, last: Date) -> Vec<DayLabel> {
    const FEW_DAYS: i64 = 62;
    let span = days_between(first, last) + 1;
    let months = (i64::from(last.year()) - i64::from(first.year())) * 12 + i64::from(last.month())
        - i64::from(first.month());
    let step = |steps: &[i64], count: i64| steps.iter().copied().find(|step| count <= step * MOST);
    if span <= FEW_DAYS {
        let step = step(&[1, 2, 5, 7], span).unwrap_or(14);
        return single_days(first, span, step);
    }
    let years = || 12 * step(&[1, 2, 5, 10, 20, 50, 100], months / 12).unwrap_or(1000);
    beginnings(first, last, step(&[1, 2, 3, 6], months).unwrap_or_else(years))
}

/// Every so many days, each in the middle of its day.
fn single_days(first: Date, span: i64, step: i64) -> Vec<DayLabel> {
    let days = std::iter::successors(Some(first), |date| date.tomorrow().ok());
    let numbered = (0..span).zip(days).filter(|(number, _)| number % step == 0);
    numbered.map(|(number, date)| DayLabel { at: count(number) + 0.5, text: day(date) }).collect()
}

/// The first days of every so many months, counted from the year 0.
fn beginnings(first: Date, last: Date, step: i64) -> Vec<DayLabel> {
    let number = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month() - 1);
    let mut labels = Vec::new();
    for month_number in (number(first)..=number(last)).filter(|number| number % step == 0) {
        let year = i16::try_from(month_number.div_euclid(12));
        let in_year = i8::try_from(month_number.rem_euclid(12) + 1);
        let (Ok(year), Ok(in_year)) = (year, in_year) else { continue };
        let Some(date) = Date::new(year, in_year, 1).ok().filter(|date| *date >= first) else {
            continue;
        };
        let text = match (step % 12, in_year) {
            (0, _) => year.to_string(),
            (_, 1) => format!("{} {year}", month(date)),
            _ if labels.is_empty() => format!("{} {year}", month(date)),
            _ => month(date).to_owned(),
        };
        labels.push(DayLabel { at: count(days_between(first, date)), text });
    }
    labels
}

/// A number of days as a measure: no date is so far off that it would lose digits.
pub(crate) fn count(days: i64) -> f64 {
    f64::from(i32::try_from(days).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(first: [i16; 3], last: [i16; 3]) -> String {
        let date = |[year, month, day]: [i16; 3]| {
            Date::new(year, month.try_into().unwrap(), day.try_into().unwrap()).unwrap()
        };
        let labels = days(date(first), date(last));
        labels.into_iter().map(|label| label.text).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn counts_are_round_and_reach_the_total() {
        assert_eq!(counts(0), [0, 1]);
        assert_eq!(counts(1), [0, 1]);
        assert_eq!(counts(4), [0, 1, 2, 3, 4]);
        assert_eq!(counts(14), [0, 5, 10, 15]);
        assert_eq!(counts(1_104), [0, 500, 1_000, 1_500]);
        assert_eq!(counts(1_999), [0, 500, 1_000, 1_500, 2_000]);
    }

    #[test]
    fn labels_of_days_are_few_at_any_length() {
        assert_eq!(labels([2022, 8, 2], [2022, 8, 2]), "Aug 2");
        assert_eq!(labels([2022, 7, 30], [2022, 8, 2]), "Jul 30, Jul 31, Aug 1, Aug 2");
        assert_eq!(labels([2022, 7, 1], [2022, 8, 15]), "Jul 1, Jul 15, Jul 29, Aug 12");
        assert_eq!(labels([2022, 11, 20], [2023, 3, 1]), "Dec 2022, Jan 2023, Feb, Mar");
        assert_eq!(labels([2022, 7, 1], [2023, 10, 1]), "Jul 2022, Oct, Jan 2023, Apr, Jul, Oct");
        assert_eq!(labels([2012, 7, 1], [2022, 8, 1]), "2014, 2016, 2018, 2020, 2022");
        assert_eq!(labels([1, 1, 1], [9999, 12, 31]).split(", ").count(), 9);
    }
}
