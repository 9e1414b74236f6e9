//! `letterctl draft`: freezing, listing, showing and verifying versions.

use std::path::Path;

use snapbox::{IntoData, assert_data_eq, str};

use crate::sandbox::Sandbox;

const LETTER: &str =
    "+++\nsubject = \"The weir\"\nclose = \"Sincerely,\"\n+++\nWe ask you to open it.\n";

/// A project with a letter in two languages and a list.
fn project() -> Sandbox {
    Sandbox::new()
        .file("templates/joint-letter.md", LETTER)
        .file("templates/joint-letter.de.md", "+++\nsubject = \"Das Wehr\"\n+++\nBitte.\n")
        .file("signatories.csv", "name,status,email\nRiver Watch,confirmed,canary@example.org\n")
}

/// What a run said, without the moment of the run.
fn said(project: &Sandbox, arguments: &[&str]) -> String {
    let said = project.run(arguments);
    let versions = project.names("drafts").into_iter().filter(|name| name.starts_with('v'));
    let times = versions.map(|version| {
        let manifest = project.read(&format!("drafts/{version}/version.toml"));
        let time = manifest.lines().find_map(|line| line.strip_prefix("time = ")).unwrap();
        time.trim_matches('"').to_owned()
    });
    let times: Vec<_> = times.collect();
    let said = times.iter().fold(said, |said, time| said.replace(time, "[TIME]"));
    times.iter().fold(said, |said, time| said.replace(&time[..10], "YYYY-MM-DD"))
}

fn freeze(project: &Sandbox, arguments: &[&str]) {
    project.stdout(&[&["draft", "freeze"], arguments].concat());
}

