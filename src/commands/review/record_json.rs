//! What `review record` reports as JSON.

use serde_json::{Value, json};

use crate::commands::sign;
use crate::review::proposals::Told;
use crate::review::{NewResponse, Recorded};

/// What was recorded, as JSON.
pub(crate) fn report(recorded: Recorded, new: NewResponse<'_>, told: Option<&Told>) -> Value {
    json!({
        "id": new.reviewer.id,
        "version": new.version.reference(),
        "answer": new.answer.word(),
        "recorded": recorded.is_new,
        "signatory": new.reviewer.signatory,
        "row": recorded.row.map(|row| sign::json(row.recorded)),
        "proposals": told.map(Told::json),
    })
}
