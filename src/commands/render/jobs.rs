//! The letters of one addressee.

use std::path::Path;
use std::sync::Arc;

use crate::addressees::Addressee;
use crate::commands::Result;
use crate::commands::render::job::Job;
use crate::diagnostic::Diagnostic;
use crate::letters::{LetterOptions, Letters};
use crate::output::{Edition, Naming};
use crate::render::Format;

/// What is made of a letter, and where it goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) formats: &'a [Format],
    /// The tags of languages, or `all`; none for the usual one.
    pub(crate) languages: &'a [String],
    /// The path or pattern that somebody named, or `-`.
    pub(crate) output: Option<&'a str>,
    /// The project's folder for outputs.
    pub(crate) out: &'a Path,
}

/// The letters of one addressee, or of none, in every language and format, with what is to be said
/// of them.
pub(crate) fn jobs_for(
    addressee: Option<&Addressee>,
    letters: &Letters,
    wanted: Wanted<'_>,
    folder: &Path,
    options: &LetterOptions<'_>,
) -> Result<(Vec<Job>, Vec<Diagnostic>)> {
    let columns = addressee.map(|addressee| &addressee.columns);
    let options = LetterOptions { addressee: columns, ..options.clone() };
    let files = match addressee.and_then(Addressee::language) {
        Some(language) => vec![letters.in_language(language, &options)?],
        None => letters.chosen(wanted.languages, &options)?,
    };
    let several = addressee.is_some() || wanted.formats.len() * files.len() > 1;
    let naming =
        Naming { output: wanted.output, folder, out: wanted.out, name: letters.name(), several };
    let tagged = addressee.is_none() || files.len() > 1;
    let (mut jobs, mut warnings) = (Vec::new(), Vec::new());
    for file in files {
        let assembled = Arc::new(letters.assemble(file, &options)?);
        warnings.extend_from_slice(&assembled.warnings);
        for format in wanted.formats {
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
            jobs.push(Job::new(Arc::clone(&assembled), *format, target, file, addressee));
        }
    }
    Ok((jobs, warnings))
}
