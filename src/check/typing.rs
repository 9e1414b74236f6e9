//! Signs in the strings of front matter that print otherwise than the same signs in the body:
//! straight marks, which only Markdown makes curly, and spaces too many.

use crate::check::Checked;
use crate::check::typed_string::{Sign, TypedString};
use crate::diagnostic::{Diagnostic, backquoted};

/// The keys whose strings are printed, without the numbers of their list items.
const PRINTED: &str = "title subtitle notice marking date reference letterhead.name \
    letterhead.lines delivery addressee addressee.name addressee.role addressee.organization \
    addressee.lines addressee.attention addressees addressees.name addressees.role \
    addressees.organization addressees.lines addressees.attention subject salutation close \
    contact enclosures enclosures.title cc ps labels.to labels.attention labels.subject \
    labels.enclosures labels.cc labels.ps labels.notes signatories.heading signatories.lead \
    signatories.note signatories.heads signatories.groups.heading signatories.groups.lead \
    signatories.groups.note signatories.groups.heads";

/// What tells an address from a word.
const IN_ADDRESSES: [&str; 4] = ["://", "@", "www.", "]("];

/// In characters: nobody reads a longer string sign by sign, nor a place for each.
const LONGEST: usize = 4000;

const MENDS_IT: &str = "`letterctl check --fix` mends it";

/// What is typed in the letter's front matter, inherited strings among it, that should not print so.
pub(crate) fn typing(checked: &Checked<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (path, place) in &checked.places.keys {
        let key = without_numbers(path);
        if !PRINTED.split_whitespace().any(|printed| printed == key) {
            continue;
        }
        let Some(string) = TypedString::at(checked.source, place) else { continue };
        // Code is printed as it was typed.
        if string.signs.len() > LONGEST
            || string.signs.iter().any(|sign| sign.character == Some('`'))
        {
            continue;
        }
        findings.extend(straight_apostrophes(&string));
        findings.extend(straight_quotes(&string));
        findings.extend(spaces(&string, &key));
    }
    findings
}

/// `cc` of `cc.0`.
fn without_numbers(path: &str) -> String {
    let is_name = |name: &&str| !name.bytes().all(|byte| byte.is_ascii_digit());
    path.split('.').filter(is_name).collect::<Vec<_>>().join(".")
}

/// Straight marks within words, which the body would print as apostrophes.
fn straight_apostrophes(string: &TypedString<'_>) -> Option<Diagnostic> {
    let has_apostrophes = |character: Option<char>| character.is_some_and(is_of_alphabet);
    let mut words: Vec<&str> = Vec::new();
    let mut mends = Vec::new();
    for (index, sign) in string.signs.iter().enumerate() {
        let is_within = sign.character == Some('\'')
            && has_apostrophes(string.before(index))
            && has_apostrophes(string.behind(index));
        if !is_within {
            continue;
        }
        // What a tag prints may be part of an address.
        let whole = string.word(index, |sign| sign.is_some_and(char::is_whitespace));
        let is_address = |part: &&str| string.typed(whole.clone()).contains(*part);
        if IN_ADDRESSES.iter().any(is_address) {
            continue;
        }
        let word = string.typed(string.word(index, |sign| sign.is_none_or(char::is_whitespace)));
        let word = word.trim_matches(|character: char| !character.is_alphanumeric());
        if !words.contains(&word) {
            words.push(word);
        }
        mends.push(string.place(sign.range.clone()));
    }
    let message = format!("straight apostrophe in {}", backquoted(words));
    let finding = Diagnostic::note("straight-apostrophe", message)
        .at(mends.first()?.clone())
        .help("front matter prints the marks that are typed; the body prints `’`")
        .help(MENDS_IT);
    Some(mends.into_iter().fold(finding, |finding, place| finding.mend(place, "’")))
}

/// Letters of scripts that write apostrophes: Latin, Greek, Cyrillic.
fn is_of_alphabet(character: char) -> bool {
    let is_of_script = matches!(character, 'A'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}');
    is_of_script && character.is_alphabetic()
}

/// The first words between straight quotation marks. Which marks are meant instead, and how TOML
/// has them, is for the author to say.
fn straight_quotes(string: &TypedString<'_>) -> Option<Diagnostic> {
    let marks = || {
        let signs = string.signs.iter().enumerate();
        signs.filter(|(_, sign)| sign.character == Some('"')).map(|(index, _)| index)
    };
    let is_space = |character: Option<char>| character.is_none_or(char::is_whitespace);
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let opens = |index: &usize| {
        let before = string.before(*index);
        let begins = *index == 0
            || before.is_some_and(|before| before.is_whitespace() || "([—–-/’'".contains(before));
        begins && is_word(string.behind(*index))
    };
    let open = marks().find(opens)?;
    let closes = |index: &usize| {
        *index > open + 1 && !is_space(string.before(*index)) && !is_word(string.behind(*index))
    };
    let close = marks().find(closes)?;
    let (open, close) = (&string.signs[open].range, &string.signs[close].range);
    let words = string.typed(open.end..close.start).split_whitespace().collect::<Vec<_>>();
    let words = words.join(" ");
    Some(
        Diagnostic::note("straight-quotes", format!("straight quotation marks round `{words}`"))
            .at(string.place(open.start..close.end))
            .help("front matter prints the marks that are typed: write those of the letter's language, such as “ and ”"),
    )
}

