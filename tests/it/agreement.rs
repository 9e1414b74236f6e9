//! What signatories agreed to: which version a sign-off is about, and who is on the final letter.

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

const LETTER: &str = "+++\ndate = \"today\"\nnotice = \"First\"\nsubject = \"The weir\"\n+++\n\
    We, {{ count.signatories }} signatories, ask you:\n\n\
    (A) to let the permit lapse; and\n\n\
    (B) to open the weir before autumn.\n";

const LIST: &str = "name,status,signed_on,signed_version\n\
    River Watch,,2022-07-01,\nAnglers,invited,,\nMillers,,2022-07-02,\n";

/// A project with one frozen version, to which only Anglers agreed.
fn agreed() -> Sandbox {
    let project = Sandbox::new().file("templates/letter.md", LETTER).file("signatories.csv", LIST);
    project.stdout(&["draft", "freeze"]);
    project.stdout(&["sign", "confirm", "anglers"]);
    project
}

fn change(project: &Sandbox, old: &str, new: &str) {
    let letter = project.read("templates/letter.md");
    assert!(letter.contains(old), "{old}");
    project.put("templates/letter.md", letter.replace(old, new));
}

/// The names on the final letter, and the status of the run.
fn on_the_final_letter(project: &Sandbox, flags: &[&str]) -> (Vec<String>, Option<i32>) {
    let output = project.output(&[&["render", "--final"], flags].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    let names = ["River Watch", "Anglers", "Millers"].into_iter();
    let listed = names.filter(|name| text.contains(&format!("\n{name}\n")));
    (listed.map(str::to_owned).collect(), output.status.code())
}

fn stale(project: &Sandbox) -> String {
    project.stdout(&["sign", "list", "--stale"])
}

#[test]
fn a_sign_off_says_which_version_it_is_about() {
    let project = agreed();
    assert_data_eq!(
        project.run(&["sign", "add", "Paddlers"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Added Paddlers, for v1@ddc07a82645a.

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "add", "Rowers", "--on", "2022-07-03"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Added Rowers, for no version: none was frozen before 2022-07-03.

"#]]
    );
    change(&project, "before autumn", "next year");
    project.stdout(&["draft", "freeze"]);
    assert_data_eq!(
        project.run(&["sign", "confirm", "anglers", "paddlers"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Confirmed Anglers, for v2@b01d42aad873.
Confirmed Paddlers, for v2@b01d42aad873.

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "confirm", "rowers", "--version", "1"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Confirmed Rowers, for v1@ddc07a82645a.

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "confirm", "rowers", "--version", "v7"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: there is no version `v7`
hint: there are: `v1@ddc07a82645a`, `v2@b01d42aad873`

"#]]
    );
    assert_data_eq!(
        project.read("signatories.csv"),
        str![[r#"
name,status,signed_on,signed_version
River Watch,,2022-07-01,
Anglers,confirmed,[..],v2@b01d42aad873
Millers,,2022-07-02,
Paddlers,confirmed,[..],v2@b01d42aad873
Rowers,confirmed,2022-07-03,v1@ddc07a82645a

"#]]
    );
}

#[test]
fn a_list_kept_before_there_were_versions_is_confirmed_for_one_at_once() {
    let project = agreed();
    change(&project, "before autumn", "next year");
    project.stdout(&["draft", "freeze"]);
    project.stdout(&["sign", "confirm", "anglers"]);
    assert_data_eq!(
        project.run(&["sign", "confirm", "--all", "--version", "v1", "--evidence", "minutes"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Confirmed 2 signatories, for v1@ddc07a82645a.
Left 1 signatory that agreed to a later version.
New in the list: column `evidence`.

"#]]
    );
    assert_data_eq!(
        project.read("signatories.csv"),
        str![[r#"
name,status,signed_on,signed_version,evidence
River Watch,,2022-07-01,v1@ddc07a82645a,minutes
Anglers,confirmed,[..],v2@b01d42aad873,
Millers,,2022-07-02,v1@ddc07a82645a,minutes

"#]]
    );
    let before = project.read("signatories.csv");
    project.stdout(&["sign", "confirm", "--all", "--version", "v1", "--evidence", "minutes"]);
    assert_eq!(project.read("signatories.csv"), before);
}

#[test]
fn a_changed_demand_makes_all_stale_who_agreed_to_the_old_one() {
    let project = agreed();
    change(&project, "before autumn", "next year");
    assert_data_eq!(
        project.run(&["sign", "list", "--stale"]),
        str![[r#"
status: 0
--- stdout
id       name     signed_version   changed since
anglers  Anglers  v1@ddc07a82645a  2 words changed, in (B)
--- stderr

"#]]
    );
    assert_data_eq!(
        project.run(&["render", "--final"]),
        str![[r#"
status: 1
--- stdout
First

August 2, 2022

Re: The weir

We, 2 signatories, ask you:

(A)  to let the permit lapse; and

(B)  to open the weir next year.


River Watch
Millers
--- stderr
warning[stale-agreement]: one sign-off is to the text of v1: that of Anglers
 --> signatories.csv:3:30
  |
3 | …,…,…,v1@ddc07a82645a
  |       ^^^^^^^^^^^^^^^
  |
  = help: since then, 2 words changed, in (B): ask again, then `letterctl sign confirm`

note[no-version-agreed]: 2 sign-offs are to no particular version: those of River Watch and Millers
 --> signatories.csv:2:25
  |
2 | …,…,…,
  |       ^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

Left 1 signatory off.

"#]]
    );
    assert_data_eq!(
        project.run(&["check"]),
        str![[r#"
status: 1
--- stdout
--- stderr
note[text-not-frozen]: the text is not that of v1: 2 words changed, in (B)
 = help: `letterctl draft diff v1` shows it; `letterctl draft freeze` keeps it

warning[stale-agreement]: one sign-off is to the text of v1: that of Anglers
 --> signatories.csv:3:30
  |
3 | …,…,…,v1@ddc07a82645a
  |       ^^^^^^^^^^^^^^^
  |
  = help: since then, 2 words changed, in (B): ask again, then `letterctl sign confirm`

note[no-version-agreed]: 2 sign-offs are to no particular version: those of River Watch and Millers
 --> signatories.csv:2:25
  |
2 | …,…,…,
  |       ^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

1 warning, 2 notes.

"#]]
    );
    assert_eq!(
        on_the_final_letter(&project, &["--allow-stale"]),
        (vec!["River Watch".to_owned(), "Millers".to_owned()], Some(0))
    );
    // The version that she agreed to is still hers.
    let all = ["River Watch", "Anglers", "Millers"].map(str::to_owned).to_vec();
    assert_eq!(on_the_final_letter(&project, &["--version", "v1"]), (all.clone(), Some(0)));
    project.stdout(&["draft", "freeze"]);
    assert_eq!(on_the_final_letter(&project, &[]).1, Some(1));
    project.stdout(&["sign", "confirm", "anglers"]);
    assert_eq!(on_the_final_letter(&project, &[]), (all, Some(0)));
}

#[test]
fn an_editorial_change_makes_nobody_stale() {
    let project = agreed();
    change(&project, "to let the permit lapse", "let the permit lapse");
    assert!(stale(&project).contains("anglers"));
    project.stdout(&["draft", "freeze", "--editorial"]);
    assert!(!stale(&project).contains("anglers"));
    assert_eq!(on_the_final_letter(&project, &[]).1, Some(0));
}

#[test]
fn date_list_notice_and_count_make_nobody_stale() {
    let project = agreed();
    change(&project, "\"today\"", "2023-01-01");
    change(&project, "\"First\"", "\"Second\"\nmarking = \"Embargoed\"");
    project.stdout(&["sign", "add", "Paddlers"]);
    project.stdout(&["sign", "withdraw", "millers"]);
    assert!(!stale(&project).contains("anglers"));
    assert_eq!(on_the_final_letter(&project, &[]).1, Some(0));
}

#[test]
fn a_translation_added_makes_nobody_stale_and_one_changed_does() {
    let project = agreed();
    let french = "+++\nsubject = \"Le barrage\"\n+++\nNous demandons :\n\n(A) tout.\n";
    project.put("templates/letter.fr.md", french);
    assert!(!stale(&project).contains("anglers"));
    project.stdout(&["draft", "freeze"]);
    assert_eq!(on_the_final_letter(&project, &[]).1, Some(0));
    project.stdout(&["sign", "confirm", "anglers"]);
    project.put("templates/letter.fr.md", french.replace("tout", "rien"));
    assert_data_eq!(
        stale(&project),
        str![[r#"
id       name     signed_version   changed since
anglers  Anglers  v2@f3dd76198b53  1 word changed, in (A)

"#]]
    );
}

#[test]
fn agreement_to_a_version_that_is_not_there_holds_for_nothing() {
    let project = agreed();
    let list = project
        .read("signatories.csv")
        .replace("Millers,,2022-07-02,", "Millers,,,v9@000000000000");
    project.put("signatories.csv", list);
    assert_data_eq!(
        project.run(&["check"]),
        str![[r#"
status: 1
--- stdout
--- stderr
warning[unknown-version]: one sign-off is to a text of no frozen version: that of Millers
 --> signatories.csv:4:11
  |
4 | …,…,…,v9@000000000000
  |       ^^^^^^^^^^^^^^^
  |
  = help: `letterctl draft list` shows the versions that there are

note[no-version-agreed]: one sign-off is to no particular version: that of River Watch
 --> signatories.csv:2:25
  |
2 | …,…,…,
  |       ^
  |
  = help: if it was one, `letterctl sign confirm --all --version V` says which

1 warning, 1 note.

"#]]
    );
    assert_eq!(on_the_final_letter(&project, &[]).1, Some(1));
}

#[test]
fn without_a_version_every_sign_off_counts() {
    let project = Sandbox::new().file("templates/letter.md", LETTER).file("signatories.csv", LIST);
    assert_eq!(on_the_final_letter(&project, &[]).1, Some(0));
    assert!(stale(&project).starts_with("id"));
    assert_data_eq!(
        project.run(&["sign", "confirm", "--all"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `--all` needs a version that was agreed to
hint: freeze one with `letterctl draft freeze`, or name one with `--version`

"#]]
    );
}

#[test]
fn what_a_sign_off_is_worth_is_shown_beside_it() {
    let project = agreed();
    let agreement = |id| {
        let shown = project.stdout(&["sign", "show", id]);
        let line = shown.lines().find_map(|line| line.strip_prefix("agreement "));
        line.unwrap_or_default().trim().to_owned()
    };
    assert_eq!(agreement("anglers"), "holds");
    assert_eq!(agreement("river-watch"), "to no particular version");
    change(&project, "the permit", "any permit");
    assert_eq!(agreement("anglers"), "stale: 1 word changed, in (A)");
}

#[test]
fn stats_count_what_sign_offs_are_worth() {
    let project = agreed();
    project.stdout(&["sign", "add", "Paddlers"]);
    change(&project, "the permit", "any permit");
    project.stdout(&["draft", "freeze"]);
    project.stdout(&["sign", "confirm", "paddlers"]);
    let shown = project.stdout(&["sign", "stats"]);
    let (_, agreement) = shown.split_once("Agreement\n").unwrap();
    let words = |line: &str| line.trim_end_matches(|end: char| !end.is_ascii_digit()).to_owned();
    assert_eq!(
        agreement.lines().take(3).map(words).collect::<Vec<_>>(),
        ["  holds          1", "  stale          1", "  to no version  2"]
    );
    let json = project.stdout(&["sign", "stats", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let expected = serde_json::json!({"holds": 1, "stale": 1, "to no version": 2});
    assert_eq!(json["agreement"], expected);
}

/// Makes a version look as if it had been frozen at another time.
fn frozen_at(project: &Sandbox, label: &str, time: &str) {
    let path = format!("drafts/{label}/version.toml");
    let manifest = project.read(&path);
    let line = manifest.lines().find(|line| line.starts_with("time = ")).unwrap();
    let lines = manifest.replace(line, &format!("time = \"{time}\""));
    let (lines, _) = lines.split_once("seal = ").unwrap();
    let seal = letterctl::draft::Digest::of(lines.as_bytes());
    project.put(&path, format!("{lines}seal = \"{}\"\n", seal.as_str()));
}

#[test]
fn a_form_of_may_imported_in_june_agrees_to_the_version_of_may() {
    let project = Sandbox::new().file("templates/letter.md", LETTER).file("signatories.csv", LIST);
    project.stdout(&["draft", "freeze"]);
    frozen_at(&project, "v1", "2026-05-01T12:00:00Z");
    change(&project, "before autumn", "next year");
    project.stdout(&["draft", "freeze"]);
    frozen_at(&project, "v2", "2026-06-01T12:00:00Z");
    project.put(
        "form.csv",
        "Timestamp,Organization name\n2026-04-30 10:00:00,Early\n2026-05-20 10:00:00,Anglers\n\
         2026-05-30 11:59:59,Late\n2026-06-02,Later\n",
    );
    assert_data_eq!(
        project.run(&["sign", "import", "form.csv"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Read name from `Organization name`, signed_on from `Timestamp`.
Changed anglers (status, signed_version, signed_on, evidence).
Sign-offs: 1 for v2@b01d42aad873, 2 for v1@ddc07a82645a, 1 for no version.
Imported 3 new signatories, 1 later answer.
New in the list: column `evidence`.
Remembered in letterctl.toml what feeds which column.

"#]]
    );
    assert_data_eq!(
        project.read("signatories.csv"),
        str![[r#"
name,status,signed_on,signed_version,evidence
River Watch,,2022-07-01,,
Anglers,confirmed,2026-05-20T10:00:00,v1@ddc07a82645a,"form.csv, row 3"
Millers,,2022-07-02,,
Early,confirmed,2026-04-30T10:00:00,,"form.csv, row 2"
Late,confirmed,2026-05-30T11:59:59,v1@ddc07a82645a,"form.csv, row 4"
Later,confirmed,2026-06-02,v2@b01d42aad873,"form.csv, row 5"

"#]]
    );
    let list = project.read("signatories.csv");
    project.stdout(&["sign", "import", "form.csv"]);
    assert_eq!(project.read("signatories.csv"), list);
}

#[test]
fn an_answer_without_a_day_is_given_when_it_is_imported_and_only_once() {
    let project = agreed();
    project.put("form.csv", "Organization name,Country\nMillers,SE\nPaddlers,NO\n");
    project.stdout(&["sign", "import", "form.csv"]);
    let list = project.read("signatories.csv");
    assert_eq!(list.matches("v1@").count(), 2, "{list}");
    assert!(list.contains("Millers,,2022-07-02,,"), "{list}");
    change(&project, "before autumn", "next year");
    project.stdout(&["draft", "freeze"]);
    project.stdout(&["sign", "import", "form.csv"]);
    assert_eq!(project.read("signatories.csv"), list);
}
