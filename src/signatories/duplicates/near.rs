//! When two rows whose names are not the same are likely one all the same.
//!
//! A word that tells one of several from the next makes them two: `SEATINI Uganda` and `SEATINI
//! Zimbabwe`, `District 3` and `District 4`. Whatever is decided of two rows is decided of them the
//! other way round.

use rapidfuzz::distance::osa;
use rapidfuzz::fuzz;
use unicode_script::{Script, UnicodeScript};

use crate::model::Kind;
use crate::signatories::duplicates::evidence::{Alike, Nearness, Shared};
use crate::signatories::duplicates::name::{Name, significant, telling};
use crate::signatories::duplicates::vocabulary::{is_generic, is_ordinal, is_place, is_small};

/// By what two rows are likely one that are not known to be.
pub(crate) fn near(one: &Name<'_>, other: &Name<'_>) -> Option<Alike> {
    if one.is_person() != other.is_person() {
        return across_kinds(one, other);
    }
    if are_in_two_countries(one, other) {
        return None;
    }
    let mut shared = shared(one, other);
    let nearness = if one.is_person() {
        near_persons(one, other, &shared)
    } else {
        near_organizations(one, other, &shared)
    }?;
    if nearness == Nearness::Abbreviation {
        shared.retain(|shared| *shared != Shared::Abbreviation);
    }
    Some(Alike::Near(nearness, shared))
}

/// An organization that signs itself as well as by a person; or a person whose other row does not
/// say that it is one.
fn across_kinds(one: &Name<'_>, other: &Name<'_>) -> Option<Alike> {
    let (person, organization) = if one.is_person() { (one, other) } else { (other, one) };
    if person.kind == Kind::Representative && person.affiliation == organization.key {
        return Some(Alike::Near(Nearness::Represented, Vec::new()));
    }
    let is_untold = organization.row.cell("kind").is_empty();
    let nearness = is_untold.then(|| name_nearness(&one.key, &other.key)).flatten()?;
    Some(Alike::Near(nearness, shared(one, other)))
}

fn near_persons(one: &Name<'_>, other: &Name<'_>, shared: &[Shared]) -> Option<Nearness> {
    let represent = [one, other].iter().all(|name| name.kind == Kind::Representative);
    let (here, there) = (one.affiliation.as_str(), other.affiliation.as_str());
    if represent && here == there && !here.is_empty() && one.key != other.key {
        return Some(Nearness::Representatives);
    }
    let is_in_touch = shared.contains(&Shared::Email) || shared.contains(&Shared::Contact);
    let is_one = here == there || here.is_empty() || there.is_empty();
    let are_near = || name_nearness(here, there).is_some() || are_alike(here, there);
    if one.key == other.key {
        return match () {
            () if is_one => None,
            () if are_near() => Some(Nearness::Affiliation),
            () => is_in_touch.then_some(Nearness::SameName),
        };
    }
    if !(is_one || is_in_touch || are_near()) {
        return None;
    }
    let is_same_place = here == there && !here.is_empty();
    name_nearness(&one.key, &other.key)
        .or_else(|| (is_same_place && have_same_ends(one, other)).then_some(Nearness::FirstAndLast))
        .or_else(|| (is_in_touch && are_alike(&one.key, &other.key)).then_some(Nearness::Loosely))
}

/// Whether two persons have the same last name, and the same first name or its initial.
fn have_same_ends(one: &Name<'_>, other: &Name<'_>) -> bool {
    let (here, there) = (one.significant(), other.significant());
    let ([first, .., last], [other_first, .., other_last]) = (&here[..], &there[..]) else {
        return false;
    };
    let is_initial =
        |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let begin_alike =
        first == other_first || is_initial(first, other_first) || is_initial(other_first, first);
    last == other_last && begin_alike && here.len().min(there.len()) == 2
}

