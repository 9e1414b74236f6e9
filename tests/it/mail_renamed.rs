//! Ids that change between two runs: nobody is mailed again for it.

use crate::mail_round::{PLAN, REVIEWERS, SEND, round, settings};
use crate::sandbox::Sandbox;
use crate::smtp_server::SmtpServer;

/// What a run says of a plan by which everybody has the mail.
const NOBODY: &str = "Would send v1@";

#[test]
fn a_row_with_another_id_and_another_address_is_the_one_that_was_mailed() {
    let server = SmtpServer::start(&[]);
    let project = Sandbox::new()
        .file("templates/joint-letter.md", "+++\nsubject = \"The gauges\"\n+++\nThere are few.\n")
        .file("signatories.csv", "id,name,email,status\nrw,River Watch,ann@example.org,invited\n")
        .file("letterctl.toml", settings(&server));
    project.stdout(&["draft", "freeze"]);
    project.stdout(&["review", "send", "--send", "--expect", "1", "--yes"]);
    project.stdout(&["sign", "edit", "rw", "--id", "river", "--email", "cho@example.org"]);
    let again = project.run(&["review", "send", "--send", "--expect", "1"]);
    assert!(again.contains("Sent: 1 of 1."), "{again}");
    assert_eq!(server.seen().messages.len(), 1);
}

#[test]
fn people_on_a_review_list_keep_their_ids_when_a_row_is_renamed() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    project.stdout(&SEND);
    project.stdout(&["review", "record", "ann", "changes"]);
    project.stdout(&["sign", "edit", "ann", "--id", "river"]);
    let list = project.read(REVIEWERS).replace("id,name,email", "id,name,email,signatory");
    let list = list.replace("ann@example.org", "ann@example.org,river");
    let list = list.replace("bob@example.org", "bob@example.org,");
    project.put(REVIEWERS, list.replace("cho@example.org", "cho@example.org,"));
    for folder in ["", ".letterctl"] {
        if !folder.is_empty() {
            std::fs::remove_dir_all(project.path(folder)).unwrap();
        }
        let plan = project.run(&PLAN);
        assert!(plan.contains(NOBODY) && plan.contains(" to 0 of 3."), "{plan}");
        let status: serde_json::Value =
            serde_json::from_str(&project.stdout(&["review", "status", "--json"])).unwrap();
        let ann = &status["recipients"][0];
        assert_eq!((&ann["state"], &ann["answer"]), (&"sent".into(), &"changes".into()), "{ann}");
    }
}
