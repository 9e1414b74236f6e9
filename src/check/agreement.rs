//! Rules on what the signatories agreed to.

use crate::agreement::{Agreement, Agreements, FrozenText};
use crate::check::signatories::names;
use crate::diagnostic::Diagnostic;
use crate::signatories::{Row, Signatories, Status};

/// Sign-offs that are to another text than the letter's, or to none.
pub fn agreement(list: &Signatories, agreements: &Agreements) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let standing = agreements.standing();
    let mut to_none = Vec::new();
    let mut to_unknown = Vec::new();
    let mut stale: Vec<(&FrozenText, Vec<Row<'_>>)> = Vec::new();
    for row in list.rows().filter(|row| row.is_active() && row.status() == Status::Confirmed) {
        match standing.of(row.cell("signed_version")) {
            Agreement::Holds => {}
            Agreement::ToNoText => to_none.push(row),
            Agreement::Stale(None) => to_unknown.push(row),
            Agreement::Stale(Some(version)) => {
                match stale.iter_mut().find(|(other, _)| std::ptr::eq(*other, version)) {
                    Some((_, rows)) => rows.push(row),
                    None => stale.push((version, vec![row])),
                }
            }
        }
    }
    findings.extend(stale.iter().map(|(version, rows)| outdated(list, agreements, version, rows)));
    findings.extend(unknown(list, &to_unknown));
    findings.extend(to_no_text(list, &to_none));
    findings
}

/// Whether the letter's text is that of a frozen version.
pub fn frozen(agreements: &Agreements) -> Option<Diagnostic> {
    let newest = agreements.versions().last()?;
    if agreements.is_frozen() {
        return None;
    }
    let (label, change) = (&newest.version.label, agreements.change_since(newest));
    Some(
        Diagnostic::note("text-not-frozen", format!("the text is not that of {label}: {change}"))
            .help(format!(
                "`letterctl draft diff {label}` shows it; `letterctl draft freeze` keeps it"
            )),
    )
}

fn outdated(
    list: &Signatories,
    agreements: &Agreements,
    agreed: &FrozenText,
    rows: &[Row<'_>],
) -> Diagnostic {
    let label = &agreed.version.label;
    let message = match rows.len() {
        1 => format!("one sign-off is to the text of {label}: that of {}", whose(rows)),
        count => format!("{count} sign-offs are to the text of {label}: those of {}", whose(rows)),
    };
    let change = agreements.change_since(agreed);
    let warning = Diagnostic::warning("stale-agreement", message);
    let help = format!("since then, {change}: ask again, then `letterctl sign confirm`");
    match rows.first() {
        Some(row) => warning.at(list.place(*row, "signed_version")).help(help),
        None => warning.help(help),
    }
}

fn unknown(list: &Signatories, rows: &[Row<'_>]) -> Option<Diagnostic> {
    let first = rows.first()?;
    let message = match rows.len() {
        1 => format!("one sign-off is to a text of no frozen version: that of {}", whose(rows)),
        count => {
            format!("{count} sign-offs are to texts of no frozen version: those of {}", whose(rows))
        }
    };
    Some(
        Diagnostic::warning("unknown-version", message)
            .at(list.place(*first, "signed_version"))
            .help("`letterctl draft list` shows the versions that there are"),
    )
}

/// The names of those who sign under one, and how many do not: `render` tells this too, and names
/// nobody else.
fn whose(rows: &[Row<'_>]) -> String {
    let (named, unnamed): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.is_printed());
    let unnamed = match unnamed.len() {
        0 => return names(&named),
        1 => "one who is not named".to_owned(),
        count => format!("{count} who are not named"),
    };
    if named.is_empty() { unnamed } else { format!("{}, and of {unnamed}", names(&named)) }
}

fn to_no_text(list: &Signatories, rows: &[Row<'_>]) -> Option<Diagnostic> {
    let first = rows.first()?;
    let message = match rows.len() {
        1 => format!("one sign-off is to no particular version: that of {}", whose(rows)),
        count => {
            format!("{count} sign-offs are to no particular version: those of {}", whose(rows))
        }
    };
    Some(
        Diagnostic::note("no-version-agreed", message)
            .at(list.place(*first, "signed_version"))
            .help("if it was one, `letterctl sign confirm --all --version V` says which"),
    )
}
