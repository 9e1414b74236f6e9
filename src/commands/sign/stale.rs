//! `letterctl sign list --stale`: who agreed to another text than the letter's.

use std::collections::BTreeMap;

use crate::agreement::{Agreement, Agreements};
use crate::commands::sign::report::json;
use crate::commands::{Outcome, Result, Session};
use crate::console;
use crate::signatories::{Row, Status};

/// Shows those of some rows whose sign-off is to another text, and what changed since.
pub(crate) fn show(rows: &[Row<'_>], all: bool, session: &Session) -> Result {
    let project = session.project()?;
    let letters = session.letters(Some(&project), None)?;
    let agreements = Session::agreements(&project, &letters)?;
    let standing = agreements.as_ref().map(Agreements::standing);
    // Many rows agreed to the same few versions.
    let mut changes: BTreeMap<String, String> = BTreeMap::new();
    let mut change = |row: &Row<'_>| {
        let (agreements, standing) = (agreements.as_ref()?, standing.as_ref()?);
        match standing.of(row.cell("signed_version")) {
            Agreement::ToNoText | Agreement::Holds => None,
            Agreement::Stale(Some(agreed)) => {
                let label = agreed.version.label.clone();
                let change =
                    changes.entry(label).or_insert_with(|| agreements.change_since(agreed));
                Some(change.clone())
            }
            Agreement::Stale(None) => Some("no such version is frozen".to_owned()),
        }
    };
    let confirmed = rows.iter().filter(|row| row.status() == Status::Confirmed);
    let stale: Vec<_> = confirmed.filter_map(|row| Some((row, change(row)?))).collect();
    if session.console.is_json() {
        let object = |(row, change): &(&Row<'_>, String)| {
            let mut object = if all { json(row.fields()) } else { json(row.recorded()) };
            object.insert("changed_since".to_owned(), change.clone().into());
            object
        };
        session.console.json(&stale.iter().map(object).collect::<Vec<_>>())?;
        return Ok(Outcome::Done);
    }
    let heads = ["id", "name", "signed_version", "changed since"].map(str::to_owned).to_vec();
    let line = |(row, change): &(&Row<'_>, String)| {
        let version = row.cell("signed_version").to_owned();
        vec![row.id().to_owned(), row.label(), version, change.clone()]
    };
    let table: Vec<_> = std::iter::once(heads).chain(stale.iter().map(line)).collect();
    session.console.data(console::aligned(&table).as_bytes())?;
    Ok(Outcome::Done)
}
