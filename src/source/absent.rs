//! What stands in a template for what is not there: in a canonical text for what a list or a row of
//! addressees would say, in a mail for what its recipient lacks.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

/// What an empty list has in any place: it prints nothing, and so does any column of it.
#[derive(Debug)]
pub(crate) struct Nothing;

impl Nothing {
    pub(crate) fn value() -> Value {
        Value::from_object(Self)
    }
}

impl Object for Nothing {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value_by_str(self: &Arc<Self>, _key: &str) -> Option<Value> {
        Some(Value::from(""))
    }

    fn get_value(self: &Arc<Self>, _key: &Value) -> Option<Value> {
        Some(Value::from(""))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, _formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// The addressee of the front matter: `[addressee.x]` stands for a field that it lacks, since it
/// may be one of a row that stands in for it.
#[derive(Debug, Default)]
pub(crate) struct Addressee(BTreeMap<String, Value>);

impl Addressee {
    pub(crate) fn value<'a>(fields: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
        Value::from_object(Self(fields.collect()))
    }
}

impl Object for Addressee {
    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let own = self.0.get(key).cloned();
        own.or_else(|| Some(Value::from(format!("{PLACEHOLDER}{key}]"))))
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.keys().map(|key| Value::from(key.as_str())).collect())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// The addressees of a letter that has none of its own.
#[derive(Debug)]
pub(crate) struct NoAddressees;

impl Object for NoAddressees {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        key.is_integer().then(|| Addressee::value([]))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(0)
    }
}

/// What a mail's recipient lacks: a condition may ask for it, but it cannot be printed.
#[derive(Debug)]
pub(crate) struct EmptyField {
    pub(crate) message: String,
    pub(crate) help: String,
}

impl EmptyField {
    pub(crate) fn value(message: String, help: String) -> Value {
        Value::from_object(Self { message, help })
    }
}

impl Object for EmptyField {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    /// What is not there has no fields that were.
    fn get_value_by_str(self: &Arc<Self>, _key: &str) -> Option<Value> {
        Some(Value::from_dyn_object(Arc::clone(self)))
    }

    fn get_value(self: &Arc<Self>, _key: &Value) -> Option<Value> {
        Some(Value::from_dyn_object(Arc::clone(self)))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, _formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// How what stands for a field begins.
const PLACEHOLDER: &str = "[addressee.";

/// Whether a filter has nothing to work on: an empty value, or what stands for an addressee's field.
pub(crate) fn is_absent(value: &Value) -> bool {
    match value.as_str() {
        Some(text) => {
            text.trim().is_empty() || text.starts_with(PLACEHOLDER) && text.ends_with(']')
        }
        None => value.downcast_object_ref::<Nothing>().is_some(),
    }
}
