//! The lines of a row's history, for people.

use crate::diagnostic::visible;
use crate::history::HistoryLine;

/// A line of history as it is shown: when, by what, and what changed.
pub(crate) fn told(line: &HistoryLine) -> Vec<String> {
    let changes = line.changes.iter().map(|(column, (old, new))| {
        let old = if column == "id" { &line.formerly } else { old };
        let arrow = if old.is_empty() { String::new() } else { format!("{old} → ") };
        in_a_line(&format!("{column}: {arrow}{}", if new.is_empty() { "(none)" } else { new }))
    });
    let private = line.private.iter().map(|column| format!("{column}: (not kept)"));
    let not_same = line.not_same.iter().map(|(one, other)| format!("not the same: {one}, {other}"));
    let changes: Vec<_> =
        changes.chain(private).chain(not_same).chain(corresponded(line)).collect();
    vec![line.time.clone(), line.command.clone(), changes.join("; ")]
}

/// Text of several lines in one; what cannot be seen, in a history that anyone may have written,
/// by its number.
pub(crate) fn in_a_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a line tells of a mail, or of an answer to a version.
fn corresponded(line: &HistoryLine) -> Option<String> {
    let HistoryLine { purpose, version, message_id, not_taken, answer, .. } = line;
    if !answer.is_empty() {
        return Some(in_a_line(&format!("{answer} to {version}")));
    }
    if purpose.is_empty() {
        return None;
    }
    let became = if not_taken.is_empty() { message_id } else { "not taken by the server" };
    Some(in_a_line(&format!("{purpose} of {version}: {became}")))
}
