//! By what two names are the same: the first step of folding after which they are.

use crate::signatories::duplicates::folding::{
    composed, key, look, spaced, without_particles, words,
};

/// By what two names are alike: the first step of folding after which they are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They are the same, space apart.
    Same,
    /// They are the same in another composition of characters: `é` as one or two, full width.
    Composition,
    /// Capitals apart.
    Case,
    /// Apostrophes and other punctuation apart; `&` is `and`.
    Punctuation,
    /// A leading article or a legal form apart: `The`, `Inc.`, `e.V.`.
    Particle,
    /// Accents apart.
    Accent,
    /// One name has the abbreviation of the other in it.
    Abbreviation,
    /// Letters that look alike: Cyrillic `Н` for Latin `H` (UTS 39).
    LookAlike,
}

impl Likeness {
    /// What is to be added to a sentence that calls the two the same: nothing, or `: only …`.
    pub fn difference(self) -> &'static str {
        match self {
            Self::Same | Self::Case => "",
            Self::Composition => ", composed of other characters",
            Self::Punctuation => ": only punctuation differs",
            Self::Particle => ": only an article or a legal form differs",
            Self::Accent => ": only accents differ",
            Self::Abbreviation => ": one name has the abbreviation in it",
            Self::LookAlike => ": letters were taken that look alike",
        }
    }
}

/// A step of folding.
type Fold = fn(&str) -> String;

/// The first step of folding that makes two names the same.
pub(crate) fn likeness(one: &str, other: &str) -> Option<Likeness> {
    let steps: [(Likeness, Fold); 7] = [
        (Likeness::Same, spaced),
        (Likeness::Composition, composed),
        (Likeness::Case, |name| composed(name).to_lowercase()),
        (Likeness::Punctuation, |name| words(&composed(name))),
        (Likeness::Particle, |name| without_particles(&words(&composed(name))).to_owned()),
        (Likeness::Accent, key),
        (Likeness::LookAlike, look),
    ];
    steps.iter().find(|(_, fold)| fold(one) == fold(other)).map(|(likeness, _)| *likeness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_by_the_first_step_that_makes_them_the_same() {
        let name = "Citizens’ Alliance for Human Rights";
        let like = [
            ("Citizens’  Alliance for Human Rights", Likeness::Same),
            ("CITIZENS’ Alliance for Human Rights", Likeness::Case),
            ("Citizens' Alliance for Human Rights", Likeness::Punctuation),
            ("The Citizens' Alliance for Human Rights, Inc.", Likeness::Particle),
            ("Cítizens Alliance for Human Rights", Likeness::Accent),
            ("Citizens’ Alliance for Нuman Rights", Likeness::LookAlike),
            ("Ｃitizens’ Alliance for Human Rights", Likeness::Composition),
        ];
        for (other, expected) in like {
            assert_eq!(likeness(name, other), Some(expected), "{other}");
        }
        assert_eq!(likeness("Straße", "Strasse"), Some(Likeness::Accent));
        assert_eq!(likeness("Σύλλογος", "ΣΥΛΛΟΓΟΣ"), Some(Likeness::Accent));
        assert_eq!(likeness("Société", "Socie\u{301}te\u{301}"), Some(Likeness::Composition));
        assert_eq!(
            likeness("Peace & Justice e. V.", "peace and justice"),
            Some(Likeness::Particle)
        );
        assert_eq!(likeness("L’Association", "association"), Some(Likeness::Particle));
    }

    #[test]
    fn near_names_are_two() {
        assert_eq!(likeness("SEATINI Uganda", "SEATINI Zimbabwe"), None);
        assert_eq!(likeness("Mike Johnson", "Mikel Johnson"), None);
        assert_eq!(likeness("The", "Inc."), None);
    }
}
