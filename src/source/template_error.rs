//! What went wrong in a template, as a diagnostic with its place and the nearest name.

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};

use crate::diagnostic::{Diagnostic, backquoted, did_you_mean, nearest, visible};
use crate::source::keys::KEYS;
use crate::source::origin::{Origin, Texts};
use crate::source::refusal::Refusal;
use crate::source::row_list::RowValue;
use crate::source::rows::Rows;

/// What the names in a template are looked up in.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    /// The context of the template.
    pub(crate) context: &'a Value,
    /// The list, whose rows a loop gives other names.
    pub(crate) rows: &'a Rows,
}

const FUNCTIONS: [&str; 7] =
    ["signatories", "close", "notes", "contents", "range", "dict", "namespace"];

/// The filters of letters and the usual ones of minijinja.
const FILTERS: [&str; 38] = [
    "in_words",
    "number",
    "country",
    "date",
    "slug",
    "safe",
    "lower",
    "upper",
    "title",
    "capitalize",
    "replace",
    "length",
    "count",
    "dictsort",
    "items",
    "reverse",
    "trim",
    "join",
    "split",
    "lines",
    "default",
    "round",
    "abs",
    "int",
    "float",
    "first",
    "last",
    "min",
    "max",
    "sort",
    "list",
    "string",
    "select",
    "selectattr",
    "rejectattr",
    "map",
    "groupby",
    "unique",
];

/// The diagnostic of an error. `locate` turns the error's own place into one in a text.
pub(crate) fn diagnose(
    error: &Error,
    texts: &Texts,
    names: Names<'_>,
    locate: &dyn Fn(&Error) -> Origin,
) -> Diagnostic {
    let error = innermost(error);
    let mut origin = locate(error);
    if let Some(Refusal { code, message, help }) = source(error) {
        let problem = Diagnostic::error(code, visible(message)).at(texts.place(&origin));
        return match help {
            Some(help) => problem.help(help.as_str()),
            None => problem,
        };
    }
    let detail = error.detail().unwrap_or_default();
    if let Some(name) = undefined_name(detail) {
        origin = point_at(texts, origin, name);
        return undefined(name, names).at(texts.place(&origin));
    }
    let problem = match error.kind() {
        ErrorKind::OutOfFuel => runaway(),
        ErrorKind::InvalidOperation if detail.contains("recursion limit") => runaway(),
        ErrorKind::InvalidOperation if detail.contains("too many elements") => runaway(),
        ErrorKind::SyntaxError | ErrorKind::BadEscape => {
            Diagnostic::error("template-syntax", format!("broken template: {}", visible(detail)))
        }
        ErrorKind::UnknownFilter => unknown(texts, &origin, "filter", &FILTERS),
        ErrorKind::UnknownFunction => unknown(texts, &origin, "function", &FUNCTIONS),
        ErrorKind::TemplateNotFound => {
            Diagnostic::error("include", "there is no such file among the templates")
        }
        kind if detail.is_empty() => Diagnostic::error("template", kind.to_string()),
        _ => Diagnostic::error("template", visible(detail)),
    };
    problem.at(texts.place(&origin))
}

/// The error that others stand round, such as that of an included file.
fn innermost(mut error: &Error) -> &Error {
    while let Some(inner) = source::<Error>(error) {
        error = inner;
    }
    error
}

fn source<T: std::error::Error + 'static>(error: &Error) -> Option<&T> {
    std::error::Error::source(error)?.downcast_ref()
}

/// The name out of minijinja's "`vars.x` is undefined".
fn undefined_name(detail: &str) -> Option<&str> {
    let before = &detail[..detail.find("` is undefined")?];
    Some(&before[before.rfind('`')? + 1..])
}

/// The name itself in the line that the error points into, where it stands there.
fn point_at(texts: &Texts, origin: Origin, name: &str) -> Origin {
    let place = texts.place(&origin);
    let line_start = origin.range.start.saturating_sub(place.span.start);
    let whole = |at: usize| {
        let identifier = |character: char| character.is_alphanumeric() || character == '_';
        !place.excerpt[at + name.len()..].starts_with(identifier)
            && !place.excerpt[..at].ends_with(|before| identifier(before) || before == '.')
    };
    let found = place.excerpt.match_indices(name).map(|(at, _)| at).filter(|at| whole(*at));
    let near = found.min_by_key(|at| at.abs_diff(place.span.start));
    match near {
        Some(at) => {
            Origin { file: origin.file, range: line_start + at..line_start + at + name.len() }
        }
        None => origin,
    }
}

fn undefined(name: &str, names: Names<'_>) -> Diagnostic {
    let (parent, last) = match name.rsplit_once('.') {
        Some((parent, last)) => (Some(parent), last),
        None => (None, name),
    };
    let holder = parent.map(|parent| lookup(names.context, parent));
    let of_row = match &holder {
        None => names.context.downcast_object_ref::<RowValue>().is_some(),
        Some(holder) => holder.is_none(),
    };
    if of_row && names.rows.is_private(last) {
        return Diagnostic::error("private-column", format!("the column `{last}` is private"))
            .help("only public columns can be printed");
    }
    let problem = Diagnostic::error("undefined", format!("`{name}` is not defined"));
    let known = match holder {
        None => keys(names.context),
        Some(Some(holder)) => keys(&holder),
        Some(None) => names.rows.columns().map(ToOwned::to_owned).collect(),
    };
    let prefix = parent.map_or_else(String::new, |parent| format!("{parent}."));
    if let Some(near) = nearest(last, known.iter().map(String::as_str)) {
        return problem.help(format!("did you mean `{prefix}{near}`?"));
    }
    match (parent, name) {
        (Some("letter"), _) if KEYS.contains(&last) => {
            problem.help(format!("the front matter gives no `{last}`, or makes it of this key"))
        }
        (_, "addressee") => problem.help("the letter has no addressee"),
        (Some("vars"), _) => problem.help(format!("define it under `[vars]`: `{last} = \"…\"`")),
        _ if known.is_empty() => problem,
        _ => {
            let known = known.iter().map(String::as_str).take(20);
            problem.help(format!("defined are {}", backquoted(known)))
        }
    }
}

/// The value that a dotted name stands for.
fn lookup(context: &Value, name: &str) -> Option<Value> {
    let mut value = context.clone();
    for part in name.split('.') {
        value = value.get_attr(part).ok().filter(|value| !value.is_undefined())?;
    }
    Some(value)
}

fn keys(value: &Value) -> Vec<String> {
    if value.kind() != ValueKind::Map {
        return Vec::new();
    }
    let keys = value.try_iter().into_iter().flatten();
    keys.filter_map(|key| key.as_str().map(ToOwned::to_owned)).collect()
}

fn unknown(texts: &Texts, origin: &Origin, what: &str, known: &[&str]) -> Diagnostic {
    let written = texts.slice(origin);
    let name = written.split('(').next().unwrap_or_default().trim();
    let problem = Diagnostic::error("undefined", format!("there is no {what} `{}`", visible(name)));
    match did_you_mean(name, known.iter().copied()) {
        Some(help) => problem.help(help),
        None => problem,
    }
}

fn runaway() -> Diagnostic {
    Diagnostic::error("runaway-template", "the template does too much and was stopped")
        .help("look for a loop or a macro that never ends, or that doubles what it makes")
}
