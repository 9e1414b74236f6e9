//! Word files with tracked changes: what is left when all are accepted, and when all are rejected.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use snapbox::{assert_data_eq, str};

use crate::docx_reader::{Docx, Node};
use crate::sandbox::Sandbox;

const OLD: &str = "+++
title = \"The weir\"
subject = \"The weir at Ostra\"
salutation = \"Dear Minister,\"
signatories = false
labels = { subject = \"\" }
close = \"Sincerely,\"
+++

We, the towns on the river, *ask* you[^a] to act at once. The water is low. It was not so before.

(A) to open the gates;

(B) to close the mine; and

    - also the lower one;

(C) to pay.

## What we saw

> No boat has passed since May.

| Camp | Held |
|------|-----:|
| Musan | 9 |
| Ostra | 12 |

See [the report](https://example.org/2019)[^b], and 水を see `a  b`.

This goes.

---

[^a]: As promised in 2019.

[^b]: Page 3, and page 5.

    Also in print.
";

/// What a reviewer does when all is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Accept,
    Reject,
}

impl Verdict {
    /// Whether something goes that stands in, or is told by, such an element.
    fn takes(self, node: &Node) -> bool {
        node.name == if self == Self::Accept { "w:del" } else { "w:ins" }
    }
}

fn new() -> String {
    let swapped = [
        ("act at once. The water is low.", "act.\n\nThe water is very low."),
        ("*ask* you[^a]", "*urge* you[^c][^a]"),
        ("(A) to open the gates;", "(A) to tell us of all plans;\n\n(B) to open the gates;"),
        ("(B) to close the mine; and", "(C) to close the **mine**;"),
        ("(C) to pay.", "(D) to pay, in full."),
        ("| Ostra | 12 |", "| Ostra | 13 |\n| Ferry | 1 |"),
        ("example.org/2019", "example.org/2020"),
        ("This goes.\n\n", ""),
        ("See [the", "But see [the"),
        ("Page 3, and page 5.", "Page 4."),
        ("[^a]: As", "[^c]: Each of them.\n\n[^a]: As"),
        ("since May.", "since May.\n>\n> None will."),
    ];
    swapped.iter().fold(OLD.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    })
}

/// A project with two versions.
fn project(old: &str, new: &str) -> Sandbox {
    let project = Sandbox::new().file("letterctl.toml", "").file("signatories.csv", "name\n");
    for text in [old, new] {
        project.put("templates/letter.md", text);
        project.stdout(&["draft", "freeze"]);
    }
    project
}

fn redline(project: &Sandbox, arguments: &[&str]) -> Docx {
    project.stdout(&[&["draft", "diff"], arguments, &["-o", "out/x.docx"]].concat());
    Docx::open(&project.bytes("out/x.docx"))
}

/// The paragraphs that are left, notes after all others.
fn settled(docx: &Docx, verdict: Verdict) -> Vec<String> {
    let document = docx.part("word/document.xml");
    let mut settling = Settling {
        verdict,
        targets: docx.targets("word/_rels/document.xml.rels"),
        notes: Vec::new(),
        paragraphs: Vec::new(),
    };
    settling.story(document.all("w:body")[0]);
    let notes = docx.part("word/footnotes.xml");
    for (index, id) in settling.notes.clone().iter().enumerate() {
        let notes = notes.all("w:footnote");
        let note = notes.iter().find(|note| note.attribute("w:id") == *id).expect("a note");
        settling.paragraphs.push(format!("[{}]", index + 1));
        settling.story(note);
    }
    let folded = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    settling.paragraphs.iter().map(folded).filter(|text| !text.is_empty()).collect()
}

/// Takes what stays of tracked changes (ISO 29500-1, 17.13.5).
struct Settling {
    verdict: Verdict,
    /// Where links lead, by their identifiers.
    targets: BTreeMap<String, String>,
    /// The notes whose marks stay.
    notes: Vec<String>,
    paragraphs: Vec<String>,
}

impl Settling {
    fn story(&mut self, story: &Node) {
        let verdict = self.verdict;
        let mut paragraph = String::new();
        for node in &story.nodes {
            match node.name.as_str() {
                "w:p" => {
                    self.runs(node, &mut paragraph);
                    let mark = node.find("w:pPr").and_then(|properties| properties.find("w:rPr"));
                    let joined =
                        mark.is_some_and(|mark| mark.nodes.iter().any(|n| verdict.takes(n)));
                    if !joined {
                        self.paragraphs.push(std::mem::take(&mut paragraph));
                    }
                }
                "w:tbl" => {
                    for row in node.all("w:tr") {
                        let gone = |node: &Node| node.nodes.iter().any(|node| verdict.takes(node));
                        if !row.find("w:trPr").is_some_and(gone) {
                            row.all("w:tc").into_iter().for_each(|cell| self.story(cell));
                        }
                    }
                }
                _ => {}
            }
        }
        assert_eq!(paragraph, "", "a paragraph without an end");
    }

