//! Imports as a coordinator makes them: every folder of testdata/import has a project before (`in`),
//! the commands, and what they print and what the project is afterwards (`out`).
//!
//! `out` has the files that are new or changed. Times of the history stand there as `[time]`; what
//! locks leave behind is no part of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use snapbox::{Data, assert_data_eq};

use crate::sandbox::{Sandbox, files_in, folders, has_ending};

/// What the commands print, in `out`.
const PRINTED: &str = "printed.txt";

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/import")
}

#[test]
fn an_import_leaves_the_project_that_it_should() {
    for case in folders(&cases()) {
        let before = files_in(&case.join("in"));
        let project = before
            .iter()
            .fold(Sandbox::new(), |project, (path, content)| project.file(path, content));
        let mut after = BTreeMap::new();
        after.insert(PRINTED.to_owned(), printed(&project, &case).into_bytes());
        for (path, content) in files_in(&project.path("")) {
            assert!(!path.contains(".unfinished-"), "{path} was left behind");
            if !has_ending(&path, "lock") && before.get(&path) != Some(&content) {
                after.insert(path.clone(), without_time(&path, content));
            }
        }
        for path in before.keys() {
            assert!(project.path(path).exists(), "{}: {path} is gone", case.display());
        }
        compare(&case.join("out"), &after);
    }
}

/// Runs the commands of a case, one a line.
fn printed(project: &Sandbox, case: &Path) -> String {
    let commands = std::fs::read_to_string(case.join("command")).unwrap();
    let run = |command: &str| {
        let output = project.shell(&format!("{command}; echo \"exit $?\""), Path::new(""));
        format!("$ {command}\n{output}")
    };
    commands.lines().map(run).collect::<Vec<_>>().join("\n")
}

fn without_time(path: &str, content: Vec<u8>) -> Vec<u8> {
    if !path.ends_with("history.jsonl") {
        return content;
    }
    let text = String::from_utf8(content).unwrap();
    let line = |line: &str| {
        let (_, rest) = line.split_once("\",").unwrap();
        format!("{{\"time\":\"[time]\",{rest}\n")
    };
    text.lines().map(line).collect::<String>().into_bytes()
}

fn compare(expected: &Path, after: &BTreeMap<String, Vec<u8>>) {
    if std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        return rewrite(expected, after);
    }
    let before = files_in(expected);
    let names = |files: &BTreeMap<String, Vec<u8>>| {
        files.keys().map(String::as_str).collect::<Vec<_>>().join("\n")
    };
    let case = expected.display();
    assert_data_eq!(format!("{case}\n{}", names(after)), format!("{case}\n{}", names(&before)));
    for (path, content) in after {
        let text = |content: &[u8]| String::from_utf8_lossy(content).into_owned();
        let wanted = format!("{case}/{path}\n{}", text(&before[path]));
        assert_data_eq!(format!("{case}/{path}\n{}", text(content)), Data::text(wanted).raw());
    }
}

#[expect(clippy::disallowed_methods, reason = "git has the cases as they were")]
fn rewrite(expected: &Path, after: &BTreeMap<String, Vec<u8>>) {
    if expected.is_dir() {
        std::fs::remove_dir_all(expected).unwrap();
    }
    for (path, content) in after {
        let path = expected.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
}
