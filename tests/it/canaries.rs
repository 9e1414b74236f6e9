//! What is private stays private: words in every private cell, and in every cell of those who are
//! not named, are looked for in all that the program prints and writes.
//!
//! An output that is added is a line of `MADE`, `TOLD` or `SAID`; an accident, a line of `ACCIDENTS`
//! or `FORMS`.

use std::fmt::Write;
use std::process::Command;

use crate::sandbox::{Sandbox, files_in};

/// Stands in every private cell. Only `sign show` and `sign list --all` may print it.
const PRIVATE: &str = "canary";

/// Stands in every cell of those who are not named. Only the commands that keep the list, and
/// `check`, may print it.
const UNNAMED: &str = "zzyzx";

const HEADER: &str = "name,abbreviation,sort_name,kind,role,affiliation,country,group,url,language,\
    name_ko,listed,status,signed_on,signed_version,signed_by,via,evidence,contact,email,note,VIP,name_of_donor";

/// Rows who sign under a name, one of them another text, and one for each way in which one is not
/// named. The columns from `signed_by` on are private.
fn list() -> String {
    let private = |row: usize| {
        let columns = ["by", "via", "evidence", "contact", "mail@x.org", "note", "vip", "donor"];
        columns.map(|column| format!("{PRIVATE}{row}{column}")).join(",")
    };
    let named = "River Watch,RW,Watch,,,,KR,National,https://river.example,en,River Watch Korea,,,2022-08-01,";
    let stale = "Dam Watch,DW,,,,,,,,,,,,2022-08-01,v0@000000000000";
    let mut list = format!("{HEADER}\n{named},{}\n{stale},{}\n", private(0), private(9));
    let states = [
        ("anonymous", ""),
        ("no", ""),
        ("yes", "withdrawn"),
        ("yes", "declined"),
        ("yes", "invited"),
        ("yes", "pending"),
        ("anonymous", "withdrawn"),
    ];
    for (row, (listed, status)) in states.into_iter().enumerate() {
        let (word, row) = (UNNAMED, row + 1);
        // An anonymous one counts in the group and the country of others, but brings none up.
        let place =
            if listed == "anonymous" { "KR,National".into() } else { format!("{word},{word}") };
        writeln!(
            list,
            "{word} name {row},{word}{row}A,{word}sort,individual,{word}role,{word}of,{place},\
             https://{word}.example,en,{word}ko,{listed},{status},2022-08-01,v0@000000000000,{}",
            private(row)
        )
        .unwrap();
    }
    list
}

/// A letter that shows all that a letter can of its list.
const LETTER: &str = "+++\n\
    title = \"The tide gauges\"\nsubject = \"Gauges\"\ndate = \"today\"\nsalutation = \"Dear all,\"\n\
    addressee = {name = \"Ada Wolf\", email = \"ada@harbour.example\"}\n\
    [signatories]\nheading = \"Signed\"\nlayout = \"table\"\ngroup_by = \"group\"\n\
    fields = [\"name\", \"abbreviation\", \"role\", \"affiliation\", \"country\", \"url\", \"id\"]\n\
    +++\n\
    {{ count.signatories }} of us, {{ count.anonymous }} unnamed, as of {{ as_of }}:\n\
    {% for row in signatories %}{% for key in row %}{{ key }} {{ row[key] }} {% endfor %}\
    {% endfor %}\n\n\
    {% for row in individuals %}{{ row.name }} {% endfor %}\
    {% for row in organizations %}{{ row.name }} {% endfor %}\n";

fn project(list: impl AsRef<[u8]>) -> Sandbox {
    Sandbox::new()
        .file("letterctl.toml", "[signatories]\npublic = [\"signed_on\"]\n")
        .file("templates/joint-letter.md", LETTER)
        .file("templates/joint-letter.ko.md", "+++\nsubject = \"조석\"\n+++\nText\n")
        .file("addressees.csv", "id,name,email\nada,Ada Wolf,ada@harbour.example\n")
        .file("signatories.csv", list)
}

/// The same with a version that is frozen, and a letter that was changed since.
fn frozen(list: impl AsRef<[u8]>) -> Sandbox {
    let project = project(list);
    project.stdout(&["draft", "freeze", "-m", "as it was sent"]);
    project.put("templates/joint-letter.md", LETTER.replace("as of", "as counted on"));
    project
}

