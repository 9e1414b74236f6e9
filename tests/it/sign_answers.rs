//! The commands that change a row: `edit`, and those that record an answer.

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

const LIST: &str = "name,abbreviation,country,status,signed_on,email\n\
    Human Rights Watch,HRW,US,,2022-07-01,canary-a@example.org\n\
    River Watch,,,invited,,canary-b@example.org\n\
    Dam Group,DG,,pending,,\n";

fn project() -> Sandbox {
    Sandbox::new().file("signatories.csv", LIST)
}

/// The day of a signature that is recorded now.
fn day(project: &Sandbox) -> String {
    let history = project.read("drafts/history.jsonl");
    let at = history.find("\"signed_on\":[\"").expect("history tells of the day");
    let day = history[at..].split('"').nth(5).expect("an old day and a new one");
    assert_eq!((day.len(), day.matches('-').count()), (10, 2), "{day}");
    day.to_owned()
}

#[test]
fn confirm_records_the_answers_of_several_and_the_day() {
    let project = project();
    assert_data_eq!(
        project.run(&["sign", "confirm", "river-watch", "dg", "--by", "canary"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Confirmed River Watch.
Confirmed Dam Group (DG).
New in the list: column `signed_by`.

"#]]
    );
    let day = day(&project);
    assert_eq!(
        project.read("signatories.csv"),
        format!(
            "name,abbreviation,country,status,signed_on,email,signed_by\n\
             Human Rights Watch,HRW,US,,2022-07-01,canary-a@example.org,\n\
             River Watch,,,confirmed,{day},canary-b@example.org,canary\n\
             Dam Group,DG,,confirmed,{day},,canary\n"
        )
    );
    assert_data_eq!(
        project.read("drafts/history.jsonl"),
        str![[r#"
{"time":"[..]Z","command":"sign confirm","id":"river-watch","changes":{"signed_on":["","[..]"],"status":["invited","confirmed"]},"private":["signed_by"]}
{"time":"[..]Z","command":"sign confirm","id":"dg","changes":{"signed_on":["","[..]"],"status":["pending","confirmed"]},"private":["signed_by"]}

"#]]
    );
}

#[test]
fn an_answer_that_is_recorded_already_changes_nothing_but_what_is_added() {
    let project = project();
    assert_data_eq!(
        project.run(&["sign", "confirm", "hrw", "hrw", "--by", ""]),
        str![[r#"
status: 0
--- stdout
--- stderr
Human Rights Watch (HRW) is confirmed already.

"#]]
    );
    assert_eq!(project.read("signatories.csv"), LIST);
    assert_eq!(project.names("."), [".signatories.csv.lock", "signatories.csv"]);
    assert_data_eq!(
        project.run(&["sign", "confirm", "hrw", "--on", "2022-07-02"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Human Rights Watch (HRW) is confirmed already; changed: signed_on.

"#]]
    );
    assert_eq!(project.read("signatories.csv"), LIST.replace("07-01", "07-02"));
}

#[test]
fn who_takes_a_signature_back_keeps_the_record_of_it() {
    let project = project();
    assert_data_eq!(
        project.run(&["sign", "withdraw", "hrw"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Withdrew Human Rights Watch (HRW).

"#]]
    );
    let withdrawn = LIST.replace("US,,", "US,withdrawn,");
    assert_eq!(project.read("signatories.csv"), withdrawn);
    let again = project.run(&["sign", "withdraw", "hrw"]);
    assert!(again.contains("Human Rights Watch (HRW) is withdrawn already."), "{again}");
    let removal = project.run(&["sign", "remove", "hrw"]);
    assert!(removal.contains("has signed") && !removal.contains("sign withdraw"), "{removal}");
    project.stdout(&["sign", "confirm", "hrw"]);
    let day = project
        .read("signatories.csv")
        .lines()
        .nth(1)
        .unwrap()
        .split(',')
        .nth(4)
        .map(str::to_owned);
    assert!(day.is_some_and(|day| day.len() == 10 && day != "2022-07-01"));
}

#[test]
fn a_no_is_for_who_never_signed_and_a_withdrawal_for_who_did() {
    let project = project();
    assert_data_eq!(
        project.run(&["sign", "decline", "river-watch", "hrw"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `Human Rights Watch (HRW)` has signed
hint: to take a signature back, use `letterctl sign withdraw hrw`

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "withdraw", "river-watch", "hrw", "dg"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `River Watch`, `Dam Group (DG)` never signed
hint: to record a no, use `letterctl sign decline river-watch dg`

"#]]
    );
    assert_eq!(project.read("signatories.csv"), LIST);
    assert_data_eq!(
        project.run(&["sign", "decline", "river-watch", "dg"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Recorded the no of River Watch.
Recorded the no of Dam Group (DG).

"#]]
    );
    let declined = LIST.replace("invited", "declined").replace("pending", "declined");
    assert_eq!(project.read("signatories.csv"), declined);
}

#[test]
fn every_unknown_id_is_named_and_no_answer_recorded() {
    let project = project();
    assert_data_eq!(
        project.run(&["sign", "confirm", "river-wacth", "dg", "xyzzy"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: no signatory has the ids `river-wacth`, `xyzzy`
hint: for `river-wacth`, did you mean `river-watch`?

"#]]
    );
    assert_eq!(project.read("signatories.csv"), LIST);
}

#[test]
fn adding_somebody_who_was_asked_points_to_the_answer() {
    assert_data_eq!(
        project().run(&["sign", "add", "River Watch"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `River Watch` is already on the list
hint: it is invited; if it signs, use `letterctl sign confirm river-watch`
hint: to change it, use `letterctl sign edit river-watch`
hint: if they are two, add `--allow-duplicate`

"#]]
    );
}

#[test]
fn a_dry_run_of_a_change_says_the_same_and_writes_nothing() {
    let project = project();
    let said = |command: &[&str]| {
        let printed = project.run(&[command, &["--dry-run"]].concat());
        printed.split("--- stderr\n").nth(1).unwrap().to_owned()
    };
    assert_eq!(said(&["sign", "confirm", "dg"]), "Would confirm Dam Group (DG).\n");
    assert_eq!(said(&["sign", "decline", "dg"]), "Would record the no of Dam Group (DG).\n");
    assert_eq!(said(&["sign", "withdraw", "hrw"]), "Would withdraw Human Rights Watch (HRW).\n");
    assert_eq!(
        said(&["sign", "edit", "dg", "--group", "National"]),
        "Would change Dam Group (DG): group.\nNew in the list: column `group`.\n"
    );
    assert_eq!(project.read("signatories.csv"), LIST);
    assert_eq!(project.names("."), ["signatories.csv"]);
}

#[test]
fn answers_are_told_as_json_without_what_is_private() {
    let project = project();
    assert_data_eq!(
        project.stdout(&["sign", "decline", "dg", "river-watch", "--json"]),
        str![[r#"
[
  {
    "id": "dg",
    "kind": "organization",
    "status": "declined",
    "listed": "yes",
    "name": "Dam Group",
    "abbreviation": "DG",
    "country": "",
    "signed_on": ""
  },
  {
    "id": "river-watch",
    "kind": "organization",
    "status": "declined",
    "listed": "yes",
    "name": "River Watch",
    "abbreviation": "",
    "country": "",
    "signed_on": ""
  }
]

"#]]
    );
    let edited = project.stdout(&["sign", "edit", "hrw", "--id", "hrw-us", "--json"]);
    let edited: serde_json::Value = serde_json::from_str(&edited).unwrap();
    assert_eq!(edited["id"], "hrw-us");
}

#[test]
fn edit_changes_the_bytes_of_its_cells_alone_and_keeps_a_made_id() {
    let before =
        "\u{FEFF}\"Name\";Acronym ;VIP\r\n\"River Watch\"; RW;\"x\"\r\n\r\n ;;\r\nDam Group;;1";
    let project = Sandbox::new().file("signatories.csv", before);
    assert_data_eq!(
        project.run(&["sign", "edit", "rw", "--name", "River; Watch", "--set", "vip="]),
        str![[r#"
status: 0
--- stdout
--- stderr
Changed River; Watch (RW): name, vip.

"#]]
    );
    let after = before.replace("\"River Watch\"; RW;\"x\"", "\"River; Watch\"; RW;\"\"");
    assert_eq!(project.bytes("signatories.csv"), after.as_bytes());

    project.stdout(&["sign", "edit", "dam-group", "--name", "Dam and River Group"]);
    assert_data_eq!(
        project.run(&["sign", "edit", "rw", "--abbr", ""]),
        str![[r#"
status: 0
--- stdout
--- stderr
Changed River; Watch: abbreviation.

"#]]
    );
    assert_eq!(
        project.bytes("signatories.csv"),
        "\u{FEFF}\"Name\";Acronym ;VIP;id\r\n\"River; Watch\";;\"\";rw\r\n\r\n ;;;\r\n\
         Dam and River Group;;1;dam-group"
            .as_bytes()
    );
    assert_data_eq!(
        project.read("drafts/history.jsonl"),
        str![[r#"
{"time":"[..]Z","command":"sign edit","id":"rw","changes":{"name":["River Watch","River; Watch"]},"private":["vip"]}
{"time":"[..]Z","command":"sign edit","id":"dam-group","changes":{"id":["","dam-group"],"name":["Dam Group","Dam and River Group"]}}
{"time":"[..]Z","command":"sign edit","id":"rw","changes":{"abbreviation":["RW",""],"id":["","rw"]}}

"#]]
    );
}

#[test]
fn an_edit_that_says_what_is_so_already_changes_nothing() {
    let project = project();
    let same = ["--country", "US", "--id", "hrw", "--kind", "organization", "--listed", "Yes"];
    assert_data_eq!(
        project.run(&[&["sign", "edit", "hrw"], &same[..]].concat()),
        str![[r#"
status: 0
--- stdout
--- stderr
Human Rights Watch (HRW) is so already.

"#]]
    );
    assert_eq!(project.read("signatories.csv"), LIST);
}

#[test]
fn a_row_with_another_id_keeps_its_history_and_leaves_the_ids_of_others() {
    let project = Sandbox::new().file("signatories.csv", "name\nRiver Watch\nRiver-Watch\n");
    project.stdout(&["sign", "edit", "river-watch", "--country", "KR"]);
    project.stdout(&["sign", "edit", "river-watch", "--id", "rw"]);
    assert_eq!(
        project.read("signatories.csv"),
        "name,country,id\nRiver Watch,KR,rw\nRiver-Watch,,river-watch-2\n"
    );
    assert_data_eq!(
        project.run(&["sign", "show", "rw"]),
        str![[r#"
status: 0
--- stdout
id       rw
kind     organization
status   confirmed
listed   yes
name     River Watch
country  KR

History
[..]Z  sign edit  country: KR
[..]Z  sign edit  id: river-watch → rw
--- stderr

"#]]
    );
}

#[test]
fn an_edit_that_cannot_be_is_refused_and_the_list_left_alone() {
    let project = project();
    assert_data_eq!(
        project.run(&["sign", "edit", "dg", "--name", "The river watch"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `River Watch` is already on the list: only an article or a legal form differs
hint: it is invited; if it signs, use `letterctl sign confirm river-watch`
hint: to change it, use `letterctl sign edit river-watch`
hint: if they are two, add `--allow-duplicate`

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "edit", "dg", "--set", "status=confirmed"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: `status` is what the signatory answered
hint: to record an answer, use `letterctl sign confirm dg`, `letterctl sign decline dg`, `letterctl sign withdraw dg`

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "edit", "dg"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: nothing is said of what to change in `dg`
hint: `letterctl sign edit --help` lists what can be

"#]]
    );
    for (flags, said) in [
        (["--id", "hrw"], "the id `hrw` is that of `Human Rights Watch (HRW)`"),
        (["--name", ""], "row has no name"),
        (["--email", "canary\nBcc: x"], "`email` holds a line break"),
    ] {
        let printed = project.run(&[&["sign", "edit", "dg"], &flags[..]].concat());
        assert!(printed.starts_with("status: 1") && printed.contains(said), "{printed}");
        assert!(!printed.contains("canary"), "{printed}");
    }
    assert_eq!(project.read("signatories.csv"), LIST);
}

#[test]
fn a_likeness_that_is_allowed_or_was_there_before_hinders_no_edit() {
    let project = project();
    let like = ["sign", "edit", "dg", "--name", "The River Watch"];
    project.stdout(&[&like[..], &["--allow-duplicate"]].concat());
    assert!(project.read("drafts/history.jsonl").contains("\"duplicate_allowed\":true"));
    project.stdout(&["sign", "edit", "dg", "--name", "River Watch", "--abbr", "RW"]);
}

#[test]
fn no_change_of_a_row_prints_or_records_a_private_cell() {
    let list = "name,email,note,via,vip,status\nA,canary,canary,canary,canary,\nB,,,,,invited\n";
    let project = Sandbox::new().file("signatories.csv", list);
    let private = [
        "--email",
        "canary",
        "--note",
        "canary",
        "--via",
        "canary",
        "--by",
        "canary",
        "--evidence",
        "canary",
        "--contact",
        "canary",
        "--set",
        "vip=canary",
        "--json",
    ];
    let commands: [&[&str]; 7] = [
        &[&["sign", "edit", "b"], &private[..]].concat(),
        &["sign", "edit", "b", "--role", "hidden"],
        &["sign", "edit", "a", "--email", "", "--note", "", "--via", "", "--set", "vip="],
        &["sign", "confirm", "b", "--by", "canary 2", "--evidence", "canary 2", "--json"],
        &["sign", "confirm", "b", "--by", "canary\u{202E}"],
        &["sign", "withdraw", "b", "--json"],
        &["sign", "decline", "a"],
    ];
    for command in commands {
        let printed = project.run(command);
        assert!(!printed.contains("canary"), "{command:?} prints\n{printed}");
    }
    let history = project.read("drafts/history.jsonl");
    assert_eq!(history.lines().count(), 5, "{history}");
    // Of one who was only asked, history keeps no public value either.
    assert!(!history.contains("canary") && !history.contains("hidden"), "{history}");
}
