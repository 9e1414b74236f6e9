//! The files that a template includes, all of them within one folder.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use minijinja::Error;

use crate::source::origin::Texts;
use crate::source::refusal::{refuse, refuse_with_help};
use crate::source::template::{LONGEST, PART_IT, TOO_LONG};
use crate::source::{Purpose, expression, normal};

/// The longest name of a file that a template is taken to include, in bytes.
const LONGEST_NAME: usize = 255;

/// What a name stands for in the folder of the templates.
enum Found {
    File(PathBuf),
    Nothing,
    /// Not within it, be it by `..` or by a symlink.
    Outside,
}

fn find(folder: &Path, name: &str) -> Found {
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || name.contains(['\\', '\0']) {
        return Found::Outside;
    }
    let (Ok(root), Ok(path)) = (folder.canonicalize(), folder.join(name).canonicalize()) else {
        return Found::Nothing;
    };
    if !path.starts_with(&root) {
        Found::Outside
    } else if path.is_file() {
        Found::File(path)
    } else {
        Found::Nothing
    }
}

/// The text of a file; else why it is none that can be included.
fn text(path: &Path) -> Result<String, String> {
    if path.metadata().is_ok_and(|metadata| metadata.len() > LONGEST as u64) {
        return Err("it is too long".to_owned());
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

/// Reads a file that a template includes.
pub(crate) fn load(
    purpose: Purpose,
    folder: &Path,
    texts: &Texts,
    name: &str,
) -> Result<Option<String>, Error> {
    let path = match find(folder, name) {
        Found::File(path) => path,
        Found::Nothing => return Ok(None),
        Found::Outside => {
            return Err(refuse_with_help(
                "include",
                format!("`{name}` lies outside the folder of the templates"),
                "only files within it can be included",
            ));
        }
    };
    let text = text(&path)
        .map_err(|reason| refuse("include", format!("cannot read `{name}`: {reason}")))?;
    let text = match purpose {
        Purpose::Printed => text,
        Purpose::Canonical => normal::form(&text).into_owned(),
    };
    let shown = folder.file_name().map_or_else(PathBuf::new, PathBuf::from).join(name);
    if expression::too_long(&text).is_some() {
        return Err(refuse_with_help(
            "template-syntax",
            format!("{TOO_LONG} in `{name}`"),
            PART_IT,
        ));
    }
    texts.add(Some(name), &shown, &text);
    Ok(Some(text))
}

/// The files within a folder that templates may include, with their bytes: those of the names
/// given, and those that a string in one of the texts, or in one of these files, names. They are
/// more than any one filling in includes, since what it includes may depend on the list.
pub fn included<'a>(
    folder: &Path,
    names: impl IntoIterator<Item = String>,
    texts: impl Iterator<Item = &'a str>,
) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut names: Vec<String> = names.into_iter().collect();
    names.extend(texts.flat_map(|text| file_names(folder, text)));
    while let Some(name) = names.pop() {
        let Found::File(path) = find(folder, &name) else { continue };
        if found.contains_key(&name) {
            continue;
        }
        let Ok(text) = text(&path) else { continue };
        names.extend(file_names(folder, &text));
        found.insert(name, text.into_bytes());
    }
    found
}

/// What stands between two quotation marks of one kind on a line and is a file's name.
fn file_names(folder: &Path, text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in text.lines() {
        for (at, mark) in line.match_indices(['"', '\'']) {
            let rest = &line[at + mark.len()..];
            let name = rest.split(mark).next().filter(|name| name.len() < rest.len());
            let name = name.filter(|name| !name.is_empty() && name.len() <= LONGEST_NAME);
            names.extend(name.filter(|name| folder.join(name).is_file()).map(str::to_owned));
        }
    }
    names
}
