//! `letterctl render`: which letter, in which form, to where.

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

const LETTER: &str = "+++\nsubject = \"The weir\"\n+++\nOpen it.\n";
const KOREAN: &str = "+++\nsubject = \"보\"\n+++\n여십시오.\n";

fn bilingual() -> Sandbox {
    Sandbox::new()
        .file("templates/weir.md", LETTER)
        .file("templates/weir.ko.md", KOREAN)
        .file("signatories.csv", "name,name_ko\nRiver Watch,강지기\n")
}

#[test]
fn the_only_letter_needs_no_name() {
    assert_eq!(bilingual().stdout(&["render"]), "Re: The weir\n\nOpen it.\n\n\nRiver Watch\n");
}

#[test]
fn a_letter_is_named_with_or_without_its_ending_or_by_a_path() {
    let project = bilingual();
    for name in ["weir", "weir.md", "templates/weir.md", "templates/weir"] {
        assert!(project.stdout(&["render", name]).contains("Open it."), "{name}");
    }
    assert!(project.stdout(&["render", "weir.ko"]).contains("여십시오."));
    assert_data_eq!(
        project.run(&["render", "wier"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no letter `wier`
hint: did you mean `weir`?

"#]]
    );
}

#[test]
fn several_letters_want_a_name_unless_one_is_called_joint_letter() {
    let project = bilingual().file("templates/dam.md", LETTER);
    assert_data_eq!(
        project.run(&["render"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there are several letters in `templates/`
hint: there are: `dam`, `weir`
hint: name one: `letterctl render NAME`

"#]]
    );
    let usual = LETTER.replace("Open it.", "The usual one.");
    let project = project.file("templates/joint-letter.md", usual);
    assert!(project.stdout(&["render"]).contains("The usual one."));
    let project = project.file("letterctl.toml", "template = \"dam\"\n");
    assert!(project.stdout(&["render"]).contains("Open it."));
}

#[test]
fn a_language_picks_its_translation_and_columns() {
    let project = bilingual();
    assert_eq!(
        project.stdout(&["render", "--language", "ko"]),
        "제목: 보\n\n여십시오.\n\n\n강지기\n"
    );
    assert!(project.stdout(&["render", "--language", "en"]).contains("River Watch"));
    assert_data_eq!(
        project.run(&["render", "--language", "fr"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no `fr` version of `weir`
hint: it is there in en-US, ko

"#]]
    );
}

#[test]
fn several_forms_or_languages_go_to_files() {
    let project = bilingual();
    assert_data_eq!(
        project.run(&["render", "--to", "text,html", "--language", "all"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote 4 of 4 files to out.

"#]]
    );
    let names = [".gitignore", "weir.html", "weir.ko.html", "weir.ko.txt", "weir.txt"];
    assert_eq!(project.names("out"), names);
    assert_eq!(project.read("out/.gitignore"), "*\n");
}

#[test]
fn the_ending_of_the_output_names_the_form() {
    let project = bilingual();
    assert!(project.run(&["render", "-o", "new/x.html"]).ends_with("Wrote new/x.html.\n"));
    assert!(project.read("new/x.html").starts_with("<!DOCTYPE html>"));
    let pdf = project.output(&["render", "--to", "pdf", "-o", "-"]).stdout;
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert_data_eq!(
        project.run(&["render", "-o", "x.doc"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: the ending of `x.doc` names no format
hint: name the format with `--to`

"#]]
    );
}

#[test]
fn each_addressee_gets_a_letter_in_their_language() {
    let project = bilingual().file(
        "addressees.csv",
        "name,language,email,salutation\nJane Roe,,jane@canary.example,\"Dear Jane,\"\n\
         김민수,ko,kim@canary.example,\n",
    );
    let said = project.run(&["render", "--each", "addressees.csv", "--to", "text"]);
    assert!(said.contains("Wrote 2 of 2 files to "), "{said}");
    let jane = "Jane Roe\n\nRe: The weir\n\nDear Jane,\n\nOpen it.\n\n\nRiver Watch\n";
    assert_eq!(project.read("out/weir-jane-roe.txt"), jane);
    assert!(project.read("out/weir-김민수.txt").starts_with("김민수\n\n제목: 보\n"));

    let pattern = "to/{{ addressee.name | slug }}.md";
    let said = project.run(&["render", "--each", "addressees.csv", "-o", pattern]);
    assert!(said.contains("Wrote 2 of 2 files to "), "{said}");
    assert_eq!(project.names("to"), ["jane-roe.md", "김민수.md"]);
}

#[test]
fn a_draft_says_so_at_its_head() {
    let draft = bilingual().stdout(&["render", "--draft"]);
    assert!(draft.starts_with("DRAFT\n\nRe: The weir\n"), "{draft}");
}

#[test]
fn a_folder_without_a_project_has_the_sample() {
    let folder = Sandbox::new();
    let text = folder.stdout(&["render"]);
    assert_eq!(text, Sandbox::sample().stdout(&["render"]));
    assert!(text.starts_with("Sample\n\nJoint Letter to Speaker Pelosi"), "{text}");
    assert_eq!(
        folder.run(&["render", "--to", "pdf"]).lines().last(),
        Some("Wrote out/joint-letter.pdf.")
    );
}

#[test]
fn a_project_is_found_from_below() {
    let project = bilingual().file("letterctl.toml", "").file("templates/mail/x.txt", "");
    assert!(project.stdout(&["-C", "templates/mail", "render"]).contains("Open it."));
}

#[test]
fn another_list_stands_in_for_the_projects() {
    let project = bilingual().file("other.csv", "name\nDam Group\n");
    assert!(project.stdout(&["--signatories", "other.csv", "render"]).ends_with("Dam Group\n"));
}

#[test]
fn a_dry_run_names_the_files_and_writes_none() {
    let project = bilingual();
    let said = project.run(&["render", "--to", "pdf", "--dry-run"]);
    assert!(said.ends_with("Would write out/weir.pdf.\n"), "{said}");
    assert!(!project.path("out").exists());
}

#[test]
fn the_same_input_gives_the_same_bytes_anywhere() {
    let (one, other) = (bilingual(), bilingual());
    for form in ["text", "md", "html", "eml", "pdf"] {
        let arguments = ["render", "--to", form, "-o", "-"];
        let there =
            other.command(&arguments).env("TZ", "Asia/Seoul").env("LANG", "de_DE.UTF-8").output();
        let here = one.output(&arguments).stdout;
        assert!(!here.is_empty());
        assert!(here == there.unwrap().stdout, "{form}");
    }
}

#[test]
fn nothing_private_is_in_what_can_be_read() {
    let list = "name,listed,status,contact,email,note,signed_by,via,evidence,donor\n\
                River Watch,yes,confirmed,CANARY,c@canary.example,CANARY,CANARY,CANARY,CANARY,CANARY\n\
                Canary Withheld,no,confirmed,,,,,,,\n\
                Canary Unnamed,anonymous,confirmed,,,,,,,\n\
                Canary Invited,yes,invited,,,,,,,\n\
                Canary Withdrawn,yes,withdrawn,,,,,,,\n";
    let project = bilingual().file("signatories.csv", list);
    for form in ["text", "md", "html", "eml"] {
        let letter = project.stdout(&["render", "--to", form]);
        assert!(letter.contains("River Watch"), "{form}");
        assert!(!letter.to_lowercase().contains("canary"), "{form}");
    }
}
