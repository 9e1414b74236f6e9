//! Numbers about the list: in a terminal, as JSON, as a picture.

use snapbox::{assert_data_eq, str};

use crate::sandbox::Sandbox;

const LIST: &str = "\
name,kind,country,group,listed,status,signed_on
A,,kr,National,,,2022-07-25
B,,KR,National,,,2022-07-26
C,individual,US,Regional,,,2022-07-26T10:00:00Z
D,representative,,,,,
Secret,,TV,Divers,anonymous,,2022-07-30
Left out,,TV,Divers,no,,2022-07-31
Gone,,TV,Divers,,withdrawn,2022-07-20
Asked,,TV,Divers,,invited,
";

fn project(deadline: &str) -> Sandbox {
    Sandbox::new()
        .file("signatories.csv", LIST)
        .file("letterctl.toml", format!("[review]\ndeadline = {deadline}\n"))
}

#[test]
fn the_list_is_counted_with_bars() {
    assert_data_eq!(
        project("2022-08-14").run(&["sign", "stats"]),
        str![[r#"
status: 0
--- stdout
Signatories
  all            5  ████████████████████████
  organizations  4  ███████████████████▎
  individuals    1  ████▉
  anonymous      1  ████▉

Status
  invited    1  ████
  confirmed  6  ████████████████████████
  withdrawn  1  ████

Kind
  organization    3  ████████████████████████
  individual      1  ████████
  representative  1  ████████

Group
  National  2  ████████████████████████
  Regional  1  ████████████
  (none)    1  ████████████

Country
  KR      2  ████████████████████████
  US      1  ████████████
  (none)  1  ████████████

Day
  2022-07-25      1  ████████████
  2022-07-26      2  ████████████████████████
  2022-07-30      1  ████████████
  without a date  1

12 days left (until 2022-08-14).
--- stderr

"#]]
    );
}

#[test]
fn the_same_numbers_are_one_json_object() {
    assert_data_eq!(
        project("\"2022-07-30\"").run(&["sign", "stats", "--json"]),
        str![[r#"
status: 0
--- stdout
{
  "count": {
    "signatories": 5,
    "organizations": 4,
    "individuals": 1,
    "anonymous": 1
  },
  "status": {
    "invited": 1,
    "pending": 0,
    "confirmed": 6,
    "declined": 0,
    "withdrawn": 1
  },
  "agreement": null,
  "kind": {
    "organization": 3,
    "individual": 1,
    "representative": 1
  },
  "group": {
    "National": 2,
    "Regional": 1,
    "": 1
  },
  "country": {
    "KR": 2,
    "US": 1,
    "": 1
  },
  "day": {
    "2022-07-25": 1,
    "2022-07-26": 2,
    "2022-07-30": 1
  },
  "without_day": 1,
  "deadline": "2022-07-30",
  "days_left": -3
}
--- stderr

"#]]
    );
}

#[test]
fn a_long_column_and_many_days_are_summed_up() {
    let rows = (1..=16).map(|day| format!("N{day},Land {day:02},2022-07-{day:02}"));
    let header = "name,country,signed_on".to_owned();
    let lines: Vec<_> = std::iter::once(header).chain(rows).collect();
    let project = Sandbox::new().file("signatories.csv", lines.join("\n"));
    assert_data_eq!(
        project.run(&["sign", "stats"]),
        str![[r#"
status: 0
--- stdout
Signatories
  all            16  ████████████████████████
  organizations  16  ████████████████████████

Status
  confirmed  16  ████████████████████████

Kind
  organization  16  ████████████████████████

Country
  Land 01       1  ████████████████████████
  Land 02       1  ████████████████████████
  Land 03       1  ████████████████████████
  Land 04       1  ████████████████████████
  Land 05       1  ████████████████████████
  Land 06       1  ████████████████████████
  Land 07       1  ████████████████████████
  Land 08       1  ████████████████████████
  Land 09       1  ████████████████████████
  Land 10       1  ████████████████████████
  and 6 others  6

Day
  earlier     2
  2022-07-03  1  ████████████████████████
  2022-07-04  1  ████████████████████████
  2022-07-05  1  ████████████████████████
  2022-07-06  1  ████████████████████████
  2022-07-07  1  ████████████████████████
  2022-07-08  1  ████████████████████████
  2022-07-09  1  ████████████████████████
  2022-07-10  1  ████████████████████████
  2022-07-11  1  ████████████████████████
  2022-07-12  1  ████████████████████████
  2022-07-13  1  ████████████████████████
  2022-07-14  1  ████████████████████████
  2022-07-15  1  ████████████████████████
  2022-07-16  1  ████████████████████████
--- stderr

"#]]
    );
}

#[test]
fn an_empty_list_has_numbers_too() {
    let project = Sandbox::new().file("signatories.csv", "name\n");
    assert_data_eq!(
        project.run(&["sign", "stats"]),
        str![[r#"
status: 0
--- stdout
Signatories
  all  0
--- stderr

"#]]
    );
}

#[test]
fn the_deadline_is_told_by_the_day() {
    let left = |deadline| {
        let text = project(deadline).stdout(&["sign", "stats"]);
        text.lines().last().unwrap().to_owned()
    };
    assert_eq!(left("2022-08-02"), "The deadline is today (2022-08-02).");
    assert_eq!(left("2022-08-03"), "1 day left (until 2022-08-03).");
    assert_eq!(left("2022-08-01"), "The deadline was yesterday (2022-08-01).");
    assert_eq!(left("2022-07-30"), "The deadline was 3 days ago (2022-07-30).");
}

#[test]
fn a_deadline_that_is_no_day_has_its_place() {
    assert_data_eq!(
        project("\"soon\"").run(&["sign", "stats"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error[settings]: `deadline` is no day such as 2026-12-06
 --> letterctl.toml:2:12
  |
2 | deadline = "soon"
  |            ^^^^^^


"#]]
    );
}

#[test]
fn the_curve_is_a_picture_that_stands_by_itself() {
    let project = project("2022-08-14");
    assert_data_eq!(
        project.run(&["sign", "stats", "--to", "svg", "-o", "out/curve.svg"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote out/curve.svg.

"#]]
    );
    let svg = project.read("out/curve.svg");
    let expected = snapbox::Data::read_from(
        std::path::Path::new("tests/it/sign_ons.svg"),
        Some(snapbox::data::DataFormat::Text),
    );
    assert_data_eq!(svg.clone(), expected.raw());
    assert_eq!(project.stdout(&["sign", "stats", "--to", "svg"]), svg);
    for active in ["<script", "href", "url(", "@import", "@font-face"] {
        assert!(!svg.contains(active), "{active}");
    }
}

#[test]
fn a_picture_is_drawn_of_any_days() {
    let lists = [
        ("name\n", "No signatories yet"),
        ("name\nA\n", "1 signatory"),
        ("name,signed_on\nA,2022-08-01\n", "Sign-ons on Aug 1, 2022"),
        ("name,signed_on\nA,0001-01-01\nB,9999-12-31\n", "from Jan 1, 1 to Dec 31, 9999"),
        ("name,signed_on\nA,someday\nB,2022-02-29\n", "No sign-on has a date yet"),
    ];
    for (list, said) in lists {
        let project = Sandbox::new().file("signatories.csv", list);
        let svg = project.stdout(&["sign", "stats", "--to", "svg"]);
        assert!(svg.contains(said) && svg.ends_with("</svg>\n"), "{svg}");
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
}

#[test]
fn nobody_who_is_not_named_can_be_told_from_the_numbers() {
    let project = project("2022-08-14");
    for arguments in [&["stats"][..], &["stats", "--json"], &["stats", "--to", "svg"]] {
        let text = project.stdout(&[&["sign"], arguments].concat());
        for secret in ["Secret", "Left out", "Gone", "Asked", "TV", "Divers", "07-31", "07-20"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}

#[test]
fn a_picture_is_not_written_over_the_list() {
    let project = project("2022-08-14");
    assert_data_eq!(
        project.run(&["sign", "stats", "--to", "svg", "-o", "signatories.csv"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `[PROJECT]/signatories.csv` is what the letter is made from, and is not written over
hint: name another file with `-o`

"#]]
    );
    assert_eq!(project.read("signatories.csv"), LIST);
    let arguments = ["sign", "stats", "--to", "svg", "-o", "x.svg", "--dry-run"];
    assert_data_eq!(
        project.run(&arguments),
        str![[r#"
status: 0
--- stdout
--- stderr
Would write x.svg.

"#]]
    );
    assert_eq!(project.names("."), ["letterctl.toml", "signatories.csv"]);
}
