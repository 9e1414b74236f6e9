//! Where a line may end, and how willingly.

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter};

use crate::model::Language;
use crate::typeset::paragraph::addresses;
use crate::typeset::paragraph::collect::Collected;
use crate::typeset::paragraph::hyphenation::{divisions, words_of};
use crate::typeset::paragraph::kept_together::{Bond, bond};

/// What a reader sees where a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Nothing but the end of a word.
    Plain,
    /// A hyphen that the text has.
    OwnHyphen,
    /// A hyphen that is put there.
    PutHyphen,
    /// The end of the paragraph, or of a line that the author ended.
    Forced,
}

/// A place at which a line may end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Opportunity {
    /// The byte at which the next line begins.
    pub(super) offset: usize,
    /// What the line ends with.
    pub(super) ending: Ending,
    /// How bad it is to end a line here, on Knuth and Plass's scale, where a line whose spaces
    /// are as wide as they may be is as bad as 100.
    pub(super) penalty: f64,
}

/// A division within a word: nearly as bad as spaces that are as wide as they may be.
const HYPHEN: f64 = 80.0;
/// After two letters, which say little of the word: worse, but within bounds.
const EARLY_HYPHEN: f64 = 150.0;
/// Within a name or a compound: as bad as spaces wider by half than they may be.
pub(super) const RELUCTANT_HYPHEN: f64 = 450.0;
/// After a hyphen, a dash or a slash of the text.
const PUNCTUATION: f64 = 30.0;
/// Within an address, where a reader does not expect it: after a slash, and before other marks.
const ADDRESS: f64 = 40.0;
const WITHIN_NAME: f64 = 120.0;
/// Between words that hold together weakly: worse than any division of a word but a name's.
const WEAKLY_KEPT: f64 = 200.0;
/// Between words that are kept together: as bad as spaces of more than twice the font's width, so
/// that they are parted where there is no other way.
const KEPT: f64 = 1500.0;
/// Between any two characters of a word that is longer than a line.
const ANYWHERE: f64 = 1000.0;

/// All places where a line may end, in order; the last is the end of the text.
pub(super) fn opportunities(collected: &Collected<'_>, hyphenate: bool) -> Vec<Opportunity> {
    let mut found = between_words(collected, hyphenate);
    within_tokens(collected, hyphenate, &mut found);
    found.sort_unstable_by_key(|opportunity| opportunity.offset);
    found
}

/// Places by UAX 14, but those that part what is kept together.
fn between_words(collected: &Collected<'_>, hyphenate: bool) -> Vec<Opportunity> {
    let text = &collected.text;
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let mut forced = collected.forced.clone();
    if forced.last() != Some(&text.len()) {
        forced.push(text.len());
    }
    let mut found: Vec<Opportunity> = forced
        .iter()
        .map(|&offset| Opportunity { offset, ending: Ending::Forced, penalty: 0.0 })
        .collect();
    let allowed = segmenter
        .segment_str(text)
        .filter(|&offset| offset > 0 && forced.binary_search(&offset).is_err())
        .filter_map(|offset| between(text, offset, collected.language_at(offset)))
        .map(|found| match found.ending {
            // Where words are not divided, those with a hyphen are not either, if it can be helped.
            Ending::OwnHyphen if !hyphenate => Opportunity { penalty: RELUCTANT_HYPHEN, ..found },
            _ => found,
        });
    found.extend(allowed);
    found
}

