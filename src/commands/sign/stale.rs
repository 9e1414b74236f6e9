//! What sign-offs are worth for the letter as it stands: `letterctl sign list --stale`, and a line of
//! `sign show`.

use std::collections::BTreeMap;

use crate::agreement::{Agreement, Agreements};
use crate::commands::sign::report::json;
use crate::commands::{Outcome, Result, Session, agreements};
use crate::console;
use crate::draft;
use crate::signatories::{Row, Status};

/// Shows those of some rows whose sign-off is to another text, and what changed since.
pub(crate) fn show(rows: &[Row<'_>], all: bool, session: &Session) -> Result {
    let project = session.project()?;
    let letters = session.letters(Some(&project), None)?;
    let agreements = agreements(&project, &letters)?;
    let standing = agreements.as_ref().map(Agreements::standing);
    // Many rows agreed to the same few versions.
    let mut changes: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut change = |row: Row<'_>| {
        let (agreements, standing) = (agreements.as_ref()?, standing.as_ref()?);
        let version = row.cell("signed_version");
        let why = || agreements.why_stale(standing.of(version));
        changes.entry(version.to_owned()).or_insert_with(why).clone()
    };
    let confirmed = rows.iter().filter(|row| row.status() == Status::Confirmed);
    let stale: Vec<_> = confirmed.filter_map(|row| Some((row, change(*row)?))).collect();
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

/// What the sign-off of a row is worth for the letter as it stands, where versions are frozen and
/// the letter can be filled in.
pub(crate) fn agreement(row: Row<'_>, session: &Session) -> Result<Option<String>> {
    let project = session.project()?;
    if row.status() != Status::Confirmed || draft::versions(&project.drafts())?.is_empty() {
        return Ok(None);
    }
    let letters = session.letters(Some(&project), None);
    let Ok(agreements) = letters.and_then(|letters| agreements(&project, &letters)) else {
        return Ok(None);
    };
    let Some(agreements) = agreements else { return Ok(None) };
    let agreement = agreements.standing().of(row.cell("signed_version"));
    Ok(Some(match (agreements.why_stale(agreement), agreement) {
        (Some(why), _) => format!("stale: {why}"),
        (None, Agreement::Holds) => "holds".to_owned(),
        (None, _) => "to no particular version".to_owned(),
    }))
}
