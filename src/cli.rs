//! The command line: reads it, calls the command, turns a failure into an exit status.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::commands::{
    self, Outcome, Result, Session, check, completions, draft, init, man, preview, render, review,
    send, sign,
};
use crate::completion;
use crate::console::{Color, Console, ConsoleSettings, Talk};
use crate::failure::{Cause, Failure};
use crate::interrupt;

/// Writes one letter together: drafts it, keeps the list of who signs it, and sets the letter
/// that is sent
#[derive(Debug, Parser)]
#[command(name = "letterctl", version, max_term_width = 100, subcommand_required = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    global: Global,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
#[command(next_help_heading = "Global options")]
struct Global {
    /// Work as if started in this folder
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true)]
    directory: Option<PathBuf>,

    /// The list of signatories, instead of the project's
    #[arg(long, value_name = "FILE", global = true)]
    signatories: Option<PathBuf>,

    /// Print what a command reports as one JSON document
    #[arg(long, global = true)]
    json: bool,

    /// Say only what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Say more
    #[arg(short, long, global = true)]
    verbose: bool,

    /// When to use color
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        global = true,
        hide_possible_values = false
    )]
    color: ColorChoice,

    /// Answer questions with yes
    #[arg(short, long, global = true)]
    yes: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a project to start from; what is there already is kept
    #[command(after_help = "Example:\n  letterctl init our-letter")]
    Init(init::InitArgs),
    /// Set the letter: text, PDF, HTML, Markdown or mail
    #[command(
        after_help = "Example:\n  letterctl render --to pdf\n  letterctl render --to pdf,html \
            --each addressees.csv\n\nText, Markdown, HTML and mail go to standard output, PDF to \
            `out/`. Several formats,\nlanguages or addressees go to files in `out/`."
    )]
    Render(render::RenderArgs),
    /// Find what should not go out in the letter and its list
    #[command(
        after_help = "Example:\n  letterctl check\n\nErrors and warnings exit with 1, notes with 0."
    )]
    Check(check::CheckArgs),
    /// Show the letter in a browser as it is written, beside what `check` finds
    #[command(
        after_help = "Example:\n  letterctl preview\n\nThe page is on this computer alone, and \
            follows the files as they are saved. It names\nnobody who is not in the letter, unless \
            `--private`."
    )]
    Preview(preview::PreviewArgs),
    /// Keep the list of signatories
    #[command(
        subcommand,
        disable_help_subcommand = true,
        after_help = "Example:\n  letterctl sign add \"Human Rights Watch\" --abbr HRW"
    )]
    Sign(Box<sign::SignCommand>),
    /// Keep the versions of the text that signatories agree to
    #[command(
        subcommand,
        disable_help_subcommand = true,
        after_help = "Example:\n  letterctl draft freeze -m \"for the second round\""
    )]
    Draft(draft::DraftCommand),
    /// Mail versions to those who have to agree, and keep what they answer
    #[command(
        subcommand,
        disable_help_subcommand = true,
        after_help = "Example:\n  letterctl review send"
    )]
    Review(review::ReviewCommand),
    /// Mail the final letter to its addressees, and a copy to everybody who signs it
    #[command(after_help = send::HELP)]
    Send(send::SendArgs),
    /// Write the script by which a shell completes commands, ids and versions
    #[command(hide = true, after_help = completions::HELP)]
    Completions(completions::CompletionsArgs),
    /// Write the manual pages, one for each command
    #[command(hide = true, after_help = man::HELP)]
    Man(man::ManArgs),
}

/// The commands as `--help` groups them.
const GROUPS: [(&str, &[&str]); 4] = [
    ("Letter", &["init", "render", "check", "preview"]),
    ("Signatories", &["sign"]),
    ("Drafts", &["draft"]),
    ("Mail", &["review", "send"]),
];

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    // Files are whole or not there at any moment, so that there is nothing to finish.
    interrupt::end_at_once();
    if let Some(request) = completion::requested() {
        return complete(request);
    }
    let matches = match command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return usage(&error),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let console = console(&cli.global);
    match session(cli.global, console) {
        Ok(session) => match run(cli.command, &session) {
            Ok(Outcome::Done) => ExitCode::SUCCESS,
            Ok(Outcome::Findings) => ExitCode::from(1),
            Ok(Outcome::Interrupted) => ExitCode::from(interrupt::INTERRUPTED),
            Err(failure) => report(&failure, &session.console),
        },
        Err((failure, console)) => report(&failure, &console),
    }
}

