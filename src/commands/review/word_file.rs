//! The Word file that a reviewer sent back, against the version that it is about.

use std::path::Path;
use std::sync::Arc;

use crate::commands::draft::revision::revision;
use crate::commands::edition::letters_of;
use crate::commands::render::Job;
use crate::commands::{Result, Session, fonts};
use crate::draft::{self, Version};
use crate::failure::Failure;
use crate::letters::LetterOptions;
use crate::model::{Comparison, Language};
use crate::output::Target;
use crate::render::{Format, changes};
use crate::review::proposals::{self, Proposal, Proposed, SavedProposals, WordFile};

/// What the file proposes to the version, in the language of it that is nearest.
pub(crate) fn returned(
    path: &Path,
    version: &Version,
    drafts: &Path,
    session: &Session,
) -> Result<SavedProposals> {
    let read = |bytes: &[u8]| {
        WordFile::read(bytes).map_err(|error| {
            Failure::user(format!("`{}` {error}", session.shown(path).display()))
                .hint("it has to be a `.docx`; Word and LibreOffice save as one")
        })
    };
    let returned = read(&proposals::read(path)?)?;
    let letters = letters_of(version, &version.label, drafts, session)?;
    let fonts = fonts::library(&letters, session);
    let options = LetterOptions {
        today: version.today,
        addressee: None,
        draft: Some(format!("DRAFT {}", version.label)),
    };
    let mut nearest: Option<(usize, SavedProposals)> = None;
    for file in letters.files() {
        let assembled = Arc::new(letters.assemble(file, &options)?);
        let job =
            Job::new(Arc::clone(&assembled), Format::Docx, Target::StandardOutput, file, None);
        let (letter, _) = job.bytes(&letters, &fonts, 0, None)?;
        let language = &assembled.letter.language;
        for sent in [Some(letter), redline(version, language, drafts)?].into_iter().flatten() {
            let proposals = proposals::propose(&read(&sent)?, &returned, language);
            let size: usize = proposals.iter().map(size).sum();
            if nearest.as_ref().is_none_or(|(least, _)| size < *least) {
                let letter = file.path.file_name().unwrap_or_default().into();
                let (version, applied) = (version.reference(), Vec::new());
                nearest = Some((size, SavedProposals { version, letter, proposals, applied }));
            }
        }
    }
    Ok(nearest.map(|(_, saved)| saved).unwrap_or_default())
}

/// The version as it stands in a file with tracked changes, once they are accepted: without a date,
/// and with the markers of lists as text.
fn redline(version: &Version, language: &Language, drafts: &Path) -> Result<Option<Vec<u8>>> {
    let texts = draft::texts(drafts, version)?.only(language.as_str());
    let languages = draft::compare(&texts, &texts);
    let comparison = Comparison { old: String::new(), new: String::new(), languages };
    let mut files = changes::docx(&comparison, &revision("", None), None)?;
    Ok(files.pop().map(|(_, file)| file))
}

/// How many characters a proposal changes.
fn size(proposal: &Proposal) -> usize {
    match &proposal.what {
        Proposed::Change { deleted, inserted } => deleted.len() + inserted.len(),
        Proposed::Paragraph { inserted } => inserted.len(),
        Proposed::Comment { .. } => 0,
    }
}
