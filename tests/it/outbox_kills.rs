//! A sender that is killed: nobody is mailed twice, nobody is forgotten, and what is uncertain is
//! known to be.
//!
//! The sender is this test program itself, started with a folder and a number in its environment.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use letterctl::files::FileError;
use letterctl::mail::outbox::{
    Again, Course, Limits, Message, Outbox, OutboxError, OutboxPaths, Sender, State, Wanted,
};
use letterctl::mail::{Delivery, Envelope, Transport};

/// The folder of a sender, in its environment.
const FOLDER: &str = "OUTBOX_KILLS_FOLDER";

/// After how many steps it dies by its own hand, in its environment.
const STEPS: &str = "OUTBOX_KILLS_STEPS";

/// What the server says of each message, as long-winded as some.
const REPLY: &str =
    "250 2.6.0 <r@example.org> [InternalId=81604378624, Hostname=mail.example.org] Queued mail";

const RECIPIENTS: usize = 300;

fn wanted() -> Vec<Wanted> {
    let wanted = (0..RECIPIENTS).map(|number| Wanted {
        key: format!("final/edition-1/r{number}").parse().unwrap(),
        address: format!("r{number}@example.org"),
    });
    wanted.collect()
}

fn paths(folder: &Path) -> OutboxPaths {
    let history = folder.join("drafts/history.jsonl");
    OutboxPaths { folder: folder.join(".letterctl/outbox"), history, has_review_list: false }
}

/// A server that writes down whom it has a message for; its client dies after some steps.
struct Server {
    received: File,
    steps: usize,
}

impl Server {
    fn step(&mut self) {
        match self.steps.checked_sub(1) {
            Some(steps) => self.steps = steps,
            None => std::process::abort(),
        }
    }
}

impl Transport for Server {
    fn deliver(
        &mut self,
        envelope: &Envelope,
        _message: &[u8],
        before_body: &mut dyn FnMut() -> Result<(), FileError>,
    ) -> Delivery {
        self.step();
        if let Err(error) = before_body() {
            return Delivery::Withheld(error);
        }
        self.step();
        // In one piece: a line that a kill tears would take the next one with it.
        self.received.write_all(format!("{}\n", envelope.to).as_bytes()).unwrap();
        self.step();
        Delivery::Taken { reply: REPLY.to_owned() }
    }
}

/// The sender, when the test program is started as one; else this is no test at all.
#[test]
fn sender() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let steps = std::env::var(STEPS).unwrap().parse().unwrap();
    let received = OpenOptions::new().append(true).create(true).open(folder.join("received"));
    let mut server = Server { received: received.unwrap(), steps };
    if let Err(error) = send(&folder, &mut server) {
        let mut said = File::create(folder.join("error")).unwrap();
        write!(said, "{error}").unwrap();
        panic!("{error}");
    }
}

fn send(folder: &Path, server: &mut Server) -> Result<(), OutboxError> {
    let mut sender = Sender::open(paths(folder), "send")?;
    let plan = sender.outbox().plan(&wanted(), Again::default(), |_| true);
    let queue = sender.store::<OutboxError>(&plan, |wanted| {
        let message_id = format!("<{}@example.org>", wanted.key.recipient);
        let bytes = format!("Message-ID: {message_id}\r\n\r\nx\r\n").into_bytes();
        Ok(Message { message_id, parts: vec![bytes.into()] })
    })?;
    let run = sender.run(queue, "from@example.org", server, Limits::default());
    for event in run {
        event?;
    }
    Ok(())
}

fn command(folder: &Path, steps: usize) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "outbox_kills::sender"]);
    command.env(FOLDER, folder).env(STEPS, steps.to_string());
    command.stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null());
    command
}

fn received(folder: &Path) -> BTreeMap<String, usize> {
    let mut received = BTreeMap::new();
    for address in std::fs::read_to_string(folder.join("received")).unwrap_or_default().lines() {
        *received.entry(address.to_owned()).or_default() += 1;
    }
    received
}

