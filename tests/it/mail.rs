//! Mails with a letter: what they say, and that they are read back as they are meant.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use letterctl::clock::Date;
use letterctl::diagnostic::Diagnostic;
use letterctl::draft::{self, Version};
use letterctl::letters::{Assembled, LetterOptions, Letters, MailKind, MailTemplates};
use letterctl::mail::{self, Attachment, Content, Intent, Mail, Mailbox, MessageKey, Thread};
use letterctl::model::{Comparison, Language};
use letterctl::project::Project;
use letterctl::source::{Answers, FilledMail, MailContext};
use proptest::prelude::*;
use snapbox::{Data, assert_data_eq, data::DataFormat, str};

use crate::sandbox::Sandbox;

/// The sample letter with two frozen versions.
fn project() -> Sandbox {
    let project = Sandbox::sample();
    project.stdout(&["draft", "freeze"]);
    let letter = project
        .read("templates/joint-letter.md")
        .replace("At least 1,170 people", "At least 2,000 people")
        .replace("(B) give the High", "(B) at last give the High");
    project.put("templates/joint-letter.md", letter);
    project.stdout(&["draft", "freeze"]);
    project
}

fn versions(project: &Sandbox) -> Vec<Version> {
    draft::versions(&project.path("drafts")).unwrap()
}

/// The newest version as a letter, with a draft's mark or not.
fn letter(project: &Sandbox, mark: Option<&str>) -> Assembled {
    let version = versions(project).pop().unwrap();
    let source = draft::source(&project.path("drafts"), &version).unwrap();
    let letters = Letters::of_version(&source, &source, &version, None).unwrap();
    let options = LetterOptions {
        today: Date::constant(2022, 8, 2),
        addressee: None,
        draft: mark.map(str::to_owned),
    };
    letters.assemble(letters.named(), &options).unwrap()
}

/// What changed from the first version to the newest.
fn comparison(project: &Sandbox) -> Comparison {
    let drafts = project.path("drafts");
    let versions = versions(project);
    let texts = |version| draft::texts(&drafts, version).unwrap();
    Comparison {
        old: versions[0].reference(),
        new: versions[1].reference(),
        languages: draft::compare(&texts(&versions[0]), &texts(&versions[1])),
    }
}

