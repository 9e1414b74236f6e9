//! Fills templates in: minijinja as letters see it, and the way back from what came out to where
//! it stands in the source.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minijinja::value::{Value, ValueKind};
use minijinja::{
    AutoEscape, Environment, Error, Output, OutputSpan, OutputSpanKind, State, UndefinedBehavior,
};

use crate::diagnostic::Diagnostic;
use crate::model::Language;
use crate::source::absent::{EmptyField, Nothing};
use crate::source::calls::{self, Calls};
use crate::source::date::Printed;
use crate::source::direction::isolated;
use crate::source::markdown::Values;
use crate::source::origin::{Origin, Texts};
use crate::source::refusal::refuse_with_help;
use crate::source::rows::Rows;
use crate::source::template_error::{Names, diagnose};
use crate::source::{Answers, Purpose, expression, file_name, filters, includes};

/// The work that one template may do, in minijinja's measure: an instruction or 64 bytes. A list
/// of 11,000 signatories takes a third of it; a loop without end, some 30 ms.
const FUEL: u64 = 2_000_000;

/// How deep macros and includes may stand in each other.
const DEPTH: usize = 120;

/// The longest text that a template may make or include, in bytes; far more than any letter has.
pub(crate) const LONGEST: usize = 16 << 20;

/// What is said of an expression that is too long for the parser.
pub(crate) const TOO_LONG: &str = "this expression is too long, or never closed";
pub(crate) const PART_IT: &str = "close it, or part it: `{% set x = … %}`";

/// Names that no included file can have: of a body or a string of inline Markdown, of plain text,
/// of what is shown of one signatory, and of an output file's name.
const MARKDOWN: &str = "\u{0}markdown";
const PLAIN: &str = "\u{0}plain";
const SIGNATORY: &str = "\u{0}signatory";
const FILE_NAME: &str = "\u{0}file-name";

/// The templates of one letter.
pub(crate) struct Templates {
    environment: Environment<'static>,
    texts: Texts,
    values: SharedValues,
    /// The folder whose files can be included.
    includes: Option<PathBuf>,
}

/// The values that stand in filled texts in place of themselves, until Markdown is read.
#[derive(Clone, Default)]
pub(crate) struct SharedValues(Arc<Mutex<Values>>);

impl SharedValues {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Values> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where a template stands: of a whole body, or of a string in front matter.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    /// The whole of it.
    pub(crate) origin: Origin,
    /// Where its first byte stands, when the others follow byte by byte (a string without escape
    /// sequences).
    pub(crate) start: Option<usize>,
}

impl Base {
    /// A string of front matter.
    pub(crate) fn of_text(texts: &Texts, origin: &Origin, text: &str) -> Self {
        let found = texts.slice(origin).find(text);
        Self { origin: origin.clone(), start: found.map(|at| origin.range.start + at) }
    }

    fn origin(&self, range: Range<usize>) -> Origin {
        match self.start {
            Some(start) => {
                Origin { file: self.origin.file, range: start + range.start..start + range.end }
            }
            None => self.origin.clone(),
        }
    }
}

/// A template filled in.
pub(crate) struct Filled {
    pub(crate) text: String,
    spans: Vec<OutputSpan>,
    base: Base,
}

impl Filled {
    /// Where a stretch of the text comes from: of letters that the source has, those; of a value,
    /// the expression that printed it.
    pub(crate) fn origin(&self, texts: &Texts, range: &Range<usize>) -> Origin {
        let after = self.spans.partition_point(|span| span.output_range().start <= range.start);
        let Some(span) = after.checked_sub(1).and_then(|index| self.spans.get(index)) else {
            // What has no template sign was not filled in, and is its own source.
            return self.base.origin(if self.spans.is_empty() { range.clone() } else { 0..0 });
        };
        let (output, mut source) = (span.output_range(), span.source_range());
        if span.kind() == OutputSpanKind::Raw {
            let end = (source.start + range.end.saturating_sub(output.start)).min(source.end);
            let start = (source.start + range.start - output.start).min(source.end);
            source = start..end.max(start);
        }
        located(texts, &self.base, span.name(), source)
    }
}

