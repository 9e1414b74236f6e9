//! Letters as Word files: their structure, and what holds for all of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use snapbox::{Data, assert_data_eq};

use crate::docx_reader::{Docx, Node};
use crate::sandbox::{Sandbox, folders, has_ending, names_in, project_of};

/// 2022-05-05, 00:00 UTC: the day of `date = "today"` in these letters.
const DAY: &str = "1651708800";

/// The labels of notes in these letters, which stand over notes at the end alone.
const LABELS: [&str; 2] = ["Notes", "Anmerkungen"];

/// A letter as a Word file, and its plain text.
struct Case {
    structure: PathBuf,
    docx: Vec<u8>,
    text: String,
}

/// The letters of all folders, in every language; of those to many, none.
fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/letters");
    let folders = folders(&root);
    let folders = folders.iter().filter(|folder| !folder.join("addressees.csv").exists());
    folders.flat_map(|folder| in_folder(folder)).collect()
}

fn in_folder(folder: &Path) -> Vec<Case> {
    let project = project_of(folder);
    let names = names_in(folder);
    let letters = names.iter().filter(|name| has_ending(name, "md"));
    letters
        .map(|name| {
            let stem = name.trim_end_matches(".md");
            let run = |arguments: &[&str]| {
                let arguments = [&["render", name.as_str()], arguments].concat();
                let output = project.command(&arguments).env("SOURCE_DATE_EPOCH", DAY).output();
                let output = output.unwrap();
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{}: {said}", folder.display());
                String::from_utf8(output.stdout).unwrap()
            };
            run(&["-o", "out/letter.docx"]);
            Case {
                structure: folder.join(format!("{}.structure", stem.replacen("letter", "docx", 1))),
                docx: project.bytes("out/letter.docx"),
                text: run(&["--width", "0"]),
            }
        })
        .collect()
}

#[test]
fn the_structure_of_every_letter_is_as_it_was_reviewed() {
    let cases = cases();
    assert!(cases.len() > 30, "only {} letters became a Word file", cases.len());
    for case in cases {
        let docx = Docx::open(&case.docx);
        let structure = structure(&docx);
        assert_data_eq!(&structure, Data::read_from(&case.structure, None).raw());
    }
}

/// Every word of the letter, wherever it stands.
#[test]
fn a_word_file_says_what_plain_text_says() {
    for case in cases() {
        let docx = Docx::open(&case.docx);
        let shown = structure(&docx);
        let lines = shown.lines().filter(|line| !line.starts_with("later head"));
        let said = unmarked(&lines.collect::<Vec<_>>().join("\n"));
        let missing: Vec<_> = words(&case.text)
            .into_iter()
            .filter(|word| !LABELS.contains(&word.as_str()) && !said.contains(word.as_str()))
            .collect();
        assert!(missing.is_empty(), "{}: {missing:?}", case.structure.display());
    }
}

/// The structure of a file without the marks of its runs.
fn unmarked(structure: &str) -> String {
    let mut words = String::new();
    let mut rest = structure;
    while let Some((before, sign, after)) = rest
        .char_indices()
        .find(|(_, sign)| "⟨⟩⟦⟧".contains(*sign))
        .map(|(at, sign)| (&rest[..at], sign, &rest[at + sign.len_utf8()..]))
    {
        words.push_str(before);
        rest = match sign {
            '⟨' => after.split_once(": ").map_or("", |(_, text)| text),
            '⟧' => after.split_once(')').map_or("", |(_, text)| text),
            _ => after,
        };
    }
    words + rest
}

/// The words of a plain text without the signs that it draws with.
fn words(text: &str) -> Vec<String> {
    let is_drawn = |word: &&str| word.chars().all(|sign| "->*".contains(sign));
    let words = text.split_whitespace().filter(|word| !is_drawn(word));
    // Marks of notes, and addresses, stand in other places.
    let is_mark =
        |word: &str| word.contains('[') && word.contains(|sign: char| sign.is_ascii_digit());
    let words = words.filter(|word| !is_mark(word) && !word.contains('<'));
    // Plain text joins the fields of a table, and puts abbreviations in parentheses.
    let words = words.map(|word| word.trim_matches(['(', ')', ',']));
    words.map(|word| word.replace(['\u{2068}', '\u{2069}'], "")).collect()
}

