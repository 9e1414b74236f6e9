//! The canonical text of a letter in each of its languages, and what it is known by.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

/// The digits of a digest that make an id.
const ID: usize = 12;

/// The canonical text of a letter in each of its languages, by language tag: what is agreed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(BTreeMap<String, String>);

/// The SHA-256 of texts, as `sha256sum` prints it: 64 digits in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(String);

impl Texts {
    /// Texts by language tag: `en-US`.
    pub fn new(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(texts.into_iter().collect())
    }

    /// Each text with its language's tag, in the order of the bytes of their files' names, as a
    /// shell lists `*.md` with `LC_ALL=C`.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut texts: Vec<_> =
            self.0.iter().map(|(tag, text)| (tag.as_str(), text.as_str())).collect();
        // `en.md` stands behind `en-US.md`, since the full stop is behind the hyphen.
        texts.sort_by_key(|(tag, _)| file_name(tag));
        texts.into_iter()
    }

    /// The text in a language.
    pub fn get(&self, tag: &str) -> Option<&str> {
        self.0.get(tag).map(String::as_str)
    }

    /// The text in a language alone, whose tag may be in any case; none if it is not there.
    #[must_use]
    pub fn only(&self, tag: &str) -> Self {
        let kept = self.0.iter().filter(|(known, _)| known.eq_ignore_ascii_case(tag));
        Self(kept.map(|(tag, text)| (tag.clone(), text.clone())).collect())
    }

    /// The digest of all texts one after another: what
    /// `(LC_ALL=C; cat drafts/vN/*.md) | sha256sum` says.
    pub fn digest(&self) -> Digest {
        let mut digest = Sha256::new();
        for (_, text) in self.iter() {
            digest.update(text);
        }
        Digest::of_hash(&digest.finalize())
    }

    /// Whether these say all that others say, to the letter; they may be there in more languages.
    pub fn include(&self, others: &Self) -> bool {
        !others.0.is_empty() && others.0.iter().all(|(tag, text)| self.0.get(tag) == Some(text))
    }
}

/// The file of the text in a language.
pub(crate) fn file_name(tag: &str) -> String {
    format!("{tag}.md")
}

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::of_hash(&Sha256::digest(bytes))
    }

    fn of_hash(hash: &[u8]) -> Self {
        let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
        Self(hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect())
    }

    /// A digest as it is written down.
    pub fn parse(digits: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (digits.len() == 64 && digits.bytes().all(is_digit)).then(|| Self(digits.to_owned()))
    }

    /// All 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first twelve digits: what a text is known by.
    pub fn id(&self) -> &str {
        &self.0[..ID]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[(&str, &str)]) -> Texts {
        Texts::new(texts.iter().map(|(tag, text)| ((*tag).to_owned(), (*text).to_owned())))
    }

    #[test]
    fn the_digest_is_that_of_the_files_in_the_order_of_their_names() {
        let both = texts(&[("en", "b"), ("en-US", "a")]);
        assert_eq!(both.digest(), Digest::of(b"ab"));
        assert_eq!(
            both.digest().as_str(),
            "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"
        );
        assert_eq!(both.digest().id(), "fb8e20fc2e4c");
    }

    #[test]
    fn a_translation_added_leaves_what_was_there() {
        let one = texts(&[("en", "a")]);
        let more = texts(&[("en", "a"), ("fr", "b")]);
        assert!(more.include(&one) && one.include(&one));
        assert!(!one.include(&more) && !texts(&[("en", "c"), ("fr", "b")]).include(&one));
        assert!(!one.include(&Texts::default()));
    }

    #[test]
    fn only_sixty_four_digits_are_a_digest() {
        let digest = Digest::of(b"");
        assert_eq!(Digest::parse(digest.as_str()), Some(digest));
        assert_eq!(Digest::parse("FB8E"), None);
    }
}
