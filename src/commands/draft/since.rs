//! What a text that is frozen is to the version before, in words.

use std::path::Path;

use crate::commands::Result;
use crate::draft::{self, NewVersion, Version, Weight};

/// What the text is to that of the version before, and to those who agreed to it.
pub(crate) fn said(before: &Version, new: &NewVersion, drafts: &Path) -> Result<String> {
    let label = &before.label;
    Ok(if new.texts.digest() == before.digest {
        format!("its text is that of {label}, and agreements to it hold")
    } else if new.texts.include(&draft::texts(drafts, before)?) {
        format!("it adds translations to {label}, and agreements to {label} hold")
    } else if new.weight == Weight::Editorial {
        format!("editorial, so that agreements to {label} hold")
    } else {
        format!("who agreed to {label} is to be asked again")
    })
}
