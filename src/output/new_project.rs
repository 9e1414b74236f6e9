//! The files that `init` writes.

use std::path::{Path, PathBuf};

use crate::files;
use crate::output::OutputError;

/// A file of a new project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Where it stands, relative to the project.
    pub path: PathBuf,
    /// Whether it was there before, and so was left alone.
    pub kept: bool,
    /// Lines that git needs and a kept file of git's lacks.
    pub missing: Vec<&'static str>,
}

/// Every file of a new project: a letter with gaps, an empty list, the mails, and what git needs.
const FILES: [(&str, &str); 9] = [
    ("letterctl.toml", include_str!("../../assets/init/letterctl.toml")),
    ("templates/joint-letter.md", include_str!("../../assets/init/templates/joint-letter.md")),
    ("templates/mail/review.md", include_str!("../../templates/mail/review.md")),
    ("templates/mail/reminder.md", include_str!("../../templates/mail/reminder.md")),
    ("templates/mail/final.md", include_str!("../../templates/mail/final.md")),
    ("templates/mail/copy.md", include_str!("../../templates/mail/copy.md")),
    ("signatories.csv", include_str!("../../assets/init/signatories.csv")),
    (".gitattributes", include_str!("../../assets/init/gitattributes")),
    (".gitignore", include_str!("../../assets/init/gitignore")),
];

/// Writes a project to start from; what is there already is kept. With `dry`, only tells what it
/// would do.
pub fn new_project(folder: &Path, dry: bool) -> Result<Vec<NewFile>, OutputError> {
    let mut files = Vec::new();
    for (name, content) in FILES {
        let path = folder.join(name);
        let kept = path.symlink_metadata().is_ok();
        if !kept && !dry {
            files::create(&path, content.as_bytes())?;
        }
        let missing = if kept && name.starts_with(".git") {
            let present = std::fs::read_to_string(&path).unwrap_or_default();
            content.lines().filter(|line| !present.lines().any(|other| other == *line)).collect()
        } else {
            Vec::new()
        };
        files.push(NewFile { path: PathBuf::from(name), kept, missing });
    }
    Ok(files)
}
