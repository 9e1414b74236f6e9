//! The flags of all commands that mail.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct MailArgs {
    /// Mail, after a question; without this, only the plan is printed
    #[arg(long)]
    pub(crate) send: bool,

    /// How many the plan says that it addresses; with another number nothing is sent. A script has
    /// to give it
    #[arg(long, value_name = "N", requires = "send")]
    pub(crate) expect: Option<usize>,

    /// Write the messages into this folder: to be looked at, or with `--send` to be sent from a
    /// mail program; they then count as sent
    #[arg(long, value_name = "DIR")]
    pub(crate) eml: Option<PathBuf>,

    /// Send one of the messages to this address, and nothing to anybody else
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["send", "eml"])]
    pub(crate) test: Option<String>,

    /// Send those again of which nobody knows whether they arrived
    #[arg(long)]
    pub(crate) resend_unknown: bool,
}
