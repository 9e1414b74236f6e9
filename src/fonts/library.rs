//! The faces of folders as the typesetter asks for them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::fonts::folders::FontFolders;
use crate::fonts::ranking::Ranking;
use crate::fonts::shelf::{self, Shelf, ShelvedFace};
use crate::typeset::face_source::{FaceSource, FontData, FoundFace, Wanted};
use crate::typeset::survey::{self, SurveyError};

/// The faces of the settings' folder and of the system. Nothing is read before one is asked for.
#[derive(Debug, Default)]
pub struct FontLibrary {
    folders: FontFolders,
    fallback: Vec<String>,
    memory: Option<PathBuf>,
    shelf: OnceLock<Shelf>,
    /// The files that were read. A letter takes from few.
    read: Mutex<BTreeMap<PathBuf, Option<FontData>>>,
    /// The files whose damage showed when a glyph was to be drawn.
    undrawn: Mutex<BTreeSet<PathBuf>>,
}

impl FontLibrary {
    /// The faces of these folders; families that `fallback` names are taken before others, in its
    /// order. What is found is remembered in the file `memory`.
    pub fn new(folders: FontFolders, fallback: Vec<String>, memory: Option<PathBuf>) -> Self {
        Self { folders, fallback, memory, ..Self::default() }
    }

    /// The files that were passed over, each with the reason: those of the settings' folder, if they
    /// were looked at, and those that would have been used.
    pub fn passed_over(&self) -> Vec<(PathBuf, SurveyError)> {
        let mut files = self.shelf.get().map_or_else(Vec::new, |shelf| shelf.passed_over.clone());
        let undrawn = self.undrawn.lock().unwrap_or_else(PoisonError::into_inner);
        files.extend(undrawn.iter().map(|path| (path.clone(), SurveyError::Damaged)));
        files
    }

    /// The settings' folder, if it was looked for and is none.
    pub fn missing_folder(&self) -> Option<&Path> {
        self.shelf.get()?;
        self.folders.own.as_deref().filter(|folder| !folder.is_dir())
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
            let shown = wanted.characters.iter().copied().filter(|&one| face.coverage.has(one));
            let shown: Vec<char> = shown.collect();
            if !survey::draws(&data, face.record.index, &shown) {
                let mut undrawn = self.undrawn.lock().unwrap_or_else(PoisonError::into_inner);
                undrawn.insert(face.path.clone());
                return None;
            }
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
