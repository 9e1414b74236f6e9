//! What must stand in no file and no word: the password. What must make no header: names, addresses
//! and subjects.

use std::process::Command;

use proptest::prelude::*;
use snapbox::{assert_data_eq, str};

use crate::mail::read_back;
use crate::mail_round::{
    PLAN, REVIEWERS, SEND, SETTINGS, TEMPLATE, last_to, round, round_of, said, settings, taken,
};
use crate::sandbox::{Sandbox, files_in};
use crate::smtp_server::{Act, Point, SmtpServer};

const CANARY: &str = "canary-s3cret";

/// The forms in which a login tells a password: as it is, and in the Base64 of PLAIN, LOGIN and
/// XOAUTH2.
const FORMS: [&str; 4] = [
    CANARY,
    "AGphbmUAY2FuYXJ5LXMzY3JldA==",
    "Y2FuYXJ5LXMzY3JldA==",
    "dXNlcj1qYW5lAWF1dGg9QmVhcmVyIGNhbmFyeS1zM2NyZXQBAQ==",
];

/// A way to come by the password.
#[derive(Clone, Copy, Debug)]
enum Way {
    Environment,
    Command,
}

/// A command that knows the password.
fn knowing(project: &Sandbox, way: Way, arguments: &[&str]) -> Command {
    let mut command = project.command(arguments);
    match way {
        Way::Environment => {
            command.env("LETTERCTL_MAIL_PASSWORD", CANARY);
        }
        Way::Command => {
            project.put(
                ".config/letterctl/mail.toml",
                "password_command = [\"/bin/cat\", \"secret\"]\n",
            );
            project.put("secret", format!("{CANARY}\n"));
        }
    }
    command
}

#[test]
fn a_password_stands_in_no_file_and_no_word() {
    for way in [Way::Environment, Way::Command] {
        for (auth, offer) in
            [("password", "AUTH PLAIN"), ("password", "AUTH LOGIN"), ("xoauth2", "AUTH XOAUTH2")]
        {
            for quoting in ["535 5.7.8 no: ", "454 4.7.0 later: ", "235 2.7.0 welcome, "] {
                assert_kept(way, auth, offer, quoting);
            }
        }
    }
}

/// Asserts that nothing shows the password to a server that quotes all forms of it.
fn assert_kept(way: Way, auth: &'static str, offer: &'static str, quoting: &str) {
    let context = (way, auth, offer, quoting);
    let offer = format!("250-test server\r\n250 {offer}").leak();
    let quoted = FORMS.join(" ");
    let mut faults = vec![(Point::Ehlo, Act::Say(offer))];
    if offer.contains("LOGIN") {
        faults.push((Point::Auth, Act::Say("334 VXNlcm5hbWU6")));
        faults.push((Point::Login, Act::Say("334 UGFzc3dvcmQ6")));
        faults.push((Point::Login, Act::Say(format!("{quoting}{quoted}").leak())));
    } else {
        faults.push((Point::Auth, Act::Say(format!("{quoting}{quoted}").leak())));
    }
    faults.push((Point::Rcpt, Act::Say(format!("550 5.1.1 no: {quoted}").leak())));
    faults.push((Point::Dot, Act::Say(format!("451 4.3.0 later: {quoted}").leak())));
    let server = SmtpServer::start(&faults);
    let project = round(&server);
    project.put(SETTINGS, settings(&server) + &format!("username = \"jane\"\nauth = \"{auth}\"\n"));
    let mut said = Vec::new();
    for arguments in [
        &[&SEND[..], &["--verbose"]].concat()[..],
        &[&SEND[..], &["--json", "--verbose"]].concat(),
        &["review", "send", "--test", "me@example.org", "--verbose"],
        &["review", "send", "--verbose"],
    ] {
        let output = knowing(&project, way, arguments).output().unwrap();
        said.extend([output.stdout, output.stderr]);
    }
    let told = server.seen().commands.join("\n");
    let form = if auth == "xoauth2" { 3 } else { 1 + usize::from(offer.contains("LOGIN")) };
    assert!(told.contains(FORMS[form]), "{context:?}: the server was told {told}");
    if let Way::Command = way {
        std::fs::remove_file(project.path("secret")).unwrap();
    }
    let files = files_in(&project.path("")).into_values();
    for text in files.chain(said) {
        let text = String::from_utf8_lossy(&text);
        for form in FORMS {
            assert!(!text.contains(form), "{context:?}: {text}");
        }
    }
}

#[test]
fn a_password_command_that_fails_says_nothing_of_what_it_printed() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    project.put(SETTINGS, settings(&server) + "username = \"jane\"\n");
    let own = ".config/letterctl/mail.toml";
    project.put(own, format!("password_command = \"echo {CANARY}; exit 4\"\n"));
    let mut command = project.command(&SEND);
    let output = command.env("PATH", "/usr/bin:/bin").output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("password_command") && !words.contains(CANARY), "{words}");

    // One that came with a clone is not run.
    std::fs::remove_file(project.path(own)).unwrap();
    let theirs = "username = \"jane\"\npassword_command = \"touch ran\"\n";
    project.put(SETTINGS, settings(&server) + theirs);
    let refused = project.run(&SEND);
    assert!(!refused.starts_with("status: 0"), "{refused}");
    assert!(!project.path("ran").exists());
    assert_eq!(server.seen().connections, 0);
}