fn between(text: &str, offset: usize, language: &Language) -> Option<Opportunity> {
    let (before, after) = text.split_at(offset);
    let (ending, penalty) = match before.chars().next_back()? {
        ' ' => {
            let penalty = match bond(before, after, language) {
                Some(Bond::Firm) => KEPT,
                Some(Bond::Weak) => WEAKLY_KEPT,
                None if after.starts_with(['–', '—']) => return None,
                None => 0.0,
            };
            (Ending::Plain, penalty)
        }
        '\u{ad}' => (Ending::PutHyphen, HYPHEN),
        '-' | '\u{2010}' if parts_letters(before, after) => return None,
        '-' | '\u{2010}' => (Ending::OwnHyphen, PUNCTUATION),
        '–' | '/' => (Ending::Plain, PUNCTUATION),
        // UAX 14 lets a line begin with a dash.
        _ if after.starts_with(['–', '—']) => return None,
        _ => (Ending::Plain, 0.0),
    };
    Some(Opportunity { offset, ending, penalty })
}

/// Whether a hyphen has a single letter at its side, as in `e-mail`.
fn parts_letters(before: &str, after: &str) -> bool {
    let is_letter = |c: &char| c.is_alphanumeric();
    before.chars().rev().skip(1).take(2).take_while(is_letter).count() < 2
        || after.chars().take(2).take_while(is_letter).count() < 2
}

/// Replaces the places within addresses, and adds those within words.
fn within_tokens(collected: &Collected<'_>, hyphenate: bool, found: &mut Vec<Opportunity>) {
    let text = &collected.text;
    let mut added = Vec::new();
    let mut replaced: Vec<Range<usize>> = Vec::new();
    for token in tokens(text) {
        if addresses::is_address(&text[token.clone()]) {
            added.extend(addresses::breaks(&text[token.clone()]).into_iter().map(|place| {
                let offset = token.start + place;
                let after_slash = text[..offset].ends_with('/');
                let penalty = if after_slash { ADDRESS } else { WITHIN_NAME };
                Opportunity { offset, ending: Ending::Plain, penalty }
            }));
            replaced.push(token);
        } else if hyphenate {
            let divisions = within_words(collected, &token);
            let language = collected.language_at(token.start);
            if !divisions.is_empty() && !is_kept_to_a_neighbor(text, &token, language) {
                added.extend(divisions);
            }
        }
    }
    found.retain(|&Opportunity { offset, .. }| {
        let token = replaced.partition_point(|token| token.end <= offset);
        replaced.get(token).is_none_or(|token| offset <= token.start)
    });
    found.append(&mut added);
}

/// Places at which the words of a token may be divided.
fn within_words(collected: &Collected<'_>, token: &Range<usize>) -> Vec<Opportunity> {
    let text = &collected.text;
    let language = collected.language_at(token.start);
    let mut found = Vec::new();
    for word in words_of(text, token, language) {
        let letters = &text[word.range.clone()];
        found.extend(divisions(letters, language).into_iter().map(|place| Opportunity {
            offset: word.range.start + place,
            ending: Ending::PutHyphen,
            penalty: if word.reluctant {
                RELUCTANT_HYPHEN
            } else if letters[..place].chars().nth(2).is_none() {
                EARLY_HYPHEN
            } else {
                HYPHEN
            },
        }));
    }
    found
}

/// Whether no line may end between a token and the one before or after it: `Decem-ber 1` would
/// part what belongs together as well.
fn is_kept_to_a_neighbor(text: &str, token: &Range<usize>, language: &Language) -> bool {
    [token.start, token.end + 1].into_iter().any(|offset| {
        let parts = text.split_at_checked(offset);
        parts.is_some_and(|(before, after)| {
            before.ends_with(' ') && bond(before, after, language) == Some(Bond::Firm)
        })
    })
}

/// What stands between spaces.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split(char::is_whitespace)
        .scan(0, |offset, token| {
            let start = *offset;
            let end = start + token.len();
            *offset = end + text[end..].chars().next().map_or(0, char::len_utf8);
            Some(start..end)
        })
        .filter(|token| !token.is_empty())
}

