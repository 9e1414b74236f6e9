//! `init`: what it writes, and what it leaves alone.

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

#[test]
fn what_is_there_is_kept_and_git_is_told_what_it_lacks() {
    let project = Sandbox::new()
        .file("signatories.csv", "name\nRiver Watch\n")
        .file(".gitignore", "*.bak\n")
        .file(".gitattributes", "*.png binary\ndrafts/** -text\n");

    assert_data_eq!(
        project.run(&["init"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote letterctl.toml.
Wrote templates/joint-letter.md.
Wrote templates/mail/review.md.
Wrote templates/mail/reminder.md.
Wrote templates/mail/final.md.
Wrote templates/mail/copy.md.
Kept signatories.csv.
Kept .gitattributes.
Add to it, for git:
  signatories.csv merge=letterctl -text
  drafts/history.jsonl merge=union
Kept .gitignore.
Add to it, for git:
  .*.lock

Next:
  letterctl check                       finds the gaps of the letter
  letterctl sign add "Name" --abbr N    puts an organization under it
  letterctl render --to pdf             sets it on paper

In git, once in each clone, so that sign-offs merge by row:
  git config merge.letterctl.driver 'letterctl sign merge %O %A %B %P'

"#]]
    );
    assert_eq!(project.read("signatories.csv"), "name\nRiver Watch\n");
    assert_eq!(project.read(".gitignore"), "*.bak\n");
    assert_eq!(project.read(".gitattributes"), "*.png binary\ndrafts/** -text\n");
}

#[test]
fn a_dry_run_writes_nothing() {
    let project = Sandbox::new();

    let said = project.run(&["init", "--dry-run", "our-letter"]);

    assert!(said.contains("Would write our-letter/letterctl.toml.\n"), "{said}");
    assert_eq!(project.names("."), Vec::<String>::new());
}

#[test]
fn what_it_writes_renders_at_once_and_its_settings_are_never_read() {
    let folder = Sandbox::new().file("letterctl.toml", "[letter");
    assert!(folder.run(&["init"]).starts_with("status: 0\n"));
    assert!(folder.run(&["init", "our-letter"]).starts_with("status: 0\n"));
    let letter = folder.stdout(&["-C", "our-letter", "render"]);
    assert!(letter.starts_with("Joint letter to [name of the minister]"), "{letter}");
}
