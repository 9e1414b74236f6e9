//! The names of the files that `render` writes.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
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
    /// The language of a translation.
    pub tag: Option<&'a str>,
    /// The handle of the addressee.
    pub id: Option<&'a str>,
    /// The columns of the addressee, for a pattern.
    pub addressee: Option<&'a source::Columns>,
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
    pub fn target(&self, edition: &Edition<'_>) -> Result<Target, Vec<Diagnostic>> {
        match self.output {
            Some("-") => Ok(Target::StandardOutput),
            Some(pattern) if edition.addressee.is_some() || pattern.contains("{{") => {
                let name = source::file_name(pattern, edition.addressee)?;
                Ok(Target::File(self.folder.join(name)))
            }
            Some(path) => Ok(Target::File(self.folder.join(path))),
            None if edition.streamed && !self.several => Ok(Target::StandardOutput),
            None => {
                let tag = edition.tag.map(|tag| format!(".{tag}")).unwrap_or_default();
                let id = edition.id.map(|id| format!("-{id}")).unwrap_or_default();
                let name = format!("{}{id}{tag}.{}", self.name, edition.ending);
                Ok(Target::File(self.out.join(name)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: Edition<'_> =
        Edition { tag: None, id: None, addressee: None, ending: "pdf", streamed: false };

    fn naming(output: Option<&'static str>, several: bool) -> Naming<'static> {
        let (folder, out) = (Path::new("/here"), Path::new("/project/out"));
        Naming { output, folder, out, name: "letter", several }
    }

    #[test]
    fn a_file_is_named_after_letter_addressee_and_language() {
        let edition = Edition { tag: Some("ko"), id: Some("jane-doe"), ..PDF };
        let target = naming(None, true).target(&edition).unwrap();
        assert_eq!(target, Target::File("/project/out/letter-jane-doe.ko.pdf".into()));
    }

    #[test]
    fn what_can_be_read_goes_to_standard_output_unless_there_are_several() {
        let text = Edition { ending: "txt", streamed: true, ..PDF };
        assert_eq!(naming(None, false).target(&text).unwrap(), Target::StandardOutput);
        let file = Target::File("/project/out/letter.txt".into());
        assert_eq!(naming(None, true).target(&text).unwrap(), file);
    }

    #[test]
    fn a_path_is_meant_from_the_folder_of_the_command() {
        let target = naming(Some("x/y.pdf"), false).target(&PDF).unwrap();
        assert_eq!(target, Target::File("/here/x/y.pdf".into()));
    }
}
