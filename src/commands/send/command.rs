//! Prints what `send` would do, or does it.

use crate::commands::mail::{self, Account, Mailing};
use crate::commands::send::mails::EditionMails;
use crate::commands::send::standing::Standing;
use crate::commands::send::today::Today;
use crate::commands::send::{SendArgs, addressed, chosen, failed};
use crate::commands::{Result, Session, outbox_paths};
use crate::mail::outbox::{Again, Course, Outbox};
use crate::project::Project;

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl send\n  letterctl send --send\n  letterctl send \
    --failed -o failed.csv\n\nWithout `--send`, nothing is mailed: the plan is printed. Each row of \
    `addressees.csv`, else each\naddressee of the front matter, gets the letter, and everybody who \
    signs it a copy. `--send` first\nrecords what goes out in `drafts/edition-1.toml`, made to be \
    committed. The same command goes on\nwhere it ended; `--edition new` starts the next edition, for \
    those who signed late.";

pub(crate) fn run(args: &SendArgs, session: &Session) -> Result {
    let project = session.project()?;
    let letters = session.letters(Some(&project), None)?;
    let today = Today::of(&project, &letters)?;
    if args.failed {
        return failed::write(args, &project, &today, session);
    }
    let standing = Standing::new(letters, &project, &today)?;
    let chosen = chosen::chosen(args, standing, &project, session)?;
    let recipients = addressed::recipients(&chosen, args, session)?;
    let account = Account::of(&project)?;
    let parts = (&project, &account, &today);
    let mails = EditionMails::new(chosen, recipients, args, parts, session)?;
    let outcome = mail::run(&mails, &account, &args.mail, &project, session)?;
    if args.mail.test.is_none() {
        say_complete(&mails, args, &project, session)?;
    }
    Ok(outcome)
}

/// Says that an edition is finished, and how the next one is started.
fn say_complete(
    mails: &EditionMails<'_>,
    args: &SendArgs,
    project: &Project,
    session: &Session,
) -> Result<()> {
    let outbox = Outbox::read(outbox_paths(project))?;
    let wanted = mails.recipients().iter().map(|recipient| recipient.wanted.clone());
    let wanted: Vec<_> = wanted.collect();
    let plan = outbox.plan(&wanted, Again::default(), |key| mails.is_listed(key));
    if wanted.is_empty() || plan.recipients.iter().any(|one| one.course != Course::Sent) {
        return Ok(());
    }
    let edition = mails.issue.number;
    let said = if args.to.is_empty() && args.only.is_empty() {
        format!("All of edition {edition} was sent")
    } else {
        format!("These have edition {edition}")
    };
    let next = "`--edition new` starts the next one, with the lists of today";
    session.console.status(format!("{said}; {next}."));
    Ok(())
}