fn near_organizations(one: &Name<'_>, other: &Name<'_>, shared: &[Shared]) -> Option<Nearness> {
    let is_called = |short: &Name<'_>, long: &Name<'_>| {
        !long.abbreviation.is_empty()
            && short.key == long.abbreviation
            && (short.abbreviation.is_empty() || short.abbreviation == long.abbreviation)
    };
    let is_initials = |short: &Name<'_>, long: &Name<'_>| {
        short.is_abbreviation()
            && long.abbreviation.is_empty()
            && short.key.chars().count() > 2
            && long.initials().contains(&short.key)
    };
    if one.key == other.key {
        // Of names that were the same with their abbreviations, the folding has told already.
        let differ = one.abbreviation != other.abbreviation;
        let only_one = one.abbreviation.is_empty() || other.abbreviation.is_empty();
        return (differ && only_one).then_some(Nearness::Abbreviation);
    }
    if is_called(one, other) || is_called(other, one) {
        return Some(Nearness::Abbreviation);
    }
    if is_initials(one, other) || is_initials(other, one) {
        return Some(Nearness::Initials);
    }
    let nearness = name_nearness(&one.key, &other.key);
    let loosely = || !shared.is_empty() && are_alike(&one.key, &other.key);
    nearness.or_else(|| loosely().then_some(Nearness::Loosely))
}

/// What two rows share that is the same in few.
fn shared(one: &Name<'_>, other: &Name<'_>) -> Vec<Shared> {
    let has_abbreviation = !one.abbreviation.is_empty() && one.abbreviation == other.abbreviation;
    let abbreviation = has_abbreviation.then_some(Shared::Abbreviation);
    let values = one.values.iter().zip(other.values).filter(|(one, other)| **one == *other);
    let values = values.filter_map(|(value, _)| value.as_ref().map(|value| value.kind));
    abbreviation.into_iter().chain(values).collect()
}

/// Countries are compared as they are written, codes with codes.
fn are_in_two_countries(one: &Name<'_>, other: &Name<'_>) -> bool {
    let (one, other) = (one.row.cell("country"), other.row.cell("country"));
    let are_codes = [one, other].map(|country| country.len() == 2);
    let are_known = !one.is_empty() && !other.is_empty();
    are_known && are_codes[0] == are_codes[1] && !one.eq_ignore_ascii_case(other)
}

/// Whether two names have words that make them two: numbers, or places on both sides.
fn are_told_apart(one: &[&str], other: &[&str]) -> bool {
    let are_elsewhere = has_place_more(one, other) && has_place_more(other, one);
    ordinals(one) != ordinals(other) || are_elsewhere
}

fn ordinals<'a>(words: &[&'a str]) -> Vec<&'a str> {
    sorted(&words.iter().copied().filter(|word| is_ordinal(word)).collect::<Vec<_>>())
}

/// Whether a name has a place in it which the other has not.
fn has_place_more(words: &[&str], others: &[&str]) -> bool {
    words.iter().any(|word| !others.contains(word) && is_place(word))
}

/// How two folded names that are not the same are near each other.
pub(crate) fn name_nearness(one: &str, other: &str) -> Option<Nearness> {
    let (here, there): (Vec<_>, Vec<_>) = (one.split(' ').collect(), other.split(' ').collect());
    if one == other || one.is_empty() || other.is_empty() || are_told_apart(&here, &there) {
        return None;
    }
    if joined(&here) == joined(&there) {
        return Some(Nearness::Spaces);
    }
    let (mine, theirs) = (significant(one), significant(other));
    if mine == theirs && mine.len() > 1 {
        return Some(Nearness::SmallWords);
    }
    let is_moved = sorted(&here) == sorted(&there) && here.len() > 1;
    if is_moved || is_generic_moved(&mine, &theirs) {
        return Some(Nearness::Order);
    }
    let letters = || letters(&mine, &theirs).or_else(|| run_together(&here, &there));
    letters().or_else(|| more_words(&mine, &theirs)).or_else(|| more_words(&theirs, &mine))
}

fn joined(words: &[&str]) -> Vec<char> {
    words.iter().flat_map(|word| word.chars()).collect()
}

fn sorted<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words
}

/// Whether only words that say what kind of body it is stand elsewhere: `Coalition for Quiet
/// Nights`, `Quiet Nights Coalition`; but `Elmstad University` and `University of Elmstad` are two.
fn is_generic_moved(one: &[&str], other: &[&str]) -> bool {
    one.len() > 2
        && sorted(one) == sorted(other)
        && telling(one) == telling(other)
        && !one.iter().any(|word| is_place(word))
}

