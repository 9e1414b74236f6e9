//! `version.toml`: what a version is, with every file of it, under a seal.

use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use crate::diagnostic::unseen;
use crate::draft::{Digest, DraftError, FORM, Version, VersionFile, Weight};

/// The file's name.
pub(crate) const MANIFEST: &str = "version.toml";

/// What the line begins with that ends the file: the SHA-256 of all above it.
const SEAL: &str = "seal = ";

/// The file, without the label: a version's folder tells that, and may be renamed.
pub(crate) fn write(version: &Version) -> String {
    let mut text = String::new();
    let mut line = |key: &str, value: &str| text.extend([key, " = ", value, "\n"]);
    line("digest", &quoted(version.digest.as_str()));
    line("time", &quoted(&version.time.to_string()));
    line("today", &quoted(&version.today.to_string()));
    if let Some(as_of) = version.as_of {
        line("as_of", &quoted(&as_of.to_string()));
    }
    line("author", &quoted(&version.author));
    line("note", &quoted(&version.note));
    line("form", &version.form.to_string());
    line("program", &quoted(&version.program));
    if version.weight == Weight::Editorial {
        line("editorial", "true");
    }
    text.push_str("files = [\n");
    for file in &version.files {
        let path = quoted(&file.path.to_string_lossy());
        let digest = quoted(file.digest.as_str());
        text.extend(["  { path = ", &path, ", sha256 = ", &digest, " },\n"]);
    }
    text.push_str("]\n");
    let seal = quoted(Digest::of(text.as_bytes()).as_str());
    text.extend([SEAL, &seal, "\n"]);
    text
}

/// A TOML basic string on one line (TOML 1.0, "String"); what cannot be seen is escaped too, so
/// that a note cannot look like another line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            // Writing to a string cannot fail.
            _ if unseen(character) => drop(write!(quoted, "\\U{:08X}", u32::from(character))),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[derive(Deserialize)]
struct Manifest {
    digest: String,
    time: String,
    today: String,
    as_of: Option<String>,
    author: String,
    note: String,
    form: u32,
    program: String,
    #[serde(default)]
    editorial: bool,
    files: Vec<ManifestFile>,
    #[serde(rename = "seal")]
    _seal: String,
    #[serde(flatten)]
    unknown: toml::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestFile {
    path: String,
    sha256: String,
}

/// Reads the `version.toml` of the version with a label, and checks its seal. `shown` is its path as
/// errors tell it.
///
/// An error where the seal is broken, or what is under it is no version or a later program's.
pub fn parse_version(bytes: &[u8], label: &str, shown: &Path) -> Result<Version, DraftError> {
    let file = || shown.to_owned();
    if !is_sealed(bytes) {
        return Err(if is_sealed(&without_carriage_returns(bytes)) {
            DraftError::LineEnds { file: file() }
        } else {
            DraftError::BrokenSeal { file: file() }
        });
    }
    let unreadable = |reason: String| DraftError::Unreadable { file: file(), reason };
    let manifest: Manifest =
        toml::from_slice(bytes).map_err(|error| unreadable(error.message().to_owned()))?;
    if manifest.form > FORM || !manifest.unknown.is_empty() {
        return Err(DraftError::Newer { file: file(), program: manifest.program });
    }
    let no = |what: &str, value: &str| unreadable(format!("`{value}` is no {what}"));
    let date = |text: &str| text.parse().map_err(|_| no("date", text));
    let digest = |text: &str| Digest::parse(text).ok_or_else(|| no("SHA-256", text));
    let time = manifest.time.parse().map_err(|_| no("time", &manifest.time))?;
    let files = manifest.files.iter().map(|file| {
        let path = PathBuf::from(&file.path);
        let path = slashed(&path).filter(|path| *path == file.path).map(PathBuf::from);
        let path = path.ok_or_else(|| no("path within the version", &file.path))?;
        Ok(VersionFile { path, digest: digest(&file.sha256)? })
    });
    Ok(Version {
        label: label.to_owned(),
        digest: digest(&manifest.digest)?,
        time,
        today: date(&manifest.today)?,
        as_of: manifest.as_of.as_deref().map(date).transpose()?,
        weight: if manifest.editorial { Weight::Editorial } else { Weight::Substantial },
        form: manifest.form,
        files: files.collect::<Result<_, DraftError>>()?,
        author: manifest.author,
        note: manifest.note,
        program: manifest.program,
    })
}

fn is_sealed(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Some(at) = text.rfind(&format!("\n{SEAL}")) else { return false };
    let (lines, seal) = text.split_at(at + 1);
    seal == format!("{SEAL}{}\n", quoted(Digest::of(lines.as_bytes()).as_str()))
}

/// The bytes with LF where CRLF stands, as git would take back what it did on checking out.
pub(crate) fn without_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    let follows = |at: usize| bytes.get(at + 1) == Some(&b'\n');
    let kept = bytes.iter().enumerate().filter(|(at, byte)| **byte != b'\r' || !follows(*at));
    kept.map(|(_, byte)| *byte).collect()
}

