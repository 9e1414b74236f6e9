//! `letterctl draft edition` and `draft verify`: what goes out is recorded, and made again.

use letterctl::draft::Digest;
use snapbox::{IntoData, assert_data_eq, str};

use crate::sandbox::Sandbox;

const LETTER: &str = "+++\n\
    date = \"today\"\n\
    marking = \"{{ version }}, as of {{ as_of | date }}\"\n\
    addressees = [\"{{ addressee.name }}\"]\n\
    subject = \"The weir\"\n\
    +++\n\
    We, {{ count.signatories }} signatories, ask you to open the weir before autumn.\n";

const LIST: &str = "Organisation,abbr,status,listed,signed_on,email,tier,note\n\
    River Watch,RW,,,2022-07-01,canary-rw@example.org,gold,canary-note\n\
    Anglers,,invited,,,canary-anglers@example.org,,\n\
    Canary Unlisted,,,no,2022-07-03,,,\n\
    Canary Anonymous,,,anonymous,2022-07-04,,,\n\
    \"Mill \"\"Elm\"\"\",,,,2022-07-02,,,\n";

const ADDRESSEES: &str = "id,name,language,Email,floor no.\n\
    lindqvist,Ms. Lindqvist,,canary-l@example.org,2\n\
    moreau,M. Moreau,fr,canary-m@example.org,\n";

/// A project with a frozen version, to go to two addressees.
pub(crate) fn project() -> Sandbox {
    let project = Sandbox::new()
        .file("letterctl.toml", "[signatories]\npublic = [\"tier\"]\n")
        .file("templates/weir.md", LETTER)
        .file("templates/weir.fr.md", "+++\nsubject = \"Le barrage\"\n+++\nOuvrez-le.\n")
        .file("signatories.csv", LIST)
        .file("addressees.csv", ADDRESSEES);
    project.stdout(&["draft", "freeze"]);
    project
}

/// An open letter, frozen and gone out.
pub(crate) fn open_letter() -> Sandbox {
    let project = Sandbox::new()
        .file("templates/weir.md", "+++\nsubject = \"The weir\"\n+++\nOpen it.\n")
        .file("signatories.csv", "name\nRiver Watch\n");
    project.stdout(&["draft", "freeze"]);
    project.stdout(&["draft", "edition"]);
    project
}

pub(crate) fn change(project: &Sandbox, file: &str, old: &str, new: &str) {
    let text = project.read(file);
    assert!(text.contains(old), "{old}");
    project.put(file, text.replace(old, new));
}

/// Changes an edition as somebody would who knows how it is sealed.
pub(crate) fn forge(project: &Sandbox, old: &str, new: &str) {
    change(project, "drafts/edition-1.toml", old, new);
    let text = project.read("drafts/edition-1.toml");
    let lines = &text[..text.rfind("seal = ").unwrap()];
    let seal = Digest::of(lines.as_bytes());
    project.put("drafts/edition-1.toml", format!("{lines}seal = \"{}\"\n", seal.as_str()));
}

/// An edition without what is another in every run.
fn settled(edition: &str) -> String {
    let table: toml::Table = edition.parse().unwrap();
    let letters = table["letters"].as_array().unwrap().iter();
    let digests = letters.map(|letter| (&letter["sha256"], "[SHA-256]"));
    let values = ["time", "day", "seal"].map(|key| (&table[key], "[NOW]"));
    digests.chain(values).fold(edition.to_owned(), |edition, (value, name)| {
        edition.replace(value.as_str().unwrap(), name)
    })
}

