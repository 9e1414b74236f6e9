//! The two texts that `draft diff` is asked to compare.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::clock::Timestamp;
use crate::commands::draft::diff::DiffArgs;
use crate::commands::draft::revision::revision;
use crate::commands::draft::text::Text;
use crate::commands::{Result, Session};
use crate::diagnostic::backquoted;
use crate::draft;
use crate::failure::Failure;
use crate::model::Comparison;
use crate::project::Project;
use crate::render::Revision;

/// What changed, and the files that this was read from.
pub(crate) struct Compared {
    pub(crate) comparison: Comparison,
    pub(crate) files: Vec<PathBuf>,
    /// Who wrote the newer text, if somebody is known, and when.
    author: String,
    pub(crate) time: Option<Timestamp>,
}

impl Compared {
    /// Who changed the older text, and when.
    pub(crate) fn revision(&self) -> Revision {
        revision(&self.author, self.time)
    }
}

/// What changed from one version to another, or to the letter as it stands.
pub(crate) fn compared(args: &DiffArgs, session: &Session, project: &Project) -> Result<Compared> {
    let drafts = project.drafts();
    let versions = draft::versions(&drafts)?;
    let old = match &args.from {
        Some(name) => draft::find(&versions, name)?,
        None => versions.last().ok_or_else(|| {
            Failure::user("there is no version to compare the letter with")
                .hint("`letterctl draft freeze` makes the first version")
        })?,
    };
    let mut old = Text::frozen(&drafts, old)?;
    let mut new = if let Some(name) = &args.to_version {
        Text::frozen(&drafts, draft::find(&versions, name)?)?
    } else {
        Text::standing(project, session)?
    };
    if let Some(language) = &args.language {
        choose(language, &mut old, &mut new)?;
    }
    let languages = draft::compare(&old.texts, &new.texts);
    let comparison = Comparison { old: old.name, new: new.name, languages };
    let files = [old.files, new.files].concat();
    Ok(Compared { comparison, files, author: new.author, time: new.time })
}

/// Keeps the texts in one language.
fn choose(language: &str, old: &mut Text, new: &mut Text) -> Result<()> {
    let tags: BTreeSet<_> = old.texts.iter().chain(new.texts.iter()).map(|(tag, _)| tag).collect();
    if !tags.iter().any(|tag| tag.eq_ignore_ascii_case(language)) {
        return Err(Failure::user(format!("neither text is there in `{language}`"))
            .hint(format!("there are: {}", backquoted(tags))));
    }
    old.texts = old.texts.only(language);
    new.texts = new.texts.only(language);
    Ok(())
}
