//! The listed rows as templates see them.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};
use minijinja::{Error, State};

use crate::model::Kind;
use crate::source::Purpose;
use crate::source::absent::Nothing;
use crate::source::calls::{self, Calls};
use crate::source::rows::Rows;

/// One row in a template: its public columns by name, absent ones empty.
#[derive(Debug)]
pub(crate) struct RowValue {
    rows: Arc<Rows>,
    index: usize,
}

impl RowValue {
    pub(crate) fn value(rows: &Arc<Rows>, index: usize) -> Value {
        Value::from_object(Self { rows: Arc::clone(rows), index })
    }
}

impl Object for RowValue {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let known = self.rows.columns().any(|column| column == key);
        known.then(|| Value::from(self.rows.cell(self.index, key)))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.rows.columns().map(Value::from).collect())
    }
}

/// A list of rows in a template. `signatories` can be called too, which places the list.
#[derive(Debug)]
pub(crate) struct RowList {
    purpose: Purpose,
    rows: Arc<Rows>,
    indices: Vec<usize>,
    calls: Option<Calls>,
}

impl RowList {
    /// The rows, anonymous ones left out, that `kinds` holds.
    pub(crate) fn value(
        purpose: Purpose,
        rows: &Arc<Rows>,
        kinds: &[Kind],
        calls: Option<&Calls>,
    ) -> Value {
        let of_kind = |index: &usize| kinds.contains(&rows.row(*index).kind);
        let indices = rows.named().filter(of_kind).collect();
        let calls = calls.cloned();
        Value::from_object(Self { purpose, rows: Arc::clone(rows), indices, calls })
    }
}

impl Object for RowList {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match (self.indices.get(key.as_usize()?), self.purpose) {
            (Some(index), _) => Some(RowValue::value(&self.rows, *index)),
            (None, Purpose::Canonical) => Some(Nothing::value()),
            (None, Purpose::Printed) => None,
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.indices.len())
    }

    fn call(
        self: &Arc<Self>,
        _state: &mut State<'_, '_>,
        arguments: &[Value],
    ) -> Result<Value, Error> {
        match &self.calls {
            Some(calls) => calls::signatories(calls, &self.rows, arguments),
            None => Err(Error::new(
                minijinja::ErrorKind::InvalidOperation,
                "this is a list: only `signatories` can be called",
            )),
        }
    }
}
