//! The days and times that forms write down, read as ISO 8601 writes them.

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;

use crate::clock;

/// Which of two numbers is the day, where the year comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayOrder {
    /// `3/5/2026` is the third of May.
    DayFirst,
    /// `3/5/2026` is the fifth of March.
    MonthFirst,
}

/// A day, and perhaps a time, as a form wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    year: u16,
    parts: Parts,
    /// The time and its offset as ISO 8601 writes them, with a `T` before; empty for a day.
    time: String,
}

/// The other two numbers of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parts {
    MonthAndDay(u8, u8),
    /// Which is which is not said.
    Unordered(u8, u8),
}

/// Why the days of a column cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unordered {
    /// Every day can be read in both ways.
    Ambiguous,
    /// Some can be read in one way only, others in the other only.
    Mixed,
}

/// The offsets that RFC 5322 (4.3) gives to names of zones, in hours.
const ZONES: [(&str, i8); 11] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// Words for the halves of a day.
const HALVES: [(&str, Half); 12] = [
    ("am", Half::Morning),
    ("a.m.", Half::Morning),
    ("a. m.", Half::Morning),
    ("오전", Half::Morning),
    ("午前", Half::Morning),
    ("上午", Half::Morning),
    ("pm", Half::Afternoon),
    ("p.m.", Half::Afternoon),
    ("p. m.", Half::Afternoon),
    ("오후", Half::Afternoon),
    ("午後", Half::Afternoon),
    ("下午", Half::Afternoon),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

impl Moment {
    /// Reads what a form wrote. `zone` is that of the whole column, where its header names one.
    pub(crate) fn read(text: &str, zone: Option<&str>) -> Option<Self> {
        let text = text.nfkc().collect::<String>().to_lowercase();
        let text = text.replace(['年', '月'], "/").replace('日', " ");
        let (numbers, separator, rest) = day_of(text.trim())?;
        let (year, parts) = match numbers {
            [year, month, day] if year > 31 => {
                (year, Parts::MonthAndDay(small(month)?, small(day)?))
            }
            [day, month, year] if separator == '.' => {
                (century(year), Parts::MonthAndDay(small(month)?, small(day)?))
            }
            [one, other, year] => (century(year), Parts::Unordered(small(one)?, small(other)?)),
        };
        Some(Self { year, parts, time: time_of(rest, zone)? })
    }

    /// The day and time in ISO 8601, if there is such a day.
    pub(crate) fn written(&self, order: Option<DayOrder>) -> Option<String> {
        let (month, day) = match (self.parts, order) {
            (Parts::MonthAndDay(month, day), _)
            | (Parts::Unordered(day, month), Some(DayOrder::DayFirst))
            | (Parts::Unordered(month, day), Some(DayOrder::MonthFirst)) => (month, day),
            (Parts::Unordered(one, other), None) => (one == other).then_some((one, other))?,
        };
        let written = format!("{:04}-{month:02}-{day:02}{}", self.year, self.time);
        clock::date(&written).is_some().then_some(written)
    }
}

/// Finds out which number is the day, where days of a column do not say it themselves: a number
/// above twelve is no month.
pub(crate) fn order<'a>(
    moments: impl IntoIterator<Item = &'a Moment>,
) -> Result<Option<DayOrder>, Unordered> {
    let (mut day_first, mut month_first, mut open) = (false, false, false);
    for moment in moments {
        if let Parts::Unordered(one, other) = moment.parts {
            day_first |= one > 12;
            month_first |= other > 12;
            open |= one != other;
        }
    }
    match (day_first, month_first) {
        (true, true) => Err(Unordered::Mixed),
        (true, false) => Ok(Some(DayOrder::DayFirst)),
        (false, true) => Ok(Some(DayOrder::MonthFirst)),
        (false, false) if open => Err(Unordered::Ambiguous),
        (false, false) => Ok(None),
    }
}

/// The zone that a header names in parentheses: `Submit Date (UTC)`.
pub(crate) fn zone_in(header: &str) -> Option<String> {
    let (_, rest) = header.rsplit_once('(')?;
    let zone = rest.split_once(')')?.0.trim().to_lowercase();
    offset(&zone).map(|_| zone)
}

fn small(number: u16) -> Option<u8> {
    u8::try_from(number).ok().filter(|number| (1..=31).contains(number))
}

fn century(year: u16) -> u16 {
    if year < 100 { 2000 + year } else { year }
}

/// The three numbers of a day, what stands between them, and the rest of the text.
fn day_of(text: &str) -> Option<([u16; 3], char, &str)> {
    let mut numbers = [0; 3];
    let mut separator = ' ';
    let mut rest = text;
    for (at, number) in numbers.iter_mut().enumerate() {
        let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
        *number = rest[..end].parse().ok()?;
        rest = &rest[end..];
        if at < 2 {
            let found = rest.chars().next().filter(|found| "/-.".contains(*found))?;
            if at == 1 && found != separator {
                return None;
            }
            separator = found;
            rest = rest[1..].trim_start();
        }
    }
    Some((numbers, separator, rest.strip_prefix('.').unwrap_or(rest)))
}

