//! All faces that there are, as far as they can be known without use.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files;
use crate::fonts::folders::{self, FontFile, FontFolders};
use crate::fonts::remembered::{Found, Remembered};
use crate::typeset::coverage::Coverage;
use crate::typeset::face_source::FontData;
use crate::typeset::survey::{FaceRecord, SurveyError, survey};

/// A face and where it is.
#[derive(Debug)]
pub(crate) struct ShelvedFace {
    pub(crate) path: PathBuf,
    pub(crate) record: FaceRecord,
    pub(crate) coverage: Coverage,
    /// Whether it lies in the folder that the settings name.
    pub(crate) own: bool,
}

/// All faces, and the files that hold none.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    pub(crate) faces: Vec<ShelvedFace>,
    /// Of the folder that the settings name: files passed over, each with the reason.
    pub(crate) passed_over: Vec<(PathBuf, SurveyError)>,
}

impl Shelf {
    /// Looks through the folders. What is remembered of files that have not changed is not looked
    /// at again.
    pub(crate) fn fill(folders: &FontFolders, memory: Option<&Path>) -> Self {
        let known = memory.map(Remembered::read).unwrap_or_default();
        let mut kept = Remembered::default();
        let mut shelf = Self::default();
        let mut news = false;
        let places = folders.own.iter().map(|folder| (folder, true));
        for (folder, own) in places.chain(folders.system.iter().map(|folder| (folder, false))) {
            for file in folders::files(folder) {
                let found = known.get(&file).unwrap_or_else(|| {
                    news = true;
                    look(&file)
                });
                kept.insert(&file, &found);
                shelf.add(&file.path, found, own);
            }
        }
        if let Some(memory) = memory
            && (news || kept.len() != known.len())
        {
            kept.write(memory);
        }
        shelf
    }

    fn add(&mut self, path: &Path, found: Found, own: bool) {
        match found {
            Err(fault) if own => self.passed_over.push((path.to_owned(), fault)),
            Err(_) => {}
            Ok(records) => self.faces.extend(records.into_iter().filter_map(|record| {
                let coverage = Coverage::parse(&record.coverage)?;
                Some(ShelvedFace { path: path.to_owned(), record, coverage, own })
            })),
        }
    }
}

/// The bytes of a font file.
pub(crate) fn read(path: &Path) -> Option<FontData> {
    Some(FontData::Read(Arc::new(files::read(path).ok()?)))
}

fn look(file: &FontFile) -> Found {
    if file.size > folders::LARGEST {
        return Err(SurveyError::TooLarge);
    }
    survey(&read(&file.path).ok_or(SurveyError::Unreadable)?)
}
