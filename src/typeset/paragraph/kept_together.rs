//! Words that are not to be parted although a space stands between them: `No. 5`, `August 2`.

use crate::model::Language;
use crate::typeset::paragraph::kept_words::{COMMON, Words, words};
use crate::typeset::paragraph::months::months;

/// How firmly two words hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// Parted a little more reluctantly than any two: `20 million`, `Article 5`.
    Weak,
    /// Parted only where the line could not be set otherwise.
    Firm,
}

/// What holds two parts of a text together, of which the first ends with a space.
pub(super) fn bond(before: &str, after: &str, language: &Language) -> Option<Bond> {
    let mut words_before = before.split_whitespace().rev().map(without_opening);
    let mut words_after = after.split_whitespace();
    let (last, next) = (words_before.next()?, words_after.next()?);
    let primary = language.primary();
    let pair = Pair {
        last,
        next,
        bare: next.trim_end_matches(closes),
        folded: folded(last),
        own: words(primary),
    };
    if pair.belongs_to_number()
        || pair.announces_name()
        || pair.is_abbreviation()
        || is_date(words_before.next(), &pair, words_after.next(), primary)
        || is_detached_punctuation(last, next)
        || (matches!(primary, "pl" | "cs" | "sk" | "ru" | "uk" | "be") && is_one_letter(last))
    {
        Some(Bond::Firm)
    } else if pair.counts() {
        Some(Bond::Weak)
    } else {
        None
    }
}

/// Two words that follow each other.
struct Pair<'t> {
    last: &'t str,
    next: &'t str,
    /// The second one without the punctuation after it.
    bare: &'t str,
    /// The first one in lower case.
    folded: String,
    own: &'static Words,
}

impl Pair<'_> {
    fn has(&self, list: impl Fn(&Words) -> &'static str, word: &str) -> bool {
        !word.is_empty()
            && [list(&COMMON), list(self.own)].into_iter().any(|words| holds(words, word))
    }

    /// Whether the second word is a number, or a letter that counts: `lit. a`.
    fn number_follows(&self) -> bool {
        self.next.trim_start_matches(['(', '±', '+', '-', '−']).starts_with(char::is_numeric)
            || is_roman(self.bare)
    }

    fn number_precedes(&self) -> bool {
        self.last.ends_with(char::is_numeric)
    }

    fn belongs_to_number(&self) -> bool {
        let letter_follows = is_one_letter(self.bare) && self.bare != self.next;
        (self.number_follows() && self.has(|words| words.numbered, &self.folded))
            || (letter_follows && matches!(&*self.folded, "lit." | "buchst." | "písm." | "let."))
            || (self.number_is_counted() && self.has_after(|words| words.units))
    }

    /// Whether the first word is a number, with the full stop that makes it ordinal or without.
    fn number_is_counted(&self) -> bool {
        self.number_precedes() || self.last.trim_end_matches(['.', ')']).ends_with(char::is_numeric)
    }

    /// Whether the second word is one of these, with its own full stop or another's.
    fn has_after(&self, list: impl Fn(&Words) -> &'static str + Copy) -> bool {
        let (bare, stopped) = (folded(self.bare), folded(self.next));
        self.has(list, &bare) || self.has(list, &stopped) || self.has(list, &format!("{bare}."))
    }

    /// A title or an initial before a name, or what distinguishes somebody after it.
    fn announces_name(&self) -> bool {
        let is_name =
            self.next.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        (is_name && (is_initial(self.last) || self.has(|words| words.titles, &self.folded)))
            || (matches!(self.bare, "Jr" | "Sr" | "Esq") && begins_with_capital(self.last))
    }

    /// `z. B.`, `d. h.`
    fn is_abbreviation(&self) -> bool {
        let is_letter = |word: &str| {
            word.strip_suffix('.').is_some_and(|letter| !letter.is_empty() && is_one_letter(letter))
        };
        is_letter(self.last) && is_letter(self.next.trim_end_matches([',', ';', ':', ')']))
    }

    fn counts(&self) -> bool {
        let counted = (self.number_follows() || is_capital(self.bare))
            && self.has(|words| words.counted, &self.folded);
        let quantity = self.number_precedes() && self.has_after(|words| words.quantities);
        // `1 000`, `World War II`
        let goes_on = is_group(self.last, 1..=3) && is_group(self.bare, 3..=3);
        let ordinal = is_roman(self.bare) && self.bare.len() > 1 && begins_with_capital(self.last);
        counted || quantity || goes_on || ordinal
    }
}

