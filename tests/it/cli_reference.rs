//! Every `--help` text in one snapshot, so that a change of the interface is seen.

use crate::sandbox::Sandbox;

#[test]
fn every_help_text_is_as_it_was_when_last_looked_at() {
    let mut reference = String::new();
    describe(&Sandbox::new(), &mut vec![], &mut reference);
    let expected = snapbox::Data::read_from(
        std::path::Path::new("tests/it/cli_reference.snap"),
        Some(snapbox::data::DataFormat::Text),
    );
    snapbox::assert_data_eq!(reference, expected.raw());
}

#[test]
fn every_command_shows_an_example() {
    let mut reference = String::new();
    describe(&Sandbox::new(), &mut vec![], &mut reference);
    for text in reference.split("\n# ").filter(|text| !text.trim().is_empty()) {
        assert!(text.contains("Example:\n  letterctl "), "no example in\n{text}");
    }
}

fn describe(sandbox: &Sandbox, command: &mut Vec<String>, reference: &mut String) {
    let mut arguments = command.clone();
    arguments.push("--help".to_owned());
    let help = sandbox.stdout(&arguments);
    reference
        .push_str(&format!("\n# letterctl {}\n\n{help}", command.join(" ")).replace(" \n", "\n"));
    for name in commands(&help) {
        command.push(name);
        describe(sandbox, command, reference);
        command.pop();
    }
}

/// The commands that a help text lists: indented by two, under a heading that is none of options.
fn commands(help: &str) -> Vec<String> {
    let mut listing = false;
    let mut names = Vec::new();
    for line in help.lines() {
        if let Some(heading) = line.strip_suffix(':').filter(|line| !line.starts_with(' ')) {
            listing =
                !heading.contains("ption") && !heading.contains("rguments") && heading != "Example";
        } else if listing && line.starts_with("  ") && !line.starts_with("   ") {
            names.extend(
                line.split_whitespace().next().filter(|name| *name != "help").map(str::to_owned),
            );
        }
    }
    names
}
