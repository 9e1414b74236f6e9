//! README.md and the guide in `docs`, followed to the letter: every command of their `console`
//! blocks is run, in order, in a folder for each page, and prints what the page shows.
//!
//! A block under `<!-- file: NAME -->` is a file that the reader writes. A line `…` in what is shown
//! stands for any number of lines.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::postfix::mails_with;
use crate::sandbox::{Sandbox, has_ending, names_in};
use crate::smtp_server::SmtpServer;

#[test]
fn every_command_of_the_readme_prints_what_it_shows() {
    follow("README.md");
}

#[test]
fn every_command_of_the_guide_prints_what_it_shows() {
    let pages = chapters().into_iter().map(|name| format!("docs/{name}"));
    for page in pages.filter(|page| page != BY_MAIL) {
        let sandbox = Sandbox::new();
        sandbox.put("by-form/Sign-on(1-2).xlsx", microsoft_forms());
        follow_in(&page, sandbox);
    }
}

#[test]
fn the_summary_lists_every_chapter_once() {
    let summary = read("docs/SUMMARY.md");
    let mut listed = links(&summary);
    listed.sort();
    assert_eq!(listed, chapters());
}

#[test]
fn every_link_within_the_guide_leads_somewhere() {
    let mut dead = Vec::new();
    for page in chapters().iter().map(|name| format!("docs/{name}")).chain(["README.md".into()]) {
        let folder = Path::new(&page).parent().unwrap().to_owned();
        for link in links(&read(&page)).iter().filter(|link| !link.contains("://")) {
            let (path, part) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { page.clone().into() } else { folder.join(path) };
            let leads = root().join(&target).exists()
                && (part.is_empty() || headings(&read(target.to_str().unwrap())).contains(part));
            if !leads {
                dead.push(format!("{page}: {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

/// What Microsoft Forms exports, which a page cannot show to be written.
fn microsoft_forms() -> Vec<u8> {
    let heads = ["ID", "Start time", "Completion time", "Email", "Name", "Organization name"];
    let times = ["2022-08-01 9:02:11", "2022-08-01 9:03:40"];
    let answer = |id, name| [id, times[0], times[1], "anonymous", "", name];
    let rows = [heads, answer("1", "Lower Elm Sailors"), answer("2", "Elmstad Anglers")];
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (number, row) in (0..).zip(rows) {
        sheet.write_row(number, 0, row).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// The chapters of the guide, sorted.
fn chapters() -> Vec<String> {
    let files = names_in(&root().join("docs")).into_iter();
    files.filter(|name| has_ending(name, "md") && name != "SUMMARY.md").collect()
}

/// Where the links and pictures of a page lead, those in code apart.
fn links(page: &str) -> Vec<String> {
    let text = page.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let after = |mark: &'static str| text.split(mark).skip(1);
    let targets =
        after("](").chain(after("src=\"")).filter_map(|rest| rest.split([')', '"']).next());
    targets.map(str::to_owned).collect()
}

/// The headings of a page as links name them.
fn headings(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter_map(|line| line.strip_prefix('#'));
    let kept = |character: &char| character.is_alphanumeric() || " -".contains(*character);
    let name = |heading: &str| heading.trim_start_matches('#').trim().to_lowercase();
    headings
        .map(|heading| name(heading).chars().filter(kept).collect::<String>().replace(' ', "-"))
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(page: &str) -> String {
    std::fs::read_to_string(root().join(page)).unwrap()
}

/// The chapter that needs a mail server.
const BY_MAIL: &str = "docs/a-round-by-mail.md";

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
    follow_in(BY_MAIL, sandbox);
}

fn follow(page: &str) {
    follow_in(page, Sandbox::new());
}

fn follow_in(page: &str, sandbox: Sandbox) {
    let path = root().join(page);
    let text = read(page);
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
    let readme = read("README.md");
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
