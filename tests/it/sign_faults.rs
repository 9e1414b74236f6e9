//! What the list survives: kills, many writers, odd files, a disk that refuses.

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

fn names(project: &Sandbox) -> Vec<String> {
    let list: serde_json::Value =
        serde_json::from_str(&project.stdout(&["sign", "list", "--json"])).unwrap();
    let name = |row: &serde_json::Value| row["name"].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(name).collect()
}

fn start(project: &Sandbox, arguments: &[&str]) -> Child {
    let mut command = project.command(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn eight_writers_of_fifty_rows_lose_none() {
    let project = Sandbox::new().file("signatories.csv", "name\n");
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let project = &project;
            scope.spawn(move || {
                for number in 0..50 {
                    let name = format!("Writer {writer} number {number}");
                    assert!(start(project, &["sign", "add", &name]).wait().unwrap().success());
                }
            });
        }
    });
    let names = names(&project);
    assert_eq!(names.len(), 400);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 400);
    assert_eq!(project.read("drafts/history.jsonl").lines().count(), 400);
}

#[test]
fn what_was_acknowledged_survives_kills_in_the_middle_of_adds() {
    let project = Sandbox::new().file("signatories.csv", "name\nFirst\n");
    let mut acknowledged = vec!["First".to_owned()];
    for round in 0..40 {
        let name = format!("Round {round}");
        let mut child = start(&project, &["sign", "add", &name]);
        std::thread::sleep(Duration::from_micros(500 * (round * 7 % 30)));
        // A process that has ended already cannot be killed.
        drop(child.kill());
        if child.wait().unwrap().success() {
            acknowledged.push(name);
        }
    }
    project.stdout(&["sign", "add", "Last"]);
    acknowledged.push("Last".to_owned());
    let names = names(&project);
    let lost: Vec<_> = acknowledged.iter().filter(|name| !names.contains(name)).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    assert_eq!(project.names("."), [".signatories.csv.lock", "drafts", "signatories.csv"]);
}

#[test]
fn changes_that_were_acknowledged_survive_kills_in_the_middle_of_others() {
    let project = Sandbox::new().file("signatories.csv", "name,status,group\nA,,\nB,invited,\n");
    // What the group of A and the status of B can be: acknowledged, or killed since.
    let mut possible = [vec![String::new()], vec!["invited".to_owned()]];
    for round in 0..40 {
        let group = format!("Round {round}");
        let [answer, status] =
            if round < 20 { ["decline", "declined"] } else { ["confirm", "confirmed"] };
        let which = round % 2;
        let mut child = match which {
            0 => start(&project, &["sign", "edit", "a", "--group", &group]),
            _ => start(&project, &["sign", answer, "b"]),
        };
        std::thread::sleep(Duration::from_micros(500 * (round as u64 * 7 % 30)));
        // A process that has ended already cannot be killed.
        drop(child.kill());
        if child.wait().unwrap().success() {
            possible[which].clear();
        }
        possible[which].push(if which == 0 { group } else { status.to_owned() });
    }
    let list = project.read("signatories.csv");
    let is_so = |group: &String| {
        let lists = possible[1].iter();
        let mut lists = lists.map(|status| format!("name,status,group\nA,,{group}\nB,{status},\n"));
        lists.any(|possible| possible == list)
    };
    assert!(possible[0].iter().any(is_so), "none of {possible:?} is\n{list}");
}

#[test]
fn mark_line_ends_and_quotes_stay_as_they_were() {
    let before = "\u{FEFF}name;abbr\r\n\"A\";a\r\n\r\nB ;\"b\"";
    let project = Sandbox::new().file("signatories.csv", before);
    project.stdout(&["sign", "add", "C; Inc.", "--abbr", "c"]);
    assert_eq!(project.bytes("signatories.csv"), format!("{before}\r\n\"C; Inc.\";c").as_bytes());
}

#[test]
fn utf_16_with_a_mark_is_read_and_kept() {
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let project = Sandbox::new().file("signatories.csv", utf16("\u{FEFF}name\tabbr\r\nÄ\tä\r\n"));
    project.stdout(&["sign", "add", "北朝鮮", "--abbr", "N"]);
    assert_eq!(
        project.bytes("signatories.csv"),
        utf16("\u{FEFF}name\tabbr\r\nÄ\tä\r\n北朝鮮\tN\r\n")
    );
}

