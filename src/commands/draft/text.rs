//! One of the texts that `draft diff` compares.

use std::path::{Path, PathBuf};

use crate::clock::{self, Timestamp};
use crate::commands::draft::author::author;
use crate::commands::draft::described::described;
use crate::commands::{Result, Session};
use crate::draft::{self, Texts, Version};
use crate::project::Project;

/// A text in each of its languages.
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) texts: Texts,
    /// The files that it was read from.
    pub(crate) files: Vec<PathBuf>,
    /// Who wrote it; empty when nobody can tell.
    pub(crate) author: String,
    /// When, if that is settled.
    pub(crate) time: Option<Timestamp>,
}

impl Text {
    /// That of a frozen version.
    pub(crate) fn frozen(drafts: &Path, version: &Version) -> Result<Self> {
        let folder = drafts.join(&version.label);
        Ok(Self {
            name: described(version),
            texts: draft::texts(drafts, version)?,
            files: version.files.iter().map(|file| folder.join(&file.path)).collect(),
            author: version.author.clone(),
            time: Some(version.time),
        })
    }

    /// That of the letter as it stands.
    pub(crate) fn standing(project: &Project, session: &Session) -> Result<Self> {
        let letters = session.letters(Some(project), None)?;
        Ok(Self {
            name: "the letter as it stands".to_owned(),
            texts: letters.texts()?,
            files: letters.inputs().to_vec(),
            author: author(project.root()),
            time: clock::epoch()?,
        })
    }
}
