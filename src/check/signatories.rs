//! All rules on the list of signatories.
//!
//! Who declined, withdrew or is not to be listed is nobody's concern here.

use std::collections::BTreeMap;

use crate::check::leftover;
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Language};
use crate::signatories::{Listed, Published, Row, Signatories, Status, duplicates};

/// What should be looked at in a list before its names go out, in the order of the file; what
/// concerns several rows comes last.
pub fn signatories(list: &Signatories, published: &Published) -> Vec<Diagnostic> {
    let mut findings = twice(list);
    for row in list.rows().filter(|row| is_active(*row) && row.listed() == Listed::Yes) {
        findings.extend(addresses(list, row, published));
        findings.extend(leftovers(list, row));
    }
    findings.sort_by_key(|finding| finding.place.as_ref().map(|place| (place.line, place.column)));
    findings.extend(open(list));
    findings.extend(unauthorized(list));
    findings
}

/// Whether the row is one who signs, or may still.
pub(crate) fn is_active(row: Row<'_>) -> bool {
    matches!(row.status(), Status::Invited | Status::Pending | Status::Confirmed)
        && row.listed() != Listed::No
}

/// Rows that are likely one.
fn twice(list: &Signatories) -> Vec<Diagnostic> {
    // Behind a row that no longer signs, the next one like it stands first.
    let mut stand_ins: BTreeMap<usize, Row<'_>> = BTreeMap::new();
    let mut findings = Vec::new();
    for duplicate in duplicates(list) {
        let (first, second) = (duplicate.first, duplicate.second);
        if !is_active(second) {
            continue;
        }
        let first = match stand_ins.get(&first.line()) {
            _ if is_active(first) => first,
            Some(stand_in) => *stand_in,
            None => {
                stand_ins.insert(first.line(), second);
                continue;
            }
        };
        let difference = duplicate.likeness.difference();
        let message = format!("`{}` is listed twice{difference}", second.name());
        let (line, name) = (first.line(), first.name());
        findings.push(
            Diagnostic::warning("duplicate-signatory", message)
                .at(list.place(second, "name"))
                .help(format!(
                    "line {line} has `{name}`; if they are one, take out one of the rows"
                )),
        );
    }
    findings
}

/// Mail addresses in columns that anyone may read.
fn addresses(list: &Signatories, row: Row<'_>, published: &Published) -> Vec<Diagnostic> {
    let columns = list.column_names().filter(|column| published.includes(column));
    let holding = columns.filter(|column| holds_address(row.cell(column)));
    holding
        .map(|column| {
            let message = format!("`{column}` is public, and holds a mail address");
            Diagnostic::warning("address-in-public-column", message)
                .at(list.place(row, column))
                .help("move it to a column `email`, which is never published")
        })
        .collect()
}

/// Whether a word of the cell is `local@domain.tld`, the sign in full width or not.
fn holds_address(cell: &str) -> bool {
    cell.split([' ', '\u{a0}', ',', ';', '<', '>', '(', ')']).any(|word| {
        let Some((local, domain)) = word.split_once(['@', '＠']) else { return false };
        let is_web_address = local.contains("://");
        let is_label = |label: &str| !label.is_empty() && !label.contains(['@', '＠', '/']);
        !local.is_empty()
            && !is_web_address
            && domain.contains(['.', '．'])
            && domain.split(['.', '．']).all(is_label)
    })
}

/// Words in what is printed of a row that stand for something still to be asked.
fn leftovers(list: &Signatories, row: Row<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for column in ["name", "abbreviation", "role", "affiliation", "country", "group"] {
        let cell = row.cell(column);
        let is_form = cell.starts_with('[') && cell.ends_with(']') && cell.len() > 2;
        let found = if is_form {
            leftover::find(cell, false, &Language::default())
        } else {
            leftover::marks(cell, &Language::default())
        };
        if let Some(range) = found.into_iter().next() {
            findings.push(leftover::leftover(&cell[range]).at(list.place(row, column)));
        }
    }
    findings
}

