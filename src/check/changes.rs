//! What became of the rows of a list since an earlier state of it.

use crate::check::signatories::names;
use crate::diagnostic::Diagnostic;
use crate::signatories::{ChangedCell, Row, Signatories, changed_cells, pairs};

/// A warning for each row that was removed or altered since a revision, and a note on those that
/// were added. A list that is not there has no rows.
pub fn changes(
    then: Option<&Signatories>,
    now: Option<&Signatories>,
    revision: &str,
) -> Vec<Diagnostic> {
    let pairs = pairs(then, now);
    let mut findings: Vec<_> =
        pairs.removed.iter().filter_map(|row| Some(removed(then?, *row, revision))).collect();
    findings.extend(pairs.kept.iter().filter_map(|(old, new)| altered(now?, *old, *new, revision)));
    findings.extend(now.and_then(|now| added(now, &pairs.added, revision)));
    findings
}

fn removed(then: &Signatories, row: Row<'_>, revision: &str) -> Diagnostic {
    let message = format!("{} was taken off the list since `{revision}`", names(&[row]));
    Diagnostic::warning("removed-row", message)
        .at(then.place(row, "name"))
        .help("put it back, unless it was to go")
}

fn altered(now: &Signatories, old: Row<'_>, new: Row<'_>, revision: &str) -> Option<Diagnostic> {
    let cells = changed_cells(old, new);
    let first = cells.first()?;
    let told = cells.iter().map(told).collect::<Vec<_>>().join("; ");
    let message = format!("{} was altered since `{revision}`: {told}", names(&[old]));
    Some(
        Diagnostic::warning("altered-row", message)
            .at(now.place(new, &first.column))
            .help("undo it, unless it was meant"),
    )
}

/// `` `country` was `DE`, is `FR` ``; of a private cell its column alone.
fn told(cell: &ChangedCell) -> String {
    let value = |text: &str| if text.is_empty() { "empty".to_owned() } else { format!("`{text}`") };
    match &cell.values {
        Some((old, new)) => format!("`{}` was {}, is {}", cell.column, value(old), value(new)),
        None => format!("`{}`", cell.column),
    }
}

fn added(now: &Signatories, rows: &[Row<'_>], revision: &str) -> Option<Diagnostic> {
    let first = rows.first()?;
    let message = match rows.len() {
        1 => format!("one row was added since `{revision}`: {}", names(rows)),
        count => format!("{count} rows were added since `{revision}`: {}", names(rows)),
    };
    Some(Diagnostic::note("added-row", message).at(now.place(*first, "name")))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn found(then: &str, now: &str) -> String {
        let list = |text: &str| crate::signatories::parse(text.as_bytes(), Path::new("s.csv"));
        let (then, now) = (list(then).unwrap(), list(now).unwrap());
        let show = |finding: Diagnostic| {
            let place = finding.place.unwrap();
            format!("{}:{} {}\n", place.line, place.column, finding.message)
        };
        changes(Some(&then), Some(&now), "main").into_iter().map(show).collect()
    }

    #[test]
    fn what_a_change_removes_alters_and_adds_is_named_and_private_values_are_not() {
        assert_eq!(
            found(
                "name,country,email\nA,DE,canary@example.org\nB,,\nC,,\n",
                "name,country,email,status\nC,,,\nA,FR,,withdrawn\nD,,,\nE,,,invited\n"
            ),
            "3:1 B was taken off the list since `main`\n\
             3:3 A was altered since `main`: `country` was `DE`, is `FR`; `email`; \
             `status` was `confirmed`, is `withdrawn`\n\
             4:1 2 rows were added since `main`: D and E (invited)\n"
        );
    }

    #[test]
    fn another_way_of_writing_the_same_is_no_change() {
        assert_eq!(
            found(
                "name,abbreviation\nA,\nBee,B\n",
                "Abbr;name;id;status;kind\r\n\"B\";Bee;b;confirmed;\r\n;A ;;;organization\r\n"
            ),
            ""
        );
    }
}