/// The time behind a day; empty when there is none.
fn time_of(rest: &str, zone: Option<&str>) -> Option<String> {
    let rest = rest.trim_start_matches([' ', ',', 't']).trim();
    if rest.is_empty() {
        return Some(String::new());
    }
    let (half, rest) = half_of(rest);
    let end = rest
        .find(|character: char| !(character.is_ascii_digit() || ":.,".contains(character)))
        .unwrap_or(rest.len());
    let (clock, rest) = rest.split_at(end);
    let (half, rest) = if half.is_some() { (half, rest) } else { half_of(rest.trim_start()) };
    let whole = clock.split(['.', ',']).next().unwrap_or_default();
    let mut fields = whole.split(':').map(|field| field.parse::<u8>().ok());
    let (hour, minute) = (fields.next()??, fields.next()??);
    let second = match fields.next() {
        Some(second) => second?,
        None => 0,
    };
    let hour = match half {
        Some(_) if hour == 0 || hour > 12 => return None,
        Some(Half::Morning) => hour % 12,
        Some(Half::Afternoon) => hour % 12 + 12,
        None => hour,
    };
    let mut time = format!("T{hour:02}:{minute:02}:{second:02}");
    let named = Some(rest.trim()).filter(|rest| !rest.is_empty()).or(zone);
    if let Some(zone) = named {
        time.push_str(&offset(zone)?);
    }
    Some(time)
}

/// The half of a day that a text begins with, and the text behind it.
fn half_of(text: &str) -> (Option<Half>, &str) {
    let found = HALVES.iter().find_map(|(word, half)| Some((*half, text.strip_prefix(word)?)));
    found.map_or((None, text), |(half, rest)| (Some(half), rest.trim_start()))
}

/// An offset as ISO 8601 writes it: of `utc`, `est`, `gmt+9`, `+0530`.
fn offset(zone: &str) -> Option<String> {
    let zone = zone.strip_prefix("gmt").or(zone.strip_prefix("utc")).unwrap_or(zone).trim();
    if zone.is_empty() {
        return Some("Z".to_owned());
    }
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == zone) {
        return Some(if *hours == 0 { "Z".to_owned() } else { format!("{hours:+03}:00") });
    }
    let sign = zone.chars().next().filter(|sign| "+-−".contains(*sign))?;
    let digits = &zone[sign.len_utf8()..];
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    let mut written = String::from(if sign == '+' { "+" } else { "-" });
    write!(written, "{hours:02}:{minutes:02}").ok()?;
    Some(if hours == 0 && minutes == 0 { "Z".to_owned() } else { written })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Option<String> {
        Moment::read(text, None)?.written(Some(DayOrder::MonthFirst))
    }

    #[test]
    fn what_forms_write_is_read() {
        let read = [
            ("2026-05-03", "2026-05-03"),
            ("2026-05-03 14:22:05", "2026-05-03T14:22:05"),
            ("2026-05-03T14:22:05.123Z", "2026-05-03T14:22:05Z"),
            ("2026-05-03 14:22:05 UTC", "2026-05-03T14:22:05Z"),
            ("2026/05/03 2:22:05 PM GMT+9", "2026-05-03T14:22:05+09:00"),
            ("2026/05/03 12:22:05 am GMT-3:30", "2026-05-03T00:22:05-03:30"),
            ("2026. 5. 3. 오후 2:22:05", "2026-05-03T14:22:05"),
            ("2026. 5. 3 오전 12:05:00", "2026-05-03T00:05:00"),
            ("2026年5月3日 14:22", "2026-05-03T14:22:00"),
            ("2026/5/3 下午2:22:05", "2026-05-03T14:22:05"),
            ("03.05.2026 14:22:05", "2026-05-03T14:22:05"),
            ("5/3/2026 14:22:05", "2026-05-03T14:22:05"),
            ("5/3/26 2:22pm", "2026-05-03T14:22:00"),
            ("5/3/2026 9:02:11 EST", "2026-05-03T09:02:11-05:00"),
        ];
        for (text, iso) in read {
            assert_eq!(written(text).as_deref(), Some(iso), "{text}");
        }
        for text in ["", "soon", "2026-13-01", "2/30/2026", "5/3/2026 25:00", "1-2/2026", "5/3"] {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_is_that_of_the_days_that_have_but_one() {
        let order = |texts: &[&str]| {
            let moments: Vec<_> =
                texts.iter().filter_map(|text| Moment::read(text, None)).collect();
            order(&moments)
        };
        assert_eq!(order(&["5/3/2026", "5/13/2026"]), Ok(Some(DayOrder::MonthFirst)));
        assert_eq!(order(&["5/3/2026", "13/5/2026"]), Ok(Some(DayOrder::DayFirst)));
        assert_eq!(order(&["5/3/2026", "6/3/2026"]), Err(Unordered::Ambiguous));
        assert_eq!(order(&["25/3/2026", "3/25/2026"]), Err(Unordered::Mixed));
        assert_eq!(order(&["5/5/2026", "2026-01-02"]), Ok(None));
    }

    #[test]
    fn a_header_can_name_the_zone_of_its_column() {
        let zone = zone_in("Timestamp (EST)");
        let moment = Moment::read("2026-05-03 14:22:05", zone.as_deref()).unwrap();
        assert_eq!(moment.written(None).as_deref(), Some("2026-05-03T14:22:05-05:00"));
        assert_eq!(zone_in("Date (of signature)"), None);
    }
}
