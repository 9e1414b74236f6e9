//! What the command line of `send` says.

use clap::{Args, ValueEnum};

use crate::commands::mail::MailArgs;
use crate::mail::outbox::Purpose;

#[derive(Debug, Args)]
pub(crate) struct SendArgs {
    /// Whom to send to, with a comma between them; by default to both
    #[arg(long, value_name = "WHOM", value_delimiter = ',')]
    pub(crate) to: Vec<Audience>,

    /// Start the next edition, with the list of today, once the last one is finished
    #[arg(long, value_name = "WHICH")]
    pub(crate) edition: Option<Start>,

    /// Go on though somebody is left off, who agreed to another text
    #[arg(long)]
    pub(crate) allow_stale: bool,

    /// Only to these, by their ids; also to those whose mail failed
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) only: Vec<String>,

    #[command(flatten)]
    pub(crate) mail: MailArgs,

    /// Send nothing; write the rows of those whose mail failed as CSV, with the reason: of
    /// `addressees.csv`, or with `--to signatories` of the list
    #[arg(long, conflicts_with_all = ["edition", "only", "send", "eml", "test", "resend_unknown"])]
    pub(crate) failed: bool,

    /// CSV file for those whose mail failed; by default standard output
    #[arg(short, long, value_name = "CSV", requires = "failed")]
    pub(crate) output: Option<String>,
}

/// A kind of recipients: those to whom the letter is written, and those who signed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Audience {
    Addressees,
    Signatories,
}

/// Which edition is started: the next one.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Start {
    New,
}

impl SendArgs {
    /// Whether mails for a purpose are sent.
    pub(crate) fn addresses(&self, purpose: Purpose) -> bool {
        let audience = match purpose {
            Purpose::Final => Audience::Addressees,
            _ => Audience::Signatories,
        };
        self.to.is_empty() || self.to.contains(&audience)
    }
}
