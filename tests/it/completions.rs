//! `letterctl completions`: what real shells offer.

use std::io::Write;
use std::process::{Command, Stdio};

use snapbox::{IntoData, assert_data_eq, str};

use crate::sandbox::Sandbox;

/// A list with all that can be completed, and with private cells that must not be.
const LIST: &str = "\
id,name,abbreviation,status,group,contact,email,note,evidence
,River Watch,,confirmed,Local,Ines Roth,ines@river.example,calls back,tape 7
evra,Elm Valley Residents’ Association,EVRA,invited,Civil society,Leo Falk,leo@evra.example,,
";

fn project() -> Sandbox {
    let project = Sandbox::sample()
        .file("signatories.csv", LIST)
        .file("templates/reply.md", "+++\nsubject = \"x\"\n+++\nBody.\n")
        .file("templates/joint-letter.ko.md", "+++\nsubject = \"x\"\n+++\nBody.\n")
        .file("Sign-on (Responses).csv", "Name\nFriends of the Salmon\n");
    project.stdout(&["draft", "freeze", "-m", "for the boards"]);
    project
}

/// A shell in the project's folder, which finds the program.
fn shell(name: &str, project: &Sandbox) -> Command {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_letterctl"));
    let programs = program.parent().unwrap().display();
    let mut command = Command::new(name);
    command
        .current_dir(project.path(""))
        .env_clear()
        .env("PATH", format!("{programs}:/usr/bin:/bin"))
        .env("HOME", project.path(""))
        .env("LC_ALL", "C.UTF-8")
        .env("TERM", "dumb")
        .stdin(Stdio::null());
    command
}

/// What a shell prints of a script, on either stream.
fn said(shell: &mut Command, script: &str) -> String {
    let output = shell.args(["-c", script]).output().unwrap();
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
}

/// What bash offers at the end of a line.
fn bash(project: &Sandbox, line: &str) -> String {
    let script = format!(
        "source <(letterctl completions bash)\n\
         COMP_LINE={line:?}\nCOMP_POINT=${{#COMP_LINE}}\n_letterctl\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
    );
    said(&mut shell("bash", project), &script)
}

