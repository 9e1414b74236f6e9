//! The PDF as other programs see it: every letter of `tests/testdata/letters` that the fonts
//! compiled in can show, the sample, and a letter of every element.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use snapbox::{Data, assert_data_eq};

use crate::pdf_structure::Node;
use crate::pdf_text::{bare, first_difference, reading_of_pdf, reading_of_text};
use crate::sandbox::{Sandbox, folders, has_ending, names_in, project_of};

/// 2022-05-05, 00:00 UTC: the day of `date = "today"` in these letters.
const DAY: &str = "1651708800";

/// In points: running heads stand higher on a page, text lower.
const BELOW_THE_RUNNING_HEAD: &str = "60";

/// A letter and what the program made of it.
struct Case {
    name: String,
    /// Where its project comes from, if not from the repository's root.
    folder: Option<PathBuf>,
    /// The file in which its structure stands.
    structure: PathBuf,
    project: Sandbox,
    arguments: Vec<String>,
    /// Where its outputs are, but for the ending.
    out: String,
    /// What the program said where it made no PDF.
    refusal: Option<String>,
}

impl Case {
    fn pdf(&self) -> PathBuf {
        self.project.path(&format!("{}.pdf", self.out))
    }

    /// Renders the letter once more, as another format.
    fn render(&self, format: &str) -> String {
        let mut arguments = self.arguments.clone();
        arguments.extend(["--to", format, "--width", "0"].map(str::to_owned));
        let stdout = in_time(self.project.command(&arguments));
        let ending = if format == "text" { "txt" } else { format };
        if self.arguments.iter().any(|argument| argument == "--each") {
            return self.project.read(&format!("{}.{ending}", self.out));
        }
        stdout
    }

    fn structure(&self) -> Node {
        Node::read(&tool("pdfinfo", &["-struct-text"], &self.pdf()))
    }
}

#[test]
fn qpdf_finds_no_fault_in_any_file() {
    for case in written() {
        tool("qpdf", &["--check"], &case.pdf());
    }
}

#[test]
fn every_font_is_embedded_and_subset_with_a_map_to_unicode() {
    for case in written() {
        let table = tool("pdffonts", &[], &case.pdf());
        let fonts: Vec<_> = table.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{}: no fonts", case.name);
        for font in fonts {
            let columns: Vec<_> = font.split_whitespace().rev().collect();
            assert_eq!(columns[2..5], ["yes"; 3], "{}: {font}", case.name);
            assert_eq!(font.find('+'), Some(6), "{}: {font}", case.name);
        }
    }
}

#[test]
fn the_structure_of_every_letter_is_as_it_was_reviewed() {
    let properties = ["Title", "Subject", "Author", "Tagged", "Page size", "PDF version"];
    for case in written() {
        let facts = tool("pdfinfo", &[], &case.pdf());
        let facts = facts.lines().filter(|line| {
            properties.contains(&line.split(':').next().expect("a line has a beginning"))
        });
        let facts: Vec<_> = facts.collect();
        let got = format!("{}\n\n{}", facts.join("\n"), case.structure());
        assert_data_eq!(got, Data::read_from(&case.structure, None).raw());
        assert!(facts.contains(&"Tagged:          yes"), "{}", case.name);
        assert!(facts.contains(&"PDF version:     1.7"), "{}", case.name);
    }
}

#[test]
fn the_title_is_that_of_the_web_page() {
    for case in written() {
        let page = case.render("html");
        let (_, title) = page.split_once("<title>").expect("a page has a title");
        let (title, _) = title.split_once("</title>").expect("a title ends");
        let title = title.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        let title = title.replace("&#39;", "'").replace("&amp;", "&");
        let wanted = format!("Title:           {title}");
        let facts = tool("pdfinfo", &[], &case.pdf());
        assert_eq!(facts.lines().next(), Some(&*wanted), "{}", case.name);
    }
}

#[test]
fn the_structure_holds_the_text_of_the_letter_to_the_character() {
    // Text has descriptions of pictures, a link beside its words, and no pages of other files.
    let other = ["pdf/every-element/letter", "pdf/pictures/letter", "pdf/enclosures/letter"];
    for case in written().filter(|case| !other.contains(&case.name.as_str())) {
        let structure = case.structure();
        let got = reading_of_pdf(&structure);
        let wanted = reading_of_text(&case.render("text"), &structure);
        assert!(got == wanted, "{}: {}", case.name, first_difference(&wanted, &got));
    }
}

