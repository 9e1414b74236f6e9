//! `letterctl draft verify 1 FILE`: whether a file is one of the letters that went out.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::commands::draft::report::called;
use crate::commands::{Outcome, Result, Session};
use crate::draft::{Edition, EditionLetter};

pub(crate) fn run(edition: &Edition, files: &[PathBuf], session: &Session) -> Result {
    let console = &session.console;
    let found = files.iter().map(|file| edition.letters_in(&session.folder.join(file)));
    let found = found.collect::<std::result::Result<Vec<_>, _>>()?;
    let found: Vec<_> = files.iter().zip(&found).collect();
    if console.is_json() {
        let files = found.iter().map(|(file, letters)| {
            json!({ "file": file, "letters": letters.iter().copied().map(report).collect::<Vec<_>>() })
        });
        console.json(&json!({ "edition": edition.number, "files": files.collect::<Vec<_>>() }))?;
    } else {
        for (file, letters) in &found {
            let what = match letters.as_slice() {
                [] => "no letter".to_owned(),
                letters => letters.iter().copied().map(called).collect::<Vec<_>>().join(" and "),
            };
            let said = format!("{} is {what} of edition {}\n", file.display(), edition.number);
            console.data(said.as_bytes())?;
        }
    }
    let are_all = found.iter().all(|(_, letters)| !letters.is_empty());
    Ok(if are_all { Outcome::Done } else { Outcome::Findings })
}

fn report(letter: &EditionLetter) -> Value {
    json!({ "addressee": letter.addressee_id(), "language": letter.language })
}
