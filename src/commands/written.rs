//! Writing what a command has made, and saying so.

use std::path::{Path, PathBuf};

use crate::commands::{Result, Session};
use crate::output::{self, OutputFile};

/// Says which files a command would write.
pub(crate) fn say_unwritten(files: &[OutputFile], session: &Session) {
    for file in files {
        let path = session.shown(&file.path).display();
        session.console.status(format!("Would write {path}."));
    }
}

/// Writes files, each whole or not at all, and says which, or of several how many and where. `out`
/// is the project's folder for them.
pub(crate) fn write(files: &[(PathBuf, Vec<u8>)], out: &Path, session: &Session) -> Result<()> {
    output::write(files, out)?;
    match files {
        [] => {}
        [(path, _)] => session.console.status(format!("Wrote {}.", session.shown(path).display())),
        all => {
            for (path, _) in all {
                session.console.detail(format!("Wrote {}.", session.shown(path).display()));
            }
            let place = output::folder_of_all(all).map(|folder| session.shown(folder));
            let place = place.filter(|folder| *folder != Path::new(""));
            let place = place.map_or(String::new(), |folder| format!(" to {}", folder.display()));
            session.console.status(format!("Wrote {0} of {0} files{place}.", all.len()));
        }
    }
    Ok(())
}
