//! What shows that two rows are likely one, in words. It names no private value: only that two
//! rows share it.

use std::fmt;

use crate::signatories::duplicates::likeness::Likeness;
use crate::signatories::row::Row;

/// Two rows that are likely one.
#[derive(Clone, Debug)]
pub struct Duplicate<'a> {
    /// The one that stands first.
    pub first: Row<'a>,
    /// The other.
    pub second: Row<'a>,
    /// By what they are alike.
    pub alike: Alike,
}

/// By what two rows are alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// Their names are the same once they are folded.
    Exact(Likeness),
    /// Their names are near each other, and it may be that they share more.
    Near(Nearness, Vec<Shared>),
}

/// How two names are near each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// Only spaces differ: `Green Peace`.
    Spaces,
    /// So many letters were added, left out or changed.
    Letters(usize),
    /// The words stand in another order.
    Order,
    /// Small words or titles differ: `of`, `Dr.`.
    SmallWords,
    /// One has these words more, which often are left out: `Foundation`.
    MoreWords(String),
    /// One has an initial more: `Jane M. Doe`.
    Initial,
    /// Persons of one affiliation have the same first and last name, or an initial for it.
    FirstAndLast,
    /// One is called by the other's abbreviation, or has it in its name.
    Abbreviation,
    /// One is called by the initials of the other.
    Initials,
    /// Persons of one name, with affiliations that are near each other.
    Affiliation,
    /// One is an organization, the other a person on its behalf.
    Represented,
    /// Both are persons on behalf of one organization.
    Representatives,
    /// Persons of one name and two affiliations, who share something else.
    SameName,
    /// The names have more in common than not, and the rows share something else.
    Loosely,
}

/// What two rows share beside their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shared {
    /// The abbreviation.
    Abbreviation,
    /// The mail address.
    Email,
    /// The person to write to.
    Contact,
    /// The web site.
    Site,
}

impl Alike {
    /// The word for how sure it is.
    pub fn grade(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Near(..) => "likely",
        }
    }
}

impl fmt::Display for Alike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(likeness) => write!(f, "the same name{}", likeness.difference()),
            Self::Near(nearness, shared) => {
                write!(f, "{nearness}")?;
                shared.iter().try_for_each(|shared| write!(f, "; {shared}"))
            }
        }
    }
}

impl fmt::Display for Nearness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Spaces => "the names differ only in spaces",
            Self::Letters(1) => "the names differ in one letter",
            Self::Letters(2) => "the names differ in two letters",
            Self::Letters(_) => "the names differ in three letters",
            Self::Order => "the same words in another order",
            Self::SmallWords => "the names differ only in small words",
            Self::MoreWords(words) => return write!(f, "one name has more words: `{words}`"),
            Self::Initial => "one name has an initial more",
            Self::FirstAndLast => "the same first and last name, and the same affiliation",
            Self::Abbreviation => "one name is, or has in it, the abbreviation of the other",
            Self::Initials => "one name is the initials of the other",
            Self::Affiliation => "the same name, and affiliations that are alike",
            Self::Represented => "an organization, and a person on its behalf",
            Self::Representatives => "two persons on behalf of one organization",
            Self::SameName => "the same name, with another affiliation",
            Self::Loosely => "names that are alike",
        })
    }
}

impl fmt::Display for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Abbreviation => "the same abbreviation",
            Self::Email => "the same e-mail address",
            Self::Contact => "the same contact",
            Self::Site => "the same web site",
        })
    }
}
