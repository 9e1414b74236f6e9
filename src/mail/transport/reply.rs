//! What the server said to a step, as a value.

use std::error::Error as _;
use std::io;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::Response;

use crate::diagnostic::visible;

/// The most of a reply that is kept, in characters. A server may say a hundred thousand.
const LONGEST: usize = 400;

/// Why a step of a session did not go well. All words are as they came: `one_line` shows them.
#[derive(Debug)]
pub(crate) enum Setback {
    /// The server said no.
    Said {
        /// 400 to 599.
        code: u16,
        /// Its words, code first.
        reply: String,
    },
    /// The connection is of no use any more.
    Lost(String),
}

impl Setback {
    /// The server's own no, or how the connection was lost.
    pub(crate) fn of(error: &Error) -> Self {
        let source = error.source().map(ToString::to_string).unwrap_or_default();
        match error.status() {
            Some(status) => Self::Said { code: status.into(), reply: format!("{status} {source}") },
            None if error.is_response() => {
                Self::Lost("the server hung up, or said what is no reply".to_owned())
            }
            None => Self::Lost(source),
        }
    }

    /// The connection broke.
    pub(crate) fn broken(error: &io::Error) -> Self {
        Self::Lost(error.to_string())
    }

    /// Whether nothing more is to be had from this session (421: RFC 5321, 3.8).
    pub(crate) fn ends_session(&self) -> bool {
        matches!(self, Self::Lost(_) | Self::Said { code: 421, .. })
    }

    /// The same with other words.
    pub(crate) fn map(self, words: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Said { code, reply } => Self::Said { code, reply: words(&reply) },
            Self::Lost(reason) => Self::Lost(words(&reason)),
        }
    }
}

/// The words of a reply, its code first.
pub(crate) fn words_of(response: &Response) -> String {
    let lines: Vec<_> = response.message().collect();
    format!("{} {}", response.code(), lines.join("\n"))
}

/// Foreign words in one line, made safe to show.
pub(crate) fn one_line(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return visible(&line);
    }
    let head: String = line.chars().take(LONGEST).collect();
    visible(&head) + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_one_line_that_a_terminal_can_show() {
        assert_eq!(
            one_line("550 no\r\nsuch\tuser\u{1b}[2J\u{202e}\r\n"),
            "550 no such userU+001B[2JU+202E"
        );
        assert_eq!(one_line(&"é".repeat(100_000)).chars().count(), LONGEST + 1);
    }
}