#[test]
fn a_round_from_freezing_to_what_goes_out() {
    let project = project();
    project.stdout(&["sign", "confirm", "anglers"]);
    change(&project, "templates/weir.md", "before autumn", "this year");
    assert_data_eq!(
        project.run(&["draft", "edition"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: the text is not that of v1: 2 words changed
hint: `letterctl draft freeze` makes a version of it, which can go out

"#]]
    );
    project.stdout(&["draft", "freeze"]);
    assert_data_eq!(
        project.run(&["draft", "edition"]),
        str![[r#"
status: 1
--- stdout
--- stderr
warning[stale-agreement]: one sign-off is to the text of v1: that of Anglers
 --> signatories.csv:3:61
  |
3 | …,…,…,…,…,…,…,…,v1@8f96182855dc
  |                 ^^^^^^^^^^^^^^^
  |
  = help: since then, 2 words changed: ask again, then `letterctl sign confirm`

note[no-version-agreed]: 3 sign-offs are to no particular version: those of River Watch (RW) and Mill "Elm", and of one who is not named
 --> signatories.csv:2:68
  |
2 | …,…,…,…,…,…,…,…,
  |                 ^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

error: 1 signatory would be left off, and nothing goes out
hint: `letterctl sign confirm` records that they agree to this text
hint: `--allow-stale` leaves them off

"#]]
    );
    assert!(!project.path("out").exists() && !project.path("drafts/edition-1.toml").exists());
    assert_data_eq!(
        project.run(&["draft", "edition", "--allow-stale", "--dry-run"]),
        str![[r#"
status: 0
--- stdout
--- stderr
warning[stale-agreement]: one sign-off is to the text of v1: that of Anglers
 --> signatories.csv:3:61
  |
3 | …,…,…,…,…,…,…,…,v1@8f96182855dc
  |                 ^^^^^^^^^^^^^^^
  |
  = help: since then, 2 words changed: ask again, then `letterctl sign confirm`

note[no-version-agreed]: 3 sign-offs are to no particular version: those of River Watch (RW) and Mill "Elm", and of one who is not named
 --> signatories.csv:2:68
  |
2 | …,…,…,…,…,…,…,…,
  |                 ^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

Left 1 signatory off.
Would write out/weir-lindqvist.pdf.
Would write out/weir-moreau.pdf.
Would record edition 1: v2@65bca10d43e0, 2 letters, 3 signatories.

"#]]
    );
    assert!(!project.path("out").exists() && !project.path("drafts/edition-1.toml").exists());
    project.stdout(&["sign", "confirm", "anglers"]);
    assert_data_eq!(
        project.run(&["draft", "edition"]),
        str![[r#"
status: 0
--- stdout
--- stderr
note[no-version-agreed]: 3 sign-offs are to no particular version: those of River Watch (RW) and Mill "Elm", and of one who is not named
 --> signatories.csv:2:68
  |
2 | …,…,…,…,…,…,…,…,
  |                 ^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

Wrote 2 of 2 files to out.
Recorded edition 1: v2@65bca10d43e0, 2 letters, 4 signatories.

"#]]
    );
    assert_eq!(project.names("out"), [".gitignore", "weir-lindqvist.pdf", "weir-moreau.pdf"]);
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 0
--- stdout
v2@65bca10d43e0 ok
edition-1 ok
--- stderr

"#]]
    );
}

#[test]
fn who_is_left_off_is_not_in_the_edition() {
    let project = project();
    project.stdout(&["sign", "confirm", "anglers"]);
    change(&project, "templates/weir.md", "before autumn", "this year");
    project.stdout(&["draft", "freeze"]);
    assert_data_eq!(
        project.run(&["draft", "edition", "--allow-stale", "--quiet"]),
        str![[r#"
status: 0
--- stdout
--- stderr
warning[stale-agreement]: one sign-off is to the text of v1: that of Anglers
 --> signatories.csv:3:61
  |
3 | …,…,…,…,…,…,…,…,v1@8f96182855dc
  |                 ^^^^^^^^^^^^^^^
  |
  = help: since then, 2 words changed: ask again, then `letterctl sign confirm`


"#]]
    );
    assert!(!project.read("drafts/edition-1.toml").contains("nglers"));
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 0
--- stdout
v2@65bca10d43e0 ok
edition-1 ok
--- stderr

"#]]
    );
}

#[test]
fn an_edition_keeps_what_the_public_saw_and_nothing_else() {
    let project = project();
    project.stdout(&["draft", "edition"]);
    let edition = project.read("drafts/edition-1.toml");
    assert_data_eq!(
        settled(&edition),
        str![[r#"
version = "v1@8f96182855dc"
time = "[NOW]"
day = "[NOW]"
as_of = "2022-07-02"
program = "0.1.0"
author = ""
signatories = """
id,kind,name,abbreviation,tier,listed
rw,organization,River Watch,RW,gold,yes
,organization,,,,anonymous
mill-elm,organization,"Mill "\"Elm"\"",,,yes
"""
letters = [
  { addressee = { "floor no." = "2", id = "lindqvist", language = "", name = "Ms. Lindqvist" }, language = "en-US", sha256 = "[SHA-256]" },
  { addressee = { "floor no." = "", id = "moreau", language = "fr", name = "M. Moreau" }, language = "fr", sha256 = "[SHA-256]" },
]
seal = "[NOW]"

"#]].raw()
    );
    assert!(!edition.to_lowercase().contains("canary"), "{edition}");
    for file in ["out/weir-lindqvist.pdf", "out/weir-moreau.pdf"] {
        let digest = Digest::of(&project.bytes(file));
        assert_eq!(edition.matches(digest.as_str()).count(), 1, "{file}");
    }
}

#[test]
fn what_the_letter_has_otherwise_is_named_and_freezing_again_takes_it() {
    let project = project();
    project.stdout(&["sign", "confirm", "--all"]);
    change(&project, "templates/weir.md", "\"today\"", "2022-08-05");
    change(&project, "templates/weir.md", "{{ version }}, as", "EMBARGOED, as");
    change(&project, "templates/weir.md", "subject", "contact = \"Ines\"\nsubject");
    assert_data_eq!(
        project.run(&["draft", "edition", "--dry-run"]),
        str![[r#"
status: 0
--- stdout
--- stderr
The letter as it stands is dated August 5, 2022; the edition keeps the date of v1, August 2, 2022.
The letter as it stands is marked `EMBARGOED, as of July 2, 2022`; the edition keeps the marking of v1, `v1, as of July 2, 2022`.
The letter as it stands has another contact; the edition keeps that of v1.
Would write out/weir-lindqvist.pdf.
Would write out/weir-moreau.pdf.
Would record edition 1: v1@8f96182855dc, 2 letters, 3 signatories.

"#]]
    );
    project.stdout(&["draft", "freeze"]);
    assert_data_eq!(
        project.run(&["draft", "edition"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote 2 of 2 files to out.
Recorded edition 1: v2@8f96182855dc, 2 letters, 3 signatories.

"#]]
    );
}

#[test]
fn only_a_frozen_text_goes_out() {
    let project = Sandbox::new().file("templates/weir.md", LETTER);
    assert_data_eq!(
        project.run(&["draft", "edition"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: nothing is frozen yet, and what goes out is a frozen version
hint: `letterctl draft freeze` makes the first version

"#]]
    );
}

#[test]
fn an_open_letter_goes_out_in_each_language() {
    let project = open_letter();
    project.put("templates/weir.de.md", "+++\nsubject = \"Das Wehr\"\n+++\nBitte.\n");
    project.stdout(&["draft", "freeze"]);
    let output = project.run(&["draft", "edition", "--json"]);
    assert_data_eq!(
        output,
        str![[r#"
status: 0
--- stdout
{
  "edition": 2,
  "version": "v2@8f32ee6ff43e",
  "time": "[..]",
  "signatories": 1,
  "letters": [
    {
      "addressee": null,
      "language": "en-US",
      "sha256": "[..]",
      "file": "out/weir.pdf"
    },
    {
      "addressee": null,
      "language": "de",
      "sha256": "[..]",
      "file": "out/weir.de.pdf"
    }
  ]
}
--- stderr
note[no-version-agreed]: one sign-off is to no particular version: that of River Watch
 --> signatories.csv:2:1
  |
2 | River Watch
  | ^^^^^^^^^^^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

Wrote 2 of 2 files to out.
Recorded edition 2: v2@8f32ee6ff43e, 2 letters, 1 signatory.

"#]]
    );
    assert_eq!(project.names("out"), [".gitignore", "weir.de.pdf", "weir.pdf"]);
    assert_data_eq!(
        project.run(&["draft", "verify"]),
        str![[r#"
status: 0
--- stdout
v1@5ded061059b4 ok
v2@8f32ee6ff43e ok
edition-1 ok
edition-2 ok
--- stderr

"#]]
    );
    assert_data_eq!(
        project.run(&["draft", "verify", "edition-2"]),
        str![[r#"
status: 0
--- stdout
v2@8f32ee6ff43e ok
edition-2 ok
--- stderr

"#]]
    );
    assert_data_eq!(
        project.run(&["draft", "verify", "2", "out/weir.de.pdf"]),
        str![[r#"
status: 0
--- stdout
out/weir.de.pdf is the letter in de of edition 2
--- stderr

"#]]
    );
}

#[test]
fn a_letter_without_a_list_goes_out_too() {
    let project = open_letter();
    std::fs::remove_file(project.path("signatories.csv")).unwrap();
    assert_data_eq!(
        project.run(&["draft", "edition"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote out/weir.pdf.
Recorded edition 2: v1@5ded061059b4, 1 letter, 0 signatories.

"#]]
    );
    assert!(project.read("drafts/edition-2.toml").contains("signatories = \"\"\"\n\"\"\"\n"));
    assert!(project.stdout(&["draft", "verify", "2"]).ends_with("edition-2 ok\n"));
}

#[test]
fn what_cannot_be_set_is_told_where_it_can_be_mended_and_nothing_is_written() {
    let project = project();
    change(&project, "signatories.csv", "River Watch", "River Watch 北");
    assert_data_eq!(
        project.run(&["draft", "edition"]),
        str![[r#"
status: 1
--- stdout
--- stderr
note[no-version-agreed]: 3 sign-offs are to no particular version: those of River Watch 北 (RW) and Mill "Elm", and of one who is not named
 --> signatories.csv:2:1
  |
2 | River Watch 北,…,…,…,…,…,…,…
  | ^^^^^^^^^^^^^^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

error[missing-glyph]: no font has a glyph for `北` (U+5317, Han script) in `北` (signatories)
 --> signatories.csv:2:13
  |
2 | River Watch 北,…,…,…,…,…,…,…
  |             ^^
  |
  = help: `Noto Serif CJK SC` has such characters (Debian's package `fonts-noto-cjk`): install it, or put it into a folder that `[fonts] folder` names
  = help: text, Markdown, HTML and mail can have any: `--to html`


"#]]
    );
    assert!(!project.path("out").exists() && !project.path("drafts/edition-1.toml").exists());
}