/// Commands whose words and files are for others, and name those who sign.
const MADE: [&[&str]; 22] = [
    &["render"],
    &["render", "--draft", "--verbose"],
    &["render", "--json"],
    &["render", "--to", "md"],
    &["render", "--to", "html"],
    &["render", "--to", "eml"],
    &["render", "--language", "ko", "--to", "md"],
    &["render", "--to", "pdf"],
    &["render", "--to", "text,md,html,eml", "--language", "all"],
    &["render", "--to", "pdf,eml,html,text", "--each", "addressees.csv", "--draft"],
    &["render", "--version", "v1", "--verbose"],
    &["render", "--version", "v1", "--to", "html,eml,md", "--language", "all"],
    &["render", "--version", "v1", "--to", "pdf"],
    &["render", "--version", "v1", "--final", "--allow-stale"],
    &["render", "--final", "--allow-stale", "--verbose", "--json"],
    &["sign", "export"],
    &["sign", "export", "--json", "--verbose"],
    &["sign", "export", "--to", "md"],
    &["sign", "export", "--to", "html"],
    &["sign", "export", "--to", "xlsx"],
    &["sign", "export", "--to", "csv,json,xlsx,md,html"],
    &["draft", "freeze", "--json", "--verbose"],
];

/// Commands whose words and files are for others, and name nobody.
const TOLD: [&[&str]; 12] = [
    &["sign", "stats"],
    &["sign", "stats", "--json", "--verbose"],
    &["sign", "stats", "--to", "svg"],
    &["draft", "freeze", "-m", "another", "--dry-run"],
    &["draft", "list", "--verbose"],
    &["draft", "list", "--json"],
    &["draft", "show", "v1"],
    &["draft", "show", "v1", "--json"],
    &["draft", "verify", "--json"],
    &["draft", "diff", "v1", "--color", "always"],
    &["draft", "diff", "v1", "--json", "--verbose"],
    &["draft", "diff", "--to", "term,md,html"],
];

/// Commands whose words are for those who keep the list, and may be kept by a host's CI.
const SAID: [&[&str]; 40] = [
    &["sign", "dedupe"],
    &["sign", "dedupe", "--json", "--verbose"],
    &["sign", "dedupe", "--not-same", "rw", "dw", "--json"],
    &["sign", "dedupe", "--not-same", "rw", "nobody"],
    &["sign", "list", "--stale"],
    &["sign", "list", "--stale", "--json"],
    &["sign", "confirm", "--all", "--version", "v1", "--evidence", "canary4", "--dry-run"],
    &["sign", "import", "form.csv", "--dry-run", "--verbose"],
    &["sign", "import", "form.csv", "--json"],
    &["sign", "import", "form.csv", "--map", "VIP=Code", "--verbose"],
    &["sign", "import", "later.csv", "--json", "--verbose"],
    &["sign", "import", "faulty.csv"],
    &["sign", "import", "faulty.csv", "--json", "--map", "url=Code"],
    &["sign", "import", "unmapped.csv"],
    &["sign", "import", "form.csv", "--map", "VIP=Nothing"],
    &["sign", "confirm", "--all", "--version", "v1", "--evidence", "canary5", "--json"],
    &["draft", "verify"],
    &["check"],
    &["check", "--json", "--verbose"],
    &["check", "--since", "HEAD"],
    &["sign", "list"],
    &["sign", "list", "--json", "--verbose"],
    &["sign", "list", "--status", "withdrawn", "--kind", "individual"],
    &["sign", "show", "nobody"],
    &["sign", "add", "New", "--email", "canary@x.org", "--set", "VIP=canary", "--json"],
    &["sign", "add", "Newer", "--listed", "anonymous", "--note", "canary", "--verbose"],
    &["sign", "add", "Odd", "--email", "canary\nBcc: canary", "--note", "canary\u{202E}"],
    &["sign", "add", "River  watch", "--note", "canary"],
    &["sign", "invite", "Asked", "--contact", "canary", "--via", "canary", "--dry-run"],
    &["sign", "edit", "rw", "--note", "canary2", "--set", "name_of_donor=canary2", "--json"],
    &["sign", "edit", "rw", "--by", "=?canary?=", "--email", "canary\n"],
    &[
        "sign",
        "confirm",
        "zzyzx5a",
        "zzyzx6a",
        "--by",
        "canary3",
        "--evidence",
        "canary3",
        "--json",
    ],
    &["sign", "decline", "zzyzx4a", "--json", "--verbose"],
    &["review", "record", "rw", "changes", "--evidence", "canary6", "--verbose"],
    &["review", "record", "zzyzx5a", "yes", "--by", "canary6", "--json", "--verbose"],
    &["review", "record", "zzyzx9a", "no"],
    &["review", "resolve", "review/3f9a12bc44e1/rw", "--sent"],
    &["sign", "withdraw", "zzyzx1a", "--json"],
    &["sign", "remove", "zzyzx2a"],
    &["sign", "remove", "zzyzx3a", "--yes", "--verbose"],
];