fn located(texts: &Texts, base: &Base, template: &str, range: Range<usize>) -> Origin {
    match texts.included(template) {
        Some(file) => Origin { file, range },
        None => base.origin(range),
    }
}

impl Templates {
    pub(crate) fn new(
        purpose: Purpose,
        texts: &Texts,
        language: &Language,
        includes: Option<PathBuf>,
        calls: &Calls,
    ) -> Self {
        let values = SharedValues::default();
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // Names the value that is undefined.
        environment.set_debug(true);
        environment.set_fuel(Some(FUEL));
        environment.set_recursion_limit(DEPTH);
        // What `{% set %}` and macros make is Markdown already.
        environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
        environment.remove_global("debug");
        filters::add(&mut environment, language, purpose);
        calls::add(&mut environment, calls);
        let held = values.clone();
        let direction = language.direction();
        environment.set_formatter(
            move |output: &mut Output<'_>, state: &mut State<'_, '_>, value| {
                if let (MARKDOWN, Some(answers)) =
                    (state.name(), value.downcast_object_ref::<Answers>())
                {
                    let links = answers.markdown(|address| held.lock().hold(address));
                    return output.write_str(&links).map_err(Error::from);
                }
                let text = printable(value)?;
                if state.name() == FILE_NAME {
                    file_name::check(&text)?;
                    return output.write_str(&text).map_err(Error::from);
                }
                if value.is_safe() || state.name() == PLAIN {
                    return output.write_str(&text).map_err(Error::from);
                }
                let text =
                    if state.name() == SIGNATORY { isolated(&text, direction) } else { text };
                let mark = if text.is_empty() { text } else { held.lock().hold(&text) };
                output.write_str(&mark).map_err(Error::from)
            },
        );
        let of_includes = texts.clone();
        let folder = includes.clone();
        environment.set_loader(move |name| match &folder {
            Some(folder) => includes::load(purpose, folder, &of_includes, name),
            None => Ok(None),
        });
        Self { environment, texts: texts.clone(), values, includes }
    }

    /// The values held so far.
    pub(crate) fn values(&self) -> MutexGuard<'_, Values> {
        self.values.lock()
    }

    /// Fills in a body or a string of Markdown; values stay held.
    pub(crate) fn fill(
        &self,
        text: &str,
        base: Base,
        names: Names<'_>,
    ) -> Result<Filled, Box<Diagnostic>> {
        self.fill_as(MARKDOWN, text, base, names)
    }

    fn fill_as(
        &self,
        kind: &str,
        text: &str,
        base: Base,
        names: Names<'_>,
    ) -> Result<Filled, Box<Diagnostic>> {
        if !text.contains('{') {
            return Ok(Filled { text: text.to_owned(), spans: Vec::new(), base });
        }
        self.parsable(text, &base)?;
        let filled = self
            .environment
            .template_from_named_str(kind, text)
            .and_then(|template| template.render_with_spans(names.context.clone()));
        match filled {
            Ok((text, spans)) if text.len() <= LONGEST => Ok(Filled { text, spans, base }),
            Ok(_) => {
                let message = "the template makes too much text";
                let problem = Diagnostic::error("runaway-template", message);
                Err(Box::new(problem.at(self.texts.place(&base.origin(0..0)))))
            }
            Err(error) => Err(self.diagnose(&error, &base, names)),
        }
    }

    /// Refuses what the parser would not survive.
    fn parsable(&self, text: &str, base: &Base) -> Result<(), Box<Diagnostic>> {
        let Some(range) = expression::too_long(text) else { return Ok(()) };
        let problem = Diagnostic::error("template-syntax", TOO_LONG).help(PART_IT);
        Err(Box::new(problem.at(self.texts.place(&base.origin(range)))))
    }

    /// Fills in a string of plain text.
    pub(crate) fn fill_plain(
        &self,
        text: &str,
        base: Base,
        names: Names<'_>,
    ) -> Result<String, Box<Diagnostic>> {
        let filled = self.fill_as(PLAIN, text, base, names)?;
        Ok(self.values().restore(&filled.text))
    }

    /// Fills in the pattern of an output file's name, whose values are checked.
    pub(crate) fn fill_file_name(
        &self,
        text: &str,
        base: Base,
        names: Names<'_>,
    ) -> Result<String, Box<Diagnostic>> {
        self.fill_as(FILE_NAME, text, base, names).map(|filled| filled.text)
    }

    /// Compiles the pattern of `show` once, and returns what fills it in for one signatory.
    pub(crate) fn pattern<'a>(
        &'a self,
        pattern: &'a str,
        base: Base,
        rows: &'a Rows,
    ) -> Result<impl Fn(Value) -> Result<String, Box<Diagnostic>> + 'a, Box<Diagnostic>> {
        self.parsable(pattern, &base)?;
        let nothing = Value::UNDEFINED;
        let template = self
            .environment
            .template_from_named_str(SIGNATORY, pattern)
            .map_err(|error| self.diagnose(&error, &base, Names { context: &nothing, rows }))?;
        Ok(move |row: Value| {
            template
                .render(row.clone())
                .map_err(|error| self.diagnose(&error, &base, Names { context: &row, rows }))
        })
    }

    fn diagnose(&self, error: &Error, base: &Base, names: Names<'_>) -> Box<Diagnostic> {
        let locate = |error: &Error| {
            let template = error.name().unwrap_or_default();
            match (error.range(), self.texts.included(template)) {
                (Some(range), _) => located(&self.texts, base, template, range),
                (None, Some(file)) => self.texts.line(file, error.line().unwrap_or(1)),
                (None, None) => self.line_of(base, error.line().unwrap_or(1)),
            }
        };
        Box::new(diagnose(error, &self.texts, names, self.includes.as_deref(), &locate))
    }

    /// A line of a body or a string, counted from 1.
    fn line_of(&self, base: &Base, number: usize) -> Origin {
        let Some(start) = base.start else { return base.origin.clone() };
        let first = self.texts.place(&Origin { file: base.origin.file, range: start..start }).line;
        self.texts.line(base.origin.file, first + number - 1)
    }
}

