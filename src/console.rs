//! The only module that prints: data to standard output, words about it to standard error.

mod chart;
mod progress;
mod waiting;

use std::io::{BufRead, BufWriter, IsTerminal, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::{Diagnostic, Severity, visible};

pub use chart::{Bar, chart};
pub use progress::Progress;
pub use waiting::Waiting;

/// Where a command's words go, and how many of them.
#[derive(Clone, Debug)]
pub struct Console {
    settings: ConsoleSettings,
}

/// What the command line asks of the console.
#[derive(Clone, Copy, Debug)]
pub struct ConsoleSettings {
    /// How much is said about what was done.
    pub talk: Talk,
    /// Whether standard output is one JSON document.
    pub json: bool,
    /// Whether questions are answered with yes.
    pub yes: bool,
    /// When to color.
    pub color: Color,
}

/// How much a command says beside its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Talk {
    /// Errors and warnings alone.
    Quiet,
    /// A sentence on what was done.
    Usual,
    /// What somebody wants to know who looks for a fault.
    Verbose,
}

/// When output is colored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set (no-color.org).
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Standard output could not be written to.
#[derive(Debug, thiserror::Error)]
#[error("cannot write to standard output")]
pub struct ConsoleError {
    source: std::io::Error,
}

impl ConsoleError {
    /// Whether nobody reads the output any more, which is no fault.
    pub fn is_closed_pipe(&self) -> bool {
        self.source.kind() == std::io::ErrorKind::BrokenPipe
    }
}

impl Console {
    /// A console as the command line asks for it.
    pub fn new(settings: ConsoleSettings) -> Self {
        Self { settings }
    }

    /// Whether standard output is to be one JSON document.
    pub fn is_json(&self) -> bool {
        self.settings.json
    }

    /// Whether questions are answered with yes.
    pub fn says_yes(&self) -> bool {
        self.settings.yes
    }

    /// Asks a question that is answered with yes or no; none where nobody can be asked.
    pub fn ask(&self, question: &str) -> Option<bool> {
        let mut input = std::io::stdin().lock();
        if !input.is_terminal() || !std::io::stderr().is_terminal() {
            return None;
        }
        say(&format!("{question} [y/N] "));
        let mut answer = String::new();
        input.read_line(&mut answer).ok()?;
        Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// Whether standard output is a terminal, where data is looked at.
    pub fn shows_data(&self) -> bool {
        std::io::stdout().is_terminal()
    }

    /// The progress of a step of so many parts, `doing` in a word: `Setting`. It is shown on a
    /// terminal alone, and only once the step has taken half a second.
    pub fn progress(&self, total: usize, doing: &str) -> Progress {
        let is_shown = shows_progress(self.settings, std::io::stderr().is_terminal());
        Progress::new(total, doing, is_shown)
    }

    /// A step that may take long and has no parts to count, shown on a terminal alone.
    pub fn waiting(&self, doing: &str) -> Waiting {
        let is_shown = shows_progress(self.settings, std::io::stderr().is_terminal());
        Waiting::new(doing, is_shown)
    }

    /// Writes data to standard output as it is.
    pub fn data(&self, bytes: &[u8]) -> Result<(), ConsoleError> {
        let mut stdout = std::io::stdout().lock();
        stdout
            .write_all(bytes)
            .and_then(|()| stdout.flush())
            .map_err(|source| ConsoleError { source })
    }

    /// Writes a JSON document to standard output.
    pub fn json(&self, value: &impl serde::Serialize) -> Result<(), ConsoleError> {
        let mut stdout = BufWriter::new(std::io::stdout().lock());
        serde_json::to_writer_pretty(&mut stdout, value)
            .map_err(std::io::Error::from)
            .and_then(|()| stdout.write_all(b"\n"))
            .and_then(|()| stdout.flush())
            .map_err(|source| ConsoleError { source })
    }

    /// Says in a sentence what was done.
    pub fn status(&self, sentence: impl AsRef<str>) {
        if self.settings.talk >= Talk::Usual {
            say(&format!("{}\n", sentence.as_ref()));
        }
    }

    /// Says what only somebody who wants to know everything wants to know.
    pub fn detail(&self, sentence: impl AsRef<str>) {
        if self.settings.talk >= Talk::Verbose {
            self.status(sentence);
        }
    }

    /// Shows problems in the user's text, each with its place and the line.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic]) {
        let styled = self.colors_errors();
        for diagnostic in diagnostics {
            if diagnostic.severity > Severity::Note || self.settings.talk > Talk::Quiet {
                say(&format!("{}\n\n", render(diagnostic, styled)));
            }
        }
    }

