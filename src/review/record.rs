//! Recording what somebody answered: in history, and in the row that they answer for.

use crate::clock::Timestamp;
use crate::draft::Version;
use crate::files::FileError;
use crate::history::{self, HistoryLine};
use crate::mail::Answer;
use crate::review::{ANSWERED, Responses, Reviewer};
use crate::signatories::{self, Cells, Changed, Edited, ListPaths, Run, SignatoriesError, Status};

/// An answer that is to be recorded.
#[derive(Clone, Copy, Debug)]
pub struct NewResponse<'a> {
    /// Who answers.
    pub reviewer: &'a Reviewer,
    /// What they answer.
    pub answer: Answer,
    /// The version that they answer to.
    pub version: &'a Version,
    /// Of a yes, what shows it.
    pub evidence: &'a Cells,
    /// When they answered, where that is known to the second.
    pub given: Option<Timestamp>,
}

/// What recording an answer came to.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Whether it was not recorded before.
    pub is_new: bool,
    /// The row that they answer for, unless the answer leaves it as it is.
    pub row: Option<Changed>,
}

/// Records an answer: a yes confirms the row that the reviewer answers for, a no declines it. The
/// change of the row and the answer are told to history at once, so that whoever was cut off can
/// record it again; what stands there already is not told twice. `command` is the command's words.
pub fn record(
    paths: &ListPaths,
    command: &str,
    run: Run,
    new: NewResponse<'_>,
) -> Result<Edited<Recorded>, SignatoriesError> {
    let mut line = HistoryLine {
        version: new.version.id().to_owned(),
        answer: new.answer.word().to_owned(),
        ..HistoryLine::now(command, &new.reviewer.id)
    };
    line.other.extend(new.given.map(|time| (ANSWERED.to_owned(), time.to_string().into())));
    let Some(row) = &new.reviewer.signatory else {
        let is_new = is_new(&line, paths)?;
        if is_new && run == Run::Real {
            drop(history::append(&paths.history, [line])?);
        }
        let value = Recorded { is_new, row: None };
        return Ok(Edited { value, columns_added: Vec::new() });
    };
    signatories::edit(paths, command, run, |list| {
        let ids = [row.clone()];
        let mut changed = match new.answer {
            Answer::Yes => list.confirm(&ids, |_| {
                new.evidence.clone().with("signed_version", new.version.reference())
            })?,
            // Who took a signature back has said no already.
            Answer::No if list.find(row)?.status() != Status::Withdrawn => list.decline(&ids)?,
            Answer::No | Answer::Changes => Vec::new(),
        };
        let row = changed.pop();
        let is_new = is_new(&line, paths)? || row.as_ref().is_some_and(Changed::changed_answer);
        if is_new {
            list.tell(line);
        }
        Ok(Recorded { is_new, row })
    })
}

/// Whether an answer is another than the last one to the same version.
fn is_new(line: &HistoryLine, paths: &ListPaths) -> Result<bool, FileError> {
    let history = history::read_with(&paths.history, &["\"answer\""])?;
    let last = Responses::of(&history).recorded(&line.id, &line.version);
    Ok(last.is_none_or(|last| last.answer.word() != line.answer))
}
