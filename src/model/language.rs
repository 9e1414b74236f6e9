//! A language tag and what follows from it.

use std::fmt;

/// The way that text of a language runs along its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As Latin, Greek, Cyrillic.
    LeftToRight,
    /// As Arabic and Hebrew.
    RightToLeft,
}

/// A language tag in the form of BCP 47 (RFC 5646), in its usual case: `en-US`, `zh-Hant-TW`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

/// What was given is no language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{tag}` is no language tag (BCP 47), such as `en-US`, `fr` or `zh-Hant`")]
pub struct LanguageError {
    /// The text as given.
    pub tag: String,
}

/// Scripts that run from right to left, by ISO 15924.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 8] =
    ["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"];

/// Languages usually written in one of them, by ISO 639.
const RIGHT_TO_LEFT_LANGUAGES: [&str; 17] = [
    "ar", "arc", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "ps", "sd", "ug",
    "ur", "yi",
];

impl Language {
    /// Reads a tag: a language of two or three letters (or a registered longer one), then script,
    /// region, variants and extensions in any case.
    pub fn parse(tag: &str) -> Result<Self, LanguageError> {
        let error = || LanguageError { tag: tag.to_owned() };
        let mut subtags = tag.split('-');
        let language = subtags.next().unwrap_or_default();
        if !(2..=8).contains(&language.len()) || !letters(language) {
            return Err(error());
        }
        let mut canonical = language.to_ascii_lowercase();
        let mut extension = false;
        for subtag in subtags {
            if subtag.is_empty() || subtag.len() > 8 || !alphanumeric(subtag) {
                return Err(error());
            }
            extension |= subtag.len() == 1;
            canonical.push('-');
            if !extension && subtag.len() == 4 && letters(subtag) {
                canonical.push_str(&subtag[..1].to_ascii_uppercase());
                canonical.push_str(&subtag[1..].to_ascii_lowercase());
            } else if !extension && subtag.len() == 2 {
                canonical.push_str(&subtag.to_ascii_uppercase());
            } else {
                canonical.push_str(&subtag.to_ascii_lowercase());
            }
        }
        Ok(Self(canonical))
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, `zh` of `zh-Hant-TW`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The script, when the tag names one: `Hant`.
    pub fn script(&self) -> Option<&str> {
        self.before_extensions().skip(1).find(|subtag| subtag.len() == 4 && letters(subtag))
    }

    /// The region, when the tag names one: `TW` or `419`.
    pub fn region(&self) -> Option<&str> {
        self.before_extensions().skip(1).find(|subtag| {
            (subtag.len() == 2 && letters(subtag))
                || (subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit()))
        })
    }

    /// The way that its text runs: by the script named, else by the one that it is usually
    /// written in.
    pub fn direction(&self) -> Direction {
        let right_to_left = match self.script() {
            Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
            None => RIGHT_TO_LEFT_LANGUAGES.contains(&self.primary()),
        };
        if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    fn before_extensions(&self) -> impl Iterator<Item = &str> {
        self.0.split('-').take_while(|subtag| subtag.len() > 1)
    }
}

impl Default for Language {
    /// American English, the language of a letter that names none.
    fn default() -> Self {
        Self("en-US".to_owned())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn letters(subtag: &str) -> bool {
    subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn alphanumeric(subtag: &str) -> bool {
    subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_put_into_its_usual_case() {
        let tag = |text| Language::parse(text).map(|language| language.as_str().to_owned());
        assert_eq!(tag("EN-us"), Ok("en-US".to_owned()));
        assert_eq!(tag("zh-hant-tw"), Ok("zh-Hant-TW".to_owned()));
        assert_eq!(tag("th-u-ca-buddhist"), Ok("th-u-ca-buddhist".to_owned()));
        assert!(tag("english please").is_err() && tag("").is_err() && tag("en_US").is_err());
    }

    #[test]
    fn a_script_decides_the_direction_before_the_language_does() {
        let direction = |tag| Language::parse(tag).unwrap().direction();
        assert_eq!(direction("ar"), Direction::RightToLeft);
        assert_eq!(direction("az-Arab"), Direction::RightToLeft);
        assert_eq!(direction("ur-Latn"), Direction::LeftToRight);
        assert_eq!(direction("ko-KR"), Direction::LeftToRight);
    }
}
