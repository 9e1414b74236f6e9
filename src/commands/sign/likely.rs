//! What `sign dedupe` prints: rows that are likely one, in groups.

use serde_json::{Value, json};

use crate::commands::Result;
use crate::commands::sign::report;
use crate::console::{self, Console};
use crate::signatories::{Group, Row, Status};

/// Prints the groups, and what to do about them.
pub(crate) fn show(groups: &[Group<'_>], console: &Console) -> Result<()> {
    if console.is_json() {
        console.json(&groups.iter().map(in_json).collect::<Vec<_>>())?;
        return Ok(());
    }
    let texts: Vec<_> = groups.iter().map(in_text).collect();
    console.data(texts.join("\n").as_bytes())?;
    console.status(match groups.len() {
        0 => "No two rows look like one signatory.".to_owned(),
        1 => "\nOne group of rows that are likely one signatory.".to_owned(),
        count => format!("\n{count} groups of rows that are likely one signatory each."),
    });
    if !groups.is_empty() {
        console.status(
            "If they are one: `letterctl sign remove ID`; of one that has signed, \
             `letterctl sign withdraw ID`.",
        );
        console.status("If they are two: `letterctl sign dedupe --not-same ID ID`.");
    }
    Ok(())
}

fn in_text(group: &Group<'_>) -> String {
    let line = |row: &Row<'_>| {
        let label = match row.status() {
            Status::Confirmed => row.label(),
            status => format!("{} ({status})", row.label()),
        };
        let affiliation = Some(row.cell("affiliation")).filter(|cell| !cell.is_empty());
        let label = [label].into_iter().chain(affiliation.map(str::to_owned));
        let label = label.collect::<Vec<_>>().join(", ");
        vec![format!("  {}", row.id()), format!("line {}", row.line()), label]
    };
    let rows: Vec<_> = group.rows.iter().map(line).collect();
    format!("{}: {}\n{}", group.grade, group.reasons.join("; "), console::aligned(&rows))
}

fn in_json(group: &Group<'_>) -> Value {
    let row = |row: &Row<'_>| {
        let mut fields = report::json(row.recorded());
        fields.insert("line".to_owned(), row.line().into());
        fields
    };
    let rows: Vec<_> = group.rows.iter().map(row).collect();
    json!({ "grade": group.grade, "reason": group.reasons.join("; "), "rows": rows })
}
