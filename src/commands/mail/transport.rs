//! The way that messages go out.

use crate::commands::mail::{Account, asked};
use crate::commands::{Result, Session};
use crate::failure::Failure;
use crate::mail::{ConnectOptions, Password, SmtpTransport};
use crate::project::{Project, SETTINGS};

/// The environment's variable that has the password.
const PASSWORD: &str = "LETTERCTL_MAIL_PASSWORD";

/// Opens a session with the mail server that is set, once somebody agreed to it.
pub(crate) fn smtp(
    account: &Account,
    project: &Project,
    session: &Session,
) -> Result<SmtpTransport> {
    let Some(server) = account.settings.server.clone() else {
        return Err(Failure::user("no mail server is set")
            .hint(format!("put `host = \"mail.example.org\"` under `[mail]` in `{SETTINGS}`"))
            .hint("without one, `--eml DIR --send` writes files for a mail program to send"));
    };
    asked::agree(&server, project, session)?;
    let command = account.settings.password_command.as_ref();
    let password = match server.login {
        Some(_) => Password::find(std::env::var_os(PASSWORD), command)?,
        None => None,
    };
    let waiting = session.console.waiting("Connecting");
    let transport = SmtpTransport::connect(server, password.as_ref(), &ConnectOptions::default());
    drop(waiting);
    Ok(transport?)
}
