//! Bash. The script that `clap_complete` has for it neither quotes the names of files nor knows
//! `--to=pdf` as one word; what forms export is called `Sign-on (Responses).csv`.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::engine;
use clap_complete::env::EnvCompleter;

use crate::completion::line::Line;
use crate::completion::values::is_path;

/// The script. Readline quotes and shows what it is told to be files; all else is quoted here.
const SCRIPT: &str = r#"_NAME() {
    local word kind
    COMPREPLY=()
    {
        read -r kind
        while IFS= read -r word; do COMPREPLY+=("$word"); done
    } < <(VAR=bash COMPLETER -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    case $kind in
        files) compopt -o filenames 2>/dev/null ;;
        open) compopt -o nospace 2>/dev/null ;;
    esac
}
complete -F _NAME BIN
"#;

#[derive(Debug)]
pub(crate) struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        script: &mut dyn Write,
    ) -> io::Result<()> {
        let words = [("NAME", name), ("BIN", bin), ("COMPLETER", completer), ("VAR", var)];
        let filled =
            words.iter().fold(SCRIPT.to_owned(), |text, (name, word)| text.replace(name, word));
        script.write_all(filled.as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut Command,
        line: Vec<OsString>,
        folder: Option<&Path>,
        answer: &mut dyn Write,
    ) -> io::Result<()> {
        let line = Line::read(&line.first().cloned().unwrap_or_default().to_string_lossy());
        let last = line.words.len().saturating_sub(1);
        let words = line.words.iter().map(OsString::from).collect();
        let found = engine::complete(command, words, last, folder)?;
        let are_files = !found.is_empty() && found.iter().all(is_path);
        let values = found.iter().map(|value| value.get_value().to_string_lossy());
        let values: Vec<_> = values.map(|value| line.insertion(&value, are_files)).collect();
        let is_open = !values.is_empty() && values.iter().all(|value| value.ends_with('='));
        let kind = if are_files {
            "files"
        } else if is_open {
            "open"
        } else {
            "words"
        };
        writeln!(answer, "{kind}")?;
        values.iter().try_for_each(|value| writeln!(answer, "{value}"))
    }
}