/// Copied text has all that the structure has, in its order but for notes, which stand at each page's
/// foot; and beside it only running heads, numbers, and the heads of tables that go on.
#[test]
fn what_is_copied_is_what_is_structured() {
    for case in written() {
        let structure = case.structure();
        let head = ["-raw", "-l", "1"];
        let crop = ["-raw", "-f", "2", "-x", "0", "-W", "1000", "-H", "1000", "-y"];
        let first = tool("pdftotext", &head, &case.pdf());
        let further = [&crop[..], &[BELOW_THE_RUNNING_HEAD]].concat();
        let mut copied = bare(&first);
        if pages(case) > 1 {
            copied += &bare(&tool("pdftotext", &further, &case.pdf()));
        }
        let mut wanted = bare(&structure.text());
        let mut without_notes = bare(&structure.text_without("Note"));
        for head in structure.all("THead") {
            let head = bare(&head.text());
            copied = copied.replace(&head, "");
            wanted = wanted.replace(&head, "");
            without_notes = without_notes.replace(&head, "");
        }
        let mut rest = copied.chars();
        let missing = without_notes.chars().find(|&one| !rest.any(|other| other == one));
        assert_eq!(missing, None, "{}: {}", case.name, first_difference(&without_notes, &copied));
        let mut beside: Vec<char> = copied.chars().collect();
        for character in wanted.chars() {
            let place = beside.iter().position(|other| *other == character);
            beside.remove(place.expect("the copied text has every character"));
        }
        // What a window shows of the sender is told before.
        let is_told = case.name.starts_with("pdf/window/");
        assert!(is_told || beside.iter().all(char::is_ascii_digit), "{}: {beside:?}", case.name);
    }
}

#[test]
fn the_same_letter_gives_the_same_bytes_in_another_folder_and_elsewhere() {
    for case in written() {
        let twin = case.folder.as_deref().map_or_else(Sandbox::sample, project_of);
        let mut arguments = case.arguments.clone();
        arguments.extend(["--to", "pdf"].map(str::to_owned));
        let mut command = twin.command(&arguments);
        command.envs([("LANG", "ar_EG.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")]);
        command.envs([("TZ", "Pacific/Kiritimati"), ("USER", "somebody")]);
        in_time(command);
        let again = twin.bytes(&format!("{}.pdf", case.out));
        assert!(again == std::fs::read(case.pdf()).unwrap(), "{}: other bytes", case.name);
    }
}

#[test]
fn a_character_that_no_font_has_is_named_with_its_place() {
    let mut refused = 0;
    for case in cases() {
        let Some(refusal) = &case.refusal else { continue };
        refused += 1;
        let (_, error) =
            refusal.split_once("error[missing-glyph]: no font has a glyph for `").unwrap();
        let character = error.chars().next().unwrap();
        assert!(u32::from(character) >= 0x590, "{}: {refusal}", case.name);
        let code = format!("` (U+{:04X}, ", u32::from(character));
        let (_, script) = error.split_once(&code).expect("its code point is named");
        let (_, place) = script.split_once(" script) in `").expect("its script is named");
        let (word, place) = place.split_once("` (").expect("its word is named");
        assert!(word.contains(character), "{}: {refusal}", case.name);
        assert!(case.render("text").contains(word), "{}: {refusal}", case.name);
        let (part, _) = place.split_once(")\n").expect("its part is named");
        let parts = ["letterhead", "title", "body", "signatories"];
        assert!(parts.contains(&part), "{}: {refusal}", case.name);
        let (_, shown) = place.split_once(" --> ").expect("its place is shown");
        let excerpt = shown.split(" = help").next().unwrap_or_default();
        assert!(excerpt.contains(character), "{}: {refusal}", case.name);
        assert!(!case.pdf().exists(), "{}: half a file", case.name);
    }
    assert!(refused >= 10, "only {refused} letters were refused");
}

