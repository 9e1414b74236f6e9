//! What the letter as it stands has otherwise than the version that goes out, though their texts
//! are the same.

use std::collections::BTreeSet;

use crate::addressees::Addressee;
use crate::clock;
use crate::commands::{Result, Session};
use crate::diagnostic::visible;
use crate::draft::Version;
use crate::letters::{LetterOptions, Letters};
use crate::model::Letter;

/// Names it, part by part. `addressee` is one for whom both letters are filled in, if they are for
/// many.
pub(crate) fn say(
    standing: &Letters,
    edition: &Letters,
    version: &Version,
    addressee: Option<&Addressee>,
    session: &Session,
) -> Result<()> {
    let columns = addressee.map(|addressee| &addressee.columns);
    let options = |today| LetterOptions { today, addressee: columns, draft: None };
    let (now, then) = (options(clock::today()?), options(version.today));
    let mut said = BTreeSet::new();
    for (file, frozen) in standing.files().zip(edition.files()) {
        let letter = standing.assemble(file, &now)?.letter;
        let frozen = edition.assemble(frozen, &then)?.letter;
        for (part, sentence) in differences(&letter, &frozen, &version.label) {
            // A translation mostly differs as the first letter does.
            if said.insert(part) {
                session.console.status(sentence);
            }
        }
    }
    Ok(())
}

/// The parts that are not as they were frozen, each with what is to be said of it.
fn differences(now: &Letter, then: &Letter, label: &str) -> Vec<(&'static str, String)> {
    let mut differences = Vec::new();
    if now.dateline != then.dateline {
        differences.push((
            "date",
            told("date", "dated", now.dateline.as_deref(), then.dateline.as_deref(), label),
        ));
    }
    if now.marking != then.marking {
        let sentence =
            told("marking", "marked", now.marking.as_deref(), then.marking.as_deref(), label);
        differences.push(("marking", sentence));
    }
    let others = [
        ("letterhead", now.letterhead != then.letterhead),
        ("notice", now.notice != then.notice),
        ("reference", now.references != then.references),
        ("delivery", now.delivery != then.delivery),
        ("contact", now.contact != then.contact),
        ("order of parts", now.order != then.order),
        ("list of signatories", now.signatories != then.signatories),
        ("page", now.page != then.page),
    ];
    differences.extend(others.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| {
        let sentence = format!(
            "The letter as it stands has another {part}; the edition keeps that of {label}."
        );
        (part, sentence)
    }));
    differences
}

/// What is to be said of a part of one line.
fn told(part: &str, is: &str, now: Option<&str>, then: Option<&str>, label: &str) -> String {
    let now = match now {
        Some(now) => format!("is {is} {}", visible(now)),
        None => format!("has no {part}"),
    };
    let then = match then {
        Some(then) => format!("keeps the {part} of {label}, {}", visible(then)),
        None => format!("has none, as {label}"),
    };
    format!("The letter as it stands {now}; the edition {then}.")
}