#[test]
fn the_same_letter_gives_the_same_bytes_wherever_it_lies() {
    let file = || {
        let project = Sandbox::sample();
        project.stdout(&["render", "--to", "docx"]);
        project.bytes("out/joint-letter.docx")
    };
    assert_eq!(file(), file());
}

#[test]
fn every_picture_has_a_description_or_is_decoration() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">\
               <rect width=\"40\" height=\"20\" fill=\"#900\"/></svg>";
    let project = Sandbox::new()
        .file("signatories.csv", "name,logo\nRiver Watch,logo.svg\n")
        .file("logo.svg", svg)
        .file("templates/letter.md", "+++\nsubject = \"a\"\nsignatories = { logos = true }\n+++\n\n![](../logo.svg)\n\n![The weir](../logo.svg)\n");
    project.stdout(&["render", "--to", "docx"]);
    let docx = Docx::open(&project.bytes("out/letter.docx"));
    let document = docx.part("word/document.xml");
    let described: Vec<_> = document
        .all("wp:docPr")
        .iter()
        .map(|picture| (picture.attribute("descr"), picture.all("adec:decorative").len()))
        .collect();
    let shown = |words: &str, decorative| (words.to_owned(), decorative);
    assert_eq!(described, [shown("", 1), shown("The weir", 0), shown("River Watch", 0)]);
    let media: Vec<_> = docx.parts.keys().filter(|name| name.contains("media/")).collect();
    assert_eq!(media, ["word/media/image1.svg"]);
}

/// The structure of a file as text: what it says of itself, then its paragraphs, each with its style
/// and marker, what ends sections, the heads of pages, the notes.
fn structure(docx: &Docx) -> String {
    let mut said = String::new();
    for property in &docx.part("docProps/core.xml").all("cp:coreProperties")[0].nodes {
        let text = property.text();
        writeln!(said, "{}: {text}", property.name).unwrap();
    }
    let styles = docx.part("word/styles.xml");
    let language = &styles.all("w:lang")[0].attributes;
    let tags: Vec<_> = language.iter().map(|(slot, tag)| format!("{slot}={tag}")).collect();
    writeln!(said, "language: {}", tags.join(" ")).unwrap();
    let mut teller = Teller::of(docx, "document");
    said.push('\n');
    let document = docx.part("word/document.xml");
    teller.story(document.all("w:body")[0], "", &mut said);
    for (part, name) in [("header1", "first head "), ("header2", "later head ")] {
        let part = docx.part(&format!("word/{part}.xml"));
        part.nodes.iter().for_each(|head| teller.story(head, name, &mut said));
    }
    for (part, note) in [("footnotes", "w:footnote"), ("endnotes", "w:endnote")] {
        let mut teller = Teller::of(docx, part);
        let part = docx.part(&format!("word/{part}.xml"));
        for note in part.all(note).iter().filter(|note| !note.attributes.contains_key("w:type")) {
            let number = format!("note {} ", note.attribute("w:id"));
            teller.story(note, &number, &mut said);
        }
    }
    said
}

/// Tells what stands in a part.
struct Teller {
    numbering: Node,
    targets: BTreeMap<String, String>,
    /// The items of each list so far.
    counted: BTreeMap<String, u64>,
}

impl Teller {
    fn of(docx: &Docx, part: &str) -> Self {
        Self {
            numbering: docx.part("word/numbering.xml"),
            targets: docx.targets(&format!("word/_rels/{part}.xml.rels")),
            counted: BTreeMap::new(),
        }
    }

