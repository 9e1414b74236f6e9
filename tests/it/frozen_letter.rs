//! A letter that is frozen: what is agreed to, what is kept, and that it is made again as it was.

use std::fmt::Write as _;
use std::path::Path;

use letterctl::draft::{self, Version};
use letterctl::letters::{Letters, LettersError};
use letterctl::project::Project;
use snapbox::{assert_data_eq, file, str};

use crate::sandbox::{Sandbox, folders, project_of};

const LETTER: &str = "+++
date = \"today\"
subject = \"{{ count.signatories }} towns on the dam\"
salutation = \"Dear Minister,\"
marking = \"As of {{ as_of | date }}\"

[vars]
part = \"a.md\"
+++
{% include 'parts/' ~ vars.part %}

{% include 'many.md' if count.signatories > 100 else \"few.md\" %}

Version {{ version }}.
";

/// A project with a letter, its translation, what they include, and a list with private cells.
fn towns() -> Sandbox {
    Sandbox::new()
        .file("templates/towns.md", LETTER)
        .file("templates/towns.fr.md", "+++\nsubject = \"Le barrage\"\n+++\nNous.\r\n")
        .file("templates/parts/a.md", "{% include \"parts/b.md\" %}")
        .file("templates/parts/b.md", "The dam is old.")
        .file("templates/many.md", "We are many.")
        .file("templates/few.md", "We are few.")
        .file("templates/unused.md", "Nobody asks for it.")
        .file("templates/mail/review.md", "+++\nsubject = \"s\"\n+++\n")
        .file(
            "letterctl.toml",
            "template = 'towns'\n\n[mail]\nfrom = 'Jane <jane@towns.example>'\n\n\
             # Ours.\n[letter]\nclose = \"Respectfully,\"\n\n[signatories]\nfile = 'list.csv'\n\
             public = [\"tier\"]\n\n[letter.signatories]\nfields = ['name', 'tier']\n",
        )
        .file(
            "list.csv",
            "name,email,tier,status,listed,signed_on\n\
             Elder,elder@towns.example,first,,,2022-05-01\n\
             Harlow,harlow@towns.example,second,invited,,\n\
             Ostra,ostra@towns.example,third,,anonymous,2022-06-01\n\
             Zell,zell@towns.example,first,confirmed,,2022-05-07\n",
        )
}

fn letters(project: &Sandbox) -> Letters {
    of_project(&project.path("")).unwrap()
}

fn of_project(folder: &Path) -> Result<Letters, LettersError> {
    Letters::of_project(&Project::open(folder, None).unwrap(), None, folder)
}

/// Freezes the letter as it stands.
fn freeze(project: &Sandbox) -> Version {
    project.stdout(&["draft", "freeze"]);
    draft::versions(&project.path("drafts")).unwrap().pop().unwrap()
}

#[test]
fn the_canonical_text_of_every_letter_is_settled() {
    let mut ids = String::new();
    for case in folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/letters")) {
        let project = project_of(&case);
        let folder = project.path("");
        let opened = Project::open(&folder, None).unwrap();
        let letters = Letters::of_project(&opened, Some("letter.md"), &folder).unwrap();
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        for (tag, text) in letters.texts().unwrap().iter() {
            writeln!(ids, "{} {name}/{tag}", draft::Digest::of(text.as_bytes()).id()).unwrap();
        }
    }
    assert_data_eq!(ids, file!["../testdata/canonical/letters.ids"].raw());
}

