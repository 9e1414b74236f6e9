//! Editions: what went out, to whom, and with which list.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::clock::{self, Date, Timestamp};
use crate::draft::archive::entries;
use crate::draft::{Digest, DraftError, PROGRAM, edition_file};
use crate::files::{self, LockedFolder};

/// The list of signatories as the public saw it: no cell of it is private.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicList {
    /// Those whom the letter names or counts, as a file of its own; empty when there was no list.
    pub csv: String,
    /// The latest day on which one who is named signed, which the public columns do not tell.
    pub as_of: Option<Date>,
}

/// How an edition goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// As files, by hand.
    #[default]
    Hand,
    /// By mail, with a copy to each signatory and without the publisher's notice.
    Mail,
}

/// What is about to go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEdition {
    /// The version of the text: `v2@3f9a12bc44e1`.
    pub version: String,
    /// The list that its letters were made with.
    pub list: PublicList,
    /// How it goes out.
    pub way: Way,
    /// Who sends it; empty when nobody can tell.
    pub author: String,
    /// Its letters, in their order.
    pub letters: Vec<EditionLetter>,
}

/// What went out once. It never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Which one it is, counted from 1.
    pub number: u32,
    /// The version of the text: `v2@3f9a12bc44e1`.
    pub version: String,
    /// When it was recorded.
    pub time: Timestamp,
    /// The day that it then was where it was recorded.
    pub day: Date,
    /// The list that its letters were made with.
    pub list: PublicList,
    /// How it goes out.
    pub way: Way,
    /// The version of the program that made the letters: `0.1.0`.
    pub program: String,
    /// Who sent it; empty when nobody could tell.
    pub author: String,
    /// Its letters, in their order.
    pub letters: Vec<EditionLetter>,
}

/// A letter of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionLetter {
    /// The row of `addressees.csv` that it was made for, without the mail address; none of an open
    /// letter.
    pub addressee: Option<BTreeMap<String, String>>,
    /// The tag of its language: `en-US`.
    pub language: String,
    /// That of its PDF.
    pub digest: Digest,
}

/// What was found of an edition.
#[derive(Debug)]
pub struct VerifiedEdition {
    /// Which one it is.
    pub number: u32,
    /// What its file tells, if that can be believed.
    pub edition: Result<Edition, DraftError>,
}

impl VerifiedEdition {
    /// As it is called: `edition-1`.
    pub fn name(&self) -> String {
        name(self.number)
    }
}

impl Edition {
    /// As it is called: `edition-1`.
    pub fn name(&self) -> String {
        name(self.number)
    }

    /// Its file, as errors tell it: `drafts/edition-1.toml`.
    pub fn shown(&self, drafts: &Path) -> PathBuf {
        shown(drafts, self.number)
    }

    /// The letter to the addressee with an id, or the one in a language that is to nobody of them.
    pub fn letter(&self, addressee: Option<&str>, language: &str) -> Option<&EditionLetter> {
        self.letters
            .iter()
            .find(|letter| letter.addressee_id() == addressee && letter.language == language)
    }

    /// The letters whose PDF is in a file, byte for byte.
    pub fn letters_in(&self, file: &Path) -> Result<Vec<&EditionLetter>, DraftError> {
        let digest = Digest::of(&files::read(file)?);
        Ok(self.letters.iter().filter(|letter| letter.digest == digest).collect())
    }
}

impl EditionLetter {
    /// The handle of the addressee.
    pub fn addressee_id(&self) -> Option<&str> {
        self.addressee.as_ref()?.get("id").map(String::as_str)
    }
}

/// Writes the next edition, whole or not at all.
pub fn record_edition(drafts: &Path, new: NewEdition) -> Result<Edition, DraftError> {
    let folder = LockedFolder::open(drafts)?;
    let edition = Edition {
        number: next_edition(drafts)?,
        version: new.version,
        time: clock::now(),
        day: clock::day(),
        list: new.list,
        way: new.way,
        program: PROGRAM.to_owned(),
        author: new.author,
        letters: new.letters,
    };
    folder.create_file(&file_name(edition.number), edition_file::write(&edition).as_bytes())?;
    Ok(edition)
}

/// The number of the edition that would be recorded now.
pub fn next_edition(drafts: &Path) -> Result<u32, DraftError> {
    Ok(numbers(drafts)?.last().map_or(1, |highest| highest.saturating_add(1)))
}

/// All editions in the order of their numbers, their seals checked. No folder is no edition.
pub fn editions(drafts: &Path) -> Result<Vec<Edition>, DraftError> {
    numbers(drafts)?.into_iter().map(|number| read(drafts, number)).collect()
}

/// The same, each with what is wrong with it.
pub fn verify_editions(drafts: &Path) -> Result<Vec<VerifiedEdition>, DraftError> {
    let verified = |number| VerifiedEdition { number, edition: read(drafts, number) };
    Ok(numbers(drafts)?.into_iter().map(verified).collect())
}

/// The edition that is called so: `edition-1` or `1`.
pub fn find_edition(drafts: &Path, called: &str) -> Result<Edition, DraftError> {
    let known = numbers(drafts)?;
    match known.iter().find(|number| called == name(**number) || called == number.to_string()) {
        Some(number) => read(drafts, *number),
        None => Err(DraftError::UnknownEdition { name: called.to_owned(), known }),
    }
}

fn read(drafts: &Path, number: u32) -> Result<Edition, DraftError> {
    let bytes = files::read(&drafts.join(file_name(number)))?;
    edition_file::read(&bytes, number, &shown(drafts, number))
}

/// The numbers of the editions that there are, in their order.
fn numbers(drafts: &Path) -> Result<Vec<u32>, DraftError> {
    let numbered = |name: &str| name.strip_prefix("edition-")?.strip_suffix(".toml")?.parse().ok();
    let mut numbers = Vec::new();
    for (name, is_folder) in entries(drafts)? {
        let number = name.to_str().and_then(numbered);
        numbers.extend(number.filter(|number| !is_folder && name == *file_name(*number)));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

fn shown(drafts: &Path, number: u32) -> PathBuf {
    Path::new(drafts.file_name().unwrap_or_default()).join(file_name(number))
}

fn name(number: u32) -> String {
    format!("edition-{number}")
}

fn file_name(number: u32) -> String {
    format!("{}.toml", name(number))
}
