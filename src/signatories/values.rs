//! What can stand in a cell: the same rules for a list that is read and for a value that is added.

use crate::diagnostic::{Diagnostic, backquoted, code_point, did_you_mean};
use crate::model::Kind;
use crate::signatories::row::{Listed, Status, from_word};
use crate::signatories::{columns, known_codes};
use crate::table::unprintable;

/// Columns that may run over several lines, beside those of the author's own.
const FREE_TEXT: [&str; 2] = ["note", "evidence"];

/// Columns whose values end up in the headers of a mail, as they stand or translated.
const NAMES: [&str; 8] =
    ["name", "abbreviation", "sort_name", "role", "affiliation", "contact", "email", "signed_by"];

/// What hinders a value of the list from being used, without its place. Characters that a table
/// refuses in any cell are not among it.
pub(crate) fn problems(column: &str, value: &str) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    if value.is_empty() {
        return problems;
    }
    let mut refuse = |code, what, help| {
        problems.push(Diagnostic::error(code, format!("`{column}` holds {what}")).help(help));
    };
    if value.contains(['\n', '\r', '\t'])
        && columns::has_meaning(column)
        && !FREE_TEXT.contains(&column)
    {
        if value.contains(['\n', '\r']) {
            refuse("line-break", "a line break", "put it on one line");
        } else {
            refuse("control-character", "a tab", "put a space in its place");
        }
    }
    if value.contains("=?") && NAMES.iter().any(|name| columns::is_form_of(column, name)) {
        let help = "a mail program would read it as other letters: write these instead";
        refuse("encoded-word", "an encoded word (`=?`)", help);
    }
    match column {
        "status" => problems.extend(word_problem("status", value, &Status::ALL)),
        "kind" => problems.extend(word_problem("kind", value, &Kind::ALL)),
        "listed" => problems.extend(word_problem("listed", value, &Listed::ALL)),
        "url" if !is_web_address(value) => {
            let problem = "`url` is no address of http or https";
            problems
                .push(Diagnostic::error("url", problem).help("write it as `https://example.org`"));
        }
        _ => {}
    }
    problems
}

/// What hinders a value from the command line from being written: `problems`, and characters that
/// the table would refuse on reading it again.
pub(crate) fn new_problems(column: &str, value: &str) -> Vec<Diagnostic> {
    let mut found = problems(column, value);
    if let Some(character) = unprintable(value) {
        let message = format!("`{column}` holds {}, which cannot be seen", code_point(character));
        found.push(Diagnostic::error("control-character", message).help("leave it out"));
    }
    if column == "id" && value.chars().any(|c| c.is_whitespace() || c == '/' || c == '\\') {
        found.push(
            Diagnostic::error("id", "`id` holds a space or a slash")
                .help("an id is a short handle, such as `tjwg`"),
        );
    }
    found
}

/// A row that names nobody.
pub(crate) fn missing_name() -> Diagnostic {
    Diagnostic::error("missing-name", "row has no name").help("give the name, or take the row out")
}

/// Whether a column has rules of its own for what its cells say, beside those for all.
pub(crate) fn has_rules(column: &str) -> bool {
    matches!(column, "status" | "kind" | "listed" | "url")
}

fn word_problem<T: Copy>(
    column: &'static str,
    value: &str,
    all: &[(T, &'static str)],
) -> Option<Diagnostic> {
    if from_word(all, value).is_some() {
        return None;
    }
    let words = || all.iter().map(|(_, word)| *word);
    let help = did_you_mean(value, words())
        .unwrap_or_else(|| format!("write one of {}", backquoted(words())));
    Some(Diagnostic::error(column, format!("`{column}` cannot be `{value}`")).help(help))
}

pub(crate) fn is_web_address(value: &str) -> bool {
    let Some((scheme, rest)) = value.split_once("://") else { return false };
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    is_web && !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace)
}

/// Whether there may be something worth knowing of a column's values.
pub(crate) fn is_noted(column: &str) -> bool {
    matches!(column, "country" | "language")
}

/// What is worth knowing of a value that can be used.
pub(crate) fn note(column: &str, value: &str) -> Option<Diagnostic> {
    match column {
        "country" if value.is_ascii() && !value.is_empty() && !known_codes::is_country(value) => {
            Some(
                Diagnostic::note("country", format!("`{value}` is no country that is known"))
                    .help("it is printed as it stands; codes are those of ISO 3166, such as `KR`"),
            )
        }
        "language" if !value.is_empty() && !known_codes::is_language(value) => Some(
            Diagnostic::note("language", format!("`{value}` is no language tag that is known"))
                .help("write a tag of BCP 47, such as `ko` or `zh-Hant`"),
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_address_has_a_scheme_and_a_host() {
        for good in ["https://example.org", "HTTP://example.org/a?b=c"] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in ["example.org", "javascript:alert(1)", "https://", "https:///x", "https://a b"] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn only_names_and_addresses_can_be_taken_for_encoded_words() {
        assert_eq!(problems("role_de", "=?utf-8?q?x?=")[0].code, "encoded-word");
        assert!(problems("url", "https://example.org/?a=?").is_empty());
    }

    #[test]
    fn free_text_may_run_over_lines() {
        assert!(problems("note", "two\nlines").is_empty());
        assert!(problems("t-shirt", "=?\n").is_empty());
        assert_eq!(problems("name_ko", "two\nlines")[0].code, "line-break");
    }
}
