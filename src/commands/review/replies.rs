//! `letterctl review replies`.

use std::path::PathBuf;

use clap::Args;

use crate::commands::review::accept::accept;
use crate::commands::review::judged::{Judged, ReplySources};
use crate::commands::review::{replies_json, replies_table, replies_words};
use crate::commands::{Outcome, Result, Session};
use crate::review::{MailboxReader, ReplyReader};
use crate::signatories::Run;

/// What `--help` tells beside the options.
pub(crate) const HELP: &str = "Example:
  letterctl review replies inbox.mbox
  letterctl review replies inbox.mbox --accept

Without `--accept` nothing is written. With it, those answers are recorded that were given by a link
of the draft, from the address that it went to; others are shown, and need `review record`.";

#[derive(Debug, Args)]
pub(crate) struct RepliesArgs {
    /// Messages as a mail program keeps or exports them: a folder of `.eml` files, a Maildir, an
    /// mbox, or one `.eml` file
    #[arg(value_name = "DIR or MBOX")]
    mailbox: PathBuf,

    /// Record the answers that may be recorded
    #[arg(long)]
    accept: bool,

    /// Say what would be recorded, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &RepliesArgs, session: &Session) -> Result {
    let console = &session.console;
    let mailbox = MailboxReader::open(&session.folder.join(&args.mailbox), &session.folder)?;
    let sources = ReplySources::load(&session.project()?)?;
    let waiting = console.waiting("Reading mails");
    let mut reader = ReplyReader::new(&sources.sent, &sources.own);
    mailbox.for_each(|item| reader.read(item));
    let judged = Judged::new(reader.finish(), &sources);
    drop(waiting);
    if !console.is_json() && !judged.replies.is_empty() {
        console.data(replies_table::table(&judged, &sources).as_bytes())?;
    }
    if args.accept {
        let run = if args.dry_run { Run::Dry } else { Run::Real };
        accept(&judged, &sources, run, session)?;
    } else {
        replies_words::say_recordable(&judged, console);
    }
    replies_words::say(&judged, &sources, console);
    if console.is_json() {
        let is_recorded = args.accept && !args.dry_run;
        console.json(&replies_json::report(&judged, &sources, is_recorded))?;
    }
    Ok(Outcome::Done)
}
