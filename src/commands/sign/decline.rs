//! `letterctl sign decline`.

use std::collections::BTreeMap;

use clap::Args;

use crate::commands::sign::answer::{AnswerArgs, Words, record};
use crate::commands::{Result, Session};
use crate::signatories::{Signatories, Status};

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl sign decline hrw";

#[derive(Debug, Args)]
pub(crate) struct DeclineArgs {
    #[command(flatten)]
    answer: AnswerArgs,
}

pub(crate) fn run(args: &DeclineArgs, session: &Session) -> Result {
    let words = Words {
        command: "sign decline",
        status: Status::Declined,
        verbs: ["Recorded the no of", "Would record the no of"],
        about: BTreeMap::new(),
    };
    record(&args.answer.ids, args.answer.dry_run, &words, session, Signatories::decline)
}
