//! The commands that keep the list: what they print, write and refuse.

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

const ONE: &str = "name,abbreviation\nTransitional Justice Working Group,TJWG\n";

#[test]
fn add_appends_a_row_and_tells_history_what_may_be_kept() {
    let project = Sandbox::new().file("signatories.csv", ONE);
    let arguments =
        ["sign", "add", "Human Rights Watch", "--abbr", "HRW", "--email", "canary@example.org"];

    assert_data_eq!(
        project.run(&arguments),
        str![[r#"
status: 0
--- stdout
--- stderr
Added Human Rights Watch (HRW).
New in the list: column `email`.

"#]]
    );
    assert_eq!(
        project.read("signatories.csv"),
        "name,abbreviation,email\nTransitional Justice Working Group,TJWG,\n\
         Human Rights Watch,HRW,canary@example.org\n"
    );
    assert_data_eq!(
        project.read("drafts/history.jsonl"),
        str![[r#"
{"time":"[..]Z","command":"sign add","id":"hrw","row":"added","changes":{"abbreviation":["","HRW"],"name":["","Human Rights Watch"]},"private":["email"]}

"#]]
    );
}

#[test]
fn add_refuses_a_name_already_listed_and_leaves_the_file_alone() {
    let project = Sandbox::new().file("signatories.csv", ONE);

    assert_data_eq!(
        project.run(&["sign", "add", "transitional justice working group"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `Transitional Justice Working Group` is already on the list
hint: to change it, use `letterctl sign edit tjwg`
hint: if they are two, add `--allow-duplicate`

"#]]
    );
    assert_eq!(project.read("signatories.csv"), ONE);
    assert_eq!(project.names("."), [".signatories.csv.lock", "signatories.csv"]);
}

#[test]
fn a_duplicate_that_is_allowed_leaves_its_mark_in_history() {
    let project = Sandbox::new().file("signatories.csv", ONE);
    project.stdout(&["sign", "add", "The Transitional Justice Working Group", "--allow-duplicate"]);
    assert!(project.read("drafts/history.jsonl").contains("\"duplicate_allowed\":true"));
}

#[test]
fn a_column_of_the_authors_own_keeps_its_header_as_typed() {
    let project = Sandbox::new().file("signatories.csv", "name\nRiver Watch\n");
    project.stdout(&["sign", "add", "Dam Group", "--set", "Donor ID=7", "--set", "Abbr=DG"]);
    let list = "name,abbreviation,Donor ID\nRiver Watch,,\nDam Group,DG,7\n";
    assert_eq!(project.read("signatories.csv"), list);
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let project = Sandbox::new().file("signatories.csv", ONE);

    assert_data_eq!(
        project.run(&["sign", "invite", "Human Rights Watch", "--dry-run"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Would invite Human Rights Watch.
New in the list: column `status`.

"#]]
    );
    assert_eq!(project.names("."), ["signatories.csv"]);
    assert_eq!(project.read("signatories.csv"), ONE);
}

#[test]
fn wrong_values_of_flags_are_wrong_usage() {
    let project = Sandbox::new().file("signatories.csv", ONE);
    for wrong in [["--on", "tomorrow"], ["--set", "x"], ["--kind", "club"], ["--listed", "maybe"]] {
        let output = project.output(&[&["sign", "add", "X"][..], &wrong[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
    assert_eq!(project.names("."), ["signatories.csv"]);
}

const SEVERAL: &str = "name,abbreviation,role,affiliation,group,listed,status,email\n\
    Human Rights Watch,HRW,,,International,,,canary-a@example.org\n\
    Jane Doe,,Chair,Example Society,,anonymous,,canary-b@example.org\n\
    北朝鮮難民救援基金,LFNKR,,,National,,invited,\n";

#[test]
fn list_shows_how_rows_stand_with_the_letter() {
    let project = Sandbox::new().file("signatories.csv", SEVERAL);

    assert_data_eq!(
        project.run(&["sign", "list"]),
        str![[r#"
status: 0
--- stdout
id        name                        kind          status     listed
hrw       Human Rights Watch (HRW)    organization  confirmed  yes
jane-doe  Jane Doe                    individual    confirmed  anonymous
lfnkr     北朝鮮難民救援基金 (LFNKR)  organization  invited    yes
--- stderr

"#]]
    );
    assert_data_eq!(
        project.stdout(&["sign", "list", "--json", "--status", "Invited", "--group", "national"]),
        str![[r#"
[
  {
    "id": "lfnkr",
    "kind": "organization",
    "status": "invited",
    "listed": "yes",
    "name": "北朝鮮難民救援基金",
    "abbreviation": "LFNKR",
    "role": "",
    "affiliation": "",
    "group": "National"
  }
]

"#]]
    );
    let all = project.stdout(&["sign", "list", "--all", "--kind", "individual"]);
    assert!(all.contains("canary-b@example.org") && !all.contains("canary-a"));
}

#[test]
fn show_tells_all_of_a_row_and_what_was_changed_by_hand() {
    let project = Sandbox::new().file("signatories.csv", ONE);
    project.stdout(&["sign", "add", "Human Rights Watch", "--abbr", "HRW", "--note", "Ask\nLee"]);
    let edited = project.read("signatories.csv").replace("HRW", "HRW-K");
    let project = project.file("signatories.csv", edited);

    assert_data_eq!(
        project.run(&["sign", "show", "hrw"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: no signatory has the id `hrw`
hint: did you mean `hrw-k`?

"#]]
    );
    let edited = project.read("signatories.csv").replace("Watch,HRW-K", "Watch Korea,HRW");
    let project = project.file("signatories.csv", edited);
    assert_data_eq!(
        project.run(&["sign", "show", "hrw"]),
        str![[r#"
status: 0
--- stdout
id            hrw
kind          organization
status        confirmed
listed        yes
name          Human Rights Watch Korea
abbreviation  HRW
note          Ask Lee

History
[..]Z  sign add  abbreviation: HRW; name: Human Rights Watch; note: (not kept)

Changed by hand: name
--- stderr

"#]]
    );
    let json: serde_json::Value =
        serde_json::from_str(&project.stdout(&["sign", "show", "hrw", "--json"])).unwrap();
    assert_eq!(json["note"], "Ask\nLee");
    assert_eq!(json["changed_by_hand"], serde_json::json!(["name"]));
    assert_eq!(json["history"][0]["command"], "sign add");
}

#[test]
fn a_row_without_a_name_is_removed_by_its_id() {
    let list = "id,name,listed,status\nquiet,,anonymous,invited\n";
    let project = Sandbox::new().file("signatories.csv", list);
    assert_data_eq!(
        project.run(&["sign", "remove", "quiet"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Removed quiet.

"#]]
    );
    assert_eq!(project.read("signatories.csv"), "id,name,listed,status\n");
}

#[test]
fn remove_is_for_a_row_that_never_signed() {
    let project = Sandbox::new().file("signatories.csv", SEVERAL);

    assert_data_eq!(
        project.run(&["sign", "remove", "hrw"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `Human Rights Watch (HRW)` has signed, so that its row is a record
hint: to take the signature back, use `letterctl sign withdraw hrw`
hint: `--yes` removes the row all the same

"#]]
    );
    assert_eq!(project.read("signatories.csv"), SEVERAL);
    project.stdout(&["sign", "remove", "lfnkr"]);
    project.stdout(&["sign", "remove", "hrw", "--yes"]);
    let left: Vec<_> = SEVERAL.lines().take(3).filter(|line| !line.contains("HRW")).collect();
    assert_eq!(project.read("signatories.csv"), left.join("\n") + "\n");
}

#[test]
fn no_command_prints_a_private_cell_unasked() {
    let canaries = "name,email,contact,note,via,evidence,signed_by,vip,status\n\
        A,canary@example.org,canary,canary,canary,canary,canary,canary,\n\
        B,canary\u{202E},\"canary\ncanary\",canary,canary,canary,canary,canary,\n";
    let broken = Sandbox::new().file("signatories.csv", canaries);
    let sound = Sandbox::new()
        .file("signatories.csv", canaries.replace('\u{202E}', "").replace("\"canary\nc", "\"c"));
    let commands: [&[&str]; 7] = [
        &["sign", "list"],
        &["sign", "list", "--json"],
        &["sign", "add", "A", "--email", "canary@example.org"],
        &["sign", "add", "C", "--email", "canary\nBcc: canary", "--note", "canary"],
        &["sign", "add", "D", "--email", "canary@example.org", "--json", "--set", "vip=canary"],
        &["sign", "remove", "b", "--yes"],
        &["sign", "show", "b"],
    ];
    for project in [broken, sound] {
        for command in commands {
            let printed = project.run(command);
            assert!(!printed.contains("canary"), "{command:?} prints\n{printed}");
        }
        let history = project.path("drafts/history.jsonl");
        let history = std::fs::read_to_string(history).unwrap_or_default();
        assert!(!history.contains("canary"), "{history}");
    }
}