fn run(command: Command, session: &Session) -> Result {
    match command {
        Command::Init(args) => init::run(&args, session),
        Command::Render(args) => render::run(&args, session),
        Command::Check(args) => check::run(&args, session),
        Command::Preview(args) => preview::run(&args, session),
        Command::Sign(command) => sign::run(*command, session),
        Command::Draft(command) => draft::run(command, session),
        Command::Review(command) => review::run(command, session),
        Command::Send(args) => send::run(&args, session),
        Command::Completions(args) => completions::run(&args, session),
        Command::Man(args) => man::run(&args, crate::cli::command(), session),
    }
}

/// Answers the script of a shell. Where there is no answer, nothing is said.
fn complete(request: completion::Request) -> ExitCode {
    let words = request.words_before();
    // Of a line that is not yet whole, what can be read of it counts.
    let matches = Cli::command().ignore_errors(true).try_get_matches_from(words);
    let global = matches.and_then(|matches| Global::from_arg_matches(&matches));
    let Ok(global) = global else { return ExitCode::SUCCESS };
    let console = console(&global);
    let Ok(session) = session(global, console) else { return ExitCode::SUCCESS };
    let (folder, console) = (session.folder.clone(), session.console.clone());
    let lookup = Arc::new(move |named| completions::found(named, &session));
    // Nobody reads an error here either.
    drop(console.data(&completion::answer(request, Cli::command(), &folder, lookup)));
    ExitCode::SUCCESS
}

/// The command line with its commands in groups.
fn command() -> clap::Command {
    let mut command = Cli::command();
    let width = GROUPS.iter().flat_map(|(_, names)| *names).map(|name| name.len()).max();
    let width = width.unwrap_or(0);
    let mut groups = String::new();
    for (heading, names) in GROUPS {
        groups.extend([heading, ":\n"]);
        for name in names {
            let about = command.find_subcommand(name).and_then(clap::Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            groups.extend(["  ", &format!("{name:width$}  {about}"), "\n"]);
        }
        groups.push('\n');
    }
    command = command.help_template(format!(
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{groups}Global options:\n{{options}}{{after-help}}\n"
    ));
    command.after_help(
        "Example:\n  letterctl render --to pdf\n\n`letterctl COMMAND --help` tells more of each.",
    )
}

fn console(global: &Global) -> Console {
    Console::new(ConsoleSettings {
        talk: match (global.quiet, global.verbose) {
            (true, _) => Talk::Quiet,
            (_, true) => Talk::Verbose,
            _ => Talk::Usual,
        },
        json: global.json,
        yes: global.yes,
        color: match global.color {
            ColorChoice::Auto => Color::Auto,
            ColorChoice::Always => Color::Always,
            ColorChoice::Never => Color::Never,
        },
    })
}

fn session(global: Global, console: Console) -> std::result::Result<Session, (Failure, Console)> {
    let folder = match &global.directory {
        Some(directory) => directory.canonicalize().map_err(|source| (source, directory.clone())),
        None => std::env::current_dir().map_err(|source| (source, PathBuf::from("."))),
    };
    match folder {
        Ok(folder) if !folder.is_dir() => {
            let message = format!("cannot work in `{}`, which is no folder", folder.display());
            Err((Failure::user(message), console))
        }
        Ok(folder) => Ok(Session { folder, list: global.signatories, console }),
        Err((source, folder)) => {
            let message = format!("cannot work in `{}`: {source}", folder.display());
            Err((Failure::of_reading(source.kind(), message), console))
        }
    }
}

fn report(failure: &Failure, console: &Console) -> ExitCode {
    commands::report(failure, console);
    match failure.cause {
        Cause::ClosedPipe => ExitCode::SUCCESS,
        _ => ExitCode::from(failure.kind.exit_status()),
    }
}

fn usage(error: &clap::Error) -> ExitCode {
    let status = match error.print() {
        Ok(()) => error.exit_code(),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
        Err(_) => 3,
    };
    ExitCode::from(u8::try_from(status).unwrap_or(2))
}
