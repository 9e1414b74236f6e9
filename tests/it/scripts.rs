//! Names in many scripts, set in the fonts of the system: the packages `fonts-noto-core` and
//! `fonts-noto-cjk` of Debian.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use crate::sandbox::{Sandbox, project_of};

/// The folder of the system's data, in which the fonts are.
const SYSTEM: &str = "/usr/share";

fn render(project: &Sandbox, letter: &str) -> Vec<u8> {
    let mut command = project.command(&["render", letter, "--to", "pdf", "-o", "letter.pdf"]);
    let Output { status, stderr, .. } =
        command.env("XDG_DATA_DIRS", SYSTEM).output().expect("the program can be started");
    assert!(status.success(), "{letter}: {}", String::from_utf8_lossy(&stderr));
    project.bytes("letter.pdf")
}

fn text(project: &Sandbox) -> String {
    let output = Command::new("pdftotext").arg(project.path("letter.pdf")).arg("-").output();
    let text = String::from_utf8(output.expect("pdftotext is there").stdout).expect("it is UTF-8");
    // pdftotext puts these round what runs from right to left.
    text.replace(['\u{202a}', '\u{202b}', '\u{202c}'], "")
}

/// The text without the marks of direction that a PDF may hold, too.
fn unmarked(project: &Sandbox) -> String {
    text(project).replace(['\u{200e}', '\u{200f}'], "")
}

fn data(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata").join(name)
}

#[test]
fn every_name_is_given_back_as_it_was_typed() {
    let list = std::fs::read_to_string(data("names/signatories.csv")).expect("the list is there");
    let project = Sandbox::new()
        .file("letterctl.toml", "")
        .file("letter.md", "+++\nsubject = \"Rivers\"\n[signatories]\ncolumns = 1\n+++\nText.\n")
        .file("signatories.csv", &list);
    render(&project, "letter.md");
    let text = text(&project);
    let lines: BTreeSet<&str> = text.lines().map(str::trim).collect();
    let names = list.lines().skip(1).filter_map(|row| row.rsplit_once(','));
    let (found, missing): (Vec<_>, Vec<_>) = names.partition(|(name, _)| lines.contains(name));
    assert_eq!(missing, []);
    assert_eq!(found.len(), 780);
}

/// Readers turn round what one glyph tells: `لله` and `لا` may be one.
#[test]
fn letters_of_one_glyph_are_given_back_in_their_order() {
    let names = ["عبد الله لطفي", "الله", "بسم اللّه", "لا إله إلا الله", "الأولى والآخرة"];
    let project = Sandbox::new()
        .file("letterctl.toml", "")
        .file("letter.md", "+++\nsubject = \"Rivers\"\n+++\nText.\n")
        .file("signatories.csv", format!("name\n{}\n", names.join("\n")));
    for style in ["classic", "modern"] {
        let settings = format!("[letter.page]\nstyle = \"{style}\"\n");
        project.put("letterctl.toml", settings);
        render(&project, "letter.md");
        let text = text(&project);
        let missing: Vec<_> =
            names.iter().filter(|name| !text.lines().any(|line| line.trim() == **name)).collect();
        assert!(missing.is_empty(), "{style}: {missing:?} in {text}");
    }
}

#[test]
fn letters_in_many_scripts_are_the_same_twice() {
    let folder = data("pdf/scripts");
    let (one, other) = (project_of(&folder), project_of(&folder));
    let mut languages = 0;
    for name in one.names("") {
        if !name.starts_with("letter-") {
            continue;
        }
        languages += 1;
        assert!(render(&one, &name) == render(&other, &name), "{name}");
    }
    assert_eq!(languages, 12);
}

#[test]
fn what_runs_the_other_way_is_given_back_with_its_parentheses() {
    let project = Sandbox::new()
        .file("letterctl.toml", "")
        .file("en.md", format!("+++\nsubject = \"Rivers\"\n+++\n{}\n", "We ask you. ".repeat(60)))
        .file(
            "he.md",
            "+++\nsubject = \"נהרות\"\nlanguage = \"he\"\n+++\n\
             ביום 23 באוגוסט, לאחר הדיון (Fishermen of Ford), ביקשנו: פתחו את הנהר.\n",
        )
        .file(
            "signatories.csv",
            "name,abbreviation,language,role,kind\n\
             דוד כהן (חיפה),,he,,\n\
             האגודה לזכויות האזרח,ACRI,he,,\n\
             דוד לוי,,he,Director,individual\n\
             River Watch,RW,en,,\n\
             Ana Roe,,en,Chair,individual\n",
        );
    let names = [
        "דוד כהן (חיפה)",
        "האגודה לזכויות האזרח (ACRI)",
        "דוד לוי, Director",
        "River Watch (RW)",
        "Ana Roe, Chair",
    ];
    let body = "ביום 23 באוגוסט, לאחר הדיון (Fishermen of Ford), ביקשנו: פתחו את הנהר.";
    for (letter, wanted) in [("en.md", names.to_vec()), ("he.md", [&names[..], &[body]].concat())] {
        render(&project, letter);
        let text = unmarked(&project);
        let lines: BTreeSet<&str> = text.lines().collect();
        let missing: Vec<&str> = wanted.into_iter().filter(|line| !lines.contains(line)).collect();
        assert!(missing.is_empty(), "{letter}: {missing:#?} is not in {lines:#?}");
    }
}
