//! Which version an answer is about, and what `review record` says.

use crate::commands::Result;
use crate::commands::binding::Binding;
use crate::commands::sign;
use crate::console::Console;
use crate::draft::{self, Version};
use crate::failure::Failure;
use crate::mail::Answer;
use crate::review::{NewResponse, Recorded, Reviewer};
use crate::signatories::{Cells, Edited, Run};

/// The version that an answer is about, and how that is known.
pub(crate) fn about<'a>(
    binding: &'a Binding,
    reviewer: &Reviewer,
    name: Option<&str>,
    evidence: &Cells,
) -> Result<(&'a Version, &'static str)> {
    let on = evidence.get("signed_on");
    if let Some(name) = name {
        return Ok((draft::find(&binding.versions, name)?, ""));
    }
    match binding.of_reviewer(reviewer, on) {
        Some(bound) if bound.was_sent => Ok((bound.version, ", the last one sent to them")),
        Some(bound) => Ok((bound.version, ", the newest one frozen before")),
        None if binding.versions.is_empty() => {
            Err(Failure::user("nothing is frozen yet that could be answered to")
                .hint("`letterctl draft freeze` makes the first version"))
        }
        None => {
            Err(Failure::user(format!("no version was frozen before {}", on.unwrap_or_default()))
                .hint("`--version V` says which one the answer is about"))
        }
    }
}

/// Says what was recorded, and what it changed.
pub(crate) fn say(
    edited: &Edited<Recorded>,
    new: NewResponse<'_>,
    why: &str,
    run: Run,
    console: &Console,
) {
    let NewResponse { reviewer, answer, version, evidence, .. } = new;
    let (id, word, version) = (&reviewer.id, answer.word(), version.reference());
    let Recorded { is_new, row } = &edited.value;
    console.status(match run {
        _ if !is_new => format!("{id} answered {word} to {version} already{why}."),
        Run::Real => format!("Recorded {word} of {id} to {version}{why}."),
        Run::Dry => format!("Would record {word} of {id} to {version}{why}."),
    });
    if let Some(row) = row.as_ref().filter(|row| !row.columns.is_empty()) {
        let verb = if run == Run::Real { "Changed" } else { "Would change" };
        console.status(format!("{verb} {}: {}.", row.label, row.columns.join(", ")));
    }
    sign::say_new_columns(&edited.columns_added, console);
    if reviewer.signatory.is_none() {
        console.status(format!("{id} answers for nobody on the list, which stays as it is."));
    }
    let is_left_out = ["signed_by", "evidence"].iter().any(|name| evidence.get(name).is_some());
    if is_left_out && (answer != Answer::Yes || reviewer.signatory.is_none()) {
        console.status("Left out `--by` and `--evidence`, which only the row of a yes can keep.");
    }
}
