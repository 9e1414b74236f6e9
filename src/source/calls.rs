//! The functions that a body places parts with: `signatories`, `close`, `notes`, `contents`.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error};

use crate::diagnostic::did_you_mean;
use crate::model::Kind;
use crate::source::keys::LIST_KEYS;
use crate::source::markdown::{Placed, placed};
use crate::source::refusal::{refuse, refuse_with_help};
use crate::source::rows::Rows;

/// What the body has placed so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calls(Arc<Mutex<Made>>);

/// Calls in the order in which they were made.
#[derive(Debug, Default)]
struct Made {
    /// Whether it is the body that is filled in.
    in_body: bool,
    has_close: bool,
    has_list: bool,
    lists: Vec<ListCall>,
    once: Vec<&'static str>,
}

/// A call of `signatories`.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListCall {
    /// Keys of `signatories` that this call gives.
    pub(crate) settings: Vec<(String, Value)>,
    /// The groups that it places; all when absent.
    pub(crate) groups: Option<Vec<String>>,
    /// The kinds that it places; all when absent.
    pub(crate) kinds: Option<Vec<Kind>>,
    /// How many it places at most.
    pub(crate) first: Option<usize>,
}

impl Calls {
    /// Says that the body comes now, of a letter that has a close or not, and shows its list or
    /// not.
    pub(crate) fn begin_body(&self, has_close: bool, has_list: bool) {
        let mut made = self.lock();
        *made = Made { in_body: true, has_close, has_list, ..Made::default() };
    }

    /// Says that the body is done: whatever comes now can place nothing in it.
    pub(crate) fn end_body(&self) {
        self.lock().in_body = false;
    }

    /// The calls of `signatories`: each placed the list with its index.
    pub(crate) fn lists(&self) -> Vec<ListCall> {
        self.lock().lists.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Made> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn once(&self, name: &'static str, part: &Placed) -> Result<Value, Error> {
        let mut made = self.lock();
        in_body(&made, name)?;
        if name == "close" && !made.has_close {
            return Err(refuse_with_help(
                "placed-part",
                "the letter has no close that `close()` could place",
                "give it in the front matter: `close = \"Sincerely,\"`",
            ));
        }
        if made.once.contains(&name) {
            return Err(refuse("placed-part", format!("`{name}()` stands here a second time")));
        }
        made.once.push(name);
        Ok(Value::from_safe_string(placed(part)))
    }
}

/// Adds the functions, but `signatories`, which is a list too.
pub(crate) fn add(environment: &mut Environment<'_>, calls: &Calls) {
    let here = calls.clone();
    environment.add_function("close", move || here.once("close", &Placed::Close));
    let here = calls.clone();
    environment.add_function("notes", move || here.once("notes", &Placed::Notes));
    let here = calls.clone();
    environment.add_function("contents", move || here.once("contents", &Placed::Contents));
}

/// `signatories(…)`: remembers what it asks for, and prints the mark of a list.
pub(crate) fn signatories(calls: &Calls, rows: &Rows, arguments: &[Value]) -> Result<Value, Error> {
    let mut made = calls.lock();
    in_body(&made, "signatories")?;
    if !made.has_list {
        return Err(refuse_with_help(
            "placed-part",
            "the list is placed here, but `signatories = false` says not to print it",
            "take one of the two out",
        ));
    }
    let named = match arguments {
        [] => Kwargs::from_iter(Vec::<(String, Value)>::new()),
        [only] => Kwargs::try_from(only.clone()).map_err(|_| positional())?,
        _ => return Err(positional()),
    };
    let mut call = ListCall::default();
    for name in named.args() {
        let value: Value = named.peek(name)?;
        match name {
            "group" => call.groups = Some(texts(&value, name)?),
            "kind" => call.kinds = Some(kinds(&texts(&value, name)?)?),
            "first" => {
                let number = value.as_usize().filter(|_| value.is_integer());
                call.first = Some(number.ok_or_else(|| {
                    refuse("wrong-value", "`first` must be a number, such as `first=30`")
                })?);
            }
            _ if LIST_KEYS.contains(&name) => call.settings.push((name.to_owned(), value)),
            _ => return Err(unknown(name, rows)),
        }
    }
    made.lists.push(call);
    Ok(Value::from_safe_string(placed(&Placed::Signatories(made.lists.len() - 1))))
}

fn in_body(made: &Made, name: &str) -> Result<(), Error> {
    if made.in_body {
        return Ok(());
    }
    Err(refuse("placed-part", format!("`{name}()` can only stand in the body of the letter")))
}

fn positional() -> Error {
    refuse_with_help(
        "unknown-argument",
        "`signatories` takes arguments by name only",
        "such as `signatories(group=\"National\")`",
    )
}

fn unknown(name: &str, rows: &Rows) -> Error {
    let message = format!("`signatories` has no argument `{name}`");
    let known = LIST_KEYS.into_iter().chain(["group", "kind", "first"]);
    match did_you_mean(name, known) {
        Some(help) => refuse_with_help("unknown-argument", message, help),
        None if rows.columns().any(|column| column == name) => refuse_with_help(
            "unknown-argument",
            message,
            format!("to choose by a column, write `group_by=\"{name}\", group=\"…\"`"),
        ),
        None => refuse("unknown-argument", message),
    }
}

fn texts(value: &Value, name: &str) -> Result<Vec<String>, Error> {
    let wrong = || refuse("wrong-value", format!("`{name}` must be a string or a list of strings"));
    if let Some(text) = value.as_str() {
        return Ok(vec![text.to_owned()]);
    }
    value
        .try_iter()
        .map_err(|_| wrong())?
        .map(|item| item.as_str().map(ToOwned::to_owned).ok_or_else(wrong))
        .collect()
}

fn kinds(names: &[String]) -> Result<Vec<Kind>, Error> {
    let kind = |name: &String| {
        let known = Kind::ALL.iter().find(|(_, word)| word == name).map(|(kind, _)| *kind);
        known.ok_or_else(|| {
            refuse_with_help(
                "wrong-value",
                format!("`{name}` is no kind of signatory"),
                "kinds are `organization`, `individual` and `representative`",
            )
        })
    };
    names.iter().map(kind).collect()
}
