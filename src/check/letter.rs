//! All rules on a letter and its translations.

use crate::check::{date, demands, leftover, parts, pictures, salutation, template, typing};
use crate::clock::Date;
use crate::diagnostic::Diagnostic;
use crate::model::Letter;
use crate::source::{Places, SourceFile};

/// A letter that is to be checked, with what is known of its source.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// Where its parts stand.
    pub places: &'a Places,
    /// The file that it was made from.
    pub source: SourceFile<'a>,
}

/// What should be looked at in a letter and its translations before they go out on `today`, in
/// their order. What several of them inherit is found once.
pub fn letters(letters: &[Checked<'_>], today: Date) -> Vec<Diagnostic> {
    let mut findings: Vec<_> = parts::no_signatories(letters).into_iter().collect();
    findings.extend(template::unused_variables(letters));
    for letter in letters {
        findings.extend(parts::missing(letter));
        findings.extend(date::date(letter, today));
        findings.extend(date::quoted_date(letter));
        findings.extend(salutation::salutation(letter));
        findings.extend(demands::skips(letter));
        findings.extend(leftover::in_letter(letter));
        findings.extend(pictures::undescribed(letter));
        findings.extend(template::conditions(letter));
        findings.extend(typing::typing(letter));
    }
    in_order(findings)
}

/// Findings by file, line and column, each once.
pub fn in_order(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    fn key(finding: &Diagnostic) -> impl Ord + '_ {
        let place = finding.place.as_ref();
        let place = place.map(|place| (&place.file, place.line, place.column));
        (place, finding.code, &finding.message)
    }
    findings.sort_by(|one, other| key(one).cmp(&key(other)));
    findings.dedup();
    findings
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use crate::source::{Input, Purpose, assemble};

    use super::*;

    /// What is found in a letter that nobody has signed, each with its line and column.
    pub(crate) fn found(text: &str) -> Vec<String> {
        let source = SourceFile { path: Path::new("letter.md"), text };
        let today = Date::constant(2022, 8, 2);
        let assembled = assemble(&Input {
            purpose: Purpose::Printed,
            source,
            language: None,
            first: None,
            shared: None,
            includes: None,
            pictures: None,
            list_pictures: None,
            rows: &std::sync::Arc::default(),
            private_columns: &BTreeSet::new(),
            addressee: None,
            without_notice: false,
            today,
            as_of: None,
            version: "",
            draft: None,
        })
        .unwrap();
        let checked = Checked { letter: &assembled.letter, places: &assembled.places, source };
        let show = |finding: Diagnostic| {
            let place = finding.place.unwrap();
            format!("{}:{} {}: {}", place.line, place.column, finding.code, finding.message)
        };
        letters(&[checked], today).into_iter().map(show).collect()
    }

    /// The same of a body alone.
    pub(crate) fn found_in_body(body: &str) -> Vec<String> {
        found(&format!("+++\ntitle = \"T\"\ndate = \"today\"\nsignatories = false\n+++\n{body}"))
    }
}
