//! What hinders a change of the list from outside: a full disk, a folder or file that may not be
//! written, a lock that is held, a spreadsheet program that saves in between. Whatever it is, the
//! old file stands untouched.

use std::fs::File;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;
use crate::writing_commands::{
    LIST, WRITING, assert_no_strays, changed, is_recorded, project, writes_list,
};

/// Runs the program where no file may grow past so many blocks of 512 bytes (POSIX `ulimit -f`).
pub(crate) fn on_a_full_disk(project: &Sandbox, blocks: usize, arguments: &[&str]) -> Output {
    let program = project.command(arguments);
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
    shell.arg(program.get_program()).args(arguments);
    shell.current_dir(project.path(".")).output().unwrap()
}

/// Asserts that a run ended with 3 and said of a path what could not be done, and why.
pub(crate) fn assert_outside_failed(output: &Output, path: &str, context: &dyn std::fmt::Debug) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{context:?}: {said}");
    assert!(said.starts_with("error: cannot ") && said.contains(path), "{context:?}: {said}");
    assert!(said.contains("\ncaused by: "), "{context:?}: {said}");
    assert!(output.stdout.is_empty(), "{context:?}");
}

#[test]
fn a_disk_that_is_full_leaves_the_list_as_it_was() {
    let long = format!("{LIST}Long,,{}\n", "x".repeat(4096));
    for command in WRITING.into_iter().filter(|command| writes_list(command)) {
        let project = project(long.as_bytes());
        let output = on_a_full_disk(&project, 8, command);
        assert_outside_failed(&output, "signatories.csv`", &command);
        assert_eq!(project.read("signatories.csv"), long, "{command:?}");
        assert!(!project.path("drafts/history.jsonl").exists(), "{command:?}");
        assert_no_strays(&project, &command);
    }
}

#[test]
fn a_disk_that_fills_up_while_history_is_told_leaves_list_and_history_as_they_were() {
    for command in WRITING.into_iter().filter(|command| is_recorded(command)) {
        // Nothing of the line has room, or its beginning has.
        for room in [0, 1, 40] {
            let told = format!("{}\n", "x".repeat(8 * 512 - 1 - room));
            let project = project(LIST.as_bytes()).file("drafts/history.jsonl", &told);
            let output = on_a_full_disk(&project, 8, command);
            assert_outside_failed(&output, "drafts/history.jsonl`", &(command, room));
            assert_eq!(project.read("signatories.csv"), LIST, "{command:?}");
            assert_eq!(project.read("drafts/history.jsonl"), told, "{command:?}");
            assert_no_strays(&project, &command);
        }
    }
}

#[test]
fn a_new_project_on_a_full_disk_has_no_half_file() {
    let folder = Sandbox::new();
    let output = on_a_full_disk(&folder, 1, &["init"]);
    assert_outside_failed(&output, "`", &"init");
    let whole = Sandbox::new();
    drop(whole.run(&["init"]));
    for name in folder.names("templates").into_iter().chain(folder.names(".")) {
        assert!(!name.contains(".unfinished-"), "{name}");
    }
    drop(folder.run(&["init"]));
    for name in ["signatories.csv", "templates/joint-letter.md", ".gitattributes", ".gitignore"] {
        assert_eq!(folder.bytes(name), whole.bytes(name), "{name}");
    }
}

#[cfg(unix)]
fn set_mode(project: &Sandbox, path: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt;

    let mode = std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(project.path(path), mode).unwrap();
}

/// Runs the program as somebody to whom modes matter: for the superuser, everything may be written.
#[cfg(unix)]
fn as_nobody(project: &Sandbox, arguments: &[&str]) -> std::io::Result<Output> {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;

    let mut command = project.command(arguments);
    if project.path(".").metadata()?.uid() == 0 {
        command.uid(65_534);
    }
    command.output()
}

#[cfg(unix)]
#[test]
fn a_list_that_may_not_be_written_is_told_before_anything_is_done() {
    let project = project(LIST.as_bytes());
    for (folder, file) in [(0o555, 0o666), (0o777, 0o444), (0o555, 0o444)] {
        set_mode(&project, "signatories.csv", file);
        set_mode(&project, ".", folder);
        // git's driver replaces the file, which its folder alone has to allow.
        let is_refused = |command: &&&[&str]| is_recorded(command) || folder == 0o555;
        for command in WRITING.iter().filter(is_refused) {
            // Where the program itself lies out of reach of another user, there is nothing to test.
            let Ok(output) = as_nobody(&project, command) else { return };
            assert_outside_failed(&output, "signatories.csv", &(command, folder, file));
        }
        for command in [
            &["sign", "list"][..],
            &["sign", "show", "signs"],
            &["sign", "confirm", "asked", "--dry-run"],
        ] {
            let output = as_nobody(&project, command).unwrap();
            assert_eq!(output.status.code(), Some(0), "{command:?}");
        }
        assert_eq!(project.read("signatories.csv"), LIST);
        set_mode(&project, ".", 0o777);
    }
    assert_no_strays(&project, &"a list that may not be written");
}