    /// Shows why a command failed: what, why, what to do.
    pub fn error(&self, error: &dyn std::error::Error, hints: &[String]) {
        let renderer = renderer(self.colors_errors());
        let mut text = renderer
            .render(&[Group::with_title(Level::ERROR.primary_title(visible(&error.to_string())))]);
        let mut cause = error.source();
        while let Some(error) = cause {
            text.push_str("\ncaused by: ");
            text.push_str(&visible(&error.to_string()));
            cause = error.source();
        }
        for hint in hints {
            text.push_str("\nhint: ");
            text.push_str(hint);
        }
        say(&format!("{text}\n"));
    }

    /// Whether what is written to standard output is to be colored.
    pub fn colors_data(&self) -> bool {
        self.colors(std::io::stdout().is_terminal())
    }

    fn colors_errors(&self) -> bool {
        self.colors(std::io::stderr().is_terminal())
    }

    fn colors(&self, on_terminal: bool) -> bool {
        match self.settings.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && on_terminal
            }
        }
    }
}

fn shows_progress(settings: ConsoleSettings, is_terminal: bool) -> bool {
    is_terminal && !settings.json && settings.talk > Talk::Quiet
}

/// A problem as it is shown: its kind, its place, the line, what to do.
pub fn render(diagnostic: &Diagnostic, styled: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code);
    let help = diagnostic.help.iter().map(|help| Level::HELP.message(visible(help)));
    let Some(place) = &diagnostic.place else {
        let whole = renderer(styled).render(&[Group::with_title(title).elements(help)]);
        // Without a place above it, the line between it and the help divides nothing.
        return whole.replacen("\n |\n", "\n", 1);
    };
    let file = visible(&place.file.display().to_string());
    let margin = " ".repeat(place.line.to_string().len());
    let origin = format!("{margin}--> {file}:{}:{}", place.line, place.column);
    if place.excerpt.is_empty() {
        let mut text = renderer(styled).render(&[Group::with_title(title)]);
        text.extend(["\n", &origin]);
        if !diagnostic.help.is_empty() {
            text.extend(["\n", &margin, " |"]);
        }
        for help in &diagnostic.help {
            text.extend(["\n", &margin, " = help: ", &visible(help)]);
        }
        return text;
    }
    let (excerpt, span) = windowed(&place.excerpt, place.span.clone());
    let shown = Snippet::source(excerpt)
        .line_start(place.line)
        .annotation(AnnotationKind::Primary.span(span));
    let text = renderer(styled).render(&[Group::with_title(title).element(shown).elements(help)]);
    // The renderer would count the column in the excerpt, which is not always the whole line.
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    format!("{first}\n{origin}\n{rest}")
}

fn renderer(styled: bool) -> Renderer {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii)
}

/// The longest excerpt shown, in bytes: a field of a megabyte is no help to anyone.
const LONGEST: usize = 240;

/// Foreign text made safe to show, but for tabs, which the renderer sets as spaces.
fn shown(text: &str) -> String {
    text.split('\t').map(visible).collect::<Vec<_>>().join("\t")
}