/// Words that differ in few letters, each of them long enough that another word is unlikely.
fn letters(one: &[&str], other: &[&str]) -> Option<Nearness> {
    if one.len() != other.len() {
        return None;
    }
    let mut letters = 0;
    for (here, there) in one.iter().zip(other).filter(|(one, other)| one != other) {
        letters += mistyped(here, there, one.len() - 1)?;
    }
    // More than one in seven letters is another name.
    let length = joined(one).len().min(joined(other).len());
    (letters <= 3 && letters * 7 <= length).then_some(Nearness::Letters(letters))
}

/// In how many letters two words differ, when one is likely the other mistyped. Beside them are so
/// many words that are the same, or nearly.
fn mistyped(one: &str, other: &str, beside: usize) -> Option<usize> {
    let letters = one.chars().count().min(other.chars().count());
    if letters < 5 || has_ideograph(one) || is_place(one) && is_place(other) {
        return None;
    }
    let distance = osa::distance(one.chars(), other.chars());
    // Beside a single word, `Johnson` and `Johnston` are two.
    let shortest = match (distance, beside) {
        (1, 2..) => 5,
        (1, _) | (2, 1..) => 8,
        _ => return None,
    };
    let begin_alike = one.chars().next() == other.chars().next();
    (letters >= shortest && (distance == 1 || begin_alike)).then_some(distance)
}

/// Words run together or apart, and one letter beside.
fn run_together(one: &[&str], other: &[&str]) -> Option<Nearness> {
    if one.len() == other.len() {
        return None;
    }
    let (one, other) = (joined(one), joined(other));
    let is_long = one.len().min(other.len()) >= 12 && one.len().abs_diff(other.len()) < 2;
    (is_long && osa::distance(one, other) == 1).then_some(Nearness::Letters(1))
}

/// A sign of the one writing in which a single sign makes another word.
fn has_ideograph(word: &str) -> bool {
    word.chars().any(|character| character.script() == Script::Han)
}

/// Words that one name has beside all those of the other, in their order, when they are of those
/// that people leave out.
fn more_words(long: &[&str], short: &[&str]) -> Option<Nearness> {
    if long.len() <= short.len() || short.len() < 2 {
        return None;
    }
    let mut rest = short.iter().peekable();
    let mut more: Vec<(usize, &str)> = Vec::new();
    for (at, word) in long.iter().enumerate() {
        if rest.next_if_eq(&word).is_none() {
            more.push((at, *word));
        }
    }
    if rest.peek().is_some() {
        return None;
    }
    if let [(at, word)] = more[..] {
        let is_inside = 0 < at && at + 1 < long.len();
        if word.chars().count() == 1 {
            return (is_inside && short.len() < 4).then_some(Nearness::Initial);
        }
        let initials: String = short.iter().filter_map(|word| word.chars().next()).collect();
        if word == initials {
            return Some(Nearness::Abbreviation);
        }
        // In a long name, one word inside is as likely forgotten as meant.
        if is_inside && short.len() >= 4 && !is_place(word) {
            return Some(Nearness::MoreWords(word.to_owned()));
        }
    }
    let are_generic = more.iter().all(|(_, word)| is_generic(word));
    let words: Vec<_> = more.iter().map(|(_, word)| *word).collect();
    (are_generic && more.len() < 3 && !telling(short).is_empty())
        .then(|| Nearness::MoreWords(words.join(" ")))
}

/// Whether two names have more in common than not: enough beside another thing that is the same.
fn are_alike(one: &str, other: &str) -> bool {
    /// Of 1. Above it, names mostly are spellings of one.
    const RATIO: f64 = 0.8;
    let (here, there) = (significant(one), significant(other));
    if here.is_empty() || there.is_empty() || are_told_apart(&here, &there) {
        return false;
    }
    if has_place_more(&here, &there) || has_place_more(&there, &here) {
        return false;
    }
    let common = here.iter().filter(|word| there.contains(word) && !is_small(word));
    let common: Vec<_> = common.copied().collect();
    let half = common.len() * 2 >= here.len().max(there.len());
    let all = common.len() == here.len().min(there.len());
    let tells = !telling(&common).is_empty();
    let ratio = || fuzz::ratio(joined(&sorted(&here)), joined(&sorted(&there)));
    tells && (half || all) || ratio() >= RATIO
}
