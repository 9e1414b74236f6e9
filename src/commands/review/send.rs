//! `letterctl review send`.

use clap::Args;

use crate::commands::mail::{self, Account, MailArgs};
use crate::commands::review::mails::RoundMails;
use crate::commands::review::review_list::{ReviewLists, review_lists};
use crate::commands::review::version::version_of;
use crate::commands::{Result, Session};
use crate::letters::MailKind;
use crate::mail::outbox::Purpose;
use crate::review::Reviewer;

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl review send --send\n\nWithout `--send`, \
    nothing is mailed: the plan is printed. Ctrl-C ends after the message at\nhand, a second one at \
    once; the same command goes on where it ended.";

#[derive(Debug, Args)]
pub(crate) struct SendArgs {
    /// Version to mail; by default the newest one, which has to have the letter's text
    #[arg(long, value_name = "V")]
    version: Option<String>,

    /// Only to these, by their ids; also to those whose mail failed, and who said no
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    only: Vec<String>,

    #[command(flatten)]
    mail: MailArgs,
}

pub(crate) fn run(args: &SendArgs, session: &Session) -> Result {
    let project = session.project()?;
    let version = version_of(args.version.as_deref(), &project, session)?;
    let people = review_lists(&project)?;
    let asked = asked(&args.only, &people)?;
    say_left_out(&asked, &people, &args.only, session);
    let account = Account::of(&project)?;
    let kind = ("review send", MailKind::Review);
    let mut mails = RoundMails::new(kind, version, (&project, &account, &people), session)?;
    mails.retries = !args.only.is_empty();
    let to = asked.into_iter().filter(|reviewer| !reviewer.email.is_empty());
    mails.address(to.map(|reviewer| (reviewer, Purpose::Review)))?;
    mail::run(&mails, &account, &args.mail, &project, session)
}

/// Those who are named, else those who are asked by themselves.
fn asked<'a>(only: &[String], people: &'a ReviewLists) -> Result<Vec<&'a Reviewer>> {
    if only.is_empty() {
        let reviewers = people.reviewers.reviewers().iter();
        return Ok(reviewers.filter(|reviewer| !reviewer.has_left).collect());
    }
    Ok(only.iter().map(|id| people.reviewers.find(id)).collect::<std::result::Result<_, _>>()?)
}

/// Names those on the review list who get nothing, and why.
fn say_left_out(asked: &[&Reviewer], people: &ReviewLists, only: &[String], session: &Session) {
    let ids = |reviewers: Vec<&Reviewer>| {
        reviewers.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ")
    };
    let without: Vec<_> = asked.iter().copied().filter(|one| one.email.is_empty()).collect();
    if !without.is_empty() {
        session.console.status(format!("Without an address: {}.", ids(without)));
    }
    let left: Vec<_> = people.reviewers.reviewers().iter().filter(|one| one.has_left).collect();
    if only.is_empty() && !left.is_empty() {
        let sentence = format!("Not asked, since they said no: {}.", ids(left));
        session.console.status(sentence);
    }
}