#[test]
fn other_encodings_are_named_with_the_offset() {
    let project = Sandbox::new().file("signatories.csv", b"name\nCitizens\x92 Alliance\n");
    assert_data_eq!(
        project.run(&["sign", "add", "A"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error[encoding]: `signatories.csv` is not UTF-8 at byte 13: likely Windows-1252
...
"#]]
    );
    assert_eq!(project.bytes("signatories.csv"), b"name\nCitizens\x92 Alliance\n");
}

#[test]
fn every_ragged_row_is_named_and_nothing_is_written() {
    let text = "name,email\nA,canary@example.org,x\nB,b@example.org\nC\n";
    let project = Sandbox::new().file("signatories.csv", text);
    let printed = project.run(&["sign", "add", "D"]);
    assert!(printed.starts_with("status: 1"), "{printed}");
    for place in ["signatories.csv:2:1", "signatories.csv:4:1"] {
        assert!(printed.contains(place), "{printed}");
    }
    assert!(!printed.contains("signatories.csv:3"), "{printed}");
    assert_eq!(project.read("signatories.csv"), text);
    assert_eq!(project.names("."), [".signatories.csv.lock", "signatories.csv"]);
}

#[cfg(unix)]
#[test]
fn a_symlink_is_written_through_and_the_mode_stays() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let project = Sandbox::new().file("shared/list.csv", "name\nA\n");
    let real = project.path("shared/list.csv");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("shared/list.csv", project.path("signatories.csv")).unwrap();
    project.stdout(&["sign", "add", "B"]);
    assert!(project.path("signatories.csv").symlink_metadata().unwrap().is_symlink());
    assert_eq!(project.read("shared/list.csv"), "name\nA\nB\n");
    assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(project.names("shared"), [".list.csv.lock", "list.csv"]);
}

/// The program as somebody who may not write here: for the superuser, everything may be written.
#[cfg(unix)]
fn as_nobody(project: &Sandbox, arguments: &[&str]) -> Command {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;

    let mut command = project.command(arguments);
    if project.path(".").metadata().unwrap().uid() == 0 {
        command.uid(65_534);
    }
    command
}

#[cfg(unix)]
#[test]
fn a_list_that_may_not_be_written_is_a_failure_of_the_outside_and_still_read() {
    use std::os::unix::fs::PermissionsExt;

    let project = Sandbox::new().file("signatories.csv", "name\nA\n");
    let modes = |folder: u32, file: u32| {
        for (path, mode) in [(".", folder), ("signatories.csv", file)] {
            let mode = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(project.path(path), mode).unwrap();
        }
    };
    for (folder, file) in [(0o555, 0o666), (0o777, 0o444)] {
        modes(folder, file);
        let output = as_nobody(&project, &["sign", "add", "B"]).output();
        // Where the program itself lies out of reach of another user, there is nothing to test.
        let Ok(output) = output else { return };
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("signatories.csv"), "{said}");
        assert!(as_nobody(&project, &["sign", "list"]).output().unwrap().status.success());
    }
    modes(0o755, 0o644);
    assert_eq!(project.read("signatories.csv"), "name\nA\n");
    assert_eq!(project.names("."), ["signatories.csv"]);
}

#[test]
fn when_history_cannot_be_written_nothing_has_changed() {
    let project = Sandbox::new().file("signatories.csv", "name\nA\n").file("drafts", "no folder");
    let output = project.output(&["sign", "add", "B"]);
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(project.read("signatories.csv"), "name\nA\n");
    assert_eq!(project.names("."), [".signatories.csv.lock", "drafts", "signatories.csv"]);
}

#[test]
fn a_missing_list_and_a_folder_without_project_name_the_command_that_helps() {
    let empty = Sandbox::new();
    let printed = empty.run(&["sign", "add", "A"]);
    assert!(printed.starts_with("status: 1") && printed.contains("`letterctl init`"), "{printed}");
    let without_list = Sandbox::new().file("letterctl.toml", "");
    let printed = without_list.run(&["sign", "add", "A"]);
    assert!(printed.starts_with("status: 1") && printed.contains("`letterctl init`"), "{printed}");
    assert_eq!(without_list.names("."), ["letterctl.toml"]);
}
