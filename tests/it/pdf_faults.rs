//! Fonts that lie, and letters that no page can hold: an error that says what to do, or a right file.

use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

/// A font of the tests, with a table that is changed.
fn font(tag: [u8; 4], change: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/fonts");
    let mut bytes = fs::read(folder.join("NotoSerifHebrew-Part.ttf")).expect("the font is there");
    let records = 12..12 + 16 * usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    let record = records.step_by(16).find(|&at| bytes[at..].starts_with(&tag));
    let record = record.expect("the font has the table");
    let number = |at: usize| {
        bytes[at..at + 4].iter().fold(0, |number, &byte| number * 256 + usize::from(byte))
    };
    let (start, length) = (number(record + 8), number(record + 12));
    change(&mut bytes[start..start + length]);
    bytes
}

fn whole() -> Vec<u8> {
    font(*b"head", |_| {})
}

fn letter(body: &str) -> Sandbox {
    Sandbox::new()
        .file("letterctl.toml", "[fonts]\nfolder = \"type\"\n")
        .file("letter.md", format!("+++\nsubject = \"Rivers\"\n+++\n{body}\n"))
}

fn render(project: &Sandbox) -> String {
    project.run(&["render", "letter.md", "--to", "pdf", "-o", "letter.pdf"])
}

/// What is said of the fonts, or in the error's first line.
fn told(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.contains("[font]") || line.starts_with("error")).collect()
}

#[test]
fn a_font_whose_tables_contradict_each_other_gives_way_to_another() {
    type Fault = fn(&mut [u8]);
    let faults: [([u8; 4], Fault); 5] = [
        (*b"head", |table| table[18..20].fill(0)),
        (*b"head", |table| table[18..20].fill(0xff)),
        (*b"hhea", |table| table[34..36].fill(0)),
        (*b"maxp", |table| table[4..6].fill(0xff)),
        (*b"glyf", |table| table.fill(0xff)),
    ];
    for (tag, fault) in faults {
        let project = letter("עמותת").file("type/a.ttf", font(tag, fault));
        let alone = render(&project);
        let lacking = "error[missing-glyph]: no font has a glyph for `ע` (U+05E2, Hebrew script) in `עמותת` (body)";
        let damaged = "note[font]: `type/a.ttf` is damaged, and was passed over";
        assert_eq!(told(&alone), [damaged, lacking], "{tag:?}");
        assert!(!project.path("letter.pdf").exists());

        project.put("type/b.ttf", whole());
        let said = render(&project);
        assert_eq!((&said[..9], told(&said)), ("status: 0", vec![damaged]), "{tag:?}: {said}");
        let text = Command::new("pdftotext").arg(project.path("letter.pdf")).arg("-").output();
        let text = String::from_utf8(text.expect("pdftotext is there").stdout).unwrap();
        assert!(text.contains("עמותת"), "{tag:?}: {text}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_no_font() {
    let project = letter("עמותת").file("type/z.ttf", whole());
    let at = |name: &str| project.path(&format!("type/{name}"));
    assert!(Command::new("mkfifo").arg(at("a.ttf")).status().unwrap().success());
    fs::create_dir(at("b.ttf")).unwrap();
    std::os::unix::fs::symlink("c.ttf", at("c.ttf")).unwrap();
    std::os::unix::fs::symlink("..", at("d")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", at("e.ttf")).unwrap();
    // It has a hole in the place of its bytes.
    fs::File::create(at("f.ttf")).unwrap().set_len(300 << 20).unwrap();
    assert_data_eq!(
        render(&project),
        str![[r#"
status: 0
--- stdout
--- stderr
note[font]: `type/f.ttf` is larger than 256 MiB, and was passed over

Wrote letter.pdf.

"#]]
    );
}

#[test]
fn a_folder_of_fonts_that_is_not_there_is_told() {
    let project = letter("עמותת");
    for kind in ["nothing", "a file"] {
        if kind == "a file" {
            project.put("type", "");
        }
        let said = render(&project);
        assert_eq!(told(&said)[0], "note[font]: there is no folder `type`", "{kind}");
        assert!(said.starts_with("status: 1\n"), "{kind}");
    }
}

#[test]
fn characters_of_no_script_are_told_as_what_they_are() {
    let project = letter("A\u{e000}.");
    assert_data_eq!(
        render(&project),
        str![[r#"
status: 1
--- stdout
--- stderr
note[font]: there is no folder `type`
 = help: `[fonts] folder` names it

error[missing-glyph]: no font has a glyph for `` (U+E000, for private use) in `A.` (body)
 --> letter.md:4:2
  |
4 | A.
  |  ^
  |
  = help: it means something in one font only: put that into a folder that `[fonts] folder` names, or type another character
  = help: text, Markdown, HTML and mail can have any: `--to html`


"#]]
    );
    project.put("letter.md", "+++\nsubject = \"Rivers\"\n+++\nA\u{378}.\n");
    assert_data_eq!(
        render(&project),
        str![[r#"
status: 1
--- stdout
--- stderr
note[font]: there is no folder `type`
 = help: `[fonts] folder` names it

error[missing-glyph]: no font has a glyph for `͸` (U+0378, no character) in `A͸.` (body)
 --> letter.md:4:2
  |
4 | A͸.
  |  ^
  |
  = help: Unicode has no such character, nor has any font: type another one
  = help: text, Markdown, HTML and mail can have any: `--to html`


"#]]
    );
}

#[test]
fn a_table_of_five_hundred_columns_has_no_room() {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(500));
    let project = letter(&[row("c"), row("-"), row("x")].concat());
    assert_data_eq!(
        render(&project),
        str![[r#"
status: 1
--- stdout
--- stderr
error[table]: a table has 500 columns, more than the page has room for
 = help: divide it, or put its rows where its columns are


"#]]
    );
    project.put(
        "letter.md",
        format!("+++\nsubject = \"R\"\n+++\n|{0}\n|{1}\n", "c|".repeat(50), "-|".repeat(50)),
    );
    assert!(render(&project).starts_with("status: 0\n"));
}