/// What a value prints; lists, tables and functions are no text.
fn printable(value: &Value) -> Result<String, Error> {
    if let Some(empty) = value.downcast_object_ref::<EmptyField>() {
        return Err(refuse_with_help("empty-field", &empty.message, &empty.help));
    }
    let named = |what: &str| format!("{what} cannot be printed as it is");
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => Ok(String::new()),
        ValueKind::Seq | ValueKind::Iterable => Err(refuse_with_help(
            "wrong-value",
            named("a list"),
            "write `… | join(\", \")`, or a loop: `{% for x in … %}`",
        )),
        ValueKind::Map if value.get_attr("anonymous").is_ok_and(|number| number.is_integer()) => {
            Err(refuse_with_help(
                "wrong-value",
                "`count` alone is no number",
                "write `count.signatories`, `count.organizations` or `count.individuals`",
            ))
        }
        ValueKind::Map => Err(refuse_with_help(
            "wrong-value",
            named("a table"),
            "name the key that is meant: `….name`",
        )),
        ValueKind::Plain if !prints(value) => Err(refuse_with_help(
            "wrong-value",
            named("a function"),
            "call it with parentheses: `{{ close() }}`",
        )),
        _ => Ok(value.to_string()),
    }
}

/// Whether an object of ours prints as text.
fn prints(value: &Value) -> bool {
    value.downcast_object_ref::<Printed>().is_some()
        || value.downcast_object_ref::<Nothing>().is_some()
}
