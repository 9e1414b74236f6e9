//! `review record --docx`: what reviewers changed and said in a Word file, and what becomes of it.

use std::io::{Cursor, Read, Write};

use snapbox::{assert_data_eq, str};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::sandbox::Sandbox;

const BODY: &str = "word/document.xml";
const RELATED: &str = "word/_rels/document.xml.rels";

/// A project with a reviewer, whose letter is frozen, and the frozen letter as a Word file.
fn project() -> Sandbox {
    let project =
        Sandbox::sample().file("reviewers.csv", "id,name,email\nkim,Kim Lee,kim@a.example\n");
    project.stdout(&["draft", "freeze"]);
    project.stdout(&["render", "--version", "v1", "--draft", "--to", "docx", "-o", "v1.docx"]);
    project
}

/// The Word file with some of its XML replaced, each text once, and parts added.
fn changed(project: &Sandbox, edits: &[(&str, &str, &str)], parts: &[(&str, &str)]) {
    let mut zip = ZipArchive::new(Cursor::new(project.bytes("v1.docx"))).unwrap();
    let mut back = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..zip.len() {
        let mut part = zip.by_index(number).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        for (_, from, to) in edits.iter().filter(|(part, ..)| *part == name) {
            let text = String::from_utf8(bytes).unwrap();
            assert_eq!(text.matches(from).count(), 1, "{from} in {name}");
            bytes = text.replace(from, to).into_bytes();
        }
        back.start_file(name, SimpleFileOptions::default()).unwrap();
        back.write_all(&bytes).unwrap();
    }
    for (name, text) in parts {
        back.start_file(*name, SimpleFileOptions::default()).unwrap();
        back.write_all(text.as_bytes()).unwrap();
    }
    project.put("back.docx", back.finish().unwrap().into_inner());
}

/// A run of text within a paragraph that says something else before and behind.
fn tracked(kind: &str, tag: &str, text: &str) -> String {
    format!(
        r#"<w:{kind} w:id="9" w:author="Kim Lee"><w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r></w:{kind}>"#
    )
}

/// What ends a run of text and begins it again.
const END: &str = "</w:t></w:r>";
const BEGIN: &str = r#"<w:r><w:t xml:space="preserve">"#;

/// A file with a tracked change, one that was not tracked, and a comment.
fn returned(project: &Sandbox) {
    let change = [
        "they ",
        END,
        &tracked("del", "delText", "can be"),
        &tracked("ins", "t", "may soon be"),
        BEGIN,
        " handed over",
    ]
    .concat();
    let comment = [
        END,
        r#"<w:commentRangeStart w:id="0"/>"#,
        BEGIN,
        "the schooling and care",
        END,
        r#"<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>"#,
        BEGIN,
    ]
    .concat();
    let relationship = r#"<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>"#;
    changed(
        project,
        &[
            (BODY, "they can be handed over", &change),
            (BODY, "the schooling and care", &comment),
            (BODY, "One public word", "A single public word"),
            (RELATED, "</Relationships>", relationship),
        ],
        &[(
            "word/comments.xml",
            r#"<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="Kim Lee"><w:p><w:r><w:t>Which care?</w:t></w:r></w:p><w:p><w:r><w:t>Please say.</w:t></w:r></w:p></w:comment></w:comments>"#,
        )],
    );
}

#[test]
fn changes_and_comments_are_shown_with_their_places_and_applied_only_when_named() {
    let project = project();
    returned(&project);
    let before = project.read("templates/joint-letter.md");
    let record = ["review", "record", "kim", "changes", "--docx", "back.docx"];
    assert_data_eq!(
        project.run(&record),
        str![[r#"
status: 0
--- stdout
1. templates/joint-letter.md:20:59, Kim Lee
   … wait on the other side. When it opens, they [-can-]{+may soon+} be handed over within days.
2. templates/joint-letter.md:51:16, Kim Lee
   “the schooling and care”: Which care? Please say.
3. templates/joint-letter.md:53:98
   … back in it, by night, to what they fled. [-One-]{+A single+} public word of yours would be heard in …
--- stderr
Recorded changes of kim to v1@e49c683aa4f9, the newest one frozen before.
kim answers for nobody on the list, which stays as it is.
`letterctl review record kim changes --apply N…` applies those that you choose.

"#]]
    );
    assert_eq!(project.read("templates/joint-letter.md"), before);

    assert_data_eq!(
        project.run(&["review", "record", "kim", "changes", "--apply", "1,3"]),
        str![[r#"
status: 0
--- stdout
1. applied, Kim Lee
   … wait on the other side. When it opens, they [-can-]{+may soon+} be handed over within days.
2. templates/joint-letter.md:51:16, Kim Lee
   “the schooling and care”: Which care? Please say.
3. applied
   … back in it, by night, to what they fled. [-One-]{+A single+} public word of yours would be heard in …
--- stderr
kim answered changes to v1@e49c683aa4f9 already, the newest one frozen before.
kim answers for nobody on the list, which stays as it is.
Applied 1, 3 to the letter.

"#]]
    );
    let after = before
        .replace("they can be handed over", "they may soon be handed over")
        .replace("One\npublic word", "A single\npublic word");
    assert_ne!(before, after);
    assert_eq!(project.read("templates/joint-letter.md"), after);
}

#[test]
fn what_cannot_be_applied_is_refused_and_nothing_else_is_applied_either() {
    let project = project();
    returned(&project);
    let before = project.read("templates/joint-letter.md");
    let record = |apply: &[&str]| {
        let record = ["review", "record", "kim", "changes", "--docx", "back.docx", "--apply"];
        project.run(&[&record[..], apply].concat())
    };
    assert_data_eq!(
        record(&["1", "2"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: proposal 2 cannot be applied: it is a comment
hint: change the letter by hand; nothing was applied

"#]]
    );
    assert_data_eq!(
        record(&["1", "9"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no proposal 9: there are 3

"#]]
    );
    assert_eq!(project.read("templates/joint-letter.md"), before);
}

#[test]
fn a_file_that_is_no_word_file_is_refused_and_nothing_is_recorded() {
    let project = project().file("x.docx", "PK no archive").file("x.odt", "{\\rtf1 no}");
    changed(&project, &[(BODY, "<w:body>", "<w:body>&bomb;")], &[]);
    for (file, said) in [
        ("x.docx", "is damaged: its archive is broken, or not all of it is here"),
        ("x.odt", "is no Word file"),
        ("back.docx", "is damaged: it uses an entity that XML does not have"),
    ] {
        assert_eq!(
            project.run(&["review", "record", "kim", "changes", "--docx", file]),
            format!(
                "status: 1\n--- stdout\n--- stderr\nerror: `{file}` {said}\n\
                 hint: it has to be a `.docx`; Word and LibreOffice save as one\n"
            )
        );
    }
    assert!(!project.path("drafts/history.jsonl").exists());
    assert!(!project.path(".letterctl/proposals").exists());
}

#[test]
fn tracked_changes_that_were_mailed_come_back_as_nothing_new() {
    let project = project();
    let letter = project.read("templates/joint-letter.md");
    let letter =
        letter.replace("at once and without condition", "at once").replace("(B) ", "(B) to ");
    project.put("templates/joint-letter.md", letter);
    project.stdout(&["draft", "freeze"]);
    project.stdout(&["draft", "diff", "v1", "v2", "--to", "docx", "-o", "back.docx"]);
    let record = ["review", "record", "kim", "changes", "--docx", "back.docx", "--version", "v2"];
    assert_eq!(
        project.stdout(&record),
        "The file says what the version says, and has no comments.\n"
    );
}
