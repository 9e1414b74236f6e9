//! Those whom the final letter did not reach.

use snapbox::{assert_data_eq, str};

use crate::delivery::{EVERYBODY, messages, project, recipients, send, sent};
use crate::editions::change;
use crate::sandbox::Sandbox;
use crate::smtp_server::{Act, Point, SmtpServer};

fn refused() -> (Sandbox, SmtpServer) {
    let faults = ["550 5.1.1 <L@gov.example>: no such user", "250 ok", "250 ok", "552 5.2.2 full"];
    let server = SmtpServer::start(&faults.map(|said| (Point::Rcpt, Act::Say(said))));
    let project = project(&server);
    let run = send(&project, &["--send", "--expect", "5"]);
    assert!(run.starts_with("status: 1") && run.contains("Sent: 3 of 5."), "{run}");
    (project, server)
}

#[test]
fn the_rows_that_failed_are_written_with_the_reason_and_all_their_columns() {
    let (project, _server) = refused();
    assert_data_eq!(
        project.run(&["send", "--failed"]),
        str![[r#"
status: 0
--- stdout
id,name,language,email,salutation,reason
lindqvist,Ms. Lindqvist,,l@gov.example,"Dear Ms. Lindqvist,",550 5.1.1 <…>: no such user
--- stderr

"#]]
    );
    assert_data_eq!(
        project.run(&["send", "--failed", "--to", "signatories"]),
        str![[r#"
status: 0
--- stdout
id,name,abbr,status,listed,language,contact,email,note,signed_version,reason
pecheurs,Pêcheurs,,,,fr,,p@pecheurs.example,,v1@e2329dea8ef8,552 5.2.2 full
--- stderr

"#]]
    );
    assert_eq!(
        project.stdout(&["send", "--failed", "--json"]).split_whitespace().collect::<String>(),
        r#"[{"id":"lindqvist","reason":"5505.1.1<…>:nosuchuser"}]"#
    );
    assert_eq!(project.stdout(&["send", "--failed", "-o", "failed.csv"]), "");
    assert_eq!(project.read("failed.csv"), project.stdout(&["send", "--failed"]));
    let run = project.run(&["send", "--failed", "-o", "addressees.csv"]);
    assert!(run.starts_with("status: 1"), "{run}");
    let run = project.run(&["send", "--failed", "--to", "addressees,signatories"]);
    assert!(run.starts_with("status: 2"), "{run}");
}

#[test]
fn who_failed_gets_it_with_another_address_or_when_named() {
    let (project, server) = refused();
    let run = send(&project, &["--send", "--expect", "5"]);
    assert!(run.contains("Failed: lindqvist, 550 5.1.1 <…>: no such user."), "{run}");
    assert_eq!(server.seen().messages.len(), 3);
    change(&project, "addressees.csv", "l@gov.example", "new@gov.example");
    let run = send(&project, &["--send", "--expect", "5"]);
    assert!(run.contains("Sent: 4 of 5."), "{run}");
    sent(&project, &["--only", "pecheurs"], 1);
    let got = messages(&server);
    assert_eq!(recipients(&got)[3..], ["new@gov.example", EVERYBODY[3]]);
}

#[test]
fn an_edition_that_failed_for_some_does_not_keep_the_next_one_back() {
    let (project, server) = refused();
    sent(&project, &["--edition", "new"], 5);
    assert_eq!(server.seen().messages.len(), 8);
    assert!(project.path("drafts/edition-2.toml").exists());
}
