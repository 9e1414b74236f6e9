//! What a project has that can be named on a command line.

use clap::Arg;

/// Finds what there is of a kind: each value with words that tell what it is, or none.
pub type Lookup = dyn Fn(Named) -> Vec<(String, String)> + Send + Sync;

/// A kind of what can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// Letters in `templates/`.
    Letter,
    /// Languages of the letter.
    Language,
    /// Frozen versions.
    Version,
    /// Editions.
    Edition,
    /// Rows of the list of signatories.
    Signatory,
    /// Those on the review list.
    Reviewer,
    /// Those who get the final letter or a copy.
    Recipient,
    /// Groups of the list.
    Group,
    /// Columns of the list, each with the sign that a value follows.
    Column,
    /// Messages of which nobody knows whether they arrived.
    UnknownMessage,
}

impl Named {
    /// What an argument names, as the name of its value in `--help` says. `path` is the way to its
    /// command: `["sign", "show"]`.
    pub(crate) fn of(argument: &Arg, value: &str, path: &[&str]) -> Option<Self> {
        Some(match (value, path) {
            ("TEMPLATE", _) => Self::Letter,
            ("TAG", ["render" | "draft", ..]) => Self::Language,
            ("V" | "VERSION" | "FROM" | "TO", _) => Self::Version,
            ("EDITION", _) => Self::Edition,
            // A handle that is given, not one that is named.
            ("ID", ["sign", "add" | "invite" | "edit"]) if !argument.is_positional() => {
                return None;
            }
            ("ID", ["sign", ..]) => Self::Signatory,
            ("ID", ["review", ..]) => Self::Reviewer,
            ("ID", ["send"]) => Self::Recipient,
            ("GROUP", _) => Self::Group,
            ("COLUMN=HEADER" | "COLUMN=VALUE", _) => Self::Column,
            ("KEY", _) => Self::UnknownMessage,
            _ => return None,
        })
    }
}
