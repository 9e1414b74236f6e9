//! An array of objects, for programs.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::signatories::{Row, Sheet};

/// The rows as `sign list --json` gives them: one object each, with the columns' names as keys and
/// every value a string, nothing added or taken away.
pub(crate) fn json(sheet: &Sheet<'_>) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(&Rows(sheet)).expect("strings are valid JSON");
    json.push(b'\n');
    json
}

struct Rows<'a>(&'a Sheet<'a>);

struct Object<'a>(&'a Sheet<'a>, Row<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(sheet) = self;
        let mut array = serializer.serialize_seq(Some(sheet.rows().len()))?;
        for row in sheet.rows() {
            array.serialize_element(&Object(sheet, *row))?;
        }
        array.end()
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(sheet, row) = self;
        let mut object = serializer.serialize_map(Some(sheet.columns().len()))?;
        for (column, value) in sheet.columns().iter().zip(sheet.cells(*row)) {
            object.serialize_entry(column, value)?;
        }
        object.end()
    }
}
