//! The two texts that `draft diff` is asked to compare.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::clock::{self, Timestamp};
use crate::commands::draft::author::author;
use crate::commands::draft::described::described;
use crate::commands::draft::diff::DiffArgs;
use crate::commands::draft::revision::revision;
use crate::commands::{Result, Session};
use crate::diagnostic::backquoted;
use crate::draft::{self, Texts, Version};
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

/// One of the two texts.
struct Text {
    name: String,
    texts: Texts,
    files: Vec<PathBuf>,
    author: String,
    time: Option<Timestamp>,
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
    let mut old = frozen(&drafts, old)?;
    let mut new = if let Some(name) = &args.to_version {
        frozen(&drafts, draft::find(&versions, name)?)?
    } else {
        let letters = session.letters(Some(project), None)?;
        let name = "the letter as it stands".to_owned();
        let (texts, files) = (letters.texts()?, letters.inputs().to_vec());
        Text { name, texts, files, author: author(project.root()), time: clock::epoch()? }
    };
    if let Some(language) = &args.language {
        choose(language, &mut old, &mut new)?;
    }
    let languages = draft::compare(&old.texts, &new.texts);
    let comparison = Comparison { old: old.name, new: new.name, languages };
    let files = [old.files, new.files].concat();
    Ok(Compared { comparison, files, author: new.author, time: new.time })
}

/// A frozen version.
fn frozen(drafts: &Path, version: &Version) -> Result<Text> {
    let folder = drafts.join(&version.label);
    Ok(Text {
        name: described(version),
        texts: draft::texts(drafts, version)?,
        files: version.files.iter().map(|file| folder.join(&file.path)).collect(),
        author: version.author.clone(),
        time: Some(version.time),
    })
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