/// How many are asked and have not signed, and who.
fn open(list: &Signatories) -> Option<Diagnostic> {
    let is_open = |row: &Row<'_>| {
        is_active(*row) && matches!(row.status(), Status::Invited | Status::Pending)
    };
    let rows: Vec<_> = list.rows().filter(is_open).collect();
    let first = rows.first()?;
    let message = match rows.len() {
        1 => format!("one signatory has not confirmed: {}", names(&rows)),
        count => format!("{count} signatories have not confirmed: {}", names(&rows)),
    };
    Some(
        Diagnostic::note("unconfirmed-signatory", message)
            .at(list.place(*first, "status"))
            .help("the letter does not name them"),
    )
}

/// Organizations whose name stands there without the person who gave it, in a list that has a
/// column for that person.
fn unauthorized(list: &Signatories) -> Option<Diagnostic> {
    if !list.column_names().any(|column| column == "signed_by") {
        return None;
    }
    let lacks = |row: &Row<'_>| {
        let signs = row.status() == Status::Confirmed && row.listed() != Listed::No;
        signs
            && row.kind() == Kind::Organization
            && !row.name().is_empty()
            && row.cell("signed_by").is_empty()
    };
    let rows: Vec<_> = list.rows().filter(lacks).collect();
    let first = rows.first()?;
    let message = match rows.len() {
        1 => format!("one organization signs, nobody knows by whom: {}", names(&rows)),
        count => format!("{count} organizations sign, nobody knows by whom: {}", names(&rows)),
    };
    Some(
        Diagnostic::note("missing-signed-by", message)
            .at(list.place(*first, "name"))
            .help("`signed_by` keeps the person who authorized the name; it is not published"),
    )
}

/// The names of rows, as many as one reads.
pub(crate) fn names(rows: &[Row<'_>]) -> String {
    const READ: usize = 10;
    let name = |row: &Row<'_>| {
        if row.name().is_empty() { row.id().to_owned() } else { row.label() }
    };
    let label = |row: &Row<'_>| match row.status() {
        Status::Confirmed => name(row),
        status => format!("{} ({status})", name(row)),
    };
    let mut names: Vec<_> = rows.iter().take(READ).map(label).collect();
    match rows.len() - names.len() {
        0 => {}
        1 => names.push("one other".to_owned()),
        more => names.push(format!("{more} others")),
    }
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        let list = crate::signatories::parse(text.as_bytes(), Path::new("s.csv")).unwrap();
        let show = |finding: Diagnostic| {
            let place = finding.place.unwrap();
            format!("{}:{} {}: {}", place.line, place.column, finding.code, finding.message)
        };
        signatories(&list, &Published::default()).into_iter().map(show).collect()
    }

    #[test]
    fn rows_that_do_not_sign_are_no_finding() {
        assert_eq!(
            found(
                "name,status,listed,role\nA,withdrawn,,TBD\nA,declined,,\nA,,no,\nA,,,\n\
                 b@example.org,,no,x\n"
            ),
            [""; 0]
        );
    }

    #[test]
    fn behind_a_row_that_withdrew_the_next_two_are_duplicates() {
        assert_eq!(
            found("name,status\nA,withdrawn\nA,\na,\n"),
            ["4:1 duplicate-signatory: `a` is listed twice"]
        );
    }

    #[test]
    fn a_mail_address_in_any_public_column_is_found() {
        let code = |line_and_column| {
            format!(
                "{line_and_column} address-in-public-column: `role` is public, and holds a mail address"
            )
        };
        assert_eq!(
            found(
                "name,role,email,url\nA,\"Chair, a@example.org\",a@example.org,\n\
                 B,Chair＠example．org,,https://medium.com/@b.c\nC,@c on the web,,\nD,a @ b.c,,\n"
            ),
            [code("2:3"), code("3:3")]
        );
    }

    #[test]
    fn at_most_ten_names_are_told() {
        let rows: Vec<_> = ('A'..='L').map(|name| format!("{name},invited")).collect();
        assert_eq!(
            found(&format!("name,status\n{}", rows.join("\n"))),
            ["2:3 unconfirmed-signatory: 12 signatories have not confirmed: A (invited), \
              B (invited), C (invited), D (invited), E (invited), F (invited), G (invited), \
              H (invited), I (invited), J (invited) and 2 others"]
        );
    }
}
