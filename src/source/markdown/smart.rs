//! Quotation marks, apostrophes and dashes as the language has them, for those that are typed.

use crate::model::Language;
use crate::source::markdown::line::{Kind, Unit, Wrap};
use crate::source::markdown::quotation_marks::QuotationMarks;

const APOSTROPHE: &str = "’";

/// Words of English that begin with an apostrophe.
const ELISIONS: [&str; 8] = ["tis", "twas", "twere", "em", "til", "cause", "n", "bout"];

/// What stands for a piece of code, which is neither space nor punctuation.
const CODE: char = 'x';

/// Replaces the typed quotation marks, apostrophes and dashes of one paragraph.
pub(crate) fn punctuate(units: &[Unit], language: &Language) -> Vec<Unit> {
    let replacements = Quotes::read(units, language);
    let mut punctuated = Vec::with_capacity(units.len());
    let mut replacements = replacements.into_iter().peekable();
    let mut index = 0;
    while index < units.len() {
        let unit = &units[index];
        if let Some(replacement) = replacements.next_if(|replacement| replacement.index == index) {
            let marks = replacement.text.chars();
            punctuated.extend(marks.map(|mark| Unit { at: unit.at, kind: Kind::Typed(mark) }));
        } else if let Some((dash, length)) = dash(units, index) {
            let dashes = dash.map_or(&units[index..index + length], |_| &[]);
            punctuated.extend_from_slice(dashes);
            punctuated.extend(dash.map(|dash| Unit { at: unit.at, kind: Kind::Typed(dash) }));
            index += length;
            continue;
        } else {
            punctuated.push(unit.clone());
        }
        index += 1;
    }
    punctuated
}

/// The run of hyphens that begins at `index`: its length, and the dash that it stands for. A run
/// with an escaped hyphen, or of another length than two or three, stands for none.
fn dash(units: &[Unit], index: usize) -> Option<(Option<char>, usize)> {
    let run = units[index..].iter().take_while(|unit| unit.character() == Some('-')).count();
    if run == 0 {
        return None;
    }
    let typed = units[index..index + run].iter().all(|unit| unit.is('-'));
    Some((
        match run {
            2 if typed => Some('–'),
            3 if typed => Some('—'),
            _ => None,
        },
        run,
    ))
}

/// What stands before a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Space,
    /// An opening mark or bracket.
    Opening,
    /// A dash or a stroke.
    Dash,
    Apostrophe,
    Word(char),
    Other,
}

impl Before {
    fn of(character: char) -> Self {
        match character {
            _ if character.is_whitespace() => Self::Space,
            '(' | '[' | '{' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '「' | '『' | '（' | '《'
            | '¿' | '¡' => Self::Opening,
            '-' | '–' | '—' | '―' | '/' | '=' => Self::Dash,
            '’' => Self::Apostrophe,
            _ if character.is_alphanumeric() => Self::Word(character),
            _ => Self::Other,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Double,
    Single,
}

struct Opened {
    mark: Mark,
    /// Its place in the replacements.
    replacement: usize,
    closing: &'static str,
}

struct Replacement {
    index: usize,
    text: &'static str,
}

/// The typed quotation marks of a paragraph, paired.
struct Quotes<'u> {
    units: &'u [Unit],
    /// For each unit, the first one behind it that is seen.
    next: Vec<Option<usize>>,
    before: Before,
    opened: Vec<Opened>,
    replacements: Vec<Replacement>,
}

impl<'u> Quotes<'u> {
    fn read(units: &'u [Unit], language: &Language) -> Vec<Replacement> {
        let mut quotes = Self {
            units,
            next: next(units),
            before: Before::Space,
            opened: Vec::new(),
            replacements: Vec::new(),
        };
        let mut languages = vec![language];
        for (index, unit) in units.iter().enumerate() {
            let language = languages.last().copied().unwrap_or(language);
            match &unit.kind {
                Kind::Open(Wrap::Span(inner)) => languages.push(inner),
                Kind::Open(_) => languages.push(language),
                Kind::Close if languages.len() > 1 => {
                    languages.pop();
                }
                Kind::Typed('"') => quotes.double(index, language),
                Kind::Typed('\'') => quotes.single(index, language),
                Kind::Typed(character) | Kind::Verbatim(character) => {
                    quotes.before = Before::of(*character);
                }
                Kind::Code(_) => quotes.before = Before::Word(CODE),
                Kind::Break | Kind::Placed(_) | Kind::Picture(..) => quotes.before = Before::Space,
                Kind::Close | Kind::NoteMark(_) => {}
            }
        }
        while let Some(opened) = quotes.opened.pop() {
            quotes.abandon(&opened);
        }
        quotes.replacements
    }

