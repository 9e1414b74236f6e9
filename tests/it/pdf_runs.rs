//! What does not show in a PDF: which letters were made in the same run, and on how many processors.

use std::fmt::Write as _;
use std::process::Command;

use crate::sandbox::Sandbox;

/// Addressees whose names differ in their letters, more than one processor takes at once.
fn addressees() -> Vec<String> {
    let names = ["Zoë Quist", "Ђорђе Јовић", "Νίκος Ψαρράς", "J. Fjeld", "W. X. Yżak"];
    (0..30)
        .map(|number| format!("a{number},{} {number},Dear {number}", names[number % 5]))
        .collect()
}

fn list<'a>(rows: impl IntoIterator<Item = &'a String>) -> String {
    rows.into_iter().fold("id,name,salutation\n".to_owned(), |list, row| list + row + "\n")
}

fn letter_of(project: &Sandbox, id: usize) -> Vec<u8> {
    project.bytes(&format!("out/joint-letter-a{id}.pdf"))
}

#[test]
fn a_letter_of_many_has_the_bytes_that_it_has_alone() {
    let rows = addressees();
    let run = ["render", "--to", "pdf", "--each", "to.csv"];
    let together = Sandbox::sample().file("to.csv", list(&rows));
    let backwards = Sandbox::sample().file("to.csv", list(rows.iter().rev()));
    let some = Sandbox::sample().file("to.csv", list(&rows[..1]));
    for project in [&together, &backwards, &some] {
        assert!(project.run(&run).starts_with("status: 0"));
    }
    assert_eq!(letter_of(&together, 0), letter_of(&some, 0));
    for (id, row) in rows.iter().enumerate() {
        assert!(letter_of(&together, id) == letter_of(&backwards, id), "{row}");
    }
    for id in [1, 2, 29] {
        let alone = Sandbox::sample().file("to.csv", list([&rows[id]]));
        assert!(alone.run(&run).starts_with("status: 0"));
        assert!(letter_of(&together, id) == letter_of(&alone, id), "{}", rows[id]);
    }
}

#[test]
fn the_number_of_processors_does_not_show() {
    let mut people = String::from("name,role\n");
    for number in 0..2_500 {
        writeln!(people, "Zoë Ђорђић {number},Keeper of the Archive of Affidavits").unwrap();
    }
    let project = Sandbox::sample().file("signatories.csv", people);
    assert!(project.run(&["render", "-o", "all.pdf"]).starts_with("status: 0"));

    // Debian: util-linux.
    let whole = project.command(&["render", "-o", "one.pdf"]);
    let mut one = Command::new("taskset");
    one.args(["-c", "0"]).arg(whole.get_program()).args(whole.get_args());
    one.current_dir(project.path("")).env_clear();
    one.envs(whole.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = one.output().expect("taskset is there");
    assert!(output.status.success(), "{output:?}");
    assert!(project.bytes("all.pdf") == project.bytes("one.pdf"));
}
