//! The folders whose files are followed.

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

/// The most folders of a project that are followed; a system allows some thousands.
const MOST: usize = 500;
/// What a project makes itself, and what other programs keep beside it.
const PASSED_OVER: [&str; 3] = ["out", "node_modules", "target"];

/// A project's folder and all within it, those near its root first if there are very many. Hidden
/// ones are not among them, nor is what the project makes itself.
pub fn folders_within(root: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut waiting = VecDeque::from([root.to_owned()]);
    while let Some(folder) = waiting.pop_front() {
        if found.len() >= MOST {
            break;
        }
        let entries = folder.read_dir().into_iter().flatten().flatten();
        // A link to a folder is none of them: it may lead in a circle.
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let mut within: Vec<_> = folders.map(|entry| entry.path()).collect();
        within.retain(|path| !is_passed_over(path));
        within.sort();
        waiting.extend(within);
        found.insert(folder);
    }
    found
}

/// The folders in which files stand, and those in which the files really are that links name.
pub fn folders_around(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let real = files.iter().filter_map(|file| file.canonicalize().ok());
    let real: Vec<_> = real.collect();
    let folders = files.iter().chain(&real).filter_map(|file| file.parent());
    folders.filter(|folder| folder.is_dir()).map(Path::to_owned).collect()
}

fn is_passed_over(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || PASSED_OVER.contains(&name.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_folders_and_outputs_are_not_followed_and_circles_end() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["templates/parts", "out", ".git/objects", "drafts/v1"] {
            std::fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.path(), root.path().join("templates/again")).unwrap();
        let found = folders_within(root.path());
        let names: Vec<_> =
            found.iter().map(|path| path.strip_prefix(root.path()).unwrap()).collect();
        let expected = ["", "drafts", "drafts/v1", "templates", "templates/parts"];
        assert_eq!(names, expected.map(Path::new));
    }

    #[test]
    fn very_many_folders_are_not_followed() {
        let root = tempfile::tempdir().unwrap();
        for number in 0..MOST + 20 {
            std::fs::create_dir(root.path().join(number.to_string())).unwrap();
        }
        assert_eq!(folders_within(root.path()).len(), MOST);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_a_link_names_is_followed_where_it_is() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        std::fs::create_dir(root.join("a")).unwrap();
        std::fs::create_dir(root.join("b")).unwrap();
        std::fs::File::create(root.join("b/x")).unwrap();
        std::os::unix::fs::symlink(root.join("b/x"), root.join("a/x")).unwrap();
        let folders = folders_around(&[root.join("a/x"), root.join("none/y")]);
        assert_eq!(folders.into_iter().collect::<Vec<_>>(), [root.join("a"), root.join("b")]);
    }
}
