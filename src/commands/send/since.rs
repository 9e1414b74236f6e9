//! What the lists of today have otherwise than an edition that was begun.

use std::collections::BTreeSet;

use crate::addressees::Addressee;
use crate::agreement::Agreement;
use crate::commands::send::begun::Begun;
use crate::commands::send::standing::Standing;
use crate::commands::send::today::Today;
use crate::commands::{Result, Session};
use crate::diagnostic::visible;
use crate::signatories::{Listed, Row, Signatories};

/// Names it: the edition keeps what was recorded.
pub(crate) fn say(begun: &Begun, standing: &Standing<'_>, session: &Session) -> Result<()> {
    let edition = format!("edition {}", begun.edition.number);
    let said = signatories(begun, standing, &edition).into_iter();
    let said = said.chain(addressees(begun, standing.today, &edition)?);
    for (what, who) in said.filter(|(_, who)| !who.is_empty()) {
        let who: Vec<_> = who.iter().map(|who| visible(who)).collect();
        session.console.status(format!("{what}: {}.", who.join(", ")));
    }
    Ok(())
}

/// What is said, and of whom.
type Said = (String, Vec<String>);

/// Who signs and is not on its list, and the other way round.
fn signatories(begun: &Begun, standing: &Standing<'_>, edition: &str) -> [Said; 3] {
    let agreed = standing.agreements.standing();
    let holds =
        |row: &Row<'_>| !matches!(agreed.of(row.cell("signed_version")), Agreement::Stale(_));
    let rows = standing.letters.list().into_iter().flat_map(Signatories::rows);
    let signing = rows.filter(Row::counts).filter(holds);
    let (named, unnamed): (Vec<Row<'_>>, Vec<Row<'_>>) =
        signing.partition(|row| row.listed() == Listed::Yes);
    let (then, now) = (begun.ids(), named.iter().map(Row::id).collect::<BTreeSet<_>>());
    let came = named.iter().filter(|row| !then.contains(row.id())).map(Row::label);
    let rows = begun.list.iter().flat_map(Signatories::rows);
    let left = rows.filter(|row| row.listed() == Listed::Yes);
    let left = left
        .filter(|row| !now.contains(begun.happened.id_of_today(row.id())))
        .map(|row| row.label());
    let (before, now) = (begun.unnamed(), unnamed.len());
    let counts = (before != now).then(|| format!("{before}, and {now} today"));
    [
        (format!("Signed since {edition} was begun, and not in it"), came.collect()),
        (format!("In {edition}, and signs no longer"), left.collect()),
        (format!("Without a name in {edition}"), counts.into_iter().collect()),
    ]
}

/// Whose row was added, taken off or changed.
fn addressees(begun: &Begun, today: &Today, edition: &str) -> Result<Vec<Said>> {
    if !begun.has_rows() && !today.has_rows {
        return Ok(Vec::new());
    }
    let recorded = begun.recorded_addressees()?;
    let then: BTreeSet<_> = recorded.iter().map(|addressee| addressee.id.as_str()).collect();
    let ids = |addressee: &Addressee| addressee.id.clone();
    let came = today.addressees.iter().filter(|one| !then.contains(one.id.as_str()));
    let now = |one: &Addressee| today.addressee(&one.id).filter(|_| today.has_rows);
    let left = recorded.iter().filter(|one| now(one).is_none());
    let is_other = |one: &&Addressee| now(one).is_some_and(|now| now.columns != one.columns);
    let changed = recorded.iter().filter(is_other);
    Ok(vec![
        (format!("An addressee, and not one of {edition}"), came.map(ids).collect()),
        (format!("An addressee of {edition}, and none today"), left.map(ids).collect()),
        (format!("In {edition} with the row that it had then"), changed.map(ids).collect()),
    ])
}
