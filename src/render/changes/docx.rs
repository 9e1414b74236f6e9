//! Changes as Word files, in which they can be accepted and rejected.

use crate::model::{Change, Compared, Comparison, Language, PassageKind, plain};
use crate::render::Metadata;
use crate::render::docx::{DocxError, Revision, redline};

/// A Word file for each language that both texts have, with what changed as tracked changes:
/// accepting all of them gives the newer text, rejecting all the older one.
///
/// # Errors
/// When a part of a file is larger than an archive can hold.
pub fn docx(
    comparison: &Comparison,
    revision: &Revision,
    created: Option<i64>,
) -> Result<Vec<(Language, Vec<u8>)>, DocxError> {
    let mut files = Vec::new();
    for compared in &comparison.languages {
        let Compared::Both(changes) = compared else { continue };
        let titles = changes.passages.iter().filter(|passage| {
            passage.new.as_ref().is_some_and(|role| role.kind == PassageKind::Title)
        });
        let spans = titles.flat_map(|passage| passage.texts.iter().flatten());
        let words = spans.filter(|span| span.change != Change::Deleted);
        let title: String = words.map(|span| plain(&span.text)).collect();
        let title = if title.is_empty() { comparison.new.clone() } else { title };
        let subject = Some(format!("{} → {}", comparison.old, comparison.new));
        let author = Some(revision.author.clone()).filter(|author| !author.is_empty());
        let metadata = Metadata { author, subject, created };
        let file = redline(changes, revision, &title, &metadata)?;
        files.push((changes.language.clone(), file));
    }
    Ok(files)
}
