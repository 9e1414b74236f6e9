//! What was to be filled in and was not: `TODO`, `XX`, `[name of the minister]`.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::check::Checked;
use crate::check::locate::Locator;
use crate::check::texts::{Part, pieces};
use crate::diagnostic::Diagnostic;
use crate::model::{Language, is_accent};

/// Words that mark what is still to be written.
const MARKS: [&str; 3] = ["TODO", "FIXME", "TBD"];

/// Languages in which `todo` is a word, which stands in capitals in a headline.
const SAYS_TODO: [&str; 4] = ["es", "pt", "gl", "ast"];

/// What is counted in roman numerals, so that `XX` behind it is twenty.
const NUMBERED_BEFORE: &str = "act amendment annex appendix article articles book chapter part \
    schedule section title vol volume articulo artikel capitulo chapitre kapitel livre siglo \
    seculo secolo titre titulo tome";

/// The same of what stands after the numeral.
const NUMBERED_AFTER: &str =
    "century centuries siecle jahrhundert secolo congress olympiad olympic";

/// First words of what a form asks for, told apart from remarks within a quotation and from
/// headings in capitals.
const ASKS: [&str; 8] =
    ["add", "address", "citation needed", "date", "insert", "name", "placeholder", "your"];

/// How a word begins by which a remark in brackets is known.
const REMARKS: [&str; 11] = [
    "emphasis",
    "omitted",
    "translat",
    "hereinafter",
    "hereafter",
    "i.e.",
    "e.g.",
    "cf.",
    "hervorhebung",
    "übersetz",
    "traduction",
];

/// What a quotation does not tell: `[name withheld]`.
const WITHHELD: [&str; 4] = ["withheld", "redacted", "removed", "changed"];

/// Leftovers in all that the letter prints but its list.
pub(crate) fn in_letter(checked: &Checked<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for piece in pieces(checked.letter) {
        let mut locator = locator(checked, piece.part);
        for text in &piece.texts {
            for range in find(&text.text, text.quotes, &checked.letter.language) {
                let words = &text.text[range];
                findings.push(leftover(words).at(locator.place(words)));
            }
        }
    }
    findings
}

pub(crate) fn leftover(words: &str) -> Diagnostic {
    Diagnostic::warning("leftover", format!("`{words}` is still to be filled in"))
        .help("write what belongs there, or take it out")
}

fn locator<'a>(checked: &Checked<'a>, part: Part) -> Locator<'a> {
    let (keys, blocks) = (&checked.places.keys, &checked.places.blocks);
    match part {
        Part::Block(index) => {
            Locator::new(checked.source, blocks.get(index), blocks.get(index + 1))
        }
        Part::Key("addressee") => {
            let place = keys.get("addressee").or_else(|| keys.get("addressees"));
            Locator::new(checked.source, place, blocks.first())
        }
        Part::Key(key) => Locator::new(checked.source, keys.get(key), blocks.first()),
        Part::Notes => Locator::new(checked.source, blocks.first(), None),
    }
}

/// The leftovers of a text, as bytes of it. In what `quotes`, brackets are the quoting one's
/// remarks, but for those that ask for something.
pub(crate) fn find(text: &str, quotes: bool, language: &Language) -> Vec<Range<usize>> {
    let mut found = enclosed(text, quotes);
    let outside = |range: &Range<usize>| {
        !found.iter().any(|gap| gap.start <= range.start && range.end <= gap.end)
    };
    let marks: Vec<_> = marks(text, language).into_iter().filter(outside).collect();
    found.extend(marks);
    found.sort_by_key(|range| range.start);
    found
}

/// `TODO`, `XX`, `???`, `Lorem ipsum`.
pub(crate) fn marks(text: &str, language: &Language) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, range) in words.iter().enumerate() {
        let word = &text[range.clone()];
        let next = words.get(at + 1).map(|next| &text[next.clone()]);
        let before = at.checked_sub(1).map(|at| &text[words[at].clone()]);
        if MARKS.contains(&word) {
            let is_word = word == "TODO"
                && SAYS_TODO.contains(&language.primary())
                && !text[range.end..].starts_with(':');
            if !is_word {
                found.push(range.clone());
            }
        } else if is_unknown_number(word) {
            let counted = |word: Option<&str>, known: &str| {
                word.is_some_and(|word| known.split(' ').any(|known| known == folded(word)))
            };
            if !counted(before, NUMBERED_BEFORE) && !counted(next, NUMBERED_AFTER) {
                found.push(range.clone());
            }
        } else if word.eq_ignore_ascii_case("lorem")
            && next.is_some_and(|next| next.eq_ignore_ascii_case("ipsum"))
        {
            found.push(range.start..words[at + 1].end);
        }
    }
    found.extend(runs(text, '?').filter(|run| run.len() >= 3));
    found
}

/// `XX`, `XXXX`: a number that nobody knew yet.
fn is_unknown_number(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.bytes().all(|byte| byte == b'X')
}

/// A word in small letters without accents.
fn folded(word: &str) -> String {
    word.nfd().filter(|character| !is_accent(*character)).flat_map(char::to_lowercase).collect()
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, character)| character.is_alphanumeric())
    {
        let end = at + character.len_utf8();
        match words.last_mut() {
            Some(word) if word.end == at => word.end = end,
            _ => words.push(at..end),
        }
    }
    words
}