/// Spaces that nobody sees: several in a row, which print as one, and those at either end.
fn spaces(string: &TypedString<'_>, key: &str) -> Option<Diagnostic> {
    let is_space = |sign: &Sign| sign.character == Some(' ');
    let is_seen = |character: Option<char>| character.is_some_and(|one| !one.is_whitespace());
    let mut mends = Vec::new();
    let mut start = 0;
    for run in string.signs.chunk_by(|one, next| is_space(one) == is_space(next)) {
        let (first, last) = (start, start + run.len() - 1);
        start += run.len();
        let (begins, ends) = (first == 0, start == string.signs.len());
        // Beside a tag or the end of a line, spaces may have a purpose.
        let stands_free =
            (begins || is_seen(string.before(first))) && (ends || is_seen(string.behind(last)));
        if !is_space(&string.signs[first]) || !stands_free {
            continue;
        }
        let range = string.signs[first].range.start..string.signs[last].range.end;
        if begins || ends {
            mends.push((range, ""));
        } else if run.len() > 1 {
            mends.push((range, " "));
        }
    }
    let mut mends = mends.into_iter().map(|(range, mend)| (string.place(range), mend)).peekable();
    let finding = Diagnostic::note("spaces", format!("needless spaces in `{key}`"))
        .at(mends.peek()?.0.clone())
        .help(MENDS_IT);
    Some(mends.fold(finding, |finding, (place, mend)| finding.mend(place, mend)))
}

#[cfg(test)]
mod tests {
    use crate::check::letter::tests::found;

    /// What is found in the head of a letter that has a text.
    fn found_in_head(head: &str) -> Vec<String> {
        found(&format!("+++\n{head}\ndate = \"today\"\nsignatories = false\n+++\nText.\n"))
    }

    fn one(code: &str, message: &str) -> Vec<String> {
        vec![format!("{code}: {message}")]
    }

    #[test]
    fn straight_apostrophes_are_found_within_words_alone() {
        let message = "straight apostrophe in `China's`, `l'État`";
        assert_eq!(
            found_in_head("title = \"China's (China's) l'État\""),
            one("2:15 straight-apostrophe", message)
        );
        for title in [
            "'Elm' and dogs' '90s 5'10",
            "https://example.org/o'neill x'y@example.org",
            "https://{{ letter.language }}/it's",
            "`China's`",
            "ג'ורג' 나'나",
            "{{ letter.language }}'s {# it's #}",
            "\\n'tis a\\u0061'\\u0062",
        ] {
            assert_eq!(found_in_head(&format!("title = \"{title}\"")), [""; 0], "{title}");
        }
    }

    #[test]
    fn only_printed_strings_are_looked_at_wherever_they_stand() {
        let head = "title = \"T\"\naddressee = [\"It's\"]\nsalutation = \"To:\"\nps = '''\nIt's'''\n\
            vars = { a = \"It's\" }\nsubject = \"{{ vars.a }}\"";
        let message = "straight-apostrophe: straight apostrophe in `It's`";
        assert_eq!(found_in_head(head), [format!("3:17 {message}"), format!("6:3 {message}")]);
    }

    #[test]
    fn straight_quotation_marks_are_found_in_pairs() {
        assert_eq!(
            found_in_head(r#"title = "A letter \"on the record\", (\"b\")""#),
            one("2:19 straight-quotes", "straight quotation marks round `on the record`")
        );
        assert_eq!(found_in_head("title = '5\" by 6\" a \" b \"'"), [""; 0]);
        assert_eq!(found_in_head("title = '“a” 6\"'"), [""; 0]);
    }

    #[test]
    fn spaces_in_a_row_and_at_the_ends_are_found() {
        let found = |title: &str| found_in_head(&format!("title = {title}"));
        let at = |column: usize| one(&format!("2:{column} spaces"), "needless spaces in `title`");
        assert_eq!(found("\"a  b   c\""), at(11));
        assert_eq!(found("\" a\""), at(10));
        assert_eq!(found("\"a \""), at(11));
        for title in ["\"a{# x #}  b\"", "\"\"\"\n  a  \nb\n\"\"\"", "\"a\u{a0} b\""] {
            assert_eq!(found(title), [""; 0], "{title}");
        }
    }
}
