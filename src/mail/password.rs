//! The password of the mail server: from the environment, or from a command of the user's own.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::process::{Command, ExitStatus, Stdio};

/// A password, or a token in its stead. It can be told to a server, and is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// A command whose first line of output is the password.
#[derive(Clone, PartialEq, Eq)]
pub enum PasswordCommand {
    /// A line for `sh -c`.
    Shell(String),
    /// A program and its arguments, run as they are.
    Program(String, Vec<String>),
}

/// Why there is no password. None of these has a word of what the command printed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PasswordError {
    /// The command could not be started.
    #[error("cannot run `password_command`")]
    NotRun {
        /// What the operating system said.
        source: io::Error,
    },
    /// The command failed.
    #[error("`password_command` failed with {status}")]
    Failed {
        /// How it ended.
        status: ExitStatus,
    },
    /// The first line is empty, or holds what no password can.
    #[error("the first line of {origin} is no password")]
    NoPassword {
        /// `` `LETTERCTL_MAIL_PASSWORD` `` or what the command printed.
        origin: &'static str,
    },
}

impl PasswordCommand {
    /// A program with its arguments behind it; none where there is no program.
    pub(crate) fn program(words: Vec<String>) -> Option<Self> {
        let mut words = words.into_iter();
        let program = words.next().filter(|program| !program.is_empty())?;
        Some(Self::Program(program, words.collect()))
    }
}

impl Password {
    /// A password; none when it is empty, or holds a character that ends a line or a login.
    pub fn new(password: String) -> Option<Self> {
        let fits = !password.is_empty() && !password.contains(['\0', '\r', '\n']);
        fits.then_some(Self(password))
    }

    /// From `LETTERCTL_MAIL_PASSWORD`, as given here, else from the user's own command; none when
    /// there is neither.
    pub fn find(
        environment: Option<OsString>,
        command: Option<&PasswordCommand>,
    ) -> Result<Option<Self>, PasswordError> {
        match (environment.filter(|value| !value.is_empty()), command) {
            (Some(value), _) => {
                let password = value.into_string().ok().and_then(Self::new);
                let origin = "`LETTERCTL_MAIL_PASSWORD`";
                password.map(Some).ok_or(PasswordError::NoPassword { origin })
            }
            (None, Some(command)) => Self::printed_by(command).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// The first line that a command prints. It may ask its user on the terminal.
    fn printed_by(command: &PasswordCommand) -> Result<Self, PasswordError> {
        let mut process = match command {
            PasswordCommand::Shell(line) => {
                let mut shell = Command::new("sh");
                shell.args(["-c", line]);
                shell
            }
            PasswordCommand::Program(program, arguments) => {
                let mut process = Command::new(program);
                process.args(arguments);
                process
            }
        };
        let output = process
            .stdin(Stdio::inherit())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|source| PasswordError::NotRun { source })?;
        if !output.status.success() {
            return Err(PasswordError::Failed { status: output.status });
        }
        let origin = "what `password_command` printed";
        let first = output.stdout.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let first = std::str::from_utf8(first).ok().map(|line| line.trim_end_matches('\r'));
        first
            .and_then(|line| Self::new(line.to_owned()))
            .ok_or(PasswordError::NoPassword { origin })
    }

    /// The password itself, for the server alone.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password")
    }
}

/// A command may hold a password too.
impl fmt::Debug for PasswordCommand {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PasswordCommand")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(line: &str) -> Result<Option<Password>, PasswordError> {
        Password::find(None, Some(&PasswordCommand::Shell(line.to_owned())))
    }

    #[test]
    fn the_first_line_that_a_command_prints_is_the_password() {
        let password = |text: &str| Password::new(text.to_owned());
        assert_eq!(shell("printf 'pass word \\r\\nuser: x\\n'").unwrap(), password("pass word "));
        let program = PasswordCommand::Program("printf".to_owned(), vec!["$HOME;x".to_owned()]);
        assert_eq!(Password::find(None, Some(&program)).unwrap(), password("$HOME;x"));
        assert_eq!(Password::find(None, None).unwrap(), None);
    }

    #[test]
    fn the_environment_goes_before_the_command_which_is_not_run() {
        let failing = PasswordCommand::Shell("exit 1".to_owned());
        let found = Password::find(Some("from outside".into()), Some(&failing)).unwrap();
        assert_eq!(found.unwrap().reveal(), "from outside");
        assert!(Password::find(Some(OsString::new()), Some(&failing)).is_err());
    }

    #[test]
    fn what_goes_wrong_is_told_without_what_was_printed() {
        for line in ["printf s3cret; exit 3", "printf 's3\\0cret'", "printf '\\ns3cret'"] {
            let error = shell(line).unwrap_err();
            let told = format!("{error} {error:?}");
            assert!(!told.contains("cret") && told.contains("password_command"), "{told}");
        }
        let password = Password::new("s3cret".to_owned()).unwrap();
        assert_eq!(format!("{password:?}"), "Password");
    }
}