fn columns(columns: &[(&str, &str)]) -> BTreeMap<String, String> {
    columns.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn answers() -> Answers {
    let reply_to = Mailbox::parse("Jane Roe <jane@example.org>").unwrap();
    mail::answers(&reply_to, "v2@3f9a12bc44e1", "hrw", &Language::default())
}

fn filled(
    project: &Sandbox,
    kind: MailKind,
    seen: &MailContext<'_>,
    language: &str,
) -> Result<FilledMail, Vec<Diagnostic>> {
    let opened = Project::open(&project.path(""), None).unwrap();
    let templates = MailTemplates::load(&opened, kind).unwrap();
    let wanted = Language::parse(language).unwrap();
    templates.fill(&letter(project, None), seen, &wanted, &Language::default())
}

/// A mail to somebody at Human Rights Watch.
fn said(project: &Sandbox, kind: MailKind) -> Content {
    let asks = matches!(kind, MailKind::Review | MailKind::Reminder);
    let (recipient, signatory, answers) = (
        columns(&[("id", "hrw"), ("name", "Ada Doe")]),
        columns(&[("id", "hrw"), ("name", "Human Rights Watch")]),
        answers(),
    );
    let seen = MailContext {
        id: "hrw",
        recipient: &recipient,
        signatory: Some(&signatory),
        answers: asks.then_some(&answers),
        changed: kind == MailKind::Review,
        deadline: Some(Date::constant(2022, 8, 9)),
    };
    let filled = filled(project, kind, &seen, "en-US").unwrap();
    let letter = letter(project, asks.then_some("DRAFT v2"));
    let comparison = comparison(project);
    mail::content(&filled, &letter.letter, Some(&comparison), Some(&answers))
}

#[test]
fn every_mail_says_what_is_asked_as_text_and_as_a_page() {
    let project = project();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/mail");
    for kind in [MailKind::Review, MailKind::Reminder, MailKind::Final, MailKind::Copy] {
        let Content { subject, text, html } = said(&project, kind);
        let expected = |ending: &str| {
            let path = folder.join(kind.word()).with_extension(ending);
            Data::read_from(&path, Some(DataFormat::Text)).raw()
        };
        assert_data_eq!(format!("{subject}\n\n{text}"), expected("txt"));
        assert_data_eq!(html, expected("html"));
    }
}

fn attached() -> Vec<u8> {
    (0..=255).cycle().take(9000).collect()
}

fn message() -> Mail {
    Mail {
        from: Mailbox::parse("Rolf Ruß <rolf@example.org>").unwrap(),
        reply_to: Some(Mailbox::parse("\"Roe, Jane\" <jane@example.org>").unwrap()),
        to: Mailbox::of_row("x", "국제 연대, 서울", "office@bücher.example").unwrap(),
        subject: "DRAFT v2: Réfugiés, \"quoted\"".to_owned(),
        text: "Ihr\n\nRolf Ruß\nFrom here\n.\n".to_owned(),
        html: "<!DOCTYPE html>\n<p>Rolf Ruß</p>\n".to_owned(),
        attachments: vec![
            Attachment::new("joint-letter.pdf", attached()),
            Attachment::new("Brief an die Minister \"Größe\" 편지.txt", b"a\nb\r\nc".to_vec()),
        ],
        message_id: MessageKey {
            project: "0a12bc",
            purpose: "review",
            version: "3f9a12bc44e1",
            recipient: "x",
        }
        .message_id("example.org"),
        thread: Thread::default(),
        date: 1_659_398_400,
        language: Language::parse("de").unwrap(),
        intent: Intent::Send,
    }
}

/// What Python's `email` reads out of a message.
pub(crate) fn read_back(message: &[u8]) -> serde_json::Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/mail/read.py");
    let mut python = Command::new("python3")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is there");
    python.stdin.take().unwrap().write_all(message).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_message_is_read_back_as_it_was_meant() {
    let mut mail = message();
    mail.thread = mail::thread(&["<1@example.org>".to_owned(), "<2@example.org>".to_owned()]);
    let read = read_back(&mail.bytes().unwrap());
    assert_eq!(read["defects"], serde_json::json!([]));
    assert_eq!(
        read["headers"],
        serde_json::json!([
            "From",
            "Reply-To",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Content-Language",
            "MIME-Version",
            "Content-Type"
        ])
    );
    assert_eq!(read["from"], serde_json::json!([["Rolf Ruß", "rolf@example.org"]]));
    assert_eq!(read["reply_to"], serde_json::json!([["Roe, Jane", "jane@example.org"]]));
    assert_eq!(
        read["to"],
        serde_json::json!([["국제 연대, 서울", "office@xn--bcher-kva.example"]])
    );
    assert_eq!(read["subject"], mail.subject);
    assert_eq!(read["date"], "2022-08-02T00:00:00+00:00");
    assert_eq!(read["message_id"], mail.message_id);
    assert_eq!(read["in_reply_to"], "<1@example.org>");
    assert_eq!(read["references"], serde_json::json!(["<1@example.org>", "<2@example.org>"]));
    assert_eq!(read["language"], "de");
    assert_eq!(
        read["shape"],
        serde_json::json!([
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "application/pdf",
            "text/plain"
        ])
    );
    assert_eq!(read["parts"][0]["text"], mail.text.replace('\n', "\r\n"));
    assert_eq!(read["parts"][1]["text"], mail.html.replace('\n', "\r\n"));
    for (part, attachment) in [(2, 0), (3, 1)] {
        let attachment = &mail.attachments[attachment];
        assert_eq!(read["parts"][part]["name"], attachment.name);
    }
    assert_eq!(read["parts"][2]["bytes"], 9000);
    assert_eq!(read["parts"][2]["sha256"], draft::Digest::of(&attached()).as_str());
}

#[test]
fn a_mail_is_the_same_bytes_each_time_and_a_preview_says_that_it_is_one() {
    let mail = message();
    let bytes = mail.bytes().unwrap();
    assert_eq!(bytes, message().bytes().unwrap());
    assert_eq!(mail.envelope().to, "office@xn--bcher-kva.example");
    let preview = Mail { intent: Intent::Preview, ..message() }.bytes().unwrap();
    let preview = String::from_utf8(preview).unwrap();
    let (head, body) = preview.split_once("\r\n\r\n").unwrap();
    assert_eq!(
        format!("{}\r\n\r\n{body}", head.replace("\r\nX-Unsent: 1", "")),
        String::from_utf8(bytes).unwrap()
    );
}

/// The names of the headers, as whoever splits lines sees them.
fn header_names(message: &[u8]) -> Vec<String> {
    let message = std::str::from_utf8(message).expect("a message is ASCII");
    assert!(message.is_ascii());
    assert!(message.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])));
    let (head, _) = message.split_once("\r\n\r\n").unwrap();
    let lines = head.split("\r\n");
    assert!(lines.clone().all(|line| !line.trim().is_empty()));
    let names = lines.filter(|line| !line.starts_with([' ', '\t']));
    names.map(|line| line.split(':').next().unwrap().to_owned()).collect()
}

