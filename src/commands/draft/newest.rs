//! The version that can go out.

use crate::agreement::Agreements;
use crate::commands::Result;
use crate::draft::Version;
use crate::failure::Failure;

/// The newest version, which has to have the text at hand.
pub(crate) fn newest(agreements: &Agreements) -> Result<Version> {
    let Some(newest) = agreements.versions().last() else {
        return Err(Failure::user("nothing is frozen yet, and what goes out is a frozen version")
            .hint("`letterctl draft freeze` makes the first version"));
    };
    let version = &newest.version;
    if version.digest == agreements.text().digest() {
        return Ok(version.clone());
    }
    let change = agreements.change_since(newest);
    Err(Failure::user(format!("the text is not that of {}: {change}", version.label))
        .hint("`letterctl draft freeze` makes a version of it, which can go out"))
}
