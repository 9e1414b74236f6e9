//! The words of a passage and the signs between them, as they are compared.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::model::{Inline, Language, Segment, is_unspaced, segments};

/// Languages that set no spaces between words.
const UNSPACED_LANGUAGES: [&str; 6] = ["ja", "km", "lo", "my", "th", "zh"];

/// How well an edit ends where a line does.
pub(crate) const LINE_END: u8 = 4;

/// A word or a sign, with what stands round it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The white space before it, as printed.
    pub(crate) space: String,
    pub(crate) atom: Atom,
    /// Emphasis and links that it stands in, outermost first.
    pub(crate) wraps: Rc<[Wrap]>,
}

/// What is printed of a token.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Atom {
    Word(String),
    Sign(String),
    Code(String),
    /// The index of the note.
    NoteMark(usize),
    LineBreak,
    /// Where one passage ends and the next begins, when several are compared as one.
    Boundary,
}

/// What may stand round a token.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wrap {
    Emphasis,
    Strong,
    Link(String),
    Span(Language),
    Isolate,
}

/// The tokens of a paragraph.
pub(crate) fn tokens(text: &[Inline]) -> Vec<Token> {
    let mut reader = Reader { tokens: Vec::new(), space: String::new() };
    reader.take(text, &mut Vec::new());
    reader.tokens
}

struct Reader {
    tokens: Vec<Token>,
    space: String,
}

impl Reader {
    fn take(&mut self, text: &[Inline], wraps: &mut Vec<Wrap>) {
        for inline in text {
            let (wrap, inner) = match inline {
                Inline::Text(text) => {
                    self.text(text, wraps);
                    continue;
                }
                Inline::Code(code) => {
                    self.push(Atom::Code(code.clone()), wraps);
                    continue;
                }
                Inline::NoteMark(index) => {
                    self.push(Atom::NoteMark(*index), wraps);
                    continue;
                }
                Inline::LineBreak => {
                    self.space.clear();
                    self.push(Atom::LineBreak, wraps);
                    continue;
                }
                Inline::Emphasis(inner) => (Wrap::Emphasis, inner),
                Inline::Strong(inner) => (Wrap::Strong, inner),
                Inline::Link { address, text } => (Wrap::Link(address.clone()), text),
                Inline::Span { language, text } => (Wrap::Span(language.clone()), text),
                Inline::Isolate(inner) => (Wrap::Isolate, inner),
            };
            wraps.push(wrap);
            self.take(inner, wraps);
            wraps.pop();
        }
    }

    fn text(&mut self, text: &str, wraps: &[Wrap]) {
        for segment in segments(text) {
            match segment {
                Segment::Space(space) => self.space.push_str(space),
                Segment::Word(word) => self.push(Atom::Word(word.to_owned()), wraps),
                Segment::Sign(sign) => self.push(Atom::Sign(sign.to_owned()), wraps),
            }
        }
    }

    fn push(&mut self, atom: Atom, wraps: &[Wrap]) {
        let wraps = match self.tokens.last() {
            Some(before) if *before.wraps == *wraps => Rc::clone(&before.wraps),
            _ => wraps.into(),
        };
        let at_start = self.tokens.last().is_none_or(|before| before.atom == Atom::LineBreak);
        let space = if at_start { String::new() } else { std::mem::take(&mut self.space) };
        self.space.clear();
        self.tokens.push(Token { space, atom, wraps });
    }
}

/// What two tokens must share to be the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Identity {
    atom: Atom,
    wraps: Rc<[Wrap]>,
    spaced: bool,
}

/// Numbers for tokens: two have the same when a reader takes them for the same.
#[derive(Debug)]
pub(crate) struct Lexicon {
    numbers: BTreeMap<Identity, u32>,
    traits: Vec<Traits>,
    /// Whether a word at the start of a line is one that would have a space before it elsewhere.
    spaced_at_start: bool,
}

