//! What `render` is to make, settled before the first file is written.

use std::path::PathBuf;

use crate::addressees::{self, Addressee};
use crate::clock;
use crate::commands::render::RenderArgs;
use crate::commands::{Result, Session};
use crate::failure::Failure;
use crate::letters::{LetterFile, LetterOptions, Letters};
use crate::mail::{self, Mailbox};
use crate::model::Letter;
use crate::output::{Edition, Naming, Target};
use crate::project::Project;
use crate::render::pdf::{self, Metadata};
use crate::render::{self, Format};
use crate::signatories::Signatories;
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
    session.console.diagnostics(letters.list().map_or(&[], Signatories::notes));
    let addressees = match &args.each {
        Some(path) => addressees::load(&session.folder.join(path), path)?,
        None => Vec::new(),
    };
    let root = project.as_ref().map_or(session.folder.as_path(), Project::root);
    let mut plan = Plan {
        jobs: Vec::new(),
        inputs: inputs(args, session, &letters, project.as_ref()),
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
        let options = LetterOptions {
            today: clock::today()?,
            addressee: addressee.map(|addressee| &addressee.columns),
            draft: args.draft.then(|| "DRAFT".to_owned()),
        };
        let files = match addressee.and_then(Addressee::language) {
            Some(language) => vec![letters.in_language(language, &options)?],
            None => letters.chosen(&args.language, &options)?,
        };
        let naming = Naming {
            output: args.output.as_deref(),
            folder: &session.folder,
            out: &self.out.clone(),
            name: letters.name(),
            several: addressee.is_some() || formats.len() * files.len() > 1,
        };
        for file in files {
            let assembled = letters.assemble(file, &options)?;
            session.console.diagnostics(&assembled.warnings);
            for format in &formats {
                let target = naming.target(&Edition {
                    language: &assembled.letter.language,
                    tag: file.language.as_ref(),
                    id: addressee.map(|addressee| addressee.id.as_str()),
                    addressee: options.addressee,
                    ending: format.ending(),
                    streamed: format.is_streamed(),
                })?;
                self.jobs.push(Job {
                    target,
                    purpose: purpose(file, addressee),
                    letter: assembled.letter.clone(),
                    format: *format,
                });
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
                let metadata = Metadata {
                    author: letter.letterhead.as_ref().and_then(|head| head.name.clone()),
                    subject: letter.subject.clone(),
                    created: clock::epoch()?.map(|epoch| epoch.as_second()),
                };
                pdf::write(&typeset::typeset(letter)?, &metadata)?
            }
            Format::Eml => {
                let from = self.from.as_deref().map(Mailbox::parse).transpose()?;
                let date = clock::epoch()?.unwrap_or_else(clock::now).as_second();
                mail::eml(letter, from.as_ref(), None, u64::try_from(date).unwrap_or_default())?
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

/// What no output may be written over.
fn inputs(
    args: &RenderArgs,
    session: &Session,
    letters: &Letters,
    project: Option<&Project>,
) -> Vec<PathBuf> {
    let mut inputs: Vec<_> = letters.files().map(|file| file.path.clone()).collect();
    inputs.extend(args.each.as_ref().map(|path| session.folder.join(path)));
    if let Some(project) = project {
        inputs.extend([project.signatories(), project.settings_file(), project.history()]);
    }
    inputs
}

/// What tells one letter of a run from another, in words.
fn purpose(file: &LetterFile, addressee: Option<&Addressee>) -> String {
    match addressee {
        Some(addressee) => format!("the addressee on line {}", addressee.line),
        None => format!("`{}`", file.shown.display()),
    }
}