/// Answers with private cells, of somebody who signs already and of some who are new, two of them
/// under one address.
const FORM: &str = "Timestamp,Organization name,E-mail,Contact person,Notes,Code,Your telephone\n\
    2022-08-03 10:00:00,River Watch,canary1@x.org,canary1,canary1,canary1,canary1\n\
    2022-08-03 10:00:00,Oak Watch,canary2@x.org,canary2,\"canary2\ncanary\",canary2,canary2\n\
    2022-08-03 10:00:00,Zebra Watch,canary3@x.org,canary\u{200B}3,canary3,canary3,canary3\n\
    2022-08-04 10:00:00,Zebra Watchers,canary3@x.org,canary\u{202E}3,=canary3,canary3,canary3\n\
    2022-08-04 10:00:00,Unlike,canary3@x.org,canary3,canary3,canary3,canary3\n";

/// Forms that are used as they are, and some that cannot be.
fn with_forms(project: Sandbox) -> Sandbox {
    project
        .file("form.csv", FORM)
        .file("later.csv", FORM.replace("2022-08-0", "2022-09-0").replace("canary1", "canary7"))
        .file("faulty.csv", FORM.replace("Zebra Watch,canary3@x.org", "=?canary?=,canary canary"))
        .file("unmapped.csv", "Q1,Q2\ncanary,canary@x.org\n")
}

#[test]
fn nothing_that_is_made_of_a_list_holds_a_private_cell_or_who_is_not_named() {
    for command in MADE.into_iter().chain(TOLD) {
        let project = frozen(list());
        let output = project.output(command);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{command:?}: {said}");
        let mut made = made(&project);
        made.push(("standard output".to_owned(), output.stdout));
        let is_of_the_letter = |file: &str| !file.starts_with("drafts/v1/");
        let names_those_who_sign =
            made.iter().any(|(file, text)| is_of_the_letter(file) && contains(text, "River Watch"));
        assert_eq!(names_those_who_sign, !TOLD.contains(&command), "{command:?}");
        made.push(("standard error".to_owned(), output.stderr));
        for (file, text) in made {
            assert_free_of(&[PRIVATE, UNNAMED], &text, &(command, file));
        }
    }
}

#[test]
fn what_is_said_of_a_list_holds_no_private_cell_and_history_nobody_who_is_not_named() {
    let project = with_forms(frozen(list()));
    project.shell(
        "git init -q && git add . && git -c user.name=A -c user.email=a@x.org commit -qm A",
        std::path::Path::new(""),
    );
    project.put("signatories.csv", list().replace("River Watch", "River Watchers"));
    for command in SAID {
        let output = project.output(command);
        assert_free_of(&[PRIVATE], &output.stdout, &command);
        assert_free_of(&[PRIVATE], &output.stderr, &command);
        assert!(output.status.code() != Some(2), "{command:?} is no command");
    }
    assert_free_of(&[PRIVATE], &project.bytes("letterctl.toml"), &"settings");
    assert_free_of(&[PRIVATE], &project.bytes(".letterctl/imported.jsonl"), &"what is remembered");
    assert_eq!(project.read(".letterctl/.gitignore"), "*\n");
    let history = project.bytes("drafts/history.jsonl");
    // Who signs by now is named from then on, but by the change that makes it so.
    assert!(contains(&history, "zzyzx5a") && contains(&history, "evidence"));
    let history = String::from_utf8(history).unwrap();
    for line in history.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let values = line["changes"].to_string();
        assert!(!values.contains(PRIVATE) && !values.contains(UNNAMED), "{values}");
        assert!(!line.to_string().contains(PRIVATE), "{line}");
    }
}

