//! What was found in font files, remembered from one run to the next: `.letterctl/fonts.json`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::files;
use crate::fonts::folders::FontFile;
use crate::typeset::survey::{FaceRecord, SurveyError};

/// The form of the file; another one is passed over.
const FORM: u32 = 2;

/// What a file was found to hold.
pub(crate) type Found = Result<Vec<FaceRecord>, SurveyError>;

/// What was found in files, by their paths.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    files: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    size: u64,
    /// A number of more digits than JSON's have.
    changed: String,
    faces: Vec<FaceRecord>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    fault: Option<SurveyError>,
}

/// The file itself. Most faces share what they show with others: coverages stand once.
#[derive(Serialize, Deserialize)]
struct File {
    form: u32,
    coverages: Vec<String>,
    files: BTreeMap<String, Entry>,
}

impl Remembered {
    /// Reads the file. One that is torn, of another form or not there is as good as empty.
    pub(crate) fn read(path: &Path) -> Self {
        let file = files::read(path).ok();
        let file = file.and_then(|bytes| serde_json::from_slice::<File>(&bytes).ok());
        let Some(mut file) = file.filter(|file| file.form == FORM) else { return Self::default() };
        for entry in file.files.values_mut() {
            for face in &mut entry.faces {
                let coverage = face.coverage.parse::<usize>().ok();
                match coverage.and_then(|place| file.coverages.get(place)) {
                    Some(coverage) => face.coverage.clone_from(coverage),
                    None => return Self::default(),
                }
            }
        }
        Self { files: file.files }
    }

    /// Writes the file, if that can be done: it only saves time.
    pub(crate) fn write(&self, path: &Path) {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut coverages: Vec<String> = Vec::new();
        let mut files = self.files.clone();
        for (name, entry) in &self.files {
            let Some(copy) = files.get_mut(name) else { continue };
            for (face, numbered) in entry.faces.iter().zip(&mut copy.faces) {
                let number = *numbers.entry(&face.coverage).or_insert_with(|| {
                    coverages.push(face.coverage.clone());
                    coverages.len() - 1
                });
                numbered.coverage = number.to_string();
            }
        }
        let file = File { form: FORM, coverages, files };
        let Ok(bytes) = serde_json::to_vec(&file) else { return };
        let Some(folder) = path.parent() else { return };
        if files::create_ignored(folder).is_ok() {
            // A project that cannot be written to is set all the same.
            files::write(path, &bytes).ok();
        }
    }

    /// What was found in a file, if it has not changed since.
    pub(crate) fn get(&self, file: &FontFile) -> Option<Found> {
        let entry = self.files.get(file.path.to_str()?)?;
        let same = entry.size == file.size && entry.changed == file.changed.to_string();
        same.then(|| entry.fault.map_or_else(|| Ok(entry.faces.clone()), Err))
    }

    /// Remembers what was found in a file.
    pub(crate) fn insert(&mut self, file: &FontFile, found: &Found) {
        let Some(path) = file.path.to_str() else { return };
        let (faces, fault) = match found {
            Ok(faces) => (faces.clone(), None),
            Err(fault) => (Vec::new(), Some(*fault)),
        };
        let entry = Entry { size: file.size, changed: file.changed.to_string(), faces, fault };
        self.files.insert(path.to_owned(), entry);
    }

    /// How many files it knows.
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }
}
