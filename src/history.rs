//! `drafts/history.jsonl`: what was done to the list, and what was mailed, a line for each.
//!
//! The file is made for git with `merge=union`: lines come in any order, may be torn, and are put
//! into order by their time on reading.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::clock;
use crate::files::{self, Appended, FileError, SharedLines};

/// One line of history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// When, RFC 3339 in UTC, to the second.
    pub time: String,
    /// The command's words, never its arguments: `sign add`.
    pub command: String,
    /// The row that was changed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The list that this row is of, when it is not that of signatories: `reviewers`, `addressees`.
    /// Its id is then its own, whatever becomes of a signatory's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub list: String,
    /// The id that the row had before this change, when it was given another.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub formerly: String,
    /// Whether the row came or went with this change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowChange>,
    /// Columns whose values may be kept, each with the old and the new one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub changes: BTreeMap<String, (String, String)>,
    /// Columns that changed and whose values may not be kept.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub private: BTreeSet<String>,
    /// Whether the row was added though another looks like it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub duplicate_allowed: bool,
    /// Two rows, by their ids, that somebody said are two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_same: Option<(String, String)>,
    /// Of a mail, what it was for: `review`, `reminder-1`, `final`, `copy`. Its line is there before
    /// its body goes out, and has no address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// The text that this is about: the id of a version, or for what went out, `edition-1`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Of a mail, its Message-ID.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message_id: String,
    /// Of a mail, the how manyth attempt this was.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub attempt: u32,
    /// The time of the line about the same attempt that this one takes back, for the server did
    /// not take the mail.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub not_taken: String,
    /// Of an answer, which one: `yes`, `changes`, `no`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// What only lines of other commands have.
    #[serde(flatten)]
    pub other: serde_json::Map<String, serde_json::Value>,
}

/// The list of those who get drafts, where that is a list of its own.
pub const REVIEWERS: &str = "reviewers";

/// The list of those to whom the letter goes.
pub const ADDRESSEES: &str = "addressees";

/// What became of a row as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowChange {
    /// It was added.
    Added,
    /// It was removed.
    Removed,
}

