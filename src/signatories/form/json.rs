//! Answers as JSON, or as JSON Lines.

use std::fmt;
use std::path::Path;

use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Deserializer, Error};

use crate::diagnostic::{Diagnostic, Place};
use crate::signatories::form::Form;
use crate::signatories::form::fields::{Columns, DEEPEST, Fields, Value, answers};
use crate::signatories::form::problem::{problem_at, too_large};

/// Reads an array of objects, an object with one such array in it, or an object on each line.
/// Numbers and truth values are kept as they are written; `null` is empty.
pub(crate) fn read(text: &str, shown: &Path) -> Result<Form, Box<Diagnostic>> {
    let mut values = Vec::new();
    for raw in Deserializer::from_str(text).into_iter::<&RawValue>() {
        let raw = raw.map_err(|error| at_error(&error, shown))?;
        values.push(value(raw.get(), 0).map_err(|fault| fault.diagnostic(text, shown))?);
    }
    let found = match values.len() {
        1 => answers(values.remove(0)),
        _ => answers(Value::List(values)),
    };
    let found = found.map_err(|error| {
        problem_at("answers", format!("`{}`: {error}", shown.display()), shown, 1, 1)
            .help("an import reads a list of objects, one for each answer")
    })?;
    let mut columns = Columns::default();
    for (number, fields) in found.into_iter().enumerate() {
        columns.add(shown, number + 1, fields).map_err(|error| too_large(error, shown))?;
    }
    Ok(columns.into_form(Vec::new()).map_err(|error| too_large(error, shown))?)
}

/// What is wrong within a value.
struct Fault<'a> {
    /// The part of the text that it is in.
    raw: &'a str,
    message: String,
}

impl Fault<'_> {
    fn diagnostic(&self, text: &str, shown: &Path) -> Diagnostic {
        let offset = (self.raw.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let place =
            Place { excerpt: String::new(), span: 0..0, ..Place::new(shown, text, offset..offset) };
        Diagnostic::error("json-syntax", self.message.clone()).at(place)
    }
}

fn at_error(error: &Error, shown: &Path) -> Diagnostic {
    problem_at("json-syntax", words(error), shown, error.line().max(1), error.column().max(1))
}

/// What the reader says, without the place.
fn words(error: &Error) -> String {
    let said = error.to_string();
    format!("this is no JSON: {}", said.split(" at line ").next().unwrap_or_default())
}

/// The value of a text that is known to be one.
fn value(raw: &str, depth: usize) -> Result<Value, Fault<'_>> {
    let fault = |message: String| Fault { raw, message };
    if depth > DEEPEST {
        return Err(fault(format!("values lie more than {DEEPEST} deep in one another")));
    }
    match raw.as_bytes().first() {
        Some(b'{') => {
            let entries = Deserializer::from_str(raw)
                .deserialize_map(Entries)
                .map_err(|error| fault(words(&error)))?;
            let entries = entries
                .into_iter()
                .map(|(name, raw)| Ok((name, value(raw.get(), depth + 1)?)))
                .collect::<Result<_, _>>()?;
            let fields = Fields { line: None, entries };
            match fields.repeated_name() {
                Some(name) => Err(fault(format!("`{name}` stands twice"))),
                None => Ok(Value::Fields(fields)),
            }
        }
        Some(b'[') => {
            let values: Vec<&RawValue> =
                serde_json::from_str(raw).map_err(|error| fault(words(&error)))?;
            let values = values.into_iter().map(|raw| value(raw.get(), depth + 1));
            Ok(Value::List(values.collect::<Result<_, _>>()?))
        }
        Some(b'"') => {
            serde_json::from_str(raw).map(Value::Text).map_err(|error| fault(words(&error)))
        }
        _ if raw == "null" => Ok(Value::Text(String::new())),
        _ => Ok(Value::Text(raw.to_owned())),
    }
}

/// The fields of an object in their order.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Form {
        read(text, Path::new("form.json")).unwrap()
    }

    fn fault(text: &str) -> (usize, usize, String) {
        let fault = read(text, Path::new("form.json")).unwrap_err();
        let place = fault.place.unwrap();
        (place.line, place.column, fault.message)
    }

    #[test]
    fn values_are_kept_as_they_are_written() {
        let form = form(
            r#"[{"zip": "01234", "n": 12345678901234567890.10, "e": 1E5, "b": true, "x": null}]"#,
        );
        assert_eq!(form.headers, ["zip", "n", "e", "b", "x"]);
        assert_eq!(form.records[0].cells, ["01234", "12345678901234567890.10", "1E5", "true", ""]);
    }

    #[test]
    fn the_shapes_of_exports_are_read() {
        let airtable = r#"{"records": [{"id": "rec1", "fields": {"Name": "A", "Tags": ["x", "y"]}},
            {"id": "rec2", "fields": {"Name": "B"}}], "offset": "itr"}"#;
        let form = form(airtable);
        assert_eq!(form.headers, ["id", "Name", "Tags"]);
        assert_eq!(form.records[1].cells, ["rec2", "B", ""]);
        assert_eq!(form.records[1].line, 2);
        let lines = read("{\"a\": 1}\n{\"b\": {\"c\": 2}}\n", Path::new("form.jsonl")).unwrap();
        assert_eq!(lines.headers, ["a", "b.c"]);
        assert_eq!(lines.records.len(), 2);
    }

    #[test]
    fn faults_are_told_by_line_and_column() {
        assert_eq!(
            fault("[{\"a\": 1},\n {\"b\" 2}]"),
            (2, 7, "this is no JSON: expected `:`".to_owned())
        );
        let (line, column, _) = fault("[{\"a\": 1},\n {\"b\": \"\\ud800\"}]");
        assert_eq!((line, column), (2, 8));
        assert_eq!(fault("[{},\n{\"a\": 1, \"a\": 2}]"), (2, 1, "`a` stands twice".to_owned()));
        assert_eq!(fault("[1]").2, "`form.json`: entry 1 of the list has no fields");
        assert!(fault(&"[".repeat(200)).2.contains("EOF"));
        let deep = format!("[{{\"a\": {}1{}}}]", "[".repeat(100), "]".repeat(100));
        assert_eq!(fault(&deep).2, "values lie more than 32 deep in one another");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in r#"[\[\]{}",:a1\\u\n ]{0,60}"#) {
            drop(read(&text, Path::new("form.json")));
        }
    }
}
