//! Editions that go out by mail.

use snapbox::{assert_data_eq, str};

use crate::delivery::{
    ADDRESSEES, EVERYBODY, letters, messages, project, recipients, recorded, send, sent,
};
use crate::smtp_server::SmtpServer;

#[test]
fn late_signatories_come_with_the_next_edition_which_goes_to_everybody() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    sent(&project, &[], 5);
    project.stdout(&["sign", "add", "Late Union", "--email", "late@l.example"]);
    assert_data_eq!(
        send(&project, &["--edition", "new"]),
        str![[r#"
status: 0
--- stdout
id          name              mail   state       reply
lindqvist   Ms. Lindqvist     final  to be sent
moreau      M. Moreau         final  to be sent
rw          River Watch (RW)  copy   to be sent
pecheurs    Pêcheurs          copy   to be sent
q1w2e3      q1w2e3            copy   to be sent
late-union  Late Union        copy   to be sent
--- stderr
Of the addressees without an address: poste.
Of the signatories without an address: mill.
Would send edition 2 of v1@e2329dea8ef8 to 6 of 6.
To send, add `--send --expect 6` to `send`.

"#]]
    );
    sent(&project, &["--edition", "new"], 6);
    let got = messages(&server);
    assert_eq!(recipients(&got)[5..], [&EVERYBODY[..], &["late@l.example"]].concat());
    let (first, second) = got.split_at(5);
    for (before, now) in first.iter().zip(second) {
        assert_ne!(before["message_id"], now["message_id"]);
        assert_eq!(now["in_reply_to"], before["message_id"]);
    }
    assert_eq!(letters(second)["late@l.example"], recorded(&project, 2)["en-US"]);
    assert_ne!(recorded(&project, 1)["en-US"], recorded(&project, 2)["en-US"]);
    project.stdout(&["draft", "verify", "1"]);
    project.stdout(&["draft", "verify", "2"]);
    assert_data_eq!(
        send(&project, &["--json", "--only", "late-union"]),
        str![[r#"
status: 0
--- stdout
{
  "version": "v1@e2329dea8ef8",
  "edition": 2,
  "expect": 1,
  "recipients": [
    {
      "id": "late-union",
      "name": "Late Union",
      "purpose": "copy",
      "state": "sent",
      "due": false,
      "message_id": "<copy.edition-2.late-union.f3b55f3cffc26ba5@river.example>",
      "reply": "250 2.0.0 taken"
    }
  ],
  "taken_off": []
}
--- stderr
Would send edition 2 of v1@e2329dea8ef8 to 0 of 1.
These have edition 2; `--edition new` starts the next one, with the lists of today.

"#]]
    );
}

#[test]
fn an_edition_that_was_delivered_by_hand_is_not_gone_on_with() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    project.stdout(&["draft", "edition"]);
    let by_hand = project.read("drafts/edition-1.toml");
    sent(&project, &[], 5);
    project.stdout(&["draft", "edition"]);
    let run = send(&project, &[]);
    assert!(run.contains("All of edition 2 was sent"), "{run}");
    assert_eq!(project.read("drafts/edition-1.toml"), by_hand);
    assert!(!by_hand.contains("mailed"));
    assert!(project.read("drafts/edition-2.toml").contains("mailed = true"));
    for edition in ["1", "2", "3"] {
        project.stdout(&["draft", "verify", edition]);
    }
}

#[test]
fn who_gets_an_address_later_gets_the_same_edition() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    sent(&project, &[], 5);
    project.put("addressees.csv", ADDRESSEES.replace("Old Office,,", "Old Office,,o@x.example"));
    project.stdout(&["sign", "edit", "mill", "--email", "mill@x.example"]);
    sent(&project, &[], 7);
    let got = messages(&server);
    assert_eq!(recipients(&got)[5..], ["o@x.example", "mill@x.example"]);
    let (letters, recorded) = (letters(&got), recorded(&project, 1));
    assert_eq!(letters["o@x.example"], recorded["poste"]);
    assert_eq!(letters["mill@x.example"], recorded["en-US"]);
}

#[test]
fn a_signatory_keeps_the_edition_under_another_id_and_one_who_came_since_has_none() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    sent(&project, &["--only", "rw"], 1);
    project.stdout(&["sign", "edit", "rw", "--id", "watch"]);
    project.stdout(&["sign", "edit", "pecheurs", "--id", "fishers"]);
    let late = ["sign", "add", "Late", "--listed", "anonymous", "--id", "z9", "--email", "z@z.org"];
    project.stdout(&late);
    let run = send(&project, &["--send", "--expect", "5"]);
    assert!(run.contains("Without a name in edition 1: 1, and 2 today."), "{run}");
    let got = messages(&server);
    let (mut reached, mut everybody) = (recipients(&got), EVERYBODY.to_vec());
    reached.sort_unstable();
    everybody.sort_unstable();
    assert_eq!(reached, everybody);
}
