//! The list in git, with real git: branches that merge by row and cell, and what a change takes off.

use std::path::Path;

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

/// A project as `init` writes it, in a repository with the merge driver that it names; its list is
/// committed to `main`.
struct Repository(Sandbox);

impl Repository {
    fn new(list: &str) -> Self {
        let repository = Self(Sandbox::new());
        let said = repository.git("letterctl init 2>&1");
        let driver = said.lines().last().unwrap().trim();
        assert!(driver.starts_with("git config merge.letterctl.driver "), "{said}");
        repository.git(&format!("git init -q -b main && {driver}"));
        repository.commit("main", list);
        repository
    }

    /// Runs a line of a shell and gives what it prints.
    fn git(&self, line: &str) -> String {
        const ENVIRONMENT: &str = "export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 \
            GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A \
            GIT_COMMITTER_EMAIL=a@example.org";
        self.0.shell(&format!("{ENVIRONMENT}; {line}"), Path::new(""))
    }

    /// Commits a list to the branch that is checked out.
    fn commit(&self, message: &str, list: &str) {
        self.0.put("signatories.csv", list);
        assert_eq!(self.git(&format!("git add . && git commit -qm '{message}'")), "");
    }

    /// Commits one list to a branch `theirs` and another to `main`.
    fn diverge(&self, ours: &str, theirs: &str) {
        assert_eq!(self.git("git checkout -qb theirs"), "");
        self.commit("theirs", theirs);
        assert_eq!(self.git("git checkout -q main"), "");
        self.commit("ours", ours);
    }

    fn list(&self) -> String {
        self.0.read("signatories.csv")
    }
}

#[test]
fn two_branches_that_each_add_sign_offs_merge_without_a_conflict() {
    let repository = Repository::new("name,abbreviation,country,status,email\n");
    repository.git(
        "git checkout -qb theirs && letterctl sign add 'Dam Group' --abbr DG --set Donor=7 && \
         letterctl sign add 'River Watch' && git add . && git commit -qm theirs && \
         git checkout -q main && letterctl sign add 'Elm Anglers' --email elm@example.org && \
         letterctl sign add 'River Watch' && git add . && git commit -qm ours",
    );

    assert_eq!(repository.git("git merge -q theirs >/dev/null; git status --short"), "");

    assert_eq!(
        repository.list(),
        "name,abbreviation,country,status,email,Donor\n\
         Elm Anglers,,,confirmed,elm@example.org,\n\
         River Watch,,,confirmed,,\n\
         Dam Group,DG,,confirmed,,7\n"
    );
    let history = repository.0.read("drafts/history.jsonl");
    for id in ["dg", "elm-anglers", "river-watch"] {
        assert!(history.contains(&format!("\"id\":\"{id}\"")), "{history}");
    }
}

const BASE: &str = "name,country,email\nRiver Watch,DE,river@example.org\nDam Group,,\nElm,,\n";