/// The part of a line that is worth showing, with what cannot be seen in it made visible.
fn windowed(line: &str, span: std::ops::Range<usize>) -> (String, std::ops::Range<usize>) {
    let floor = |at: usize| (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at));
    let start = if span.start > LONGEST { floor(span.start - LONGEST / 2).unwrap_or(0) } else { 0 };
    let end = floor(start + LONGEST).unwrap_or(line.len());
    let within = |at: usize| at.clamp(start, end);
    let (from, to) = (within(span.start), within(span.end));
    let mut excerpt = shown(&line[start..from]);
    let from_shown = excerpt.len();
    excerpt.push_str(&shown(&line[from..to]));
    let to_shown = excerpt.len();
    excerpt.push_str(&shown(&line[to..end]));
    (excerpt, from_shown..to_shown)
}

/// Rows of cells as lines, the columns two spaces apart and as wide as their widest cell.
pub fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column| {
        let cells = rows.iter().filter_map(|row| row.get::<usize>(column));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<_> = (0..columns).map(widest).collect();
    let mut text = String::new();
    for row in rows {
        let start = text.len();
        for (cell, column) in row.iter().zip(&widths) {
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', column - width(cell) + 2));
        }
        text.truncate(start + text[start..].trim_end().len());
        text.push('\n');
    }
    text
}

/// The columns of a terminal that a cell takes; most are ASCII, and lists are long.
fn width(cell: &str) -> usize {
    if cell.is_ascii() { cell.len() } else { cell.width() }
}

/// Standard error closed is no reason to fail: the words are lost, the work is done.
fn say(text: &str) {
    let mut stderr = std::io::stderr().lock();
    if stderr.write_all(text.as_bytes()).is_ok() {
        drop(stderr.flush());
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::diagnostic::Place;

    fn at(line: usize, column: usize, excerpt: &str, span: std::ops::Range<usize>) -> Diagnostic {
        let file = Path::new("list.csv").to_owned();
        let place = Place { file, line, column, excerpt: excerpt.to_owned(), span };
        Diagnostic::error("some-code", "`x` is wrong").at(place)
    }

    #[test]
    fn the_place_is_told_once_and_counts_the_cells_that_are_not_shown() {
        let excerpt = "…,confirmd,…";
        let diagnostic = at(12, 31, excerpt, 4..12).help("did you mean `confirmed`?");
        assert_data_eq!(
            render(&diagnostic, false),
            str![[r#"
error[some-code]: `x` is wrong
  --> list.csv:12:31
   |
12 | …,confirmd,…
   |   ^^^^^^^^
   |
   = help: did you mean `confirmed`?
"#]]
            .raw()
        );
    }

    #[test]
    fn progress_is_for_people_at_a_terminal() {
        let settings =
            ConsoleSettings { talk: Talk::Usual, json: false, yes: false, color: Color::Auto };
        assert!(shows_progress(settings, true));
        assert!(!shows_progress(settings, false));
        assert!(!shows_progress(ConsoleSettings { json: true, ..settings }, true));
        assert!(!shows_progress(ConsoleSettings { talk: Talk::Quiet, ..settings }, true));
    }

    #[test]
    fn a_private_cell_is_named_by_its_place_alone() {
        let bare = at(3, 9, "", 0..0);
        assert_data_eq!(
            render(&bare, false),
            str![[r#"
error[some-code]: `x` is wrong
 --> list.csv:3:9
"#]]
            .raw()
        );
        assert_data_eq!(
            render(&bare.help("mend it"), false),
            str![[r#"
error[some-code]: `x` is wrong
 --> list.csv:3:9
  |
  = help: mend it
"#]]
            .raw()
        );
    }

    #[test]
    fn the_caret_stands_under_wide_characters_and_behind_tabs() {
        assert_data_eq!(
            render(&at(2, 6, "北\t東\u{202e}", 4..7), false),
            str![[r#"
error[some-code]: `x` is wrong
 --> list.csv:2:6
  |
2 | 北    東U+202E
  |       ^^
"#]]
            .raw()
        );
    }

    #[test]
    fn a_line_of_a_megabyte_is_cut_round_what_is_meant() {
        let line = format!("{}{{{{ x }}}}{}", "a".repeat(500_000), "b".repeat(500_000));
        let text = render(&at(1, 500_001, &line, 500_000..500_007), false);
        assert!(text.len() < 1000 && text.contains("{{ x }}"), "{text}");
    }
}