    fn runs(&mut self, node: &Node, paragraph: &mut String) {
        let verdict = self.verdict;
        for node in node.nodes.iter().filter(|node| !verdict.takes(node)) {
            match node.name.as_str() {
                "w:t" | "w:delText" => paragraph.push_str(&node.text()),
                "w:tab" | "w:br" => paragraph.push(' '),
                "w:footnoteReference" => {
                    self.notes.push(node.attribute("w:id"));
                    write!(paragraph, "[{}]", self.notes.len()).unwrap();
                }
                "w:hyperlink" => {
                    let before = paragraph.len();
                    self.runs(node, paragraph);
                    if paragraph.len() > before {
                        let target = &self.targets[&node.attribute("r:id")];
                        write!(paragraph, " <{target}>").unwrap();
                    }
                }
                "w:pPr" | "w:rPr" => {}
                _ => self.runs(node, paragraph),
            }
        }
    }
}

/// The words of a version as plain text has them, but for the signs that stand for what Word has of
/// its own.
fn words_of_text(project: &Sandbox, version: &str) -> Vec<String> {
    words(&project.stdout(&["render", "--version", version, "--width", "0"]))
}

fn words(text: &str) -> Vec<String> {
    let is_drawn = |word: &&str| word.chars().all(|sign| "->•".contains(sign));
    text.split_whitespace().filter(|word| !is_drawn(word)).map(str::to_owned).collect()
}

#[test]
fn accepting_all_gives_the_newer_text_and_rejecting_all_the_older_one() {
    for (old, new) in [(OLD.to_owned(), new()), (new(), OLD.to_owned())] {
        let project = project(&old, &new);
        let changed = redline(&project, &["v1", "v2"]);
        for (verdict, version) in [(Verdict::Accept, "v2"), (Verdict::Reject, "v1")] {
            let left = settled(&changed, verdict);
            assert_eq!(words(&left.join("\n")), words_of_text(&project, version));
            let alone = settled(&redline(&project, &[version, version]), Verdict::Accept);
            assert_eq!(left, alone, "the paragraphs of {version}");
        }
    }
}

#[test]
fn a_paragraph_with_a_note_can_be_parted_into_several() {
    let note = "\n\n[^a]: As promised.\n";
    let head = "+++\nsubject = \"a\"\nlabels = { subject = \"\" }\n+++\n";
    let old = format!("{head}We ask you[^a] to act. The water is low. It is cold.{note}");
    let new = format!("{head}We ask you[^a] to act.\n\nThe water is low.\n\nIt is cold.{note}");
    let project = project(&old, &new);
    for (from, to) in [("v1", "v2"), ("v2", "v1")] {
        let changed = redline(&project, &[from, to]);
        for (verdict, version) in [(Verdict::Accept, to), (Verdict::Reject, from)] {
            let alone = settled(&redline(&project, &[version, version]), Verdict::Accept);
            assert_eq!(settled(&changed, verdict), alone);
        }
    }
}

#[test]
fn a_change_says_who_made_it_and_when() {
    let project = project(
        "+++\nsubject = \"a\"\n+++\nWe ask you.\n",
        "+++\nsubject = \"a\"\n+++\nWe urge you.\n",
    );
    let docx = redline(&project, &["v1"]);
    let document = docx.part("word/document.xml");
    let changes = [document.all("w:del"), document.all("w:ins")].concat();
    let told: Vec<_> = changes
        .iter()
        .map(|change| {
            let author = change.attribute("w:author");
            format!("{} {} {author} {}", change.name, change.text(), change.attribute("w:date"))
        })
        .collect();
    assert_data_eq!(
        told.join("\n"),
        str![[r#"
w:del ask letterctl 2022-08-02T12:00:00Z
w:ins urge letterctl 2022-08-02T12:00:00Z
"#]]
    );
    let again = redline(&project, &["v1"]);
    assert_eq!(docx.parts, again.parts);
}

#[test]
fn each_language_has_a_file_of_its_own() {
    let project =
        project("+++\nsubject = \"a\"\n+++\nWe ask.\n", "+++\nsubject = \"a\"\n+++\nWe urge.\n");
    project.put("templates/letter.fr.md", "+++\n+++\nNous demandons.\n");
    project.stdout(&["draft", "freeze"]);
    project.put("templates/letter.fr.md", "+++\n+++\nNous exigeons.\n");
    project.stdout(&["draft", "diff", "--to", "docx"]);
    let mut names = project.names("out");
    names.retain(|name| name.ends_with("docx"));
    assert_eq!(names, ["changes.en-US.docx", "changes.fr.docx"]);
    assert_data_eq!(
        project.run(&["draft", "diff", "-o", "x.docx"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: a Word file holds the changes in one language
hint: `--language` names it; without `-o`, each has a file in `out/`

"#]]
    );
    project.stdout(&["draft", "diff", "--language", "fr", "-o", "x.docx"]);
    let french = Docx::open(&project.bytes("x.docx"));
    let left = settled(&french, Verdict::Accept);
    assert_eq!(left.last().map(String::as_str), Some("Nous exigeons."));
}
