//! Answers to a draft, out of the mails that people send.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use snapbox::{Data, assert_data_eq, str};

use crate::sandbox::{Sandbox, files_in};

/// The versions of the letter in the folder of these tests.
const VERSIONS: [&str; 2] = ["bc6941613c5b", "05bb5ffede18"];

const RECIPIENTS: [(&str, &str); 7] = [
    ("hrw", "jane@example.org"),
    ("tjwg", "rolf@example.com"),
    ("awc", "elodie@example.fr"),
    ("kin", "minji@example.kr"),
    ("nrk", "joerg@xn--bcher-kva.example"),
    ("jrs", "taro@example.jp"),
    ("grc", "ann@example.net"),
];

fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/replies").join(path)
}

/// A project whose two versions went to everybody, on May 1 and May 4, 2026.
fn project() -> Sandbox {
    let mut sandbox = Sandbox::new();
    for (path, content) in files_in(&testdata("project")) {
        sandbox = sandbox.file(&path, content);
    }
    sandbox.stdout(&["draft", "freeze"]);
    let letter = sandbox.read("templates/letter.md").replace("registry.", "registry to all.");
    sandbox.put("templates/letter.md", letter);
    sandbox.stdout(&["draft", "freeze"]);
    let (mut history, mut journal) = (String::new(), String::new());
    for (version, day) in VERSIONS.iter().zip(["01", "04"]) {
        for (id, address) in RECIPIENTS {
            let time = format!("2026-05-{day}T08:00:00Z");
            let message_id = format!("<review.{version}.{id}.0000000000000001@example.org>");
            writeln!(history, r#"{{"time":"{time}","command":"review send","id":"{id}","purpose":"review","version":"{version}","message_id":"{message_id}","attempt":1}}"#).unwrap();
            writeln!(journal, r#"{{"key":"review/{version}/{id}","state":"sent","time":"{time}","address":"{address}","message_id":"{message_id}","digest":"00","attempts":1,"told":"{time}"}}"#).unwrap();
        }
    }
    sandbox.file("drafts/history.jsonl", history).file(".letterctl/outbox/journal.jsonl", journal)
}

/// The same with a folder of the mails that came.
fn with_mail() -> Sandbox {
    let mails = files_in(&testdata("mail")).into_iter();
    mails.fold(project(), |sandbox, (name, bytes)| sandbox.file(&format!("mail/{name}"), bytes))
}

/// The mails that are mails.
fn mails() -> impl Iterator<Item = (String, Vec<u8>)> {
    files_in(&testdata("mail")).into_iter().filter(|(name, _)| name != "notes.txt")
}

/// The mails as one mbox, lines that begin with `From ` quoted.
fn mbox() -> Vec<u8> {
    let mut mbox = Vec::new();
    for (_, bytes) in mails() {
        mbox.extend_from_slice(b"From MAILER-DAEMON Mon May  4 10:00:00 2026\n");
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let quotes = line.iter().take_while(|byte| **byte == b'>').count();
            if line[quotes..].starts_with(b"From ") {
                mbox.push(b'>');
            }
            mbox.extend_from_slice(line);
        }
        mbox.extend_from_slice(b"\n\n");
    }
    mbox
}

/// A message of hrw.
fn message(date: &str, subject: &str, body: &str) -> String {
    format!(
        "From: Jane Roe <jane@example.org>\nDate: {date}\nSubject: {subject}\nMessage-ID: <{}@x.org>\n\n{body}\n",
        subject.len() + date.len()
    )
}

/// What `--json` tells of the replies, but where they stood.
fn replies(sandbox: &Sandbox, mailbox: &str) -> Vec<serde_json::Value> {
    let json = sandbox.stdout(&["review", "replies", mailbox, "--json"]);
    let mut told: serde_json::Value = serde_json::from_str(&json).unwrap();
    let replies = told["replies"].as_array_mut().unwrap();
    for reply in replies.iter_mut() {
        reply.as_object_mut().unwrap().remove("file");
    }
    std::mem::take(replies)
}

#[test]
fn replies_of_many_mail_programs_are_shown_and_nothing_is_written() {
    let sandbox = with_mail();
    let before = files_in(&sandbox.path(""));
    assert_data_eq!(
        sandbox.run(&["review", "replies", "mail"]),
        Data::read_from(&testdata("shown.txt"), None).raw()
    );
    assert_eq!(files_in(&sandbox.path("")), before);
}

#[test]
fn accepted_answers_are_recorded_once() {
    let sandbox = with_mail();
    assert_data_eq!(
        sandbox.run(&["review", "replies", "mail", "--accept"]),
        Data::read_from(&testdata("accepted.txt"), None).raw()
    );
    assert_data_eq!(
        sandbox.read("signatories.csv"),
        Data::read_from(&testdata("signatories.csv"), None).raw()
    );
    let before = files_in(&sandbox.path(""));
    let again = sandbox.run(&["review", "replies", "mail", "--accept"]);
    assert!(!again.contains("Recorded "), "{again}");
    assert_eq!(files_in(&sandbox.path("")), before);
}

#[test]
fn a_dry_run_says_what_would_be_recorded() {
    let sandbox = with_mail();
    let before = files_in(&sandbox.path(""));
    let run = sandbox.run(&["review", "replies", "mail/gmail-yes.eml", "--accept", "--dry-run"]);
    assert_data_eq!(
        run,
        str![[r#"
status: 0
--- stdout
id   name      version  answer  from              on          state  remark
hrw  Jane Roe  v2       yes     Jane@example.org  2026-05-05  new    We agree. Thank you for your work.
--- stderr
Would record yes of hrw to v2@05bb5ffede18.
Would change Human Rights Watch: status, signed_version, signed_on, signed_by, evidence.

"#]]
    );
    assert_eq!(files_in(&sandbox.path("")), before);
}

#[test]
fn a_folder_an_mbox_and_a_maildir_tell_the_same() {
    let sandbox = with_mail().file("inbox.mbox", mbox());
    for (number, (_, bytes)) in mails().enumerate() {
        let folder = ["cur", "new", ".Answers.2026/cur"][number % 3];
        sandbox.put(&format!("Maildir/{folder}/{number}.M1P1.host:2,S"), bytes);
    }
    sandbox.put(
        "Maildir/tmp/1",
        message("Fri, 8 May 2026 10:00:00 +0000", "No: v2@05bb5ffede18 hrw", ""),
    );
    sandbox.put("Maildir/dovecot.index", "\0");
    let told = replies(&sandbox, "mail");
    assert_eq!(told.len(), 10);
    assert_eq!(replies(&sandbox, "inbox.mbox"), told);
    assert_eq!(replies(&sandbox, "Maildir"), told);
}

#[test]
fn the_same_message_in_two_folders_counts_once() {
    let sandbox = with_mail();
    sandbox.put("mail/copies/copy.eml", sandbox.bytes("mail/gmail-yes.eml"));
    assert_eq!(replies(&sandbox, "mail").len(), 10);
}

#[test]
fn of_two_answers_the_later_counts_and_a_program_does_not_undo_it() {
    let yes = message("Tue, 5 May 2026 10:00:00 +0000", "Re: Yes: v2@05bb5ffede18 hrw", "");
    let no = message("Wed, 6 May 2026 10:00:00 +0000", "No: v2@05bb5ffede18 hrw", "Sorry.");
    let sandbox = project().file("a.eml", &yes).file("b/no.eml", &no).file("b/yes.eml", &yes);
    sandbox.stdout(&["review", "replies", "a.eml", "--accept"]);
    assert!(sandbox.read("signatories.csv").contains("hrw,Human Rights Watch,confirmed,v2@"));
    // Who has signed is not declined by a program.
    assert_data_eq!(
        sandbox.run(&["review", "replies", "b", "--accept"]),
        str![[r#"
status: 0
--- stdout
id   name      version  answer  from              on          state       remark
hrw  Jane Roe  v2       yes     jane@example.org  2026-05-05  superseded
hrw  Jane Roe  v2       no      jane@example.org  2026-05-06  has signed  Sorry.
--- stderr
Left hrw (b/no.eml): they have signed, and a `no` would withdraw that.
  letterctl sign withdraw hrw

"#]]
    );
    let sandbox = project().file("b/no.eml", &no).file("b/yes.eml", &yes);
    assert_data_eq!(
        sandbox.run(&["review", "replies", "b", "--accept"]),
        str![[r#"
status: 0
--- stdout
id   name      version  answer  from              on          state       remark
hrw  Jane Roe  v2       yes     jane@example.org  2026-05-05  superseded
hrw  Jane Roe  v2       no      jane@example.org  2026-05-06  new         Sorry.
--- stderr
Recorded no of hrw to v2@05bb5ffede18.
Changed Human Rights Watch: status.

"#]]
    );
    assert!(sandbox.read("signatories.csv").contains("hrw,Human Rights Watch,declined,"));
    // An older answer that comes in later changes nothing.
    let before = sandbox.bytes("signatories.csv");
    sandbox.put("late.eml", &yes);
    assert_data_eq!(
        sandbox.run(&["review", "replies", "late.eml", "--accept"]),
        str![[r#"
status: 0
--- stdout
id   name      version  answer  from              on          state       remark
hrw  Jane Roe  v2       yes     jane@example.org  2026-05-05  superseded
--- stderr

"#]]
    );
    assert_eq!(sandbox.bytes("signatories.csv"), before);
}

#[test]
fn a_clone_knows_no_addresses_and_leaves_all_to_a_person() {
    let sandbox = with_mail();
    std::fs::remove_dir_all(sandbox.path(".letterctl")).unwrap();
    let before = files_in(&sandbox.path(""));
    let told = replies(&sandbox, "mail/gmail-yes.eml");
    assert_eq!(told[0]["state"], "unknown address");
    sandbox.stdout(&["review", "replies", "mail", "--accept"]);
    assert_eq!(files_in(&sandbox.path("")), before);
}

#[test]
fn nothing_of_a_strangers_mail_is_shown_as_it_is() {
    let sandbox = with_mail();
    for arguments in [&["review", "replies", "mail"][..], &["review", "replies", "mail", "--json"]]
    {
        let shown = sandbox.run(arguments);
        assert!(!shown.chars().any(|shown| "\u{1b}\u{202e}\r".contains(shown)), "{shown:?}");
        assert!(!shown.contains("pwned"), "{shown}");
    }
}

#[test]
fn a_mailbox_that_is_not_there_is_named() {
    assert_data_eq!(
        project().run(&["review", "replies", "inbox.mbox"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: cannot read `inbox.mbox`
caused by: No such file or directory (os error 2)

"#]]
    );
}

#[test]
fn any_file_can_be_named() {
    let sandbox =
        project().file("empty", "").file("noise", [0xFF, 0, b'\n', 7]).file("From", "From ");
    std::fs::create_dir(sandbox.path("folder")).unwrap();
    for name in ["empty", "noise", "From", "folder", "drafts", "signatories.csv"] {
        assert_eq!(replies(&sandbox, name), [serde_json::Value::Null; 0], "{name}");
    }
}