/// What can happen to a list, with a name for the failing case.
type Accident = (&'static str, fn(&str) -> Vec<u8>);

const ACCIDENTS: [Accident; 21] = [
    ("a cell too many", |list| list.replacen("canary0by", "canary0by,canary", 1).into()),
    ("a cell too few", |list| list.replacen("canary0by,", "", 1).into()),
    ("a quote left open", |list| list.replacen("canary0note", "\"canary0note", 1).into()),
    ("text behind a quote", |list| list.replacen("canary0note", "\"canary\"canary", 1).into()),
    ("a column twice", |list| list.replacen("name_of_donor", "EMAIL", 1).into()),
    ("a column by two names", |list| list.replacen("name_of_donor", "E-mail", 1).into()),
    ("a column without a name", |list| list.replacen("VIP", "", 1).into()),
    ("no header", |list| list.split_once('\n').unwrap().1.into()),
    ("no header, and a cell twice", |list| {
        list.split_once('\n').unwrap().1.replacen("canary0vip", "canary0note", 1).into()
    }),
    ("another delimiter", |list| list.replacen(HEADER, &HEADER.replace(',', ";"), 1).into()),
    ("Windows-1252", |list| {
        let (before, after) = list.split_once("canary0note").unwrap();
        [before.as_bytes(), b"canary\xE9 canary", after.as_bytes()].concat()
    }),
    ("UTF-16, cut off", |list| {
        let marked = format!("\u{FEFF}{list}");
        marked.encode_utf16().flat_map(u16::to_le_bytes).chain([b'x']).collect()
    }),
    ("UTF-16 without a mark", |list| list.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ("NUL in a private cell", |list| list.replacen("canary0via", "canary\0canary", 1).into()),
    ("an override in one", |list| list.replacen("canary0vip", "canary\u{202E}canary", 1).into()),
    ("a line break in an address", |list| {
        list.replacen("canary0mail@x.org", "\"canary@x.org\ncanary\"", 1).into()
    }),
    ("an encoded word in one", |list| list.replacen("canary0contact", "=?canary?=", 1).into()),
    ("two addresses in one", |list| {
        list.replacen("canary0mail@x.org", "canary@x.org; canary@y.org", 1).into()
    }),
    ("a status that cannot be", |list| list.replacen(",,,2022", ",,sgned,2022", 1).into()),
    ("an address that is none of the web", |list| list.replacen("https://r", "ftp://r", 1).into()),
    ("a name that is missing", |list| list.replacen("\nRiver Watch", "\n", 1).into()),
];

#[test]
fn no_accident_in_a_list_makes_an_error_tell_a_private_cell() {
    let commands: [&[&str]; 18] = [
        &["review", "status", "--failed"],
        &["review", "record", "rw", "no"],
        &["sign", "dedupe"],
        &["sign", "stats", "--json"],
        &["sign", "export"],
        &["sign", "import", "form.csv", "--verbose"],
        &["sign", "confirm", "--all", "--version", "v1"],
        &["draft", "freeze", "--verbose"],
        &["render", "--verbose"],
        &["render", "--to", "pdf"],
        &["check"],
        &["check", "--json"],
        &["check", "--since", "HEAD"],
        &["sign", "list", "--json"],
        &["sign", "show", "nobody", "--verbose"],
        &["sign", "add", "New", "--note", "canary"],
        &["sign", "edit", "rw", "--note", "canary"],
        &["sign", "merge", "base.csv", "signatories.csv", "signatories.csv"],
    ];
    for (accident, befall) in ACCIDENTS {
        let sound = list();
        let befallen = befall(&sound);
        assert_ne!(befallen, sound.as_bytes(), "{accident}");
        let project = with_forms(frozen(&sound)).file("base.csv", "name\n");
        project.put("signatories.csv", befallen);
        project.shell(
            "git init -q && git add . && git -c user.name=A -c user.email=a@x.org commit -qm A",
            std::path::Path::new(""),
        );
        for command in commands {
            let output = project.output(command);
            assert_free_of(&[PRIVATE], &output.stdout, &(accident, command));
            assert_free_of(&[PRIVATE], &output.stderr, &(accident, command));
        }
        for (file, content) in files_in(&project.path("drafts")) {
            assert_free_of(&[PRIVATE], &content, &(accident, file));
        }
    }
}

/// What can be wrong with a form, with a name for the failing case.
const FORMS: [(&str, &[u8]); 8] = [
    ("open-quote.csv", b"Name,E-mail\ncanary,\"canary@x.org\n"),
    ("ragged.csv", b"Name,E-mail\ncanary,canary@x.org,canary\n"),
    ("bad-address.csv", b"Name,E-mail\nA,canary at x.org\nB,\"canary@x.org, canary@y.org\"\n"),
    ("bad-day.csv", b"Name,Timestamp,E-mail\nA,someday,canary@x.org\nB,31/12/2022,canary\n"),
    ("header-twice.csv", b"Name,E-mail,E-mail\nName,canary@x.org,canary@y.org\n"),
    ("broken.json", b"[{\"name\": \"A\", \"email\": \"canary\",, \"canary\": 1}]"),
    ("broken.yml", b"name: A\nemail: [canary\nnote: canary\n"),
    ("latin.csv", b"Name,Notes\nA,canary \xE9\n"),
];

#[test]
fn no_fault_of_a_form_makes_an_import_tell_a_private_cell() {
    for (name, content) in FORMS {
        let project =
            Sandbox::new().file("signatories.csv", "name,email,note\n").file(name, content);
        for flags in [&[][..], &["--json", "--verbose"], &["--encoding", "utf-8"]] {
            let output = project.output(&[&["sign", "import", name], flags].concat());
            assert!(matches!(output.status.code(), Some(0 | 1)), "{name}");
            assert_free_of(&[PRIVATE], &output.stdout, &name);
            assert_free_of(&[PRIVATE], &output.stderr, &name);
        }
    }
}

/// All that was written below `out` and `drafts`, each file also as other programs read it.
fn made(project: &Sandbox) -> Vec<(String, Vec<u8>)> {
    let mut made = Vec::new();
    let files = ["out", "drafts"].map(|folder| {
        let files = files_in(&project.path(folder)).into_iter();
        files.map(move |(name, bytes)| (format!("{folder}/{name}"), bytes))
    });
    for (name, bytes) in files.into_iter().flatten() {
        let path = project.path(&name);
        if bytes.starts_with(b"PK") {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
            for index in 0..archive.len() {
                let mut part = Vec::new();
                std::io::copy(&mut archive.by_index(index).unwrap(), &mut part).unwrap();
                made.push((format!("{name}: part {index}"), part));
            }
        }
        if bytes.starts_with(b"%PDF") {
            for tool in [
                &["pdftotext", "PDF", "-"][..],
                &["pdfinfo", "PDF"],
                &["pdfinfo", "-meta", "PDF"],
                &["pdfinfo", "-struct-text", "PDF"],
                &["qpdf", "--qdf", "--object-streams=disable", "PDF", "-"],
            ] {
                let mut program = Command::new(tool[0]);
                for argument in &tool[1..] {
                    program.arg(if *argument == "PDF" {
                        path.as_os_str()
                    } else {
                        argument.as_ref()
                    });
                }
                let output = program.output().unwrap();
                assert!(!output.stdout.is_empty() || tool.contains(&"-meta"), "{tool:?}");
                made.push((format!("{name}: {tool:?}"), output.stdout));
            }
        }
        made.push((name, bytes));
    }
    made
}

/// Whether a word stands in bytes, in any case: as it is, as the text of a mail, in UTF-16, or in
/// the hexadecimal digits of a PDF's strings.
fn contains(bytes: &[u8], word: &str) -> bool {
    let holds = |bytes: &[u8], word: &[u8]| {
        bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
    };
    let utf_16: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hex =
        |bytes: &[u8]| bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    holds(bytes, word.as_bytes())
        || holds(bytes, &utf_16)
        || holds(bytes, hex(word.as_bytes()).as_bytes())
        || holds(bytes, hex(&utf_16).as_bytes())
        || decoded(bytes).iter().any(|part| holds(part, word.as_bytes()))
}

/// The parts of a mail, decoded from quoted-printable and Base64 (RFC 2045, 6.7 and 6.8).
fn decoded(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(bytes);
    if !text.contains("Content-Transfer-Encoding") {
        return Vec::new();
    }
    let quoted = text.replace("=\r\n", "");
    let mut pieces = quoted.split('=');
    let mut printable = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let byte = piece.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        printable.extend(byte);
        printable.extend(piece.as_bytes().get(if byte.is_some() { 2.. } else { 0.. }).unwrap());
    }
    let blocks = text.split("\r\n\r\n").map(base_64);
    std::iter::once(printable).chain(blocks).collect()
}

fn base_64(block: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    let digit = |byte: u8| DIGITS.iter().position(|digit| *digit == byte);
    let bits = block
        .bytes()
        .filter_map(digit)
        .flat_map(|digit| (0..6).rev().map(move |at| digit >> at & 1));
    let bits: Vec<usize> = bits.collect();
    let byte = |bits: &[usize]| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit == 1));
    bits.chunks_exact(8).map(byte).collect()
}

fn assert_free_of(words: &[&str], bytes: &[u8], context: &dyn std::fmt::Debug) {
    for word in words {
        assert!(!contains(bytes, word), "{context:?}: {}", String::from_utf8_lossy(bytes));
    }
}
