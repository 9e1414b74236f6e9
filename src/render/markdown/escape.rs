//! Backslashes before what would be read as Markdown.

/// Where text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// In a line of its own.
    Line,
    /// In the cell of a table, where `|` ends it.
    Cell,
}

/// Adds text to a line so that it is read as it stands; runs of spaces become one.
pub(crate) fn push_escaped(markdown: &mut String, text: &str, context: Context) {
    let mut before = markdown.chars().next_back();
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map(|(_, after)| *after);
        if character.is_ascii_whitespace() {
            if !markdown.is_empty() && !markdown.ends_with([' ', '\n']) {
                markdown.push(' ');
            }
            before = Some(' ');
            continue;
        }
        let escaped = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            '_' => !(is_word(before) && is_word(after)),
            // On some sites one tilde strikes out as two do; tables are made to be put there.
            '~' => context == Context::Cell || before == Some('~') || after == Some('~'),
            '|' => context == Context::Cell,
            '&' => begins_entity(&text[at..]),
            _ => false,
        };
        if escaped {
            markdown.push('\\');
        }
        markdown.push(character);
        before = Some(character);
    }
}

fn is_word(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

fn begins_entity(text: &str) -> bool {
    text.split_once(';').is_some_and(|(name, _)| {
        let name = name[1..].trim_start_matches('#');
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// A line of a paragraph, with a backslash before what would begin another kind of block: a
/// heading, a quotation, a list, a rule, a table, front matter.
pub(crate) fn escape_start(line: &str) -> String {
    let mark = match line.chars().next() {
        Some('>' | '=' | '|') => Some(0),
        Some('#') => Some(0).filter(|_| ends(line.trim_start_matches('#'), 1)),
        Some(sign @ ('-' | '+')) => {
            Some(0).filter(|_| line[1..].starts_with(sign) || ends(&line[1..], 1))
        }
        Some(':') => Some(0).filter(|_| line[1..].starts_with('-')),
        _ => ordinal_delimiter(line),
    };
    mark.map_or(line.to_owned(), |at| format!("{}\\{}", &line[..at], &line[at..]))
}

/// Where to put the backslash in a line that begins like an item of an ordered list: before the
/// delimiter, so that `1.` is still read as one.
fn ordinal_delimiter(line: &str) -> Option<usize> {
    let inner = line.strip_prefix('(');
    let text = inner.unwrap_or(line);
    let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (ordinal, rest) = text.split_at(length);
    let delimiter = rest.chars().next().filter(|character| match inner {
        Some(_) => *character == ')',
        None => matches!(character, '.' | ')'),
    })?;
    let initial =
        length == 1 && delimiter == '.' && ordinal.bytes().all(|byte| byte.is_ascii_uppercase());
    let counts = ordinal.bytes().all(|byte| byte.is_ascii_digit())
        || length == 1
        || ordinal.bytes().all(|byte| b"ivxlcdmIVXLCDM".contains(&byte));
    // `E. Roe wrote` begins no list: after an initial, two spaces are needed.
    let rest = &rest[1..];
    let marks = if initial { !rest.is_empty() && ends(rest, 2) } else { ends(rest, 1) };
    let marks = length > 0 && counts && marks;
    marks.then_some(if inner.is_some() { 0 } else { length })
}

/// Whether nothing follows, or so many spaces of any kind.
fn ends(rest: &str, spaces: usize) -> bool {
    rest.is_empty()
        || rest.chars().take_while(|character| character.is_whitespace()).count() >= spaces
}
