//! README.md and the pages of `docs`, followed to the letter: every command of their `console`
//! blocks is run, in order, in a folder for each page, and prints what the page shows.
//!
//! A block under `<!-- file: NAME -->` is a file that the reader writes. A line `…` in what is shown
//! stands for any number of lines.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::postfix::mails_with;
use crate::sandbox::Sandbox;
use crate::smtp_server::SmtpServer;

#[test]
fn every_command_of_the_readme_prints_what_it_shows() {
    follow("README.md");
}

#[test]
fn every_command_of_the_round_on_paper_prints_what_it_shows() {
    follow("docs/a-round-on-paper.md");
}

/// How many mails each gets in the round by mail: a draft in both rounds, the test, the letter, and
/// a copy for the two who signed.
const MAILS: [(&str, usize); 4] = [("ines", 4), ("olu", 2), ("mia", 3), ("mayor", 1)];

#[test]
fn every_command_of_the_round_by_mail_prints_what_it_shows() {
    let server = SmtpServer::start(&[]);
    let own = format!("host = \"localhost\"\nport = {}\ntls = \"none\"\n", server.port);
    follow_by_mail(&own);
    let recipients = server.seen().recipients;
    let to = |name: &str| {
        let address = format!("{name}@example.org");
        recipients.iter().filter(|recipient| **recipient == address).count()
    };
    assert_eq!(MAILS.map(|(name, _)| (name, to(name))), MAILS);
}

#[test]
#[ignore = "needs `.ci/mail-server`"]
fn the_round_by_mail_goes_through_postfix() {
    let port = std::env::var("LETTERCTL_TEST_SMTP").expect("`.ci/mail-server` runs this");
    let own = format!(
        "host = \"localhost\"\nport = {port}\nusername = \"jane\"\n\
         password_command = \"echo s3cret\"\n"
    );
    follow_by_mail(&own);
    let all = MAILS.iter().map(|(_, count)| count).sum();
    let arrived = mails_with("\nFrom: \"Keep the Night Trains\" <letter@example.org>\n", all);
    let to = |name: &str| {
        let address = format!("{name}@example.org");
        let is_to = |line: &str| line.starts_with("To: ") && line.contains(&address);
        arrived.iter().filter(|mail| mail.lines().any(is_to)).count()
    };
    assert_eq!(MAILS.map(|(name, _)| (name, to(name))), MAILS);
}

/// Follows the round by mail with settings of one's own, which win over the server that it names.
fn follow_by_mail(own: &str) {
    let sandbox = Sandbox::new();
    sandbox.put(".config/letterctl/mail.toml", own);
    follow_in("docs/a-round-by-mail.md", sandbox);
}

fn follow(page: &str) {
    follow_in(page, Sandbox::new());
}

fn follow_in(page: &str, sandbox: Sandbox) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = std::fs::read_to_string(&path).unwrap();
    let mut reader = Reader { sandbox, folder: PathBuf::new() };
    let followed = reader.follow(&text);
    if followed != text && std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite") {
        rewrite(&path, &followed);
        return;
    }
    snapbox::assert_data_eq!(followed, snapbox::Data::text(text).raw());
}

#[test]
fn the_readme_sets_up_with_two_commands() {
    let readme = include_str!("../../README.md");
    let two = "```sh\ncargo run --release -- render --to pdf\ncargo test\n```\n";
    assert!(readme.contains(two), "the two commands are to stand there as they are");
}

#[expect(clippy::disallowed_methods, reason = "git has the page as it was")]
fn rewrite(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

/// Somebody who does what the page says.
struct Reader {
    sandbox: Sandbox,
    /// Where `cd` has led, relative to the sandbox.
    folder: PathBuf,
}

impl Reader {
    /// Does what a page says, and gives the page with what was really printed.
    fn follow(&mut self, page: &str) -> String {
        let mut followed = String::new();
        let mut lines = page.lines();
        let mut file = None;
        while let Some(line) = lines.next() {
            writeln!(followed, "{line}").unwrap();
            if let Some(name) = line.strip_prefix("<!-- file: ") {
                file = name.strip_suffix(" -->");
            }
            if !line.starts_with("```") {
                continue;
            }
            let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            match file.take() {
                Some(name) => {
                    self.write(name, &block);
                    writeln!(followed, "{}", block.join("\n")).unwrap();
                }
                None if line == "```console" => followed.push_str(&self.run(&block)),
                None => block.iter().for_each(|line| writeln!(followed, "{line}").unwrap()),
            }
            followed.push_str("```\n");
        }
        followed
    }

    fn write(&mut self, name: &str, lines: &[&str]) {
        let path = self.folder.join(name);
        self.sandbox.put(path.to_str().unwrap(), lines.join("\n") + "\n");
    }

    /// Runs the commands of a block, each a line that begins with `$`, and gives the block with
    /// what they print.
    fn run(&mut self, block: &[&str]) -> String {
        let mut ran = String::new();
        let mut lines = block.iter().peekable();
        while let Some(line) = lines.next() {
            let command = line.strip_prefix("$ ").expect("a block begins with a command");
            writeln!(ran, "{line}").unwrap();
            let mut shown = String::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                writeln!(shown, "{line}").unwrap();
            }
            if let Some(folder) = command.strip_prefix("cd ") {
                self.folder.push(folder);
                continue;
            }
            let printed = self.sandbox.shell(command, &self.folder);
            ran.push_str(if is_shown(&shown, &printed) { &shown } else { &printed });
        }
        ran
    }
}

/// Whether a text is what is shown, where a line `…` stands for any lines.
fn is_shown(shown: &str, text: &str) -> bool {
    let mut parts = vec![String::new()];
    for line in shown.split_inclusive('\n') {
        match parts.last_mut() {
            Some(part) if line != "…\n" => part.push_str(line),
            _ => parts.push(String::new()),
        }
    }
    let [first, between @ .., last] = parts.as_slice() else { return shown == text };
    let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
    for part in between {
        let Some((_, after)) = rest.split_once(part.as_str()) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

#[test]
fn lines_left_out_may_be_any_and_all_others_count() {
    assert!(is_shown("a\nb\n", "a\nb\n"));
    assert!(is_shown("a\n…\nd\n", "a\nb\nc\nd\n"));
    assert!(is_shown("a\n…\nc\n…\n", "a\nb\nc\nd\n"));
    assert!(!is_shown("a\n…\nd\n", "a\nb\n"));
    assert!(!is_shown("a\n", "a\nb\n"));
    assert!(!is_shown("", "a\n"));
    assert!(!is_shown("1 | …,…\n", "1 | …,x\n"));
}
