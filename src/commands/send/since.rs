//! What the lists of today have otherwise than an edition that was begun.

use std::collections::BTreeSet;

use crate::agreement::{Agreement, Agreements};
use crate::commands::send::begun::Begun;
use crate::commands::send::today::Today;
use crate::commands::{Result, Session};
use crate::diagnostic::visible;
use crate::letters::Letters;
use crate::signatories::{Listed, Row, Signatories};

/// Names it: the edition keeps what was recorded.
pub(crate) fn say(
    begun: &Begun,
    standing: &Letters,
    agreements: &Agreements,
    today: &Today,
    session: &Session,
) -> Result<()> {
    let name = format!("edition {}", begun.edition.number);
    let said = signatories(begun, standing, agreements).into_iter();
    for (what, who) in said.chain(addressees(begun, today)?).filter(|(_, who)| !who.is_empty()) {
        let who: Vec<_> = who.iter().map(|who| visible(who)).collect();
        session.console.status(format!("{what} {name}: {}.", who.join(", ")));
    }
    Ok(())
}

/// What is said, and of whom.
type Said = (&'static str, Vec<String>);

/// Who signs and is not on its list, and the other way round.
fn signatories(begun: &Begun, standing: &Letters, agreements: &Agreements) -> [Said; 3] {
    let standing_of = agreements.standing();
    let holds =
        |row: &Row<'_>| !matches!(standing_of.of(row.cell("signed_version")), Agreement::Stale(_));
    let rows = standing.list().into_iter().flat_map(Signatories::rows);
    let signing: Vec<_> = rows.filter(Row::counts).filter(holds).collect();
    let (named, unnamed): (Vec<Row<'_>>, Vec<Row<'_>>) =
        signing.into_iter().partition(|row| row.listed() == Listed::Yes);
    let then = begun.ids();
    let now: BTreeSet<_> = named.iter().map(Row::id).collect();
    let came = named.iter().filter(|row| !then.contains(row.id())).map(Row::label);
    let rows = begun.list.iter().flat_map(Signatories::rows);
    let left = rows.filter(|row| row.listed() == Listed::Yes);
    let left = left.filter(|row| !now.contains(begun.id_of_today(row.id()))).map(|row| row.label());
    let (before, now) = (begun.unnamed(), unnamed.len());
    let counts = (before != now).then(|| format!("{before}, now {now}"));
    [
        ("Signed since, and not in", came.collect()),
        ("Signs no longer, and is in", left.collect()),
        ("Without a name in", counts.into_iter().collect()),
    ]
}

/// Whose row was added, taken off or changed.
fn addressees(begun: &Begun, today: &Today) -> Result<[Said; 3]> {
    let recorded = begun.recorded_addressees()?;
    let then: BTreeSet<_> = recorded.iter().map(|addressee| addressee.id.as_str()).collect();
    let ids = |addressee: &crate::addressees::Addressee| addressee.id.clone();
    if !begun.has_rows() && !today.has_rows {
        return Ok([("", Vec::new()), ("", Vec::new()), ("", Vec::new())]);
    }
    let came = today.addressees.iter().filter(|one| !then.contains(one.id.as_str()));
    let now = |id: &str| today.addressee(id).filter(|_| today.has_rows);
    let left = recorded.iter().filter(|one| now(&one.id).is_none());
    let changed =
        recorded.iter().filter(|one| now(&one.id).is_some_and(|now| now.columns != one.columns));
    Ok([
        ("On the list of addressees since, and not in", came.map(ids).collect()),
        ("Off the list of addressees, and gets no more of", left.map(ids).collect()),
        ("With another row now, and as it was in", changed.map(ids).collect()),
    ])
}
