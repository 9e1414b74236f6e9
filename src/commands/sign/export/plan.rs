//! Where an export goes, settled before anything is written.

use crate::commands::sign::export::ExportArgs;
use crate::commands::{Result, Session};
use crate::export::SheetFormat;
use crate::failure::Failure;
use crate::model::Language;
use crate::output::{self, Edition, Naming, OutputFile, Target};
use crate::project::Project;

/// Each format with where it goes, once nothing stands in the way of any.
pub(crate) fn targets(
    args: &ExportArgs,
    project: &Project,
    session: &Session,
) -> Result<Vec<(SheetFormat, Target)>> {
    let formats = args.formats(session.console.is_json())?;
    let naming = Naming {
        output: args.output.as_deref(),
        folder: &session.folder,
        out: &project.out(),
        name: "signatories",
        several: formats.len() > 1,
    };
    let mut targets = Vec::new();
    for format in formats {
        let target = naming.target(&Edition {
            language: &Language::default(),
            tag: None,
            addressee: None,
            ending: format.name(),
            streamed: format.is_streamed(),
        })?;
        let is_shown = target == Target::StandardOutput && session.console.shows_data();
        if is_shown && !format.is_streamed() {
            return Err(Failure::usage("a workbook cannot be shown on a terminal")
                .hint("leave `-o` out, and it goes to `out/signatories.xlsx`"));
        }
        targets.push((format, target));
    }
    output::examine(&files(&targets), &project.kept_files())?;
    Ok(targets)
}

/// The files among the targets.
pub(crate) fn files(targets: &[(SheetFormat, Target)]) -> Vec<OutputFile> {
    let file = |(format, target): &(SheetFormat, Target)| match target {
        Target::StandardOutput => None,
        Target::File(path) => {
            Some(OutputFile { path: path.clone(), purpose: format.name().to_owned() })
        }
    };
    targets.iter().filter_map(file).collect()
}
