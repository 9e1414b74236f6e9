//! The list in other forms: what leaves it, and what does not.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use snapbox::{IntoData, assert_data_eq, str};

use crate::sandbox::Sandbox;

const LIST: &str = "\
name,abbreviation,role,affiliation,country,url,language,name_ko,ZIP,signed_on
River | *Watch*,RW,,,KR,https://river.example/a|b,,강 지킴이,00123,2022-07-25
\"=HYPERLINK(\"\"https://x.example\"\")\",,,,US,,,,,
Jane Doe,,Chair,_Snake_ & ~H~ <b>,,,,,,
منظمة حقوق,,,,,https://e.example,ar,,,
";

/// A word that stands in every cell that is not to leave the list.
const CANARY: &str = "canary";

/// A list in which whatever is not public holds `CANARY`, beside one row that is.
fn with_canaries() -> Sandbox {
    let rows = [
        "seen,Seen Group,,confirmed,Seen Land,\
         canary,canary,canary,canary,canary@canary.org,canary,canary,canary,v1@canary",
        "canary1,Canary One,anonymous,confirmed,Canaryland,\
         canary,canary,canary,canary,canary@canary.org,canary,canary,canary,",
        "canary2,Canary Two,no,confirmed,Canaryland,,,,,,,,,",
        "canary3,Canary Three,,withdrawn,Canaryland,,,,,,,,,",
        "canary4,Canary Four,,invited,Canaryland,,,,,,,,,",
        "canary5,Canary Five,,pending,Canaryland,,,,,,,,,",
        "canary6,Canary Six,,declined,Canaryland,,,,,,,,,",
    ];
    let header = "id,name,listed,status,country,\
                  signed_by,via,evidence,contact,email,note,VIP,name_of_donor,signed_version";
    let rows = rows.map(|row| {
        let group = if row.starts_with("seen") { "National" } else { "Canary group" };
        format!("{row},{group}\n")
    });
    Sandbox::new().file("signatories.csv", format!("{header},group\n{}", rows.concat()))
}

/// A text with its isolates as signs that can be seen.
fn shown(text: &str) -> String {
    text.replace('\u{2068}', "‹").replace('\u{2069}', "›")
}

/// The texts of a workbook's cells, row by row, as another program reads them.
fn cells(workbook: Vec<u8>) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook)).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is no text"),
    };
    sheet.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// Every file of an archive, one after the other.
fn unpacked(archive: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        text.push_str(&file.name().unwrap());
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
    }
    text
}