#[test]
fn what_is_kept_makes_the_letter_and_holds_nothing_private() {
    let project = towns();
    let mut kept = String::new();
    for (path, bytes) in letters(&project).source().unwrap() {
        let text = String::from_utf8(bytes).unwrap();
        writeln!(kept, "== {}", path.display()).unwrap();
        if path.starts_with("templates") {
            assert_eq!(text, project.read(path.to_str().unwrap()));
        } else {
            kept.push_str(&text);
        }
    }
    assert_data_eq!(
        kept,
        str![[r#"
== letterctl.toml
template = 'towns'

# Ours.
[letter]
close = "Respectfully,"

[signatories]
public = ["tier"]

[letter.signatories]
fields = ['name', 'tier']
== signatories.csv
id,kind,name,tier,listed
elder,organization,Elder,first,yes
,organization,,,anonymous
zell,organization,Zell,first,yes
== templates/few.md
== templates/many.md
== templates/parts/a.md
== templates/parts/b.md
== templates/towns.fr.md
== templates/towns.md

"#]]
    );
}

#[test]
fn a_version_is_rendered_to_the_same_bytes_whatever_has_changed_since() {
    let project = towns();
    let version = freeze(&project);
    let formats = ["text", "md", "html", "eml", "pdf"];
    let made = |name: &str, epoch: &str| {
        formats.map(|format| {
            let mut command = project.command(&["render", "--version", name, "--to", format]);
            let output =
                command.args(["-o", "-"]).env("SOURCE_DATE_EPOCH", epoch).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stderr), "");
            output.stdout
        })
    };
    let before = made("v1", "1659441600");
    let text = String::from_utf8(before[0].clone()).unwrap();
    assert_data_eq!(
        text,
        str![[r#"
As of May 7, 2022

August 2, 2022

Re: 3 towns on the dam

Dear Minister,

The dam is old.

We are few.

Version v1.

Respectfully,


Elder, first
Zell, first
and one other

"#]]
    );

    project.put("templates/towns.md", "+++\nsubject = \"Other\"\ndate = \"today\"\n+++\nOther.\n");
    project.put("templates/parts/b.md", "Other.");
    project.put("letterctl.toml", "[letter]\nclose = \"Other\"\n[mail]\nfrom = 'o@o.example'\n");
    project.put("signatories.csv", "name\nOther\n");
    std::fs::remove_file(project.path("list.csv")).unwrap();
    assert_eq!(made("v1", "1700000000"), before);
    assert_eq!(made(version.id(), "nothing"), before);
    assert_eq!(made(&version.reference(), ""), before);

    std::fs::remove_dir_all(project.path("templates")).unwrap();
    assert_eq!(made(&version.id()[..4], "1700000000"), before);
}

#[test]
fn every_letter_is_made_again_as_it_was_when_it_was_frozen() {
    let formats = ["txt", "md", "html", "eml", "pdf"];
    let mut compared = 0;
    for case in folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/letters")) {
        if case.join("addressees.csv").exists() {
            continue;
        }
        let project = project_of(&case);
        let settings = std::fs::read_to_string(case.join("letterctl.toml")).unwrap_or_default();
        let others = settings.lines().filter(|line| !line.starts_with("template"));
        let settings: Vec<_> = std::iter::once("template = \"letter.md\"").chain(others).collect();
        project.put("letterctl.toml", settings.join("\n"));
        let mut freeze = project.command(&["draft", "freeze"]);
        let output = freeze.env_remove("SOURCE_DATE_EPOCH").env("TZ", "UTC").output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let version = &draft::versions(&project.path("drafts")).unwrap()[0];
        // The letter as it stands, made in the second of the freezing.
        let epoch = version.time.as_second().to_string();
        let made = |arguments: &[&str], epoch: &str| {
            let arguments = [&["render", "--to", "text,md,html,eml,pdf"], arguments].concat();
            let output = project.command(&arguments).env("SOURCE_DATE_EPOCH", epoch).output();
            let made = output.unwrap().status.success();
            formats.map(|ending| made.then(|| project.bytes(&format!("out/letter.{ending}"))))
        };
        let standing = made(&[], &epoch);
        assert!(made(&["--version", "v1"], "0") == standing, "{}", case.display());
        compared += usize::from(standing[0].is_some());
    }
    assert!(compared > 20, "only {compared} letters were compared");
}

#[test]
fn a_version_that_is_not_there_is_named() {
    let project = towns();
    assert_data_eq!(
        project.run(&["render", "--version", "v1"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no version `v1`: nothing is frozen yet
hint: `letterctl draft freeze` makes the first version

"#]]
    );
    freeze(&project);
    assert_data_eq!(
        project.run(&["render", "--version", "v3"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no version `v3`
hint: there are: `v1@760f061a3a11`

"#]]
    );
    assert_data_eq!(
        project.run(&["render", "--version", "v1", "-o", "templates/towns.md"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `[PROJECT]/templates/towns.md` is what the letter is made from, and is not written over
hint: name another file with `-o`

"#]]
    );
}

#[test]
fn a_version_that_was_changed_is_not_rendered() {
    let project = towns();
    freeze(&project);
    let path = "drafts/v1/source/templates/parts/b.md";
    project.put(path, project.read(path).replace("old", "new"));
    assert_data_eq!(
        project.run(&["render", "--version", "v1"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `drafts/v1/source/templates/parts/b.md` was changed since it was frozen
hint: where it is kept in git, `git checkout -- drafts/v1` brings it back as it was

"#]]
    );
}

#[test]
fn a_draft_says_which_version_it_is() {
    let project = Sandbox::new().file("templates/joint-letter.md", letter("a", "{{ version }}"));
    let head = |arguments: &[&str]| {
        let text = project.stdout(&[&["render", "--draft"], arguments].concat());
        text.lines().next().unwrap().to_owned()
    };
    assert_eq!(head(&[]), "DRAFT");
    freeze(&project);
    assert_eq!(head(&[]), "DRAFT v1");
    project.put("templates/joint-letter.md", letter("b", "{{ version }}"));
    assert_eq!(head(&[]), "DRAFT after v1");
    freeze(&project);
    assert_eq!(head(&[]), "DRAFT v2");
    assert_eq!(head(&["--version", "v1"]), "DRAFT v1");
    project.put("templates/joint-letter.md", letter("a", "other marking"));
    assert_eq!(head(&[]), "DRAFT v1");
}

fn letter(word: &str, marking: &str) -> String {
    format!("+++\nsubject = \"S\"\nmarking = \"{marking}\"\n+++\n{word}\n")
}

#[test]
fn the_version_is_told_where_the_text_is_a_frozen_one() {
    let text = "+++\nsubject = \"S\"\nmarking = \"<{{ version }}>\"\n+++\na\n";
    let project = Sandbox::new().file("templates/joint-letter.md", text);
    let marking = || project.stdout(&["render"]).lines().next().unwrap().to_owned();
    assert_eq!(marking(), "<>");
    freeze(&project);
    assert_eq!(marking(), "<v1>");
    project.put("templates/joint-letter.md", text.replace("\na\n", "\nb\n"));
    assert_eq!(marking(), "<>");
}

#[test]
fn a_translation_that_is_added_leaves_the_other_texts() {
    let project = towns();
    let before = letters(&project).texts().unwrap();
    project.put("templates/towns.ko.md", "+++\nsubject = \"댐\"\n+++\n우리.\n");
    let after = letters(&project).texts().unwrap();
    let tags: Vec<_> = after.iter().map(|(tag, _)| tag).collect();
    assert_eq!(tags, ["en-US", "fr", "ko"]);
    assert!(after.include(&before) && !before.include(&after));
}

#[test]
fn a_letter_to_the_rows_of_a_list_is_frozen_without_one_and_rendered_for_each() {
    let project = Sandbox::new()
        .file(
            "templates/joint-letter.md",
            "+++\nsubject = \"S\"\nsalutation = \"Dear {{ addressee.name }},\"\n+++\n\
             In {{ addressee.district | country }}.\n",
        )
        .file("mps.csv", "id,name,district\na,Ada Doe,Elder\n");
    freeze(&project);
    assert_eq!(
        project.read("drafts/v1/en-US.md"),
        "Re: S\n\nDear [addressee.name],\n\nIn [addressee.district].\n"
    );
    project.put("templates/joint-letter.md", letter("other", ""));
    let each = ["render", "--version", "v1", "--each", "mps.csv", "-o", "-"];
    assert_eq!(project.stdout(&each), "Ada Doe\n\nRe: S\n\nDear Ada Doe,\n\nIn Elder.\n");
}

#[test]
fn a_list_changes_no_text() {
    let project = towns();
    let before = letters(&project).texts().unwrap();
    project.put("list.csv", "name,signed_on\nNobody else,2022-09-01\n");
    assert_eq!(letters(&project).texts().unwrap(), before);
}

#[test]
fn two_files_in_one_language_cannot_be_frozen() {
    let project = towns();
    project.put("templates/towns.ko.md", "+++\nlanguage = \"fr\"\n+++\nNous.\n");
    let error = letters(&project).texts().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`templates/towns.fr.md` and `templates/towns.ko.md` are both in `fr`"
    );
}

#[test]
fn a_letter_outside_the_project_cannot_be_frozen() {
    let folder = Sandbox::new()
        .file("elsewhere.md", letter("a", ""))
        .file("project/letterctl.toml", "template = '../elsewhere.md'\n")
        .file("project/linked/letterctl.toml", "template = 'letter.md'\n");
    let link = folder.path("project/linked/letter.md");
    std::os::unix::fs::symlink(folder.path("elsewhere.md"), link).unwrap();
    for (project, shown) in [("project", "../elsewhere.md"), ("project/linked", "letter.md")] {
        let letters = of_project(&folder.path(project)).unwrap();
        let error = letters.source().unwrap_err().to_string();
        assert_eq!(error, format!("`{shown}` lies outside the folder of the project"));
    }
}

#[test]
fn a_letter_beside_the_templates_is_kept_where_it_lies() {
    let project = Sandbox::new()
        .file("letters/a.md", letter("a", ""))
        .file("letterctl.toml", "template = 'letters/a.md'\n")
        .file("sub/x", "");
    let made = freeze(&project);
    let files: Vec<_> = made.files.iter().map(|file| file.path.to_string_lossy()).collect();
    assert_eq!(files, ["en-US.md", "source/letterctl.toml", "source/letters/a.md"]);
    let text = project.stdout(&["render", "--version", "v1", "-C", "sub"]);
    assert_eq!(text, "Re: S\n\na\n");
}
