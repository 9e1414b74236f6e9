//! Letters and lists with a fault: each is told with its place and a mend, and nothing private is
//! told with it.

use std::path::Path;

use crate::sandbox::{Sandbox, folders, project_of};

#[test]
fn every_fault_is_told_as_it_was_when_last_looked_at() {
    let mut faults = Vec::new();
    for case in cases() {
        let project = project_of(&case);
        let said = render(&project);
        let report = case.join("render.report");
        let expected = snapbox::Data::read_from(&report, Some(snapbox::data::DataFormat::Text));
        let compared = snapbox::Assert::new().action_env("SNAPSHOTS").try_eq(
            None,
            snapbox::Data::text(said.clone()),
            expected.raw(),
        );
        if let Err(error) = compared {
            faults.push(format!("{}: {error}", name(&case)));
        }
        let refused = !said.starts_with("status: 0");
        if refused && (project.path("out.txt").exists() || project.path("out").exists()) {
            faults.push(format!("{}: refused, and yet written", name(&case)));
        }
        if said.to_lowercase().contains("canary") || said.contains("panicked") {
            faults.push(format!("{}: {said}", name(&case)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn check_finds_every_fault_that_render_refuses() {
    let mut missed = Vec::new();
    for case in cases() {
        let project = project_of(&case);
        let rendered = render(&project);
        let checked = project.run(&["check", "letter.md"]);
        if rendered.starts_with("status: 1") && !checked.starts_with("status: 1") {
            missed.push(format!("{}: {checked}", name(&case)));
        }
        for problem in rendered.split("\n\n").filter_map(|part| part.split_once("error")) {
            if !checked.contains(problem.1) {
                missed.push(format!("{}: error{}\nin {checked}", name(&case), problem.1));
            }
        }
        if checked.to_lowercase().contains("canary") || checked.contains("panicked") {
            missed.push(format!("{}: {checked}", name(&case)));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

fn cases() -> Vec<std::path::PathBuf> {
    folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/faults"))
}

/// Renders the letter, for each of its addressees where there are some.
fn render(project: &Sandbox) -> String {
    let has_addressees = project.path("addressees.csv").exists();
    let output = if has_addressees { ["--each", "addressees.csv"] } else { ["-o", "out.txt"] };
    project.run(&[&["render", "letter.md", "--to", "text"], &output[..]].concat())
}

fn name(case: &Path) -> String {
    case.file_name().unwrap().to_string_lossy().into_owned()
}
