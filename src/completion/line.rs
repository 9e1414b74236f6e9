//! A line as it is typed into bash, up to the cursor.

/// Characters at which readline begins a word of its own, unless they are quoted: it replaces only
/// what follows them.
const BREAKS: [char; 2] = ['=', ':'];

/// The words of a line, and what of the last one stays when it is completed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The words, with their quotes taken off; the last one is that before the cursor.
    pub(crate) words: Vec<String>,
    /// How many bytes of the last word stand before what readline replaces.
    kept: usize,
    /// The quote that is open at the cursor.
    quote: Option<char>,
}

impl Line {
    /// Splits a line as the shell does.
    pub(crate) fn read(text: &str) -> Self {
        let mut line = Self { words: Vec::new(), kept: 0, quote: None };
        let mut word = String::new();
        let mut is_begun = false;
        let mut characters = text.chars();
        while let Some(character) = characters.next() {
            match (line.quote, character) {
                (None, ' ' | '\t' | '\n') => {
                    if is_begun {
                        line.words.push(std::mem::take(&mut word));
                    }
                    (is_begun, line.kept) = (false, 0);
                    continue;
                }
                (None, '"' | '\'') => line.quote = Some(character),
                (Some(open), _) if open == character => line.quote = None,
                (None | Some('"'), '\\') => word.extend(characters.next()),
                _ => {
                    word.push(character);
                    if line.quote.is_none() && BREAKS.contains(&character) {
                        line.kept = word.len();
                    }
                }
            }
            is_begun = true;
        }
        line.words.push(word);
        line
    }

    /// What readline is to put in for a value of the last word; `plain` where it quotes by itself.
    pub(crate) fn insertion(&self, value: &str, plain: bool) -> String {
        let rest = value.get(self.kept..).unwrap_or_default();
        if plain || self.quote.is_some() {
            return rest.trim_end_matches('/').to_owned();
        }
        let is_safe =
            |character: char| character.is_alphanumeric() || "-_=./,:@+".contains(character);
        let mut quoted = String::new();
        for character in rest.chars() {
            if !is_safe(character) {
                quoted.push('\\');
            }
            quoted.push(character);
        }
        quoted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        Line::read(text).words
    }

    #[test]
    fn words_end_at_unquoted_space() {
        assert_eq!(words("letterctl sign show "), ["letterctl", "sign", "show", ""]);
        assert_eq!(words(r#"a  "b c" d\ e 'f "g' h"#), ["a", "b c", "d e", "f \"g", "h"]);
        assert_eq!(words("a \"b c"), ["a", "b c"]);
        assert_eq!(words("a \"\" b"), ["a", "", "b"]);
        assert_eq!(words(""), [""]);
    }

    #[test]
    fn what_stands_before_an_equals_sign_stays() {
        assert_eq!(Line::read("x --to=p").insertion("--to=pdf", false), "pdf");
        assert_eq!(Line::read("x 'a=b").insertion("a=bc", false), "a=bc");
        assert_eq!(Line::read("x a=b y").insertion("yes", false), "yes");
    }

    #[test]
    fn what_the_shell_would_read_otherwise_is_quoted() {
        assert_eq!(Line::read("x ").insertion("Civil society", false), r"Civil\ society");
        assert_eq!(Line::read("x \"").insertion("Civil society", false), "Civil society");
        assert_eq!(Line::read("x ").insertion("out (1)/", true), "out (1)");
    }

    proptest! {
        #[test]
        fn any_line_is_read(text in ".*", value in ".*") {
            let line = Line::read(&text);
            prop_assert!(!line.words.is_empty());
            line.insertion(&value, false);
        }
    }
}
