//! PDF files that come with a letter: their pages in its PDF, what it claims then, and what is
//! agreed to and kept.

use std::fmt::Write as _;

use snapbox::{IntoData, assert_data_eq, str};

use crate::sandbox::Sandbox;

/// A PDF of so many pages that is not tagged, claims nothing and leaves its font to the reader.
fn plain(pages: usize) -> Vec<u8> {
    let kids: Vec<_> = (0..pages).map(|page| format!("{} 0 R", 5 + page)).collect();
    let kids = kids.join(" ");
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {pages}/MediaBox[0 0 300 200]>>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        "<</Length 44>>stream\nBT /F 24 Tf 20 100 Td (Plain annex page) Tj ET\nendstream"
            .to_owned(),
    ];
    let page = "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>";
    objects.extend((0..pages).map(|_| page.to_owned()));
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{number} 0 obj\n{object}\nendobj").unwrap();
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file += &table;
    writeln!(file, "trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").unwrap();
    file.into_bytes()
}

/// How many pages a file has.
fn pages(project: &Sandbox, name: &str) -> String {
    let facts = std::process::Command::new("pdfinfo").arg(project.path(name)).output().unwrap();
    let facts = String::from_utf8(facts.stdout).unwrap();
    let pages = facts.lines().find_map(|line| line.strip_prefix("Pages:"));
    pages.expect("a file says how many pages it has").trim().to_owned()
}

fn project(enclosures: &str) -> Sandbox {
    let letter = format!(
        "+++\nsubject = \"The gauges\"\nsignatories = false\nenclosures = [{enclosures}]\n+++\n\
         Please read them.\n"
    );
    Sandbox::new().file("templates/gauges.md", letter).file("letterctl.toml", "")
}

const PLAIN: &str = "{ title = \"Readings\", file = \"../annex/plain.pdf\" }";