#[test]
fn csv_runs_nothing_and_json_changes_nothing() {
    let project = Sandbox::new().file("signatories.csv", LIST);
    assert_data_eq!(
        project.run(&["sign", "export"]),
        str![[r#"
status: 0
--- stdout
id,kind,name,abbreviation,role,affiliation,country,url,language,name_ko
rw,organization,River | *Watch*,RW,,,KR,https://river.example/a|b,,강 지킴이
hyperlink-https-xexample,organization,"'=HYPERLINK(""https://x.example"")",,,,US,,,
jane-doe,individual,Jane Doe,,Chair,_Snake_ & ~H~ <b>,,,,
منظمة-حقوق,organization,منظمة حقوق,,,,,https://e.example,ar,
--- stderr

"#]]
        .raw()
    );
    assert_data_eq!(
        project.run(&["sign", "export", "--json"]),
        str![[r#"
status: 0
--- stdout
[
  {
    "id": "rw",
    "kind": "organization",
    "name": "River | *Watch*",
    "abbreviation": "RW",
    "role": "",
    "affiliation": "",
    "country": "KR",
    "url": "https://river.example/a|b",
    "language": "",
    "name_ko": "강 지킴이"
  },
  {
    "id": "hyperlink-https-xexample",
    "kind": "organization",
    "name": "=HYPERLINK(\"https://x.example\")",
    "abbreviation": "",
    "role": "",
    "affiliation": "",
    "country": "US",
    "url": "",
    "language": "",
    "name_ko": ""
  },
  {
    "id": "jane-doe",
    "kind": "individual",
    "name": "Jane Doe",
    "abbreviation": "",
    "role": "Chair",
    "affiliation": "_Snake_ & ~H~ <b>",
    "country": "",
    "url": "",
    "language": "",
    "name_ko": ""
  },
  {
    "id": "منظمة-حقوق",
    "kind": "organization",
    "name": "منظمة حقوق",
    "abbreviation": "",
    "role": "",
    "affiliation": "",
    "country": "",
    "url": "https://e.example",
    "language": "ar",
    "name_ko": ""
  }
]
--- stderr

"#]]
        .raw()
    );
}

#[test]
fn a_table_for_a_page_prints_every_name_as_it_is_written() {
    let project = Sandbox::new().file("signatories.csv", LIST);
    assert_data_eq!(
        shown(&project.run(&["sign", "export", "--to", "md"])),
        str![[r#"
status: 0
--- stdout
| Name | Kind | Abbreviation | Role | Affiliation | Country | Name (ko) |
| --- | --- | --- | --- | --- | --- | --- |
| [River \| \*Watch\*](https://river.example/a%7Cb) | organization | RW |  |  | KR | 강 지킴이 |
| =HYPERLINK("https://x.example") | organization |  |  |  | US |  |
| Jane Doe | individual |  | Chair | \_Snake\_ & \~H\~ \<b> |  |  |
| ‹[منظمة حقوق](https://e.example)› | organization |  |  |  |  |  |
--- stderr

"#]]
        .raw()
    );
    let html = project.stdout(&["sign", "export", "--to", "html"]);
    let (_, main) = html.split_once("<main>\n").unwrap();
    assert_data_eq!(
        main,
        str![[r#"
<header>
<h1 class="title">Signatories</h1>
</header>
<section class="signatories">
<table class="names">
<thead>
<tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Abbreviation</th><th scope="col">Role</th><th scope="col">Affiliation</th><th scope="col">Country</th><th scope="col">Name (ko)</th></tr>
</thead>
<tbody>
<tr><th scope="row"><a href="https://river.example/a|b">River | *Watch*</a></th><td>organization</td><td>RW</td><td></td><td></td><td>KR</td><td><span lang="ko">강 지킴이</span></td></tr>
<tr><th scope="row">=HYPERLINK(&quot;https://x.example&quot;)</th><td>organization</td><td></td><td></td><td></td><td>US</td><td></td></tr>
<tr><th scope="row">Jane Doe</th><td>individual</td><td></td><td>Chair</td><td>_Snake_ &amp; ~H~ &lt;b&gt;</td><td></td><td></td></tr>
<tr><th scope="row"><bdi><a href="https://e.example"><span lang="ar" dir="rtl">منظمة حقوق</span></a></bdi></th><td>organization</td><td></td><td></td><td></td><td></td><td></td></tr>
</tbody>
</table>
</section>
</main>
</body>
</html>

"#]]
    );
}

#[test]
fn the_language_of_all_letters_is_that_of_the_tables_heads() {
    let project = Sandbox::new()
        .file("letterctl.toml", "[letter]\nlanguage = \"ar\"\n")
        .file("signatories.csv", "name,country\nمنظمة حقوق,EG\nRiver Watch,\n");
    assert_data_eq!(
        shown(&project.stdout(&["sign", "export", "--to", "md"])),
        str![[r#"
| الاسم | البلد |
| --- | --- |
| منظمة حقوق | ‹EG› |
| ‹River Watch› |  |

"#]]
        .raw()
    );
    project.stdout(&["sign", "export", "--to", "xlsx"]);
    let workbook = unpacked(project.bytes("out/signatories.xlsx"));
    assert!(workbook.contains("rightToLeft=\"1\""), "{workbook}");
}

#[test]
fn a_workbook_holds_text_alone_under_a_head_that_stays() {
    let list = format!("{LIST}{},,,,,,,,,\n", "北".repeat(50));
    let project = Sandbox::new()
        .file("letterctl.toml", "[signatories]\npublic = [\"zip\"]\n")
        .file("signatories.csv", list);
    assert_data_eq!(
        project.run(&["sign", "export", "--to", "xlsx"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote out/signatories.xlsx.

"#]]
    );
    let bytes = project.bytes("out/signatories.xlsx");
    assert_eq!(project.names("out"), [".gitignore", "signatories.xlsx"]);

    let rows = cells(bytes.clone());
    assert_eq!(
        rows[0],
        [
            "id",
            "kind",
            "name",
            "abbreviation",
            "role",
            "affiliation",
            "country",
            "url",
            "language",
            "name_ko",
            "zip"
        ]
    );
    assert_eq!(rows[1][2], "River | *Watch*");
    assert_eq!(rows[1][10], "00123");
    assert_eq!(rows[2][2], "=HYPERLINK(\"https://x.example\")");
    assert_eq!(rows.len(), 6);

    let parts = unpacked(bytes.clone());
    assert!(!parts.contains("<f>") && !parts.contains("<hyperlink"), "something is active");
    assert!(parts.contains("<autoFilter ref=\"A1:K6\"/>"), "{parts}");
    assert!(parts.contains("state=\"frozen\""), "{parts}");
    assert!(parts.contains("2022-08-02T00:00:00Z"), "the day is not that of SOURCE_DATE_EPOCH");

    project.stdout(&["sign", "export", "--to", "xlsx", "-o", "again.xlsx"]);
    assert_eq!(project.bytes("again.xlsx"), bytes);
    assert_eq!(project.output(&["sign", "export", "--to", "xlsx", "-o", "-"]).stdout, bytes);
}

#[test]
fn a_cell_that_a_spreadsheet_has_no_room_for_is_named() {
    let list = format!("name,note\nA,\nB,{}\n", "x".repeat(32_768));
    let project = Sandbox::new().file("signatories.csv", list);
    assert_data_eq!(
        project.run(&["sign", "export", "--to", "xlsx", "--all"]),
        str![[r#"
status: 1
--- stdout
--- stderr
warning[private-data]: the export holds private data
 = help: without `--all` it holds what may be published

error[long-cell]: `note` holds more than 32767 characters
 --> signatories.csv:3:3
  |
  = help: a spreadsheet has no room for them: export to CSV or JSON


"#]]
    );
    assert_eq!(project.names("."), ["signatories.csv"]);
}

#[test]
fn nothing_private_and_nobody_unlisted_is_in_any_export() {
    let project = with_canaries();
    project.stdout(&["sign", "export", "--to", "csv,json,xlsx,md,html"]);
    assert_eq!(
        project.names("out"),
        [
            ".gitignore",
            "signatories.csv",
            "signatories.html",
            "signatories.json",
            "signatories.md",
            "signatories.xlsx"
        ]
    );
    for ending in ["csv", "html", "json", "md"] {
        let text = project.read(&format!("out/signatories.{ending}"));
        assert!(text.contains("Seen Group"), "{text}");
        assert!(!text.to_lowercase().contains(CANARY), "{text}");
    }
    let workbook = unpacked(project.bytes("out/signatories.xlsx"));
    assert!(workbook.contains("Seen Group"), "{workbook}");
    assert!(!workbook.to_lowercase().contains(CANARY), "{workbook}");
}

#[test]
fn all_of_the_list_is_there_when_it_is_asked_for_and_said() {
    let project = with_canaries();
    assert_data_eq!(
        project.run(&["sign", "export", "--all"]),
        str![[r#"
status: 0
--- stdout
kind,id,name,listed,status,country,signed_by,via,evidence,contact,email,note,vip,name_of_donor,signed_version,group
organization,seen,Seen Group,yes,confirmed,Seen Land,canary,canary,canary,canary,canary@canary.org,canary,canary,canary,v1@canary,National
organization,canary1,Canary One,anonymous,confirmed,Canaryland,canary,canary,canary,canary,canary@canary.org,canary,canary,canary,,Canary group
organization,canary2,Canary Two,no,confirmed,Canaryland,,,,,,,,,,Canary group
organization,canary3,Canary Three,yes,withdrawn,Canaryland,,,,,,,,,,Canary group
organization,canary4,Canary Four,yes,invited,Canaryland,,,,,,,,,,Canary group
organization,canary5,Canary Five,yes,pending,Canaryland,,,,,,,,,,Canary group
organization,canary6,Canary Six,yes,declined,Canaryland,,,,,,,,,,Canary group
--- stderr
warning[private-data]: the export holds private data
 = help: without `--all` it holds what may be published


"#]]
    );
    for format in ["json", "md", "html"] {
        let text = project.stdout(&["sign", "export", "--all", "--to", format]);
        assert_eq!(text.matches("Canary group").count(), 6, "{text}");
        assert_eq!(text.matches("v1@canary").count(), 1, "{text}");
    }
}

#[test]
fn several_formats_are_files_and_a_dry_run_writes_none() {
    let project = Sandbox::new().file("signatories.csv", "name\nA\n");
    let arguments = ["sign", "export", "--to", "xlsx,csv,csv"];
    assert_data_eq!(
        project.run(&[&arguments[..], &["--dry-run"]].concat()),
        str![[r#"
status: 0
--- stdout
--- stderr
Would write out/signatories.csv.
Would write out/signatories.xlsx.

"#]]
    );
    assert_eq!(project.names("."), ["signatories.csv"]);
    assert_data_eq!(
        project.run(&arguments),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote 2 of 2 files to out.

"#]]
    );
    assert_eq!(project.names("out"), [".gitignore", "signatories.csv", "signatories.xlsx"]);
}

#[test]
fn the_ending_of_the_output_names_the_format_and_its_folder_is_made() {
    let project = Sandbox::new().file("signatories.csv", "name\nA\n");
    assert_data_eq!(
        project.run(&["sign", "export", "-o", "for/the/site.HTML"]),
        str![[r#"
status: 0
--- stdout
--- stderr
Wrote for/the/site.HTML.

"#]]
    );
    assert!(project.read("for/the/site.HTML").starts_with("<!DOCTYPE html>"));
    assert_data_eq!(
        project.run(&["sign", "export", "-o", "list.doc"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: the ending of `list.doc` names no format
hint: name the format with `--to`

"#]]
    );
    assert_data_eq!(
        project.run(&["sign", "export", "--to", "csv,md", "-o", "list.csv"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: several formats cannot go to one file
hint: leave `-o` out, and they go to files in `out/`

"#]]
    );
}

#[test]
fn what_is_kept_in_the_project_is_not_written_over() {
    let project = Sandbox::sample().file("addressees.csv", "name\nB\n");
    let list = project.read("signatories.csv");
    assert_data_eq!(
        project.run(&["sign", "export", "-o", "signatories.csv"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error: `[PROJECT]/signatories.csv` is what the letter is made from, and is not written over
hint: name another file with `-o`

"#]]
    );
    for kept in ["addressees.csv", "templates/joint-letter.md"] {
        let before = project.read(kept);
        let output = project.output(&["sign", "export", "-o", kept]);
        assert_eq!(output.status.code(), Some(1), "{kept}");
        assert_eq!(project.read(kept), before);
    }
    let project = project.file("other.csv", "name\nB\n");
    let arguments = ["sign", "export", "--signatories", "other.csv", "-o", "signatories.csv"];
    assert_eq!(project.output(&arguments).status.code(), Some(1));
    assert_eq!(project.read("signatories.csv"), list);
}
