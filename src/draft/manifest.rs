//! `version.toml`: what a version is, with every file of it, under a seal.

use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use crate::draft::sealed::{self, Record, inline_table, quoted};
use crate::draft::{Digest, DraftError, FORM, Version, VersionFile, Weight};

/// The file's name.
pub(crate) const MANIFEST: &str = "version.toml";

/// The file, without the label: a version's folder tells that, and may be renamed.
pub(crate) fn write(version: &Version) -> String {
    let mut record = Record::default();
    record.string("digest", version.digest.as_str());
    record.string("time", &version.time.to_string());
    record.string("today", &version.today.to_string());
    if let Some(as_of) = version.as_of {
        record.string("as_of", &as_of.to_string());
    }
    record.string("author", &version.author);
    record.string("note", &version.note);
    record.bare("form", &version.form.to_string());
    record.string("program", &version.program);
    if version.weight == Weight::Editorial {
        record.bare("editorial", "true");
    }
    let files = version.files.iter().map(|file| {
        let path = quoted(&file.path.to_string_lossy());
        inline_table([("path", path), ("sha256", quoted(file.digest.as_str()))])
    });
    record.tables("files", files);
    record.sealed()
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
    let unreadable = |reason: String| DraftError::Unreadable { file: file(), reason };
    let manifest: Manifest = sealed::read(bytes, shown)?;
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
    use crate::draft::sealed::resealed;

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
    fn what_a_later_program_wrote_is_not_guessed_at() {
        let text = write(&version());
        let later = text.replace("form = 1", "form = 2");
        for later in [later, text.replace("form = 1", "form = 1\nmore = 1")] {
            assert_eq!(
                refusal(&resealed(&later)),
                "`drafts/v2/version.toml` was written by letterctl 0.1.0, which is newer than this one"
            );
        }
    }

    #[test]
    fn what_is_sealed_and_yet_no_version_is_refused() {
        let text = write(&version());
        for (from, to, reason) in [
            ("\"en.md\"", "\"../../x\"", "`../../x` is no path within the version"),
            ("\"en.md\"", "\"/x\"", "`/x` is no path within the version"),
            ("\"en.md\"", "\"source//x\"", "`source//x` is no path within the version"),
            ("2026-11-24T12:00:00Z", "noon", "`noon` is no time"),
            ("2026-11-20", "2026-13-01", "`2026-13-01` is no date"),
            ("digest = \"982d", "digest = \"982D", "is no SHA-256"),
            ("author", "outhar", "missing field `author`"),
        ] {
            let said = refusal(&resealed(&text.replace(from, to)));
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
