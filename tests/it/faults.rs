//! Letters and lists with a fault: each is told with its place and a mend, and nothing private is
//! told with it.

use std::path::Path;

use crate::sandbox::{folders, project_of};

#[test]
fn every_fault_is_told_as_it_was_when_last_looked_at() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/faults");
    let mut faults = Vec::new();
    for case in folders(&root) {
        let project = project_of(&case);
        let said = project.run(&["render", "letter.md", "--to", "text", "-o", "out.txt"]);
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
        if refused && project.path("out.txt").exists() {
            faults.push(format!("{}: refused, and yet written", name(&case)));
        }
        if said.to_lowercase().contains("canary") || said.contains("panicked") {
            faults.push(format!("{}: {said}", name(&case)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn name(case: &Path) -> String {
    case.file_name().unwrap().to_string_lossy().into_owned()
}
