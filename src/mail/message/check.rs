//! What may stand in a header.

use crate::diagnostic::code_point;
use crate::mail::message::MessageError;
use crate::table::unprintable;

/// The longest line that mail may have, without its end (RFC 5322, 2.1.1).
pub(crate) const LONGEST_LINE: usize = 998;

/// Whether the text may stand in a header: checked here, since an encoder that meets it later
/// fails, or passes it on.
pub(crate) fn check(header: &'static str, text: &str) -> Result<(), MessageError> {
    let control = text.chars().find(|character| character.is_control());
    if let Some(character) = control.or_else(|| unprintable(text)) {
        return Err(MessageError::Unseen { header, character: code_point(character) });
    }
    if text.contains("=?") {
        return Err(MessageError::EncodedWord { header });
    }
    // A word of ASCII is never broken; one that is encoded is.
    if text.split(' ').any(|word| word.len() + "Subject: ".len() > LONGEST_LINE) {
        return Err(MessageError::LongWord { header });
    }
    Ok(())
}

/// Runs of spaces as one: a header is folded at its spaces, and a line of nothing else would end
/// the head for some readers.
pub(crate) fn in_single_spaces(text: &str) -> String {
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
