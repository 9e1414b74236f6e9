//! Prints what `send` would do, or does it.

use crate::commands::mail::{self, Account, Mailing};
use crate::commands::send::mails::EditionMails;
use crate::commands::send::today::Today;
use crate::commands::send::{SendArgs, addressed, chosen, failed};
use crate::commands::{Result, Session, outbox_paths};
use crate::mail::outbox::{Again, Course, Outbox};
use crate::project::Project;

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl send\n  letterctl send --send\n  \
    letterctl send --failed -o failed.csv\n\nWithout `--send`, nothing is mailed: the plan is \
    printed. Each row of `addressees.csv`, else each\naddressee of the front matter, gets the letter, \
    and everybody who signs it a copy. With `--send`,\n`drafts/edition-1.toml` first records what \
    goes out; the same command goes on where it ended,\nand `--edition new` starts the next edition \
    for those who signed late.";

pub(crate) fn run(args: &SendArgs, session: &Session) -> Result {
    let project = session.project()?;
    let standing = session.letters(Some(&project), None)?;
    let today = Today::of(&project, &standing)?;
    if args.failed {
        return failed::write(args, &project, &today, session);
    }
    let chosen = chosen::chosen(args, &project, &today, standing, session)?;
    let name = format!("edition-{}", chosen.number);
    let recipients = addressed::recipients(&chosen.people, &name, args, session)?;
    let account = Account::of(&project)?;
    let parts = (&project, &account, &today);
    let mails = EditionMails::new(chosen, recipients, args, parts, session)?;
    let outcome = mail::run(&mails, &account, &args.mail, &project, session)?;
    if args.mail.test.is_none() {
        say_complete(&mails, &project, session)?;
    }
    Ok(outcome)
}

/// Says that an edition is finished, and how the next one is started.
fn say_complete(mails: &EditionMails<'_>, project: &Project, session: &Session) -> Result<()> {
    let outbox = Outbox::read(outbox_paths(project))?;
    let wanted = mails.recipients().iter().map(|recipient| recipient.wanted.clone());
    let wanted: Vec<_> = wanted.collect();
    let plan = outbox.plan(&wanted, Again::default(), |key| mails.is_listed(key));
    if plan.recipients.iter().all(|planned| planned.course == Course::Sent) && !wanted.is_empty() {
        session.console.status(format!(
            "All of edition {} was sent; `--edition new` starts the next one, with the list of today.",
            mails.number
        ));
    }
    Ok(())
}
