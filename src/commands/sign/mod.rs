//! `letterctl sign`: the list of signatories.

use clap::Subcommand;

use crate::commands::{Result, Session};

/// What is done to the list.
#[derive(Debug, Subcommand)]
pub(crate) enum SignCommand {}

pub(crate) fn run(command: SignCommand, _session: &Session) -> Result {
    match command {}
}
