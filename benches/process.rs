//! What a user waits for: the whole process, from its start to its end, with the files it writes.
//!
//! `cargo bench --bench process` prints the first table of BENCHMARKS.md. Each work runs once to warm up, then some times
//! more; the works take turns, so that a drift of the machine falls on all of them. Memory is the
//! largest resident set of one further run, by GNU time (Debian: `time`).

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints, or it stops")]

mod measure;

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

/// A thing to be timed, in a project of its own.
struct Work {
    name: String,
    arguments: &'static [&'static str],
    runs: usize,
    folder: tempfile::TempDir,
}

fn main() {
    let each = ["render", "--to", "pdf", "--each", "addressees.csv"].as_slice();
    let pdf = ["render", "--to", "pdf"].as_slice();
    let list = std::fs::read_to_string(root().join("signatories.csv")).unwrap();
    let mut works = vec![
        work("`--help`", &["--help"], 40, &list),
        work("`sign list`, the sample", &["sign", "list"], 40, &list),
        work("the sample as text", &["render"], 40, &list),
        work("the sample as PDF", pdf, 40, &list),
        work("the sample to 535 addressees as PDF", each, 5, &list),
    ];
    for (count, runs) in [(400, 20), (4_000, 10), (40_000, 3)] {
        works.push(work(&format!("{count} signatories as PDF"), pdf, runs, &signatories(count)));
    }
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); works.len()];
    for turn in 0..=40 {
        for (work, times) in works.iter().zip(&mut times) {
            if turn <= work.runs {
                let time = measure::time(work.folder.path(), work.arguments, &[0]);
                if turn > 0 {
                    times.push(time);
                }
            }
        }
    }
    println!("| work | median ms | least ms | peak MiB | files | bytes |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    for (work, times) in works.iter().zip(times) {
        let (median, least) = measure::median_and_least(times);
        let (files, bytes) = written(work);
        let peak = measure::peak(work.folder.path(), work.arguments);
        println!("| {} | {median:.1} | {least:.1} | {peak:.0} | {files} | {bytes} |", work.name);
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[expect(clippy::disallowed_methods, reason = "a bench's own files need not survive a crash")]
fn work(name: &str, arguments: &'static [&'static str], runs: usize, list: &str) -> Work {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("templates")).unwrap();
    let letter = std::fs::read(root().join("templates/joint-letter.md")).unwrap();
    std::fs::write(folder.path().join("templates/joint-letter.md"), letter).unwrap();
    std::fs::write(folder.path().join("signatories.csv"), list).unwrap();
    std::fs::write(folder.path().join("addressees.csv"), addressees(535)).unwrap();
    Work { name: name.to_owned(), arguments, runs, folder }
}

/// The number of PDF files and of the bytes in them.
fn written(work: &Work) -> (usize, u64) {
    let Ok(entries) = std::fs::read_dir(work.folder.path().join("out")) else { return (0, 0) };
    let entries = entries.map(Result::unwrap);
    let pdf = |path: &Path| path.extension().is_some_and(|ending| ending == "pdf");
    let files = entries.filter(|entry| pdf(&entry.path()));
    files.fold((0, 0), |(count, bytes), file| (count + 1, bytes + file.metadata().unwrap().len()))
}

/// A list of people with roles, affiliations and countries; the same for the same count.
fn signatories(count: usize) -> String {
    const GIVEN: [&str; 9] =
        ["Amélie", "Bogdan", "Chiara", "Đorđe", "Eirik", "Femi", "Gül", "Ήρα", "Ілона"];
    const FAMILY: [&str; 7] = [
        "Abara",
        "Bjørnsen",
        "Castellano",
        "Dvořáková",
        "Elliott-Marsh",
        "Franković",
        "Guðmundsson",
    ];
    const ROLE: [&str; 4] =
        ["Director", "Professor of Law", "Secretary-General", "Chair of the Board"];
    const AFFILIATION: [&str; 5] = [
        "Harbour Watch",
        "Institute of Tides",
        "Open Archive",
        "Union of Pilots",
        "Night Train Friends",
    ];
    let mut list = String::from("name,role,affiliation,country\n");
    for number in 0..count {
        // Lists of coprime lengths do not repeat together for a long time.
        let (given, family) = (GIVEN[number % 9], FAMILY[number % 7]);
        let (role, affiliation) = (ROLE[number % 4], AFFILIATION[number % 5]);
        let country =
            ["FR", "DE", "KR", "US", "NO", "RS", "UA", "GR", "IT", "TR", "NG"][number % 11];
        writeln!(list, "{given} {family},{role},{affiliation} {number},{country}").unwrap();
    }
    list
}

fn addressees(count: usize) -> String {
    let mut list = String::from("id,name,role,line1,line2,salutation\n");
    for number in 0..count {
        let to = format!("The Honorable Member {number},Member of the Assembly");
        writeln!(list, "m{number},{to},{number} High Street,Port Elder,Dear Member {number}:")
            .unwrap();
    }
    list
}
