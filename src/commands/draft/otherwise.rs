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
    // A translation mostly differs as the first letter does.
    let mut said = BTreeSet::new();
    for (file, frozen) in standing.files().zip(edition.files()) {
        let letter = standing.assemble(file, &now)?.letter;
        let frozen = edition.assemble(frozen, &then)?.letter;
        let differences = differences(&letter, &frozen, &version.label).into_iter();
        for (_, sentence) in differences.filter(|(part, _)| said.insert(*part)) {
            session.console.status(sentence);
        }
    }
    Ok(())
}

/// The parts that are not as they were frozen, each with what is to be said of it.
fn differences(now: &Letter, then: &Letter, label: &str) -> Vec<(&'static str, String)> {
    let marked = |letter: &Letter| Some(format!("`{}`", letter.marking.as_ref()?));
    let lines = [
        ("date", "dated", now.dateline.clone(), then.dateline.clone()),
        ("marking", "marked", marked(now), marked(then)),
    ];
    let lines = lines.into_iter().filter(|(_, _, now, then)| now != then);
    let lines = lines.map(|(part, is, now, then)| (part, told(part, is, now, then, label)));
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
    let others = others.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| {
        let now = format!("The letter as it stands has another {part}");
        (part, format!("{now}; the edition keeps that of {label}."))
    });
    lines.chain(others).collect()
}

/// What is to be said of a part of one line.
fn told(part: &str, is: &str, now: Option<String>, then: Option<String>, label: &str) -> String {
    let now = match now {
        Some(now) => format!("is {is} {}", visible(&now)),
        None => format!("has no {part}"),
    };
    let then = match then {
        Some(then) => format!("keeps the {part} of {label}, {}", visible(&then)),
        None => format!("has none, as {label}"),
    };
    format!("The letter as it stands {now}; the edition {then}.")
}