    fn double(&mut self, index: usize, language: &Language) {
        let next = self.seen(index);
        let spaced = next.is_none_or(char::is_whitespace);
        let open = self.opened.iter().any(|opened| opened.mark == Mark::Double);
        let word = next.is_some_and(char::is_alphanumeric);
        let begins = match self.before {
            Before::Space | Before::Opening => !spaced,
            Before::Dash => !spaced && (word || !open),
            Before::Apostrophe => word,
            _ => false,
        };
        match self.before {
            _ if begins => self.open(index, Mark::Double, language),
            // Gershayim, within Hebrew abbreviations.
            Before::Word(before) if hebrew(before) && next.is_some_and(hebrew) => {
                self.before = Before::Other;
            }
            _ if open => self.close(index, Mark::Double),
            Before::Word(before) if solid(before) && word => {
                self.open(index, Mark::Double, language);
            }
            // Inches, seconds.
            Before::Word(before) if before.is_numeric() || word => self.before = Before::Other,
            Before::Space | Before::Opening | Before::Dash => self.before = Before::Other,
            // The end of a quotation that began in another paragraph.
            _ => self.replace(index, QuotationMarks::of(language).outer[1], Before::Other),
        }
    }

    fn single(&mut self, index: usize, language: &Language) {
        let next = self.seen(index);
        let spaced = next.is_none_or(char::is_whitespace);
        let open = self.opened.last().is_some_and(|opened| opened.mark == Mark::Single);
        let word = next.is_some_and(char::is_alphanumeric);
        match self.before {
            // Feet, minutes.
            Before::Word(before) if before.is_numeric() && !open && !self.letter(index) => {
                self.before = Before::Other;
            }
            Before::Word(before) if word && !(open && next.is_some_and(solid)) => {
                if solid(before) {
                    self.open(index, Mark::Single, language);
                } else {
                    self.replace(index, APOSTROPHE, Before::Apostrophe);
                }
            }
            Before::Space | Before::Opening | Before::Dash if !spaced => {
                if self.elides(index, language) {
                    self.replace(index, APOSTROPHE, Before::Apostrophe);
                } else {
                    self.open(index, Mark::Single, language);
                }
            }
            _ if open => self.close(index, Mark::Single),
            Before::Space => self.before = Before::Other,
            _ => self.replace(index, APOSTROPHE, Before::Apostrophe),
        }
    }

    /// Whether a mark at a word's start stands for letters left out: `'90s`, `'tis`, `'n'`.
    fn elides(&self, index: usize, language: &Language) -> bool {
        let mut word = String::new();
        let mut at = index;
        let end = loop {
            let Some(next) = self.next[at] else { break None };
            let Some(character) = self.units[next].character() else { break None };
            if !character.is_alphanumeric() {
                break Some(character);
            }
            word.extend(character.to_lowercase());
            if word.len() > "twere".len() {
                return false;
            }
            at = next;
        };
        let digits = word.trim_end_matches('s');
        let year = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let left_out = language.primary() == "en" && ELISIONS.contains(&word.as_str());
        (year || left_out) && (end != Some('\'') || word == "n")
    }

    /// Whether a letter follows, as in `80's`.
    fn letter(&self, index: usize) -> bool {
        self.seen(index).is_some_and(char::is_alphabetic)
    }

    /// The character behind a mark.
    fn seen(&self, index: usize) -> Option<char> {
        let next = &self.units[self.next[index]?];
        Some(match next.kind {
            Kind::Break => '\n',
            _ => next.character().unwrap_or(CODE),
        })
    }

    fn open(&mut self, index: usize, mark: Mark, language: &Language) {
        let marks = QuotationMarks::of(language);
        let nested = self.opened.last().is_some_and(|opened| opened.mark == Mark::Double);
        let [opening, closing] = match mark {
            Mark::Double if !nested => marks.outer,
            _ => marks.inner,
        };
        self.opened.push(Opened { mark, replacement: self.replacements.len(), closing });
        self.replace(index, opening, Before::Opening);
    }

    /// Closes the innermost quotation of a kind. Single marks opened within it were apostrophes.
    fn close(&mut self, index: usize, mark: Mark) {
        while let Some(opened) = self.opened.pop() {
            if opened.mark == mark {
                self.replace(index, opened.closing, Before::Other);
                return;
            }
            self.abandon(&opened);
        }
    }

