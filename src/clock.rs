//! The only reader of the clock: `today` for letters, `now` for records.

use std::time::Duration;

use jiff::civil::DateTime;
use jiff::{Span, SpanRelativeTo, tz::TimeZone};

/// A day of the Gregorian calendar.
pub use jiff::civil::Date;

/// A moment.
pub use jiff::Timestamp;

/// `SOURCE_DATE_EPOCH` is set, but is no number of seconds since 1970.
#[derive(Debug, thiserror::Error)]
#[error("SOURCE_DATE_EPOCH is `{value}`, which is no number of seconds since 1970")]
pub struct ClockError {
    /// What it says.
    pub value: String,
}

/// The day of a letter dated `today`: by `SOURCE_DATE_EPOCH`, read as UTC, where it is set, else
/// the local day.
pub fn today() -> Result<Date, ClockError> {
    Ok(match epoch()? {
        Some(epoch) => epoch.to_zoned_datetime(TimeZone::UTC).date(),
        None => day(),
    })
}

/// When something was done, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// At a time.
    At(Timestamp),
    /// On a day, nobody knows when.
    On(Date),
}

/// The moment that a text tells, by ISO 8601: a day, or a day and a time, which is local unless it
/// names its offset from UTC.
pub fn moment(text: &str) -> Option<Moment> {
    let day = || text.parse().ok().map(Moment::On);
    let time = || {
        let local = || {
            let time: DateTime = text.parse().ok()?;
            time.to_zoned_datetime(local_zone()).ok()
        };
        text.parse().ok().or_else(|| Some(local()?.timestamp())).map(Moment::At)
    };
    // A day and a time read as a day, too.
    if text.contains([':', 'T']) { time() } else { day() }
}

/// The local day of a time.
pub fn day_of(time: Timestamp) -> Date {
    time.to_zoned_datetime(local_zone()).date()
}

/// The time that `SOURCE_DATE_EPOCH` tells (reproducible-builds.org), if it is set.
pub fn epoch() -> Result<Option<Timestamp>, ClockError> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty())
    else {
        return Ok(None);
    };
    let value = value.to_string_lossy().into_owned();
    let second = value.parse().ok().and_then(|second| Timestamp::from_second(second).ok());
    second.map(Some).ok_or(ClockError { value })
}

/// The time now, to the second, for records.
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}

/// A time in seconds since 1970 (UTC); none before that.
pub fn seconds(time: Timestamp) -> u64 {
    u64::try_from(time.as_second()).unwrap_or_default()
}

/// The local day now, for records.
pub fn day() -> Date {
    day_of(Timestamp::now())
}

/// The zone of local times. Where `TZ` names none, it is read from the one file that says it: to
/// find out its name, jiff goes through the files of all zones, which takes a millisecond.
fn local_zone() -> TimeZone {
    if std::env::var_os("TZ").is_none()
        && let Ok(zone) = std::fs::read("/etc/localtime")
        && let Ok(zone) = TimeZone::tzif("local", &zone)
    {
        return zone;
    }
    TimeZone::system()
}

/// The day of a text that is one, or a day and time, of ISO 8601: `2026-11-24`.
pub fn date(text: &str) -> Option<Date> {
    let time = || text.parse::<Timestamp>().ok();
    text.parse().ok().or_else(|| Some(time()?.to_zoned_datetime(TimeZone::UTC).date()))
}

/// The span of a text such as `3 days`, `12 hours` or `1 week 2 days`, of which a day has 24 hours;
/// none of one that goes backwards.
pub fn span(text: &str) -> Option<Duration> {
    let span: Span = text.parse().ok()?;
    let span = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    Duration::try_from(span).ok()
}

/// How many days lie between two: 1 from one to the next, negative backwards.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}
