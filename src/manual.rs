//! A manual page for each command, by `man-pages(7)`.

use std::io;

use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

/// How each page begins, so that one can be told from a file of another origin.
pub const MARK: &str = ".\\\" Written by letterctl man.\n";

/// The pages of a command and of all below it, hidden ones apart, by the names of their files.
pub fn pages(command: Command, day: &str) -> Vec<(String, Vec<u8>)> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    collect(&prepared(command), day, &mut pages);
    pages
}

/// A command with the values that an argument may have told in words: `clap_mangen` would make a list
/// of them, each on a line of its own.
fn prepared(command: Command) -> Command {
    let with_values = |argument: Arg| {
        let values = argument.get_possible_values();
        let names = values.iter().map(|value| value.get_name().to_owned());
        let values: Vec<_> = names.filter(|name| !name.is_empty()).collect();
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        if values.is_empty() {
            return argument;
        }
        argument.hide_possible_values(true).help(format!("{help}: {}", values.join(", ")))
    };
    command.subcommand_help_heading("COMMANDS").mut_args(with_values).mut_subcommands(prepared)
}

fn collect(command: &Command, day: &str, pages: &mut Vec<(String, Vec<u8>)>) {
    let man = Man::new(command.clone());
    let name = man.get_filename();
    let man = man
        .title(name.trim_end_matches(".1").to_uppercase())
        .date(day)
        .source(concat!("letterctl ", env!("CARGO_PKG_VERSION")))
        .manual("letterctl Manual");
    let mut page = MARK.as_bytes().to_vec();
    // Writing to memory does not fail.
    drop(write(&man, command, &mut page));
    pages.push((name, page));
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        collect(inner, day, pages);
    }
}

fn write(man: &Man, command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (examples, notes): (Vec<_>, Vec<_>) =
        text.split("\n\n").partition(|part| part.starts_with("Example:"));
    man.render_title(page)?;
    man.render_name_section(page)?;
    synopsis(command).to_writer(page)?;
    description(command, &notes).to_writer(page)?;
    if command.get_subcommands().any(|inner| !inner.is_hide_set()) {
        man.render_subcommands_section(page)?;
    }
    man.render_options_section(page)?;
    let mut end = Roff::new();
    for example in examples {
        end.control("SH", ["EXAMPLES"]).control("nf", []);
        for line in example.lines().skip(1) {
            end.text([roman(line.trim_start())]);
        }
        end.control("fi", []);
    }
    if let Some((above, _)) = command.get_display_name().unwrap_or_default().rsplit_once('-') {
        end.control("SH", ["SEE ALSO"]).text([bold(above), roman("(1)")]);
    }
    end.to_writer(page)
}

/// The usage that `--help` has; what each option is, is told under its heading.
fn synopsis(command: &Command) -> Roff {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let name = command.get_bin_name().unwrap_or_default();
    let rest = usage.strip_prefix(name).unwrap_or(usage);
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]).text([bold(name), roman(rest)]);
    roff
}

/// What a command does, and the notes that `--help` ends with.
fn description(command: &Command, notes: &[&str]) -> Roff {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut roff = Roff::new();
    roff.control("SH", ["DESCRIPTION"]).text([roman(format!("{about}."))]);
    for note in notes.iter().filter(|note| !note.is_empty()) {
        roff.control("PP", []).text([roman(note.replace('\n', " "))]);
    }
    roff
}
