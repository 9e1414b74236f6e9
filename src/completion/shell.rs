//! The shells that there are completions for, and what they ask.

use std::ffi::OsString;

use clap::ValueEnum;
use clap_complete::env::{Elvish, EnvCompleter, Fish, Powershell, Zsh};

use crate::completion::bash::Bash;
use crate::completion::line::Line;

/// The environment variable by which a script says that it asks, and for which shell.
const ASKS: &str = "LETTERCTL_COMPLETE";

/// The program's name, as it is typed.
const PROGRAM: &str = "letterctl";

/// Ends the script for zsh.
const ZSH_AT_ONCE: &str =
    "[[ $funcstack[1] == _letterctl ]] && _clap_dynamic_completer_letterctl \"$@\" || true\n";

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// PowerShell.
    Powershell,
    /// Elvish.
    Elvish,
}

/// What a script asks: what may stand in a word of a command line.
#[derive(Debug)]
pub struct Request {
    pub(crate) shell: Shell,
    /// The words behind `--`; of bash, the line.
    pub(crate) words: Vec<OsString>,
}

impl Shell {
    pub(crate) fn completer(self) -> &'static dyn EnvCompleter {
        match self {
            Shell::Bash => &Bash,
            Shell::Zsh => &Zsh,
            Shell::Fish => &Fish,
            Shell::Powershell => &Powershell,
            Shell::Elvish => &Elvish,
        }
    }
}

impl Request {
    /// The words before the one that is asked for; for bash, those of the line.
    pub fn words_before(&self) -> Vec<String> {
        let mut words = self.all_words();
        words.pop();
        words
    }

    /// Whether the word that is asked for begins as an option does.
    pub(crate) fn is_option(&self) -> bool {
        self.all_words().last().is_some_and(|word| word.starts_with('-'))
    }

    fn all_words(&self) -> Vec<String> {
        let words: Vec<_> =
            self.words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
        match words.as_slice() {
            [line] if self.shell == Shell::Bash => Line::read(line).words,
            _ => words,
        }
    }
}

/// The script that asks the program, for a shell.
pub fn script(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    // Writing to memory does not fail, here and below.
    drop(shell.completer().write_registration(ASKS, PROGRAM, PROGRAM, PROGRAM, &mut script));
    if shell == Shell::Zsh {
        // In a folder of `fpath` it is read at the first key, which is to be answered too.
        script.extend(ZSH_AT_ONCE.as_bytes());
    }
    script
}

/// What is asked, when it is a script that runs the program.
pub fn requested() -> Option<Request> {
    let name = std::env::var(ASKS).ok()?;
    let shell = *Shell::value_variants().iter().find(|shell| shell.completer().is(&name))?;
    let words = std::env::args_os().skip_while(|word| word != "--").skip(1).collect();
    Some(Request { shell, words })
}
