//! Who can be named on a command line. Nothing private is among it.

use std::collections::BTreeSet;

use crate::commands::completions::found::{Values, plain};
use crate::commands::review::review_lists;
use crate::commands::{Result, Session, addressees};
use crate::signatories::{self, Row, Signatories, Status};

/// The rows of the list.
pub(crate) fn signatories(session: &Session) -> Result<Values> {
    let list = list(session)?;
    let rows = list.rows().map(|row| {
        let label = match row.status() {
            Status::Confirmed => row.label(),
            status => format!("{} ({status})", row.label()),
        };
        (row.id().to_owned(), label)
    });
    Ok(rows.collect())
}

/// Those on the review list, called by what everybody may read.
pub(crate) fn reviewers(session: &Session) -> Result<Values> {
    let lists = review_lists(&session.project()?)?;
    let reviewers = lists.reviewers.reviewers().iter();
    Ok(reviewers.map(|reviewer| (reviewer.id.clone(), lists.label(reviewer))).collect())
}

/// Those who get the final letter or a copy.
pub(crate) fn recipients(session: &Session) -> Result<Values> {
    let addressees = addressees(&session.project()?)?.into_iter();
    let addressees = addressees.map(|row| (row.id.clone(), row.called().to_owned()));
    let list = list(session)?;
    let signatories = list.rows().filter(Row::counts);
    let signatories = signatories.map(|row| (row.id().to_owned(), row.label()));
    Ok(addressees.chain(signatories).collect())
}

/// The groups of the list.
pub(crate) fn groups(session: &Session) -> Result<Values> {
    let list = list(session)?;
    let groups: BTreeSet<_> = list.rows().map(|row| row.cell("group").to_owned()).collect();
    Ok(plain(groups.into_iter().filter(|group| !group.is_empty())))
}

/// The columns of the list, each with the sign that a value follows.
pub(crate) fn columns(session: &Session) -> Result<Values> {
    Ok(plain(list(session)?.column_names().map(|name| format!("{name}="))))
}

fn list(session: &Session) -> Result<Signatories> {
    let paths = session.list_paths()?;
    Ok(signatories::load(&paths.list, &paths.shown)?)
}
