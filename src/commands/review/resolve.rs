//! `letterctl review resolve`.

use clap::Args;
use serde_json::json;

use crate::commands::{Outcome, Result, Session, outbox_paths};
use crate::diagnostic::{backquoted, did_you_mean};
use crate::failure::Failure;
use crate::mail::outbox::{Answer, Key, Outbox, OutboxError, Sender, State};

/// What `--help` tells beside the options.
pub(crate) const HELP: &str = "Example:
  letterctl review resolve review/3f9a12bc44e1/hrw --not-sent

A message is unknown when its sending was cut off before the server had answered. Whether it arrived
can be seen in the server's log, or by asking. One that was not sent goes out with the next run.";

#[derive(Debug, Args)]
pub(crate) struct ResolveArgs {
    /// The message, as `review status` shows it: `review/3f9a12bc44e1/hrw`
    key: Key,

    #[command(flatten)]
    known: KnownArgs,

    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct KnownArgs {
    /// It was sent
    #[arg(long)]
    sent: bool,

    /// It was not sent
    #[arg(long)]
    not_sent: bool,
}

pub(crate) fn run(args: &ResolveArgs, session: &Session) -> Result {
    let console = &session.console;
    let paths = outbox_paths(&session.project()?);
    let outbox = Outbox::read(paths.clone())?;
    let key = args.key.to_string();
    outbox.check_open(&args.key).map_err(|error| with_keys(error, &key, &outbox))?;
    let answer = if args.known.sent { Answer::Sent } else { Answer::NotSent };
    if !args.dry_run {
        Sender::open(paths, "review resolve")?.resolve(&args.key, answer)?;
    }
    let (as_what, becomes) = match answer {
        Answer::Sent => ("sent", State::Sent),
        Answer::NotSent => ("not sent", State::Planned),
    };
    let verb = if args.dry_run { "would count" } else { "counts" };
    console.status(format!("`{key}` {verb} as {as_what}."));
    if console.is_json() {
        console.json(&json!({ "key": key, "state": becomes }))?;
    }
    Ok(Outcome::Done)
}

/// The error with the messages that can be settled.
fn with_keys(error: OutboxError, key: &str, outbox: &Outbox) -> Failure {
    let unknown = outbox.entries().filter(|entry| entry.state == State::Unknown);
    let unknown: Vec<_> = unknown.map(|entry| entry.key.to_string()).collect();
    let keys = || unknown.iter().map(String::as_str);
    let is_none = matches!(error, OutboxError::NoEntry { .. });
    let near = did_you_mean(key, keys()).filter(|_| is_none);
    let failure = Failure { hints: Vec::new(), ..error.into() };
    match near {
        Some(near) => failure.hint(near),
        None if unknown.is_empty() => {
            failure.hint("no message is unknown, so that there is nothing to settle")
        }
        None => failure.hint(format!("unknown are {}", backquoted(keys()))),
    }
}
