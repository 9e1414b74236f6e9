//! `review record`: what reviewers answered, and which version it is about.

use snapbox::{assert_data_eq, str};

use crate::rounds::{V1, V2, freeze_another, project, status, take_back, tell};
use crate::sandbox::Sandbox;

/// The row of the list that begins with an id.
fn row(project: &Sandbox, id: &str) -> String {
    let list = project.read("signatories.csv");
    let row = list.lines().find(|line| line.starts_with(&format!("{id},")));
    row.unwrap().to_owned()
}

/// The answers in history.
fn answers(project: &Sandbox) -> Vec<String> {
    let history = project.read("drafts/history.jsonl");
    let answers = history.lines().filter(|line| line.contains("\"answer\""));
    let told = answers.map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["command"], "review record");
        ["id", "version", "answer"].map(|key| line[key].as_str().unwrap().to_owned()).join(" ")
    });
    told.collect()
}

#[test]
fn a_yes_confirms_the_row_for_the_version_that_was_sent() {
    let project = project();
    tell(&project, "review", V1, "legal");
    freeze_another(&project);
    let yes = ["review", "record", "legal", "yes", "--by", "Rolf Berg", "--evidence", "<a@b>"];
    assert_data_eq!(
        project.run(&[&yes[..], &["--dry-run"]].concat()),
        str![[r#"
status: 0
--- stdout
--- stderr
Would record yes of legal to v1@ddc07a82645a, the last one sent to them.
Would change River Watch: status, signed_version, signed_on, signed_by, evidence.
New in the list: columns `signed_by`, `evidence`.

"#]]
    );
    assert_eq!(answers(&project), [""; 0]);
    assert_data_eq!(
        project.run(&yes),
        str![[r#"
status: 0
--- stdout
--- stderr
Recorded yes of legal to v1@ddc07a82645a, the last one sent to them.
Changed River Watch: status, signed_version, signed_on, signed_by, evidence.
New in the list: columns `signed_by`, `evidence`.

"#]]
    );
    assert!(row(&project, "rw").starts_with("rw,River Watch,confirmed,"));
    assert!(row(&project, "rw").ends_with(&format!(",v1@{V1},Rolf Berg,<a@b>")));
    assert_eq!(answers(&project), [format!("legal {V1} yes")]);

    let (list, history) = (project.read("signatories.csv"), project.read("drafts/history.jsonl"));
    assert_data_eq!(
        project.run(&yes),
        str![[r#"
status: 0
--- stdout
--- stderr
legal answered yes to v1@ddc07a82645a already, the last one sent to them.

"#]]
    );
    assert_eq!(project.read("signatories.csv"), list);
    assert_eq!(project.read("drafts/history.jsonl"), history);
    assert!(!history.contains("Rolf") && !history.contains("a@b"), "{history}");
}

#[test]
fn a_version_that_is_named_or_the_newest_frozen_stands_in_for_one_that_was_not_sent() {
    let project = project();
    freeze_another(&project);
    tell(&project, "review", V1, "anglers");
    take_back(&project, "review", V1, "anglers");
    assert_data_eq!(
        project.run(&["review", "record", "anglers", "changes"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Recorded changes of anglers to v2@b01d42aad873, the newest one frozen before.

"#]]
    );
    assert_data_eq!(
        project.run(&["review", "record", "anglers", "changes", "--version", "v1"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Recorded changes of anglers to v1@ddc07a82645a.

"#]]
    );
    assert_data_eq!(
        project.run(&["review", "record", "anglers", "no", "--on", "2022-07-01"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: no version was frozen before 2022-07-01
hint: `--version V` says which one the answer is about

"#]]
    );
    assert_eq!(
        answers(&project),
        [format!("anglers {V2} changes"), format!("anglers {V1} changes")]
    );
    assert!(row(&project, "anglers").starts_with("anglers,Anglers,invited,"));
}

#[test]
fn a_no_declines_and_one_that_signed_is_to_be_withdrawn_first() {
    let project = project();
    assert_data_eq!(
        project.run(&["review", "record", "millers", "no"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Recorded no of millers to v1@ddc07a82645a, the newest one frozen before.
Changed Millers: status.

"#]]
    );
    assert_eq!(row(&project, "millers"), "millers,Millers,declined,,");
    project.stdout(&["review", "record", "rw", "yes"]);
    assert_data_eq!(
        project.run(&["review", "record", "rw", "no"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `River Watch` has signed
hint: to take a signature back, use `letterctl sign withdraw rw`

"#]]
    );
    assert_eq!(answers(&project), [format!("millers {V1} no"), format!("rw {V1} yes")]);
    project.stdout(&["sign", "withdraw", "rw"]);
    assert_eq!(status(&project, &[])["rw"]["answer"], "no");
    project.stdout(&["review", "record", "rw", "no"]);
    assert_eq!(answers(&project).len(), 3);
    project.stdout(&["review", "record", "rw", "yes"]);
    assert_eq!(status(&project, &[])["rw"]["answer"], "yes");
    assert!(row(&project, "rw").contains(",confirmed,"));
}

#[test]
fn who_answers_for_no_row_leaves_the_list_as_it_is() {
    let project = project();
    let list = project.read("signatories.csv");
    assert_data_eq!(
        project.run(&["review", "record", "ada", "yes", "--by", "Ada", "--json"]),
        str![[r#"
status: 0
--- stdout
{
  "id": "ada",
  "version": "v1@ddc07a82645a",
  "answer": "yes",
  "recorded": true,
  "signatory": null,
  "row": null,
  "proposals": null
}
--- stderr
Recorded yes of ada to v1@ddc07a82645a, the newest one frozen before.
ada answers for nobody on the list, which stays as it is.
Left out `--by` and `--evidence`, which only the row of a yes can keep.

"#]]
    );
    assert_eq!(project.read("signatories.csv"), list);
    assert_eq!(status(&project, &[])["ada"]["answer"], "yes");
    assert_data_eq!(
        project.run(&["review", "record", "ada", "yes"]),
        str![[r#"
status: 0
--- stdout
--- stderr
ada answered yes to v1@ddc07a82645a already, the newest one frozen before.
ada answers for nobody on the list, which stays as it is.

"#]]
    );
    project.stdout(&["review", "record", "ada", "changes"]);
    project.stdout(&["review", "record", "ada", "yes"]);
    assert_eq!(answers(&project).len(), 3);
}

#[test]
fn an_answer_that_cannot_be_recorded_says_why() {
    let project = project();
    assert_data_eq!(
        project.run(&["review", "record", "leagl", "yes"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: nobody on the review list has the id `leagl`
hint: did you mean `legal`?

"#]]
    );
    assert_data_eq!(
        project.run(&["review", "record", "legal", "maybe"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: invalid value 'maybe' for '<ANSWER>'
  [possible values: yes, no, changes]

For more information, try '--help'.

"#]]
    );
    let list = "name,email\nRiver Watch,rw@example.org\n";
    let project = Sandbox::new().file("signatories.csv", list);
    assert_data_eq!(
        project.run(&["review", "record", "river-watch", "yes"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: nothing is frozen yet that could be answered to
hint: `letterctl draft freeze` makes the first version

"#]]
    );
    assert_eq!(project.read("signatories.csv"), list);
}

#[test]
fn an_answer_whose_row_was_not_written_is_made_whole_by_recording_it_again() {
    let project = project();
    let list = project.read("signatories.csv");
    project.stdout(&["review", "record", "rw", "yes"]);
    // The machine died between the history and the list.
    project.put("signatories.csv", &list);
    project.stdout(&["review", "record", "rw", "yes"]);
    assert!(row(&project, "rw").contains(",confirmed,"));
    assert_eq!(status(&project, &[])["rw"]["answer"], "yes");
}

#[test]
fn sign_offs_bind_to_the_version_last_sent_to_each() {
    let project = project();
    tell(&project, "review", V1, "legal");
    freeze_another(&project);
    tell(&project, "review", V1, "anglers");
    tell(&project, "reminder-1", V2, "anglers");
    tell(&project, "review", V1, "millers");
    take_back(&project, "review", V1, "millers");
    assert_data_eq!(
        project.run(&["sign", "confirm", "rw", "anglers", "millers"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Confirmed River Watch, for v1@ddc07a82645a, the last one sent.
Confirmed Anglers, for v2@b01d42aad873, the last one sent.
Confirmed Millers, for v2@b01d42aad873.

"#]]
    );
    for (id, version) in [
        ("rw", format!("v1@{V1}")),
        ("anglers", format!("v2@{V2}")),
        ("millers", format!("v2@{V2}")),
    ] {
        assert!(row(&project, id).ends_with(&version), "{id}");
    }
    assert_data_eq!(
        project.run(&["sign", "confirm", "rw", "--version", "v2"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Confirmed River Watch, for v2@b01d42aad873.

"#]]
    );
}

#[test]
fn somebody_new_on_the_list_signs_what_they_were_sent() {
    let project = project();
    tell(&project, "review", V1, "ada");
    freeze_another(&project);
    assert_data_eq!(
        project.run(&["sign", "add", "Ada"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Added Ada, for v1@ddc07a82645a, the last one sent.

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "add", "Eve"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Added Eve, for v2@b01d42aad873.

"#]]
    );
}

#[test]
fn an_import_binds_each_row_to_what_it_was_sent() {
    let project = project();
    tell(&project, "review", V1, "rw");
    freeze_another(&project);
    project.put("form.csv", "Organization name,Timestamp\nRiver Watch,2100-01-01 10:00\nAnglers,2100-01-01 10:00\nOak Watch,2100-01-01 10:00\n");
    project.stdout(&["sign", "import", "form.csv"]);
    assert!(row(&project, "rw").contains(&format!("v1@{V1}")), "{}", row(&project, "rw"));
    assert!(row(&project, "anglers").contains(&format!("v2@{V2}")));
    let list = project.read("signatories.csv");
    assert!(list.lines().last().unwrap().contains(&format!("v2@{V2}")), "{list}");
    project.stdout(&["sign", "import", "form.csv"]);
    assert_eq!(project.read("signatories.csv"), list);

    project.put("undated.csv", "Organization name\nMillers\n");
    tell(&project, "review", V1, "millers");
    project.stdout(&["sign", "import", "undated.csv"]);
    assert!(row(&project, "millers").contains(&format!("v1@{V1}")));
}

#[test]
fn show_tells_of_mails_and_answers() {
    let project = project();
    tell(&project, "review", V1, "rw");
    tell(&project, "reminder-1", V1, "rw");
    take_back(&project, "reminder-1", V1, "rw");
    project.stdout(&["review", "record", "rw", "changes"]);
    assert_data_eq!(
        project.run(&["sign", "show", "rw"]),
        str![[r#"
status: 0
--- stdout
id      rw
kind    organization
status  invited
listed  yes
name    River Watch

History
[..]Z  review send    review of ddc07a82645a: <review.ddc07a82645a.rw@example.org>
[..]Z  review send    reminder-1 of ddc07a82645a: <reminder-1.ddc07a82645a.rw@example.org>
[..]Z  review send    reminder-1 of ddc07a82645a: not taken by the server
[..]Z  review record  changes to ddc07a82645a
--- stderr

"#]]
    );
}
