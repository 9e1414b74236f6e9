//! `review status`: who got what, who answered what, who is silent; and `review resolve`.

use snapbox::{assert_data_eq, str};

use crate::rounds::{V1, V2, enter, freeze_another, project, status, take_back, tell};
use crate::sandbox::Sandbox;

/// A round in which each reviewer stands otherwise.
fn round() -> Sandbox {
    let project = project();
    enter(&project, &format!("review/{V1}/rw"), "sent", "250 ok");
    enter(&project, &format!("review/{V1}/legal"), "unknown", "");
    enter(&project, &format!("review/{V1}/anglers"), "failed", "550 5.1.1 no such user");
    enter(&project, &format!("review/{V1}/old"), "sent", "250 ok");
    enter(&project, &format!("reminder-1/{V1}/rw"), "sent", "250 ok");
    project
}

#[test]
fn status_tells_who_got_what_and_who_is_silent() {
    let project = round();
    project.stdout(&["review", "record", "millers", "no"]);
    project.put("letterctl.toml", "[review]\ndeadline = 2022-08-05\n");
    assert_data_eq!(
        project.run(&["review", "status"]),
        str![[r#"
status: 0
--- stdout
id       name       email                state    sent        reminders           answer
rw       Jane Roe   jane@river.example   sent     [..]  1, last [..]  silent since [..]
legal    Rolf Berg  rolf@river.example   unknown  [..]
anglers  Ann Lee    ann@anglers.example  failed
millers  Mia Mill                        none                                     no, [..]; no address
ada      Ada Wolf   ada@press.example    none
old                 old@example.org      sent     [..]                      silent since [..]; off the review list

1 of 5 got v1@ddc07a82645a: 0 yes, 0 changes, 1 no, 1 silent.
1 message failed: `letterctl review status --failed` shows why.
Nobody knows whether these were sent, which `letterctl review resolve KEY --sent`, or `--not-sent`, settles:
  review/ddc07a82645a/legal
3 days left (until 2022-08-05).
--- stderr

"#]]
    );
}

#[test]
fn status_is_told_as_json_one_flat_object_for_each() {
    let project = round();
    assert_data_eq!(
        project.stdout(&["review", "status", "--json", "--failed"]),
        str![[r#"
{
  "version": "v1@ddc07a82645a",
  "recipients": [
    {
      "id": "anglers",
      "name": "Ann Lee",
      "email": "ann@anglers.example",
      "state": "failed",
      "answer": "none",
      "message_id": "<review.ddc07a82645a.anglers@example.org>",
      "sent": "",
      "answered": "",
      "reminders": 0,
      "last_message": "",
      "silent_since": "",
      "earlier_answer": "none",
      "earlier_version": "",
      "reply": "550 5.1.1 no such user",
      "unknown": "",
      "listed": true
    }
  ]
}

"#]]
    );
    let status = status(&project, &[]);
    for (id, state, answer) in [
        ("rw", "sent", "none"),
        ("legal", "unknown", "none"),
        ("anglers", "failed", "none"),
        ("millers", "none", "none"),
        ("ada", "none", "none"),
        ("old", "sent", "none"),
    ] {
        let one = &status[id];
        assert_eq!((one["state"].as_str(), one["answer"].as_str()), (Some(state), Some(answer)));
    }
    assert_eq!(status["rw"]["reminders"], 1);
    assert_eq!(status["rw"]["silent_since"], status["rw"]["sent"]);
    assert_eq!(status["legal"]["unknown"], format!("review/{V1}/legal"));
    assert_eq!((&status["old"]["listed"], &status["ada"]["listed"]), (&false.into(), &true.into()));
}

#[test]
fn a_clone_knows_from_history_alone_what_was_sent() {
    let project = project();
    tell(&project, "review", V1, "rw");
    tell(&project, "review", V1, "anglers");
    take_back(&project, "review", V1, "anglers");
    tell(&project, "reminder-2", V1, "rw");
    let status = status(&project, &[]);
    assert_eq!(status["rw"]["state"], "sent");
    assert_eq!(status["rw"]["message_id"], format!("<review.{V1}.rw@example.org>"));
    assert_eq!(status["rw"]["reminders"], 2);
    assert_eq!(status["anglers"]["state"], "none");
}

#[test]
fn a_row_speaks_for_who_answers_for_it_and_its_answer_is_to_its_version() {
    let project = project();
    tell(&project, "review", V1, "rw");
    project.stdout(&["sign", "confirm", "rw"]);
    project.stdout(&["sign", "decline", "millers"]);
    let now = status(&project, &[]);
    assert_eq!([&now["rw"]["answer"], &now["legal"]["answer"]], ["yes", "yes"]);
    assert_eq!([&now["millers"]["answer"], &now["ada"]["answer"]], ["no", "none"]);
    freeze_another(&project);
    let now = status(&project, &[]);
    assert_eq!(
        [&now["rw"]["state"], &now["rw"]["answer"], &now["rw"]["earlier_answer"]],
        ["none", "none", "yes"]
    );
    assert_eq!(now["rw"]["earlier_version"], format!("v1@{V1}"));
    let before = status(&project, &["--version", "v1"]);
    assert_eq!([&before["rw"]["state"], &before["rw"]["answer"]], ["sent", "yes"]);
    let printed = project.stdout(&["review", "status"]);
    assert!(printed.contains("earlier: yes to v1"), "{printed}");
}

#[test]
fn an_editorial_change_keeps_answers() {
    let project = project();
    project.stdout(&["review", "record", "rw", "yes"]);
    project.stdout(&["review", "record", "ada", "yes"]);
    let letter = project.read("templates/letter.md");
    project.put("templates/letter.md", letter.replace("We,", "We, the"));
    project.stdout(&["draft", "freeze", "--editorial"]);
    let now = status(&project, &[]);
    assert_eq!([&now["rw"]["answer"], &now["ada"]["answer"]], ["yes", "yes"]);
}

#[test]
fn without_a_file_the_contacts_are_asked_and_without_versions_nobody_got_any() {
    let list = "name,contact,email\nRiver Watch,Jane Roe,jane@river.example\n";
    let project = Sandbox::new().file("signatories.csv", list);
    assert_data_eq!(
        project.run(&["review", "status"]),
        str![[r#"
status: 0
--- stdout
id           name      email               state
river-watch  Jane Roe  jane@river.example  none
--- stderr
Nothing is frozen yet: `letterctl draft freeze` makes the first version.

"#]]
    );
    assert_data_eq!(
        project.stdout(&["review", "status", "--json"]),
        str![[r#"
{
  "version": null,
  "recipients": [
    {
      "id": "river-watch",
      "name": "Jane Roe",
      "email": "jane@river.example",
      "state": "none",
      "answer": "none",
      "message_id": "",
      "sent": "",
      "answered": "",
      "reminders": 0,
      "last_message": "",
      "silent_since": "",
      "earlier_answer": "none",
      "earlier_version": "",
      "reply": "",
      "unknown": "",
      "listed": true
    }
  ]
}

"#]]
    );
}

#[test]
fn those_that_failed_are_shown_with_the_reason_and_written_as_their_rows() {
    let project = round();
    enter(&project, &format!("reminder-1/{V1}/rw"), "failed", "552 =mailbox; \"full\"");
    assert_data_eq!(
        project.run(&["review", "status", "--failed"]),
        str![[r#"
status: 0
--- stdout
id       name      email                message     reply
rw       Jane Roe  jane@river.example   reminder-1  552 =mailbox; "full"
anglers  Ann Lee   ann@anglers.example  review      550 5.1.1 no such user
--- stderr

"#]]
    );
    assert_data_eq!(
        project.run(&["review", "status", "-o", "failed.csv", "--dry-run"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Would write failed.csv.

"#]]
    );
    assert_data_eq!(
        project.run(&["review", "status", "--failed", "-o", "failed.csv"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote failed.csv.

"#]]
    );
    assert_data_eq!(
        project.read("failed.csv"),
        str![[r#"
id,name,email,signatory,reason
rw,Jane Roe,jane@river.example,,"552 =mailbox; ""full"""
anglers,Ann Lee,ann@anglers.example,,550 5.1.1 no such user

"#]]
    );
    project.put("letterctl.toml", "[review]\nlist = \"failed.csv\"\n");
    let status = status(&project, &[]);
    assert_eq!(status["anglers"]["state"], "failed");
    assert_eq!(status["legal"]["listed"], false);
}

#[test]
fn rows_of_the_list_itself_keep_their_columns_and_are_a_review_list_again() {
    let list =
        "Organisation;Abbr;E-mail;Note\r\nRiver Watch;RW;bad@river.example;call\r\nAnglers;;;\r\n";
    let project = project().file("signatories.csv", list);
    std::fs::remove_file(project.path("reviewers.csv")).unwrap();
    enter(&project, &format!("review/{V1}/rw"), "failed", "550 no");
    project.stdout(&["review", "status", "-o", "failed.csv"]);
    assert_eq!(
        project.read("failed.csv"),
        "Organisation;Abbr;E-mail;Note;id;reason\r\nRiver Watch;RW;bad@river.example;call;rw;550 no\r\n"
    );
    project.put("letterctl.toml", "[review]\nlist = \"failed.csv\"\n");
    assert_eq!(status(&project, &[])["rw"]["email"], "bad@river.example");
    for kept in ["signatories.csv", "failed.csv", "letterctl.toml"] {
        let printed = project.run(&["review", "status", "-o", kept]);
        assert!(
            printed.starts_with("status: 1") && printed.contains("not written over"),
            "{printed}"
        );
    }
}

#[test]
fn who_got_another_id_and_another_address_is_the_same() {
    let project = Sandbox::new();
    let list = "id,name,email,signed_version\nrw,River Watch,rw@example.org,\n";
    let project = project
        .file("signatories.csv", list)
        .file("templates/letter.md", "+++\nsubject = \"S\"\n+++\nText\n");
    project.stdout(&["draft", "freeze"]);
    let versions = project.stdout(&["draft", "list", "--json"]);
    let versions: serde_json::Value = serde_json::from_str(&versions).unwrap();
    let id = versions[0]["id"].as_str().unwrap();
    enter(&project, &format!("review/{id}/rw"), "sent", "250 ok");
    project.stdout(&["sign", "edit", "rw", "--id", "river", "--email", "new@river.example"]);
    let status = status(&project, &[]);
    assert_eq!(status["river"]["state"], "sent");
    assert_eq!(status.as_object().unwrap().len(), 1);
}

#[test]
fn what_is_unknown_is_settled_by_its_key() {
    let project = round();
    let key = format!("review/{V1}/legal");
    assert_data_eq!(
        project.run(&["review", "resolve", &format!("review/{V1}/leagl"), "--sent"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: no message was `review/ddc07a82645a/leagl`
hint: did you mean `review/ddc07a82645a/legal`?

"#]]
    );
    assert_data_eq!(
        project.run(&["review", "resolve", &format!("review/{V1}/rw"), "--sent"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `review/ddc07a82645a/rw` is sent, not unknown
hint: unknown are `review/ddc07a82645a/legal`

"#]]
    );
    assert_data_eq!(
        project.run(&["review", "resolve", "legal", "--sent"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: invalid value 'legal' for '<KEY>': `legal` names no message, as `review/3f9a12bc44e1/hrw` does

For more information, try '--help'.

"#]]
    );
    assert_data_eq!(
        project.run(&["review", "resolve", &key]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: the following required arguments were not provided:
  <--sent|--not-sent>

Usage: letterctl review resolve <--sent|--not-sent> <KEY>

For more information, try '--help'.

"#]]
    );
    let before = project.read(".letterctl/outbox/journal.jsonl");
    assert_data_eq!(
        project.run(&["review", "resolve", &key, "--not-sent", "--dry-run"]),
        str![[r#"
status: 0
--- stdout
--- stderr
`review/ddc07a82645a/legal` would count as not sent.

"#]]
    );
    assert_eq!(project.read(".letterctl/outbox/journal.jsonl"), before);
    assert_data_eq!(
        project.run(&["review", "resolve", &key, "--not-sent", "--json"]),
        str![[r#"
status: 0
--- stdout
{
  "key": "review/ddc07a82645a/legal",
  "state": "planned"
}
--- stderr
`review/ddc07a82645a/legal` counts as not sent.

"#]]
    );
    assert_eq!(status(&project, &[])["legal"]["state"], "planned");
    assert_data_eq!(
        project.run(&["review", "resolve", &key, "--sent"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `review/ddc07a82645a/legal` is planned, not unknown
hint: no message is unknown, so that there is nothing to settle

"#]]
    );
}

#[test]
fn a_clone_can_say_that_a_mail_was_not_sent_and_one_without_mails_writes_nothing() {
    let project = project();
    assert_data_eq!(
        project.run(&["review", "resolve", &format!("review/{V1}/rw"), "--not-sent"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: no message was `review/ddc07a82645a/rw`
hint: no message is unknown, so that there is nothing to settle

"#]]
    );
    assert!(!project.path(".letterctl").exists());
    tell(&project, "review", V1, "rw");
    project.stdout(&["review", "resolve", &format!("review/{V1}/rw"), "--not-sent"]);
    assert_eq!(status(&project, &[])["rw"]["state"], "none");
}

#[test]
fn no_address_and_no_name_of_a_reviewer_stands_in_an_error() {
    let project = project();
    let faulty = "id,name,email,language,signatory\na,canary,canary@x.org,Englisch!,nobody\na,canary\u{202E},canary@x.org,,\n";
    project.put("reviewers.csv", faulty);
    tell(&project, "review", V1, "rw");
    for command in
        [&["review", "status"][..], &["review", "record", "a", "yes"], &["sign", "confirm", "rw"]]
    {
        let printed = project.run(command);
        assert!(printed.starts_with("status: 1"), "{printed}");
        assert!(!printed.contains("canary"), "{printed}");
    }
    freeze_another(&project);
    assert!(!project.read("drafts/history.jsonl").contains(V2));
}
