//! What a long list costs: every command on one of 100,000 rows, half of them quoted, as a process
//! from start to end.
//!
//! `cargo bench --bench list` prints the second table of BENCHMARKS.md. Each command runs once to
//! warm up and then some times more, on files that are put back before each run; memory is the
//! largest resident set of one further run. `cargo bench --bench list -- merge` runs only the
//! commands with that word in them.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints, or it stops")]

mod measure;

use std::fmt::Write as _;
use std::path::Path;

const ROWS: usize = 100_000;

/// How often each command is timed.
const RUNS: usize = 5;

/// The commands that find the list, each a line of the table. One that is to be looked at ends
/// with 1.
const COMMANDS: &[&str] = &[
    "sign list",
    "sign list --all --json",
    "sign show row-5",
    "sign add Newcomer --email new@example.org",
    "sign invite Newcomer",
    "sign add Newcomer --set donor=7",
    "sign edit row-5 --country KR",
    "sign confirm row-5 row-7 --by Somebody",
    "sign decline row-99999",
    "sign withdraw row-5",
    "sign remove row-99999 --yes",
    "sign dedupe",
    "sign dedupe --not-same row-5 row-7",
    "sign stats",
    "sign stats --to svg",
    "sign export --to csv",
    "sign export --to json",
    "sign export --to xlsx",
    "sign export --to md",
    "sign export --to html",
    "sign merge base.csv signatories.csv theirs.csv",
    "sign merge base.csv signatories.csv conflict.csv",
];

/// Takes as many answers of a form into a list of none: once, and then the same file again.
const IMPORT: &str = "sign import answers.csv --map signed_by=Your-name";

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let is_wanted = |command: &str| wanted.as_ref().is_none_or(|word| command.contains(word));
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    println!("| command | median ms | least ms | peak MiB |");
    println!("| --- | ---: | ---: | ---: |");
    for command in COMMANDS.iter().filter(|command| is_wanted(command)) {
        measured(folder, command, "", || put_files(folder));
    }
    if is_wanted(IMPORT) {
        measured(folder, IMPORT, "", || put_form(folder));
        measured(folder, IMPORT, ", again", || {
            put_form(folder);
            measure::time(folder, &words(IMPORT), &[0]);
        });
    }
}

/// Prints the line of a command, before each run of which the files are put.
fn measured(folder: &Path, command: &str, note: &str, put: impl Fn()) {
    let arguments = words(command);
    let mut times = Vec::new();
    for turn in 0..=RUNS {
        put();
        let time = measure::time(folder, &arguments, &[0, 1]);
        times.extend((turn > 0).then_some(time));
    }
    put();
    let peak = measure::peak(folder, &arguments);
    let (median, least) = measure::median_and_least(times);
    println!("| `{command}`{note} | {median:.0} | {least:.0} | {peak:.0} |");
}

fn words(command: &str) -> Vec<&str> {
    command.split(' ').collect()
}

/// The answers of a form, a list of none, and neither history nor memory.
#[expect(clippy::disallowed_methods, reason = "a bench's own files need not survive a crash")]
fn put_form(folder: &Path) {
    let mut form =
        "Timestamp,Organization name,Your-name,Email address,Country,Website\n".to_owned();
    for number in 0..ROWS {
        let (name, day, site) =
            (organization(number), number % 28 + 1, format!("new{number}.example.org"));
        let (hour, minute) = (number % 24, number % 60);
        writeln!(
            form,
            "7/{day}/2022 {hour:02}:{minute:02}:00,\"{name}\",Somebody,info@{site},DE,https://{site}"
        )
        .unwrap();
    }
    std::fs::create_dir_all(folder.join("templates")).unwrap();
    for made in ["drafts", ".letterctl"] {
        std::fs::remove_dir_all(folder.join(made)).unwrap_or_default();
    }
    std::fs::remove_file(folder.join("letterctl.toml")).unwrap_or_default();
    std::fs::write(folder.join("signatories.csv"), "name\n").unwrap();
    std::fs::write(folder.join("answers.csv"), form).unwrap();
}

/// The list, what others made of it, and no history.
#[expect(clippy::disallowed_methods, reason = "a bench's own files need not survive a crash")]
fn put_files(folder: &Path) {
    let list = list();
    let ours = format!("{list}ours,Ours,,,,,,,,,\n");
    let theirs = list.replacen("2022-07-08", "2022-08-08", 50) + "theirs,Theirs,,,,,,,,,\n";
    let conflict = list.replace("row-9,", "row-9,Renamed ");
    let ours = ours.replace("row-9,", "row-9,Called ");
    std::fs::create_dir_all(folder.join("templates")).unwrap();
    std::fs::remove_dir_all(folder.join("drafts")).unwrap_or_default();
    for (name, text) in [
        ("base.csv", &list),
        ("signatories.csv", &ours),
        ("theirs.csv", &theirs),
        ("conflict.csv", &conflict),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

/// Organizations and persons; the same in every run.
fn list() -> String {
    let head = "id,name,abbreviation,kind,role,affiliation,country,group,email,signed_on,signed_by";
    let mut list = format!("{head}\n");
    for number in 0..ROWS {
        let day = number % 28 + 1;
        let (name, kind, role, affiliation) = if number % 3 == 0 {
            (person(number), "individual", "Professor", "University")
        } else {
            (organization(number), "organization", "", "")
        };
        let quote = if number % 2 == 0 { "" } else { "\"" };
        let id = if number == 9 || number % 1_000 < 10 || number + 1 == ROWS {
            format!("row-{number}")
        } else {
            String::new()
        };
        writeln!(
            list,
            "{id},{quote}{name}{quote},,{kind},{role},{quote}{affiliation}{quote},DE,National,\
             {quote}info{number}@example.org{quote},2022-07-{day:02},Somebody"
        )
        .unwrap();
    }
    list
}

const FIRST: [&str; 11] = [
    "River",
    "Harbour",
    "Night",
    "Open",
    "Women’s",
    "Forest",
    "Ocean",
    "Teachers’",
    "Médecins",
    "Συμμαχία",
    "Свобода",
];
const SECOND: [&str; 7] = ["Justice", "Rights", "Housing", "Climate", "Health", "Peace", "Rail"];

fn person(number: usize) -> String {
    format!("{} {} {}", FIRST[number % 11], place(number), SECOND[number % 7])
}

fn organization(number: usize) -> String {
    const THIRD: [&str; 5] = ["Network", "Coalition", "Watch", "Union", "Institute"];
    let (first, second, third) = (FIRST[number % 11], SECOND[number % 7], THIRD[number % 5]);
    format!("{first} {second} {third} of {}", place(number))
}

fn place(number: usize) -> String {
    const SYLLABLES: [&str; 13] =
        ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri"];
    [1, 13, 169, 2_197].iter().map(|step| SYLLABLES[number / step % 13]).collect()
}
