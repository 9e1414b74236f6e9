//! A project whose letter goes out by mail, and what a server got of it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::mail::read_back;
use crate::sandbox::Sandbox;
use crate::smtp_server::SmtpServer;

const LETTER: &str = "+++\n\
    date = \"today\"\n\
    notice = \"Corrected on Monday\"\n\
    subject = \"The weir\"\n\
    salutation = \"Dear all,\"\n\
    close = \"Sincerely,\"\n\
    +++\n\
    We, {{ count.signatories }} signatories, ask you to open the weir.\n";

/// Who signs: two with an address, one of them in French; one without an address; one who is not
/// named. Then those who sign not, or no more.
pub(crate) const LIST: &str = "id,name,abbr,status,listed,language,contact,email,note\n\
    rw,River Watch,RW,,,,Ada Doe,ada@rw.example,canary-note\n\
    pecheurs,Pêcheurs,,,,fr,,p@pecheurs.example,\n\
    mill,Mill,,,,,Canary Miller,,\n\
    q1w2e3,Canary Society,,,anonymous,,,s@society.example,\n\
    anglers,Anglers,,invited,,,,canary-a@x.example,\n\
    gone,Gone,,withdrawn,,,,canary-g@x.example,\n\
    no,Naysayers,,declined,,,,canary-n@x.example,\n";

pub(crate) const ADDRESSEES: &str = "id,name,language,email,salutation\n\
    lindqvist,Ms. Lindqvist,,l@gov.example,\"Dear Ms. Lindqvist,\"\n\
    moreau,M. Moreau,fr,m@gouv.example,\"Monsieur,\"\n\
    poste,Old Office,,,\n";

/// Everybody who gets the first edition, in the order of the plan.
pub(crate) const EVERYBODY: [&str; 5] = [
    "l@gov.example",
    "m@gouv.example",
    "ada@rw.example",
    "p@pecheurs.example",
    "s@society.example",
];

/// A project with a frozen version, whose mail goes to a server.
pub(crate) fn project(server: &SmtpServer) -> Sandbox {
    let project = Sandbox::new()
        .file("templates/weir.md", LETTER)
        .file("templates/weir.fr.md", "+++\nsubject = \"Le barrage\"\n+++\nOuvrez-le.\n")
        .file("signatories.csv", LIST)
        .file("addressees.csv", ADDRESSEES);
    go_to(server, &project);
    project.stdout(&["draft", "freeze"]);
    project.stdout(&["sign", "confirm", "--all", "--version", "v1"]);
    project
}

/// Sends the mail of a project to a server.
pub(crate) fn go_to(server: &SmtpServer, project: &Sandbox) {
    let settings = format!(
        "[mail]\nfrom = \"River Watch <letters@river.example>\"\nhost = \"127.0.0.1\"\n\
         port = {}\ntls = \"none\"\n",
        server.port
    );
    project.put("letterctl.toml", settings);
}

/// Runs `send` with these arguments, by somebody who has agreed to the server.
#[must_use = "what the program printed has to be looked at"]
pub(crate) fn send(project: &Sandbox, arguments: &[&str]) -> String {
    project.run(&[&["send", "--yes"], arguments].concat())
}

/// Sends to so many, which has to succeed.
pub(crate) fn sent(project: &Sandbox, arguments: &[&str], expected: usize) {
    let expected = expected.to_string();
    let run = send(project, &[&["--send", "--expect", &expected], arguments].concat());
    assert!(run.starts_with("status: 0"), "{run}");
}

/// The messages that a server took, as a mail program reads them.
pub(crate) fn messages(server: &SmtpServer) -> Vec<Value> {
    server.seen().messages.iter().map(|message| read_back(message.as_bytes())).collect()
}

/// To whom they went, in their order.
pub(crate) fn recipients(messages: &[Value]) -> Vec<&str> {
    messages.iter().map(|message| message["to"][0][1].as_str().unwrap()).collect()
}

/// The SHA-256 of the letter in each message, by the address that it went to.
pub(crate) fn letters(messages: &[Value]) -> BTreeMap<&str, &str> {
    let letters = messages.iter().map(|message| message["parts"][2]["sha256"].as_str().unwrap());
    recipients(messages).into_iter().zip(letters).collect()
}

/// The SHA-256 of each letter of an edition, by its addressee, else by its language.
pub(crate) fn recorded(project: &Sandbox, edition: u32) -> BTreeMap<String, String> {
    let edition: toml::Table =
        project.read(&format!("drafts/edition-{edition}.toml")).parse().unwrap();
    let letters = edition["letters"].as_array().unwrap().iter().map(|letter| {
        let addressee = letter.get("addressee").map(|addressee| &addressee["id"]);
        let key = addressee.unwrap_or(&letter["language"]).as_str().unwrap();
        (key.to_owned(), letter["sha256"].as_str().unwrap().to_owned())
    });
    letters.collect()
}

/// Writes the letter that a message brings to `letter.pdf`, and gives its text.
pub(crate) fn letter_in(project: &Sandbox, message: impl AsRef<[u8]>) -> String {
    project.put("message.eml", message);
    let script = "python3 - <<'E'\n\
        import email\n\
        from email import policy\n\
        file = open('message.eml', 'rb')\n\
        [letter] = email.message_from_binary_file(file, policy=policy.default).iter_attachments()\n\
        open('letter.pdf', 'wb').write(letter.get_content())\n\
        E\n\
        pdftotext letter.pdf -";
    project.shell(script, Path::new(""))
}
