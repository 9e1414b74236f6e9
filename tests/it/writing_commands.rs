//! Every command that writes the list, each with arguments that change the list of `project`.
//!
//! A command that is added is a line of `WRITING`, and is tested against kills, full disks, locks,
//! and other programs with the rest.

use crate::sandbox::Sandbox;

/// The commands with their arguments.
pub(crate) const WRITING: [&[&str]; 8] = [
    &["sign", "add", "Elm Anglers", "--abbr", "EA", "--email", "elm@example.org", "--set", "vip=1"],
    &["sign", "invite", "Oak Anglers", "--country", "KR"],
    &["sign", "edit", "signs", "--group", "National", "--note", "a; \"b\""],
    &["sign", "confirm", "asked", "pends", "--by", "Jane Doe", "--on", "2022-08-02"],
    &["sign", "decline", "asked", "pends"],
    &["sign", "withdraw", "signs"],
    &["sign", "remove", "asked"],
    &["sign", "merge", "base.csv", "signatories.csv", "theirs.csv"],
];

/// The list that they change.
pub(crate) const LIST: &str = "name,status,note\nSigns,,\nAsked,invited,\nPends,pending,x\n";

/// A project with this list, and the two others that `sign merge` asks for.
pub(crate) fn project(list: &[u8]) -> Sandbox {
    Sandbox::new()
        .file("signatories.csv", list)
        .file("base.csv", "name,status,note\n")
        .file("theirs.csv", "name,status,note\nElm Anglers,confirmed,\n")
}

/// What a command makes of a list, with nothing in its way.
pub(crate) fn changed(list: &[u8], command: &[&str]) -> Vec<u8> {
    let project = project(list);
    project.stdout(command);
    let changed = project.bytes("signatories.csv");
    assert_ne!(changed, list, "{command:?} has to change the list");
    changed
}

/// Whether a command takes the lock and tells history; git's driver does neither.
pub(crate) fn is_recorded(command: &[&str]) -> bool {
    command[1] != "merge"
}

/// Asserts that beside what was there before there are but locks and the history.
pub(crate) fn assert_no_strays(project: &Sandbox, context: &dyn std::fmt::Debug) {
    const EXPECTED: [&str; 5] =
        [".signatories.csv.lock", "base.csv", "drafts", "signatories.csv", "theirs.csv"];
    let is_stray = |name: &String| !EXPECTED.contains(&name.as_str());
    let mut strays: Vec<_> = project.names(".").into_iter().filter(is_stray).collect();
    if project.path("drafts").is_dir() {
        let drafts = project.names("drafts");
        let expected = [".history.jsonl.lock", "history.jsonl"];
        strays.extend(drafts.into_iter().filter(|name| !expected.contains(&name.as_str())));
    }
    assert!(strays.is_empty(), "{context:?} leaves {strays:?}");
}
