//! Pictures: in the body, in the letterhead, as signatures and logos; and what is wrong with one.

use std::path::{Path, PathBuf};

use snapbox::{Data, IntoData, assert_data_eq, str};

use crate::sandbox::{Sandbox, project_of};

fn case() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/pdf/pictures")
}

/// A file of the letter that has every kind of picture.
fn picture(name: &str) -> Vec<u8> {
    std::fs::read(case().join("pictures").join(name)).unwrap()
}

/// A letter in `templates/` with a body.
fn letter(body: &str) -> Sandbox {
    Sandbox::new()
        .file("templates/gauge.md", format!("+++\nsubject = \"The gauge\"\n+++\n{body}"))
        .file("pictures/gauge.png", picture("gauge.png"))
}

/// Data of pictures, which say nothing to a reader, left out.
fn without_data(html: &str) -> String {
    let mut parts = html.split(";base64,");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |html, part| {
        let end = part.find('"').unwrap();
        html + ";base64,…" + &part[end..]
    })
}

#[test]
fn a_page_holds_its_pictures() {
    let page = project_of(&case()).stdout(&["render", "letter.md", "--to", "html"]);
    let (_, main) = page.split_once("<main>\n").unwrap();
    assert_data_eq!(
        without_data(main),
        Data::read_from(&case().join("page.structure"), None).raw()
    );
    assert!(!page.contains("<svg"), "an SVG is no part of the page");
}

#[test]
fn text_has_descriptions_and_markdown_the_marks_of_the_source() {
    let project = project_of(&case());
    assert_data_eq!(
        project.stdout(&["render", "letter.md"]),
        Data::read_from(&case().join("letter.txt"), None).raw()
    );
    let markdown = project.stdout(&["render", "letter.md", "--to", "md"]);
    for mark in [
        "![The level of the sea from 1990 to 2020, which rises](pictures/gauge.png)\n",
        "- ![](pictures/inks.jpg)\n",
        "> ![The coalition’s sign: a sun over the sea](pictures/sign.svg)\n",
    ] {
        assert!(markdown.contains(mark), "{markdown}");
    }
}