/// Where the same character stands several times in a row.
fn runs(text: &str, character: char) -> impl Iterator<Item = Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, found) in text.match_indices(character) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + found.len(),
            _ => runs.push(at..at + found.len()),
        }
    }
    runs.into_iter()
}

/// What brackets or braces hold that ask for something.
fn enclosed(text: &str, quotes: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [('[', ']'), ('{', '}')] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let Some(end) = text[start..].find(close).map(|at| start + at) else { break };
            // Of brackets within brackets, the inner ones.
            let start = text[..end].rfind(open).map_or(start, |inner| inner.max(start));
            from = end + close.len_utf8();
            let within_quotes = quotes || is_quoted(&text[..start]);
            let content = text[start + open.len_utf8()..end].trim();
            let is_part_of_a_word = text[..start].ends_with(char::is_alphanumeric)
                || text[from..].starts_with(char::is_alphanumeric);
            // Of a value, whose Markdown is not read.
            let is_markdown = content.starts_with('^') || text[from..].starts_with("(http");
            if !(is_part_of_a_word || is_markdown) && is_gap(content, within_quotes) {
                found.push(start..from);
            }
        }
    }
    found
}

/// Whether the text in brackets asks for something. Headings in capitals, numbers, letters,
/// elisions and remarks don't.
fn is_gap(content: &str, quoted: bool) -> bool {
    let small = content.to_lowercase();
    if WITHHELD.iter().any(|word| small.ends_with(word)) {
        return false;
    }
    let asks = ASKS.iter().any(|ask| {
        small.strip_prefix(ask).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    if asks || !marks(content, &Language::default()).is_empty() {
        return true;
    }
    if content.chars().all(|character| matches!(character, '_' | '•' | '●' | '\u{FFFC}' | ' '))
    {
        return !content.contains('\u{FFFC}');
    }
    let letters = content.chars().filter(|character| character.is_alphabetic()).count();
    let is_roman = small.bytes().all(|byte| b"ivxlcdm".contains(&byte));
    let is_elision = content.contains('…') || content.contains("...");
    let is_remark = matches!(small.trim_end_matches('!'), "sic" | "signed")
        || small.split_whitespace().any(|word| REMARKS.iter().any(|known| word.starts_with(known)));
    // A field of `--each`, as a letter without its addressee shows it.
    let is_field = content.starts_with("addressee.");
    content.chars().any(char::is_lowercase)
        && letters > 1
        && !(quoted || is_roman || is_elision || is_remark || is_field)
}

/// Whether a quotation is open behind this text.
fn is_quoted(before: &str) -> bool {
    let marks = ['"', '“', '”', '„', '«', '»', '「', '」', '『', '』'];
    let is_within_double = before.matches(marks).count() % 2 == 1;
    let is_within_single = before.rfind('‘').is_some_and(|open| {
        let after = &before[open + '‘'.len_utf8()..];
        after
            .match_indices('’')
            .all(|(at, mark)| after[at + mark.len()..].starts_with(char::is_alphanumeric))
    });
    is_within_double || is_within_single
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let found = find(text, false, &Language::default());
        found.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn gaps_of_a_form_are_found() {
        for gap in [
            "[name]",
            "[name of the minister]",
            "[Your Organization]",
            "[NAME]",
            "[INSERT DATE]",
            "[date]",
            "[What has happened, and why it concerns the minister.]",
            "[ ]",
            "[___]",
            "[●]",
            "[XX]",
            "{name}",
            "TODO",
            "FIXME",
            "TBD",
            "XX",
            "XXX",
            "???",
            "Lorem ipsum",
            "LOREM IPSUM",
        ] {
            assert_eq!(found(&format!("We, {gap}, write")), [gap]);
        }
        assert_eq!(
            found("On XX May, $XX or XX% of [sum]: TODO"),
            ["XX", "XX", "XX", "[sum]", "TODO"]
        );
        assert_eq!(found("2022-XX-XX"), ["XX", "XX"]);
    }

    #[test]
    fn brackets_that_hold_something_are_left_alone() {
        for text in [
            "[INITIAL SIGNERS]",
            "[1] and [12, 13], [2019] 2 AC 1",
            "[sic] [sic!]",
            "[...] [… and others]",
            "[T]he law; re[turn]ed; [s]he",
            "[a] [ii] [iv]",
            "[emphasis added] [Unofficial translation]",
            "[e.g. by post] [hereinafter: the Act]",
            "[addressee.district]",
            "[name withheld]",
            "[the file](https://example.org) [^note]",
            "[공동성명] [要旨]",
            "a ] b [ c",
            "“to [their] homes”, he said",
            "„bei [ihrer] Ankunft“",
            "« à [leur] retour »",
            "‘it’s [their] home’",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found("“Yes”, said [name]"), ["[name]"]);
        assert_eq!(found("“We, [name of the group], ask"), ["[name of the group]"]);
        assert!(find("held [in Korean]", true, &Language::default()).is_empty());
    }

    #[test]
    fn roman_numerals_and_words_of_the_language_are_left_alone() {
        for text in [
            "XXI and XXth, MAXX, xx",
            "Article XX of the GATT, Title XX, chapter XX.",
            "the XX century, le XX siècle, el siglo XX",
            "todo, mastodon, TODOS",
            "What? Really??",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        let spanish = Language::parse("es").unwrap();
        assert!(find("TODO EL PUEBLO", false, &spanish).is_empty());
        assert_eq!(find("TODO: fecha", false, &spanish).len(), 1);
    }
}