const HEADERS: [&str; 9] = [
    "From",
    "Reply-To",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
];

proptest! {
    #[test]
    fn no_header_can_be_injected(
        name in "(?s)([a-z: ]|\\PC|.){0,60}",
        subject in "(?s)([a-z: ]|\\PC|.){1,200}",
        file in "(?s)([a-z: ]|\\PC|.){1,60}",
        text in "(?s).{0,200}",
        email in "[a-zé@.,<> \r\n]{0,20}",
    ) {
        prop_assert!(Mailbox::of_row("x", &name, &email).is_err() || email.contains('@'));
        let Ok(to) = Mailbox::of_row("x", &name, "x@example.org") else { return Ok(()) };
        let mail = Mail {
            to, subject, text, attachments: vec![Attachment::new(&file, Vec::new())], ..message()
        };
        if let Ok(bytes) = mail.bytes() {
            prop_assert_eq!(header_names(&bytes), HEADERS);
        }
    }
}

#[test]
fn hostile_names_and_subjects_are_refused_or_read_back_as_words() {
    let texts = [
        "Bcc: x@example.org",
        "a\tb",
        "a  b   c",
        "\"",
        "\\",
        "(comment)",
        "a <b@example.org>",
        "a, b@example.org",
        "=_?utf-8",
        "‎",
        "x\u{202e}y",
        "a\r\nBcc: b",
        "a\0",
        "=?utf-8?q?a?=",
        "é\u{301}\u{1f469}\u{200d}\u{1f469}",
        "می\u{200c}خواهم",
        "&amp;<b>",
        "Ünïcödé Ünïcödé Ünïcödé",
        "name@",
        "; boundary=x",
        "   ",
        ".",
    ];
    let (long, wide) = ("word ".repeat(180), "국제 연대는 a 난민의 안전을, ".repeat(12));
    let mut taken = 0;
    for text in texts.into_iter().chain([long.as_str(), wide.as_str()]) {
        let Ok(to) = Mailbox::of_row("x", text, "x@example.org") else { continue };
        let mail = Mail { to, subject: text.to_owned(), ..message() };
        let Ok(bytes) = mail.bytes() else { continue };
        taken += 1;
        let read = read_back(&bytes);
        let spaced = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        assert_eq!(read["headers"], serde_json::json!(HEADERS), "{text:?}");
        let name = if spaced.contains(char::is_alphanumeric) { &spaced } else { "" };
        // Python puts a space between two encoded words of a name that are one (RFC 2047, 6.2).
        let told = read["to"][0][0].as_str().unwrap().replace("  ", " ");
        assert_eq!(
            [&told, read["to"][0][1].as_str().unwrap()],
            [name, "x@example.org"],
            "{text:?}"
        );
        assert_eq!(read["subject"], spaced, "{text:?}");
    }
    assert_eq!(taken, 17, "some were refused that need not be, or taken that must not");
}

