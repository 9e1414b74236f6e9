//! `letterctl draft diff`: which texts it compares, and where it shows what changed.

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

const FIRST: &str = "+++\nsubject = \"The weir\"\nclose = \"Sincerely,\"\n+++\n\
    We ask you:\n\n(A) to open the weir in May; and\n\n(B) to publish the flow.\n";

const SECOND: &str = "+++\nsubject = \"The weir\"\nclose = \"Sincerely,\"\n+++\n\
    We ask you:\n\n(A) to open the weir in April; and\n\n(B) to publish the flow.\n";

const THIRD: &str = "+++\nsubject = \"The weir\"\nclose = \"Sincerely,\"\n+++\n\
    We ask you:\n\n(A) to open the weir in April;\n\n(B) to pay for the nets; and\n\n\
    (C) to publish the flow.\n";

/// A project with two versions and a letter that was edited since.
fn project() -> Sandbox {
    let project = Sandbox::new()
        .file("templates/joint-letter.md", FIRST)
        .file("signatories.csv", "name\nRiver Watch\n");
    freeze(&project, &["draft", "freeze", "-m", "for the board"]);
    project.put("templates/joint-letter.md", SECOND);
    freeze(&project, &["draft", "freeze"]);
    project.put("templates/joint-letter.md", THIRD);
    project
}

fn freeze(project: &Sandbox, arguments: &[&str]) {
    project.stdout(arguments);
}

/// A run without the days on which its versions were frozen.
fn said(project: &Sandbox, arguments: &[&str]) -> String {
    without_days(project, project.run(arguments))
}

fn without_days(project: &Sandbox, said: String) -> String {
    let days = ["v1", "v2"].map(|version| {
        let manifest = project.read(&format!("drafts/{version}/version.toml"));
        let time = manifest.lines().find_map(|line| line.strip_prefix("time = ")).unwrap();
        time.trim_matches('"')[.."YYYY-MM-DD".len()].to_owned()
    });
    days.iter().fold(said, |said, day| said.replace(day, "YYYY-MM-DD"))
}

