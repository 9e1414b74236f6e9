//! A character that no font has, in each of the places that a letter comes from: the PDF is refused
//! with that place, and with nothing private.

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

const LETTER: &str = "+++\nsubject = \"The tide gauges\"\n+++\nWe ask for the gauges.\n";

/// What the program says of the letter as a PDF.
fn said(project: &Sandbox, arguments: &[&str]) -> String {
    let said = project.run(&[&["render", "letter.md", "--to", "pdf"], arguments].concat());
    assert!(!project.path("out").exists() && !project.path("out.pdf").exists(), "{said}");
    said
}

/// The line of the place, and those of what stands there.
fn place(project: &Sandbox, arguments: &[&str]) -> String {
    let said = said(project, arguments);
    assert!(said.starts_with("status: 1\n"), "{said}");
    assert!(said.contains("error[missing-glyph]: no font has a glyph for `"), "{said}");
    let (_, place) = said.split_once("--> ").unwrap_or_else(|| panic!("no place: {said}"));
    place.split("  = help").next().unwrap_or_default().to_owned()
}

#[test]
fn a_character_of_the_body_is_shown_where_it_stands() {
    let project = Sandbox::new()
        .file("letterctl.toml", "")
        .file("letter.md", LETTER.replace("the gauges.", "gauges at **\u{6f6e}\u{4f4d}**."));
    assert_data_eq!(
        said(&project, &["-o", "out.pdf"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error[missing-glyph]: no font has a glyph for `潮` (U+6F6E, Han script) in `潮位.` (body)
 --> letter.md:4:24
  |
4 | We ask for gauges at **潮位**.
  |                        ^^
  |
  = help: `Noto Serif CJK SC` has such characters (Debian's package `fonts-noto-cjk`): install it, or put it into a folder that `[fonts] folder` names
  = help: text, Markdown, HTML and mail can have any: `--to html`


"#]]
    );
}

#[test]
fn a_character_of_a_list_is_shown_in_its_cell_alone() {
    let project = Sandbox::new().file("letter.md", LETTER).file(
        "signatories.csv",
        "name,email,affiliation\nTide Watch,canary@example.org,\nAda Wolf,canary@example.org,\u{6f6e} House\n",
    );
    assert_data_eq!(
        place(&project, &["-o", "out.pdf"]),
        str![[r#"
signatories.csv:3:29
  |
3 | …,…,潮 House
  |     ^^
  |

"#]]
    );
}

#[test]
fn a_character_of_a_row_that_is_not_printed_is_not_the_one() {
    let project = Sandbox::new()
        .file("letter.md", LETTER.replace("+++\nWe", "cc = [\"\u{6f6e}\"]\n+++\nWe"))
        .file("signatories.csv", "name,status\n\u{6f6e},declined\nTide Watch,\n");
    assert_data_eq!(
        place(&project, &["-o", "out.pdf"]),
        str![[r#"
letter.md:3:8
  |
3 | cc = ["潮"]
  |        ^^
  |

"#]]
    );
}

#[test]
fn a_character_that_is_written_as_an_escape_is_shown_with_the_value_around_it() {
    let project = Sandbox::new()
        .file("letterctl.toml", "")
        .file("letter.md", LETTER.replace("tide", "\\u6F6E"));
    assert_data_eq!(
        place(&project, &["-o", "out.pdf"]),
        str![[r#"
letter.md:2:11
  |
2 | subject = "The /u6F6E gauges"
  |           ^^^^^^^^^^^^^^^^^^^
  |

"#]]
    );
}

#[test]
fn a_character_that_a_translation_inherits_is_shown_in_the_first_letter() {
    let project = Sandbox::new()
        .file("letterctl.toml", "")
        .file("templates/letter.md", LETTER.replace("tide", "\u{6f6e}"))
        .file("templates/letter.de.md", "+++\n+++\nWir bitten um die Pegel.\n");
    let place = place(&project, &["--language", "de", "-o", "out.pdf"]);
    assert_data_eq!(
        place,
        str![[r#"
templates/letter.md:2:16
  |
2 | subject = "The 潮 gauges"
  |                ^^
  |

"#]]
    );
}

#[test]
fn a_character_of_an_included_file_is_shown_in_that_file() {
    let project = Sandbox::new()
        .file("templates/letter.md", format!("{LETTER}\n{{% include \"more.md\" %}}\n"))
        .file("templates/more.md", "More of them,\nand of the \u{6f6e}.\n");
    assert_data_eq!(
        place(&project, &["-o", "out.pdf"]),
        str![[r#"
templates/more.md:2:12
  |
2 | and of the 潮.
  |            ^^
  |

"#]]
    );
}

#[test]
fn a_character_of_an_addressee_is_shown_in_the_cell_of_that_addressee() {
    let project = Sandbox::new().file("letterctl.toml", "").file("letter.md", LETTER).file(
        "addressees.csv",
        "name,email,organization\nAda Wolf,canary@example.org,Harbors\nTom Reed,canary@example.org,The \u{6f6e}\n",
    );
    assert_data_eq!(
        place(&project, &["--each", "addressees.csv"]),
        str![[r#"
addressees.csv:3:33
  |
3 | …,…,The 潮
  |         ^^
  |

"#]]
    );
}