/// A path that stays within its folder, with `/` between folders.
pub(crate) fn slashed(path: &Path) -> Option<String> {
    let names = path.components().map(|component| match component {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let path = names.collect::<Option<Vec<_>>>()?.join("/");
    (!path.is_empty()).then_some(path)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;

    fn version() -> Version {
        Version {
            label: "v2".to_owned(),
            digest: Digest::of(b"text"),
            time: "2026-11-24T12:00:00Z".parse().unwrap(),
            today: "2026-11-24".parse().unwrap(),
            as_of: Some("2026-11-20".parse().unwrap()),
            author: "Ines \"Roth\"".to_owned(),
            note: "Two\nlines\u{202e}".to_owned(),
            weight: Weight::Editorial,
            form: FORM,
            program: "0.1.0".to_owned(),
            files: vec![VersionFile { path: "en.md".into(), digest: Digest::of(b"text") }],
        }
    }

    fn sealed(lines: &str) -> String {
        format!("{lines}seal = \"{}\"\n", Digest::of(lines.as_bytes()).as_str())
    }

    fn reread(text: &str) -> Result<Version, DraftError> {
        parse_version(text.as_bytes(), "v2", Path::new("drafts/v2/version.toml"))
    }

    fn refusal(text: &str) -> String {
        reread(text).unwrap_err().to_string()
    }

    #[test]
    fn it_is_written_for_people_too() {
        assert_data_eq!(
            write(&version()),
            str![[r#"
digest = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"
time = "2026-11-24T12:00:00Z"
today = "2026-11-24"
as_of = "2026-11-20"
author = "Ines \"Roth\""
note = "Two\nlines\U0000202E"
form = 1
program = "0.1.0"
editorial = true
files = [
  { path = "en.md", sha256 = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1" },
]
seal = "1f42a392c684674df46c19f20289201ed64bb620d69767a31bb73e852cb778f0"

"#]]
            .raw()
        );
    }

    #[test]
    fn every_byte_is_under_the_seal_and_nothing_follows_it() {
        let text = write(&version());
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            assert!(!is_sealed(&bytes), "byte {at}");
        }
        for other in [text.replace("true", "true "), format!("{text}\n"), sealed("") + &text] {
            assert!(!is_sealed(other.as_bytes()), "{other}");
        }
        let other = text.replace('\n', "\r\n");
        assert!(matches!(reread(&other), Err(DraftError::LineEnds { .. })));
    }

    #[test]
    fn what_a_later_program_wrote_is_not_guessed_at() {
        let text = write(&version());
        let lines = &text[..text.rfind(SEAL).unwrap()];
        for later in [lines.replace("form = 1", "form = 2"), format!("{lines}more = 1\n")] {
            assert_eq!(
                refusal(&sealed(&later)),
                "`drafts/v2/version.toml` was written by letterctl 0.1.0, which is newer than this one"
            );
        }
    }

    #[test]
    fn what_is_sealed_and_yet_no_version_is_refused() {
        let text = write(&version());
        let lines = &text[..text.rfind(SEAL).unwrap()];
        for (from, to, reason) in [
            ("\"en.md\"", "\"../../x\"", "`../../x` is no path within the version"),
            ("\"en.md\"", "\"/x\"", "`/x` is no path within the version"),
            ("\"en.md\"", "\"source//x\"", "`source//x` is no path within the version"),
            ("2026-11-24T12:00:00Z", "noon", "`noon` is no time"),
            ("2026-11-20", "2026-13-01", "`2026-13-01` is no date"),
            ("digest = \"982d", "digest = \"982D", "is no SHA-256"),
            ("author", "outhar", "missing field `author`"),
        ] {
            let said = refusal(&sealed(&lines.replace(from, to)));
            assert!(said.contains(reason), "{said}");
        }
    }

    proptest! {
        #[test]
        fn whatever_was_noted_is_read_again(
            author in any::<String>(),
            note in any::<String>(),
            path in "[^/\0]{1,20}",
            control in "\\PC*\\p{Cc}*[\u{202a}-\u{202e}]?",
        ) {
            prop_assume!(slashed(Path::new(&path)).is_some());
            let file = VersionFile { path: format!("source/{path}").into(), digest: Digest::of(b"") };
            let note = note + &control;
            let version = Version { author, note, files: vec![file], ..version() };
            let text = write(&version);
            prop_assert_eq!(text.lines().count(), 13);
            prop_assert_eq!(reread(&text).unwrap(), version);
        }
    }
}
