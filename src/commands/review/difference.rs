//! What changed between two versions in a language.

use std::path::Path;

use crate::commands::Result;
use crate::commands::draft::described::described;
use crate::commands::draft::revision::revision;
use crate::commands::mail::Changes;
use crate::draft::{self, Texts, Version};
use crate::mail::Attachment;
use crate::model::{Compared, Comparison, Language};
use crate::render::changes;

/// What changed from one version to another; none where nothing did. `stem` is how the names of the
/// letter's files begin.
pub(crate) fn difference(
    versions: [&Version; 2],
    language: &Language,
    drafts: &Path,
    stem: &str,
) -> Result<Option<Changes>> {
    let [old, new] = versions;
    let [old_texts, new_texts] = [draft::texts(drafts, old)?, draft::texts(drafts, new)?];
    let tag = language.as_str();
    // A language that is new has nothing to be compared with.
    let both = old_texts.get(tag).is_some() && new_texts.get(tag).is_some();
    let of = |texts: &Texts| if both { texts.only(tag) } else { texts.clone() };
    let languages = draft::compare(&of(&old_texts), &of(&new_texts));
    let has_changed = languages.iter().any(|compared| match compared {
        Compared::Both(changes) => changes.summary().changed,
        Compared::OnlyOld(_) | Compared::OnlyNew(_) => true,
    });
    if !has_changed {
        return Ok(None);
    }
    let [old_name, new_name] = versions.map(described);
    let comparison = Comparison { old: old_name, new: new_name, languages };
    let by = revision(&new.author, Some(new.time));
    let mut files = changes::docx(&comparison, &by, Some(new.time.as_second()))?;
    let redline = files.pop().filter(|_| comparison.languages.len() == 1);
    let name = format!("{stem}-changes-since-{}.docx", old.label);
    let redline = redline.map(|(_, file)| Attachment::new(&name, file));
    Ok(Some(Changes { comparison, redline }))
}
