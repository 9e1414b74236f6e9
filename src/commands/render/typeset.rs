//! A letter to pages; what cannot be set is told with its place.

use crate::addressees::Addressee;
use crate::commands::Result;
use crate::commands::render::job::Job;
use crate::diagnostic::Place;
use crate::failure::Failure;
use crate::letters::{Assembled, Letters};
use crate::model::Part;
use crate::typeset::page::Document;
use crate::typeset::{Press, TypesetError};

/// Sets the letter of a job, one of `letters`.
pub(crate) fn typeset(job: &Job, letters: &Letters, press: &mut Press<'_>) -> Result<Document> {
    set(&job.assembled, job.addressee.as_ref(), letters, press)
}

/// Sets a letter that goes to an addressee, or to none.
pub(crate) fn set(
    assembled: &Assembled,
    addressee: Option<&Addressee>,
    letters: &Letters,
    press: &mut Press<'_>,
) -> Result<Document> {
    press.set(&assembled.letter).map_err(|error| {
        let place = place(&error, assembled, letters, addressee);
        Failure::of_typesetting(&error, place)
    })
}

/// The place of what hinders the setting of a letter, if it is found: of a character that no font
/// has, in the texts that the letter is made from, in the list, or in the addressee's row.
fn place(
    error: &TypesetError,
    assembled: &Assembled,
    letters: &Letters,
    addressee: Option<&Addressee>,
) -> Option<Place> {
    let TypesetError::MissingGlyph { character, context, part, .. } = error else {
        return assembled.places.keys.get("page").cloned();
    };
    let character = character.to_string();
    let place = |words: &str| {
        let source = || assembled.find(words);
        let listed = || letters.list()?.find_printed(words, letters.published());
        let sent_to = || addressee?.find(words).cloned();
        match part {
            Part::Signatories => listed().or_else(source).or_else(sent_to),
            Part::Addresses | Part::Salutation => sent_to().or_else(source).or_else(listed),
            _ => source().or_else(listed).or_else(sent_to),
        }
        .map(|place| place.of_letters(words))
    };
    // The word is not found where marks stand within it or a part of it is filled in.
    let of_word = if context.is_empty() { None } else { place(context) };
    let place = of_word.or_else(|| place(&character)).map(|place| place.of_letters(&character));
    // Written as an escape, it stands in the part's value all the same.
    place.or_else(|| assembled.places.keys.get(part.key()).cloned())
}
