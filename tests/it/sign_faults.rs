//! What the list survives: odd files, other encodings, a history that cannot be written.

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

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
