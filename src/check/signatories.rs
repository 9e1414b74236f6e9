//! All rules on the list of signatories.
//!
//! Who declined, withdrew or is not to be listed is nobody's concern here.

use crate::check::leftover;
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Language};
use crate::signatories::{
    Alike, Apart, Duplicate, Listed, Published, Row, Signatories, Status, exact_duplicates,
};

/// What should be looked at in a list before its names go out, in the order of the file; what
/// concerns several rows comes last.
pub fn signatories(list: &Signatories, published: &Published, apart: &Apart) -> Vec<Diagnostic> {
    let mut findings = twice(list, apart);
    for row in list.rows().filter(|row| row.is_active() && row.listed() == Listed::Yes) {
        findings.extend(addresses(list, row, published));
        findings.extend(leftovers(list, row));
    }
    let written_to = list.rows().filter(Row::is_active);
    findings.extend(written_to.filter_map(|row| unusable_address(list, row)));
    findings.sort_by_key(|finding| finding.place.as_ref().map(|place| (place.line, place.column)));
    findings.extend(open(list));
    findings.extend(unauthorized(list));
    findings
}

/// Rows that are one in all but spelling.
fn twice(list: &Signatories, apart: &Apart) -> Vec<Diagnostic> {
    let finding = |duplicate: Duplicate<'_>| {
        let (first, second) = (duplicate.first, duplicate.second);
        let difference = match duplicate.alike {
            Alike::Exact(likeness) => likeness.difference(),
            Alike::Near(..) => "",
        };
        let message = format!("`{}` is listed twice{difference}", second.name());
        let (line, name) = (first.line(), first.name());
        Diagnostic::warning("duplicate-signatory", message)
            .at(list.place(second, "name"))
            .help(format!("line {line} has `{name}`; if they are one, take out one of the rows"))
    };
    exact_duplicates(list, apart).into_iter().map(finding).collect()
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

/// A cell `email` to which no mail can go. Its value is private.
fn unusable_address(list: &Signatories, row: Row<'_>) -> Option<Diagnostic> {
    let email = row.cell("email");
    let fault = if email.is_empty() || is_address(email) {
        return None;
    } else if email.matches('@').count() > 1 {
        "more than one mail address"
    } else {
        "no mail address"
    };
    Some(
        Diagnostic::warning("email", format!("`email` holds {fault}"))
            .at(list.place(row, "email"))
            .help("write one address alone, as `info@example.org`"),
    )
}

/// Whether a text is `local@domain.tld` (RFC 5321, 4.1.2), letters beyond ASCII among it (RFC 6531).
fn is_address(text: &str) -> bool {
    const LONGEST_LOCAL_PART: usize = 64;
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_word = |word: &str| {
        let cannot_stand =
            |c: char| c.is_whitespace() || c.is_control() || "()<>[],;:\\\"@".contains(c);
        !word.is_empty() && !word.contains(cannot_stand)
    };
    let is_label = |label: &str| is_word(label) && !label.starts_with('-') && !label.ends_with('-');
    local.len() <= LONGEST_LOCAL_PART
        && local.split('.').all(is_word)
        && domain.contains('.')
        && domain.split('.').all(is_label)
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
        row.is_active() && matches!(row.status(), Status::Invited | Status::Pending)
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
    let label = |row: &Row<'_>| match row.status() {
        Status::Confirmed => row.label_or_id(),
        status => format!("{} ({status})", row.label_or_id()),
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
        signatories(&list, &Published::default(), &Apart::default()).into_iter().map(show).collect()
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
    fn an_address_that_cannot_be_is_found_and_not_quoted() {
        let one = |line: usize| format!("{line}:3 email: `email` holds no mail address");
        let two = |line: usize| format!("{line}:3 email: `email` holds more than one mail address");
        assert_eq!(
            found(
                "name,email,status\nA,canary,\nB,a@example.org; b@example.org,\n\
                 C,a@example.org b@example.org,pending\nD,Dee <d@example.org>,\n\
                 E,e@example,\nF,f@example..org,\nG,canary,withdrawn\n\
                 H,h.i+j@sub.example.org,\nI,info@bücher.example,\nJ,,\n"
            )
            .into_iter()
            .filter(|finding| !finding.contains("unconfirmed"))
            .collect::<Vec<_>>(),
            [one(2), two(3), two(4), one(5), one(6), one(7)]
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
