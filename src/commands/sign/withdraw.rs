//! `letterctl sign withdraw`.

use std::collections::BTreeMap;

use clap::Args;

use crate::commands::sign::answer::{AnswerArgs, Words, record};
use crate::commands::{Result, Session};
use crate::signatories::{Signatories, Status};

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl sign withdraw hrw";

#[derive(Debug, Args)]
pub(crate) struct WithdrawArgs {
    #[command(flatten)]
    answer: AnswerArgs,
}

pub(crate) fn run(args: &WithdrawArgs, session: &Session) -> Result {
    let words = Words {
        command: "sign withdraw",
        status: Status::Withdrawn,
        verbs: ["Withdrew", "Would withdraw"],
        about: BTreeMap::new(),
    };
    record(&args.answer.ids, args.answer.dry_run, &words, session, Signatories::withdraw)
}