#[cfg(unix)]
#[test]
fn a_history_that_may_not_be_written_leaves_the_list_as_it_was() {
    let project = project(LIST.as_bytes()).file("drafts/history.jsonl", "");
    for (path, mode) in [
        (".", 0o777),
        ("signatories.csv", 0o666),
        ("drafts", 0o555),
        ("drafts/history.jsonl", 0o444),
    ] {
        set_mode(&project, path, mode);
    }
    for command in WRITING.into_iter().filter(|command| is_recorded(command)) {
        // Where the program itself lies out of reach of another user, there is nothing to test.
        let Ok(output) = as_nobody(&project, command) else { return };
        assert_outside_failed(&output, "history.jsonl", &command);
        assert_eq!(project.read("signatories.csv"), LIST, "{command:?}");
        assert_no_strays(&project, &command);
    }
}

/// Takes a lock as another program would, until the file is dropped.
fn lock(project: &Sandbox, path: &str) -> File {
    project.put(path, "");
    let lock = File::open(project.path(path)).unwrap();
    lock.lock().unwrap();
    lock
}

#[test]
fn a_lock_that_is_never_let_go_is_a_failure_of_the_outside_and_hinders_no_reader() {
    let recorded = WRITING.into_iter().filter(|command| is_recorded(command));
    let locks = [".signatories.csv.lock", "drafts/.history.jsonl.lock"];
    let cases = recorded.flat_map(|command| locks.map(|path| (command, path)));
    // All wait at once, each for a lock of its own.
    let waiting = cases.map(|(command, path)| {
        let project = project(LIST.as_bytes());
        let held = lock(&project, path);
        let mut process = project.command(command);
        let process = process.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        (command, path, project, held, process)
    });
    let waiting: Vec<_> = waiting.collect();
    for (_, _, project, ..) in &waiting {
        for command in [
            &["sign", "list"][..],
            &["sign", "show", "signs"],
            &["sign", "add", "New", "--dry-run"],
        ] {
            project.stdout(command);
        }
    }
    for (command, path, project, held, process) in waiting {
        let output = process.wait_with_output().unwrap();
        let name = path.rsplit('/').next().unwrap();
        assert_outside_failed(&output, &format!("{name}`"), &command);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("another program has held it for 10 seconds"), "{said}");
        assert_eq!(project.read("signatories.csv"), LIST);
        assert!(!project.path("drafts/history.jsonl").exists());
        assert_no_strays(&project, &command);
        drop(held);
        project.stdout(command);
    }
}

#[test]
fn gits_driver_takes_no_lock_for_git_has_its_own() {
    let project = project(LIST.as_bytes());
    let held = lock(&project, ".signatories.csv.lock");
    project.stdout(WRITING.into_iter().find(|command| !is_recorded(command)).unwrap());
    drop(held);
}

/// What a spreadsheet program makes of the list: another file in its place, with a byte-order
/// mark, CR LF, semicolons, and a row more.
const SAVED: &str = "\u{FEFF}name;status;note\r\nSaved; confirmed ;\r\nSigns;;\r\nAsked;invited;\r\n\
    Pends;pending;\"x\"\r\n";

/// Puts another file in the place of the list, as a program does that saves safely.
#[expect(clippy::disallowed_methods, reason = "the test is another program")]
fn save(project: &Sandbox) {
    project.put("saved.csv", SAVED);
    std::fs::rename(project.path("saved.csv"), project.path("signatories.csv")).unwrap();
}

#[test]
fn what_a_spreadsheet_saved_while_a_writer_waited_is_what_is_changed() {
    for command in WRITING.into_iter().filter(|command| is_recorded(command)) {
        let project = project(LIST.as_bytes());
        let held = lock(&project, ".signatories.csv.lock");
        let mut process = project.command(command);
        let child = process.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(30));
        save(&project);
        drop(held);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command:?}: {said}");
        let expected = changed(SAVED.as_bytes(), command);
        assert_eq!(project.bytes("signatories.csv"), expected, "{command:?}");
        assert!(expected.starts_with("\u{FEFF}name;status;note".as_bytes()), "{command:?}");
    }
}

#[test]
fn what_a_spreadsheet_saved_while_a_writer_was_at_work_is_not_overwritten() {
    let is_staged = |command: &&[&str]| is_recorded(command) && writes_list(command);
    for command in WRITING.into_iter().filter(is_staged) {
        let project = project(LIST.as_bytes());
        let held = lock(&project, "drafts/.history.jsonl.lock");
        let mut process = project.command(command);
        let process = process.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = process.spawn().unwrap();
        // Once the new list lies there, the old one was read, and history is waited for.
        let is_staged = || project.names(".").iter().any(|name| name.contains(".unfinished-"));
        while !is_staged() && child.try_wait().unwrap().is_none() {}
        save(&project);
        drop(held);
        let output = child.wait_with_output().unwrap();
        assert_outside_failed(&output, "signatories.csv`", &command);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("another program saved it meanwhile"), "{said}");
        assert_eq!(project.read("signatories.csv"), SAVED, "{command:?}");
        assert_eq!(project.read("drafts/history.jsonl"), "", "{command:?}");
        assert_no_strays(&project, &command);
    }
}

#[test]
fn a_failure_of_the_outside_says_what_and_why() {
    let project = project(LIST.as_bytes());
    let held = lock(&project, ".signatories.csv.lock");
    assert_data_eq!(
        project.run(&["sign", "withdraw", "signs"]),
        str![[r#"
status: 3
--- stdout
--- stderr
error: cannot lock `[PROJECT]/.signatories.csv.lock`
caused by: another program has held it for 10 seconds

"#]]
    );
    drop(held);
}
