//! Fonts of a folder: found when a character asks for one, passed over when they are of no use.

use std::path::Path;
use std::process::Command;

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

const SETTINGS: &str = "[fonts]\nfolder = \"type\"\n";
const HEBREW: &str = "NotoSerifHebrew-Part.ttf";
const ARABIC: &str = "NotoNaskhArabic-Part.ttf";
const CHINESE: &str = "NotoSerifCJK-Part.ttc";

/// A font of the tests: a few letters of one.
fn font(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/fonts");
    std::fs::read(folder.join(name)).expect("the font is there")
}

fn letter(body: &str) -> Sandbox {
    let text = format!("+++\nsubject = \"Rivers\"\n+++\n{body}\n");
    Sandbox::new().file("letterctl.toml", SETTINGS).file("letter.md", text)
}

fn render(project: &Sandbox) -> String {
    project.run(&["render", "letter.md", "--to", "pdf", "-o", "letter.pdf"])
}

const WRITTEN: &str = "status: 0\n--- stdout\n--- stderr\nWrote letter.pdf.\n";

/// What another program says of the PDF.
fn tool(name: &str, project: &Sandbox, arguments: &[&str]) -> String {
    let mut command = Command::new(name);
    command.arg(project.path("letter.pdf")).args(arguments);
    let output = command.output().unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

fn text(project: &Sandbox) -> String {
    tool("pdftotext", project, &["-"]).replace(['\u{202a}', '\u{202b}', '\u{202c}'], "")
}

#[test]
fn a_font_of_the_folder_shows_what_those_compiled_in_lack() {
    let project = letter("مركز محمّد\n\nעמותת הנהר")
        .file(&format!("type/deep/{ARABIC}"), font(ARABIC))
        .file(&format!("type/{HEBREW}"), font(HEBREW));
    assert_eq!(render(&project), WRITTEN);
    let text = text(&project);
    assert!(text.contains("مركز محمّد\n") && text.contains("עמותת הנהר\n"), "{text}");
    let fonts = tool("pdffonts", &project, &[]);
    assert!(fonts.contains("NotoNaskhArabic-Regular") && fonts.contains("NotoSerifHebrew-Regular"));
}

#[test]
fn what_was_found_is_remembered_until_the_folder_changes() {
    let project = letter("עמותת").file(&format!("type/{HEBREW}"), font(HEBREW));
    assert_eq!(render(&project), WRITTEN);
    let memory = ".letterctl/fonts.json";
    let (pdf, known) = (project.bytes("letter.pdf"), project.bytes(memory));
    assert_eq!(project.read(".letterctl/.gitignore"), "*\n");

    assert_eq!(render(&project), WRITTEN);
    assert!(project.bytes("letter.pdf") == pdf && project.bytes(memory) == known);

    for torn in [&known[..known.len() / 2], b"{}", b"", b"[1]"] {
        project.put(memory, torn);
        assert_eq!(render(&project), WRITTEN);
        assert!(project.bytes("letter.pdf") == pdf && project.bytes(memory) == known);
    }

    project.put(&format!("type/{ARABIC}"), font(ARABIC));
    project.put("letter.md", "+++\nsubject = \"Rivers\"\n+++\nمركز\n");
    assert_eq!(render(&project), WRITTEN);
    std::fs::remove_file(project.path(&format!("type/{ARABIC}"))).expect("it was put there");
    let said = render(&project);
    assert!(said.contains("no font has a glyph for `م` (U+0645, Arabic script)"), "{said}");
}

#[test]
fn a_letter_in_latin_looks_for_no_font() {
    let project = letter("Ἑλλάς, Łódź, Việt Nam, Москва.").file("type/broken.ttf", "broken");
    assert_eq!(render(&project), WRITTEN);
    assert!(!project.path(".letterctl").exists());
}

#[test]
fn a_name_is_drawn_in_the_forms_of_its_language() {
    let project = letter("Text.")
        .file(&format!("type/{CHINESE}"), font(CHINESE))
        .file("signatories.csv", "name,language\n骨直,ja\n骨直,ko\n直川の会,\n");
    assert_eq!(render(&project), WRITTEN);
    let fonts = tool("pdffonts", &project, &[]);
    assert!(fonts.contains("NotoSerifCJKjp-Regular") && fonts.contains("NotoSerifCJKkr-Regular"));
    assert_eq!(text(&project).matches("骨直").count(), 2);
    project.put("signatories.csv", "name,language\n骨直,ja\n骨直,ja\n直川の会,\n");
    assert_eq!(render(&project), WRITTEN);
    assert!(!tool("pdffonts", &project, &[]).contains("NotoSerifCJKkr"));
}

#[test]
fn a_family_that_the_settings_name_comes_first() {
    let settings = |family: &str| format!("{SETTINGS}fallback = [\"{family}\"]\n");
    let project = letter("骨直")
        .file(&format!("type/{CHINESE}"), font(CHINESE))
        .file("letterctl.toml", settings("noto serif cjk kr"));
    assert_eq!(render(&project), WRITTEN);
    assert!(tool("pdffonts", &project, &[]).contains("NotoSerifCJKkr-Regular"));

    project.put("letterctl.toml", settings("Noto Serif"));
    assert_data_eq!(
        render(&project),
        str![[r#"
status: 0
--- stdout
--- stderr
note[font]: no font of the family `Noto Serif` was found
 = help: `[fonts] fallback` names it

Wrote letter.pdf.

"#]]
    );
    assert!(tool("pdffonts", &project, &[]).contains("NotoSerifCJKjp-Regular"));
}

#[test]
fn files_that_are_no_fonts_are_passed_over_and_named() {
    let whole = font(HEBREW);
    let project = letter("עמותת")
        .file("type/a.ttf", &whole[..whole.len() - 900])
        .file("type/b.otf", "no font at all")
        .file(&format!("type/{HEBREW}"), &whole);
    assert_data_eq!(
        render(&project),
        str![[r#"
status: 0
--- stdout
--- stderr
note[font]: `type/a.ttf` is cut off, and was passed over

note[font]: `type/b.otf` is no font, and was passed over

Wrote letter.pdf.

"#]]
    );
}

#[test]
fn a_font_that_must_not_be_embedded_is_passed_over_and_named() {
    let mut restricted = font(HEBREW);
    let table = table_of(&restricted, "OS/2");
    restricted[table.start + 9] = 2;
    let project = letter("עמותת").file("type/a.ttf", &restricted);
    assert_data_eq!(
        render(&project),
        str![[r#"
status: 1
--- stdout
--- stderr
error[missing-glyph]: no font has a glyph for `ע` (U+05E2, Hebrew script) in `עמותת` (body)
 --> letter.md:4:1
  |
4 | עמותת
  | ^
  |
  = help: `Noto Serif Hebrew` does not allow embedding
  = help: `Noto Serif Hebrew` has such characters (Debian's package `fonts-noto-core`): install it, or put it into a folder that `[fonts] folder` names
  = help: text, Markdown, HTML and mail can have any: `--to html`


"#]]
    );
}

#[test]
fn a_font_with_damaged_outlines_is_named_with_what_to_do() {
    let mut damaged = font(HEBREW);
    let table = table_of(&damaged, "loca");
    damaged[table].fill(0xff);
    let project = letter("עמותת").file("type/a.ttf", &damaged);
    assert_data_eq!(
        render(&project),
        str![[r#"
status: 1
--- stdout
--- stderr
error: the font `[PROJECT]/type/a.ttf` is damaged: its glyphs cannot be taken out
caused by: malformed font
hint: install it anew, or take it away so that another font serves

"#]]
    );
    assert!(!project.path("letter.pdf").exists());
}

/// Where a table of a font file stands (OpenType, table directory).
fn table_of(font: &[u8], tag: &str) -> std::ops::Range<usize> {
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let mut records = font[12..].chunks(16).take(count);
    let record =
        records.find(|record| record.starts_with(tag.as_bytes())).expect("the font has the table");
    let number = |at: usize| u32::from_be_bytes(record[at..at + 4].try_into().unwrap()) as usize;
    number(8)..number(8) + number(12)
}

#[test]
fn damaged_fonts_never_bring_the_program_down() {
    let project = letter("עמותת הנהר שָׁלוֹם");
    let whole = font(HEBREW);
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        let mut damaged = whole.clone();
        for byte in damaged.iter_mut().skip(at).take(24) {
            *byte ^= 0xa5;
        }
        project.put(&format!("type/{HEBREW}"), &damaged);
        let said = render(&project);
        assert!(said.starts_with("status: 0") || said.starts_with("status: 1"), "{at}: {said}");
    }
}
