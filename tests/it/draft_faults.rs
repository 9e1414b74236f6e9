//! What freezing survives: kills, several at a time, a disk that refuses.

use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::sandbox::Sandbox;

/// A project whose letter has so many includes that freezing it takes a while.
fn project() -> Sandbox {
    let include = |number| format!("{{% include \"part-{number}.txt\" %}}\n");
    let includes = (0..12).map(include).collect::<Vec<_>>().join("\n");
    let letter = format!("+++\nsubject = \"The weir\"\n+++\n{includes}");
    let project = Sandbox::new().file("templates/joint-letter.md", letter);
    for number in 0..12 {
        project.put(&format!("templates/part-{number}.txt"), "Open it. ".repeat(40));
    }
    project
}

fn start(project: &Sandbox) -> Child {
    let mut command = project.command(&["draft", "freeze"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The versions that are there, each of which has to be as it was frozen.
fn whole_versions(project: &Sandbox) -> usize {
    let verified = project.stdout(&["draft", "verify"]);
    assert!(verified.lines().all(|line| line.ends_with(" ok")), "{verified}");
    verified.lines().count()
}

#[test]
fn kills_in_the_middle_leave_whole_versions_or_none() {
    let project = project();
    let begin = Instant::now();
    assert!(start(&project).wait().unwrap().success());
    let whole_run = begin.elapsed();
    let mut acknowledged = 1;
    for round in 0..60 {
        let mut child = start(&project);
        std::thread::sleep(whole_run * (round * 37 % 60) / 55);
        // A process that has ended already cannot be killed.
        drop(child.kill());
        acknowledged += usize::from(child.wait().unwrap().success());
    }
    assert!(whole_versions(&project) >= acknowledged);
    assert!(start(&project).wait().unwrap().success());
    let count = whole_versions(&project);
    assert!(count > acknowledged);
    let mut names = project.names("drafts");
    names.sort_by_key(|name| name.trim_start_matches('v').parse().unwrap_or(0));
    let versions = (1..=count).map(|number| format!("v{number}"));
    assert_eq!(names, [".folder.lock".to_owned()].into_iter().chain(versions).collect::<Vec<_>>());
}

#[test]
fn freezes_at_the_same_time_each_make_a_version() {
    let project = project();
    let children: Vec<_> = (0..6).map(|_| start(&project)).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(whole_versions(&project), 6);
    let expected = [".folder.lock", "v1", "v2", "v3", "v4", "v5", "v6"];
    assert_eq!(project.names("drafts"), expected);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_no_part_of_a_version() {
    let project = project();
    assert!(start(&project).wait().unwrap().success());
    let program = project.command::<&str>(&[]);
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -f 4; exec \"$PROGRAM\" draft freeze"]);
    shell.current_dir(project.path(".")).env("PROGRAM", program.get_program());
    let output = shell.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("error: cannot write `") && said.contains("drafts/v2`\n"), "{said}");
    assert_eq!(project.names("drafts"), [".folder.lock", "v1"]);
}

#[cfg(unix)]
#[test]
fn versions_that_may_not_be_written_are_still_read() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let project = project();
    assert!(start(&project).wait().unwrap().success());
    std::fs::remove_file(project.path("drafts/.folder.lock")).unwrap();
    for (path, mode) in [(".", 0o755), ("drafts", 0o555)] {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(project.path(path), mode).unwrap();
    }
    let as_nobody = |arguments: &[&str]| {
        let mut command = project.command(arguments);
        if project.path(".").metadata().unwrap().uid() == 0 {
            command.uid(65_534);
        }
        command.output()
    };
    // Where the program itself lies out of reach of another user, there is nothing to test.
    let Ok(output) = as_nobody(&["draft", "freeze"]) else { return };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("cannot lock `"), "{said}");
    assert!(as_nobody(&["draft", "verify"]).unwrap().status.success());
    assert_eq!(project.names("drafts"), ["v1"]);
}
