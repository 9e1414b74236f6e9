//! The commands on the list, and which of them runs.

use clap::Subcommand;

use crate::commands::sign::{
    add, confirm, decline, dedupe, edit, export, import, invite, list, merge, remove, show, stats,
    withdraw,
};
use crate::commands::{Result, Session};

/// What is done to the list.
#[derive(Debug, Subcommand)]
pub(crate) enum SignCommand {
    /// Add a signatory who signs
    #[command(after_help = add::HELP)]
    Add(add::AddArgs),
    /// Add a signatory who is asked to sign
    #[command(after_help = invite::HELP)]
    Invite(invite::InviteArgs),
    /// Show who signs, who was asked, who declined
    #[command(after_help = list::HELP)]
    List(list::ListArgs),
    /// Show all that is known of a signatory
    #[command(after_help = show::HELP)]
    Show(show::ShowArgs),
    /// Correct what is known of a signatory; an empty value clears a cell
    #[command(after_help = edit::HELP)]
    Edit(edit::EditArgs),
    /// Remove a signatory who never signed
    #[command(after_help = remove::HELP)]
    Remove(remove::RemoveArgs),
    /// Record that signatories sign
    #[command(after_help = confirm::HELP)]
    Confirm(confirm::ConfirmArgs),
    /// Record that those who were asked do not sign
    #[command(after_help = decline::HELP)]
    Decline(decline::DeclineArgs),
    /// Record that signatories take their signature back
    #[command(after_help = withdraw::HELP)]
    Withdraw(withdraw::WithdrawArgs),
    /// Take the answers of a form into the list; the same file twice changes nothing
    #[command(after_help = import::HELP)]
    Import(import::ImportArgs),
    /// Write the list for a spreadsheet, a program or a page
    #[command(after_help = export::HELP)]
    Export(export::ExportArgs),
    /// Find signatories who are likely on the list twice
    #[command(after_help = dedupe::HELP)]
    Dedupe(dedupe::DedupeArgs),
    /// Count the list by status, kind, group, country and day
    #[command(after_help = stats::HELP)]
    Stats(stats::StatsArgs),
    /// Merge three states of the list, for git
    #[command(
        hide = true,
        after_help = "Example:\n  git config merge.letterctl.driver 'letterctl sign merge %O %A %B %P'"
    )]
    Merge(merge::MergeArgs),
}

pub(crate) fn run(command: SignCommand, session: &Session) -> Result {
    match command {
        SignCommand::Add(args) => add::run(args, session),
        SignCommand::Invite(args) => invite::run(args, session),
        SignCommand::List(args) => list::run(&args, session),
        SignCommand::Show(args) => show::run(&args, session),
        SignCommand::Edit(args) => edit::run(args, session),
        SignCommand::Remove(args) => remove::run(&args, session),
        SignCommand::Confirm(args) => confirm::run(args, session),
        SignCommand::Decline(args) => decline::run(&args, session),
        SignCommand::Withdraw(args) => withdraw::run(&args, session),
        SignCommand::Import(args) => import::run(args, session),
        SignCommand::Export(args) => export::run(&args, session),
        SignCommand::Dedupe(args) => dedupe::run(&args, session),
        SignCommand::Stats(args) => stats::run(&args, session),
        SignCommand::Merge(args) => merge::run(args, session),
    }
}
