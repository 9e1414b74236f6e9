//! Every letter of `tests/testdata/letters`, with the text that it must give.

use std::path::{Path, PathBuf};

use crate::sandbox::{Sandbox, folders, has_ending, names_in, project_of};

/// 2022-05-05, 00:00 UTC: the day of `date = "today"` in these letters.
const DAY: &str = "1651708800";

#[test]
fn every_letter_gives_its_text_to_the_character() {
    let mut compared = 0;
    let mut faults = Vec::new();
    for case in cases() {
        let project = project_of(&case);
        for expected in names_in(&case).iter().filter(|name| has_ending(name, "txt")) {
            let got = text(&project, expected, &case);
            let wanted = std::fs::read_to_string(case.join(expected)).unwrap();
            compared += 1;
            if got != wanted {
                let difference = first_difference(&wanted, &got);
                faults.push(format!("{}/{expected}: {difference}", name(&case)));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {compared}:\n{}", faults.len(), faults.join("\n"));
    assert!(compared > 30, "only {compared} texts were compared");
}

fn cases() -> Vec<PathBuf> {
    folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/letters"))
}

fn name(case: &Path) -> String {
    case.file_name().unwrap().to_string_lossy().into_owned()
}

/// What the program prints in the place of an expected file: `letter.txt`, `letter.w0.txt`,
/// `letter.ko.txt`, or `letter-ID.txt` of one addressee.
fn text(project: &Sandbox, expected: &str, case: &Path) -> String {
    let stem = expected.trim_end_matches(".txt");
    let (stem, width) = match stem.strip_suffix(".w0") {
        Some(stem) => (stem, "0"),
        None => (stem, "72"),
    };
    let template = format!("{}.md", if stem.starts_with("letter-") { "letter" } else { stem });
    let mut arguments = vec!["render", &template, "--to", "text", "--width", width];
    let each = case.join("addressees.csv").exists();
    if each {
        arguments.extend(["--each", "addressees.csv"]);
    }
    let output = project.command(&arguments).env("SOURCE_DATE_EPOCH", DAY).output().unwrap();
    if !output.status.success() {
        return String::from_utf8_lossy(&output.stderr).into_owned();
    }
    if each {
        return project.read(&format!("out/{stem}.txt"));
    }
    String::from_utf8(output.stdout).unwrap()
}

fn first_difference(wanted: &str, got: &str) -> String {
    for (number, (one, other)) in wanted.lines().zip(got.lines()).enumerate() {
        if one != other {
            return format!("line {}\n  wanted {one:?}\n  got    {other:?}", number + 1);
        }
    }
    format!("wanted {} lines, got {}", wanted.lines().count(), got.lines().count())
}
