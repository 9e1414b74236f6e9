//! What there is one entry for.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// The draft, to the review list.
    Review,
    /// A reminder of it, by its number: 1 is the first.
    Reminder(u32),
    /// The letter, to an addressee.
    Final,
    /// The copy of it, to a signatory.
    Copy,
}

/// What there is one entry for: a purpose, a text and a recipient. Printed as
/// `review/3f9a12bc44e1/hrw`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Key {
    /// What the message is for.
    pub purpose: Purpose,
    /// The text: the id of its version, `3f9a12bc44e1`, or `edition-1`. Another text makes another
    /// key, so that no message of an older one goes out with it.
    pub edition: String,
    /// The id of the recipient's row.
    pub recipient: String,
}

/// A text is no key.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` names no message, as `review/3f9a12bc44e1/hrw` does")]
pub struct KeyError {
    /// The text.
    pub text: String,
}

impl fmt::Display for Purpose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Review => formatter.write_str("review"),
            Self::Reminder(number) => write!(formatter, "reminder-{number}"),
            Self::Final => formatter.write_str("final"),
            Self::Copy => formatter.write_str("copy"),
        }
    }
}

impl Purpose {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "review" => Self::Review,
            "final" => Self::Final,
            "copy" => Self::Copy,
            _ => Self::Reminder(text.strip_prefix("reminder-")?.parse().ok()?),
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}/{}", self.purpose, self.edition, self.recipient)
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.splitn(3, '/');
        let purpose = parts.next().and_then(Purpose::parse);
        let key = purpose.zip(parts.next()).zip(parts.next());
        let key =
            key.filter(|((_, edition), recipient)| !edition.is_empty() && !recipient.is_empty());
        let ((purpose, edition), recipient) =
            key.ok_or_else(|| KeyError { text: text.to_owned() })?;
        Ok(Self { purpose, edition: edition.to_owned(), recipient: recipient.to_owned() })
    }
}

impl TryFrom<String> for Key {
    type Error = KeyError;

    fn try_from(text: String) -> Result<Self, KeyError> {
        text.parse()
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_printed() {
        for text in [
            "review/3f9a12bc44e1/hrw",
            "reminder-12/3f9a12bc44e1/a/b",
            "final/edition-1/moj",
            "copy/edition-2/hrw",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "review",
            "review/x",
            "review//hrw",
            "review/x/",
            "reminder/x/y",
            "reminder-/x/y",
            "Review/x/y",
        ] {
            assert_eq!(text.parse::<Key>().unwrap_err(), KeyError { text: text.to_owned() });
        }
    }
}