#[test]
fn pages_follow_the_letter_and_what_can_no_longer_be_claimed_is_told() {
    let project = project(PLAIN).file("annex/plain.pdf", plain(2));
    assert_data_eq!(project.run(&["render", "--to", "pdf"]), str![[r#"
status: 0
--- stdout
--- stderr
note[enclosure-conformance]: with the pages of `../annex/plain.pdf` the PDF is no longer PDF/UA-1 and PDF/A-2a, since it claims to be neither, it is not tagged, its font `Helvetica` is not embedded
 --> templates/gauges.md:4:45
  |
4 | enclosures = [{ title = "Readings", file = "../annex/plain.pdf" }]
  |                                             ^^^^^^^^^^^^^^^^^^
  |
  = help: made by a program that writes tagged PDF/A-2a and PDF/UA-1, it loses nothing

Wrote out/gauges.pdf.

"#]].raw());
    let pdf = project.bytes("out/gauges.pdf");
    let has = |words: &[u8]| pdf.windows(words.len()).any(|window| window == words);
    assert!(!has(b"pdfaid:part") && !has(b"pdfuaid:part") && has(b"application/pdf"));
    assert_data_eq!(
        project.run(&["render", "--to", "text"]),
        str![[r#"
status: 0
--- stdout
Re: The gauges

Please read them.

Enclosures: Readings
--- stderr

"#]]
        .raw()
    );
    let again = project.run(&["render", "--to", "pdf"]);
    assert!(again.starts_with("status: 0"), "{again}");
    assert!(project.bytes("out/gauges.pdf") == pdf, "the same bytes twice");
}

#[test]
fn a_letter_of_five_hundred_pages_and_one() {
    let project = project(PLAIN).file("annex/plain.pdf", plain(500));
    let run = project.run(&["render", "--to", "pdf"]);
    assert!(run.starts_with("status: 0"), "{run}");
    assert_eq!(pages(&project, "out/gauges.pdf"), "501");
}

#[test]
fn a_file_that_cannot_be_appended_is_told_at_its_place() {
    let locked = String::from_utf8(plain(1)).unwrap().replace("/Root", "/Encrypt 3 0 R/Root");
    let moved = String::from_utf8(plain(1)).unwrap().replace("5 0 obj", "6 0 obj");
    let whole = plain(1);
    let enclosures = ["locked", "moved", "cut", "text", "none"]
        .map(|name| format!("{{ title = \"{name}\", file = \"../annex/{name}.pdf\" }}"));
    let project = |name: &str| {
        let one = enclosures.iter().find(|one| one.contains(name)).unwrap();
        project(one)
            .file("annex/locked.pdf", locked.clone())
            .file("annex/moved.pdf", moved.clone())
            .file("annex/cut.pdf", &whole[..whole.len() / 2])
            .file("annex/text.pdf", "Not a PDF")
    };
    let mut said = String::new();
    for name in ["locked", "moved", "cut", "text", "none"] {
        let project = project(name);
        let run = project.run(&["render", "--to", "pdf"]);
        let (_, problem) = run.split_once("--- stderr\n").unwrap();
        said += problem;
        let checked = project.run(&["check"]);
        assert!(checked.contains(problem.trim_end()), "{checked}");
        assert!(!project.path("out/gauges.pdf").exists());
    }
    assert_data_eq!(said, str![[r#"
error[enclosure]: the pages of `../annex/locked.pdf` cannot be appended: it is encrypted
 --> templates/gauges.md:4:43
  |
4 | enclosures = [{ title = "locked", file = "../annex/locked.pdf" }]
  |                                           ^^^^^^^^^^^^^^^^^^^
  |
  = help: save it without a password: `qpdf --decrypt OLD.pdf NEW.pdf`

error[enclosure]: the pages of `../annex/moved.pdf` cannot be appended: it is damaged: object 5 is not where it says
 --> templates/gauges.md:4:42
  |
4 | enclosures = [{ title = "moved", file = "../annex/moved.pdf" }]
  |                                          ^^^^^^^^^^^^^^^^^^
  |
  = help: open it in a PDF reader, and save or print it to a new file

error[enclosure]: the enclosure `../annex/cut.pdf` is cut off
 --> templates/gauges.md:4:39
  |
4 | enclosures = [{ title = "cut", file = "../annex/cut.pdf" }]
  |                                       ^^^^^^^^^^^^^^^^^^
  |
  = help: get it once more, whole

error[enclosure]: the enclosure `../annex/text.pdf` is no PDF
 --> templates/gauges.md:4:40
  |
4 | enclosures = [{ title = "text", file = "../annex/text.pdf" }]
  |                                        ^^^^^^^^^^^^^^^^^^^
  |
  = help: save or print it as PDF; what is no page can be sent beside the letter

error[missing-enclosure]: there is no enclosure `../annex/none.pdf`
 --> templates/gauges.md:4:40
  |
4 | enclosures = [{ title = "none", file = "../annex/none.pdf" }]
  |                                        ^^^^^^^^^^^^^^^^^^^
  |
  = help: an enclosure is named by its path from the file that names it: `../annex.pdf`


"#]].raw());
}

#[test]
fn a_file_outside_the_project_stays_there() {
    let project = project("{ title = \"Out\", file = \"../../out.pdf\" }");
    assert_data_eq!(
        project.run(&["render"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error[enclosure-outside]: the enclosure `../../out.pdf` lies outside the project
 --> templates/gauges.md:4:39
  |
4 | enclosures = [{ title = "Out", file = "../../out.pdf" }]
  |                                       ^^^^^^^^^^^^^^^
  |
  = help: copy it into the project's folder


"#]]
        .raw()
    );
}

#[test]
fn the_text_that_is_agreed_to_has_the_digest_and_a_version_the_file() {
    let project = project(PLAIN).file("annex/plain.pdf", plain(1));
    assert!(project.run(&["draft", "freeze"]).starts_with("status: 0"));
    assert_data_eq!(
        project.read("drafts/v1/en-US.md"),
        str![[r#"
Re: The gauges

Please read them.

Enclosures: Readings, sha256 d6b91529f026306d7aa2ccdc6aa2762c0eea09dd28d074bf6cd3e6d81ee69221

"#]]
        .raw()
    );
    assert_eq!(project.names("drafts/v1/source/annex"), ["plain.pdf"]);
    let render = |out: &str| {
        let run = project.run(&["render", "--version", "v1", "--to", "pdf", "-o", out]);
        assert!(run.starts_with("status: 0"), "{run}");
        project.bytes(out)
    };
    let before = render("a.pdf");
    std::fs::remove_file(project.path("annex/plain.pdf")).unwrap();
    assert!(render("b.pdf") == before, "the version is as it was");
}

#[test]
fn no_output_is_written_over_an_enclosure() {
    let project = project(PLAIN).file("annex/plain.pdf", plain(1));
    let run = project.run(&["render", "--to", "pdf", "-o", "annex/plain.pdf"]);
    assert!(run.starts_with("status: 1"), "{run}");
    assert!(project.bytes("annex/plain.pdf") == plain(1));
}

#[test]
fn every_addressee_gets_the_pages_and_the_loss_is_told_once() {
    let addressees = "id,name\none,Ada\ntwo,Ben\n";
    let project =
        project(PLAIN).file("annex/plain.pdf", plain(1)).file("addressees.csv", addressees);
    let run = project.run(&["render", "--to", "pdf", "--each", "addressees.csv"]);
    assert_eq!(run.matches("note[").count(), 1, "{run}");
    for name in ["out/gauges-one.pdf", "out/gauges-two.pdf"] {
        assert_eq!(pages(&project, name), "2");
    }
}
