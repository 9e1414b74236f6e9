//! What an import makes of a list, answer by answer.

use std::collections::BTreeMap;
use std::path::Path;

use letterctl::files;
use letterctl::signatories::{
    Cells, Form, IfDuplicate, IfSigned, ImportRequest, Imported, ImportedRow, ListPaths, Record,
    Run, SignatoriesError, edit, import,
};
use proptest::prelude::*;

use crate::sandbox::Sandbox;

const MEMORY: &str = ".letterctl/imported.jsonl";

/// A list in a folder of its own.
struct Project {
    sandbox: Sandbox,
}

impl Project {
    fn new(list: &str) -> Self {
        Self { sandbox: Sandbox::new().file("signatories.csv", list) }
    }

    fn request(&self) -> ImportRequest {
        let folder = self.sandbox.path("");
        ImportRequest {
            paths: ListPaths {
                list: folder.join("signatories.csv"),
                shown: "signatories.csv".into(),
                history: folder.join("drafts/history.jsonl"),
            },
            memory: folder.join(MEMORY),
            flags: Vec::new(),
            remembered: BTreeMap::new(),
        }
    }

    fn import(&self, form: &str) -> Imported {
        import(read(form), &self.request(), Run::Real, |_, _| None).unwrap().value
    }

    fn problems(&self, form: &str) -> Vec<String> {
        match import(read(form), &self.request(), Run::Real, |_, _| None) {
            Err(SignatoriesError::Problems(problems)) => problems
                .iter()
                .map(|problem| {
                    let place = problem.place.as_ref();
                    let line = place.map_or(0, |place| place.line);
                    format!("{line}: {}", problem.message)
                })
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    fn list(&self) -> String {
        self.sandbox.read("signatories.csv")
    }

    fn put_list(&self, text: &str) {
        self.sandbox.put("signatories.csv", text);
    }

    fn forget(&self) {
        self.sandbox.put(MEMORY, "");
    }

    fn edit(&self, id: &str, cells: Cells) {
        edit(&self.request().paths, "sign edit", Run::Real, |list| {
            list.edit_row(id, cells, IfDuplicate::Refuse)
        })
        .unwrap();
    }
}

/// A form of lines with cells between `|`.
fn read(text: &str) -> Form {
    let mut lines = text.lines().map(|line| line.split('|').map(str::to_owned).collect());
    let headers = lines.next().unwrap();
    let record =
        |(number, cells)| Record { file: Path::new("form.csv").into(), line: number + 2, cells };
    Form { headers, records: lines.enumerate().map(record).collect(), remarks: Vec::new() }
}

fn ids(rows: &[ImportedRow]) -> Vec<String> {
    let shown = |row: &ImportedRow| format!("{} {}", row.id, row.columns.join(","));
    rows.iter().map(|row| shown(row).trim_end().to_owned()).collect()
}

const FORM: &str = "Timestamp|Organization name|Email|Country\n\
    2026-05-03 10:00:00|River Watch|rw@example.org|US\n\
    2026-05-04 10:00:00|Canoe Club|cc@example.org|CA";

#[test]
fn answers_become_rows_and_the_same_answers_nothing() {
    let project = Project::new("name,country,status\nRiver Watch,,invited\n");
    let first = project.import(FORM);
    assert_eq!(ids(&first.added), ["canoe-club"]);
    assert_eq!(ids(&first.changed), ["river-watch country,status,signed_on,evidence,email"]);
    let list = project.list();
    assert_eq!(
        list,
        "name,country,status,signed_on,evidence,email\n\
         River Watch,US,confirmed,2026-05-03T10:00:00,\"form.csv, row 2\",rw@example.org\n\
         Canoe Club,CA,confirmed,2026-05-04T10:00:00,\"form.csv, row 3\",cc@example.org\n"
    );
    let memory = files::read(&project.request().memory).unwrap();
    let second = project.import(FORM);
    assert_eq!((second.added.len(), second.changed.len(), second.same), (0, 0, 2));
    assert_eq!(project.list(), list);
    assert_eq!(files::read(&project.request().memory).unwrap(), memory);
}

#[test]
fn who_was_asked_signs_today_where_the_form_tells_no_day() {
    let project = Project::new("name,status,signed_on\nRiver Watch,invited,\n");
    let imported = project.import("Name|Country\nRiver Watch|SE");
    assert_eq!(ids(&imported.changed), ["river-watch country,status,signed_on,evidence"]);
    let day = letterctl::clock::day();
    assert!(project.list().contains(&format!("River Watch,confirmed,{day},SE,")));
    assert_eq!(project.import("Name|Country\nRiver Watch|SE").same, 1);
}

#[test]
fn a_later_answer_updates_and_an_edit_by_hand_wins_over_it() {
    let project = Project::new("name\n");
    project.import(FORM);
    project
        .edit("river-watch", Cells::default().with("country", "GB").with("email", "x@example.org"));
    let later = FORM
        .replace(
            "2026-05-03 10:00:00|River Watch|rw@example.org|US",
            "2026-05-05 10:00:00|River Watch|rw@example.org|FR",
        )
        .replace("Canoe Club|cc@example.org|CA", "Canoe Club|new@example.org|MX");
    let imported = project.import(&later);
    assert_eq!(ids(&imported.changed), ["river-watch signed_on", "canoe-club country,email"]);
    assert_eq!(ids(&imported.kept), ["river-watch country,email"]);
    assert!(project.list().contains("River Watch,GB,2026-05-05T10:00:00,"));
    assert!(project.list().contains("Canoe Club,MX,2026-05-04T10:00:00,"));
    assert!(project.list().contains("new@example.org"));
}

#[test]
fn without_memory_a_private_cell_stays_and_a_public_one_follows_unless_history_knows_better() {
    let project = Project::new("name,country,group,email\n");
    project.import("Name|Country|Group|Email\nRiver Watch|US|A|rw@example.org");
    project.edit("river-watch", Cells::default().with("group", "B"));
    project.forget();
    let imported = project.import("Name|Country|Group|Email\nRiver Watch|FR|C|new@example.org");
    assert_eq!(ids(&imported.changed), ["river-watch country"]);
    assert_eq!(ids(&imported.kept), ["river-watch email,group"]);
    // What was kept stays kept: it was not written by the import.
    let imported = project.import("Name|Country|Group|Email\nRiver Watch|FR|C|new@example.org");
    assert_eq!((imported.changed.len(), imported.same), (0, 1));
}

#[test]
fn a_cell_that_was_emptied_stays_empty_and_a_name_that_was_corrected_stays_so() {
    let project = Project::new("name\n");
    project.import("Name|Country|Email\nRivr Watch|US|rw@example.org");
    let list = project.list().replace("Rivr Watch,US", "River Watch,");
    project.put_list(&list);
    let imported = project.import("Name|Country|Email\nRivr Watch|US|rw@example.org");
    assert_eq!((imported.added.len(), imported.same), (0, 1));
    assert_eq!(imported.kept[0].columns, ["country", "name"]);
    assert_eq!(project.list(), list);
}

#[test]
fn rows_that_were_put_into_another_order_keep_what_is_remembered_of_them() {
    let project = Project::new("name,abbreviation\n");
    let form = "Organization name|Acronym|Email|Country\n\
        Seatini Uganda|SEATINI|u@example.org|A\nSeatini Zimbabwe|SEATINI|z@example.org|A";
    project.import(form);
    let list = project.list();
    let mut lines: Vec<_> = list.lines().collect();
    lines.swap(1, 2);
    project.put_list(&format!("{}\n", lines.join("\n")));
    let imported = project.import(&form.replace("u@example.org|A", "new@example.org|UG"));
    assert_eq!(ids(&imported.changed), ["seatini-2 country,email"]);
    assert!(imported.kept.is_empty());
    assert!(project.list().contains("Seatini Uganda,SEATINI,UG,"));
    assert!(project.list().contains("Seatini Zimbabwe,SEATINI,A,"));
}

#[test]
fn a_corrected_name_is_known_again_though_the_next_answer_has_another_address() {
    let project = Project::new("name\n");
    project.import("Name|Email\nRivr Watch|rw@example.org");
    project.put_list(&project.list().replace("Rivr", "River"));
    let imported = project.import("Name|Email\nRivr Watch|new@example.org");
    assert_eq!(ids(&imported.changed), ["river-watch email"]);
    assert_eq!(ids(&imported.kept), ["river-watch name"]);
}

#[test]
fn who_took_a_signature_back_signs_again_only_by_a_later_answer() {
    let project = Project::new("name\n");
    project.import(FORM);
    edit(&project.request().paths, "sign withdraw", Run::Real, |list| {
        list.withdraw(&["river-watch".to_owned()])
    })
    .unwrap();
    let imported = project.import(FORM);
    assert_eq!((imported.changed.len(), imported.same), (0, 2));
    assert_eq!(
        imported.remarks,
        ["Left alone, since the answer is not known to be later: River Watch (withdrawn)."]
    );
    let imported = project.import(&FORM.replace("2026-05-03", "2126-05-03"));
    assert_eq!(imported.changed[0].columns, ["status", "signed_on"]);
}

#[test]
fn an_import_that_history_alone_has_is_made_again_as_if_nothing_had_been_told() {
    let project = Project::new(
        "name,country,status,signed_on\nRiver Watch,GB,,2026-05-01\nCanoe Club,,,2026-05-01\n",
    );
    edit(&project.request().paths, "sign withdraw", Run::Real, |list| {
        list.withdraw(&["canoe-club".to_owned()])
    })
    .unwrap();
    let before = project.list();
    let form = FORM.replace("2026-05-04", "2126-05-04");
    let imported = project.import(&form);
    let after = project.list();
    project.put_list(&before);
    project.forget();
    let again = project.import(&form);
    assert_eq!(ids(&again.changed), ids(&imported.changed));
    assert_eq!((again.kept, project.list()), (Vec::new(), after));
}

#[test]
fn an_older_answer_changes_nothing_that_stands() {
    let project = Project::new("name\n");
    project.import(FORM);
    let older = FORM.replace("2026-05-03", "2026-04-03").replace("|US", "|FR");
    let imported = project.import(&older);
    assert_eq!((imported.changed.len(), imported.same), (0, 2));
    assert!(imported.remarks[0].starts_with("Older than what the list has"), "{imported:?}");
}

#[test]
fn of_several_answers_of_one_the_later_counts_whatever_the_order() {
    let project = Project::new("name,country\n");
    let imported = project.import(
        "Timestamp|Name|Country|Email\n2026-05-05|River Watch|FR|a@example.org\n\
         2026-05-03|The River Watch|US|A@example.org",
    );
    assert_eq!(imported.added.len(), 1);
    assert!(
        project
            .list()
            .starts_with("name,country,signed_on,evidence,email\nRiver Watch,FR,2026-05-05,")
    );
    assert_eq!(imported.remarks, ["Answered again, so that the later answer counts: form.csv:3."]);
}

#[test]
fn in_a_list_two_of_one_name_are_two_and_stay_two() {
    let project = Project::new("name\n");
    let form = "Name\nRiver Watch\nriver watch\nCanoe Club";
    assert_eq!(project.import(form).added.len(), 3);
    let list = project.list();
    let again = project.import(form);
    assert_eq!((again.added.len(), again.changed.len(), again.same), (0, 0, 3));
    assert_eq!(project.list(), list);
    project.forget();
    assert_eq!(project.import(form).same, 3);
}

#[test]
fn the_same_address_with_another_name_is_somebody_new() {
    let project = Project::new("name,email\nRiver Watch,office@example.org\n");
    let imported = project.import("Name|Email\nCanoe Club|office@example.org");
    assert_eq!(ids(&imported.added), ["canoe-club"]);
    assert_eq!(
        imported.remarks,
        ["New under an address that is known with another name: `Canoe Club` (that of `River \
          Watch`)."]
    );
}

#[test]
fn a_row_that_a_command_removed_does_not_come_back() {
    let project = Project::new("name\n");
    project.import(FORM);
    edit(&project.request().paths, "sign remove", Run::Real, |list| {
        list.remove("canoe-club", IfSigned::Remove)
    })
    .unwrap();
    let list = project.list();
    let imported = project.import(FORM);
    assert_eq!(imported.remarks, ["Not added again, since `sign remove` took it off: form.csv:3."]);
    assert_eq!(project.list(), list);
    // A list that was put back is no removal.
    project.put_list("name\n");
    assert_eq!(ids(&project.import(FORM).added), ["river-watch"]);
}

#[test]
fn persons_are_individuals_and_who_is_not_named_has_an_id_that_tells_nothing() {
    let project = Project::new("name\n");
    project.import("First name|Last name|Listed\nJane|Canary|anonymous");
    let list = project.list();
    let row = list.lines().nth(1).unwrap();
    assert!(list.starts_with("name,id,kind,listed,evidence\nJane Canary,"), "{list}");
    assert!(row.contains(",individual,anonymous,") && !row.contains("jane-canary"), "{row}");
}

#[test]
fn all_that_the_list_refuses_is_told_at_once_and_nothing_is_written() {
    let project = Project::new("name\n");
    let problems = project.problems(
        "Name|Website|Status|Timestamp\nA|see below|maybe|2026-05-03\n|www.b.org||2026-05-03\n\
         =?utf-8?q?x?=|c.org/d||2026-05-03",
    );
    assert_eq!(
        problems,
        [
            "2: `status` cannot be `maybe`",
            "3: row has no name",
            "4: `name` holds an encoded word (`=?`)",
        ]
    );
    assert_eq!(project.list(), "name\n");
    assert!(!project.request().memory.exists());
    assert_eq!(
        project.problems("Name|Timestamp\nA|5/3/2026 10:00\nB|6/3/2026 10:00"),
        ["2: `Timestamp` may have the day first or the month: no number is above 12"]
    );
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let project = Project::new("name\n");
    let dry = import(read(FORM), &project.request(), Run::Dry, |_, _| None).unwrap().value;
    assert_eq!(project.list(), "name\n");
    assert_eq!(project.sandbox.names("."), ["signatories.csv"]);
    let real = project.import(FORM);
    assert_eq!(ids(&dry.added), ids(&real.added));
}

#[test]
fn an_import_that_was_cut_off_before_it_was_remembered_is_made_whole_by_the_next() {
    let project = Project::new("name\n");
    project.import(FORM);
    let memory = files::read(&project.request().memory).unwrap();
    project.forget();
    assert_eq!(project.import(FORM).same, 2);
    let again = project.import(&FORM.replace("cc@example.org|CA", "cc2@example.org|CA"));
    assert_eq!(ids(&again.changed), ["canoe-club email"]);
    assert!(!memory.is_empty());
}

#[test]
fn of_two_of_one_name_each_is_known_again_though_one_answered_without_address() {
    let project = Project::new("name,email\nA,\nA,a@example.org\n");
    let form = "Name|Email|Timestamp\nA|b@example.org|2026-05-01\nA|a@example.org|2026-05-03\n\
        A||2026-05-10";
    project.import(form);
    let list = project.list();
    assert_eq!(project.import(form).changed, []);
    assert_eq!(project.list(), list);
}

fn cell() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "A", "a", "B", "The A", "A Inc.", "x@example.org", "É", "ya"])
        .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever a form and a list say, the second import of the form changes no byte.
    #[test]
    fn twice_is_once(
        headers in prop::sample::subsequence(
            vec!["Email", "Country", "Timestamp", "Affiliation", "Acronym", "Role", "VIP"], 0..7),
        records in prop::collection::vec(prop::collection::vec(cell(), 8), 0..12),
        rows in prop::collection::vec((cell(), cell(), cell()), 0..6),
    ) {
        let named = rows.iter().filter(|(name, ..)| !name.is_empty());
        let rows: Vec<_> =
            named.map(|(name, email, role)| format!("{name},{email},{role}\n")).collect();
        let project = Project::new(&format!("name,email,role\n{}", rows.concat()));
        let mut form = Form {
            headers: std::iter::once("Name").chain(headers).map(str::to_owned).collect(),
            ..Form::default()
        };
        for (number, cells) in records.iter().enumerate() {
            let mut cells = cells[..form.headers.len()].to_vec();
            if cells[0].is_empty() {
                cells[0] = format!("N{number}");
            }
            if let Some(day) = form.headers.iter().position(|header| header == "Timestamp") {
                cells[day] = format!("2026-05-{:02}", number * 7 % 12 + 1);
            }
            form.records.push(Record { file: Path::new("form.csv").into(), line: number + 2, cells });
        }
        let first = import(form.clone(), &project.request(), Run::Real, |_, _| None).unwrap().value;
        let list = project.list();
        let memory = files::read(&project.request().memory).unwrap_or_default();
        let second = import(form, &project.request(), Run::Real, |_, _| None).unwrap().value;
        prop_assert_eq!((second.added.len(), second.changed.len()), (0, 0));
        prop_assert_eq!(project.list(), list);
        prop_assert_eq!(files::read(&project.request().memory).unwrap_or_default(), memory);
        prop_assert!(first.added.len() + first.changed.len() + first.same >= usize::from(!records.is_empty()));
    }
}

#[test]
fn two_of_one_name_in_a_folder_stay_two_and_a_link_for_mail_is_kept_private() {
    let project = Sandbox::new()
        .file("signatories.csv", "name\n")
        .file("signed/a.yaml", "name: Andrey\nlink: https://example.org/a\n")
        .file("signed/b.yaml", "name: Andrey\nlink: mailto:canary@example.org?subject=x\n")
        .file("signed/c.yaml", "name: Zoe\nlink: /#\n");
    let said = project.run(&["sign", "import", "signed"]);
    assert!(said.contains("Took 1 address of mail from `link` into `email`"), "{said}");
    assert!(said.contains("Left out what is no address in `link`: signed/c.yaml:1."), "{said}");
    assert!(!said.contains("canary"), "{said}");
    let list = project.read("signatories.csv");
    assert_eq!(
        list,
        "name,url,evidence,email\nAndrey,https://example.org/a,a.yaml,\n\
         Andrey,,b.yaml,canary@example.org\nZoe,,c.yaml,\n"
    );
    assert!(project.run(&["sign", "import", "signed"]).contains("Nothing new; 3 the same."));
    assert_eq!(project.read("signatories.csv"), list);
}