#[test]
fn a_version_is_frozen_and_told_from_the_one_before() {
    let project = project();
    assert_data_eq!(
        said(&project, &["draft", "freeze", "-m", "for the board"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Froze v1@05092a5ebf9a: de, en-US.

"#]]
    );
    // Another list, another date: the same text.
    project.put("signatories.csv", "name\nRiver Watch\nElm Anglers\n");
    assert_data_eq!(
        said(&project, &["draft", "freeze"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Froze v2@05092a5ebf9a: de, en-US; its text is that of v1, and agreements to it hold.

"#]]
    );
    project.put("templates/joint-letter.fr.md", "+++\n+++\nOuvrez.\n");
    assert_data_eq!(
        said(&project, &["draft", "freeze"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Froze v3@14ad9c3d3a38: de, en-US, fr; it adds translations to v2, and agreements to v2 hold.

"#]]
    );
    project.put("templates/joint-letter.md", LETTER.replace("ask", "urge"));
    assert_data_eq!(
        said(&project, &["draft", "freeze", "--dry-run"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Would freeze v4@a917881fdfcb: de, en-US, fr; who agreed to v3 is to be asked again.

"#]]
    );
    assert_data_eq!(
        said(&project, &["draft", "freeze", "--editorial", "--json"]),
        str![[r#"
status: 0
--- stdout
{
  "version": "v4",
  "id": "a917881fdfcb",
  "time": "[TIME]",
  "note": "",
  "editorial": true
}
--- stderr
Froze v4@a917881fdfcb: de, en-US, fr; editorial, so that agreements to v3 hold.

"#]]
    );
}

#[test]
fn versions_are_listed_with_their_notes() {
    let project = project();
    freeze(&project, &["-m", "for the board"]);
    project.put("templates/joint-letter.md", LETTER.replace("ask", "urge"));
    freeze(&project, &["--editorial"]);
    project.put("templates/joint-letter.md", LETTER.replace("open", "remove"));
    freeze(&project, &["-m", "one more\n demand\u{7}"]);
    assert_data_eq!(
        said(&project, &["draft", "list"]),
        str![[r#"
status: 0
--- stdout
version  id            day         languages  note
v1       05092a5ebf9a  YYYY-MM-DD  de, en-US  for the board
v2       2103ce2cf2ff  YYYY-MM-DD  de, en-US  (editorial)
v3       26d2726304d5  YYYY-MM-DD  de, en-US  one more demandU+0007
--- stderr

"#]]
    );
    assert_data_eq!(
        said(&project, &["draft", "list", "--json"]),
        str![[r#"
status: 0
--- stdout
[
  {
    "version": "v1",
    "id": "05092a5ebf9a",
    "time": "[TIME]",
    "note": "for the board",
    "editorial": false
  },
  {
    "version": "v2",
    "id": "2103ce2cf2ff",
    "time": "[TIME]",
    "note": "",
    "editorial": true
  },
  {
    "version": "v3",
    "id": "26d2726304d5",
    "time": "[TIME]",
    "note": "one more/n demand/u0007",
    "editorial": false
  }
]
--- stderr

"#]]
    );
}

#[test]
fn a_version_keeps_nothing_private() {
    let project = project();
    freeze(&project, &[]);
    let kept = project.shell("cat $(find drafts/v1 -type f)", Path::new(""));
    assert!(kept.contains("River Watch") && !kept.contains("canary"), "{kept}");
}

#[test]
fn whoever_freezes_is_named_as_git_does_or_else_the_system() {
    let project = project();
    let author = |version: &str| {
        let manifest = project.read(&format!("drafts/{version}/version.toml"));
        manifest.lines().find_map(|line| line.strip_prefix("author = ")).unwrap().to_owned()
    };
    freeze(&project, &[]);
    assert_eq!(author("v1"), "\"\"");
    assert!(project.command(&["draft", "freeze"]).env("USER", "ines").status().unwrap().success());
    assert_eq!(author("v2"), "\"ines\"");
    let with_git = "git init -q && git config user.name 'Ines \"R\" Roth' && \
        USER=ines letterctl -q draft freeze";
    assert_eq!(project.shell(with_git, Path::new("")), "");
    assert_eq!(author("v3"), r#""Ines \"R\" Roth""#);
}

#[test]
fn nothing_is_frozen_of_a_letter_with_errors() {
    let project = project().file("templates/joint-letter.de.md", "+++\n+++\n{{ nobody }}\n");
    assert_data_eq!(
        project.run(&["draft", "freeze"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error[undefined]: `nobody` is not defined
 --> templates/joint-letter.de.md:3:4
  |
3 | {{ nobody }}
  |    ^^^^^^
  |
  = help: defined are `letter`, `vars`, `addressee`, `addressees`, `as_of`, `count`, `individuals`, `organizations`, `signatories`, `version`


"#]]
    );
    assert!(!project.path("drafts").exists());
    let project = project.file("templates/joint-letter.de.md", "+++\n+++\n[^x]\n");
    assert!(project.run(&["draft", "freeze", "--dry-run"]).starts_with("status: 1\n"));
}

#[test]
fn where_nothing_is_frozen_that_is_said() {
    let project = project();
    let nothing = "Nothing is frozen yet: `letterctl draft freeze` makes the first version.\n";
    for command in ["list", "verify"] {
        let said = project.run(&["draft", command]);
        assert_eq!(said, format!("status: 0\n--- stdout\n--- stderr\n{nothing}"));
        assert_eq!(project.stdout(&["draft", command, "--json"]), "[]\n");
    }
    assert_data_eq!(
        project.run(&["draft", "show", "v1"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no version `v1`: nothing is frozen yet
hint: `letterctl draft freeze` makes the first version

"#]]
    );
    assert_data_eq!(
        project.run(&["draft", "freeze", "--editorial"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: the first version cannot be editorial: there is none before it
hint: leave `--editorial` out

"#]]
    );
    assert!(!project.path("drafts").exists());
}

#[test]
fn a_version_is_shown_by_label_or_id_and_has_its_digest_under_sha256sum() {
    let project = project().file("templates/joint-letter.en.md", "+++\n+++\nTwo.\n");
    freeze(&project, &["-m", "x"]);
    let version: serde_json::Value =
        serde_json::from_str(&project.stdout(&["draft", "show", "v1", "--json"])).unwrap();
    let (digest, id) = (version["digest"].as_str().unwrap(), version["id"].as_str().unwrap());
    assert_eq!(id, &digest[..12]);
    let sum = project.shell("(LC_ALL=C; cat drafts/v1/*.md) | sha256sum", Path::new(""));
    assert_eq!(sum, format!("{digest}  -\n"));
    let all = project.stdout(&["draft", "show", "v1"]);
    for name in ["1", id, &id[..4], &format!("v7@{id}")] {
        assert_eq!(project.stdout(&["draft", "show", name]), all, "{name}");
    }
    let german = project.stdout(&["draft", "show", "v1", "--language", "DE"]);
    assert_eq!(version["texts"]["de"], german);
    assert!(all.starts_with(&german));
    assert_data_eq!(
        german,
        str![[r#"
Betreff: Das Wehr

Bitte.

Sincerely,

"#]]
        .raw()
    );
    assert_data_eq!(
        project.run(&["draft", "show", "v1", "--language", "fr"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: v1 is not there in `fr`
hint: it is there in `de`, `en-US`, `en`

"#]]
    );
    assert_data_eq!(
        project.run(&["draft", "show", "v2"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no version `v2`
hint: there are: `v1@7bfed4c776d7`

"#]]
    );
}

#[test]
fn a_renumbered_folder_is_the_same_version() {
    let project = project();
    freeze(&project, &["-m", "x"]);
    let shown = project.stdout(&["draft", "show", "v1"]);
    project.shell("mv drafts/v1 drafts/v3", Path::new(""));
    assert!(project.stdout(&["draft", "verify"]).starts_with("v3@"));
    assert_eq!(project.stdout(&["draft", "show", "v3"]), shown);
    freeze(&project, &[]);
    assert_eq!(project.names("drafts"), [".folder.lock", "v3", "v4"]);
}

#[test]
fn one_byte_changed_in_a_version_is_found() {
    const READING: [&str; 3] = ["draft show v1", "draft verify", "render --version v1"];
    let project = project();
    freeze(&project, &[]);
    freeze(&project, &[]);
    let of_any = ["draft list", "draft show v2", "draft freeze", "render --draft"];
    let files =
        ["version.toml", "de.md", "source/signatories.csv", "source/templates/joint-letter.md"];
    for file in files {
        let path = format!("drafts/v1/{file}");
        let bytes = project.bytes(&path);
        let mut other = bytes.clone();
        other[7] ^= 1;
        project.put(&path, &other);
        let of_any = of_any.iter().filter(|_| file == "version.toml");
        for command in READING.iter().chain(of_any) {
            let said = project.run(&command.split(' ').collect::<Vec<_>>());
            let expected = format!("error: `{path}` was changed since it was ");
            assert!(said.starts_with("status: 1\n") && said.contains(&expected), "{said}");
            assert!(said.contains("`git checkout -- drafts/v1`"), "{said}");
        }
        project.put(&path, &bytes);
    }
    assert_eq!(project.names("drafts"), [".folder.lock", "v1", "v2"]);
}

#[test]
fn every_fault_of_every_version_is_named() {
    let project = project();
    for _ in 0..4 {
        freeze(&project, &[]);
    }
    project.put("drafts/v1/de.md", "other");
    project.put("drafts/v1/source/more.md", "");
    project.shell("rm drafts/v2/en-US.md drafts/v3/version.toml", Path::new(""));
    assert_data_eq!(
        project.run(&["draft", "verify"]),
        str![[r#"
status: 1
--- stdout
v1@05092a5ebf9a not as it was frozen
v2@05092a5ebf9a not as it was frozen
v3 not as it was frozen
v4@05092a5ebf9a ok
--- stderr
error: `drafts/v1/source/more.md` was not there when the version was frozen
hint: take it away: a version never changes
error: `drafts/v1/de.md` was changed since it was frozen
hint: where it is kept in git, `git checkout -- drafts/v1` brings it back as it was
error: `drafts/v2/en-US.md` is missing
hint: where it is kept in git, `git checkout -- drafts/v2` brings it back as it was
error: `drafts/v3` has no `version.toml`
hint: where it is kept in git, `git checkout -- drafts/v3` brings it back as it was

"#]]
    );
    assert_data_eq!(
        project.run(&["draft", "verify", "--json", "--quiet"]),
        str![[r#"
status: 1
--- stdout
[
  {
    "version": "v1",
    "id": "05092a5ebf9a",
    "faults": [
      "`drafts/v1/source/more.md` was not there when the version was frozen",
      "`drafts/v1/de.md` was changed since it was frozen"
    ]
  },
  {
    "version": "v2",
    "id": "05092a5ebf9a",
    "faults": [
      "`drafts/v2/en-US.md` is missing"
    ]
  },
  {
    "version": "v3",
    "id": null,
    "faults": [
      "`drafts/v3` has no `version.toml`"
    ]
  },
  {
    "version": "v4",
    "id": "05092a5ebf9a",
    "faults": []
  }
]
--- stderr
error: `drafts/v1/source/more.md` was not there when the version was frozen
hint: take it away: a version never changes
error: `drafts/v1/de.md` was changed since it was frozen
hint: where it is kept in git, `git checkout -- drafts/v1` brings it back as it was
error: `drafts/v2/en-US.md` is missing
hint: where it is kept in git, `git checkout -- drafts/v2` brings it back as it was
error: `drafts/v3` has no `version.toml`
hint: where it is kept in git, `git checkout -- drafts/v3` brings it back as it was

"#]]
    );
}

/// Commits all to a repository of the sandbox and clones it to `clone` as git for Windows would.
fn cloned(project: &Sandbox) {
    const ENVIRONMENT: &str = "export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 \
        GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=A \
        GIT_COMMITTER_EMAIL=a@example.org";
    let clone = "git init -q -b main && git add . && git commit -qm x && rm -rf clone && \
        git clone -q -c core.autocrlf=true . clone";
    assert_eq!(project.shell(&format!("{ENVIRONMENT}; {clone}"), Path::new("")), "");
}

#[test]
fn a_clone_with_other_ends_of_lines_has_the_same_versions() {
    let project = project();
    assert_eq!(project.shell("letterctl init -q", Path::new("")), "");
    freeze(&project, &[]);
    let sum = "(LC_ALL=C; cat drafts/v1/*.md) | sha256sum";
    let here = project.shell(sum, Path::new(""));
    cloned(&project);
    assert!(project.read("clone/letterctl.toml").contains("\r\n"), "nothing was converted");
    assert_eq!(project.shell(sum, Path::new("clone")), here);
    let verified = project.shell("letterctl draft verify", Path::new("clone"));
    assert_eq!(verified, format!("v1@{} ok\n", &here[..12]));
}

#[test]
fn ends_of_lines_that_git_changed_are_said_to_be_that() {
    let project = project();
    freeze(&project, &[]);
    cloned(&project);
    assert_data_eq!(
        project.run(&["-C", "clone", "draft", "verify"]),
        str![[r#"
status: 1
--- stdout
v1 not as it was frozen
--- stderr
error: `drafts/v1/version.toml` has CRLF at the end of lines, where LF was frozen
hint: git changed them; `drafts/** -text` in `.gitattributes` keeps it from that
hint: then, `rm -r drafts/v1` and `git checkout -- drafts/v1`

"#]]
    );
}
