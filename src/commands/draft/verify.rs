//! `letterctl draft verify`.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use crate::commands::draft::faults::Faults;
use crate::commands::draft::report::say_none;
use crate::commands::draft::{verify_edition, verify_files};
use crate::commands::{Result, Session};
use crate::draft::{self, Verified, Version};
use crate::project::Project;

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Edition whose letters are made again and compared: `1` or `edition-1`; by default, the seals
    /// of all are checked
    edition: Option<String>,

    /// Files of which to say whether they are letters of the edition, and to whom
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(crate) fn run(args: &VerifyArgs, session: &Session) -> Result {
    let project = session.project()?;
    match &args.edition {
        None => all(&project, session),
        Some(name) => {
            let edition = draft::find_edition(&project.drafts(), name)?;
            if args.files.is_empty() {
                verify_edition::run(&edition, &project, session)
            } else {
                verify_files::run(&edition, &args.files, session)
            }
        }
    }
}

/// Every file of every version, and the seals of editions.
fn all(project: &Project, session: &Session) -> Result {
    let console = &session.console;
    let drafts = project.drafts();
    let mut reports = Vec::new();
    let mut faults = Faults::default();
    for verified in draft::verify(&drafts)? {
        reports.push(report(&verified));
        faults.say(&name(&verified), "frozen", verified.faults, console)?;
    }
    for verified in draft::verify_editions(&drafts)? {
        let version = verified.edition.as_ref().ok().map(|edition| edition.version.clone());
        let (name, number) = (verified.name(), verified.number);
        let fault = verified.edition.err();
        let said: Vec<_> = fault.iter().map(ToString::to_string).collect();
        reports.push(json!({ "edition": number, "version": version, "faults": said }));
        faults.say(&name, "recorded", fault, console)?;
    }
    if console.is_json() {
        console.json(&reports)?;
    } else if reports.is_empty() {
        say_none(console);
    }
    Ok(faults.outcome())
}

fn name(verified: &Verified) -> String {
    verified.version.as_ref().map_or(verified.label.clone(), Version::reference)
}

fn report(verified: &Verified) -> Value {
    let faults: Vec<_> = verified.faults.iter().map(ToString::to_string).collect();
    json!({
        "version": verified.label,
        "id": verified.version.as_ref().map(Version::id),
        "faults": faults,
    })
}
