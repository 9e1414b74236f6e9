//! What a letter is made from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::clock::Date;
use crate::model::{Kind, Language};
use crate::picture::Pictures;

/// A letter's source as it stands in a file.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile<'a> {
    /// The file as it is to be shown in an error: `templates/joint-letter.md`.
    pub path: &'a Path,
    /// What stands in it.
    pub text: &'a str,
}

/// What a letter is filled in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be printed: by somebody's signature, to an addressee, on a day.
    Printed,
    /// To be agreed to: as if nobody had signed, whatever row of `addressees.csv` and day.
    ///
    /// Lists are empty and every count is 0; `version`, `as_of`, and of the front matter `date`,
    /// `notice` and `marking` are empty, and what is wrong with these three hinders nobody; filters
    /// give an empty value back. A field that the front matter's addressee lacks stands as
    /// `[addressee.x]`.
    Canonical,
}

/// All that a letter is made from.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// What it is filled in for; when canonical, whoever fills it in gives no rows and no addressee.
    pub purpose: Purpose,
    /// The letter's source.
    pub source: SourceFile<'a>,
    /// The language that the file's name tells: `ko` of `joint-letter.ko.md`.
    pub language: Option<Language>,
    /// The letter that this one translates, whose front matter it inherits key by key.
    pub first: Option<SourceFile<'a>>,
    /// `[letter]` of the settings: front matter that every letter shares, with the file and text
    /// that it stands in.
    pub shared: Option<(SourceFile<'a>, toml::Table)>,
    /// The folder whose files the template may include; none where there are none.
    pub includes: Option<PathBuf>,
    /// The pictures that the letter may name; none where it stands in no project.
    pub pictures: Option<Pictures>,
    /// The pictures that the list may name, and the list's file as it is shown.
    pub list_pictures: Option<(Pictures, PathBuf)>,
    /// The listed rows, in file order, with public columns only.
    pub rows: &'a Arc<[SignatoryRow]>,
    /// The names of columns that are not public, for an error that says so.
    pub private_columns: &'a BTreeSet<String>,
    /// The row of `addressees.csv` that this letter goes to: it stands in for the front matter's
    /// addressee, and its `salutation` for the letter's.
    pub addressee: Option<&'a BTreeMap<String, String>>,
    /// Whether the publisher's notice is left out, as in what addressees get.
    pub without_notice: bool,
    /// The day of `date = "today"`.
    pub today: Date,
    /// What `as_of` says: the latest day on which a listed row was signed; the letter's date, when
    /// no row tells.
    pub as_of: Option<Date>,
    /// What `version` says: the label of the version rendered, empty when there is none.
    pub version: &'a str,
    /// `DRAFT` and its like, on a letter that is not the final one.
    pub draft: Option<String>,
}

/// A listed row of the list of signatories: public columns only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatoryRow {
    /// What kind of signatory.
    pub kind: Kind,
    /// Whether it only counts, unnamed; then `columns` holds nothing that names it.
    pub anonymous: bool,
    /// The public columns by their names in lower case, trimmed; empty ones may be absent.
    pub columns: BTreeMap<String, String>,
    /// The line of the file that it begins on, for diagnostics.
    pub line: usize,
}