#[test]
fn a_conflict_names_row_and_cells_and_leaves_no_marks_in_the_list() {
    let repository = Repository::new(BASE);
    let ours = "name,country,email\nRiver Watch,FR,canary-1@example.org\nDam Group,IT,\n";
    let theirs = "name,country,email\nRiver Watch,ES,canary-2@example.org\nElm,GR,\nNew,,\n";
    repository.diverge(ours, theirs);

    assert_data_eq!(
        repository.git("git merge -q theirs; echo status $?; git status --short"),
        str![[r#"
error[merge-conflict]: both sides changed `country` of `River Watch`: `FR` here, `ES` there
 --> signatories.csv:2:13
  |
2 | …,FR,…
  |   ^^
  |
  = help: what stood here stays; write what is right, then `git add signatories.csv`

error[merge-conflict]: both sides changed `email` of `River Watch`
 --> signatories.csv:2:16
  |
  = help: what stood here stays; write what is right, then `git add signatories.csv`

error[merge-conflict]: `Dam Group` was edited here and removed there: `country`
 --> signatories.csv:3:11
  |
3 | …,IT,…
  |   ^^
  |
  = help: the row stays; take it out if it is to go, then `git add signatories.csv`

error[merge-conflict]: `Elm` was removed here and edited there: `country`
 = help: it stays removed; `git show :3:signatories.csv` has the row; when it is right, `git add signatories.csv`

Auto-merging signatories.csv
CONFLICT (content): Merge conflict in signatories.csv
Automatic merge failed; fix conflicts and then commit the result.
status 1
UU signatories.csv

"#]]
    );
    assert_eq!(repository.list(), format!("{ours}New,,\n"));
}

#[test]
fn a_list_that_cannot_be_read_is_a_conflict_and_stays_as_it_is() {
    let repository = Repository::new(BASE);
    let ours = format!("{BASE}Ours,,\n");
    repository.diverge(&ours, &format!("{BASE}\"Theirs,,\n"));

    let said = repository.git("git merge -q theirs; echo status $?");

    assert!(said.starts_with("error[quote]: `name` opens a quote that never closes\n"), "{said}");
    assert!(said.contains("--> :3:signatories.csv:5:1\n"), "{said}");
    assert!(said.ends_with("\nstatus 1\n"), "{said}");
    assert_eq!(repository.list(), ours);
}

#[test]
fn merging_needs_no_project_and_no_settings_and_leaves_nothing_beside() {
    let folder = Sandbox::new()
        .file("letterctl.toml", "broken")
        .file("base", "")
        .file("ours", "name\nA")
        .file("theirs", "name\nB\n");
    let said = folder.run(&["sign", "merge", "base", "ours", "theirs"]);
    assert_eq!(said, "status: 0\n--- stdout\n--- stderr\n");
    assert_eq!(folder.read("ours"), "name\nA\nB");
    assert_eq!(folder.names("."), ["base", "letterctl.toml", "ours", "theirs"]);
}

#[test]
fn a_pull_request_that_takes_away_somebody_elses_row_is_named() {
    let repository = Repository::new(BASE);
    repository.git("git checkout -qb theirs");
    repository.commit("sign", "name,country,email\nRiver Watch,FR,x@example.org\nElm,,\nNew,,\n");
    repository.0.put("templates/joint-letter.md", "+++\nsubject = \"Elm\"\n+++\nText.\n");

    let said = repository.git("letterctl check --since main; echo status $?");

    let (_, changes) = said.split_at(said.find("warning[removed-row]").expect(&said));
    assert_data_eq!(
        changes,
        str![[r#"
warning[removed-row]: Dam Group was taken off the list since `main`
 --> main:signatories.csv:3:1
  |
3 | Dam Group,…,…
  | ^^^^^^^^^
  |
  = help: put it back, unless it was to go

warning[altered-row]: River Watch was altered since `main`: `country` was `DE`, is `FR`; `email`
 --> signatories.csv:2:13
  |
2 | …,FR,…
  |   ^^
  |
  = help: undo it, unless it was meant

note[added-row]: one row was added since `main`: New
 --> signatories.csv:4:1
  |
4 | New,…,…
  | ^^^
...
status 1

"#]]
    );
    let json = repository.git("letterctl check --since HEAD~1 --json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let removed = json["findings"].as_array().unwrap().iter();
    let removed: Vec<_> = removed.filter(|finding| finding["code"] == "removed-row").collect();
    assert_eq!(removed.len(), 1);
    assert_eq!(removed[0]["severity"], "warning");
    assert_eq!(removed[0]["file"], "HEAD~1:signatories.csv");
}

#[test]
fn sign_offs_that_are_only_added_are_a_note() {
    let repository = Repository::new(BASE);
    repository.0.put("signatories.csv", format!("{BASE}New,,\n"));
    repository.0.put("templates/joint-letter.md", include_str!("../../templates/joint-letter.md"));

    let said = repository.git("letterctl check --since main; echo status $?");

    assert!(said.starts_with("note[added-row]: one row was added since `main`: New\n"), "{said}");
    assert!(said.ends_with("\n1 note.\nstatus 0\n"), "{said}");
    let since_nothing = repository.git(
        "git rm -q --cached signatories.csv && git commit -qm gone && letterctl check --since HEAD",
    );
    assert!(since_nothing.contains("4 rows were added since `HEAD`: River Watch, "));
}

#[test]
fn what_git_cannot_tell_is_said() {
    let repository = Repository::new(BASE);
    assert_data_eq!(
        repository.git("letterctl check --since v9; letterctl check --since=--help; echo $?"),
        str![[r#"
error: git knows no revision `v9`
hint: in a clone that is not whole, as in CI, `git fetch` brings it
error: git knows no revision `--help`
hint: in a clone that is not whole, as in CI, `git fetch` brings it
1

"#]]
    );
    let outside = Sandbox::new()
        .file("signatories.csv", BASE)
        .file("templates/joint-letter.md", include_str!("../../templates/joint-letter.md"));
    let said = outside.shell("letterctl check --since main; echo $?", Path::new(""));
    assert!(said.starts_with("error: git opens no repository in `[PROJECT]`: "), "{said}");
    assert!(said.ends_with("\n1\n"), "{said}");
    let mut without_git = outside.command(&["check", "--since", "main"]);
    let output = without_git.env("PATH", outside.path("nothing")).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stderr.starts_with(b"error: cannot run `git`\n"));
}

#[test]
fn conflicts_are_told_as_json() {
    let list = |country: &str| format!("name,country,email\nRiver Watch,{country},a@example.org\n");
    let project =
        Sandbox::new().file("base", list("DE")).file("ours", list("FR")).file("theirs", list("ES"));
    assert_data_eq!(
        project.run(&["sign", "merge", "base", "ours", "theirs", "--json"]),
        str![[r#"
status: 1
--- stdout
[
  {
    "code": "merge-conflict",
    "severity": "error",
    "message": "both sides changed `country` of `River Watch`: `FR` here, `ES` there",
    "file": "[PROJECT]/ours",
    "line": 2,
    "column": 13,
    "help": "what stood here stays; write what is right, then `git add [PROJECT]/ours`"
  }
]
--- stderr

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "merge", "base", "base", "ours", "--json"]),
        str![[r#"
status: 0
--- stdout
[]
--- stderr

"#]]
    );
}
