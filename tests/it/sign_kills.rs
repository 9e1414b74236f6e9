//! Writers that are many, and writers that are killed: the list loses nothing, is never half, and
//! history tells what the list says.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::sandbox::Sandbox;
use crate::writing_commands::{LIST, WRITING, assert_no_strays, changed, is_recorded, project};

fn start(project: &Sandbox, arguments: &[&str]) -> Child {
    let mut command = project.command(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// What one of eight writers does to a signatory of its own, and what history keeps of the status:
/// every odd one says no and is taken off and added again, every even one signs and takes it back.
const LIVES: [[&[&str]; 4]; 2] = [
    [
        &["confirm", "ID", "--by", "Jane Doe"],
        &["edit", "ID", "--country", "KR", "--set", "vip=ID"],
        &["withdraw", "ID"],
        &["edit", "ID", "--note", "no; \"never\""],
    ],
    [
        &["decline", "ID"],
        &["edit", "ID", "--group", "National", "--email", "ID@example.org"],
        &["remove", "ID"],
        &["add", "NAME", "--note", "ID"],
    ],
];

#[test]
fn eight_writers_of_fifty_changes_lose_no_row_and_no_cell() {
    let project = Sandbox::new().file("signatories.csv", "name\n");
    let write = |arguments: &[&str]| {
        let status = start(&project, &[&["sign"], arguments].concat()).wait().unwrap();
        assert!(status.success(), "{arguments:?}");
    };
    let write = &write;
    std::thread::scope(|scope| {
        for writer in 0..8 {
            scope.spawn(move || {
                for number in 0..10 {
                    let name = format!("Group {writer} of {number}");
                    let id = format!("group-{writer}-of-{number}");
                    write(&["invite", &name]);
                    for change in LIVES[number % 2] {
                        let filled = |argument: &&str| argument.replace("ID", &id);
                        let filled = change.iter().map(filled);
                        let filled: Vec<_> = filled.map(|it| it.replace("NAME", &name)).collect();
                        write(&filled.iter().map(String::as_str).collect::<Vec<_>>());
                    }
                }
            });
        }
    });
    let listed = project.stdout(&["sign", "list", "--all", "--json"]);
    let listed: Vec<Value> = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed.len(), 80);
    let history = project.read("drafts/history.jsonl");
    let history: Vec<Value> =
        history.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(history.len(), 400);
    for (writer, number) in (0..8).flat_map(|writer| (0..10).map(move |number| (writer, number))) {
        let id = format!("group-{writer}-of-{number}");
        let row = listed.iter().find(|row| row["id"] == *id).unwrap();
        let cells = ["status", "signed_by", "country", "group", "email", "note", "vip"];
        let cells = cells.map(|column| row[column].as_str().unwrap());
        let told = history.iter().filter(|line| line["id"] == *id);
        let told: Vec<_> = told.map(|line| line["command"].as_str().unwrap()).collect();
        if number % 2 == 0 {
            let expected = ["withdrawn", "Jane Doe", "KR", "", "", "no; \"never\"", &id];
            assert_eq!(cells, expected);
            let confirmed = ["sign invite", "sign confirm", "sign edit", "sign withdraw"];
            assert_eq!(told, [&confirmed[..], &["sign edit"]].concat());
        } else {
            assert_eq!(cells, ["confirmed", "", "", "", "", &id, ""]);
            let declined = ["sign invite", "sign decline", "sign edit", "sign remove"];
            assert_eq!(told, [&declined[..], &["sign add"]].concat());
        }
        if writer == 0 {
            let shown = project.stdout(&["sign", "show", &id, "--json"]);
            let shown: Value = serde_json::from_str(&shown).unwrap();
            assert_eq!(shown["changed_by_hand"], serde_json::json!([]), "{shown}");
        }
    }
    assert_no_strays(&project, &"eight writers");
}

/// When a writer is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// At a part of the time that it takes when it is let alone.
    After(Duration),
    /// Once the new list lies beside the old.
    Staged,
    /// Once history has a line.
    Told,
}

impl Moment {
    /// The moments at which one command is killed.
    fn all(whole: Duration) -> impl Iterator<Item = Self> {
        let swept = (1..=24).map(move |part| Self::After(whole * part / 24));
        swept.chain([Self::Staged; 2]).chain([Self::Told; 2])
    }

    fn wait(self, project: &Sandbox, child: &mut Child) {
        let is_there = || match self {
            Self::After(_) => true,
            Self::Staged => project.names(".").iter().any(|name| name.contains(".unfinished-")),
            Self::Told => {
                project.path("drafts/history.jsonl").metadata().is_ok_and(|file| file.len() > 0)
            }
        };
        if let Self::After(time) = self {
            std::thread::sleep(time);
        }
        while !is_there() && child.try_wait().unwrap().is_none() {}
    }
}

#[test]
fn after_a_kill_at_any_moment_the_list_is_the_old_or_the_new_and_the_next_writer_goes_on() {
    let mut kills = 0;
    let mut staged = 0;
    for command in WRITING {
        let new = changed(LIST.as_bytes(), command);
        let begun = Instant::now();
        project(LIST.as_bytes()).stdout(command);
        for moment in Moment::all(begun.elapsed()) {
            let context = (command, moment);
            let project = project(LIST.as_bytes());
            let mut child = start(&project, command);
            moment.wait(&project, &mut child);
            // A process that has ended already cannot be killed.
            drop(child.kill());
            let is_acknowledged = child.wait().unwrap().success();
            kills += usize::from(!is_acknowledged);
            staged +=
                project.names(".").iter().filter(|name| name.contains(".unfinished-")).count();

            let list = project.bytes("signatories.csv");
            let is_new = list == new;
            assert!(is_new || !is_acknowledged && list == LIST.as_bytes(), "{context:?}");
            let history = std::fs::read_to_string(project.path("drafts/history.jsonl"));
            let history = history.unwrap_or_default();
            let (whole, torn) = history.rsplit_once('\n').unwrap_or(("", &history));
            assert!(whole.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
            let is_told = !whole.is_empty() && torn.is_empty();
            let may_be_untold =
                !is_recorded(command) || !is_acknowledged && list == LIST.as_bytes();
            assert!(is_told || may_be_untold, "{context:?} tells {history}");

            // The lock is free, what the killed one left is swept, and history has whole lines.
            project.stdout(&["sign", "add", "Next"]);
            assert_no_strays(&project, &context);
            project.stdout(&["sign", "show", "next"]);
            let history = project.read("drafts/history.jsonl");
            assert!(history.lines().last().unwrap().contains("\"id\":\"next\""), "{history}");
            let rest = project.read("signatories.csv");
            assert!(rest.lines().last().unwrap().starts_with("Next,"), "{rest}");
        }
    }
    // There are far more; these show that writers were met at work.
    assert!(kills >= 50 && staged >= 1, "{kills} kills, {staged} of them at a new list");
}
