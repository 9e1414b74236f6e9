//! The fonts that a letter may take characters from.

use std::env;

use crate::commands::Session;
use crate::diagnostic::{Diagnostic, visible};
use crate::fonts::{self, FontFolders, FontLibrary};
use crate::letters::Letters;
use crate::project::Project;

/// Those that the settings of the letters name, and the system's. A frozen version keeps the name of
/// the folder, which is that of the project.
pub(crate) fn library(letters: &Letters, session: &Session) -> FontLibrary {
    let settings = letters.fonts();
    // A letter that stands in no project has no place for what is to be remembered.
    let project = session.project().ok();
    let root = project.as_ref().map_or(&*session.folder, Project::root);
    let folders = FontFolders {
        own: settings.folder.map(|folder| root.join(folder)),
        system: fonts::of_system(|name| env::var_os(name)),
    };
    FontLibrary::new(folders, settings.fallback, project.as_ref().map(Project::known_fonts))
}

/// Says what was passed over when the fonts were looked for.
pub(crate) fn report(fonts: &FontLibrary, session: &Session) {
    let files = fonts.passed_over().iter().map(|(path, fault)| {
        let path = visible(&session.shown(path).display().to_string());
        Diagnostic::note("font", format!("`{path}` {fault}, and was passed over"))
    });
    let families = fonts.absent().into_iter().map(|name| {
        let name = visible(name);
        Diagnostic::note("font", format!("no font of the family `{name}` was found"))
            .help("`[fonts] fallback` names it")
    });
    session.console.diagnostics(&files.chain(families).collect::<Vec<_>>());
}
