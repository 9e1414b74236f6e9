//! What a template opens and never closes: its parser tells only where it gave up.

use std::ops::Range;

/// The statements that have an end of their own; `set` has one where it gives no value.
const STATEMENTS: [&str; 8] = ["if", "for", "macro", "call", "filter", "with", "block", "set"];

/// What is open, and what would close it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unclosed<'a> {
    /// The bytes that open it.
    pub(crate) range: Range<usize>,
    /// What opens it: `{{`, or a whole statement.
    pub(crate) opening: &'a str,
    /// What closes it.
    pub(crate) closing: String,
}

/// What is open in `text`, whose parser gave up at the byte `failed` and said `detail`.
pub(crate) fn find<'a>(text: &'a str, failed: usize, detail: &str) -> Option<Unclosed<'a>> {
    let (opening, closing) = match detail.rsplit_once("expected end of ")?.1 {
        "variable block" => ("{{", "}}"),
        "block" => ("{%", "%}"),
        _ => return None,
    };
    let before = text.get(..failed.min(text.len()))?;
    if let Some(at) = before.rfind(opening) {
        let inside = &before[at..];
        // An expression may run over lines; over a blank line, its end was forgotten.
        let runs_on = inside.split('\n').skip(1).any(|line| line.trim().is_empty());
        if runs_on && !inside.contains(closing) {
            let range = at..at + opening.len();
            return Some(Unclosed { opening, range, closing: closing.to_owned() });
        }
    }
    if detail.starts_with("unexpected end of input") { statement(text) } else { None }
}

/// The innermost statement that is still open at the end.
fn statement(text: &str) -> Option<Unclosed<'_>> {
    let mut open: Vec<(&str, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("{%").map(|found| at + found) {
        let end = start + text[start..].find("%}")? + 2;
        at = end;
        let inside = text[start + 2..end - 2].trim_matches(['-', '+', ' ', '\t', '\r', '\n']);
        let name = inside.split_whitespace().next().unwrap_or_default();
        if STATEMENTS.contains(&name) && !(name == "set" && inside.contains('=')) {
            open.push((name, start..end));
        } else if let Some(closed) = name.strip_prefix("end")
            && open.last().is_some_and(|(name, _)| *name == closed)
        {
            open.pop();
        }
    }
    let (name, range) = open.pop()?;
    Some(Unclosed { opening: &text[range.clone()], range, closing: format!("{{% end{name} %}}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT_END: &str = "unexpected end of input, expected end of block";

    fn found(text: &str, detail: &str) -> Option<(usize, String)> {
        find(text, text.len(), detail).map(|open| (open.range.start, open.closing))
    }

    #[test]
    fn the_innermost_open_statement_is_named() {
        let text = "{% set a = 1 %}{% if a %}{% for b in c %}x{% endfor %}y{%- if d -%}z\n";
        assert_eq!(found(text, AT_END), Some((55, "{% endif %}".to_owned())));
        assert_eq!(found("{% if a %}x{% endif %}", AT_END), None);
    }

    #[test]
    fn an_expression_is_open_when_it_runs_over_a_blank_line() {
        let detail = "unexpected identifier, expected end of variable block";
        assert_eq!(found("ü {{ a\n\nb", detail), Some((3, "}}".to_owned())));
        assert_eq!(found("{{ a\nb", detail), None);
        assert_eq!(found("{{ a }}\n\nb", detail), None);
    }
}