/// Adds to what was found from `start` on, as a last resort, the spaces and then the syllables and
/// the graphemes of what is too long for a line.
pub(super) fn add_last_resorts(
    collected: &Collected<'_>,
    mut start: usize,
    found: &mut Vec<Opportunity>,
    too_long: impl Fn(&Range<usize>) -> bool,
) {
    let mut added = Vec::new();
    for opportunity in found.iter() {
        let range = start..opportunity.offset;
        start = range.end;
        if !too_long(&range) {
            continue;
        }
        let mut word = range.start;
        for part in collected.text[range].split_inclusive(' ') {
            let (part, whole) = (word..word + part.len(), part.trim_end_matches(' '));
            word = part.end;
            if too_long(&part) {
                added.extend(within_words(collected, &(part.start..part.start + whole.len())));
                added.extend(graphemes(whole).map(|place| last_resort(part.start + place)));
            }
            added.push(Opportunity { penalty: RELUCTANT_HYPHEN, ..last_resort(part.end) });
        }
        // There is an opportunity at the end already.
        added.pop();
    }
    found.append(&mut added);
    found.sort_by(|one, other| {
        one.offset.cmp(&other.offset).then(one.penalty.total_cmp(&other.penalty))
    });
    found.dedup_by_key(|opportunity| opportunity.offset);
}

fn last_resort(offset: usize) -> Opportunity {
    Opportunity { offset, ending: Ending::Plain, penalty: ANYWHERE }
}

fn graphemes(word: &str) -> impl Iterator<Item = usize> {
    let inner = move |&place: &usize| 0 < place && place < word.len();
    GraphemeClusterSegmenter::new().segment_str(word).filter(inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Length;
    use crate::typeset::font::{Cut, Family, Font, Slant, Weight};
    use crate::typeset::paragraph::collect::collect;
    use crate::typeset::paragraph::{Piece, TextStyle};

    fn with_pieces<T>(text: &str, then: impl FnOnce(&Collected<'_>) -> T) -> T {
        let style = TextStyle {
            font: Font {
                family: Family::Serif,
                cut: Cut::Text,
                weight: Weight::Regular,
                slant: Slant::Upright,
            },
            size: Length::pt(11.0),
            gray: 0.0,
            rise: Length::ZERO,
            tabular: false,
        };
        let language = Language::default();
        then(&collect(&[Piece { text, style, language: &language, element: None }]))
    }

    /// The text with `|` where a line may end, twice where it may so only reluctantly.
    fn marked(text: &str, found: &[Opportunity]) -> String {
        let mut shown = text.to_owned();
        for opportunity in found.iter().rev().skip(1) {
            let mark = if opportunity.penalty >= RELUCTANT_HYPHEN { "||" } else { "|" };
            shown.insert_str(opportunity.offset, mark);
        }
        shown
    }

    fn ends(text: &str, hyphenate: bool) -> String {
        with_pieces(text, |collected| marked(text, &opportunities(collected, hyphenate)))
    }

    #[test]
    fn a_word_kept_to_its_neighbor_is_not_divided() {
        assert_eq!(ends("on December 1, 1995", true), "on |December ||1, |1995");
        assert_eq!(ends("in December we", true), "in |De||cem||ber |we");
    }

    #[test]
    fn a_name_with_a_hyphen_is_whole_where_words_are_not_divided() {
        assert_eq!(ends("Ana Rossi-Xu", true), "Ana |Rossi-|Xu");
        assert_eq!(ends("Ana Rossi-Xu", false), "Ana |Rossi-||Xu");
    }

    #[test]
    fn a_word_longer_than_a_line_has_its_syllables_before_its_letters() {
        let found = with_pieces("of representatives", |collected| {
            let mut found = opportunities(collected, false);
            add_last_resorts(collected, 0, &mut found, |range| range.len() > 9);
            found
        });
        let syllables: Vec<usize> = found
            .iter()
            .filter(|opportunity| opportunity.ending == Ending::PutHyphen)
            .map(|opportunity| opportunity.offset)
            .collect();
        assert_eq!(syllables, [6, 8, 11, 13]);
        assert!(found.is_sorted_by(|one, other| one.offset < other.offset));
    }
}