#[test]
fn the_letter_as_it_stands_is_compared_with_the_newest_version() {
    assert_data_eq!(
        said(&project(), &["draft", "diff"]),
        str![[r#"
status: 0
--- stdout
v2@851f62c588a1 (YYYY-MM-DD) → the letter as it stands
7 words changed, in (A) and (B).
(A) changed; (B) new; (C) was (B).

~ (A) to open the weir in April; [-and-]
+ (B) {+to pay for the nets; and+}
= (C) (was (B)) to publish the flow.
--- stderr

"#]]
    );
}

#[test]
fn a_version_is_compared_with_the_letter_or_with_another_version() {
    let project = project();
    assert_data_eq!(
        said(&project, &["draft", "diff", "v1"]),
        str![[r#"
status: 0
--- stdout
v1@dcdedd6f5a60 (YYYY-MM-DD, “for the board”) → the letter as it stands
8 words changed, in (A) and (B).
(A) changed; (B) new; (C) was (B).

~ (A) to open the weir in [-May; and-]{+April;+}
+ (B) {+to pay for the nets; and+}
= (C) (was (B)) to publish the flow.
--- stderr

"#]]
    );
    assert_data_eq!(
        said(&project, &["draft", "diff", "v1", "v2"]),
        str![[r#"
status: 0
--- stdout
v1@dcdedd6f5a60 (YYYY-MM-DD, “for the board”) → v2@851f62c588a1 (YYYY-MM-DD)
1 word changed, in (A).
(A) changed.

~ (A) to open the weir in [-May-]{+April+}; and
--- stderr

"#]]
    );
}

#[test]
fn the_same_text_says_so_and_succeeds() {
    assert_data_eq!(
        said(&project(), &["draft", "diff", "v2", "v2"]),
        str![[r#"
status: 0
--- stdout
v2@851f62c588a1 (YYYY-MM-DD) → v2@851f62c588a1 (YYYY-MM-DD)
No word differs.
--- stderr

"#]]
    );
}

#[test]
fn colors_stand_in_for_marks_when_they_are_asked_for() {
    assert_data_eq!(
        said(&project(), &["draft", "diff", "v1", "v2", "--color", "always"])
            .replace('\u{1b}', "^"),
        str![[r#"
status: 0
--- stdout
^[2mv1@dcdedd6f5a60 (YYYY-MM-DD, “for the board”) → v2@851f62c588a1 (YYYY-MM-DD)^[0m
^[1m1 word changed, in (A).^[0m
(A) changed.

~ ^[1m(A)^[0m to open the weir in ^[31;9mMay^[0m^[32;4mApril^[0m; and
--- stderr

"#]]
    );
}

#[test]
fn json_tells_every_span_of_what_changed() {
    assert_data_eq!(
        said(&project(), &["draft", "diff", "v1", "v2", "--json"]),
        str![[r#"
status: 0
--- stdout
{
  "from": "v1@dcdedd6f5a60 (YYYY-MM-DD, “for the board”)",
  "to": "v2@851f62c588a1 (YYYY-MM-DD)",
  "languages": [
    {
      "language": "en-US",
      "changed": true,
      "words": 1,
      "inserted": 1,
      "deleted": 1,
      "moved": 0,
      "demands": [
        {
          "marker": "(A)",
          "old_marker": null,
          "change": "changed",
          "edited": true
        }
      ],
      "passages": [
        {
          "index": 2,
          "change": "changed",
          "from": {
            "kind": "paragraph",
            "marker": "(A)"
          },
          "to": {
            "kind": "paragraph",
            "marker": "(A)"
          },
          "moved": null,
          "boundary": null,
          "texts": [
            [
              {
                "change": "same",
                "text": "to open the weir in "
              },
              {
                "change": "deleted",
                "text": "May"
              },
              {
                "change": "inserted",
                "text": "April"
              },
              {
                "change": "same",
                "text": "; and"
              }
            ]
          ]
        }
      ]
    }
  ]
}
--- stderr

"#]]
    );
}

#[test]
fn the_ending_of_the_output_names_the_format_and_several_go_to_files() {
    let project = project();
    assert_data_eq!(
        said(&project, &["draft", "diff", "-o", "x/y.md"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote x/y.md.

"#]]
    );
    assert_data_eq!(
        without_days(&project, project.read("x/y.md")),
        str![[r#"
v2@851f62c588a1 (YYYY-MM-DD) → the letter as it stands

**7 words changed, in (A) and (B).**

- (A) changed
- (B) new
- (C) was (B)

**(A)** to open the weir in April; ~~and~~

**(B)** *(new)* **to pay for the nets; and**

**(C)** *(was (B))* to publish the flow.

"#]]
    );
    assert_data_eq!(
        said(&project, &["draft", "diff", "--to", "term,md,html"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote out/changes.txt.
Wrote out/changes.md.
Wrote out/changes.html.

"#]]
    );
    assert_eq!(project.names("out"), [".gitignore", "changes.html", "changes.md", "changes.txt"]);
    assert!(project.read("out/changes.html").starts_with("<!DOCTYPE html>"));
}

#[test]
fn what_is_compared_is_not_written_over() {
    let project = project();
    assert_data_eq!(
        said(&project, &["draft", "diff", "-o", "templates/joint-letter.md"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `[PROJECT]/templates/joint-letter.md` is what the letter is made from, and is not written over
hint: name another file with `-o`

"#]]
    );
    assert_data_eq!(
        said(&project, &["draft", "diff", "-o", "drafts/v2/en-US.md"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `[PROJECT]/drafts/v2/en-US.md` is what the letter is made from, and is not written over
hint: name another file with `-o`

"#]]
    );
    let output = "drafts/v2/source/changes.md";
    for command in [&["draft", "diff"][..], &["render"], &["sign", "export", "--to", "md"]] {
        assert_data_eq!(
            said(&project, &[command, &["-o", output]].concat()),
            str![[r#"
status: 1
--- stdout
--- stderr
error: `[PROJECT]/drafts/v2/source/changes.md` would lie in a frozen version, which never changes
hint: name another file with `-o`

"#]]
        );
    }
    assert!(!project.path(output).exists());
    assert_eq!(project.read("templates/joint-letter.md"), THIRD);
}

#[test]
fn a_text_that_is_in_one_version_alone_is_said() {
    let project = project();
    project.put("templates/joint-letter.de.md", "+++\nsubject = \"Das Wehr\"\n+++\nBitte.\n");
    assert_data_eq!(
        said(&project, &["draft", "diff", "--to", "md"]),
        str![[r#"
status: 0
--- stdout
v2@851f62c588a1 (YYYY-MM-DD) → the letter as it stands

## de

Only in the letter as it stands.

## en-US

**7 words changed, in (A) and (B).**

- (A) changed
- (B) new
- (C) was (B)

**(A)** to open the weir in April; ~~and~~

**(B)** *(new)* **to pay for the nets; and**

**(C)** *(was (B))* to publish the flow.
--- stderr

"#]]
    );
    assert_data_eq!(
        said(&project, &["draft", "diff", "--language", "EN-us"]),
        str![[r#"
status: 0
--- stdout
v2@851f62c588a1 (YYYY-MM-DD) → the letter as it stands
7 words changed, in (A) and (B).
(A) changed; (B) new; (C) was (B).

~ (A) to open the weir in April; [-and-]
+ (B) {+to pay for the nets; and+}
= (C) (was (B)) to publish the flow.
--- stderr

"#]]
    );
    assert_data_eq!(
        said(&project, &["draft", "diff", "--language", "fr"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: neither text is there in `fr`
hint: there are: `de`, `en-US`

"#]]
    );
}

#[test]
fn what_cannot_be_compared_or_written_is_named() {
    let project = project();
    assert_data_eq!(
        said(&project, &["draft", "diff", "v3"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no version `v3`
hint: there are: `v1@dcdedd6f5a60`, `v2@851f62c588a1`

"#]]
    );
    assert_data_eq!(
        said(&project, &["draft", "diff", "-o", "x.pdf"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: the ending of `x.pdf` names no format
hint: name the format with `--to`

"#]]
    );
    assert_data_eq!(
        said(&project, &["draft", "diff", "--to", "md,html", "-o", "x.md"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: several formats cannot go to one file
hint: leave `-o` out, and they go to `out/`

"#]]
    );
    let fresh = Sandbox::new()
        .file("templates/joint-letter.md", FIRST)
        .file("signatories.csv", "name\nRiver Watch\n");
    assert_data_eq!(
        fresh.run(&["draft", "diff"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no version to compare the letter with
hint: `letterctl draft freeze` makes the first version

"#]]
    );
}
