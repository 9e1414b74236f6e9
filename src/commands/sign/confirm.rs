//! `letterctl sign confirm`.

use std::collections::BTreeMap;

use clap::Args;

use crate::commands::sign::agreed_args::AgreedArgs;
use crate::commands::sign::answer::{Words, record};
use crate::commands::sign::confirm_all::confirm_all;
use crate::commands::sign::evidence::EvidenceArgs;
use crate::commands::{Result, Session};
use crate::signatories::{Cells, Status};

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:\n  letterctl sign confirm hrw --by \"Jane Doe\"";

#[derive(Debug, Args)]
pub(crate) struct ConfirmArgs {
    /// The rows' ids, as `sign list` shows them; all are recorded, or none
    #[arg(required_unless_present = "all", value_name = "ID")]
    ids: Vec<String>,

    /// All who are confirmed already, for a version
    #[arg(long, conflicts_with = "ids")]
    all: bool,

    #[command(flatten)]
    agreed: AgreedArgs,

    #[command(flatten)]
    evidence: EvidenceArgs,

    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: ConfirmArgs, session: &Session) -> Result {
    let evidence = args.evidence.fill(Cells::default());
    let agreeing = args.agreed.find(&evidence, session)?;
    if args.all {
        return confirm_all(&agreeing, &evidence, args.dry_run, session);
    }
    let agreed = args.ids.iter().map(|id| (id.as_str(), agreeing.of(id)));
    let agreed: BTreeMap<_, _> = agreed.collect();
    let words = Words {
        command: "sign confirm",
        status: Status::Confirmed,
        verbs: ["Confirmed", "Would confirm"],
        about: agreed.iter().map(|(id, agreed)| ((*id).to_owned(), agreed.told())).collect(),
    };
    let cells = |id: &str| match agreed.get(id) {
        Some(agreed) => agreed.fill(evidence.clone()),
        None => evidence.clone(),
    };
    record(&args.ids, args.dry_run, &words, session, |list, ids| list.confirm(ids, cells))
}
