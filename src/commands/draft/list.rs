//! `letterctl draft list`.

use crate::clock;
use crate::commands::draft::report::{VersionReport, say_none};
use crate::commands::{Outcome, Result, Session};
use crate::console;
use crate::diagnostic::visible;
use crate::draft::{self, Version, Weight};

pub(crate) fn run(session: &Session) -> Result {
    let console = &session.console;
    let versions = draft::versions(&session.project()?.drafts())?;
    if console.is_json() {
        console.json(&versions.iter().map(VersionReport::new).collect::<Vec<_>>())?;
    } else if versions.is_empty() {
        say_none(console);
    } else {
        let heads = ["version", "id", "day", "languages", "note"].map(str::to_owned).to_vec();
        let rows = versions.iter().map(row);
        let table: Vec<_> = std::iter::once(heads).chain(rows).collect();
        console.data(console::aligned(&table).as_bytes())?;
    }
    Ok(Outcome::Done)
}

fn row(version: &Version) -> Vec<String> {
    let time = version.time.to_string();
    let note = version.note.split_whitespace().collect::<Vec<_>>().join(" ");
    let weight = if version.weight == Weight::Editorial { "(editorial) " } else { "" };
    vec![
        version.label.clone(),
        version.id().to_owned(),
        clock::date(&time).map_or(time, |day| day.to_string()),
        version.languages().collect::<Vec<_>>().join(", "),
        format!("{weight}{}", visible(&note)),
    ]
}
