//! What a finding says where anybody on this computer may look.
//!
//! Findings on the list name people, also those whom the letter does not name, and quote their
//! cells. Anybody may see what stands in the letter; of all else it is said what kind of thing is
//! to be looked at, and where.

use crate::diagnostic::{Diagnostic, Place};

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Discretion {
    /// Anybody: nothing private is told.
    Discreet,
    /// Whoever may see the list.
    Open,
}

/// What is told of a finding.
pub(crate) struct Told<'f> {
    pub(crate) message: &'f str,
    pub(crate) help: Vec<&'f str>,
    /// Whether the line itself is shown.
    pub(crate) shows_line: bool,
}

/// Kinds of findings on rows, in words that name nobody.
const UNNAMED: [(&str, &str); 14] = [
    ("address-in-public-column", "a public column holds a mail address"),
    ("control-character", "a cell holds a character that cannot be seen"),
    ("country", "a country is not known"),
    ("duplicate-id", "two rows have one id"),
    ("duplicate-signatory", "a signatory is listed twice"),
    ("email", "a cell `email` holds no mail address, or more than one"),
    ("language", "a language is not known"),
    ("line-break", "a cell holds a line break"),
    ("missing-name", "a row has no name"),
    ("missing-signed-by", "sign-offs lack the person who gave them"),
    ("no-version-agreed", "sign-offs are to no particular version"),
    ("stale-agreement", "sign-offs are to another text than this"),
    ("unconfirmed-signatory", "somebody who was asked has not confirmed"),
    ("unknown-version", "sign-offs are to a text of no frozen version"),
];

impl Discretion {
    /// What is told of a finding.
    pub(crate) fn told(self, finding: &Diagnostic) -> Told<'_> {
        let unnamed = UNNAMED.iter().find(|(code, _)| *code == finding.code);
        let kind = finding.place.as_ref().map(kind);
        let is_of_list = match kind {
            Some(Kind::Letter | Kind::Settings) => false,
            Some(Kind::Other) => true,
            None => unnamed.is_some(),
        };
        if self == Self::Open || !is_of_list {
            return Told {
                message: &finding.message,
                help: finding.help.iter().map(String::as_str).collect(),
                // Settings may hold what is nobody's business, such as a password in a wrong place.
                shows_line: self == Self::Open || kind == Some(Kind::Letter),
            };
        }
        Told {
            message: unnamed.map_or("there is something to look at", |(_, words)| words),
            help: vec!["`letterctl check` tells more"],
            shows_line: false,
        }
    }
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Letter,
    Settings,
    /// The list, or what else is kept about people.
    Other,
}

fn kind(place: &Place) -> Kind {
    let ending = place.file.extension().and_then(|ending| ending.to_str());
    match ending {
        Some("md") => Kind::Letter,
        Some("toml") => Kind::Settings,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn finding(file: &str, code: &'static str) -> Diagnostic {
        let place = Place::new(Path::new(file), "Jane Roe", 0..4);
        Diagnostic::error(code, "`Jane Roe` is wrong").at(place).help("ask `Jane Roe`")
    }

    #[test]
    fn what_stands_in_the_letter_is_told_in_full() {
        let finding = finding("templates/a.md", "some-code");
        let told = Discretion::Discreet.told(&finding);
        assert_eq!((told.message, told.help.len()), ("`Jane Roe` is wrong", 1));
        assert!(told.shows_line);
    }

    #[test]
    fn nobody_is_named_by_what_is_told_of_the_list() {
        for file in ["signatories.csv", "addressees.csv", "list", "drafts/history.jsonl"] {
            for code in ["stale-agreement", "some-code"] {
                let finding = finding(file, code);
                let told = Discretion::Discreet.told(&finding);
                let help = told.help.concat();
                assert!(!told.message.contains("Jane") && !help.contains("Jane"), "{file} {code}");
                assert!(!told.shows_line);
                let open = Discretion::Open.told(&finding);
                assert!(open.message.contains("Jane") && open.shows_line);
            }
        }
        let without_place = Diagnostic::note("unconfirmed-signatory", "`Jane Roe` is late");
        assert!(!Discretion::Discreet.told(&without_place).message.contains("Jane"));
    }

    #[test]
    fn the_line_of_a_setting_is_not_shown() {
        let finding = finding("letterctl.toml", "unknown-key");
        assert!(!Discretion::Discreet.told(&finding).shows_line);
    }
}