/// Nothing of a private cell may be in the file: neither as text nor as a glyph that its letters
/// alone need.
#[test]
fn nothing_private_is_in_the_file() {
    let project = |settings: &str| {
        let list = "name,abbreviation,status,listed,signed_by,via,evidence,contact,email,note,own\n\
            Reed Trust,RT,confirmed,yes,Ψa,Ψb,Ψc,Ψd,psi@private.example,Ψe,Ψf\n\
            Ψg,ΨG,declined,yes,,,,,,,\nΨh,ΨH,confirmed,anonymous,,,,,,,\nΨi,ΨI,confirmed,no,,,,,,,\n";
        let letter = "+++\nsubject = \"Boats\"\n[signatories]\nshow = \"{{ name }}{{ own }}\"\n+++\nBring them back.\n";
        let project = Sandbox::new().file("signatories.csv", list).file("letterctl.toml", settings);
        let letter =
            if settings.is_empty() { letter.replace("{{ own }}", "") } else { letter.to_owned() };
        let project = project.file("templates/joint-letter.md", letter);
        project.stdout(&["render", "--to", "pdf"]);
        project
    };
    let seen = |project: &Sandbox| {
        let pdf = project.path("out/joint-letter.pdf");
        let plain = tool("qpdf", &["--qdf", "--object-streams=disable"], &pdf);
        let text = tool("pdftotext", &[], &pdf) + &tool("pdfinfo", &["-struct-text"], &pdf);
        assert!(text.contains("Reed Trust"));
        (plain.contains("<03A8>"), text.contains('Ψ'), plain.contains("psi@private"))
    };
    assert_eq!(seen(&project("")), (false, false, false));
    assert_eq!(seen(&project("[signatories]\npublic = [\"own\"]\n")), (true, true, false));
}

/// All letters, rendered once for all tests.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata");
        let mut cases = vec![sample(&testdata)];
        for kind in ["letters", "pdf"] {
            for folder in folders(&testdata.join(kind)) {
                cases.extend(in_folder(kind, &folder));
            }
        }
        cases
    })
}

/// The letters that became a PDF.
fn written() -> impl Iterator<Item = &'static Case> {
    let written = cases().iter().filter(|case| case.refusal.is_none());
    assert!(written.clone().count() >= 24, "too few letters became a PDF");
    written
}

fn sample(testdata: &Path) -> Case {
    let structure = testdata.join("pdf/sample.structure");
    case("sample", None, structure, &["render"], "out/joint-letter")
}

/// The letters of a folder: one for each language, or for each addressee.
fn in_folder(kind: &str, folder: &Path) -> Vec<Case> {
    let names = names_in(folder);
    let of = |stem: &str, arguments: &[&str]| {
        let name = format!("{kind}/{}/{stem}", folder.file_name().unwrap().to_string_lossy());
        let structure = format!("{}.structure", stem.replacen("letter", "pdf", 1));
        let out = format!("out/{stem}");
        let structure = folder.join(structure);
        case(&name, Some(folder), structure, arguments, &out)
    };
    if names.iter().any(|name| name == "addressees.csv") {
        let texts = names.iter().filter_map(|name| name.strip_suffix(".txt"));
        let each = ["render", "letter.md", "--each", "addressees.csv"];
        return texts.map(|stem| of(stem, &each)).collect();
    }
    let letters = names.iter().filter(|name| has_ending(name, "md"));
    letters.map(|name| of(name.trim_end_matches(".md"), &["render", name])).collect()
}

fn case(
    name: &str,
    folder: Option<&Path>,
    structure: PathBuf,
    arguments: &[&str],
    out: &str,
) -> Case {
    let project = folder.map_or_else(Sandbox::sample, project_of);
    let mut command = project.command(&[arguments, &["--to", "pdf"]].concat());
    let output = command.env("SOURCE_DATE_EPOCH", DAY).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let refusal = (!output.status.success()).then_some(said);
    if let Some(refusal) = &refusal {
        assert!(refusal.contains("no font has a glyph"), "{name}: {refusal}");
    }
    let arguments = arguments.iter().map(ToString::to_string).collect();
    Case {
        name: name.to_owned(),
        folder: folder.map(Path::to_owned),
        structure,
        project,
        arguments,
        out: out.to_owned(),
        refusal,
    }
}

/// Runs the program on the day of these letters.
fn in_time(mut command: Command) -> String {
    let output = command.env("SOURCE_DATE_EPOCH", DAY).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What another program prints of a file.
fn tool(name: &str, arguments: &[&str], file: &Path) -> String {
    let mut command = Command::new(name);
    command.args(arguments).arg(file).env("LC_ALL", "C.UTF-8");
    if name == "pdftotext" || arguments.contains(&"--qdf") {
        command.arg("-");
    }
    let output = command.output();
    let output = output.unwrap_or_else(|error| panic!("{name}: {error}; see CONTRIBUTING.md"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{name} {}: {said}", file.display());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn pages(case: &Case) -> usize {
    let facts = tool("pdfinfo", &[], &case.pdf());
    let count = facts.lines().find_map(|line| line.strip_prefix("Pages:"));
    count.and_then(|count| count.trim().parse().ok()).expect("pdfinfo counts the pages")
}