    /// A single mark that nothing closes is an apostrophe; a double one may be closed by another
    /// paragraph.
    fn abandon(&mut self, opened: &Opened) {
        if opened.mark == Mark::Single
            && let Some(replacement) = self.replacements.get_mut(opened.replacement)
        {
            replacement.text = APOSTROPHE;
        }
    }

    fn replace(&mut self, index: usize, text: &'static str, before: Before) {
        self.replacements.push(Replacement { index, text });
        self.before = before;
    }
}

/// For each unit the next one that is seen: marks of notes and the ends of emphasis are not.
fn next(units: &[Unit]) -> Vec<Option<usize>> {
    let mut next = vec![None; units.len()];
    let mut seen = None;
    for (index, unit) in units.iter().enumerate().rev() {
        next[index] = seen;
        if !matches!(unit.kind, Kind::Open(_) | Kind::Close | Kind::NoteMark(_)) {
            seen = Some(index);
        }
    }
    next
}

fn hebrew(character: char) -> bool {
    ('\u{5D0}'..='\u{5EA}').contains(&character)
}

/// Whether a character is of a script whose words follow each other, or their endings follow a
/// quotation, without a space, and which has no apostrophe.
pub(crate) fn solid(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{11FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}' | '\u{E00}'..='\u{E7F}')
}

#[cfg(test)]
mod tests {
    use crate::source::markdown::Values;
    use crate::source::markdown::sketch::{sketch, sketch_in};

    fn english(text: &str) -> String {
        sketch(text).trim_end().to_owned()
    }

    fn in_language(tag: &str, text: &str) -> String {
        sketch_in(tag, text, &Values::default()).trim_end().to_owned()
    }

    #[test]
    fn quotations_open_and_close_by_what_stands_round_them() {
        assert_eq!(english("(\"a\") --\"b\"-- \"c\"/\"d\"; \"e.\""), "(“a”) –“b”– “c”/“d”; “e.”");
        assert_eq!(
            english("\"*a* b\" *\"c\"* **\"d** e\""),
            "“<i>a</i> b” <i>“c”</i> <b>“d</b> e”"
        );
        assert_eq!(english("\"'a' b\" \"c 'd'\" '\"e\" f'"), "“‘a’ b” “c ‘d’” ‘“e” f’");
        assert_eq!(english("\"I never--\" \"`x`\" \"a\nb\""), "“I never–” “<code>x</code>” “a b”");
        assert_eq!(english("\"a\"[^n]\n\n[^n]: \"b\"").lines().next(), Some("“a”[1]"));
        assert_eq!(english("\"begun\n\nended\""), "“begun\nended”");
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        assert_eq!(
            english("don't the '90s, dogs' rock 'n' roll"),
            "don’t the ’90s, dogs’ rock ’n’ roll"
        );
        assert_eq!(english("'tis 'the dogs' and \"the 'x\""), "’tis ‘the dogs’ and “the ’x”");
        assert_eq!(english("O'Neill's '22 the 1990's '22'"), "O’Neill’s ’22 the 1990’s ‘22’");
        assert_eq!(english("China's \"'a' of Xi's\""), "China’s “‘a’ of Xi’s”");
        assert_eq!(
            in_language("fr", "l'\"État\" d'aujourd'hui"),
            "l’«\u{a0}État\u{a0}» d’aujourd’hui"
        );
        assert_eq!(in_language("de", "Hans' 'Haus'"), "Hans’ ‚Haus‘");
    }

    #[test]
    fn measures_and_typed_marks_stay() {
        assert_eq!(english("5'10\" tall, 6\" wide \" x"), "5'10\" tall, 6\" wide \" x");
        assert_eq!(english("“a” ‘b’ „c“ « d » e’s"), "“a” ‘b’ „c“ « d » e’s");
        assert_eq!(english("\\\"a\\\" &quot;b&quot; \\'c\\'"), "\"a\" \"b\" 'c'");
    }

    #[test]
    fn endings_follow_a_quotation_without_a_space() {
        assert_eq!(in_language("ko", "그는 \"안녕\"이라고 '네'라고"), "그는 “안녕”이라고 ‘네’라고");
        assert_eq!(in_language("ja", "彼は\"はい\"と"), "彼は「はい」と");
        assert_eq!(in_language("he", "\"צה\"ל\""), "”צה\"ל”");
    }

    #[test]
    fn two_hyphens_and_three_are_dashes() {
        assert_eq!(english("a--b --- c - d ---- e \\--- f"), "a–b — c - d ---- e --- f");
        assert_eq!(english("1990--2020 `a--b`"), "1990–2020 <code>a--b</code>");
    }
}
