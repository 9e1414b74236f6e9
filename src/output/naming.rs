//! The names of the files that `render` writes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::model::Language;
use crate::source;

/// What decides the name of an output.
#[derive(Debug)]
pub struct Naming<'a> {
    /// What the command line says: a path, a pattern with one file for each addressee, or `-`.
    pub output: Option<&'a str>,
    /// The folder that a path on the command line is meant from.
    pub folder: &'a Path,
    /// The project's folder for outputs.
    pub out: &'a Path,
    /// The letter's name.
    pub name: &'a str,
    /// Whether one run makes several files.
    pub several: bool,
}

/// What tells one output of a run from another.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The language of the letter.
    pub language: &'a Language,
    /// The language of a translation, as its file's name tells it.
    pub tag: Option<&'a Language>,
    /// The handle of the addressee, and the columns for a pattern.
    pub addressee: Option<(&'a str, &'a BTreeMap<String, String>)>,
    /// The ending of the format's files.
    pub ending: &'a str,
    /// Whether the format goes to standard output when nothing else is said.
    pub streamed: bool,
}

/// Where a letter goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    StandardOutput,
    /// A file.
    File(PathBuf),
}

impl Naming<'_> {
    /// Where one output of the run goes.
    ///
    /// A pattern that does not fill in, or that a value would lead into another folder, is an
    /// error.
    pub fn target(&self, edition: &Edition<'_>) -> Result<Target, Box<Diagnostic>> {
        match self.output {
            Some("-") => Ok(Target::StandardOutput),
            Some(path) => {
                let name = match edition.addressee {
                    Some((_, columns)) => source::file_name(path, columns, edition.language)?,
                    None => path.to_owned(),
                };
                Ok(Target::File(self.folder.join(name)))
            }
            None if edition.streamed && !self.several => Ok(Target::StandardOutput),
            None => {
                let tag = edition.tag.map(|tag| format!(".{tag}")).unwrap_or_default();
                let id = edition.addressee.map(|(id, _)| format!("-{id}")).unwrap_or_default();
                let name = format!("{}{id}{tag}.{}", self.name, edition.ending);
                Ok(Target::File(self.out.join(name)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(output: Option<&str>, several: bool, tag: Option<&str>, ending: &str) -> Target {
        let (folder, out) = (Path::new("/here"), Path::new("/project/out"));
        let tag = tag.map(|tag| Language::parse(tag).unwrap());
        let columns = BTreeMap::new();
        let edition = Edition {
            language: &Language::default(),
            tag: tag.as_ref(),
            addressee: several.then_some(("jane-doe", &columns)),
            ending,
            streamed: ending != "pdf",
        };
        Naming { output, folder, out, name: "letter", several }.target(&edition).unwrap()
    }

    #[test]
    fn a_file_is_named_after_letter_addressee_and_language() {
        let file = Target::File("/project/out/letter-jane-doe.ko.pdf".into());
        assert_eq!(target(None, true, Some("ko"), "pdf"), file);
    }

    #[test]
    fn what_can_be_read_goes_to_standard_output_unless_there_are_several() {
        assert_eq!(target(None, false, None, "txt"), Target::StandardOutput);
        let file = Target::File("/project/out/letter-jane-doe.txt".into());
        assert_eq!(target(None, true, None, "txt"), file);
    }

    #[test]
    fn a_path_is_meant_from_the_folder_of_the_command() {
        assert_eq!(
            target(Some("x/y.pdf"), false, None, "pdf"),
            Target::File("/here/x/y.pdf".into())
        );
        assert_eq!(target(Some("-"), false, None, "pdf"), Target::StandardOutput);
    }
}
