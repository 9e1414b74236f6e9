//! A project in review, with mails as the outbox and history tell of them.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

/// The texts of the two versions, by their ids.
pub(crate) const V1: &str = "ddc07a82645a";
pub(crate) const V2: &str = "b01d42aad873";

const LETTER: &str = "+++\ndate = \"today\"\nnotice = \"First\"\nsubject = \"The weir\"\n+++\n\
    We, {{ count.signatories }} signatories, ask you:\n\n\
    (A) to let the permit lapse; and\n\n\
    (B) to open the weir before autumn.\n";

const LIST: &str = "id,name,status,signed_on,signed_version\n\
    rw,River Watch,invited,,\nanglers,Anglers,invited,,\nmillers,Millers,invited,,\n";

const REVIEWERS: &str = "id,name,email,signatory\n\
    rw,Jane Roe,jane@river.example,\nlegal,Rolf Berg,rolf@river.example,rw\n\
    anglers,Ann Lee,ann@anglers.example,\nmillers,Mia Mill,,\nada,Ada Wolf,ada@press.example,\n";

/// A project with a review list and one frozen version.
pub(crate) fn project() -> Sandbox {
    let project = Sandbox::new()
        .file("templates/letter.md", LETTER)
        .file("signatories.csv", LIST)
        .file("reviewers.csv", REVIEWERS);
    project.stdout(&["draft", "freeze"]);
    project
}

/// Freezes the second version.
pub(crate) fn freeze_another(project: &Sandbox) {
    let letter = project.read("templates/letter.md");
    project.put("templates/letter.md", letter.replace("before autumn", "next year"));
    project.stdout(&["draft", "freeze"]);
}

/// When a version was frozen: what is sent is sent then.
fn time_of(project: &Sandbox, id: &str) -> String {
    let list: Value = serde_json::from_str(&project.stdout(&["draft", "list", "--json"])).unwrap();
    let version = list.as_array().unwrap().iter().find(|version| version["id"] == id);
    version.unwrap()["time"].as_str().unwrap().to_owned()
}

fn message_id(purpose: &str, version: &str, id: &str) -> String {
    format!("<{purpose}.{version}.{id}@example.org>")
}

fn append(project: &Sandbox, file: &str, line: &Value) {
    let path = project.path(file);
    let mut text = if path.exists() { project.read(file) } else { String::new() };
    writeln!(text, "{line}").unwrap();
    project.put(file, text);
}

/// Has history tell of a mail.
pub(crate) fn tell(project: &Sandbox, purpose: &str, version: &str, id: &str) {
    let time = time_of(project, version);
    let line = json!({
        "time": time, "command": "review send", "id": id, "purpose": purpose, "version": version,
        "message_id": message_id(purpose, version, id), "attempt": 1,
    });
    append(project, "drafts/history.jsonl", &line);
}

/// Has history tell that a mail was not taken.
pub(crate) fn take_back(project: &Sandbox, purpose: &str, version: &str, id: &str) {
    let time = time_of(project, version);
    let line = json!({
        "time": time, "command": "review send", "id": id, "purpose": purpose, "version": version,
        "message_id": message_id(purpose, version, id), "attempt": 1, "not_taken": time,
    });
    append(project, "drafts/history.jsonl", &line);
}

/// Puts a message into the journal, and into history what belongs there.
pub(crate) fn enter(project: &Sandbox, key: &str, state: &str, reply: &str) {
    let [purpose, version, id] = key.split('/').collect::<Vec<_>>().try_into().unwrap();
    let time = time_of(project, version);
    let is_out = matches!(state, "sent" | "unknown");
    let entry = json!({
        "key": key, "state": state, "time": time, "address": format!("{id}@example.org"),
        "message_id": message_id(purpose, version, id), "digest": "00", "attempts": 1,
        "reply": reply, "told": if is_out { time.as_str() } else { "" },
    });
    append(project, ".letterctl/outbox/journal.jsonl", &entry);
    if is_out {
        tell(project, purpose, version, id);
    }
}

/// `review status --json`, by the ids of the recipients.
pub(crate) fn status(project: &Sandbox, flags: &[&str]) -> Value {
    let printed = project.stdout(&[&["review", "status", "--json"], flags].concat());
    let status: Value = serde_json::from_str(&printed).unwrap();
    let recipients = status["recipients"].as_array().unwrap().iter();
    recipients.map(|one| (one["id"].as_str().unwrap().to_owned(), one.clone())).collect()
}
