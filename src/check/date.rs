//! The letter's date: not one that has passed, nor one that is far off.

use crate::check::Checked;
use crate::clock::Date;
use crate::diagnostic::{Diagnostic, Place};

/// Half a year: who prepares a letter for longer dates it later, and a wrong year is found.
const FAR: i64 = 183;

/// A date other than `today` that the letter gives as a day, not in words of its own.
pub(crate) fn date(checked: &Checked<'_>, today: Date) -> Option<Diagnostic> {
    let (place, written) = written(checked)?;
    let date = day(written)?;
    let days = i64::from(date.since(today).ok()?.get_days());
    let finding = match days {
        ..0 => {
            let message = format!("the letter is dated {date}, {}", ago(-days));
            Diagnostic::warning("date-past", message)
        }
        FAR.. => {
            let message = format!("the letter is dated {date}, {days} days from now");
            Diagnostic::warning("date-far", message)
        }
        _ => return None,
    };
    Some(
        finding
            .at(place.clone())
            .help("give the day on which the letter goes out, or write `date = \"today\"`"),
    )
}

/// A day in quotation marks: a string, which is printed as it stands.
pub(crate) fn quoted_date(checked: &Checked<'_>) -> Option<Diagnostic> {
    let (place, written) = written(checked)?;
    let date = day(written).filter(|_| written.starts_with(['"', '\'']))?;
    Some(
        Diagnostic::note("date-quoted", format!("the letter prints `{date}` as it stands"))
            .at(place.clone())
            .help("without quotation marks the day is spelled out in the letter's language"),
    )
}

/// The letter's date as its source has it, with its place.
fn written<'a>(checked: &'a Checked<'_>) -> Option<(&'a Place, &'a str)> {
    let place = checked.places.keys.get("date")?;
    Some((place, place.shown()))
}

fn day(written: &str) -> Option<Date> {
    written.trim_matches(['"', '\'']).trim().parse().ok()
}

fn ago(days: i64) -> String {
    if days == 1 { "yesterday".to_owned() } else { format!("{days} days ago") }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::model::{Language, Letter};
    use crate::source::{Places, SourceFile};

    use super::*;

    fn found(written: &str) -> Option<String> {
        message(written, |checked| date(checked, Date::constant(2022, 8, 2)))
    }

    fn message(written: &str, rule: impl Fn(&Checked<'_>) -> Option<Diagnostic>) -> Option<String> {
        let text = format!("date = {written}");
        let path = Path::new("letter.md");
        let mut places = Places::default();
        places.keys.insert("date".to_owned(), Place::new(path, &text, 7..text.len()));
        let letter = Letter::new(Language::default());
        let source = SourceFile { path, text: &text };
        let checked = Checked { letter: &letter, places: &places, source };
        rule(&checked).map(|finding| finding.message)
    }

    #[test]
    fn only_a_day_that_has_passed_or_is_far_off_is_found() {
        assert_eq!(found("2022-08-02"), None);
        assert_eq!(found("2022-12-24"), None);
        assert_eq!(found("\"today\""), None);
        assert_eq!(found("\"Berlin, den 5. Mai 2020\""), None);
        let past = |days| Some(format!("the letter is dated {days}"));
        assert_eq!(found("2022-08-01"), past("2022-08-01, yesterday"));
        assert_eq!(found("'2022-07-31'"), past("2022-07-31, 2 days ago"));
        assert_eq!(found("2032-08-02"), past("2032-08-02, 3653 days from now"));
    }

    #[test]
    fn a_day_in_quotation_marks_is_pointed_out() {
        let as_it_stands = Some("the letter prints `2022-08-02` as it stands".to_owned());
        assert_eq!(message("\"2022-08-02\"", quoted_date), as_it_stands);
        assert_eq!(message("2022-08-02", quoted_date), None);
        assert_eq!(message("\"today\"", quoted_date), None);
    }
}
