//! `sign dedupe`: rows that are likely one, and the answer that they are two.

use snapbox::{Data, assert_data_eq, str};

use crate::sandbox::{Sandbox, project_of};

const TWO: &str = "name,email\nRiver Watch,canary@example.org\nRiver Watches,\nRiver watch,\n";

#[test]
fn known_duplicates_are_found_and_those_who_only_look_like_some_are_not() {
    let case = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/duplicates");
    let project = project_of(&case);
    let printed = project.run(&["sign", "dedupe"]);
    assert!(!printed.to_lowercase().contains("canary"), "{printed}");
    assert_data_eq!(printed, Data::read_from(&case.join("dedupe.report"), None).raw());
    let json = String::from_utf8(project.output(&["sign", "dedupe", "--json"]).stdout).unwrap();
    assert!(!json.to_lowercase().contains("canary"), "{json}");
}

#[test]
fn groups_are_told_with_rows_lines_and_reason() {
    let project = Sandbox::new().file("signatories.csv", TWO);
    assert_data_eq!(
        project.run(&["sign", "dedupe"]),
        str![[r#"
status: 1
--- stdout
exact: the same name
  river-watch    line 2  River Watch
  river-watch-2  line 4  River watch
--- stderr

One group of rows that are likely one signatory.
If they are one: `letterctl sign remove ID`; of one that has signed, `letterctl sign withdraw ID`.
If they are two: `letterctl sign dedupe --not-same ID ID`.

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "dedupe", "--json"]),
        str![[r#"
status: 1
--- stdout
[
  {
    "grade": "exact",
    "reason": "the same name",
    "rows": [
      {
        "id": "river-watch",
        "kind": "organization",
        "status": "confirmed",
        "listed": "yes",
        "name": "River Watch",
        "line": 2
      },
      {
        "id": "river-watch-2",
        "kind": "organization",
        "status": "confirmed",
        "listed": "yes",
        "name": "River watch",
        "line": 4
      }
    ]
  }
]
--- stderr

"#]]
    );
    assert_eq!(project.read("signatories.csv"), TWO);
}

#[test]
fn where_no_two_are_alike_nothing_is_to_be_looked_at() {
    let project = Sandbox::new().file("signatories.csv", "name\nRiver Watch\nOpen Archive\n");
    assert_data_eq!(
        project.run(&["sign", "dedupe"]),
        str![[r#"
status: 0
--- stdout
--- stderr
No two rows look like one signatory.

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "dedupe", "--json"]),
        str![[r#"
status: 0
--- stdout
[]
--- stderr

"#]]
    );
}

#[test]
fn two_that_are_not_the_same_are_remembered_once_and_by_every_command() {
    let list = "name\nRiver Watch\nRiver watch\nElm Trust\n";
    let project = Sandbox::new().file("signatories.csv", list);
    let not_same = ["sign", "dedupe", "--not-same", "river-watch", "river-watch-2"];
    let dry_run = [&not_same[..], &["--dry-run"]].concat();
    assert_data_eq!(
        project.run(&dry_run),
        str![[r#"
status: 0
--- stdout
--- stderr
Would remember that River Watch and River watch are two.

"#]]
    );
    assert!(!project.path("drafts").exists());
    assert_data_eq!(
        project.run(&not_same),
        str![[r#"
status: 0
--- stdout
--- stderr
Remembered that River Watch and River watch are two.

"#]]
    );
    assert_data_eq!(
        project.run(&[&not_same[..], &["--json"]].concat()),
        str![[r#"
status: 0
--- stdout
{
  "not_same": [
    "river-watch",
    "river-watch-2"
  ],
  "new": false
}
--- stderr
That River Watch and River watch are two is known already.

"#]]
    );
    assert_eq!(project.read("signatories.csv"), list);
    let history = project.read("drafts/history.jsonl");
    let line: serde_json::Value = serde_json::from_str(&history).unwrap();
    assert_eq!(line["command"], "sign dedupe");
    assert_eq!(line["not_same"], serde_json::json!(["river-watch", "river-watch-2"]));
    assert_data_eq!(
        project.run(&["sign", "dedupe"]),
        str![[r#"
status: 0
--- stdout
--- stderr
No two rows look like one signatory.

"#]]
    );
    // A new name is compared all the same, an answer holds for an id that was changed, and the two
    // may be called by one name.
    assert_data_eq!(
        project.run(&["sign", "add", "River Watch"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `River Watch` is already on the list
hint: to change it, use `letterctl sign edit river-watch`
hint: if they are two, add `--allow-duplicate`

"#]]
    );
    project.stdout(&["sign", "edit", "river-watch-2", "--id", "rw"]);
    project.stdout(&["sign", "edit", "rw", "--name", "RIVER WATCH"]);
    assert_data_eq!(
        project.run(&["sign", "dedupe"]),
        str![[r#"
status: 0
--- stdout
--- stderr
No two rows look like one signatory.

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "edit", "elm-trust", "--name", "River Watch"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `River Watch` is already on the list
hint: to change it, use `letterctl sign edit river-watch`
hint: if they are two, add `--allow-duplicate`

"#]]
    );
}

#[test]
fn check_keeps_to_the_answer() {
    let project = Sandbox::sample();
    project.stdout(&["sign", "add", "Elm Trust"]);
    project.stdout(&["sign", "add", "elm trust", "--allow-duplicate"]);
    let finds = || project.run(&["check"]).contains("duplicate-signatory");
    assert!(!finds());
    // What was typed in later was not there when it was allowed.
    let list = project.read("signatories.csv");
    let row = list.lines().last().unwrap().replace("elm trust", "Elm trust");
    project.put("signatories.csv", format!("{list}{row}\n"));
    assert!(finds());
    project.stdout(&["sign", "dedupe", "--not-same", "elm-trust", "elm-trust-3"]);
    assert!(finds());
    project.stdout(&["sign", "dedupe", "--not-same", "elm-trust-2", "elm-trust-3"]);
    assert!(!finds());
}

#[test]
fn ids_that_no_row_has_are_told_with_the_nearest() {
    let project = Sandbox::new().file("signatories.csv", TWO);
    assert_data_eq!(
        project.run(&["sign", "dedupe", "--not-same", "river-wach", "rivers"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: no signatory has the ids `river-wach`, `rivers`
hint: for `river-wach`, did you mean `river-watch`?
hint: for `rivers`, did you mean `river-watch`?

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "dedupe", "--not-same", "river-watch", "river-watch"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: `river-watch` is one row
hint: name two rows that are not the same: `--not-same ID ID`

"#]]
    );
    assert!(!project.path("drafts").exists());
}
