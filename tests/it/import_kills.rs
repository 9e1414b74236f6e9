//! An import that is killed: the list is the old or the new, and the same import makes it whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::sandbox::Sandbox;
use crate::sign_outside::{assert_outside_failed, on_a_full_disk};
use crate::writing_commands::assert_no_strays;

const LIST: &str = "signatories.csv";
const MEMORY: &str = ".letterctl/imported.jsonl";
const SETTINGS: &str = "letterctl.toml";

/// How many answer.
const ANSWERS: usize = 60;

/// A list of those who were asked, signed or took it back, and a form in which they all answer, and
/// as many who are new; in a later one all have another country.
fn project() -> Sandbox {
    let mut list = "name,status,signed_on,note\r\n".to_owned();
    let mut form = "Timestamp,Organization name,E-mail,Country\n".to_owned();
    let mut later = form.clone();
    for number in 0..ANSWERS {
        let name = format!("Anglers of the {number} lakes");
        match number % 5 {
            0 => write!(list, "{name},invited,,\r\n").unwrap(),
            1 => write!(list, "{name},,2022-07-01,\"a \"\"note\"\"\"\r\n").unwrap(),
            2 => write!(list, "{name},withdrawn,2022-07-01,\r\n").unwrap(),
            _ => {}
        }
        for (form, day, country) in [(&mut form, 1, "SE"), (&mut later, 2, "NO")] {
            writeln!(form, "2022-08-0{day} 10:00:00,{name},a{number}@lakes.example,{country}")
                .unwrap();
        }
    }
    Sandbox::new().file(LIST, list).file("form.csv", form).file("later.csv", later)
}

const IMPORT: [&str; 3] = ["sign", "import", "form.csv"];

/// What is remembered, by id: the answers that each is known by and the cells that were written.
fn remembered(project: &Sandbox) -> BTreeMap<String, (BTreeSet<String>, Value)> {
    let mut remembered: BTreeMap<_, (BTreeSet<String>, Value)> = BTreeMap::new();
    let text = project.read(MEMORY);
    for line in text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let entry = remembered.entry(line["id"].to_string()).or_default();
        let keys = line["keys"].as_array().unwrap().iter().map(Value::to_string);
        entry.0.extend(keys);
        entry.1 = line["cells"].clone();
    }
    remembered
}

/// What an import that nothing hinders leaves, and the next one of later answers.
struct Undisturbed {
    old: String,
    new: String,
    settings: String,
    remembered: BTreeMap<String, (BTreeSet<String>, Value)>,
    later: String,
    time: Duration,
}

impl Undisturbed {
    fn run() -> Self {
        let project = project();
        let old = project.read(LIST);
        let begun = Instant::now();
        project.stdout(&IMPORT);
        let time = begun.elapsed();
        let new = project.read(LIST);
        let settings = project.read(SETTINGS);
        let remembered = remembered(&project);
        assert!(new != old && remembered.len() == ANSWERS);
        let later = later(&project);
        assert_ne!(later, new);
        Self { old, new, settings, remembered, later, time }
    }

    /// Asserts that the same import gives what it would have, and that what it remembers serves
    /// the next.
    fn assert_made_whole(&self, project: &Sandbox, context: &dyn std::fmt::Debug) {
        project.stdout(&IMPORT);
        assert_eq!(project.read(LIST), self.new, "{context:?}");
        assert_eq!(project.read(SETTINGS), self.settings, "{context:?}");
        assert_eq!(remembered(project), self.remembered, "{context:?}");
        assert_no_strays_but_forms(project, context);
        assert_eq!(later(project), self.later, "{context:?}");
    }
}

/// What later answers make of the list, in which a cell was edited meanwhile.
fn later(project: &Sandbox) -> String {
    let list = project.read(LIST).replacen("a3@lakes.example,", "mine@lakes.example,", 1);
    project.put(LIST, list.replacen(",SE", ",FI", 1));
    project.stdout(&["sign", "import", "later.csv"]);
    project.read(LIST)
}

fn assert_no_strays_but_forms(project: &Sandbox, context: &dyn std::fmt::Debug) {
    let later = project.bytes("later.csv");
    std::fs::remove_file(project.path("later.csv")).unwrap();
    assert_no_strays(project, context);
    project.put("later.csv", later);
}

/// When an import is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// At a part of the time that it takes when it is let alone.
    After(Duration),
    /// Once a file is there, or the list is another.
    Once(&'static str),
}

impl Moment {
    fn all(whole: Duration) -> impl Iterator<Item = Self> {
        let swept = (1..=16).map(move |part| Self::After(whole * part / 16));
        let files = ["drafts/history.jsonl", LIST, MEMORY, SETTINGS];
        swept.chain(files.into_iter().flat_map(|file| [Self::Once(file); 3]))
    }

    fn has_come(self, project: &Sandbox, old: &str) -> bool {
        match self {
            Self::After(time) => {
                std::thread::sleep(time);
                true
            }
            Self::Once(LIST) => project.read(LIST) != old,
            Self::Once(file) => project.path(file).metadata().is_ok_and(|file| file.len() > 0),
        }
    }
}

#[test]
fn an_import_killed_at_any_moment_is_made_whole_by_the_same_import() {
    let undisturbed = Undisturbed::run();
    let (mut kills, mut between) = (0, 0);
    for moment in Moment::all(undisturbed.time) {
        let project = project();
        let mut command = project.command(&IMPORT);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while !moment.has_come(&project, &undisturbed.old) && child.try_wait().unwrap().is_none() {}
        // A process that has ended already cannot be killed.
        drop(child.kill());
        let is_acknowledged = child.wait().unwrap().success();
        kills += usize::from(!is_acknowledged);

        let list = project.read(LIST);
        let is_new = list == undisturbed.new;
        assert!(is_new || !is_acknowledged && list == undisturbed.old, "{moment:?}");
        let has_settings = project.path(SETTINGS).exists();
        if has_settings {
            assert_eq!(project.read(SETTINGS), undisturbed.settings, "{moment:?}");
        }
        // What is remembered was written.
        assert!(is_new || !project.path(MEMORY).exists() && !has_settings, "{moment:?}");
        between += usize::from(is_new && !has_settings);
        undisturbed.assert_made_whole(&project, &moment);
    }
    // These show that imports were met at work, some of them between the list and the rest.
    assert!(kills >= 10 && between >= 1, "{kills} kills, {between} of them past the list");
}

#[test]
fn a_memory_that_is_torn_anywhere_is_made_whole_by_the_same_import() {
    let undisturbed = Undisturbed::run();
    let imported = project();
    imported.stdout(&IMPORT);
    let memory = imported.bytes(MEMORY);
    let line = memory.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let cuts =
        [0, 1, line - 1, line, line + 1, memory.len() / 2, memory.len() - 2, memory.len() - 1];
    for cut in cuts {
        let project = project();
        project.stdout(&IMPORT);
        project.put(MEMORY, &memory[..cut]);
        undisturbed.assert_made_whole(&project, &cut);
    }
}

#[test]
fn a_memory_that_has_no_room_leaves_the_list_whole_and_is_told() {
    let undisturbed = Undisturbed::run();
    let full = "x".repeat(64 * 512 - 40);
    let project = project().file(MEMORY, &full);
    let output = on_a_full_disk(&project, 64, &IMPORT);
    assert_outside_failed(&output, "imported.jsonl`", &IMPORT);
    assert!(project.read(LIST) == undisturbed.new);
    assert_eq!(project.read(MEMORY), full);
    undisturbed.assert_made_whole(&project, &"a memory without room");
}
