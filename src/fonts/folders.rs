//! Where fonts are looked for, and which files there may be some.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Where fonts are looked for.
#[derive(Clone, Debug, Default)]
pub struct FontFolders {
    /// The folder that the settings name.
    pub own: Option<PathBuf>,
    /// The system's folders, those of the user first.
    pub system: Vec<PathBuf>,
}

/// The folders where a system keeps fonts, by its environment. On Linux these are `fonts` in the
/// data folders (XDG Base Directory Specification), and `~/.fonts`.
pub fn of_system(variable: impl Fn(&str) -> Option<OsString>) -> Vec<PathBuf> {
    let folder = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = folder("HOME");
    if cfg!(windows) {
        let own = folder("LOCALAPPDATA").map(|data| data.join(r"Microsoft\Windows\Fonts"));
        return own.into_iter().chain(folder("WINDIR").map(|root| root.join("Fonts"))).collect();
    }
    if cfg!(target_os = "macos") {
        let own = home.map(|home| home.join("Library/Fonts"));
        let shared = ["/Library/Fonts", "/System/Library/Fonts"].map(PathBuf::from);
        return own.into_iter().chain(shared).collect();
    }
    let data = folder("XDG_DATA_HOME").or_else(|| Some(home.as_ref()?.join(".local/share")));
    let mut folders: Vec<PathBuf> = data.into_iter().map(|data| data.join("fonts")).collect();
    folders.extend(home.map(|home| home.join(".fonts")));
    let shared = variable("XDG_DATA_DIRS").filter(|value| !value.is_empty());
    let shared = shared.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    folders.extend(std::env::split_paths(&shared).map(|data| data.join("fonts")));
    folders
}

/// A file that may hold fonts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FontFile {
    pub(crate) path: PathBuf,
    /// In bytes.
    pub(crate) size: u64,
    /// When it was changed, in nanoseconds since 1970.
    pub(crate) changed: u128,
}

/// The deepest folder within a folder of fonts; links may lead in circles.
const DEEPEST: usize = 8;
/// The most files that are looked at.
const MOST_FILES: usize = 20_000;
/// The largest file that is read, in bytes; those with all Chinese characters have 20 to 120 million.
pub(crate) const LARGEST: u64 = 256 << 20;

/// The files of a folder, and of all within it, that may hold fonts, in the order of their paths.
pub(crate) fn files(folder: &Path) -> Vec<FontFile> {
    let mut found = Vec::new();
    collect(folder, 0, &mut BTreeSet::new(), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, depth: usize, seen: &mut BTreeSet<PathBuf>, found: &mut Vec<FontFile>) {
    let Ok(real) = folder.canonicalize() else { return };
    if depth > DEEPEST || !seen.insert(real) {
        return;
    }
    let Ok(entries) = folder.read_dir() else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        let Ok(meta) = path.metadata() else { continue };
        if meta.is_dir() {
            collect(&path, depth + 1, seen, found);
        } else if meta.is_file() && may_be_font(&path) && found.len() < MOST_FILES {
            let changed =
                meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let changed = changed.map_or(0, |time| time.as_nanos());
            found.push(FontFile { path, size: meta.len(), changed });
        }
    }
}

fn may_be_font(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn the_folders_are_those_of_the_xdg_specification() {
        let none = of_system(|_| None);
        assert_eq!(none, [Path::new("/usr/local/share/fonts"), Path::new("/usr/share/fonts")]);
        let own = of_system(|name| match name {
            "HOME" => Some("/home/jane".into()),
            "XDG_DATA_DIRS" => Some("/opt/share".into()),
            "XDG_DATA_HOME" => Some("relative".into()),
            _ => None,
        });
        let folders = ["/home/jane/.local/share/fonts", "/home/jane/.fonts", "/opt/share/fonts"];
        assert_eq!(own, folders.map(PathBuf::from));
    }

    #[test]
    fn fonts_are_found_by_their_endings_in_all_folders_within() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str| {
            let path = folder.path().join(name);
            crate::files::write(&path, b"font").unwrap();
        };
        ["b/B.TTC", "a.otf", "a.txt", "b/c/c.ttf"].into_iter().for_each(put);
        let names = files(folder.path());
        let names: Vec<_> =
            names.iter().map(|file| file.path.strip_prefix(folder.path()).unwrap()).collect();
        assert_eq!(names, ["a.otf", "b/B.TTC", "b/c/c.ttf"].map(Path::new));
        assert!(files(&folder.path().join("none")).is_empty());
    }
}
