//! `letterctl sign confirm`.

use clap::Args;

use crate::commands::sign::answer::{AnswerArgs, Words, record};
use crate::commands::sign::evidence::EvidenceArgs;
use crate::commands::{Result, Session};
use crate::signatories::{Cells, Status};

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl sign confirm hrw --by \"Jane Doe\"";

#[derive(Debug, Args)]
pub(crate) struct ConfirmArgs {
    #[command(flatten)]
    answer: AnswerArgs,

    #[command(flatten)]
    evidence: EvidenceArgs,
}

pub(crate) fn run(args: ConfirmArgs, session: &Session) -> Result {
    let words = Words {
        command: "sign confirm",
        status: Status::Confirmed,
        verbs: ["Confirmed", "Would confirm"],
    };
    let evidence = args.evidence.fill(Cells::default());
    record(&args.answer, &words, session, |list, ids| list.confirm(ids, evidence))
}