/// Whether words with spaces between them hold this one.
fn holds(words: &str, word: &str) -> bool {
    let (words, word) = (words.as_bytes(), word.as_bytes());
    let mut rest = words;
    while rest.len() >= word.len() {
        let ends = rest.get(word.len()).is_none_or(|byte| *byte == b' ');
        if ends && rest.starts_with(word) {
            return true;
        }
        let Some(space) = rest.iter().position(|byte| *byte == b' ') else { break };
        rest = &rest[space + 1..];
    }
    false
}

fn is_group(word: &str, digits: std::ops::RangeInclusive<usize>) -> bool {
    digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c))
}

fn is_capital(word: &str) -> bool {
    is_one_letter(word) && begins_with_capital(word)
}

fn begins_with_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// `J.`, also as the last of `J.R.`
fn is_initial(word: &str) -> bool {
    let mut characters = word.chars().rev();
    characters.next() == Some('.')
        && characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_none_or(|c| matches!(c, '.' | '-'))
}

/// `August 2`, `2 August`, `2. August`, `1er août`, `2 de agosto`, `8월 2일`.
fn is_date(
    second_last: Option<&str>,
    pair: &Pair<'_>,
    second_next: Option<&str>,
    primary: &str,
) -> bool {
    let (last, next) = (pair.last, pair.bare);
    if primary == "ko" {
        let counts = |word: &str, unit| word.split_once(unit).is_some_and(|(day, _)| is_day(day));
        return counts(last, '월') && counts(next, '일');
    }
    // What takes no looking up comes first: most words are nothing of a date.
    let months = months(primary);
    // A full stop of its own is among what closes a word.
    let is_month = |word: &str| !word.is_empty() && months.split(' ').any(|month| month == word);
    let month_follows = || is_month(next) || is_month(pair.next);
    (is_day(next) && is_month(last))
        || (is_day(last) && month_follows())
        || (next == "de"
            && is_day(last)
            && second_next.is_some_and(|word| is_month(word.trim_end_matches(closes))))
        || (last == "de" && second_last.is_some_and(is_day) && month_follows())
}

/// One or two digits and no letters but those that make them ordinal.
fn is_day(word: &str) -> bool {
    let digits = word.chars().take_while(|c| c.is_numeric()).count();
    let rest = word.trim_start_matches(char::is_numeric);
    matches!(digits, 1 | 2)
        && matches!(rest, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | "°")
}

/// Marks with a space before or after them, as French and dashes have it.
fn is_detached_punctuation(last: &str, next: &str) -> bool {
    next.starts_with(['–', '—', '…', ';', ':', '!', '?', '»', '›']) || last.ends_with('«')
}

fn is_one_letter(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().nth(1).is_none()
}

fn without_opening(word: &str) -> &str {
    let bare = word.trim_start_matches(['(', '[', '“', '‘', '„', '«', '"', '\'', '¿', '¡']);
    if bare.is_empty() { word } else { bare }
}

fn closes(character: char) -> bool {
    matches!(character, ',' | '.' | ';' | ':' | ')' | ']' | '”' | '’' | '“' | '!' | '?' | '"' | '،')
}

