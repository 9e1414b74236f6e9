//! The letter that `render` is asked for: as it stands, or as it was frozen.

use std::path::PathBuf;

use crate::clock::{self, Timestamp};
use crate::commands::render::arguments::RenderArgs;
use crate::commands::{Result, Session};
use crate::draft;
use crate::letters::Letters;
use crate::project::Project;

/// The letter as it stands, or the version that is named.
pub(crate) fn letters(
    args: &RenderArgs,
    session: &Session,
    project: Option<&Project>,
) -> Result<Letters> {
    let template = args.template.as_deref();
    let Some(name) = &args.version else { return session.letters(project, template) };
    let project = session.project()?;
    let drafts = project.drafts();
    let versions = draft::versions(&drafts)?;
    let version = draft::find(&versions, name)?;
    let source = draft::source(&drafts, version)?;
    Ok(Letters::of_version(&source, &project.shown(&source), version, template)?)
}

/// The files that no output is written over: of a version, those of the letter as it stands too.
pub(crate) fn inputs(
    letters: &Letters,
    args: &RenderArgs,
    session: &Session,
    project: Option<&Project>,
) -> Vec<PathBuf> {
    let mut inputs = letters.inputs().to_vec();
    inputs.extend(letters.picture_files());
    if letters.frozen().is_some() {
        let standing = session.letters(project, args.template.as_deref());
        inputs.extend(standing.iter().flat_map(Letters::inputs).cloned());
    }
    inputs.extend(args.each.as_ref().map(|path| session.folder.join(path)));
    inputs
}

/// What marks each letter, if it is to be marked as a draft.
pub(crate) fn draft_mark(
    letters: &Letters,
    args: &RenderArgs,
    project: Option<&Project>,
) -> Result<Option<String>> {
    if !args.draft {
        return Ok(None);
    }
    let versions = project.map(|project| draft::versions(&project.drafts())).transpose()?;
    Ok(Some(letters.draft_mark(&versions.unwrap_or_default())?))
}

/// When the letter was made, if that is settled: a version when it was frozen.
pub(crate) fn made_at(letters: &Letters) -> Result<Option<Timestamp>> {
    Ok(match letters.frozen() {
        Some(version) => Some(version.time),
        None => clock::epoch()?,
    })
}