/// Problems as `place code: message (help)`.
fn problems(project: &Sandbox, template: &str) -> String {
    project.put("templates/mail/review.md", template);
    let recipient = columns(&[("id", "hrw"), ("name", "Ada Doe"), ("role", "")]);
    let seen = MailContext {
        id: "hrw",
        recipient: &recipient,
        signatory: None,
        answers: None,
        changed: false,
        deadline: None,
    };
    let problems = filled(project, MailKind::Review, &seen, "en").unwrap_err();
    let lines = problems.iter().map(|problem| {
        let place = problem.place.as_ref().unwrap();
        let help = problem.help.join("; ");
        format!(
            "{}:{}:{} {}: {} ({help})",
            place.file.display(),
            place.line,
            place.column,
            problem.code,
            problem.message
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_a_recipient_lacks_is_told_with_its_place() {
    let project = project();
    assert_data_eq!(
        problems(
            &project,
            "+++\nsubject = \"{{ recipient.nam }}\"\n+++\nDear {{ recipient.role }}\n"
        ),
        str![[r#"
templates/mail/review.md:2:15 undefined: `recipient.nam` is not defined (did you mean `recipient.name`?)
templates/mail/review.md:4:9 empty-field: `recipient.role` is empty for `hrw` (fill in the cell, or ask before: `{% if recipient.role %}…{% endif %}`)
"#]]
    );
    assert_data_eq!(
        problems(&project, "+++\nsubject = \"s\"\n+++\n{{ recipient.role }}\n"),
        str![
            "templates/mail/review.md:4:4 empty-field: `recipient.role` is empty for `hrw` (fill in the cell, or ask before: `{% if recipient.role %}…{% endif %}`)"
        ]
    );
    assert_data_eq!(
        problems(&project, "+++\nsubject = \"s\"\n+++\n{{ deadline }}\n"),
        str![
            "templates/mail/review.md:4:4 empty-field: there is no `deadline` for `hrw` (set `deadline` under `[review]` in `letterctl.toml`)"
        ]
    );
    assert_data_eq!(
        problems(&project, "+++\nsubject = \"s\"\n+++\n{{ signatory.name }}\n"),
        str![
            "templates/mail/review.md:4:4 empty-field: there is no `signatory` for `hrw` (ask before: `{% if signatory %}…{% endif %}`)"
        ]
    );
    assert_data_eq!(
        problems(&project, "+++\nsubject = \"s\"\n+++\n{{ answers }}\n"),
        str![
            "templates/mail/review.md:4:4 empty-field: there is no `answers` for `hrw` (only a mail with a draft asks for an answer)"
        ]
    );
    assert_data_eq!(
        problems(&project, "+++\nsubject = \"s\"\n+++\n{{ signatories() }}\n"),
        str![
            "templates/mail/review.md:4:4 placed-part: `signatories()` can only stand in the body of the letter ()"
        ]
    );
    assert_data_eq!(
        problems(&project, "+++\nsubjet = \"s\"\nattachment = []\n+++\n{{ close() }}\n"),
        str![[r#"
templates/mail/review.md:2:1 unknown-key: unknown key `subjet` (did you mean `subject`?)
templates/mail/review.md:3:1 unknown-key: unknown key `attachment` (did you mean `attachments`?)
"#]]
    );
    assert_data_eq!(
        problems(&project, "+++\nattachments = [1]\n+++\nx\n"),
        str![[r#"
templates/mail/review.md:1:1 missing-key: the mail has no `subject` (write `subject = "…"` into the front matter)
templates/mail/review.md:2:16 wrong-type: `attachments` must be a list of strings, not a number ()
"#]]
    );
    assert_data_eq!(
        problems(&project, "+++\nsubject = \"s\"\n+++\n{% include '../../signatories.csv' %}\n"),
        str![
            "templates/mail/review.md:4:4 include: `../../signatories.csv` lies outside the folder of the templates (only files within it can be included)"
        ]
    );
    assert_data_eq!(
        problems(
            &project,
            "+++\nsubject = \"s\"\n+++\n{% for x in range(9999999) %}{{ x }}{% endfor %}\n"
        ),
        str![
            "templates/mail/review.md:4:13 runaway-template: the template does too much and was stopped (look for a loop or a macro that never ends, or that doubles what it makes)"
        ]
    );
}

#[test]
fn a_mail_that_asks_must_have_links_and_one_in_another_language_is_taken() {
    let project = project();
    project.put("templates/mail/review.md", "+++\nsubject = \"Draft\"\n+++\nPlease write.\n");
    project.put(
        "templates/mail/review.fr.md",
        "+++\nsubject = \"Projet, {{ deadline }}\"\n+++\n{{ recipient.name }} : \"oui\" ?\n\n{{ answers }}\n",
    );
    let recipient = columns(&[("id", "hrw"), ("name", "Ada *Doe*")]);
    let answers = answers();
    let seen = MailContext {
        id: "hrw",
        recipient: &recipient,
        signatory: None,
        answers: Some(&answers),
        changed: false,
        deadline: Some(Date::constant(2022, 8, 9)),
    };
    let refused = filled(&project, MailKind::Review, &seen, "en").unwrap_err();
    assert_eq!(refused[0].code, "no-answers");
    let french = filled(&project, MailKind::Review, &seen, "fr-CA").unwrap();
    let said = mail::content(&french, &letter(&project, None).letter, None, Some(&answers));
    assert_eq!(french.language.as_str(), "fr");
    assert_data_eq!(
        format!("{}\n\n{}", said.subject, said.text),
        str![[r#"
Sample: Projet, 9 août 2022

Ada *Doe* : « oui » ?

Yes, as it stands
<mailto:jane@example.org?subject=Yes%3A%20v2%403f9a12bc44e1%20hrw>

Yes, with changes
<mailto:jane@example.org?subject=Yes%2C%20with%20changes%3A%20v2%403f9a12bc44e1%20hrw&body=We%20agree%20if%20this%20is%20changed%3A%0D%0A%0D%0A>

No
<mailto:jane@example.org?subject=No%3A%20v2%403f9a12bc44e1%20hrw>

"#]]
    );
}

#[test]
fn a_field_that_is_the_same_for_all_is_found() {
    let project = project();
    let filled_for = |name| {
        let recipient = columns(&[("id", name), ("name", name), ("country", "KR")]);
        project.put(
            "templates/mail/copy.md",
            "+++\nsubject = \"s\"\n+++\n{{ recipient.name }} in {{ recipient.country }}\n\
             {% if signatory %}{{ signatory.name }}{% endif %}\n",
        );
        let seen = MailContext {
            id: name,
            recipient: &recipient,
            signatory: None,
            answers: None,
            changed: false,
            deadline: None,
        };
        filled(&project, MailKind::Copy, &seen, "en").unwrap()
    };
    let (ada, bob) = (filled_for("Ada"), filled_for("Bob"));
    assert_eq!(mail::same_for_all(&[&ada.fields, &bob.fields]), ["recipient.country"]);
    assert!(mail::same_for_all(&[&ada.fields]).is_empty());
}

#[test]
fn attachments_are_the_letter_and_files_of_the_project() {
    let project = project();
    project.put("sheets/Größe.csv", "a,b\r\n");
    let template = |attachments: &str| {
        let text = format!("+++\nsubject = \"s\"\n{attachments}\n+++\nx\n");
        project.put("templates/mail/copy.md", text);
        let recipient = columns(&[("id", "hrw")]);
        let seen = MailContext {
            id: "hrw",
            recipient: &recipient,
            signatory: None,
            answers: None,
            changed: false,
            deadline: None,
        };
        let filled = filled(&project, MailKind::Copy, &seen, "en").unwrap();
        let letter = Attachment::new("letter.pdf", b"%PDF".to_vec());
        mail::attach(&filled.attachments, &letter, None, &project.path(""))
    };
    let names = |attachments: &str| {
        let attached = template(attachments).unwrap();
        attached.into_iter().map(|one| (one.name, one.media_type)).collect::<Vec<_>>()
    };
    let pdf = ("letter.pdf".to_owned(), "application/pdf".to_owned());
    assert_eq!(names(""), std::slice::from_ref(&pdf));
    assert_eq!(names("attachments = []"), []);
    assert_eq!(
        names("attachments = [\"sheets/Größe.csv\", \"pdf\"]"),
        [("Größe.csv".to_owned(), "text/csv".to_owned()), pdf]
    );
    let refused = template("attachments = [\"none.pdf\", \"/etc/hostname\", \"sheets\"]");
    let messages: Vec<_> = refused.unwrap_err().into_iter().map(|one| one.message).collect();
    assert_eq!(
        messages,
        [
            "the attachment `none.pdf` is not there",
            "the attachment `/etc/hostname` lies outside the project",
            "the attachment `sheets` is no file",
        ]
    );
}
