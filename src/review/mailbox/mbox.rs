//! An mbox: messages one after the other, each behind a line that begins with `From `.

use std::io::{self, BufRead, Read};

use crate::review::mailbox::raw::Gathered;

/// Splits an mbox (RFC 4155; lines of a body that begin with `From ` are quoted, as mboxo and mboxrd
/// do). One message is held at a time, however large the file is.
#[derive(Debug)]
pub(crate) struct Mbox<R> {
    reader: R,
    /// A piece of a line; a line that goes on and on does not fill the memory.
    piece: Vec<u8>,
    /// Whether the next piece begins a line.
    at_line: bool,
    is_within: bool,
    is_over: bool,
}

/// What begins the line before each message.
pub(crate) const FROM: &[u8] = b"From ";

/// The bytes that are taken of a line at once.
const LONGEST_PIECE: u64 = 1 << 16;

impl<R: BufRead> Mbox<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, piece: Vec::new(), at_line: true, is_within: false, is_over: false }
    }

    /// The next message, gathered; none at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Gathered>> {
        if self.is_over {
            return Ok(None);
        }
        let mut message = Gathered::default();
        // The empty line before a separator belongs to that.
        let mut held: Option<Vec<u8>> = None;
        loop {
            self.piece.clear();
            let limit = (&mut self.reader).take(LONGEST_PIECE).read_until(b'\n', &mut self.piece);
            if limit? == 0 {
                self.is_over = true;
                return Ok(self.is_within.then_some(message));
            }
            let begins_line = std::mem::replace(&mut self.at_line, self.piece.ends_with(b"\n"));
            if begins_line && is_separator(&self.piece, self.is_within) {
                if std::mem::replace(&mut self.is_within, true) {
                    return Ok(Some(message));
                }
                continue;
            }
            if let Some(held) = held.take() {
                message.push(&held);
            }
            if begins_line && matches!(self.piece.as_slice(), b"\n" | b"\r\n") {
                held = Some(self.piece.clone());
            } else if begins_line {
                message.push(unquoted(&self.piece));
            } else {
                message.push(&self.piece);
            }
        }
    }
}

/// Whether a line separates messages: past the first one it has to tell a time and a year, for some
/// programs do not quote what a body says.
fn is_separator(line: &[u8], is_within: bool) -> bool {
    let Some(rest) = line.strip_prefix(FROM) else { return false };
    let words = || rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let is_number =
        |word: &[u8], length| word.len() == length && word.iter().all(u8::is_ascii_digit);
    let is_time = |word: &[u8]| {
        let parts: Vec<_> = word.split(|byte| *byte == b':').collect();
        parts.len() >= 2 && parts.iter().all(|part| is_number(part, 2) || is_number(part, 1))
    };
    !is_within || words().any(is_time) && words().any(|word| is_number(word, 4))
}

/// A line without the sign that quotes it: `>From `, `>>From `.
fn unquoted(line: &[u8]) -> &[u8] {
    let quotes = line.iter().take_while(|byte| **byte == b'>').count();
    if quotes > 0 && line[quotes..].starts_with(FROM) { &line[1..] } else { line }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(bytes: &[u8]) -> Vec<String> {
        let mut mbox = Mbox::new(bytes);
        let mut messages = Vec::new();
        while let Some(message) = mbox.next().unwrap() {
            messages.push(String::from_utf8(message.finish(String::new()).bytes).unwrap());
        }
        messages
    }

    #[test]
    fn messages_are_split_and_quoted_lines_unquoted() {
        let mbox = b"From a@x.org Mon May  4 10:00:00 2026\nA: b\n\nhello\n>From here\n>>From\n\n\
            From here on\n\nFrom - Tue May 05 10:00:00 2026\r\nA: c\r\n\r\n>> From x\r\n";
        assert_eq!(
            split(mbox),
            ["A: b\n\nhello\nFrom here\n>>From\n\nFrom here on\n", "A: c\r\n\r\n>> From x\r\n"]
        );
    }

    #[test]
    fn an_mbox_without_messages_has_none_and_a_torn_one_its_last() {
        assert_eq!(split(b""), [""; 0]);
        assert_eq!(split(b"From x\n"), [""]);
        assert_eq!(split(b"From x\nA: b"), ["A: b"]);
        let long = format!("From x\nA: b\n\n{}From y 10:00 2026\n", "x".repeat(1 << 17));
        assert_eq!(split(long.as_bytes()).len(), 1);
    }

    proptest! {
        #[test]
        fn what_is_quoted_and_joined_is_split_again(
            bodies in prop::collection::vec("(From |>From |a|\n){0,9}", 0..5),
        ) {
            let quoted = |body: &String| {
                let lines = body.split('\n').map(|line| {
                    if line.trim_start_matches('>').starts_with("From ") {
                        format!(">{line}")
                    } else {
                        line.to_owned()
                    }
                });
                lines.collect::<Vec<_>>().join("\n")
            };
            let messages =
                bodies.iter().map(|body| format!("From x 10:00 2026\n{}\n\n", quoted(body)));
            let expected: Vec<_> = bodies.iter().map(|body| format!("{body}\n")).collect();
            let last_blank = |text: &String| text.trim_end_matches('\n').to_owned();
            let read: Vec<_> = split(messages.collect::<String>().as_bytes());
            prop_assert_eq!(
                read.iter().map(last_blank).collect::<Vec<_>>(),
                expected.iter().map(last_blank).collect::<Vec<_>>()
            );
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let bytes = [FROM, &bytes].concat();
            let mut mbox = Mbox::new(bytes.as_slice());
            while mbox.next().unwrap().is_some() {}
        }
    }
}
