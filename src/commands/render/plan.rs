//! What `render` is to make, settled before the first file is written.

use std::path::PathBuf;

use crate::addressees;
use crate::clock;
use crate::commands::render::arguments::RenderArgs;
use crate::commands::render::job::Job;
use crate::commands::render::{Wanted, final_list, jobs, letters, web};
use crate::commands::{Result, Session, enclosed, fonts};
use crate::fonts::FontLibrary;
use crate::letters::{LetterOptions, Letters};
use crate::project::Project;
use crate::signatories::Signatories;

/// All that one run makes.
pub(crate) struct Plan {
    pub(crate) letters: Letters,
    pub(crate) jobs: Vec<Job>,
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) out: PathBuf,
    pub(crate) from: Option<String>,
    /// Where characters come from that the faces compiled in lack.
    pub(crate) fonts: FontLibrary,
    /// How many were left off, since they agreed to another text.
    pub(crate) left_off: usize,
}

/// Fills in the letter in each language, for each addressee, and names what becomes of it.
pub(crate) fn plan(args: &RenderArgs, session: &Session) -> Result<Plan> {
    let project = session.find_project(args.template.as_deref())?;
    let mut letters = letters::letters(args, session, project.as_ref())?;
    let notes = letters.list().into_iter().flat_map(Signatories::notes_on_printed);
    session.console.diagnostics(&notes.cloned().collect::<Vec<_>>());
    let left_off = if args.final_list.is_final {
        final_list::settle(&mut letters, project.as_ref(), session)?
    } else {
        0
    };
    let addressees = match &args.each {
        Some(path) => addressees::load(&session.folder.join(path), path)?,
        None => Vec::new(),
    };
    let out = project.as_ref().map_or(session.folder.join("out"), Project::out);
    let options = LetterOptions {
        today: letters.frozen().map_or_else(clock::today, |version| Ok(version.today))?,
        addressee: None,
        draft: letters::draft_mark(&letters, args, project.as_ref())?,
    };
    let wanted = Wanted {
        formats: &args.formats()?,
        languages: &args.language,
        output: args.output.as_deref(),
        out: &out,
    };
    let mut jobs = jobs(&addressees, &letters, wanted, session, &options)?;
    enclosed::examine(&jobs, session)?;
    letters.let_go_of_rows();
    jobs.iter_mut().for_each(Job::let_go_of_context);
    let inputs = letters::inputs(&letters, args, session, project.as_ref());
    let fonts = fonts::library(&letters, session);
    // A version keeps no settings of mail and of the web, and changes with none.
    let standing = project.filter(|_| letters.frozen().is_none());
    let settings = standing.as_ref().map(Project::settings);
    web::place(&mut jobs, settings.and_then(|settings| settings.html.url.as_deref()));
    let from = settings.and_then(|settings| settings.mail.from.clone());
    Ok(Plan { letters, jobs, inputs, out, from, fonts, left_off })
}
