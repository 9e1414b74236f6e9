//! `letterctl draft freeze`.

use clap::Args;

use crate::clock;
use crate::commands::draft::author::author;
use crate::commands::draft::report::VersionReport;
use crate::commands::draft::{examined, since};
use crate::commands::{Outcome, Result, Session};
use crate::draft::{self, NewVersion, Weight};

#[derive(Debug, Args)]
pub(crate) struct FreezeArgs {
    /// What to say of the version to those who look for one
    #[arg(short = 'm', long, default_value = "", hide_default_value = true)]
    note: String,

    /// Let agreements to the version before carry over: a comma changed, a misspelled word
    #[arg(long)]
    editorial: bool,

    /// Say what would be frozen, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: FreezeArgs, session: &Session) -> Result {
    let console = &session.console;
    let project = session.project()?;
    let letters = session.letters(Some(&project), None)?;
    let today = clock::today()?;
    let findings = examined::findings(&letters, today)?;
    let drafts = project.drafts();
    let versions = draft::versions(&drafts)?;
    let new = NewVersion {
        texts: letters.texts()?,
        source: letters.source()?,
        today,
        as_of: letters.as_of(),
        author: author(project.root()),
        note: args.note,
        weight: if args.editorial { Weight::Editorial } else { Weight::Substantial },
    };
    let since = match versions.last() {
        Some(before) => format!("; {}", since::said(before, &new, &drafts)?),
        None => String::new(),
    };
    let (verb, version) = if args.dry_run {
        ("Would freeze", draft::preview(&drafts, &new)?)
    } else {
        ("Froze", draft::freeze(&drafts, new)?)
    };
    let languages = version.languages().collect::<Vec<_>>().join(", ");
    console.status(format!("{verb} {}: {languages}{since}.", version.reference()));
    if findings > 0 {
        let are = if findings == 1 { "is 1 finding" } else { &format!("are {findings} findings") };
        console.status(format!("There {are} on the letter: `letterctl check` shows what."));
    }
    if console.is_json() {
        console.json(&VersionReport::new(&version))?;
    }
    Ok(Outcome::Done)
}
