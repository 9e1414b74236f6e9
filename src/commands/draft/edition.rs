//! `letterctl draft edition`.

use clap::Args;

use crate::commands::draft::author::author;
use crate::commands::draft::edition_plan::plan;
use crate::commands::draft::edition_report::EditionReport;
use crate::commands::{Outcome, Result, Session, say_unwritten, write};
use crate::draft::{self, NewEdition, Way};
use crate::output;

#[derive(Debug, Args)]
pub(crate) struct EditionArgs {
    /// Go on though somebody is left off, who agreed to another text
    #[arg(long)]
    allow_stale: bool,

    /// Say what would be made and recorded, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &EditionArgs, session: &Session) -> Result {
    let console = &session.console;
    let project = session.project()?;
    let plan = plan(&project, args.allow_stale, session)?;
    let files = plan.outgoing.files();
    output::examine(&files, &plan.inputs)?;
    let mut made = Vec::new();
    let mut progress = console.progress(files.len(), "Setting");
    for letter in plan.outgoing.made() {
        made.push(letter?);
        progress.advance();
    }
    drop(progress);
    plan.outgoing.report_fonts(session);
    let drafts = project.drafts();
    let mut report = EditionReport::new(draft::next_edition(&drafts)?, &plan, &made, &project);
    if args.dry_run {
        say_unwritten(&files, session);
        console.status(report.sentence("Would record"));
    } else {
        let letters = made.iter().map(|made| made.letter.clone()).collect();
        let pdfs: Vec<_> = made.into_iter().map(|made| (made.path, made.pdf)).collect();
        write(&pdfs, &project.out(), session)?;
        let edition = draft::record_edition(
            &drafts,
            NewEdition {
                version: plan.version.reference(),
                list: plan.list,
                way: Way::Hand,
                author: author(project.root()),
                letters,
            },
        )?;
        report = report.recorded(&edition);
        console.status(report.sentence("Recorded"));
    }
    if console.is_json() {
        console.json(&report)?;
    }
    Ok(Outcome::Done)
}