/// Waits until the server has so many more messages, and kills the sender in whatever it does then.
fn kill_after(messages: usize, mut child: Child, folder: &Path) -> ExitStatus {
    let length = || folder.join("received").metadata().map_or(0, |file| file.len());
    let before = length();
    let bytes = u64::try_from(messages * "r100@example.org\n".len()).unwrap();
    while length() < before + bytes && child.try_wait().unwrap().is_none() {}
    // One that has ended already cannot be killed.
    drop(child.kill());
    child.wait().unwrap()
}

#[test]
fn forty_kills_make_no_duplicate_and_lose_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut kills = 0;
    for number in 0..40 {
        let status = if number % 2 == 0 {
            // Before the body, within it, and behind it, in turn.
            command(folder, 3 * (number % 10) + number / 2 % 3).status().unwrap()
        } else {
            kill_after(number % 7, command(folder, usize::MAX).spawn().unwrap(), folder)
        };
        kills += usize::from(!status.success());
    }
    assert!(kills >= 30, "{kills} kills");
    assert!(command(folder, usize::MAX).status().unwrap().success());

    let received = received(folder);
    let twice: Vec<_> = received.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let outbox = Outbox::read(paths(folder)).unwrap();
    let mut unknown = 0;
    for entry in outbox.entries() {
        let has_it = received.contains_key(&entry.address);
        match entry.state {
            State::Sent => assert!(has_it, "{} is lost", entry.key),
            State::Unknown => unknown += 1,
            other => panic!("{} is {other}", entry.key),
        }
    }
    assert_eq!(outbox.entries().count(), RECIPIENTS);
    // Half of the kills that choose their moment choose one behind the journal's line.
    assert!((10..=40).contains(&unknown), "{unknown} are unknown");
    let history = letterctl::history::read(&paths(folder).history).unwrap();
    assert_eq!(history.len(), RECIPIENTS);

    // A clone has no outbox, but history: nobody is mailed again from there.
    std::fs::remove_dir_all(paths(folder).folder).unwrap();
    let clone = Outbox::read(paths(folder)).unwrap();
    let plan = clone.plan(&wanted(), Again { failed: true, unknown: true }, |_| true);
    assert!(plan.recipients.iter().all(|planned| planned.course == Course::Sent));
}

#[cfg(unix)]
#[test]
fn no_body_goes_out_when_the_journal_finds_no_room() {
    let mut withheld = 0;
    for room in 1..=8 {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        assert!(!command(folder, 0).status().unwrap().success());
        let journal = paths(folder).folder.join("journal.jsonl");
        let planned = std::fs::read(&journal).unwrap();
        run_within(planned.len() / 512 + room, folder);

        let said = std::fs::read_to_string(folder.join("error")).unwrap();
        let received = received(folder);
        let outbox = Outbox::read(paths(folder)).unwrap();
        let with = |state: State| {
            outbox.entries().filter(move |entry| entry.state == state).map(|entry| &entry.address)
        };
        assert!(with(State::Sent).chain(with(State::Unknown)).eq(received.keys()), "{said}");
        assert_eq!(with(State::Planned).count(), RECIPIENTS - received.len());
        if with(State::Unknown).count() == 0 {
            assert_eq!(said, format!("cannot write `{}`", journal.display()));
            withheld += 1;
        } else {
            assert_eq!(with(State::Unknown).count(), 1);
            assert!(said.ends_with("(sent) could not be written; it will be `unknown`"), "{said}");
        }
        let history = letterctl::history::read(&paths(folder).history).unwrap();
        assert_eq!(history.len(), received.len());
        assert!(std::fs::read(&journal).unwrap().ends_with(b"}\n"));
    }
    assert!((1..8).contains(&withheld), "{withheld} bodies were withheld");
}

/// Runs the sender with a limit on file sizes, in blocks of 512 bytes; it fails.
#[cfg(unix)]
fn run_within(blocks: usize, folder: &Path) {
    let sender = command(folder, usize::MAX);
    let mut limited = Command::new("sh");
    limited.args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
    limited.arg(sender.get_program()).args(sender.get_args());
    limited.envs(sender.get_envs().filter_map(|(name, value)| Some((name, value?))));
    limited.stdout(Stdio::null()).stderr(Stdio::null());
    assert!(!limited.status().unwrap().success());
}