impl HistoryLine {
    /// A line that says only that a command changed a row, now.
    pub fn now(command: &str, id: &str) -> Self {
        Self {
            time: clock::now().to_string(),
            command: command.to_owned(),
            id: id.to_owned(),
            list: String::new(),
            formerly: String::new(),
            row: None,
            changes: BTreeMap::new(),
            private: BTreeSet::new(),
            duplicate_allowed: false,
            not_same: None,
            purpose: String::new(),
            version: String::new(),
            message_id: String::new(),
            attempt: 0,
            not_taken: String::new(),
            answer: String::new(),
            other: serde_json::Map::new(),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Appends lines, durably; they can be taken back as long as what is returned is held. A clock that
/// was set back counts as the last time written: the order by time stays that of the changes.
pub fn append(
    path: &Path,
    lines: impl IntoIterator<Item = HistoryLine>,
) -> Result<Appended, FileError> {
    let last = last_time(path)?;
    let lines = lines.into_iter().map(|mut line| {
        if line.time < last {
            line.time.clone_from(&last);
        }
        bytes_of(&line)
    });
    files::append(path, lines)
}

/// History that stays open for those who add many lines, one at a time, while others add theirs.
#[derive(Debug)]
pub struct OpenHistory(SharedLines);

impl OpenHistory {
    /// A history, which need not be there.
    pub fn new(path: &Path) -> Self {
        Self(SharedLines::new(path))
    }

    /// Appends lines with the times that they tell, without waiting for the disk: for those that
    /// can be made again.
    pub fn append(
        &mut self,
        lines: impl IntoIterator<Item = HistoryLine>,
    ) -> Result<(), FileError> {
        let lines: Vec<u8> = lines.into_iter().flat_map(|line| bytes_of(&line)).collect();
        if lines.is_empty() { Ok(()) } else { self.0.append(&lines) }
    }
}

fn bytes_of(line: &HistoryLine) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).expect("texts can be written to memory");
    bytes.push(b'\n');
    bytes
}

/// The last time written, of which a clock that was set back falls short; empty where there is
/// none.
pub fn last_time(path: &Path) -> Result<String, FileError> {
    /// The bytes of some hundred lines.
    const TAIL: u64 = 1 << 16;

    Ok(latest(&files::tail(path, TAIL)?))
}

/// The latest time that lines tell; empty where they tell none.
fn latest(lines: &[u8]) -> String {
    let times = parse(lines).into_iter().rev().map(|line| line.time);
    let mut times = times.filter(|time| time.parse::<clock::Timestamp>().is_ok());
    times.next().unwrap_or_default()
}

/// All lines in the order of their times; torn ones are passed over. No file is no history.
pub fn read(path: &Path) -> Result<Vec<HistoryLine>, FileError> {
    Ok(parse(&read_bytes(path)?))
}

/// All lines, if there is one with any of these words in it; else none, for most histories need
/// not be parsed to answer a question that few of their lines do.
pub fn read_with(path: &Path, words: &[&str]) -> Result<Vec<HistoryLine>, FileError> {
    let bytes = read_bytes(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let is_there = words.iter().any(|word| text.contains(word));
    Ok(if is_there { parse(&bytes) } else { Vec::new() })
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    match files::read(path) {
        Err(error) if error.source.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        read => read,
    }
}

/// The lines of the row that has an id now, those too that know it by an id which it had before.
/// `history` is in the order of its times.
pub fn of<'a>(history: &'a [HistoryLine], id: &'a str) -> Vec<&'a HistoryLine> {
    let mut id = id;
    let mut lines = Vec::new();
    for line in history.iter().rev() {
        let is_told_apart =
            |(one, other): &(String, String)| one.as_str() == id || other.as_str() == id;
        if line.not_same.as_ref().is_some_and(is_told_apart) {
            lines.push(line);
        } else if line.id == id {
            lines.push(line);
            id = if line.formerly.is_empty() { id } else { &line.formerly };
        } else if line.formerly == id {
            // Until then, the id was that of another row.
            break;
        }
    }
    lines.reverse();
    lines
}

/// Lines, each with the id that its row has now; left out are those of rows whose id has become
/// that of another. Rows of other lists have ids of their own. `history` is in the order of its times; the lines come the other way round.
pub fn by_row(history: &[HistoryLine]) -> impl Iterator<Item = (&str, &HistoryLine)> {
    let mut ids: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    history.iter().rev().filter_map(move |line| {
        if !line.list.is_empty() {
            return Some((line.id.as_str(), line));
        }
        let id = ids.get(line.id.as_str()).copied().unwrap_or(Some(&line.id));
        if !line.formerly.is_empty() {
            ids.insert(&line.id, None);
            ids.insert(&line.formerly, id);
        }
        Some((id?, line))
    })
}

fn parse(bytes: &[u8]) -> Vec<HistoryLine> {
    let mut lines: Vec<HistoryLine> = bytes
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect();
    lines.sort_by(|one, other| one.time.cmp(&other.time));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_lines_are_passed_over_and_the_order_is_by_time() {
        let line = |time: &str, id: &str| {
            let line = HistoryLine { time: time.to_owned(), ..HistoryLine::now("sign add", id) };
            serde_json::to_string(&line).unwrap()
        };
        let text = [
            line("2026-02-01T00:00:00Z", "later"),
            "{\"time\":\"2026".to_owned(),
            line("2026-01-01T00:00:00Z", "sooner"),
            "\0\0".to_owned(),
        ]
        .join("\n");
        let ids: Vec<_> = parse(text.as_bytes()).into_iter().map(|line| line.id).collect();
        assert_eq!(ids, ["sooner", "later"]);
    }

    #[test]
    fn the_latest_time_is_one_and_stands_anywhere() {
        let line = |time: &str| format!(r#"{{"time":"{time}","command":"sign edit","id":"a"}}"#);
        let times = ["2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z", "zzz"];
        let lines = times.map(line).join("\n");
        assert_eq!(latest(format!("torn\"}}\n{lines}\n").as_bytes()), times[0]);
        assert_eq!(latest(b""), "");
    }

    #[test]
    fn a_row_is_followed_through_its_ids() {
        let line = |id: &str, formerly: &str| HistoryLine {
            formerly: formerly.to_owned(),
            ..HistoryLine::now("sign edit", id)
        };
        let history = [line("a", ""), line("b", "a"), line("a", ""), line("c", "b"), line("b", "")];
        let ids =
            |id| of(&history, id).into_iter().map(|line| line.id.as_str()).collect::<Vec<_>>();
        assert_eq!(ids("c"), ["a", "b", "c"]);
        assert_eq!(ids("a"), ["a"]);
        assert_eq!(ids("b"), ["b"]);
        let owners: Vec<_> = by_row(&history).map(|(id, _)| id).collect();
        assert_eq!(owners, ["b", "c", "a", "c", "c"]);
        let reviewer = HistoryLine { list: "reviewers".to_owned(), ..line("a", "") };
        let history = [reviewer, line("b", "a")];
        assert_eq!(by_row(&history).map(|(id, _)| id).collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn what_another_command_wrote_is_kept() {
        let text = r#"{"time":"t","command":"review send","id":"hrw","version":"v2"}"#;
        let line: HistoryLine = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&line).unwrap(), text);
    }
}
