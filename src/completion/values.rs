//! Which argument takes which values.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Arg, Command};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};

use crate::completion::{Lookup, Named};

/// The tag of values that are paths.
const PATH: &str = "path";

/// Where values are looked for.
#[derive(Clone)]
pub(crate) struct Sources {
    /// The folder that relative paths are meant from.
    pub(crate) folder: PathBuf,
    /// What the project has.
    pub(crate) lookup: Arc<Lookup>,
}

/// What values of an argument are.
#[derive(Clone, Copy)]
enum Values {
    Folder,
    Path,
    /// A letter of the project, else a path.
    LetterOrPath,
    Named(Named),
}

/// Whether a value is the path of a file or a folder.
pub(crate) fn is_path(value: &CompletionCandidate) -> bool {
    value.get_tag().is_some_and(|tag| tag.to_string() == PATH)
}

/// A command whose arguments know their values. `path` is the way to it: `["sign"]`.
pub(crate) fn with_values(command: Command, path: &[&str], sources: &Sources) -> Command {
    let command = command.mut_args(|argument| match values(&argument, path) {
        Some(values) => argument.add(completer(values, sources.clone())),
        None => argument,
    });
    command.mut_subcommands(|inner| {
        let name = inner.get_name().to_owned();
        with_values(inner, &[path, &[name.as_str()]].concat(), sources)
    })
}

fn values(argument: &Arg, path: &[&str]) -> Option<Values> {
    match argument.get_value_names()?.first()?.as_str() {
        "DIR" => Some(Values::Folder),
        "PATH" | "FILE" | "CSV" | "FILE or DIR" | "DIR or MBOX" => Some(Values::Path),
        value => match Named::of(argument, value, path)? {
            Named::Letter => Some(Values::LetterOrPath),
            named => Some(Values::Named(named)),
        },
    }
}

fn completer(values: Values, sources: Sources) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| match values {
        Values::Folder => sources.paths(PathCompleter::dir(), typed),
        Values::Path => sources.paths(PathCompleter::any(), typed),
        Values::Named(named) => sources.named(named, typed),
        Values::LetterOrPath => {
            let letters = sources.named(Named::Letter, typed);
            let paths = || sources.paths(PathCompleter::any(), typed);
            if letters.is_empty() { paths() } else { letters }
        }
    })
}

impl Sources {
    fn paths(&self, paths: PathCompleter, typed: &OsStr) -> Vec<CompletionCandidate> {
        let paths = paths.current_dir(&self.folder).complete(typed).into_iter();
        let paths = paths.filter(|path| path.get_value() != ".");
        paths.map(|path| path.tag(Some(PATH.into()))).collect()
    }

    fn named(&self, named: Named, typed: &OsStr) -> Vec<CompletionCandidate> {
        let typed = typed.to_string_lossy();
        let values = (self.lookup)(named).into_iter();
        let values = values.filter(|(value, _)| value.starts_with(&*typed));
        let candidate = |(value, words): (String, String)| {
            let words = (!words.is_empty()).then(|| words.into());
            CompletionCandidate::new(value).help(words)
        };
        values.map(candidate).collect()
    }
}
