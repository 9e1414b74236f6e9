//! `letterctl send`: the plan, what goes out, and to whom.

use snapbox::{assert_data_eq, str};

use crate::delivery::{
    EVERYBODY, letter_in, letters, messages, project, recipients, recorded, send, sent,
};
use crate::editions::change;
use crate::sandbox::files_in;
use crate::smtp_server::SmtpServer;

#[test]
fn without_send_the_plan_is_printed_and_nothing_goes_out() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    let before = files_in(&project.path(""));
    assert_data_eq!(
        send(&project, &[]),
        str![[r#"
status: 0
--- stdout
id         name              mail   state       reply
lindqvist  Ms. Lindqvist     final  to be sent
moreau     M. Moreau         final  to be sent
rw         River Watch (RW)  copy   to be sent
pecheurs   Pêcheurs          copy   to be sent
q1w2e3     q1w2e3            copy   to be sent
--- stderr
Of the addressees without an address: poste.
Of the signatories without an address: mill.
Would send edition 1 of v1@e2329dea8ef8 to 5 of 5.
To send, add `--send --expect 5` to `send`.

"#]]
    );
    for refused in [&["--send", "--expect", "4"][..], &["--send"]] {
        let run = send(&project, refused);
        assert!(run.starts_with("status: 1") && run.contains("--expect 5"), "{run}");
    }
    assert_eq!(files_in(&project.path("")), before);
    assert_eq!(server.seen().connections, 0);
}

#[test]
fn every_addressee_gets_the_letter_and_every_signatory_a_copy_once() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    sent(&project, &[], 5);
    let got = messages(&server);
    assert_eq!(recipients(&got), EVERYBODY);
    let (letters, recorded) = (letters(&got), recorded(&project, 1));
    assert_eq!(
        recorded.keys().collect::<Vec<_>>(),
        ["en-US", "fr", "lindqvist", "moreau", "poste"]
    );
    for (address, letter) in [
        ("l@gov.example", "lindqvist"),
        ("m@gouv.example", "moreau"),
        ("ada@rw.example", "en-US"),
        ("p@pecheurs.example", "fr"),
        ("s@society.example", "en-US"),
    ] {
        assert_eq!(letters[address], recorded[letter], "{address}");
    }
    let said = |at: usize| got[at]["parts"][0]["text"].as_str().unwrap();
    assert!(said(0).starts_with("Dear Ms. Lindqvist,"), "{}", said(0));
    assert!(said(2).starts_with("Dear Ada Doe,"), "{}", said(2));
    let names: Vec<_> = got.iter().map(|message| &message["parts"][2]["name"]).collect();
    assert_eq!(names, ["weir.pdf", "weir.fr.pdf", "weir.pdf", "weir.fr.pdf", "weir.pdf"]);
    assert!(got.iter().all(|message| message["defects"].as_array().unwrap().is_empty()));

    assert_data_eq!(
        send(&project, &["--send", "--expect", "5"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Of the addressees without an address: poste.
Of the signatories without an address: mill.
Sent: 5 of 5.
All of edition 1 was sent; `--edition new` starts the next one, with the lists of today.

"#]]
    );
    assert_eq!(server.seen().messages.len(), 5);
}

#[test]
fn a_mail_in_the_recipients_language_is_taken_where_there_is_one() {
    let server = SmtpServer::start(&[]);
    let project = project(&server)
        .file(
            "templates/mail/final.md",
            "+++\nsubject = \"{{ letter.title }}\"\n+++\nFind it here.\n",
        )
        .file("templates/mail/final.fr.md", "+++\n+++\nVous trouverez la lettre.\n")
        .file("templates/mail/copy.md", "+++\nsubject = \"Sent\"\n+++\nYour copy.\n")
        .file("templates/mail/copy.fr.md", "+++\nsubject = \"Envoyé\"\n+++\nVotre copie.\n");
    sent(&project, &[], 5);
    let got = messages(&server);
    let said = got.iter().map(|mail| (&mail["subject"], &mail["parts"][0]["text"]));
    let said: Vec<_> = said.map(|(subject, text)| format!("{subject} {text}")).collect();
    assert_data_eq!(
        said.join("\n"),
        str![[r#"
"The weir" "Find it here./r/n"
"Le barrage" "Vous trouverez la lettre./r/n"
"Sent" "Your copy./r/n"
"Envoyé" "Votre copie./r/n"
"Sent" "Your copy./r/n"
"#]]
    );
}

#[test]
fn what_went_out_is_verified_and_holds_no_notice() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    sent(&project, &["--eml", "mails"], 5);
    assert_data_eq!(
        project.run(&["draft", "verify", "1"]),
        str![[r#"
status: 0
--- stdout
v1@e2329dea8ef8 ok
edition-1 ok
--- stderr

"#]]
    );
    for (mail, told) in [
        ("mails/003-rw.eml", "the letter in en-US"),
        ("mails/001-lindqvist.eml", "the letter to lindqvist"),
    ] {
        let text = letter_in(&project, project.bytes(mail));
        assert!(text.contains("We, 4 signatories") && text.contains("and one other"), "{text}");
        assert!(!text.contains("Corrected"), "{text}");
        assert_eq!(
            project.stdout(&["draft", "verify", "1", "letter.pdf"]),
            format!("letter.pdf is {told} of edition 1\n")
        );
    }
    assert_eq!(server.seen().connections, 0);
}

#[test]
fn files_for_a_mail_program_count_as_sent_and_a_preview_does_not() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    let run = send(&project, &["--eml", "look"]);
    assert!(run.contains("Wrote 5 messages into `look`; none of them is sent."), "{run}");
    assert!(project.read("look/001-lindqvist.eml").contains("X-Unsent: 1"));
    assert!(!project.path("drafts/edition-1.toml").exists());
    sent(&project, &["--eml", "go"], 5);
    sent(&project, &["--eml", "go"], 5);
    assert_eq!(project.names("go").len(), 5);
    assert_eq!(server.seen().connections, 0);
}

#[test]
fn one_message_is_sent_to_somebody_who_wants_to_see_it_and_nothing_is_recorded() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    let run = send(&project, &["--test", "me@river.example"]);
    assert!(run.starts_with("status: 0"), "{run}");
    assert_eq!(recipients(&messages(&server)), ["me@river.example"]);
    assert!(!project.path("drafts/edition-1.toml").exists());
}

#[test]
fn either_kind_is_sent_to_alone_and_both_are_of_one_edition() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    sent(&project, &["--to", "addressees"], 2);
    sent(&project, &["--to", "signatories"], 3);
    assert_eq!(recipients(&messages(&server)), EVERYBODY);
    assert!(!project.path("drafts/edition-2.toml").exists());
}

#[test]
fn an_open_letter_goes_to_each_addressee_of_its_front_matter_who_has_an_address() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    std::fs::remove_file(project.path("addressees.csv")).unwrap();
    let addressees = "addressees = [{name = \"Ada Wolf\", email = \"ada@harbour.example\"}, \
        {organization = \"Harbour Board\", email = \"board@harbour.example\"}, \"Mr. Paper\"]\n";
    change(&project, "templates/weir.md", "subject = ", &format!("{addressees}subject = "));
    project.stdout(&["draft", "freeze", "--editorial"]);
    let run = send(&project, &["--to", "addressees", "--send", "--expect", "2"]);
    assert!(run.contains("Of the addressees without an address: mr-paper."), "{run}");
    let got = messages(&server);
    assert_eq!(recipients(&got), ["ada@harbour.example", "board@harbour.example"]);
    let (letters, recorded) = (letters(&got), recorded(&project, 1));
    assert_eq!(recorded.keys().collect::<Vec<_>>(), ["en-US", "fr"]);
    assert!(letters.values().all(|letter| *letter == recorded["en-US"]));
    project.stdout(&["draft", "verify", "1"]);
}

#[test]
fn no_private_cell_stands_in_a_message_a_letter_an_edition_or_what_is_printed() {
    let server = SmtpServer::start(&[]);
    let project = project(&server);
    let own = |(row, line): (usize, &str)| match row {
        0 => format!("{line},own\n"),
        _ => format!("{line},canary-own\n"),
    };
    let list = project.read("signatories.csv");
    project.put("signatories.csv", list.lines().enumerate().map(own).collect::<String>());
    let run = send(&project, &["--verbose", "--send", "--expect", "5"]);
    assert!(run.starts_with("status: 0"), "{run}");
    let json = project.stdout(&["send", "--json"]);
    let edition = project.read("drafts/edition-1.toml");
    let history = project.read("drafts/history.jsonl");
    for told in [&run, &json, &edition, &history] {
        assert!(!told.to_lowercase().contains("canary"), "{told}");
        assert!(EVERYBODY.iter().all(|address| !told.contains(address)), "{told}");
    }
    for message in messages(&server) {
        // Who is not named is named to themselves alone.
        let is_own = message["to"][0][0] == "Canary Society";
        let text = message.to_string().replace(if is_own { "Canary Society" } else { "\0" }, "");
        assert!(!text.to_lowercase().contains("canary"), "{text}");
    }
    for message in server.seen().messages {
        let text = letter_in(&project, message);
        assert!(text.contains("River Watch") && !text.to_lowercase().contains("canary"), "{text}");
    }
}
