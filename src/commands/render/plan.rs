//! What `render` is to make, settled before the first file is written.

use std::path::PathBuf;

use crate::addressees::{self, Addressee};
use crate::clock;
use crate::commands::render::RenderArgs;
use crate::commands::{Result, Session};
use crate::failure::Failure;
use crate::letters::{LetterOptions, Letters};
use crate::mail;
use crate::model::{Language, Letter};
use crate::output::{Edition, Naming, Target};
use crate::render::{self, Format};
use crate::typeset;

/// All that one run makes.
pub(crate) struct Plan {
    pub(crate) jobs: Vec<Job>,
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) out: PathBuf,
    from: Option<String>,
}

/// One letter in one format.
pub(crate) struct Job {
    pub(crate) target: Target,
    pub(crate) purpose: String,
    letter: Letter,
    format: Format,
}

/// Fills in the letter in each language, for each addressee, and names what becomes of it.
pub(crate) fn plan(args: &RenderArgs, session: &Session) -> Result<Plan> {
    let project = session.find_project()?;
    let letters = match &project {
        Some(project) => Letters::of_project(project, args.template.as_deref(), &session.folder)?,
        None => Letters::sample()?,
    };
    session.console.diagnostics(letters.notes());
    let addressees = match &args.each {
        Some(path) => addressees::load(&session.folder.join(path), path)?,
        None => Vec::new(),
    };
    let root = project.as_ref().map_or(session.folder.as_path(), |project| project.root());
    let mut plan = Plan {
        jobs: Vec::new(),
        inputs: inputs(args, session, &letters),
        out: root.join("out"),
        from: project.as_ref().and_then(|project| project.settings().mail.from.clone()),
    };
    if addressees.is_empty() {
        plan.add(args, session, &letters, None)?;
    }
    for addressee in &addressees {
        plan.add(args, session, &letters, Some(addressee))?;
    }
    Ok(plan)
}

impl Plan {
    /// Plans the letters of one addressee.
    fn add(
        &mut self,
        args: &RenderArgs,
        session: &Session,
        letters: &Letters,
        addressee: Option<&Addressee>,
    ) -> Result<()> {
        let formats = formats(args)?;
        let files = match addressee.and_then(Addressee::language) {
            Some(language) => vec![letters.in_language(language)?],
            None => letters.chosen(&args.language)?,
        };
        let several = addressee.is_some() || formats.len() * files.len() > 1;
        let naming = Naming {
            output: args.output.as_deref(),
            folder: &session.folder,
            out: &self.out,
            name: letters.name(),
            several,
        };
        let options = LetterOptions {
            today: clock::today()?,
            addressee: addressee.map(|addressee| &addressee.columns),
            draft: args.draft.then(|| "DRAFT".to_owned()),
        };
        for file in files {
            let assembled = letters.assemble(file, &options)?;
            session.console.diagnostics(&assembled.warnings);
            for format in &formats {
                let target = naming.target(&Edition {
                    tag: file.language.as_ref().map(Language::as_str),
                    id: addressee.map(|addressee| addressee.id.as_str()),
                    addressee: options.addressee,
                    ending: format.ending(),
                    streamed: format.is_streamed(),
                })?;
                let purpose = purpose(file.shown.display(), addressee);
                self.jobs.push(Job { target, purpose, letter: assembled.letter.clone(), format: *format });
            }
        }
        Ok(())
    }

    /// The bytes of one letter in its format.
    pub(crate) fn bytes(&self, job: &Job, width: usize) -> Result<Vec<u8>> {
        let letter = &job.letter;
        Ok(match job.format {
            Format::Text => render::text(letter, width).into_bytes(),
            Format::Markdown => render::markdown(letter).into_bytes(),
            Format::Html => render::html(letter).into_bytes(),
            Format::Pdf => {
                let metadata = metadata(letter)?;
                render::pdf::write(&typeset::typeset(letter)?, &metadata)?
            }
            Format::Eml => {
                let date = clock::epoch()?.unwrap_or_else(clock::now);
                mail::eml(letter, self.from.as_deref(), date.as_second())?
            }
        })
    }
}

/// The formats that the command line names, else the one of the output's ending, else text.
fn formats(args: &RenderArgs) -> Result<Vec<Format>> {
    let output = args.output.as_deref().filter(|output| *output != "-");
    match output {
        _ if !args.to.is_empty() => Ok(args.to.clone()),
        None => Ok(vec![Format::Text]),
        Some(output) => {
            let ending = output.rsplit_once('.').map_or("", |(_, ending)| ending);
            let format = Format::of_ending(ending).ok_or_else(|| {
                Failure::usage(format!("the ending of `{output}` names no format"))
                    .hint("name the format with `--to`")
            })?;
            Ok(vec![format])
        }
    }
}
