//! The faces of folders as the typesetter asks for them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::fonts::folders::FontFolders;
use crate::fonts::ranking::Ranking;
use crate::fonts::shelf::{self, Shelf, ShelvedFace};
use crate::typeset::face_source::{FaceSource, FontData, FoundFace, Wanted};
use crate::typeset::survey::SurveyError;

/// The faces of the settings' folder and of the system. Nothing is read before one is asked for.
#[derive(Debug, Default)]
pub struct FontLibrary {
    folders: FontFolders,
    fallback: Vec<String>,
    memory: Option<PathBuf>,
    shelf: OnceLock<Shelf>,
    /// The files that were read. A letter takes from few.
    read: Mutex<BTreeMap<PathBuf, Option<FontData>>>,
}

impl FontLibrary {
    /// The faces of these folders; families that `fallback` names are taken before others, in its
    /// order. What is found is remembered in the file `memory`.
    pub fn new(folders: FontFolders, fallback: Vec<String>, memory: Option<PathBuf>) -> Self {
        Self { folders, fallback, memory, ..Self::default() }
    }

    /// The files of the settings' folder that were passed over, each with the reason, if they were
    /// looked at.
    pub fn passed_over(&self) -> &[(PathBuf, SurveyError)] {
        self.shelf.get().map_or(&[], |shelf| &shelf.passed_over)
    }

    /// The families of `fallback` that are nowhere, if they were looked for.
    pub fn absent(&self) -> Vec<&str> {
        let Some(Shelf { faces, .. }) = self.shelf.get() else { return Vec::new() };
        let is_there =
            |name: &str| faces.iter().any(|face| face.record.family.eq_ignore_ascii_case(name));
        self.fallback.iter().map(String::as_str).filter(|name| !is_there(name)).collect()
    }

    fn shelf(&self) -> &Shelf {
        self.shelf.get_or_init(|| Shelf::fill(&self.folders, self.memory.as_deref()))
    }

    fn data(&self, face: &ShelvedFace) -> Option<FontData> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.entry(face.path.clone()).or_insert_with(|| shelf::read(&face.path)).clone()
    }
}

impl FaceSource for FontLibrary {
    fn find(&self, wanted: &Wanted<'_>) -> Option<FoundFace> {
        let first = *wanted.characters.first()?;
        let faces = &self.shelf().faces;
        let usable = (0..)
            .zip(faces)
            .filter(|(_, face)| face.record.hindrance.is_none() && face.coverage.has(first));
        let mut usable: Vec<(u32, &ShelvedFace)> = usable.collect();
        let ranking = Ranking::new(wanted, &self.fallback);
        usable.sort_by_cached_key(|(_, face)| ranking.rank(face));
        let shows_all = |face: &ShelvedFace| {
            wanted.characters.iter().all(|&character| face.coverage.has(character))
        };
        let (whole, part): (Vec<_>, Vec<_>) =
            usable.into_iter().partition(|(_, face)| shows_all(face));
        whole.into_iter().chain(part).find_map(|(key, face)| {
            let data = self.data(face)?;
            Some(FoundFace { key, data, index: face.record.index, file: face.path.clone() })
        })
    }

    fn hindrances(&self, character: char) -> Vec<String> {
        let faces = self.shelf().faces.iter().filter(|face| face.coverage.has(character));
        let mut told: Vec<String> = faces
            .filter_map(|face| Some(format!("`{}` {}", face.record.family, face.record.hindrance?)))
            .collect();
        told.sort();
        told.dedup();
        told
    }
}
