//! The letters of one addressee.

use std::path::Path;
use std::rc::Rc;

use crate::addressees::Addressee;
use crate::commands::render::arguments::RenderArgs;
use crate::commands::render::job::Job;
use crate::commands::{Result, Session};
use crate::letters::{LetterOptions, Letters};
use crate::output::{Edition, Naming};

/// The letters of one addressee, or of none, in every language and format.
pub(crate) fn jobs_for(
    addressee: Option<&Addressee>,
    letters: &Letters,
    out: &Path,
    args: &RenderArgs,
    session: &Session,
    options: &LetterOptions<'_>,
) -> Result<Vec<Job>> {
    let columns = addressee.map(|addressee| &addressee.columns);
    let options = LetterOptions { addressee: columns, ..options.clone() };
    let files = match addressee.and_then(Addressee::language) {
        Some(language) => vec![letters.in_language(language, &options)?],
        None => letters.chosen(&args.language, &options)?,
    };
    let formats = args.formats()?;
    let several = addressee.is_some() || formats.len() * files.len() > 1;
    let naming = Naming {
        output: args.output.as_deref(),
        folder: &session.folder,
        out,
        name: letters.name(),
        several,
    };
    let tagged = addressee.is_none() || files.len() > 1;
    let mut jobs = Vec::new();
    for file in files {
        let assembled = Rc::new(letters.assemble(file, &options)?);
        session.console.diagnostics(&assembled.warnings);
        for format in &formats {
            let edition = Edition {
                language: &assembled.letter.language,
                tag: file.language.as_ref().filter(|_| tagged),
                addressee: addressee.map(|addressee| (addressee.id.as_str(), &addressee.columns)),
                ending: format.ending(),
                streamed: format.is_streamed(),
            };
            let target = naming.target(&edition).map_err(|problem| match addressee {
                Some(Addressee { line, .. }) if problem.code == "file-name" => {
                    Box::new(problem.help(format!("it is that of the addressee on line {line}")))
                }
                _ => problem,
            })?;
            jobs.push(Job::new(Rc::clone(&assembled), *format, target, file, addressee));
        }
    }
    Ok(jobs)
}
