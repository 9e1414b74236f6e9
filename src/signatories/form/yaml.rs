//! Answers as YAML, as sign-on repositories keep them.

use std::path::Path;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use crate::diagnostic::Diagnostic;
use crate::signatories::form::fields::{DEEPEST, Fields, Value};
use crate::signatories::form::problem::problem_at;

/// The documents of a YAML text.
///
/// The parser's events are read, not values of a schema: `no`, `007` and `2022-07-25` are what a
/// person typed, and a schema would make `false`, 7 and a date of them. An alias is refused, since
/// a file of a signatory has no need of one, and a few lines of them unfold to gigabytes.
pub(crate) fn documents(text: &str, shown: &Path) -> Result<Vec<Value>, Box<Diagnostic>> {
    let mut events = Events { parser: Parser::new_from_str(text), shown };
    let mut documents = Vec::new();
    while let Some((event, span)) = events.next()? {
        documents.push(events.value(event, span, 0)?);
    }
    // A document with nothing in it is an empty scalar.
    documents.retain(|document| !matches!(document, Value::Text(text) if text.is_empty()));
    Ok(documents)
}

struct Events<'a> {
    parser: Parser<'a, StrInput<'a>>,
    shown: &'a Path,
}

impl<'a> Events<'a> {
    /// The next event that is part of a value; none at the end of the text.
    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, Box<Diagnostic>> {
        while let Some(event) = self.parser.next_event() {
            let (event, span) = event.map_err(|error: ScanError| {
                let at = error.marker();
                self.fault(format!("this is no YAML: {}", error.info()), at.line(), at.col())
            })?;
            let is_end = matches!(event, Event::SequenceEnd | Event::MappingEnd);
            if is_end || event.is_node() {
                return Ok(Some((event, span)));
            }
        }
        Ok(None)
    }

    /// The next event of a document that is not at its end.
    fn within(&mut self) -> Result<(Event<'a>, Span), Box<Diagnostic>> {
        match self.next()? {
            Some(event) => Ok(event),
            None => Err(self.fault("ends too early".to_owned(), 1, 0)),
        }
    }

    fn value(
        &mut self,
        event: Event<'a>,
        span: Span,
        depth: usize,
    ) -> Result<Value, Box<Diagnostic>> {
        let line = span.start.line();
        let fault = |events: &Self, message: &str| {
            Err(events.fault(message.to_owned(), line, span.start.col()))
        };
        if depth > DEEPEST {
            return fault(self, &format!("values lie more than {DEEPEST} deep in one another"));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let is_nothing =
                    style == ScalarStyle::Plain && matches!(&*text, "~" | "null" | "Null" | "NULL");
                Ok(Value::Text(if is_nothing { String::new() } else { text.into_owned() }))
            }
            Event::SequenceStart(..) => {
                let mut values = Vec::new();
                loop {
                    match self.within()? {
                        (Event::SequenceEnd, _) => return Ok(Value::List(values)),
                        (event, span) => values.push(self.value(event, span, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => {
                let mut entries = Vec::new();
                loop {
                    let key = match self.within()? {
                        (Event::MappingEnd, _) => {
                            let fields = Fields { line: Some(line), entries };
                            return match fields.repeated_name() {
                                Some(name) => fault(self, &format!("`{name}` stands twice")),
                                None => Ok(Value::Fields(fields)),
                            };
                        }
                        (event, span) => self.value(event, span, depth + 1)?,
                    };
                    let Value::Text(key) = key else {
                        return fault(self, "the name of a field is no text");
                    };
                    let (event, span) = self.within()?;
                    entries.push((key, self.value(event, span, depth + 1)?));
                }
            }
            Event::Alias(_) => fault(self, "refers to another value by `*`, which is not read"),
            _ => fault(self, "has no value here"),
        }
    }

    /// A fault at a line counted from 1 and a column counted from 0, as the parser counts.
    fn fault(&self, message: String, line: usize, column: usize) -> Box<Diagnostic> {
        Box::new(problem_at("yaml-syntax", message, self.shown, line.max(1), column + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Value>, (usize, usize, String)> {
        documents(text, Path::new("tjwg.yml")).map_err(|fault| {
            let place = fault.place.unwrap();
            (place.line, place.column, fault.message)
        })
    }

    fn fields(line: usize, entries: &[(&str, &str)]) -> Value {
        let text = |text: &&str| Value::Text((*text).to_owned());
        let entries = entries.iter().map(|(name, value)| ((*name).to_owned(), text(value)));
        Value::Fields(Fields { line: Some(line), entries: entries.collect() })
    }

    #[test]
    fn scalars_are_kept_as_they_are_written() {
        let text = "---\n# ours\nname: No # not false\n# ours\nzip: 007\non: 2022-07-25\nlink: ~\nquoted: \"null\"\n\
                    note: >\n  two\n  lines\nempty:\n";
        let expected = [
            ("name", "No"),
            ("zip", "007"),
            ("on", "2022-07-25"),
            ("link", ""),
            ("quoted", "null"),
            ("note", "two lines\n"),
            ("empty", ""),
        ];
        assert_eq!(read(text), Ok(vec![fields(3, &expected)]));
    }

    #[test]
    fn lists_and_several_documents_are_read() {
        let text = "- name: A\n- name: B\n";
        let list = Value::List(vec![fields(1, &[("name", "A")]), fields(2, &[("name", "B")])]);
        assert_eq!(read(text), Ok(vec![list]));
        let text = "name: A\n---\nname: B\n---\n";
        assert_eq!(read(text), Ok(vec![fields(1, &[("name", "A")]), fields(3, &[("name", "B")])]));
        assert_eq!(read("# nothing\n"), Ok(Vec::new()));
    }

    #[test]
    fn faults_are_told_by_line_and_column() {
        let (line, _, _) = read("name: A\nlink: \"x\n").unwrap_err();
        assert!(line >= 2);
        assert_eq!(
            read("a: &a x\nb: *a\n"),
            Err((2, 4, "refers to another value by `*`, which is not read".to_owned()))
        );
        assert_eq!(read("x: 1\na: {b: 1, b: 2}\n"), Err((2, 4, "`b` stands twice".to_owned())));
        assert_eq!(read("? [a]\n: b\n").unwrap_err().2, "the name of a field is no text");
        assert!(read(&"[".repeat(10_000)).is_err());
        assert!(read(&"- ".repeat(10_000)).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in r#"[-\[\]{}":,&*!|>?a1%\n\t #]{0,60}"#) {
            drop(read(&text));
        }
    }
}
