//! Files of answers as they lie on the disk.

use std::path::Path;

use letterctl::signatories::{Form, SignatoriesError, read_form};

use crate::sandbox::Sandbox;

fn read(sandbox: &Sandbox, name: &str, encoding: Option<&str>) -> Result<Form, SignatoriesError> {
    read_form(&sandbox.path(name), Path::new(name), encoding)
}

/// What is wrong, a line for each: the place, what, and what to do.
fn refusal(sandbox: &Sandbox, name: &str, encoding: Option<&str>) -> String {
    let problems = match read(sandbox, name, encoding).unwrap_err() {
        SignatoriesError::Problems(problems) => problems,
        error => return error.to_string(),
    };
    let line = |problem: &letterctl::diagnostic::Diagnostic| {
        let place = problem.place.as_ref().map_or(String::new(), |place| {
            assert_eq!(place.excerpt, "");
            format!("{}:{}:{}: ", place.file.display(), place.line, place.column)
        });
        format!("{place}{} ({})\n", problem.message, problem.help.join("; "))
    };
    problems.iter().map(line).collect()
}

#[test]
fn the_files_of_a_folder_are_read_by_name() {
    let sandbox = Sandbox::new()
        .file("signatures/b.yaml", "name: B\nlink: https://b.example\n")
        .file("signatures/a.yml", "- name: A\n- name: No\n  affiliation: 007\n")
        .file("signatures/.github.yml", "name: hidden")
        .file("signatures/README.md", "# Sign here\n")
        .file("signatures/archive/c.yml", "name: C\n");
    let form = read(&sandbox, "signatures", None).unwrap();
    assert_eq!(form.headers, ["name", "affiliation", "link"]);
    let records: Vec<_> = form
        .records
        .iter()
        .map(|it| format!("{}:{}: {}", it.file.display(), it.line, it.cells.join("|")))
        .collect();
    assert_eq!(
        records,
        [
            "signatures/a.yml:1: A||",
            "signatures/a.yml:2: No|007|",
            "signatures/b.yaml:1: B||https://b.example",
        ]
    );
    assert_eq!(
        form.remarks,
        ["passed over `README.md`, `archive` in `signatures`: no YAML files of it"]
    );
}

#[test]
fn all_faulty_files_of_a_folder_are_told() {
    let sandbox = Sandbox::new()
        .file("signatures/a.yml", "name: [A\nemail: canary@example.org\n")
        .file("signatures/b.yml", "canary\n")
        .file("signatures/c.yml", "name: C\n");
    snapbox::assert_data_eq!(
        refusal(&sandbox, "signatures", None),
        snapbox::str![[r#"
signatures/a.yml:2:6: this is no YAML: illegal placement of ':' indicator ()
signatures/b.yml:1:1: `signatures/b.yml`: holds a single value where answers should be (a file holds a mapping such as `name: …`, or a list of them)

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let sandbox =
        Sandbox::new().file("secret.yml", "name: Secret\n").file("signatures/a.yml", "name: A\n");
    let link = |to: &str, from: &str| {
        std::os::unix::fs::symlink(sandbox.path(to), sandbox.path(from)).unwrap();
    };
    link("secret.yml", "signatures/b.yml");
    link("signatures/a.yml", "signatures/c.yml");
    let form = read(&sandbox, "signatures", None).unwrap();
    let names: Vec<_> = form.records.iter().map(|record| record.cells[0].as_str()).collect();
    assert_eq!(names, ["A", "A"]);
    assert_eq!(form.remarks, ["passed over `b.yml` in `signatures`: no YAML files of it"]);
}

#[test]
fn what_cannot_be_read_is_told_without_what_it_says() {
    let sandbox = Sandbox::new()
        .file("form.csv", "Name,E-mail\ncanary,\"canary\n")
        .file("form.json", "[{\"name\": \"canary\"}\n {}]")
        .file("form.yml", "name: \"canary\nlink: canary\n")
        .file("form.xlsx", "PK\x03\x04canary")
        .file("empty/README.md", "canary\n")
        .file("latin.csv", b"name\ncanary \xE9\n");
    let cases = [
        ("form.csv", None),
        ("form.json", None),
        ("form.yml", None),
        ("form.xlsx", None),
        ("empty", None),
        ("latin.csv", Some("utf-8")),
        ("latin.csv", Some("windows1252x")),
        ("missing.csv", None),
    ];
    let told: String =
        cases.iter().map(|(name, encoding)| refusal(&sandbox, name, *encoding)).collect();
    assert!(!told.contains("canary"), "{told}");
    snapbox::assert_data_eq!(
        told,
        snapbox::str![[r#"
form.csv:2:1: `E-mail` opens a quote that never closes (a quote within a quoted cell is written twice: `""`)
form.json:2:2: this is no JSON: expected `,` or `]` ()
form.yml:1:7: this is no YAML: unclosed quote ()
form.xlsx:1:1: `form.xlsx` is damaged: its archive is broken, or not all of it is here (open it in a spreadsheet program and save it anew, or export it as CSV)
empty:1:1: `empty` has no YAML files (an import of a folder reads a file for each signatory)
latin.csv:2:8: `latin.csv` is not UTF-8 at byte 12 (leave `--encoding` out to have it guessed)
`windows1252x` is no encoding (did you mean `windows-1252`?; such as `utf-8`, `windows-1252`, `shift_jis` or `utf-16le`)
cannot read `missing.csv`
"#]]
    );
}

#[test]
fn what_nests_or_refers_to_itself_without_end_is_refused() {
    let deep = |opening: &str, closing: &str| opening.repeat(20_000) + &closing.repeat(20_000);
    let steps: Vec<_> = (0..500).map(|depth| " ".repeat(depth) + "- ").collect();
    let sandbox = Sandbox::new()
        .file("list.json", deep("[", "]"))
        .file("object.json", deep("{\"a\":", "}"))
        .file("list.yml", deep("[", "]"))
        .file("steps.yml", steps.join("\n"))
        .file("laughs.yml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n");
    let cases = ["list.json", "object.json", "list.yml", "steps.yml", "laughs.yml"];
    let told: String = cases.iter().map(|name| refusal(&sandbox, name, None)).collect();
    snapbox::assert_data_eq!(
        told,
        snapbox::str![[r#"
list.json:1:34: values lie more than 32 deep in one another ()
object.json:1:100001: this is no JSON: expected value ()
list.yml:1:256: this is no YAML: recursion limit exceeded ()
steps.yml:34:34: values lie more than 32 deep in one another ()
laughs.yml:2:8: refers to another value by `*`, which is not read ()

"#]]
    );
}
