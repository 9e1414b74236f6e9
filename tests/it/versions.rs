//! The folder of versions: what was frozen is read again, and everything that is not as it was
//! frozen is found, by all that reads it.

use std::path::{Path, PathBuf};

use letterctl::draft::{
    self, DraftError, NewVersion, Texts, Version, Weight, freeze, preview, verify, versions,
};

use crate::sandbox::Sandbox;

fn new(text: &str) -> NewVersion {
    let texts = [("en-US", text), ("en", "b\n"), ("fr", "c\n")];
    let source =
        [("templates/x.md", "+++\n+++\n"), ("signatories.csv", "name\r\n"), ("a.png", "\0")];
    NewVersion {
        texts: Texts::new(texts.map(|(tag, text)| (tag.to_owned(), text.to_owned()))),
        source: source.map(|(path, text)| (path.into(), text.as_bytes().to_vec())).to_vec(),
        today: "2026-11-24".parse().unwrap(),
        as_of: None,
        author: String::new(),
        note: "first".to_owned(),
        weight: Weight::Substantial,
    }
}

/// A folder of versions with one version.
fn frozen() -> (Sandbox, PathBuf) {
    let folder = Sandbox::new();
    let drafts = folder.path("drafts");
    freeze(&drafts, new("a\n")).unwrap();
    (folder, drafts)
}

#[expect(clippy::disallowed_methods, reason = "the test does what a person does")]
fn rename(drafts: &Path, from: &str, to: &str) {
    std::fs::rename(drafts.join(from), drafts.join(to)).unwrap();
}

/// What is said of the first version by all that reads it, without repeating.
fn faults(drafts: &Path) -> Vec<String> {
    let verified = verify(drafts).unwrap().remove(0);
    let said: Vec<_> = verified.faults.iter().map(ToString::to_string).collect();
    let by_reading = match versions(drafts) {
        Ok(versions) => [
            draft::texts(drafts, &versions[0]).err().map(|error| error.to_string()),
            draft::source(drafts, &versions[0]).err().map(|error| error.to_string()),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Err(error) => vec![error.to_string()],
    };
    assert!(by_reading.iter().all(|fault| said.contains(fault)), "{by_reading:?} in {said:?}");
    assert_eq!(by_reading.is_empty(), said.is_empty(), "{said:?}");
    said
}

#[test]
fn what_was_frozen_is_read_again() {
    let (_folder, drafts) = frozen();
    let editorial = NewVersion { weight: Weight::Editorial, ..new("other\n") };
    let expected = preview(&drafts, &editorial).unwrap();
    let second = freeze(&drafts, editorial).unwrap();
    assert_eq!(second, Version { time: second.time, ..expected });
    let versions = versions(&drafts).unwrap();
    assert_eq!(versions[1], second);
    let paths: Vec<_> = second.files.iter().map(|file| file.path.to_str().unwrap()).collect();
    assert_eq!(
        paths,
        [
            "en-US.md",
            "en.md",
            "fr.md",
            "source/a.png",
            "source/signatories.csv",
            "source/templates/x.md"
        ]
    );
    assert_eq!(draft::texts(&drafts, &versions[0]).unwrap(), new("a\n").texts);
    assert_eq!(draft::texts(&drafts, &versions[1]).unwrap(), new("other\n").texts);
    let source = draft::source(&drafts, &versions[0]).unwrap();
    assert_eq!(std::fs::read(source.join("templates/x.md")).unwrap(), b"+++\n+++\n");
    assert!(faults(&drafts).is_empty());
}

#[test]
fn what_a_file_manager_leaves_in_a_version_is_passed_over() {
    let (folder, drafts) = frozen();
    folder.put("drafts/v1/.DS_Store", "x");
    folder.put("drafts/v1/source/templates/Thumbs.db", "x");
    assert!(faults(&drafts).is_empty());
}

#[test]
fn every_byte_of_every_file_counts() {
    let (folder, drafts) = frozen();
    let files = ["en-US.md", "fr.md", "source/a.png", "source/templates/x.md", "version.toml"];
    for file in files {
        let path = format!("drafts/v1/{file}");
        let bytes = folder.bytes(&path);
        let mut other = bytes.clone();
        other[0] ^= 1;
        let changed = [other, [&bytes[..], b"\n"].concat(), bytes[1..].to_vec()];
        for other in changed {
            folder.put(&path, &other);
            let said = faults(&drafts);
            assert!(said.len() == 1 && said[0].contains(file), "{file}: {said:?}");
        }
        std::fs::remove_file(folder.path(&path)).unwrap();
        assert_eq!(faults(&drafts).len(), 1, "{file}");
        folder.put(&path, &bytes);
        assert!(faults(&drafts).is_empty(), "{file}");
    }
    for file in ["de.md", "source/templates/y.md"] {
        let path = format!("drafts/v1/{file}");
        folder.put(&path, b"");
        let expected = format!("`drafts/v1/{file}` was not there when the version was frozen");
        assert_eq!(faults(&drafts), [expected]);
        std::fs::remove_file(folder.path(&path)).unwrap();
    }
}

#[test]
fn every_fault_is_named_and_ends_of_lines_by_what_they_are() {
    let (folder, drafts) = frozen();
    folder.put("drafts/v1/en.md", b"b\r\n");
    folder.put("drafts/v1/source/a.png", b"\x01");
    std::fs::remove_file(drafts.join("v1/fr.md")).unwrap();
    assert_eq!(
        faults(&drafts),
        [
            "`drafts/v1/en.md` has CRLF at the end of lines, where LF was frozen",
            "`drafts/v1/fr.md` is missing",
            "`drafts/v1/source/a.png` was changed since it was frozen",
        ]
    );
}

#[test]
fn only_folders_named_for_a_version_are_one() {
    let (folder, drafts) = frozen();
    for name in ["v01", "vx", "v", "w2", ".folder.unfinished-Ab3", "v+2", "v99999999999"] {
        std::fs::create_dir(drafts.join(name)).unwrap();
    }
    folder.put("drafts/v9", b"");
    let labels: Vec<_> =
        versions(&drafts).unwrap().into_iter().map(|version| version.label).collect();
    assert_eq!(labels, ["v1"]);
    rename(&drafts, "v1", "v10");
    assert_eq!(freeze(&drafts, new("b")).unwrap().label, "v11");
    assert!(versions(&drafts.join("none")).unwrap().is_empty());
}

#[test]
fn the_first_version_cannot_be_editorial_and_no_path_leaves_the_folder() {
    let folder = Sandbox::new();
    let drafts = folder.path("drafts");
    let editorial = NewVersion { weight: Weight::Editorial, ..new("a") };
    assert!(matches!(freeze(&drafts, editorial), Err(DraftError::FirstEditorial)));
    assert!(!drafts.exists());
    let outside = NewVersion { source: vec![("../x".into(), Vec::new())], ..new("a") };
    assert!(matches!(freeze(&drafts, outside), Err(DraftError::Path { .. })));
    assert!(versions(&drafts).unwrap().is_empty());
}
