//! What has to be asked for before mail goes out.

use crate::commands::mail::MailArgs;
use crate::commands::{Result, Session};
use crate::failure::Failure;
use crate::mail::{KnownServers, MailServer};
use crate::project::Project;

/// Makes sure that somebody wants as many addressed as the plan addresses.
pub(crate) fn expect(planned: usize, args: &MailArgs, session: &Session) -> Result<()> {
    let right = format!("`--expect {planned}` is right if the plan is");
    match args.expect {
        Some(expected) if expected == planned => Ok(()),
        Some(expected) => {
            let error =
                format!("the plan addresses {planned}, not {expected}, and nothing was sent");
            Err(Failure::user(error).hint("without `--send`, the plan is printed").hint(right))
        }
        None => match session.console.ask(&format!("The plan addresses {planned}. Send it?")) {
            Some(true) => Ok(()),
            Some(false) => Err(Failure::user("nothing was sent")),
            None => {
                let error = "nothing was sent: without a terminal, `--send` needs `--expect`";
                Err(Failure::user(error).hint(right))
            }
        },
    }
}

/// Makes sure that somebody wants the project's mail to go through a server, once for each.
pub(crate) fn agree(server: &MailServer, project: &Project, session: &Session) -> Result<()> {
    let mut known = KnownServers::read(&project.outbox())?;
    if known.include(server) {
        return Ok(());
    }
    let login = server.login.as_ref().map(|login| format!(" as `{}`", login.username));
    let login = login.unwrap_or_default();
    let question =
        format!("No mail of this project went through `{server}`{login} before. Send it there?");
    let console = &session.console;
    if console.says_yes() || console.ask(&question).unwrap_or(false) {
        return Ok(known.add(server)?);
    }
    let error = format!("no mail of this project went through `{server}`{login} before");
    Err(Failure::user(error).hint("if it is the right server, add `--yes`, this once"))
}
