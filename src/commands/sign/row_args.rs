//! The flags for the cells of a row, and how it is written.

use clap::Args;

use crate::commands::sign::kept::KeptArgs;
use crate::commands::sign::printed::PrintedArgs;
use crate::signatories::{Cells, IfDuplicate, Run};

#[derive(Debug, Args)]
pub(crate) struct RowArgs {
    #[command(flatten)]
    printed: PrintedArgs,

    #[command(flatten)]
    kept: KeptArgs,

    /// Write the row though one like it is on the list
    #[arg(long, help_heading = None)]
    allow_duplicate: bool,

    /// Say what would be done, and write nothing
    #[arg(long, help_heading = None)]
    dry_run: bool,
}

impl RowArgs {
    /// Whether the list is written, and what happens to a likely duplicate.
    pub(crate) fn how(&self) -> (Run, IfDuplicate) {
        let run = if self.dry_run { Run::Dry } else { Run::Real };
        (run, if self.allow_duplicate { IfDuplicate::Allow } else { IfDuplicate::Refuse })
    }

    /// What the flags say, beside what is given already.
    pub(crate) fn fill(self, cells: Cells) -> Cells {
        self.kept.fill(self.printed.fill(cells))
    }
}
