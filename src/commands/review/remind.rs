//! `letterctl review remind`.

use std::time::Duration;

use clap::Args;

use crate::commands::mail::{self, Account, MailArgs};
use crate::commands::review::mails::RoundMails;
use crate::commands::review::reminded::reminded;
use crate::commands::review::round::project_round;
use crate::commands::review::version::version_of;
use crate::commands::{Result, Session};
use crate::letters::MailKind;

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl review remind --send\n\nNobody is reminded \
    within `remind_after` of `[review]` in `letterctl.toml` (3 days, where it says\nnothing) of the \
    last mail. Without `--send`, nothing is mailed: the plan is printed.";

/// How long an answer is waited for where the settings don't say.
const PATIENCE: Duration = Duration::from_secs(3 * 24 * 60 * 60);

#[derive(Debug, Args)]
pub(crate) struct RemindArgs {
    /// Version to remind of; by default the newest one, which has to have the letter's text
    #[arg(long, value_name = "V")]
    version: Option<String>,

    /// Only these, by their ids; also those whose reminder failed
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    only: Vec<String>,

    #[command(flatten)]
    mail: MailArgs,
}

pub(crate) fn run(args: &RemindArgs, session: &Session) -> Result {
    let project = session.project()?;
    let version = version_of(args.version.as_deref(), &project, session)?;
    let round = project_round(&project, Some(&version.reference()))?;
    for id in &args.only {
        round.lists.reviewers.find(id)?;
    }
    let is_wanted = |id: &str| args.only.is_empty() || args.only.iter().any(|only| only == id);
    let patience = project.settings().review.remind_after.unwrap_or(PATIENCE);
    let reminded = reminded(&round, patience, session, is_wanted);
    let account = Account::of(&project)?;
    let kind = ("review remind", MailKind::Reminder);
    let mut mails = RoundMails::new(kind, version, (&project, &account, &round.lists), session)?;
    mails.retries = !args.only.is_empty();
    mails.address(reminded.into_iter())?;
    mail::run(&mails, &account, &args.mail, &project, session)
}
