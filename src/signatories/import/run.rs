//! An import from the form to the files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::signatories::edit::{Edited, ListPaths, Run, edit};
use crate::signatories::import::answer::Answers;
use crate::signatories::import::map::ImportMap;
use crate::signatories::import::memory::Memory;
use crate::signatories::import::past::{COMMAND, Past};
use crate::signatories::import::plan::Plan;
use crate::signatories::{Form, Imported, SignatoriesError};

/// What an import is to go by, beside the form.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// The files of the list.
    pub paths: ListPaths,
    /// `.letterctl/imported.jsonl`.
    pub memory: PathBuf,
    /// Columns with the headers that feed them, as the command line has them.
    pub flags: Vec<(String, String)>,
    /// The same as the settings remember them.
    pub remembered: BTreeMap<String, String>,
}

/// Takes the answers of a form into the list. New rows sign, unless the form has a `status`. What
/// was written is remembered after it was: an import that was cut off in between is made whole by
/// the same import.
///
/// `version_at` tells which version of the text a sign-off is about, as `signed_version` has it, by
/// the id of the row, which is empty of one that is new, and the day or time that an answer is dated;
/// of one that is not dated, by now.
pub fn import(
    form: Form,
    request: &ImportRequest,
    run: Run,
    version_at: impl Fn(&str, Option<&str>) -> Option<String>,
) -> Result<Edited<Imported>, SignatoriesError> {
    let edited = edit(&request.paths, COMMAND, run, |list| {
        let columns: BTreeSet<_> = list.column_names().filter(|name| !name.is_empty()).collect();
        let mut remarks: Vec<_> = form.remarks.iter().map(|remark| sentence(remark)).collect();
        let map = ImportMap::find(&form.headers, &request.flags, &request.remembered, &columns)
            .map_err(SignatoriesError::Problems)?;
        let mut answers = Answers::of(form, &map).map_err(SignatoriesError::Problems)?;
        answers.bind(&version_at);
        let memory = Memory::read(&request.memory)?;
        let mut past = Past::new(request.paths.history.clone());
        let plan = Plan::new(list, &answers, &map, &memory, &mut past, &version_at)?;
        remarks.extend(map.remarks.iter().chain(&answers.remarks).cloned());
        let (mut imported, lines) = plan.execute(list, &memory);
        imported.map = map.remembered();
        imported.left_out = map.left_out;
        remarks.append(&mut imported.remarks);
        imported.remarks = remarks;
        Ok((imported, lines))
    })?;
    let (imported, lines) = edited.value;
    if run == Run::Real {
        lines.append(&request.memory)?;
    }
    Ok(Edited { value: imported, columns_added: edited.columns_added })
}

/// What a reader of files says, as a sentence.
fn sentence(remark: &str) -> String {
    let mut letters = remark.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}