    fn story(&mut self, story: &Node, before: &str, said: &mut String) {
        for node in &story.nodes {
            match node.name.as_str() {
                "w:p" => self.paragraph(node, before, said),
                "w:tbl" => {
                    for row in node.all("w:tr") {
                        let is_head = !row.all("w:tblHeader").is_empty();
                        let row_name = if is_head { "head | " } else { "row | " };
                        for cell in row.all("w:tc") {
                            self.story(cell, &format!("{before}{row_name}"), said);
                        }
                    }
                }
                "w:sectPr" => section(node, said),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Node, before: &str, said: &mut String) {
        let empty = Node::default();
        let properties = paragraph.find("w:pPr").unwrap_or(&empty);
        let style = properties.find("w:pStyle").map(|style| style.attribute("w:val"));
        let marker = properties.find("w:numPr").map(|number| self.marker(number));
        let marker = marker.map(|marker| format!(" {marker}")).unwrap_or_default();
        write!(said, "{before}{}{marker}: ", style.unwrap_or_default()).unwrap();
        self.runs(paragraph, said);
        said.push('\n');
        if let Some(end) = properties.find("w:sectPr") {
            section(end, said);
        }
    }

    fn runs(&mut self, node: &Node, said: &mut String) {
        for node in &node.nodes {
            match node.name.as_str() {
                "w:r" => tell_run(node, said),
                "w:hyperlink" => {
                    let anchor = node.attribute("w:anchor");
                    let target = self.targets.get(&node.attribute("r:id")).cloned();
                    said.push('⟦');
                    self.runs(node, said);
                    write!(said, "⟧({})", target.unwrap_or(anchor)).unwrap();
                }
                _ => {}
            }
        }
    }

    /// The marker that Word counts, for one paragraph more.
    fn marker(&mut self, number: &Node) -> String {
        let value = |name: &str| number.find(name).unwrap().attribute("w:val");
        let (id, level) = (value("w:numId"), value("w:ilvl"));
        let lists = self.numbering.all("w:num");
        let list = lists.iter().find(|list| list.attribute("w:numId") == id).unwrap();
        let form = list.find("w:abstractNumId").unwrap().attribute("w:val");
        let forms = self.numbering.all("w:abstractNum");
        let form = forms.iter().find(|one| one.attribute("w:abstractNumId") == form).unwrap();
        let levels = form.all("w:lvl");
        let level = levels.iter().find(|one| one.attribute("w:ilvl") == level).unwrap();
        let of_level = |name: &str| level.find(name).unwrap().attribute("w:val");
        let start = list.all("w:startOverride")[0].attribute("w:val").parse().unwrap();
        let count = self.counted.entry(id).or_insert(start);
        let ordinal = ordinal(*count, &of_level("w:numFmt"));
        *count += 1;
        let own = format!("%{}", level.attribute("w:ilvl").parse::<usize>().unwrap() + 1);
        of_level("w:lvlText").replace(&own, &ordinal)
    }
}

/// What a run says, with what sets it apart.
fn tell_run(run: &Node, said: &mut String) {
    let mut marks = String::new();
    if let Some(properties) = run.find("w:rPr") {
        for property in &properties.nodes {
            match property.name.as_str() {
                "w:b" => marks.push_str("bold "),
                "w:i" => marks.push_str("italic "),
                "w:rtl" => marks.push_str("rtl "),
                "w:lang" => marks.push_str(&(property.attribute("w:val") + " ")),
                "w:rStyle" if property.attribute("w:val") != "Hyperlink" => {
                    marks.push_str(&(property.attribute("w:val") + " "));
                }
                _ => {}
            }
        }
    }
    let mut text = String::new();
    for node in &run.nodes {
        match node.name.as_str() {
            "w:t" => text.push_str(&node.text()),
            "w:tab" => text.push('⇥'),
            "w:br" => text.push_str("⏎ "),
            "w:instrText" => write!(text, "={}=", node.text().trim()).unwrap(),
            "w:footnoteReference" | "w:endnoteReference" => {
                text.push_str(&node.attribute("w:id"));
            }
            "w:drawing" => {
                let description = node.all("wp:docPr")[0].attribute("descr");
                write!(text, "picture “{description}”").unwrap();
            }
            _ => {}
        }
    }
    let marks = marks.trim_end();
    match (marks, text.is_empty()) {
        (_, true) => {}
        ("", false) => said.push_str(&text),
        _ => write!(said, "⟨{marks}: {text}⟩").unwrap(),
    }
}

/// A number as Word writes it (ISO 29500-1, 17.18.59), as far as these letters go.
fn ordinal(number: u64, format: &str) -> String {
    let letter = |first: u8| char::from(first + u8::try_from(number - 1).unwrap()).to_string();
    let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => roman[usize::try_from(number - 1).unwrap()].to_owned(),
        "upperRoman" => roman[usize::try_from(number - 1).unwrap()].to_uppercase(),
        _ => number.to_string(),
    }
}

fn section(section: &Node, said: &mut String) {
    let columns = section.find("w:cols").unwrap().attribute("w:num");
    let kind = section.find("w:type").unwrap().attribute("w:val");
    writeln!(said, "end of a section ({kind}, {columns} columns)").unwrap();
}