#[test]
fn bash_offers_what_the_project_has() {
    let project = project();
    let lines = [
        "letterctl re",
        "letterctl sign show ",
        "letterctl sign show e",
        "letterctl sign dedupe --not-same evra r",
        "letterctl review record ",
        "letterctl draft show ",
        "letterctl render --version=",
        "letterctl render ",
        "letterctl render re",
        "letterctl render --language ko,",
        "letterctl render --to=p",
        "letterctl sign list --status w",
        "letterctl sign list --group ",
        "letterctl sign list --group 'C",
        "letterctl sign import Si",
        "letterctl sign export -o templates/r",
        "letterctl sign import --map na",
        "letterctl check --f",
    ];
    let offered = lines.map(|line| format!("$ {line}\n{}", bash(&project, line))).concat();
    assert_data_eq!(
        offered,
        str![[r#"
$ letterctl re
render
review
$ letterctl sign show 
river-watch
evra
$ letterctl sign show e
evra
$ letterctl sign dedupe --not-same evra r
river-watch
$ letterctl review record 
river-watch
evra
$ letterctl draft show 
v1
$ letterctl render --version=
v1
$ letterctl render 
joint-letter
reply
$ letterctl render re
reply
$ letterctl render --language ko,
ko,ko
ko,all
$ letterctl render --to=p
pdf
$ letterctl sign list --status w
withdrawn
$ letterctl sign list --group 
Civil\ society
Local
$ letterctl sign list --group 'C
Civil society
$ letterctl sign import Si
Sign-on (Responses).csv
$ letterctl sign export -o templates/r
templates/reply.md
$ letterctl sign import --map na
name=
$ letterctl check --f
--fix

"#]]
        .raw()
    );
}

#[test]
fn the_folder_and_the_list_that_the_line_names_count() {
    let elsewhere =
        Sandbox::new().file("ours/signatories.csv", LIST).file("other.csv", "name\nOdd\n");
    assert_eq!(bash(&elsewhere, "letterctl -C ours sign show ev"), "evra\n");
    assert_eq!(bash(&elsewhere, "letterctl sign --directory=ours show ev"), "evra\n");
    assert_eq!(bash(&elsewhere, "letterctl --signatories other.csv sign show "), "odd\n");
    assert_eq!(bash(&elsewhere, "letterctl -C ou"), "ours\n");
}

#[test]
fn a_key_pressed_where_nothing_can_be_offered_says_nothing() {
    let broken = Sandbox::sample().file("letterctl.toml", "[what\n");
    assert_eq!(bash(&broken, "letterctl sign show ri"), "\n");
    let broken = Sandbox::sample().file("signatories.csv", "name\n\"open\n");
    assert_eq!(bash(&broken, "letterctl sign show ri"), "\n");
    assert_eq!(bash(&Sandbox::new(), "letterctl sign show ri"), "\n");
    assert_eq!(bash(&Sandbox::new(), "letterctl -C nowhere sign show ri"), "\n");
    assert_eq!(bash(&Sandbox::new(), "letterctl nonsense \"x"), "\n");
}

/// Keys are typed into a bash that runs on a terminal (`script` gives it one).
#[test]
fn a_line_completed_by_keys_does_what_it_says() {
    let project = project();
    let mut script = shell("script", &project);
    let mut typing = script
        .args(["-qec", "bash --norc --noprofile -i", "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let keys = "source <(letterctl completions bash)\n\
                letterctl sign imp\tSign-on\t-q\n\
                letterctl sign show friends\t--json > shown.json\n\
                letterctl sign conf\tev\t--qui\t\nexit\n";
    typing.stdin.take().unwrap().write_all(keys.as_bytes()).unwrap();
    assert!(typing.wait().unwrap().success());
    assert!(project.read("shown.json").contains("\"name\": \"Friends of the Salmon\""));
    assert!(project.read("signatories.csv").contains("Association,EVRA,confirmed,"));
}

#[test]
#[ignore = "needs zsh"]
fn zsh_offers_ids_with_names() {
    let project = project();
    project.put(".zfunc/_letterctl", project.stdout(&["completions", "zsh"]));
    // `zpty` gives the inner zsh a terminal, on which the key is pressed.
    let script = "zmodload zsh/zpty\n\
         zpty inner 'PS1= zsh -f -i'\n\
         zpty -w inner 'fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit -u; print ready'\n\
         zpty -r inner line '*ready*'\nzpty -r inner line '*ready*'\n\
         zpty -n -w inner $'letterctl sign show \\t'\n\
         zpty -r -m inner line '*invited?*'\n\
         print -r -- $line\n";
    let shown = said(shell("zsh", &project).arg("-f"), script);
    assert!(shown.contains("\nriver-watch  -- River Watch "), "{shown}");
    assert!(
        shown.contains("\nevra         -- Elm Valley Residents’ Association (EVRA) (invited)"),
        "{shown}"
    );
    assert!(!shown.contains("salmon") && !shown.contains('@'), "{shown}");
}

#[test]
#[ignore = "needs fish"]
fn fish_offers_ids_with_names() {
    let project = project();
    let script = "letterctl completions fish | source\n\
         complete -C 'letterctl sign show '\ncomplete -C 'letterctl draft show '\n\
         complete -C 'letterctl sign import Si'\n";
    assert_data_eq!(
        said(&mut shell("fish", &project), script),
        str![[r#"
river-watch	River Watch
evra	Elm Valley Residents’ Association (EVRA) (invited)
v1	for the boards
Sign-on (Responses).csv

"#]]
        .raw()
    );
}

#[test]
fn each_shell_has_its_script() {
    let sandbox = Sandbox::new();
    for (shell, begins) in [
        ("bash", "_letterctl() {\n"),
        ("zsh", "#compdef letterctl\n"),
        ("fish", "complete --keep-order --exclusive --command letterctl "),
        ("powershell", "\nRegister-ArgumentCompleter -Native -CommandName letterctl "),
        ("elvish", "\nset edit:completion:arg-completer[letterctl] = "),
    ] {
        let script = sandbox.stdout(&["completions", shell]);
        assert!(script.starts_with(begins), "{shell}: {script}");
        assert!(script.contains("LETTERCTL_COMPLETE"), "{shell}: {script}");
    }
}