/// A word in lower case; nothing for one that is longer than any that is looked for.
fn folded(word: &str) -> String {
    if word.len() > 32 { String::new() } else { word.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bond at the `|`.
    fn bond_at(text: &str, tag: &str) -> Option<Bond> {
        let (before, after) = text.split_once('|').unwrap();
        bond(&format!("{before} "), after, &Language::parse(tag).unwrap())
    }

    #[track_caller]
    fn firm(tag: &str, texts: &[&str]) {
        for text in texts {
            assert_eq!(bond_at(text, tag), Some(Bond::Firm), "{text}");
        }
    }

    #[track_caller]
    fn weak(tag: &str, texts: &[&str]) {
        for text in texts {
            assert_eq!(bond_at(text, tag), Some(Bond::Weak), "{text}");
        }
    }

    #[track_caller]
    fn none(tag: &str, texts: &[&str]) {
        for text in texts {
            assert_eq!(bond_at(text, tag), None, "{text}");
        }
    }

    #[test]
    fn a_number_stays_with_what_counts_it() {
        firm("en", &["see No.|5 of", "(§|3)", "§§|3 and 4", "about 50|%.", "US$|40 million"]);
        firm("en", &["12|km away", "p.|3", "at 10|a.m. sharp", "42|U.S.C. 1983", "art.|(3)"]);
        none("en", &["He said no.|They left", "12|people", "50|percentages", "I|am", "in|5 years"]);
        firm("de", &["Art.|5", "Abs.|3", "lit.|a)", "S. 3|ff.", "3|Mio. Euro", "10|Uhr", "Nr.|7"]);
        none("de", &["lit.|am Ende"]);
        firm("fr", &["n°|5", "50|%", "art.|VII"]);
        firm("es", &["n.º|5", "núm.|5", "pág.|3"]);
        firm("sv", &["3|kap. 5 §", "5|§", "nr|5"]);
        firm("hu", &["5.|§-a", "10.|§"]);
        firm("fa", &["ص.|۵"]);
        firm("vi", &["ngày|2 tháng 8", "tháng|8"]);
        firm("pl", &["2022|r.", "ust.|2"]);
    }

    #[test]
    fn larger_numbers_and_parts_of_texts_are_parted_reluctantly() {
        weak("en", &["20|million people", "Article|5 of", "Annex|B to", "World War|II", "1|000"]);
        none("en", &["in 2019|500 people", "the part|played", "Table|manners", "Ford|I think"]);
        weak("de", &["Artikel|5", "20|Millionen", "Satz|2"]);
        weak("fr", &["article|5", "5|millions", "Louis|XIV"]);
        weak("ar", &["المادة|٥", "٢٠|مليون"]);
    }

    #[test]
    fn a_name_stays_with_its_title_and_initials() {
        firm("en", &["for Dr.|Kim and", "J.|R. Smith", "J. R.|Smith", "Prof.|Roe", "King|Jr."]);
        none("en", &["the law.|Smith", "Dr.|who", "a senior|judge"]);
        firm("fr", &["Mme|Dupont", "M.|Dupont"]);
        firm("el", &["κ.|Παπαδόπουλος"]);
        firm("he", &["ד״ר|כהן"]);
        firm("ar", &["د.|أحمد"]);
        firm("vi", &["Ông|Nguyễn"]);
    }

    #[test]
    fn a_day_stays_with_its_month() {
        firm("en-US", &["On August|2, 2022", "Aug.|2"]);
        firm("en-GB", &["on 2|August", "2|Aug. 2022"]);
        firm("de", &["am 2.|August 2022"]);
        firm("fr", &["le 1er|août"]);
        firm("es", &["el 2|de agosto de 2022", "el 2 de|agosto"]);
        firm("ru", &["2|августа 2022"]);
        firm("fi", &["2.|elokuuta"]);
        firm("hu", &["2022. augusztus|2."]);
        firm("ar", &["٢|أغسطس"]);
        firm("he", &["2|באוגוסט 2022"]);
        firm("ko", &["8월|2일"]);
        none("en", &["in August|2022", "August 2,|2022"]);
        none("es", &["the 5|de facto"]);
        none("ko", &["2022년|8월"]);
    }

    #[test]
    fn abbreviations_of_several_letters_stand_together() {
        firm("de", &["wie z.|B. hier", "River Watch e.|V.", "(d.|h.)"]);
        none("de", &["zu.|B. hier"]);
    }

    #[test]
    fn a_mark_with_a_space_before_it_does_not_begin_a_line() {
        firm("fr", &["mot|»,"]);
        firm("en", &["word|– and"]);
        firm("pl", &["w|Polsce"]);
        firm("ru", &["в|Москве"]);
        none("en", &["a|law"]);
    }
}
