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

/// A list that is odd and valid: mark, CR LF and LF, semicolons, quotes round everything or not,
/// columns of the author's own, blank lines, rows of delimiters alone, space round cells, no last
/// newline.
const ODD: &str = "\u{FEFF}\"Name\"; Acronym ;\"status\";VIP;signed_on\r\n\
    \"River \"\"Watch\"\"\"; RW ;\"confirmed\";\"a;b\";\"2022-08-01\"\r\n\r\n;;;;\n  \n\
    Dam Group;\"DG\"; invited ;\"two\nlines\";\n\"Elm\";;\"pending\"; x;\"\"";

/// A command, and its changes of the file's text.
type Change = (&'static [&'static str], &'static [(&'static str, &'static str)]);

#[test]
fn a_change_of_an_odd_list_changes_the_bytes_of_its_cells_alone() {
    let utf_16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let changes: [Change; 5] = [
        (&["edit", "rw", "--set", "vip=c\"d"], &[("\"a;b\"", "\"c\"\"d\"")]),
        (
            &["confirm", "dg", "elm", "--on", "2022-08-02"],
            &[
                (" invited ;\"two\nlines\";", "confirmed;\"two\nlines\";2022-08-02"),
                ("\"pending\"; x;\"\"", "\"confirmed\"; x;\"2022-08-02\""),
            ],
        ),
        (&["decline", "elm"], &[("\"pending\"", "\"declined\"")]),
        (&["withdraw", "rw"], &[("\"confirmed\"", "\"withdrawn\"")]),
        (&["remove", "dg"], &[("Dam Group;\"DG\"; invited ;\"two\nlines\";\n", "")]),
    ];
    for (command, cells) in changes {
        let change = |list: &str, (old, new): &(&str, &str)| list.replacen(old, new, 1);
        let expected = cells.iter().fold(ODD.to_owned(), |list, cell| change(&list, cell));
        for encode in [|text: &str| text.as_bytes().to_vec(), utf_16] {
            let project = Sandbox::new().file("signatories.csv", encode(ODD));
            project.stdout(&[&["sign"], command].concat());
            assert_eq!(project.bytes("signatories.csv"), encode(&expected), "{command:?}");
        }
    }
}

#[test]
fn what_a_spreadsheet_would_run_or_take_for_a_number_is_stored_as_it_is() {
    let project = Sandbox::new().file("signatories.csv", "name,contact,zip\n");
    for (name, contact, zip) in
        [("=HYPERLINK(\"x\")", "+82 2 123", "01234"), ("@A", "-1", "1e5"), ("+B", "=1", "0x1F")]
    {
        let [contact, zip] = [format!("--contact={contact}"), format!("--set=zip={zip}")];
        project.stdout(&["sign", "add", name, &contact, &zip]);
    }
    assert_eq!(
        project.read("signatories.csv"),
        "name,contact,zip\n\"=HYPERLINK(\"\"x\"\")\",+82 2 123,01234\n@A,-1,1e5\n+B,=1,0x1F\n"
    );
}

#[test]
fn a_record_has_the_day_of_the_system_and_a_letter_that_of_its_epoch_in_any_time_zone() {
    let letter = "+++\nsubject = \"S\"\ndate = \"today\"\n+++\nText\n";
    let zones = ["<+14>-14", "<-12>12", "UTC"];
    let mut letters = Vec::new();
    for zone in zones {
        let project = Sandbox::new()
            .file("signatories.csv", "name,signed_on\n")
            .file("templates/joint-letter.md", letter);
        let run = |arguments: &[&str]| {
            let output = project.command(arguments).env("TZ", zone).output().unwrap();
            assert!(output.status.success(), "{zone}: {}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        letters.push(run(&["render"]));
        let day = || {
            let output = std::process::Command::new("date").arg("+%F").env("TZ", zone).output();
            String::from_utf8(output.unwrap().stdout).unwrap()
        };
        // Midnight may pass while the row is written.
        let before = day();
        run(&["sign", "add", "A"]);
        let written = project.read("signatories.csv");
        let expected = [before, day()].map(|day| format!("name,signed_on\nA,{day}"));
        assert!(expected.contains(&written), "{zone}: {written}");
        let history = project.read("drafts/history.jsonl");
        assert!(!history.contains("\"time\":\"2022-08-02"), "{history}");
    }
    assert!(letters[0].starts_with(b"August 2, 2022\n"));
    assert!(letters.iter().all(|letter| *letter == letters[0]));
}

#[test]
fn a_clock_that_was_set_back_leaves_the_order_of_changes() {
    let ahead = r#"{"time":"2099-01-01T00:00:00Z","command":"sign add","id":"a","row":"added","changes":{"name":["","A"]}}"#;
    let project = Sandbox::new()
        .file("signatories.csv", "name\nA\n")
        .file("drafts/history.jsonl", format!("{ahead}\n"));
    project.stdout(&["sign", "edit", "a", "--country", "KR"]);
    assert_data_eq!(
        project.run(&["sign", "show", "a"]),
        str![[r#"
status: 0
--- stdout
id       a
kind     organization
status   confirmed
listed   yes
name     A
country  KR

History
2099-01-01T00:00:00Z  sign add   name: A
2099-01-01T00:00:00Z  sign edit  country: KR
--- stderr

"#]]
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
fn a_symlink_is_written_through_and_mode_and_owner_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

    let project = Sandbox::new().file("shared/list.csv", "name\nA\n");
    let real = project.path("shared/list.csv");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("shared/list.csv", project.path("signatories.csv")).unwrap();
    // Only the superuser can give a file away; the group stays for others too.
    let owner = chown(&real, Some(65_534), Some(65_534)).ok().map(|()| 65_534);
    let owner = owner.unwrap_or(real.metadata().unwrap().uid());
    project.stdout(&["sign", "add", "B"]);
    assert!(project.path("signatories.csv").symlink_metadata().unwrap().is_symlink());
    assert_eq!(project.read("shared/list.csv"), "name\nA\nB\n");
    let metadata = real.metadata().unwrap();
    assert_eq!((metadata.permissions().mode() & 0o777, metadata.uid()), (0o640, owner));
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