#[test]
fn names_and_addresses_that_would_be_more_are_refused_before_anything_is_built() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    let arguments = ["review", "send", "--send", "--expect", "8", "--yes"];
    let refused = |rows: &str| {
        project.put(REVIEWERS, format!("id,name,email\n{rows}"));
        let sent = project.run(&arguments);
        assert!(sent.starts_with("status: 1\n") && !sent.contains("canary"), "{sent}");
        said(&project, &server, &PLAN)
    };
    assert_data_eq!(
        refused(
            "a,Ann\u{202e}nnA,canary@example.org\nb,Bob\u{0},canary@example.org\n\
             c,Cho,canary@exa\u{200b}mple.org\n"
        ),
        str![[r#"
status: 1
--- stdout
--- stderr
error[control-character]: `name` holds U+202E, which cannot be seen
 --> reviewers.csv:2:6
  |
  = help: delete it, or type the text of the cell anew

error[control-character]: `name` holds U+0000, which cannot be seen
 --> reviewers.csv:3:6
  |
  = help: delete it, or type the text of the cell anew

error[control-character]: `email` holds U+200B, which cannot be seen
 --> reviewers.csv:4:17
  |
  = help: delete it, or type the text of the cell anew


"#]]
    );
    assert_data_eq!(
        refused(
            "a,\"Ann\r\nBcc: x\",canary@example.org\nb,=?utf-8?q?Bob?=,canary@example.org\n\
             c,Cho,\"canary@example.org\r\nBcc: y\"\nd,Dan,\"canary@example.org, y@example.org\"\n\
             e,Eve,canary@[127.0.0.1]\n"
        ),
        str![[r#"
status: 1
--- stdout
--- stderr
error[address]: `a` cannot be written to: its `name` holds a character that cannot be seen, U+000D

error[address]: `b` cannot be written to: its `name` holds an encoded word, `=?`

error[address]: `c` cannot be written to: its `email` holds a character that cannot be seen, U+000D

error[address]: `d` cannot be written to: its `email` holds more than one address

error[address]: `e` cannot be written to: its `email` holds a domain that cannot be


"#]]
    );
    assert_eq!(server.seen().connections, 0);
    assert!(!project.path(".letterctl").exists());
}

/// A cell of a CSV file.
fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A string of a TOML file.
fn string(text: &str) -> String {
    serde_json::to_string(text).unwrap().replace('\u{7f}', "\\u007f")
}

const HEADERS: [&str; 8] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
];

/// What can be printed, three times of four; else what would be a header of its own, or anything.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "(Bcc: |[ -~]|[éΩж]){1,40}",
        1 => "(?s)(Bcc: |\r\n|=\\?|\\PC|.){1,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn whatever_stands_in_a_cell_or_a_title_makes_no_header(
        name in text(),
        email in prop_oneof![4 => Just("ann@example.org".to_owned()), 1 => "[a-z@.\r\n ,<>]{1,20}"],
        title in text(),
    ) {
        let server = SmtpServer::start(&[]);
        let project = round_of(&server, &["ann"]);
        project.put(REVIEWERS, format!("id,name,email\nann,{},{}\n", cell(&name), cell(&email)));
        let letter = format!("+++\nsubject = {}\n+++\nText.\n", string(&title));
        let usual = project.read(TEMPLATE);
        project.put(TEMPLATE, letter);
        if !project.output(&["draft", "freeze"]).status.success() {
            project.put(TEMPLATE, usual);
        }
        let sent = project.run(&["review", "send", "--send", "--expect", "1", "--yes"]);
        let messages = server.seen().messages.len();
        prop_assert_eq!(sent.starts_with("status: 0\n"), messages == 1, "{}", sent);
        if messages == 1 {
            let seen = server.seen();
            let recipients = seen.commands.iter().filter(|command| command.starts_with("RCPT"));
            prop_assert_eq!(recipients.count(), 1);
            let read = read_back(seen.messages[0].replace("\r\n..", "\r\n.").as_bytes());
            prop_assert_eq!(&read["headers"], &serde_json::json!(HEADERS));
            prop_assert_eq!(read["to"].as_array().unwrap().len(), 1);
        } else {
            prop_assert!(sent.starts_with("status: 1\n"), "{}", sent);
            prop_assert_eq!(server.seen().connections, 0);
        }
    }
}

#[test]
fn a_name_in_any_script_arrives_as_it_is_written() {
    let server = SmtpServer::start(&[]);
    let project = round(&server);
    let names = ["국제 연대, 서울", "Jörg \"J\" Müller; Rat", "لجنة حقوق الإنسان"];
    let rows = ["ann", "bob", "cho"].into_iter().zip(names);
    let rows = rows.map(|(id, name)| format!("{id},{},{id}@example.org\n", cell(name)));
    project.put(REVIEWERS, format!("id,name,email\n{}", rows.collect::<String>()));
    project.stdout(&SEND);
    assert_eq!(taken(&server), "ann bob cho");
    for (id, name) in ["ann", "bob", "cho"].into_iter().zip(names) {
        let read = read_back(last_to(&server, id).as_bytes());
        assert_eq!(read["defects"], serde_json::json!([]));
        assert_eq!(read["to"], serde_json::json!([[name, format!("{id}@example.org")]]));
        let text = read["parts"][0]["text"].as_str().unwrap();
        assert!(text.starts_with(&format!("Dear {name},\r\n")), "{text}");
    }
}
