//! `letterctl completions`: its argument, and `run`.

use clap::Args;

use crate::commands::{Outcome, Result, Session};
use crate::completion::{self, Shell};

/// What `--help` ends with.
pub(crate) const HELP: &str = "Example:
  letterctl completions bash > ~/.local/share/bash-completion/completions/letterctl
  letterctl completions zsh > ~/.zfunc/_letterctl
  letterctl completions fish > ~/.config/fish/completions/letterctl.fish
  letterctl completions powershell >> $PROFILE

The script asks the program itself what may follow, so that the ids of the list, versions and
letters are offered, those of the project that you are in. After an update write it again.";

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// Shell that the script is for
    shell: Shell,
}

pub(crate) fn run(args: &CompletionsArgs, session: &Session) -> Result {
    session.console.data(&completion::script(args.shell))?;
    Ok(Outcome::Done)
}
