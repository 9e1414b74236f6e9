//! The version that a sign-off is about, by when it was given.

use crate::clock::{self, Moment, Timestamp};
use crate::draft::Version;

/// A version's text that was sent to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentText {
    /// When.
    pub time: Timestamp,
    /// The text's id.
    pub id: String,
}

/// The version that a sign-off is about.
#[derive(Clone, Copy, Debug)]
pub struct Bound<'a> {
    /// The version.
    pub version: &'a Version,
    /// Whether it was sent to the one who signs; else it was only frozen before.
    pub was_sent: bool,
}

/// The version that was last sent to the one who signs before a sign-off was given; else the newest
/// one that was frozen before. A day without a time counts as before all that was sent or frozen on
/// it. A text of which no version is frozen here counts as not sent.
pub fn binding<'a>(versions: &'a [Version], sent: &[SentText], given: Moment) -> Option<Bound<'a>> {
    let is_before = |time: Timestamp| match given {
        Moment::At(given) => time <= given,
        Moment::On(day) => clock::day_of(time) < day,
    };
    let before = sent.iter().filter(|sent| is_before(sent.time));
    let before = before.filter_map(|sent| Some((sent.time, sent_version(versions, sent)?)));
    if let Some((_, version)) = before.max_by_key(|(time, _)| *time) {
        return Some(Bound { version, was_sent: true });
    }
    let frozen = versions.iter().filter(|version| is_before(version.time));
    let newest = frozen.max_by_key(|version| version.time)?;
    Some(Bound { version: newest, was_sent: false })
}

/// The version with a text that was sent; of several, the newest one that was there by then.
fn sent_version<'a>(versions: &'a [Version], sent: &SentText) -> Option<&'a Version> {
    let with_text = || versions.iter().filter(|version| version.id() == sent.id);
    let there = with_text().filter(|version| version.time <= sent.time);
    there.max_by_key(|version| version.time).or_else(|| with_text().next_back())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::standing::tests::version;

    fn versions() -> [Version; 4] {
        let texts = [("v1", "a"), ("v2", "b"), ("v3", "c"), ("v4", "a")];
        let times = ["2026-05-01", "2026-05-03", "2026-06-01", "2026-07-01"];
        let mut versions = texts.map(|(label, text)| version(label, text));
        for (version, time) in versions.iter_mut().zip(times) {
            version.time = format!("{time}T12:00:00Z").parse().unwrap();
        }
        versions
    }

    fn sent(version: &Version, time: &str) -> SentText {
        SentText { time: time.parse().unwrap(), id: version.id().to_owned() }
    }

    /// The label of the version that a sign-off is about, and whether it was sent.
    fn bound(versions: &[Version], sent: &[SentText], given: &str) -> Option<(String, bool)> {
        let bound = binding(versions, sent, clock::moment(given).unwrap())?;
        Some((bound.version.label.clone(), bound.was_sent))
    }

    #[test]
    fn where_nothing_was_sent_a_sign_off_binds_to_the_newest_version_before_it() {
        let versions = versions();
        let bound = |given: &str| bound(&versions, &[], given).map(|(label, _)| label);
        assert_eq!(bound("2026-05-01T11:59:59Z"), None);
        assert_eq!(bound("2026-05-01T12:00:00Z").as_deref(), Some("v1"));
        assert_eq!(bound("2026-05-03").as_deref(), Some("v1"));
        assert_eq!(bound("2026-05-31").as_deref(), Some("v2"));
        assert_eq!(bound("2027-01-01").as_deref(), Some("v4"));
    }

    #[test]
    fn a_sign_off_binds_to_the_version_last_sent_before_it() {
        let versions = versions();
        let mails = [
            sent(&versions[1], "2026-05-04T12:00:00Z"),
            sent(&versions[0], "2026-05-10T12:00:00Z"),
            SentText {
                id: "ffffffffffff".to_owned(),
                ..sent(&versions[0], "2026-05-11T12:00:00Z")
            },
            sent(&versions[0], "2026-07-10T12:00:00Z"),
        ];
        let bound = |given: &str| bound(&versions, &mails, given);
        let is = |label: &str, was_sent| Some((label.to_owned(), was_sent));
        assert_eq!(bound("2026-05-03T12:00:00Z"), is("v2", false));
        assert_eq!(bound("2026-05-04"), is("v2", false));
        assert_eq!(bound("2026-05-05"), is("v2", true));
        assert_eq!(bound("2026-07-09"), is("v1", true));
        assert_eq!(bound("2026-07-11"), is("v4", true));
        assert_eq!(bound("2026-04-01"), None);
    }
}
