//! A file as it was at a revision; who commits.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Why git could not tell how a file was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GitError {
    /// Git could not be started.
    #[error("cannot run `git`")]
    NotRun {
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The folder is in no repository that git would open.
    #[error("git opens no repository in `{}`: {said}", folder.display())]
    NoRepository {
        /// Where it was looked for.
        folder: PathBuf,
        /// What git said.
        said: String,
    },
    /// The repository has no such revision.
    #[error("git knows no revision `{revision}`")]
    UnknownRevision {
        /// What was asked for.
        revision: String,
    },
    /// Git failed at what it should be able to do.
    #[error("git cannot read the file as it was: {said}")]
    Failed {
        /// What git said.
        said: String,
    },
}

/// A file of a work tree as it was at a revision; `None` when it was not there. A symlink is
/// followed as it leads now.
pub fn file_at(path: &Path, revision: &str) -> Result<Option<Vec<u8>>, GitError> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(None) };
    let git = |arguments: &[&str]| run(folder, arguments);
    let top = git(&["rev-parse", "--show-prefix"])?;
    if !top.status.success() {
        return Err(GitError::NoRepository { folder: folder.to_owned(), said: said(&top) });
    }
    let commit = format!("{revision}^{{commit}}");
    let found = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !found.status.success() {
        return Err(GitError::UnknownRevision { revision: revision.to_owned() });
    }
    let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    let name = name.to_string_lossy();
    let listed = git(&["ls-tree", "-z", &commit, "--", &name])?;
    if !listed.status.success() {
        return Err(GitError::Failed { said: said(&listed) });
    }
    // `mode SP type SP object TAB name` (git-ls-tree).
    let entry = String::from_utf8_lossy(&listed.stdout);
    let mut fields = entry.split([' ', '\t']).skip(1);
    let (Some("blob"), Some(object)) = (fields.next(), fields.next()) else { return Ok(None) };
    let blob = git(&["cat-file", "blob", object])?;
    if blob.status.success() {
        Ok(Some(blob.stdout))
    } else {
        Err(GitError::Failed { said: said(&blob) })
    }
}

/// The name that git would give the author of a commit made in a folder, where it has one.
pub fn author(folder: &Path) -> Option<String> {
    let output = run(folder, &["config", "user.name"]).ok()?;
    let name = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !name.is_empty()).then_some(name)
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output, GitError> {
    Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|source| GitError::NotRun { source })
}

/// What git said of a failure, in a line.
fn said(output: &Output) -> String {
    let stderr = String::from_utf8_lossy(&output.stderr);
    stderr.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned()
}