#[test]
fn a_message_brings_its_pictures_as_parts() {
    let project =
        letter("![The gauge](../pictures/gauge.png)\n\n![Again](../pictures/gauge.png)\n");
    let message = project.stdout(&["render", "--to", "eml"]);
    let parts: Vec<&str> =
        message.lines().filter(|line| line.starts_with("Content-")).map(str::trim).collect();
    assert_data_eq!(
        parts.join("\n"),
        str![[r#"
Content-Type: multipart/alternative;
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 7bit
Content-Type: multipart/related;
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Type: image/png
Content-Disposition: inline
Content-ID: <f4bb7ff5b9c9160044369f123e10ac4c@letterctl.invalid>
Content-Transfer-Encoding: base64
"#]]
        .raw()
    );
    let unfolded = message.replace("=\r\n", "");
    assert_eq!(unfolded.matches("<img src=3D\"cid:").count(), 2);
    assert!(!unfolded.contains("data:image"));
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let render = |format: &str| {
        let project = project_of(&case());
        let out = format!("out.{format}");
        assert!(project.run(&["render", "letter.md", "-o", &out]).starts_with("status: 0"));
        project.bytes(&out)
    };
    for format in ["pdf", "html", "eml"] {
        assert_eq!(render(format), render(format), "{format}");
    }
}

#[test]
fn letters_that_share_a_picture_are_as_if_each_were_alone() {
    let letters = |list: &str| {
        let project = letter("![The gauge](../pictures/gauge.png)\n").file("addressees.csv", list);
        let run = project.run(&["render", "--each", "addressees.csv", "--to", "pdf"]);
        assert!(run.starts_with("status: 0"), "{run}");
        project
    };
    let both = letters("id,name\na,Ann\nb,Bob\n");
    let alone = letters("id,name\nb,Bob\n");
    assert!(both.bytes("out/gauge-b.pdf") == alone.bytes("out/gauge-b.pdf"));
}

#[test]
fn what_is_wrong_with_a_picture_is_told_where_it_is_named() {
    let png = picture("gauge.png");
    let mut huge = png.clone();
    huge[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let mut flat = png.clone();
    flat[16..20].copy_from_slice(&[0; 4]);
    let jpeg = picture("turned.jpg");
    let bomb = "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;'>";
    let project = letter(
        "![](gauge.png)\n\n![](../../outside.png)\n\n![](https://example.org/gauge.png)\n\n\
         ![](../pictures/link.png)\n\n![](../pictures/huge.png)\n\n![](../pictures/flat.png)\n\n\
         ![](../pictures/cut.png)\n\n![](../pictures/cut.jpg)\n\n![](../pictures/page.png)\n\n\
         ![](../pictures/uses.svg)\n\n![](../pictures/entities.svg)\n\n![](../pictures/words.svg)\n",
    )
    .file("pictures/huge.png", with_sum(huge))
    .file("pictures/flat.png", with_sum(flat))
    .file("pictures/cut.png", &png[..png.len() / 2])
    .file("pictures/cut.jpg", &jpeg[..jpeg.len() / 2])
    .file("pictures/page.png", "<html></html>")
    .file("pictures/uses.svg", uses())
    .file("pictures/entities.svg", format!("<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaa'>{bomb}<!ENTITY d '&d;'>]><svg xmlns='http://www.w3.org/2000/svg' id='&d;'/>"))
    .file("pictures/words.svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg>");
    std::os::unix::fs::symlink("/etc/hostname", project.path("pictures/link.png")).unwrap();
    assert_data_eq!(project.run(&["render"]), Data::read_from(&case().join("wrong.report"), None));
}

/// A PNG's head with the sum that it must end in (ISO 15948, annex D).
fn with_sum(mut png: Vec<u8>) -> Vec<u8> {
    let sum = png[12..29].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    });
    png[29..33].copy_from_slice(&(!sum).to_be_bytes());
    png
}

/// A small file in which a path is used ten thousand million times.
fn uses() -> String {
    let mut svg =
        "<svg xmlns='http://www.w3.org/2000/svg'><defs><path id='a0' d='M0 0h9v9z'/>".to_owned();
    for level in 1..=10 {
        let inner = format!("<use href='#a{}'/>", level - 1).repeat(10);
        svg = [svg, format!("<g id='a{level}'>{inner}</g>")].concat();
    }
    svg + "</defs><use href='#a10'/></svg>"
}

#[test]
fn a_picture_that_the_list_lacks_is_told_at_its_cell_and_only_where_it_is_shown() {
    let list = "name,email,logo,signature\nTide Watch,t@tides.example,logos/tide.png,\n";
    let project = letter("The text.\n").file("signatories.csv", list);
    assert!(project.run(&["render"]).starts_with("status: 0"));
    project.put(
        "templates/gauge.md",
        "+++\nsubject = \"The gauge\"\nsignatories = { logos = true }\n+++\nThe text.\n",
    );
    assert_data_eq!(
        project.run(&["render"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error[missing-picture]: there is no picture `logos/tide.png`
 --> signatories.csv:2:28
  |
2 | …,…,logos/tide.png,…
  |     ^^^^^^^^^^^^^^
  |
  = help: a picture is named by its path from the file that names it: `../pictures/gauge.png`


"#]]
    );
}

#[test]
fn check_notes_a_picture_without_a_description() {
    let project = letter("![](../pictures/gauge.png)\n");
    let said = project.run(&["check"]);
    assert!(said.contains("note[picture-undescribed]"), "{said}");
}

#[test]
fn a_letterhead_takes_its_logo_from_the_file_that_names_it() {
    let project = letter("The text.\n").file(
        "letterctl.toml",
        "[letter.letterhead]\nname = 'Harbor Coalition'\nlogo = 'pictures/gauge.png'\n",
    );
    let page = project.stdout(&["render", "--to", "html"]);
    assert!(page.contains("<p class=\"logos\"><img src=\"data:image/png;base64,"), "{page}");
    assert!(page.contains("alt=\"\""), "beside the name, a logo is decoration");
}

#[test]
fn every_figure_of_a_pdf_has_its_description_and_place() {
    let project = project_of(&case());
    let written = project.run(&["render", "letter.md", "-o", "a.pdf"]);
    assert!(written.starts_with("status: 0"), "{written}");
    let pdf = lopdf::Document::load(project.path("a.pdf")).unwrap();
    let mut figures = Vec::new();
    for object in pdf.objects.values() {
        let Ok(element) = object.as_dict() else { continue };
        if element.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|role| role == b"Figure") {
            let words = lopdf::decode_text_string(element.get(b"Alt").unwrap()).unwrap();
            let place = element.get(b"A").unwrap().as_dict().unwrap().get(b"BBox").unwrap();
            assert_eq!(place.as_array().unwrap().len(), 4);
            figures.push(words);
        }
    }
    assert_eq!(
        figures,
        [
            "The level of the sea from 1990 to 2020, which rises",
            "The pier, standing",
            "The coalition’s sign: a sun over the sea",
            "Jane Roe",
            "Tide Watch",
            "Harbor Guild",
            "Sea Sign",
            "Turned Pier",
            "The Fifth"
        ]
    );
}
