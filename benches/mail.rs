//! A round that is mailed to 535 people, each with the letter as a PDF, beside the plainest loop that
//! could do it: the same messages over one connection, and one line on disk before each.
//!
//! `cargo bench --bench mail` prints the table of mails in BENCHMARKS.md. Both take turns, against
//! the same server in a thread of this program, which throws everything away.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints, or it stops")]

mod measure;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

const RECIPIENTS: usize = 535;
const RUNS: usize = 9;

fn main() {
    let port = serve();
    let project = project(port);
    let folder = project.path();
    let count = RECIPIENTS.to_string();
    let send = ["review", "send", "--quiet", "--yes", "--send", "--expect", &count];
    let again = ["review", "send", "--quiet", "--send", "--expect", &count];
    measure::time(folder, &["draft", "freeze"], &[0]);
    measure::time(folder, &["review", "send", "--quiet", "--eml", "messages"], &[0]);
    let messages = messages(&folder.join("messages"));
    let mut times: [Vec<Duration>; 3] = Default::default();
    for turn in 0..=RUNS {
        forget(folder);
        let taken = [
            measure::time(folder, &send, &[0]),
            measure::time(folder, &again, &[0]),
            plain_loop(port, &messages, folder),
        ];
        for (times, time) in times.iter_mut().zip(taken) {
            if turn > 0 {
                times.push(time);
            }
        }
    }
    forget(folder);
    let peak = measure::peak(folder, &send);
    let bytes = messages.iter().map(Vec::len).sum::<usize>() / messages.len();
    println!("{RECIPIENTS} messages of {bytes} bytes.\n");
    println!("| work | median ms | least ms | peak MiB |");
    println!("| --- | ---: | ---: | ---: |");
    let names = ["`review send --send`", "the same again, which sends nothing", "a plain loop"];
    for ((name, times), peak) in
        names.iter().zip(times).zip([format!("{peak:.0}"), String::new(), String::new()])
    {
        let (median, least) = measure::median_and_least(times);
        println!("| {name} | {median:.0} | {least:.0} | {peak} |");
    }
}

/// A server that takes everything and keeps nothing.
fn serve() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            // A client that hangs up has what it wanted.
            drop(take(client.unwrap()));
        }
    });
    port
}

fn take(client: TcpStream) -> std::io::Result<()> {
    client.set_nodelay(true)?;
    let mut answers = client.try_clone()?;
    let mut client = BufReader::with_capacity(1 << 16, client);
    answers.write_all(b"220 here\r\n")?;
    let mut line = Vec::new();
    let mut in_body = false;
    loop {
        line.clear();
        if client.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if in_body {
            in_body = line != b".\r\n";
            if !in_body {
                answers.write_all(b"250 taken\r\n")?;
            }
        } else if line.starts_with(b"DATA") {
            in_body = true;
            answers.write_all(b"354 go on\r\n")?;
        } else if line.starts_with(b"QUIT") {
            return answers.write_all(b"221 bye\r\n");
        } else {
            answers.write_all(b"250 so be it\r\n")?;
        }
    }
}

/// A letter of which nothing is frozen yet, and those who are asked.
#[expect(clippy::disallowed_methods, reason = "a bench's own files need not survive a crash")]
fn project(port: u16) -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    let folder = project.path();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::create_dir(folder.join("templates")).unwrap();
    for file in ["templates/joint-letter.md", "signatories.csv"] {
        std::fs::copy(root.join(file), folder.join(file)).unwrap();
    }
    let mut reviewers = "id,name,email\n".to_owned();
    for number in 0..RECIPIENTS {
        writeln!(reviewers, "r{number},Reader {number},r{number}@example.org").unwrap();
    }
    std::fs::write(folder.join("reviewers.csv"), reviewers).unwrap();
    let settings = format!(
        "[mail]\nhost = \"localhost\"\nport = {port}\ntls = \"none\"\nfrom = \"us@example.org\"\n"
    );
    std::fs::write(folder.join("letterctl.toml"), settings).unwrap();
    project
}

/// Makes a project forget what it mailed.
fn forget(folder: &Path) {
    let outbox = folder.join(".letterctl");
    if outbox.exists() {
        std::fs::remove_dir_all(outbox).unwrap();
        std::fs::remove_file(folder.join("drafts/history.jsonl")).unwrap();
    }
}

fn messages(folder: &Path) -> Vec<Vec<u8>> {
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    files.map(|file| std::fs::read(file.path()).unwrap()).collect()
}

/// The messages over one connection that holds nothing back, and one line on disk before each.
fn plain_loop(port: u16, messages: &[Vec<u8>], folder: &Path) -> Duration {
    let start = Instant::now();
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    let mut answer = String::new();
    let mut read = || {
        answer.clear();
        reader.read_line(&mut answer).unwrap();
    };
    let mut journal = std::fs::File::create(folder.join("loop.jsonl")).unwrap();
    read();
    writer.write_all(b"EHLO localhost\r\n").unwrap();
    read();
    for (number, message) in messages.iter().enumerate() {
        writer.write_all(b"MAIL FROM:<us@example.org>\r\n").unwrap();
        read();
        writer.write_all(format!("RCPT TO:<r{number}@example.org>\r\n").as_bytes()).unwrap();
        read();
        writer.write_all(b"DATA\r\n").unwrap();
        read();
        writeln!(journal, "{{\"recipient\":{number},\"state\":\"sending\"}}").unwrap();
        journal.sync_data().unwrap();
        writer.write_all(&[message, &b".\r\n"[..]].concat()).unwrap();
        read();
    }
    start.elapsed()
}
