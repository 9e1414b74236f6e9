//! Records of what never changes, in TOML under a seal: the last line, the SHA-256 of all above it.

use std::fmt::Write;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::diagnostic::unseen;
use crate::draft::{Digest, DraftError};

/// What the line begins with that ends a record.
pub(crate) const SEAL: &str = "seal = ";

/// A record that is being written.
#[derive(Debug, Default)]
pub(crate) struct Record(String);

impl Record {
    /// Adds a text on one line.
    pub(crate) fn string(&mut self, key: &str, value: &str) {
        self.bare(key, &quoted(value));
    }

    /// Adds a text line by line, so that git can show which lines of it changed.
    pub(crate) fn lines(&mut self, key: &str, text: &str) {
        self.bare(key, &quoted_lines(text));
    }

    /// Adds a value that is TOML already.
    pub(crate) fn bare(&mut self, key: &str, value: &str) {
        self.0.extend([key, " = ", value, "\n"]);
    }

    /// Adds a list of inline tables, each on a line.
    pub(crate) fn tables(&mut self, key: &str, tables: impl Iterator<Item = String>) {
        self.0.extend([key, " = [\n"]);
        for table in tables {
            self.0.extend(["  ", &table, ",\n"]);
        }
        self.0.push_str("]\n");
    }

    /// The record with its seal.
    pub(crate) fn sealed(mut self) -> String {
        let seal = seal(&self.0);
        self.0.push_str(&seal);
        self.0
    }
}

/// The line that seals a text.
fn seal(text: &str) -> String {
    format!("{SEAL}{}\n", quoted(Digest::of(text.as_bytes()).as_str()))
}

/// A table on one line, of keys and values that are TOML already.
pub(crate) fn inline_table<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let pairs = pairs.into_iter().map(|(key, value)| format!("{} = {value}", written_key(key)));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

fn written_key(key: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    if !key.is_empty() && key.bytes().all(is_plain) { key.to_owned() } else { quoted(key) }
}

/// A TOML basic string on one line (TOML 1.0, "String"); what cannot be seen is escaped too, so
/// that a note cannot look like another line.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\n' => quoted.push_str("\\n"),
            _ => push_escaped(character, &mut quoted),
        }
    }
    quoted.push('"');
    quoted
}

/// The same over several lines. Of quotation marks that follow each other, every second one is
/// escaped, so that three of them cannot end it.
fn quoted_lines(text: &str) -> String {
    let mut quoted = String::from("\"\"\"\n");
    let mut ends_in_mark = false;
    for character in text.chars() {
        let is_mark = character == '"' && !ends_in_mark;
        match character {
            '"' if ends_in_mark => quoted.push_str("\\\""),
            '"' | '\n' => quoted.push(character),
            _ => push_escaped(character, &mut quoted),
        }
        ends_in_mark = is_mark;
    }
    if ends_in_mark {
        quoted.insert(quoted.len() - 1, '\\');
    }
    quoted.push_str("\"\"\"");
    quoted
}

fn push_escaped(character: char, quoted: &mut String) {
    match character {
        '\\' => quoted.push_str("\\\\"),
        '\r' => quoted.push_str("\\r"),
        '\t' => quoted.push_str("\\t"),
        // Writing to a string cannot fail.
        _ if unseen(character) => drop(write!(quoted, "\\U{:08X}", u32::from(character))),
        _ => quoted.push(character),
    }
}

/// Checks the seal of a record and reads what is under it. `shown` is its path as errors tell it.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8], shown: &Path) -> Result<T, DraftError> {
    let file = || shown.to_owned();
    if !is_sealed(bytes) {
        return Err(if is_sealed(&without_carriage_returns(bytes)) {
            DraftError::LineEnds { file: file() }
        } else {
            DraftError::BrokenSeal { file: file() }
        });
    }
    toml::from_slice(bytes).map_err(|error| DraftError::Unreadable {
        file: file(),
        reason: error.message().to_owned(),
    })
}

fn is_sealed(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Some(at) = text.rfind(&format!("\n{SEAL}")) else { return false };
    let (lines, end) = text.split_at(at + 1);
    end == seal(lines)
}

/// The bytes with LF where CRLF stands, as git would take back what it did on checking out.
pub(crate) fn without_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    let follows = |at: usize| bytes.get(at + 1) == Some(&b'\n');
    let kept = bytes.iter().enumerate().filter(|(at, byte)| **byte != b'\r' || !follows(*at));
    kept.map(|(_, byte)| *byte).collect()
}

/// Lines under a seal of their own, as somebody may forge them.
#[cfg(test)]
pub(crate) fn resealed(lines: &str) -> String {
    let lines = lines.rfind(SEAL).map_or(lines, |at| &lines[..at]);
    format!("{lines}{}", seal(lines))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn record() -> String {
        let mut record = Record::default();
        record.string("note", "Two\nlines\u{202e}");
        record.bare("form", "1");
        record.lines("list", "name\n\"a \"\"b\"\"\"\n");
        record.sealed()
    }

    #[test]
    fn every_byte_is_under_the_seal_and_nothing_follows_it() {
        let text = record();
        assert!(is_sealed(text.as_bytes()));
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            assert!(!is_sealed(&bytes), "byte {at}");
        }
        for other in [text.replace("= 1", "=  1"), format!("{text}\n"), seal("") + &text] {
            assert!(!is_sealed(other.as_bytes()), "{other}");
        }
        let other = text.replace('\n', "\r\n");
        let error = read::<toml::Table>(other.as_bytes(), Path::new("x")).unwrap_err();
        assert!(matches!(error, DraftError::LineEnds { .. }));
    }

    proptest! {
        #[test]
        fn every_text_and_key_is_read_again(
            one in any::<String>(),
            many in "([\"\\\\\n\r\t]|\\PC|\\p{Cc}|[\u{202a}-\u{202e}])*",
            key in any::<String>(),
        ) {
            let mut record = Record::default();
            record.string("one", &one);
            record.lines("many", &many);
            let table = inline_table([(key.as_str(), quoted(&one)), ("plain-key_1", quoted(&many))]);
            record.tables("tables", [table].into_iter());
            let text = record.sealed();
            prop_assert!(!text.contains('\r'));
            let read: toml::Table = read(text.as_bytes(), Path::new("x")).unwrap();
            prop_assert_eq!(read["one"].as_str(), Some(one.as_str()));
            prop_assert_eq!(read["many"].as_str(), Some(many.as_str()));
            let table = &read["tables"][0];
            prop_assert_eq!(table["plain-key_1"].as_str(), Some(many.as_str()));
            prop_assert_eq!(table[&key].as_str(), Some(one.as_str()));
        }
    }
}
