//! What a letter's source makes use of: the variables that it names, and the conditions that show
//! one reader another text.

use std::ops::Range;

/// What differs from list to list and from addressee to addressee.
const OF_THE_READER: [&str; 8] = [
    "count",
    "signatories",
    "organizations",
    "individuals",
    "addressee",
    "addressees",
    "as_of",
    "version",
];

/// Whether a template within a text names `vars.NAME`, or takes all of `vars` at once.
pub(crate) fn uses_variable(text: &str, name: &str) -> bool {
    text.match_indices("vars").any(|(at, word)| {
        let (before, rest) = (&text[..at], &text[at + word.len()..]);
        let opened = before.rfind("{{").max(before.rfind("{%"));
        let closed = before.rfind("}}").max(before.rfind("%}"));
        if opened <= closed || before.ends_with(is_word) || rest.starts_with(is_word) {
            return false;
        }
        match rest.strip_prefix('.') {
            Some(rest) => rest.strip_prefix(name).is_some_and(|rest| !rest.starts_with(is_word)),
            None => true,
        }
    })
}

/// The fields of a variable that a text names: `name` of `recipient.name`.
pub(crate) fn fields<'a>(text: &'a str, variable: &str) -> impl Iterator<Item = &'a str> {
    let named = text.match_indices(variable).filter_map(|(at, word)| {
        let rest = text[at + word.len()..].strip_prefix('.')?;
        let field = &rest[..rest.find(|one| !is_word(one)).unwrap_or(rest.len())];
        (!text[..at].ends_with(|before| is_word(before) || before == '.')).then_some(field)
    });
    named.filter(|field| !field.is_empty())
}

/// The conditions in a template that ask about the list or the addressee, as bytes of it.
pub(crate) fn conditions(template: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, close)) = next_tag(template, from) {
        let Some(length) = template[start..].find(close) else { break };
        let tag = &template[start + 2..start + length];
        let words: Vec<&str> =
            tag.split(|character| !is_word(character)).filter(|word| !word.is_empty()).collect();
        let asks = words.iter().position(|word| matches!(*word, "if" | "elif"));
        if asks.is_some_and(|at| words[at..].iter().any(|word| OF_THE_READER.contains(word))) {
            found.push(start..start + length + 2);
        }
        from = start + length + 2;
    }
    found
}

/// Where the next statement or expression opens, and what closes it.
fn next_tag(template: &str, from: usize) -> Option<(usize, &'static str)> {
    let tag = |open: &str, close| template[from..].find(open).map(|at| (from + at, close));
    [tag("{%", "%}"), tag("{{", "}}")].into_iter().flatten().min()
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_is_used_where_its_whole_name_stands() {
        assert!(uses_variable("{{ vars.day }}", "day"));
        assert!(!uses_variable("{{ vars.days }}", "day"));
        assert!(!uses_variable("[vars]\nday = 1\ncc = ['{{ x }}', 'vars.day']", "day"));
        assert!(uses_variable("{% for key in vars %}", "day"));
    }

    #[test]
    fn the_fields_of_a_variable_are_named_by_their_whole_names() {
        let text = "{{ recipient.name }} {% if recipient.role_fr %}my.recipient.x recipients.y";
        assert_eq!(fields(text, "recipient").collect::<Vec<_>>(), ["name", "role_fr"]);
    }

    #[test]
    fn a_condition_on_the_list_is_found_in_tags_and_expressions() {
        let template = "{% if count.signatories > 5 %}a{% endif %} {{ 'b' if addressee.name }} \
                        {% if vars.x %}{% endif %} if addressee {{ addressee.name }}";
        let found: Vec<&str> =
            conditions(template).into_iter().map(|range| &template[range]).collect();
        assert_eq!(found, ["{% if count.signatories > 5 %}", "{{ 'b' if addressee.name }}"]);
    }
}
