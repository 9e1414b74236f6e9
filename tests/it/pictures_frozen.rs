//! Pictures in frozen versions: what is agreed to, what is kept, what changed.

use snapbox::{IntoData, assert_data_eq, str};

use crate::sandbox::Sandbox;

/// A drawing of one rectangle, in a color.
fn drawing(color: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>\
         <path d='M0 0h40v20z' fill='{color}'/></svg>"
    )
}

fn project() -> Sandbox {
    Sandbox::new()
        .file("letterctl.toml", "[letter.letterhead]\nlogo = 'pictures/head.svg'\n")
        .file(
            "templates/gauge.md",
            "+++\nsubject = \"The gauge\"\nsignatories = { layout = \"lines\", logos = true }\n+++\n\
             ![The gauge](../pictures/gauge.svg)\n\n\
             {% if count.signatories > 9 %}![Many](../pictures/many.svg){% endif %}\n\n\
             {% include \"part.md\" %}\n",
        )
        .file("templates/part.md", "![A part](../pictures/part.svg)\n")
        .file(
            "signatories.csv",
            "name,kind,logo,signature,status\nTide Watch,,logos/tide.svg,,\n\
             Jane Roe,individual,,logos/roe.svg,\nNot Yet,,logos/not-yet.svg,,invited\n",
        )
        .file("pictures/head.svg", drawing("black"))
        .file("pictures/gauge.svg", drawing("blue"))
        .file("pictures/many.svg", drawing("red"))
        .file("pictures/part.svg", drawing("green"))
        .file("pictures/unused.svg", drawing("green"))
        .file("logos/tide.svg", drawing("navy"))
        .file("logos/roe.svg", drawing("gray"))
        .file("logos/not-yet.svg", drawing("white"))
}

#[test]
fn a_version_keeps_the_pictures_that_it_may_show_and_is_made_again_of_them() {
    let project = project();
    assert!(project.run(&["draft", "freeze"]).starts_with("status: 0"));
    let source = "drafts/v1/source";
    assert_eq!(
        project.names(&format!("{source}/pictures")),
        ["gauge.svg", "head.svg", "many.svg", "part.svg"]
    );
    assert_eq!(project.names(&format!("{source}/logos")), ["roe.svg", "tide.svg"]);
    let render = |out: &str| {
        let run = project.run(&["render", "--version", "v1", "-o", out]);
        assert!(run.starts_with("status: 0"), "{run}");
        project.bytes(out)
    };
    let before = [render("a.pdf"), render("a.html")];
    for name in ["pictures/gauge.svg", "pictures/head.svg", "logos/tide.svg", "logos/roe.svg"] {
        std::fs::remove_file(project.path(name)).unwrap();
    }
    assert!([render("b.pdf"), render("b.html")] == before, "the version is as it was");
}

#[test]
fn a_picture_is_part_of_the_text_by_its_bytes_and_not_by_its_name() {
    let project = project();
    assert!(project.run(&["draft", "freeze"]).starts_with("status: 0"));
    assert_data_eq!(
        project.read("drafts/v1/en-US.md"),
        str![[r#"
Re: The gauge

![The gauge](sha256:972c228f4b4d8b8ec5671ec6d7125144dba99d47912cbd053aff9fd22510c741)

![A part](sha256:0a95fdd8e9c73caf4ec7884714a3897780fa306e536a33c8aa7948d0394a5df9)

"#]]
        .raw()
    );
    project.put("pictures/b.svg", drawing("green"));
    project.put("templates/part.md", "![A part](../pictures/b.svg)\n");
    let same = project.run(&["draft", "diff"]);
    project.put("pictures/b.svg", drawing("yellow"));
    let other = project.run(&["draft", "diff"]);
    assert_data_eq!(
        format!("{same}\n{other}"),
        str![[r#"
status: 0
--- stdout
v1@99a57175f46a ([..]) → the letter as it stands
No word differs.
--- stderr

status: 0
--- stdout
v1@99a57175f46a ([..]) → the letter as it stands
2 words changed.

~ A part [-`[picture 0a95fdd8e9c7]`-]{+`[picture 5736a0cc593f]`+}
--- stderr

"#]]
    );
}

#[test]
fn an_edition_takes_the_logos_of_its_day() {
    let project = project();
    assert!(project.run(&["draft", "freeze"]).starts_with("status: 0"));
    project.put("logos/late.svg", drawing("orange"));
    let list = project.read("signatories.csv") + "Late Sign,,logos/late.svg,,\n";
    project.put("signatories.csv", list);
    let edition = project.run(&["draft", "edition"]);
    assert!(edition.starts_with("status: 0"), "{edition}");
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 0
--- stdout
v1@99a57175f46a ok
edition-1 ok
--- stderr

"#]]
    );
}
