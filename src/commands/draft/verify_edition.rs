//! `letterctl draft verify 1`: the letters of an edition, made again and compared.

use serde_json::json;

use crate::commands::draft::faults::Faults;
use crate::commands::draft::made_again::differences;
use crate::commands::edition::letters_of;
use crate::commands::{Result, Session};
use crate::draft::{self, Edition, PROGRAM, Way};
use crate::failure::Failure;
use crate::project::Project;

pub(crate) fn run(edition: &Edition, project: &Project, session: &Session) -> Result {
    let console = &session.console;
    let drafts = project.drafts();
    let versions = draft::versions(&drafts)?;
    let version = draft::find(&versions, &edition.version)?;
    let mut faults = Faults::default();
    let of_version = draft::verify_one(&drafts, &version.label).faults;
    let mut said: Vec<_> = of_version.iter().map(ToString::to_string).collect();
    let is_whole = of_version.is_empty();
    faults.say(&version.reference(), "frozen", of_version, console)?;
    let are_compared = is_whole && edition.program == PROGRAM;
    if is_whole {
        let label = edition.version.split('@').next().unwrap_or_default();
        let mut letters = letters_of(version, label, &drafts, session)?;
        letters.take_pictures_of(project);
        letters.take_public_list(&edition.list, &edition.shown(&drafts))?;
        if edition.way == Way::Mail {
            letters.leave_out_notice();
        }
        let of_letters = if are_compared {
            differences(edition, letters, version, project, session)?
        } else {
            Vec::new()
        };
        said.extend(of_letters.iter().cloned());
        faults.say(&edition.name(), "recorded", of_letters.into_iter().map(failure), console)?;
    }
    if is_whole && !are_compared {
        console.status(format!(
            "It was made by letterctl {}, and this is {PROGRAM}: text and list were checked, and PDFs \
             were not compared.",
            edition.program
        ));
    }
    if console.is_json() {
        console.json(&json!({
            "edition": edition.number,
            "version": edition.version,
            "pdfs_compared": are_compared,
            "faults": said,
        }))?;
    }
    Ok(faults.outcome())
}

fn failure(fault: String) -> Failure {
    Failure::user(fault).hint("with text and list as they were, other fonts make another PDF")
}
