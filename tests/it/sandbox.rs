//! A project in a temporary folder, and the real program in it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The second that `today` falls on in every test: 2022-08-02, 12:00 UTC.
const SOURCE_DATE_EPOCH: &str = "1659441600";

/// A folder of its own for one test, gone with it.
pub(crate) struct Sandbox {
    folder: tempfile::TempDir,
}

impl Sandbox {
    /// An empty folder, in no project.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    /// A folder with the sample project: the letter and the list of the repository.
    pub(crate) fn sample() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = |name: &str| std::fs::read(root.join(name)).expect("the sample is there");
        Self::new()
            .file("templates/joint-letter.md", file("templates/joint-letter.md"))
            .file("signatories.csv", file("signatories.csv"))
    }

    /// The same with a file in it.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.put(path, content);
        self
    }

    /// Writes a file, with the folders that it needs.
    #[expect(clippy::disallowed_methods, reason = "a test's own files need not survive a crash")]
    pub(crate) fn put(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        let parent = path.parent().expect("the path lies in the folder");
        std::fs::create_dir_all(parent).expect("a folder can be made");
        std::fs::write(path, content).expect("a file can be written");
    }

    /// The path of a file in the folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A file as text.
    pub(crate) fn read(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).expect("the file is UTF-8")
    }

    /// A file as bytes.
    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The names of what is in a folder, sorted.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        names_in(&self.path(folder))
    }

    /// The program, to be run in the folder with nothing of the outside's environment.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_letterctl"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            // The system's fonts differ from one machine to another.
            .env("XDG_DATA_DIRS", self.folder.path())
            .env("SOURCE_DATE_EPOCH", SOURCE_DATE_EPOCH)
            .stdin(std::process::Stdio::null());
        command
    }

    /// What a terminal would show of a line typed into a shell, in a folder of the sandbox.
    pub(crate) fn shell(&self, line: &str, folder: &Path) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_letterctl"));
        let programs = program.parent().expect("the program lies in a folder");
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1; {line}")])
            .current_dir(self.path("").join(folder))
            .env_clear()
            .env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", programs.display()))
            .env("HOME", self.folder.path())
            .env("XDG_DATA_DIRS", self.folder.path())
            .env("LC_ALL", "C")
            .env("SOURCE_DATE_EPOCH", SOURCE_DATE_EPOCH)
            .envs(std::env::var_os("LETTERCTL_TEST_AUTHORITY").map(|file| ("SSL_CERT_FILE", file)))
            .stdin(std::process::Stdio::null())
            .output()
            .expect("there is a shell");
        self.without_path(&String::from_utf8_lossy(&output.stdout))
    }

    /// Runs the program and gives what it printed as bytes.
    pub(crate) fn output<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Output {
        self.command(arguments).output().expect("the program can be started")
    }

    /// Runs the program and gives status, standard output and standard error as one text.
    #[must_use = "what the program printed has to be looked at"]
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let output = self.output(arguments);
        let status = output.status.code().map_or("killed".to_owned(), |code| code.to_string());
        let text = |bytes: &[u8]| self.without_path(&String::from_utf8_lossy(bytes));
        format!(
            "status: {status}\n--- stdout\n{}--- stderr\n{}",
            text(&output.stdout),
            text(&output.stderr)
        )
    }

    /// Standard output of a run that has to succeed.
    pub(crate) fn stdout<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let output = self.output(arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "status {:?}: {stderr}", output.status.code());
        String::from_utf8(output.stdout).expect("standard output is UTF-8")
    }

    fn without_path(&self, text: &str) -> String {
        let folder = self.folder.path().canonicalize().expect("the folder is there");
        text.replace(&*folder.to_string_lossy(), "[PROJECT]")
            .replace(&*self.folder.path().to_string_lossy(), "[PROJECT]")
    }
}

/// The names of what is in a folder, sorted.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<_> = entries
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Every file of a folder, by its path in it.
pub(crate) fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    if !folder.is_dir() {
        return found;
    }
    for name in names_in(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            let inner = files_in(&path).into_iter();
            found.extend(inner.map(|(inner, content)| (format!("{name}/{inner}"), content)));
        } else {
            found.insert(name, std::fs::read(path).expect("a file can be read"));
        }
    }
    found
}

/// The folders in a folder, sorted: the cases of a kind of test.
pub(crate) fn folders(root: &Path) -> Vec<PathBuf> {
    let paths = names_in(root).into_iter().map(|name| root.join(name));
    paths.filter(|path| path.is_dir()).collect()
}

/// A project with the files of a case, without what is expected of it.
pub(crate) fn project_of(case: &Path) -> Sandbox {
    copied(Sandbox::new(), case, "")
}

fn copied(mut project: Sandbox, folder: &Path, prefix: &str) -> Sandbox {
    for name in names_in(folder) {
        let path = folder.join(&name);
        let inner = format!("{prefix}{name}");
        if let Ok(target) = path.read_link() {
            let link = project.path(&inner);
            std::fs::create_dir_all(link.parent().expect("the link lies in the folder"))
                .and_then(|()| std::os::unix::fs::symlink(target, link))
                .expect("a link can be made");
        } else if path.is_dir() {
            project = copied(project, &path, &format!("{inner}/"));
        } else if !["txt", "report", "structure"].iter().any(|ending| has_ending(&name, ending)) {
            project = project.file(&inner, std::fs::read(&path).expect("a case can be read"));
        }
    }
    project
}

/// Whether a file's name has an ending.
pub(crate) fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == ending)
}
