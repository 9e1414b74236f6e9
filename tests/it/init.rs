//! `letterctl init`.

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

#[test]
fn init_writes_a_project_and_names_the_next_three_commands() {
    let folder = Sandbox::new();
    assert_data_eq!(
        folder.run(&["init", "our-letter"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote our-letter/letterctl.toml.
Wrote our-letter/templates/joint-letter.md.
Wrote our-letter/templates/mail/review.md.
Wrote our-letter/templates/mail/reminder.md.
Wrote our-letter/templates/mail/final.md.
Wrote our-letter/templates/mail/copy.md.
Wrote our-letter/signatories.csv.
Wrote our-letter/.gitattributes.
Wrote our-letter/.gitignore.

Next:
  letterctl check                      finds the gaps of the letter
  letterctl sign add "Name" --abbr N    puts an organization under it
  letterctl render --to pdf            sets it on paper

"#]]
    );
    let letter = folder.stdout(&["-C", "our-letter", "render"]);
    assert!(letter.starts_with("Joint letter to [name of the minister]"), "{letter}");
}

#[test]
fn init_never_overwrites() {
    let folder = Sandbox::new()
        .file("signatories.csv", "name\nRiver Watch\n")
        .file(".gitattributes", "* text\n");
    let said = folder.run(&["init"]);
    assert!(said.contains("Kept ./signatories.csv.\n"), "{said}");
    assert!(said.contains("It should hold these lines:\nsignatories.csv merge="), "{said}");
    assert_eq!(folder.read("signatories.csv"), "name\nRiver Watch\n");
    assert_eq!(folder.read(".gitattributes"), "* text\n");
}

#[test]
fn a_dry_init_writes_nothing() {
    let folder = Sandbox::new();
    let said = folder.run(&["init", "--dry-run"]);
    assert!(said.contains("Would write ./letterctl.toml.\n"), "{said}");
    assert!(folder.names("").is_empty());
}

#[test]
fn init_does_not_read_the_settings() {
    let folder = Sandbox::new().file("letterctl.toml", "[letter");
    assert!(folder.run(&["init"]).starts_with("status: 0\n"));
}
