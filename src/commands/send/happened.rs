//! What became of rows since an edition was begun.

use std::collections::BTreeSet;

use crate::clock::Timestamp;
use crate::history::{HistoryLine, RowChange};

/// What became of rows since an edition was begun.
pub(crate) struct Happened {
    /// The ids that rows were given, behind those that they had.
    renamed: Vec<(String, String)>,
    /// The ids of rows that were added.
    pub(crate) added: BTreeSet<String>,
    /// The ids of rows of which it changed whether a letter names or counts them.
    pub(crate) changed: BTreeSet<String>,
}

impl Happened {
    /// What happened behind a time, by a history in the order of its times. Times are told to the
    /// second: a row of the very second counts as one of before, unless it was given another id.
    pub(crate) fn since(time: Timestamp, history: &[HistoryLine]) -> Self {
        let mut happened =
            Self { renamed: Vec::new(), added: BTreeSet::new(), changed: BTreeSet::new() };
        let time = time.to_string();
        for line in history.iter().filter(|line| line.time >= time) {
            if !line.formerly.is_empty() {
                happened.renamed.push((line.formerly.clone(), line.id.clone()));
            }
            if line.time > time && line.row == Some(RowChange::Added) {
                happened.added.insert(line.id.clone());
            }
            if line.time > time
                && ["status", "listed"].iter().any(|of| line.changes.contains_key(*of))
            {
                happened.changed.insert(line.id.clone());
            }
        }
        happened
    }

    /// The id that a row has today.
    pub(crate) fn id_of_today<'a>(&'a self, id: &'a str) -> &'a str {
        self.renamed.iter().fold(id, |id, (old, new)| if id == old { new } else { id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_followed_to_its_last_id() {
        let line = |time: &str, formerly: &str, id: &str| HistoryLine {
            time: format!("2026-05-01T12:00:0{time}Z"),
            formerly: formerly.to_owned(),
            row: formerly.is_empty().then_some(RowChange::Added),
            ..HistoryLine::now("sign edit", id)
        };
        let history =
            [line("0", "z", "a"), line("1", "", "n"), line("2", "a", "b"), line("2", "b", "c")];
        let since = |second: &str| {
            Happened::since(format!("2026-05-01T12:00:0{second}Z").parse().unwrap(), &history)
        };
        assert_eq!(since("1").id_of_today("a"), "c");
        assert_eq!(since("1").id_of_today("z"), "z");
        assert_eq!(since("0").id_of_today("z"), "c");
        assert!(since("0").added.contains("n") && since("1").added.is_empty());
    }
}
