//! Which rows are worth comparing: those that share a key of some kind. What is near each other
//! shares at least one; nobody is compared with everybody.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::Kind;
use crate::signatories::duplicates::name::{Name, telling};

/// In a block of more rows, each is compared with so many that follow it in the order of names: a
/// word that all share puts them all in one, and near names mostly stand near each other.
const WINDOW: usize = 12;

/// Keys for one row, each with its hash.
type Keys = Vec<u32>;

/// Each kind of key, one after the other, so that those of one alone are held.
const KINDS: [fn(&Name<'_>, &mut Keys); 5] =
    [words, without_a_word, without_a_letter, abbreviations, shared];

/// Calls `compare` with the numbers of rows that may be near each other, some more than once.
/// `names` are in order.
pub(crate) fn compare_candidates(names: &[Name<'_>], mut compare: impl FnMut(usize, usize)) {
    for kind in KINDS {
        let mut keys = Vec::new();
        let mut blocks: Vec<(u32, u32)> = Vec::new();
        for (number, name) in (0..).zip(names) {
            kind(name, &mut keys);
            blocks.extend(keys.drain(..).map(|key| (key, number)));
        }
        blocks.sort_unstable();
        blocks.dedup();
        for block in blocks.chunk_by(|(one, _), (other, _)| one == other) {
            for (at, (_, one)) in block.iter().enumerate() {
                for (_, other) in block[at + 1..].iter().take(WINDOW) {
                    compare(*one as usize, *other as usize);
                }
            }
        }
    }
}

/// The same words run together, in another order, without those that are small or generic.
fn words(name: &Name<'_>, keys: &mut Keys) {
    let mut sorted: Vec<_> = name.key.split(' ').collect();
    sorted.sort_unstable();
    let significant = name.significant();
    keys.push(hash(&("joined", name.joined())));
    keys.push(hash(&("words", sorted)));
    keys.push(hash(&("words", telling(&significant))));
    keys.push(hash(&("sound", sound(&significant))));
}

/// The consonants of words, those that are written for each other alike.
fn sound(words: &[&str]) -> String {
    let mut sound = String::new();
    for letter in words.iter().flat_map(|word| word.chars()) {
        let letter = match letter {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' => continue,
            'c' | 'z' => 's',
            'k' | 'q' => 'g',
            letter => letter,
        };
        if !sound.ends_with(letter) {
            sound.push(letter);
        }
    }
    sound
}

/// All words but one: two names that differ in a word, or of which one has it more, share that.
fn without_a_word(name: &Name<'_>, keys: &mut Keys) {
    /// Of longer names, the first words are enough.
    const WORDS: usize = 20;
    let mut words = name.significant();
    words.truncate(WORDS);
    keys.push(hash(&words));
    for at in 0..words.len() {
        let without = [&words[..at], &words[at + 1..]].concat();
        if !without.is_empty() {
            keys.push(hash(&without));
        }
    }
}

/// All letters but one, spaces apart: two names that differ in a letter share that. Hashed by a
/// polynomial, so that each takes one step.
fn without_a_letter(name: &Name<'_>, keys: &mut Keys) {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    /// Of longer names, a mistyped one is found by its other words.
    const LETTERS: usize = 120;
    let letters: Vec<_> =
        name.key.chars().filter(|letter| *letter != ' ').take(LETTERS).map(u64::from).collect();
    // Rows that are numbered are two, and many have all else in common.
    let mut ordinals = DefaultHasher::new();
    name.ordinals().for_each(|word| word.hash(&mut ordinals));
    let ordinals = ordinals.finish();
    let add = |hash: u64, letter: &u64| hash.wrapping_mul(BASE).wrapping_add(*letter);
    let whole = letters.iter().fold(0, add);
    keys.push(hash(&(ordinals, whole)));
    // From the last letter to the first: what stands before it, moved up, and what stands behind.
    let (mut before, mut behind, mut power) = (whole, 0_u64, 1_u64);
    let inverse = inverse(BASE);
    for letter in letters.iter().rev() {
        before = before.wrapping_sub(*letter).wrapping_mul(inverse);
        keys.push(hash(&(ordinals, before.wrapping_mul(power).wrapping_add(behind))));
        behind = behind.wrapping_add(letter.wrapping_mul(power));
        power = power.wrapping_mul(BASE);
    }
}

/// The number that takes a multiplication by an odd one back, modulo 2^64 (Newton's iteration).
const fn inverse(odd: u64) -> u64 {
    let mut inverse = odd;
    let mut step = 0;
    while step < 6 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(inverse)));
        step += 1;
    }
    inverse
}

/// What a row is called in short, and what it may be.
fn abbreviations(name: &Name<'_>, keys: &mut Keys) {
    if !name.abbreviation.is_empty() {
        keys.push(hash(&("short", &name.abbreviation)));
    }
    if name.is_person() {
        return;
    }
    if !name.key.contains(' ') {
        keys.push(hash(&("short", &name.key)));
    }
    let initials = name.initials();
    keys.extend(
        initials.iter().filter(|short| short.len() > 2).map(|short| hash(&("short", short))),
    );
}

/// What rows share beside their names, the names of persons, and whom they represent.
fn shared(name: &Name<'_>, keys: &mut Keys) {
    keys.extend(name.values.iter().flatten().map(hash));
    match name.kind {
        Kind::Organization => keys.push(hash(&("body", &name.key))),
        Kind::Individual => {}
        Kind::Representative => keys.push(hash(&("body", &name.affiliation))),
    }
    if name.is_person() {
        keys.push(hash(&("name", &name.key)));
        keys.push(hash(&("last name", name.significant().last(), &name.affiliation)));
    }
}

/// The same in every run.
fn hash(value: &impl Hash) -> u32 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    let [_, _, _, _, low @ ..] = hasher.finish().to_be_bytes();
    u32::from_be_bytes(low)
}