/// What of a token matters where an edit may begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Traits {
    pub(crate) word: bool,
    /// Characters.
    pub(crate) length: usize,
    /// How well an edit ends behind it.
    pub(crate) pause: u8,
}

impl Lexicon {
    pub(crate) fn new(language: &Language) -> Self {
        let spaced_at_start = !UNSPACED_LANGUAGES.contains(&language.primary());
        Self { numbers: BTreeMap::new(), traits: Vec::new(), spaced_at_start }
    }

    /// The numbers of tokens. `note` says which note a mark means, in numbers that both texts
    /// share.
    pub(crate) fn keys(&mut self, tokens: &[Token], note: impl Fn(usize) -> usize) -> Vec<u32> {
        let mut at_start = true;
        let mut keys = Vec::with_capacity(tokens.len());
        for token in tokens {
            let atom = match &token.atom {
                Atom::NoteMark(index) => Atom::NoteMark(note(*index)),
                atom => atom.clone(),
            };
            let spaced = if at_start {
                self.spaced_at_start && can_be_spaced(&atom)
            } else {
                !token.space.is_empty()
            };
            at_start = matches!(atom, Atom::LineBreak | Atom::Boundary);
            keys.push(self.number(Identity { atom, wraps: Rc::clone(&token.wraps), spaced }));
        }
        keys
    }

    fn number(&mut self, identity: Identity) -> u32 {
        let next = u32::try_from(self.traits.len()).unwrap_or(u32::MAX);
        let traits = Traits::of(&identity.atom);
        let number = *self.numbers.entry(identity).or_insert(next);
        if number == next {
            self.traits.push(traits);
        }
        number
    }

    pub(crate) fn traits(&self, key: u32) -> Traits {
        let known = usize::try_from(key).ok().and_then(|key| self.traits.get(key));
        known.copied().unwrap_or(Traits { word: true, length: 1, pause: 0 })
    }
}

/// Marks and breaks follow what is before them closely.
fn can_be_spaced(atom: &Atom) -> bool {
    match atom {
        Atom::Word(word) => !word.starts_with(is_unspaced),
        Atom::Sign(_) | Atom::Code(_) => true,
        Atom::NoteMark(_) | Atom::LineBreak | Atom::Boundary => false,
    }
}

impl Traits {
    /// Whether a line or a passage ends here.
    pub(crate) fn divides(&self) -> bool {
        self.pause == LINE_END
    }

    fn of(atom: &Atom) -> Self {
        let (word, text) = match atom {
            Atom::Word(text) | Atom::Code(text) => (true, text.as_str()),
            Atom::Sign(text) => (false, text.as_str()),
            Atom::NoteMark(_) => (false, ""),
            Atom::LineBreak | Atom::Boundary => (false, "\n"),
        };
        let pause = match text {
            "\n" => LINE_END,
            "." | "!" | "?" | "。" | "！" | "？" | "؟" | "।" => 3,
            ";" | ":" | "；" | "：" | "؛" => 2,
            "," | "、" | "，" | "،" => 1,
            _ => 0,
        };
        Self { word, length: text.chars().count(), pause }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn a_word_is_the_same_at_the_start_and_after_a_space_but_not_when_emphasized() {
        let mut lexicon = Lexicon::new(&Language::default());
        let mut keys = |inlines: &[Inline]| lexicon.keys(&tokens(inlines), |note| note);
        let plain = keys(&[text("We ask, we")]);
        assert_eq!(keys(&[text("Now We")])[1], plain[0]);
        assert_ne!(keys(&[Inline::Emphasis(vec![text("We")])])[0], plain[0]);
        assert_ne!(keys(&[text("(We")])[1], plain[0]);
    }

    #[test]
    fn white_space_of_another_kind_makes_no_difference() {
        let mut lexicon = Lexicon::new(&Language::default());
        let mut keys = |inlines: &[Inline]| lexicon.keys(&tokens(inlines), |note| note);
        assert_eq!(keys(&[text("Article\u{a0}5")]), keys(&[text("Article 5")]));
    }
}
