//! A round of review that is mailed: a project, those who are asked, and the server.

use std::fmt::Write as _;
use std::process::{Command, Output};

use crate::sandbox::Sandbox;
use crate::smtp_server::SmtpServer;

pub(crate) const TEMPLATE: &str = "templates/joint-letter.md";
pub(crate) const SETTINGS: &str = "letterctl.toml";
pub(crate) const REVIEWERS: &str = "reviewers.csv";
pub(crate) const JOURNAL: &str = ".letterctl/outbox/journal.jsonl";
pub(crate) const HISTORY: &str = "drafts/history.jsonl";

/// What sends the round of the three who are asked.
pub(crate) const SEND: [&str; 6] = ["review", "send", "--send", "--expect", "3", "--yes"];

/// What prints its plan.
pub(crate) const PLAN: [&str; 2] = ["review", "send"];

const LETTER: &str = "+++\nsubject = \"The tide gauges\"\n+++\nThe coast is short of gauges.\n";

/// A letter of which a version is frozen, the three who are asked, and a server in clear text.
pub(crate) fn round(server: &SmtpServer) -> Sandbox {
    round_of(server, &["ann", "bob", "cho"])
}

/// The same with others who are asked, by their ids.
pub(crate) fn round_of(server: &SmtpServer, ids: &[&str]) -> Sandbox {
    let project = Sandbox::new()
        .file(TEMPLATE, LETTER)
        .file("signatories.csv", "id,name,status\nann,River Watch,invited\nbob,Dam Watch,invited\n")
        .file(REVIEWERS, reviewers(ids))
        .file(SETTINGS, settings(server));
    project.stdout(&["draft", "freeze"]);
    project
}

/// Settings of mail through a server.
pub(crate) fn settings(server: &SmtpServer) -> String {
    format!(
        "[mail]\nhost = \"localhost\"\nport = {}\ntls = \"none\"\n\
         from = \"Jane Roe <jane@example.org>\"\n",
        server.port
    )
}

/// A review list of people with these ids.
pub(crate) fn reviewers(ids: &[&str]) -> String {
    let mut list = "id,name,email\n".to_owned();
    for id in ids {
        writeln!(list, "{id},Reviewer {id},{id}@example.org").unwrap();
    }
    list
}

/// Freezes another text.
pub(crate) fn freeze(project: &Sandbox, text: &str) {
    project.put(TEMPLATE, LETTER.replace("short of gauges", text));
    project.stdout(&["draft", "freeze"]);
}

/// What the program says, with the server's port as `PORT`.
pub(crate) fn said(project: &Sandbox, server: &SmtpServer, arguments: &[&str]) -> String {
    project.run(arguments).replace(&server.port.to_string(), "PORT")
}

/// Who got how many messages: `ann bob bob`.
pub(crate) fn taken(server: &SmtpServer) -> String {
    let mut recipients = server.seen().recipients;
    recipients.sort();
    let names = recipients.iter().map(|address| address.split('@').next().unwrap());
    names.collect::<Vec<_>>().join(" ")
}

/// The last message to somebody, as it was meant: the dots that mail doubles are single.
pub(crate) fn last_to(server: &SmtpServer, id: &str) -> String {
    let seen = server.seen();
    let address = format!("{id}@example.org");
    let at = seen.recipients.iter().rposition(|recipient| *recipient == address).unwrap();
    seen.messages[at].replace("\r\n..", "\r\n.")
}

/// How far everybody's mail has come by the plan: `ann sent, bob failed`.
pub(crate) fn states(project: &Sandbox) -> String {
    let plan = project.stdout(&["review", "send", "--json", "--quiet"]);
    let plan: serde_json::Value = serde_json::from_str(&plan).unwrap();
    let words =
        plan["recipients"].as_array().unwrap().iter().map(|one| {
            format!("{} {}", one["id"].as_str().unwrap(), one["state"].as_str().unwrap())
        });
    words.collect::<Vec<_>>().join(", ")
}

/// Lets what was deferred have rested, and what was sent have been sent long ago.
pub(crate) fn let_rest(project: &Sandbox) {
    let lines = project.read(JOURNAL);
    let lines = lines.lines().map(|line| {
        let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
        line["time"] = "2026-01-01T00:00:00Z".into();
        line.to_string() + "\n"
    });
    project.put(JOURNAL, lines.collect::<String>());
}

/// Runs the program where no file may grow past so many blocks of 512 bytes (POSIX `ulimit -f`).
pub(crate) fn with_room(project: &Sandbox, blocks: usize, arguments: &[&str]) -> Output {
    let program = project.command(arguments);
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
    shell.arg(program.get_program()).args(arguments);
    shell.current_dir(project.path(".")).output().unwrap()
}
