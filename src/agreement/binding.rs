//! The version that a sign-off is about, by when it was given.

use crate::clock::{self, Moment};
use crate::draft::Version;

/// The newest version that was frozen before a sign-off was given. A day without a time counts as
/// before all that was frozen on it.
pub fn binding(versions: &[Version], given: Moment) -> Option<&Version> {
    let is_before = |version: &&Version| match given {
        Moment::At(time) => version.time <= time,
        Moment::On(day) => clock::day_of(version.time) < day,
    };
    versions.iter().filter(is_before).max_by_key(|version| version.time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::standing::tests::version;

    #[test]
    fn a_sign_off_binds_to_the_newest_version_before_it() {
        let mut versions = [version("v1", "a"), version("v2", "b"), version("v3", "c")];
        for (version, time) in versions.iter_mut().zip(["2026-05-01", "2026-05-03", "2026-06-01"]) {
            version.time = format!("{time}T12:00:00Z").parse().unwrap();
        }
        let bound = |given: &str| {
            let moment = clock::moment(given).unwrap();
            binding(&versions, moment).map(|version| version.label.as_str())
        };
        assert_eq!(bound("2026-05-01T11:59:59Z"), None);
        assert_eq!(bound("2026-05-01T12:00:00Z"), Some("v1"));
        assert_eq!(bound("2026-05-03"), Some("v1"));
        assert_eq!(bound("2026-05-31"), Some("v2"));
        assert_eq!(bound("2027-01-01"), Some("v3"));
    }
}
