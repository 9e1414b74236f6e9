//! What `render` is to make, settled before the first file is written.

use std::path::{Path, PathBuf};

use crate::addressees::{self, Addressee};
use crate::clock;
use crate::commands::render::arguments::RenderArgs;
use crate::commands::render::job::Job;
use crate::commands::{Result, Session};
use crate::letters::{LetterOptions, Letters};
use crate::output::Edition;
use crate::project::Project;
use crate::signatories::Signatories;

/// All that one run makes.
pub(crate) struct Plan {
    pub(crate) jobs: Vec<Job>,
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) out: PathBuf,
    pub(crate) from: Option<String>,
}

/// Fills in the letter in each language, for each addressee, and names what becomes of it.
pub(crate) fn plan(args: &RenderArgs, session: &Session) -> Result<Plan> {
    let project = session.find_project()?;
    let letters = match &project {
        Some(project) => Letters::of_project(project, args.template.as_deref(), &session.folder)?,
        None => Letters::sample()?,
    };
    session.console.diagnostics(letters.list().map_or(&[], Signatories::notes));
    let addressees = match &args.each {
        Some(path) => addressees::load(&session.folder.join(path), path)?,
        None => Vec::new(),
    };
    let out = project.as_ref().map_or(session.folder.join("out"), Project::out);
    let mut jobs = Vec::new();
    if args.each.is_none() {
        jobs = jobs_for(None, &letters, &out, args, session)?;
    }
    for addressee in &addressees {
        jobs.extend(jobs_for(Some(addressee), &letters, &out, args, session)?);
    }
    let each = args.each.as_ref().map(|path| session.folder.join(path));
    let inputs = letters.inputs().iter().cloned().chain(each).collect();
    let from = project.and_then(|project| project.settings().mail.from.clone());
    Ok(Plan { jobs, inputs, out, from })
}

/// The letters of one addressee, or of none, in every language and format.
fn jobs_for(
    addressee: Option<&Addressee>,
    letters: &Letters,
    out: &Path,
    args: &RenderArgs,
    session: &Session,
) -> Result<Vec<Job>> {
    let columns = addressee.map(|addressee| &addressee.columns);
    let draft = args.draft.then(|| "DRAFT".to_owned());
    let options = LetterOptions { today: clock::today()?, addressee: columns, draft };
    let files = match addressee.and_then(Addressee::language) {
        Some(language) => vec![letters.in_language(language, &options)?],
        None => letters.chosen(&args.language, &options)?,
    };
    let formats = args.formats()?;
    let several = addressee.is_some() || formats.len() * files.len() > 1;
    let naming = args.naming(session, out, letters.name(), several);
    let tagged = addressee.is_none() || files.len() > 1;
    let mut jobs = Vec::new();
    for file in files {
        let assembled = letters.assemble(file, &options)?;
        session.console.diagnostics(&assembled.warnings);
        for format in &formats {
            let edition = Edition {
                language: &assembled.letter.language,
                tag: file.language.as_ref().filter(|_| tagged),
                addressee: addressee.map(|addressee| (addressee.id.as_str(), &addressee.columns)),
                ending: format.ending(),
                streamed: format.is_streamed(),
            };
            let target = naming.target(&edition)?;
            jobs.push(Job::new(assembled.letter.clone(), *format, target, file, addressee));
        }
    }
    Ok(jobs)
}
