//! The fonts that a letter may take characters from.

use std::env;
use std::path::Path;

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
    let shown = |path: &Path| visible(&session.shown(path).display().to_string());
    let folder = fonts.missing_folder().map(|folder| {
        let folder = shown(folder);
        Diagnostic::note("font", format!("there is no folder `{folder}`"))
            .help("`[fonts] folder` names it")
    });
    let files = fonts.passed_over().into_iter().map(|(path, fault)| {
        Diagnostic::note("font", format!("`{}` {fault}, and was passed over", shown(&path)))
    });
    let families = fonts.absent().into_iter().map(|name| {
        let name = visible(name);
        Diagnostic::note("font", format!("no font of the family `{name}` was found"))
            .help("`[fonts] fallback` names it")
    });
    session
        .console
        .diagnostics(&folder.into_iter().chain(files).chain(families).collect::<Vec<_>>());
}
