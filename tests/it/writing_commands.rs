//! Every command that writes the list or what is known of it, each with arguments that change the
//! list of `project`, or its history.
//!
//! A command that is added is a line of `WRITING`, and is tested against kills, full disks, locks,
//! and other programs with the rest.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::sandbox::{Sandbox, files_in};

/// The commands with their arguments.
pub(crate) const WRITING: [&[&str]; 13] = [
    &["sign", "add", "Elm Anglers", "--abbr", "EA", "--email", "elm@example.org", "--set", "vip=1"],
    &["sign", "invite", "Oak Anglers", "--country", "KR"],
    &["sign", "edit", "signs", "--group", "National", "--note", "a; \"b\""],
    &["sign", "confirm", "asked", "pends", "--by", "Jane Doe", "--on", "2022-08-02"],
    &["sign", "confirm", "--all", "--version", "v1", "--evidence", "minutes"],
    &["sign", "decline", "asked", "pends"],
    &["sign", "withdraw", "signs"],
    &["sign", "remove", "asked"],
    &["sign", "import", "form.csv"],
    &["sign", "dedupe", "--not-same", "signs", "asked"],
    &["review", "record", "asked", "yes", "--by", "Jane Doe"],
    &["review", "record", "pends", "no"],
    &["sign", "merge", "base.csv", "signatories.csv", "theirs.csv"],
];

/// The list that they change.
pub(crate) const LIST: &str = "name,status,note\nSigns,,\nAsked,invited,\nPends,pending,x\n";

/// Answers of somebody who was asked and of somebody new.
const FORM: &str = "Timestamp,Organization name,E-mail,Country\n\
    2022-08-01 10:00:00,Asked,asked@example.org,SE\n\
    2022-08-02 11:00:00,Fir Anglers,fir@example.org,KR\n";

/// The version that sign-offs are bound to, frozen once for all tests.
static VERSION: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let project =
        Sandbox::new().file("templates/letter.md", "+++\nsubject = \"Weir\"\n+++\nOpen.\n");
    project.stdout(&["draft", "freeze"]);
    files_in(&project.path("drafts/v1"))
});

/// A project with this list and a frozen version, a form, and the two other lists that `sign merge`
/// asks for.
pub(crate) fn project(list: &[u8]) -> Sandbox {
    let version = VERSION.iter().map(|(path, content)| (format!("drafts/v1/{path}"), content));
    version
        .fold(Sandbox::new(), |project, (path, content)| project.file(&path, content))
        .file("form.csv", FORM)
        .file("signatories.csv", list)
        .file("base.csv", "name,status,note\n")
        .file("theirs.csv", "name,status,note\nElm Anglers,confirmed,\n")
}

/// What a command makes of a list, with nothing in its way.
pub(crate) fn changed(list: &[u8], command: &[&str]) -> Vec<u8> {
    let project = project(list);
    project.stdout(command);
    let changed = project.bytes("signatories.csv");
    assert_eq!(changed != list, writes_list(command), "{command:?}");
    changed
}

/// Whether a command takes the lock and tells history; git's driver does neither.
pub(crate) fn is_recorded(command: &[&str]) -> bool {
    command[1] != "merge"
}

/// Whether a command changes the list itself; what `dedupe` is told stands in history alone.
pub(crate) fn writes_list(command: &[&str]) -> bool {
    command[1] != "dedupe"
}

/// Asserts that beside what was there before there are but locks, the history, and what an
/// import remembers.
pub(crate) fn assert_no_strays(project: &Sandbox, context: &dyn std::fmt::Debug) {
    const EXPECTED: [(&str, &[&str]); 3] = [
        (
            ".",
            &[
                ".letterctl",
                ".signatories.csv.lock",
                "base.csv",
                "drafts",
                "form.csv",
                "letterctl.toml",
                "signatories.csv",
                "theirs.csv",
            ],
        ),
        ("drafts", &[".history.jsonl.lock", "history.jsonl", "v1"]),
        (".letterctl", &[".gitignore", ".imported.jsonl.lock", "imported.jsonl"]),
    ];
    const BEGUN: [&str; 2] = ["..gitignore.unfinished-", ".letterctl.toml.unfinished-"];
    for (folder, expected) in EXPECTED {
        if project.path(folder).is_dir() {
            let mut strays = project.names(folder);
            // What is made once and under no lock may leave its beginning behind when it is killed.
            let is_begun = |name: &str| BEGUN.iter().any(|begun| name.starts_with(begun));
            strays.retain(|name| !expected.contains(&name.as_str()) && !is_begun(name));
            assert!(strays.is_empty(), "{context:?} leaves {strays:?} in {folder}");
        }
    }
}
