//! YAML files of signatories: one alone, or a folder with a file for each.

use std::ffi::OsStr;
use std::fs::{DirEntry, read_dir};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, backquoted, visible};
use crate::files::{self, FileAction, FileError};
use crate::signatories::SignatoriesError;
use crate::signatories::form::Form;
use crate::signatories::form::fields::{Columns, Fields, NoAnswers, Value, answers};
use crate::signatories::form::problem::{problem_at, too_large};
use crate::signatories::form::text::text_of;
use crate::signatories::form::yaml::documents;

/// How many files are named that were passed over.
const NAMED: usize = 5;

/// A file alone, whose one mapping may also hold the list of signatories.
pub(crate) fn read_file(text: &str, shown: &Path) -> Result<Form, Box<Diagnostic>> {
    let mut documents = documents(text, shown)?;
    let found = match documents.len() {
        1 => answers(documents.remove(0)),
        _ => each(documents),
    };
    let mut columns = Columns::default();
    add(&mut columns, found.map_err(|error| no_answers(&error, shown))?, shown)?;
    Ok(columns.into_form(Vec::new()).map_err(|error| too_large(error, shown))?)
}

/// Every `.yml` and `.yaml` file of a folder, by name: each is a signatory, or a list of them.
///
/// Hidden files are passed over. So are files of other kinds, folders, and links that lead out of
/// the folder, but they are named in the remarks.
pub(crate) fn read_folder(
    folder: &Path,
    shown: &Path,
    encoding: Option<&str>,
) -> Result<Form, SignatoriesError> {
    let failed = |source| FileError { action: FileAction::Read, path: shown.to_owned(), source };
    let root = folder.canonicalize().map_err(failed)?;
    let entries = read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>();
    let mut entries = entries.map_err(failed)?;
    entries.sort_by_key(DirEntry::file_name);
    let mut columns = Columns::default();
    let mut remarks = Vec::new();
    let mut problems = Vec::new();
    let mut passed_over = Vec::new();
    let mut has_file = false;
    for entry in entries {
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let Some(path) = file_within(&root, &entry.path()).filter(|_| is_yaml(&name)) else {
            passed_over.push(visible(&name.to_string_lossy()));
            continue;
        };
        let file = shown.join(&name);
        let bytes =
            files::read(&path).map_err(|error| FileError { path: file.clone(), ..error })?;
        has_file = true;
        match add_file(&mut columns, &bytes, &file, encoding) {
            Ok(remark) => remarks.extend(remark),
            Err(problem) => problems.push(*problem),
        }
    }
    if !has_file {
        let message = format!("`{}` has no YAML files", shown.display());
        let problem = problem_at("missing-header", message, shown, 1, 1);
        problems.push(problem.help("an import of a folder reads a file for each signatory"));
    }
    if !problems.is_empty() {
        return Err(SignatoriesError::Problems(problems));
    }
    remarks.extend(passed_over_remark(&passed_over, shown));
    columns
        .into_form(remarks)
        .map_err(|error| SignatoriesError::Problems(vec![too_large(error, shown)]))
}

/// What was decided on reading the file, if anything was.
fn add_file(
    columns: &mut Columns,
    bytes: &[u8],
    shown: &Path,
    encoding: Option<&str>,
) -> Result<Option<String>, Box<Diagnostic>> {
    let (text, remark) = text_of(bytes, shown, encoding)?;
    let found = each(documents(&text, shown)?).map_err(|error| no_answers(&error, shown))?;
    add(columns, found, shown)?;
    Ok(remark)
}

fn add(columns: &mut Columns, found: Vec<Fields>, shown: &Path) -> Result<(), Box<Diagnostic>> {
    for (number, fields) in found.into_iter().enumerate() {
        columns.add(shown, number + 1, fields).map_err(|error| too_large(error, shown))?;
    }
    Ok(())
}

/// The signatories of documents that are one each, or a list.
fn each(documents: Vec<Value>) -> Result<Vec<Fields>, NoAnswers> {
    let mut found = Vec::new();
    for document in documents {
        match document {
            Value::Fields(fields) => found.push(fields),
            other => found.extend(answers(other)?),
        }
    }
    Ok(found)
}

fn no_answers(error: &NoAnswers, shown: &Path) -> Diagnostic {
    problem_at("answers", format!("`{}`: {error}", shown.display()), shown, 1, 1)
        .help("a file holds a mapping such as `name: …`, or a list of them")
}

fn is_yaml(name: &OsStr) -> bool {
    let ending = Path::new(name).extension();
    ending
        .is_some_and(|ending| ["yml", "yaml"].iter().any(|yaml| ending.eq_ignore_ascii_case(yaml)))
}

/// The file that a path leads to, where it is one and lies in the folder.
fn file_within(root: &Path, path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().filter(|real| real.starts_with(root) && real.is_file())
}

fn passed_over_remark(names: &[String], shown: &Path) -> Option<String> {
    let first = backquoted(names.iter().take(NAMED).map(String::as_str));
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let folder = visible(&shown.display().to_string());
    (!names.is_empty())
        .then(|| format!("passed over {first}{more} in `{folder}`: no YAML files of it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_alone_may_hold_the_list() {
        let text = "open: true\nsignatories:\n  - name: A\n  - name: B\n";
        let form = read_file(text, Path::new("list.yml")).unwrap();
        assert_eq!((form.headers.len(), form.records.len()), (1, 2));
        assert_eq!(form.records[1].line, 4);
    }
}
