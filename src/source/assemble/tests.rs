use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::clock::Date;
use proptest::prelude::*;

use crate::model::Kind;
use crate::model::{Block, Inline, Layout, Length, Signatory, Style, plain};
use crate::source::SignatoryRow;

use super::*;

const LETTER: &str = r#"+++
title = "Protect {{ vars.river }}"
subject = "{{ letter.title }}, as of {{ letter.date }}"
date = 2022-08-02
addressee = {name = "Ada Minister", role = "Minister of Waters", lines = ["1 Main Street"]}
salutation = "Dear {{ addressee.role }},"
close = "Sincerely,"
cc = ["The Mayor"]
contact = "Write to **us**."
[vars]
river = "the *Green* River"
+++

We, {{ count.signatories | in_words }} signatories, speak for {{ vars.river }}.

{% for one in signatories %}
{{ one.name }}{% if one.country %} of {{ one.country | country }}{% endif %}.
{% endfor %}
"#;

fn row(kind: Kind, cells: &[(&str, &str)]) -> SignatoryRow {
    let columns = cells.iter().map(|(key, cell)| ((*key).to_owned(), (*cell).to_owned())).collect();
    SignatoryRow { kind, anonymous: false, columns, line: 2 }
}

fn anonymous() -> SignatoryRow {
    SignatoryRow { anonymous: true, ..row(Kind::Individual, &[]) }
}

fn rows() -> Vec<SignatoryRow> {
    vec![
        row(
            Kind::Organization,
            &[
                ("name", "The Otters"),
                ("abbreviation", "TO"),
                ("group", "Local"),
                ("country", "DE"),
            ],
        ),
        row(
            Kind::Individual,
            &[("name", "Bea Roe"), ("role", "Professor"), ("affiliation", "A University")],
        ),
        row(
            Kind::Representative,
            &[
                ("name", "Cy Doe"),
                ("role", "Director"),
                ("affiliation", "Beavers United"),
                ("abbreviation", "BU"),
                ("group", "National"),
            ],
        ),
    ]
}

struct Given<'a> {
    text: &'a str,
    rows: Vec<SignatoryRow>,
    first: Option<&'a str>,
    settings: Option<&'a str>,
    language: Option<&'a str>,
    addressee: Option<BTreeMap<String, String>>,
    includes: Option<PathBuf>,
}

fn given(text: &str) -> Given<'_> {
    Given {
        text,
        rows: rows(),
        first: None,
        settings: None,
        language: None,
        addressee: None,
        includes: None,
    }
}

impl Given<'_> {
    fn assemble(&self) -> Result<Assembled, Vec<Diagnostic>> {
        let file = |path, text| SourceFile { path: Path::new(path), text };
        let shared = self.settings.map(|text| {
            let settings: toml::Table = text.parse().unwrap();
            let letter = settings.get("letter").and_then(|letter| letter.as_table());
            (file("letterctl.toml", text), letter.cloned().unwrap_or_default())
        });
        assemble(&Input {
            purpose: Purpose::Printed,
            source: file("templates/letter.md", self.text),
            language: self.language.map(|tag| Language::parse(tag).unwrap()),
            first: self.first.map(|text| file("templates/first.md", text)),
            shared,
            includes: self.includes.clone(),
            pictures: None,
            list_pictures: None,
            rows: &self.rows.clone().into(),
            private_columns: &BTreeSet::from(["email".to_owned(), "note".to_owned()]),
            addressee: self.addressee.as_ref(),
            without_notice: false,
            today: Date::constant(2022, 8, 2),
            as_of: None,
            version: "v2",
            draft: None,
        })
    }

    fn letter(&self) -> Letter {
        self.assemble().unwrap_or_else(|problems| panic!("{problems:#?}")).letter
    }

    /// Every problem as `place code: message (help)`.
    fn problems(&self) -> Vec<String> {
        let problems = self.assemble().err().unwrap_or_default();
        problems
            .iter()
            .map(|problem| {
                let place = problem.place.as_ref().unwrap();
                let file = place.file.file_name().unwrap().to_str().unwrap();
                format!(
                    "{file}:{}:{} {}: {} ({})",
                    place.line,
                    place.column,
                    problem.code,
                    problem.message,
                    problem.help.join("; ")
                )
            })
            .collect()
    }
}

fn texts(letter: &Letter) -> Vec<String> {
    letter
        .body
        .iter()
        .map(|block| match block {
            Block::Paragraph(text) => plain(text),
            Block::Signatories(index) => format!("<{index}>"),
            other => format!("{other:?}"),
        })
        .collect()
}

fn names(letter: &Letter, list: usize) -> Vec<String> {
    letter.signatories[list].signatories().map(|one| plain(&one.text)).collect()
}

#[test]
fn a_whole_letter_is_filled_in_and_set_together() {
    let letter = given(LETTER).letter();
    assert_eq!(letter.title.as_deref(), Some("Protect the *Green* River"));
    assert_eq!(letter.subject.as_deref(), Some("Protect the *Green* River, as of August 2, 2022"));
    assert_eq!(letter.dateline.as_deref(), Some("August 2, 2022"));
    assert_eq!(letter.salutation.as_deref(), Some("Dear Minister of Waters,"));
    assert_eq!(
        letter.inside_addresses[0].lines,
        ["Ada Minister", "Minister of Waters", "1 Main Street"]
    );
    assert_eq!(letter.contact[0][1], Inline::Strong(vec![Inline::Text("us".into())]));
    assert_eq!(letter.labels.copies.as_deref(), Some("cc:"));
    assert_eq!(
        texts(&letter),
        [
            "We, three signatories, speak for the *Green* River.",
            "The Otters of Germany.",
            "Bea Roe.",
            "Cy Doe."
        ]
    );
    assert_eq!(
        names(&letter, 0),
        [
            "The Otters (TO)",
            "Bea Roe, Professor, A University",
            "Cy Doe, Director, on behalf of Beavers United (BU)"
        ]
    );
}

#[test]
fn a_number_in_words_begins_a_sentence_or_a_title_with_a_capital() {
    let source = LETTER
        .replace("title = \"", "title = \"{{ count.signatories | in_words | capitalize }} rivers: ")
        .replace("We, {{ count.signatories | in_words }}", "{{ 104 | in_words | capitalize }}");
    let mut given = given(&source);
    given.language = Some("en");
    let letter = given.letter();
    assert_eq!(letter.title.as_deref(), Some("Three rivers: Protect the *Green* River"));
    assert_eq!(texts(&letter)[0], "One hundred and four signatories, speak for the *Green* River.");
}

#[test]
fn byte_order_mark_and_crlf_change_nothing() {
    let windows = format!("\u{FEFF}{}", LETTER.replace('\n', "\r\n"));
    assert_eq!(given(&windows).letter(), given(LETTER).letter());
}

#[test]
fn a_translation_inherits_key_by_key_but_never_the_language() {
    let mut translation = given(
        "+++\nsubject = \"주제\"\ncc = [\"시장\"]\nclose = \"\"\naddressee.name = \"장관\"\n+++\n본문\n",
    );
    translation.first = Some(
        "+++\nlanguage = \"de\"\nsubject = \"S\"\nclose = \"C\"\ndate = 2022-08-02\n\
         cc = [\"a\", \"b\"]\naddressee = {name = \"N\", organization = \"O\"}\n+++\n",
    );
    translation.settings = Some("[letter]\ndelivery = \"By hand\"\ndate = \"x\"\n");
    translation.language = Some("ko");
    let letter = translation.letter();
    assert_eq!(letter.language.as_str(), "ko");
    assert_eq!(letter.dateline.as_deref(), Some("2022년 8월 2일"));
    assert_eq!(letter.delivery.as_deref(), Some("By hand"));
    assert_eq!(letter.complimentary_close, None);
    assert_eq!(letter.copies, ["시장"]);
    assert_eq!(letter.inside_addresses[0].lines, ["장관", "O"]);
    assert_eq!(letter.labels.subject.as_deref(), Some("제목:"));
}

#[test]
fn a_problem_is_told_in_the_file_that_it_comes_from() {
    let mut translation = given("+++\nsubjet = \"주제\"\n+++\n");
    translation.first = Some("+++\nsubject = \"S\"\ncolse = \"C\"\n+++\n");
    translation.settings = Some("[letter]\nmarkng = \"x\"\n");
    assert_eq!(
        translation.problems(),
        [
            "letter.md:2:1 unknown-key: unknown key `subjet` (did you mean `subject`?)",
            "first.md:3:1 unknown-key: unknown key `colse` (did you mean `close`?)",
            "letterctl.toml:2:1 unknown-key: unknown key `markng` (did you mean `marking`?)",
        ]
    );
}

#[test]
fn a_column_for_the_language_stands_in_for_the_plain_one() {
    let mut korean = given("+++\nsubject = \"S\"\n+++\n{{ signatories[0].name }}\n");
    korean.rows = vec![row(
        Kind::Organization,
        &[("name", "The Otters"), ("name_ko", "수달"), ("language", "en")],
    )];
    korean.language = Some("ko-KR");
    let letter = korean.letter();
    assert_eq!(letter.signatories[0].groups[0].signatories, [Signatory::plain("수달")]);
    assert_eq!(texts(&letter), ["수달"]);
}

#[test]
fn an_undefined_name_is_shown_at_its_place_with_the_nearest() {
    let problems = |text| given(text).problems();
    assert_eq!(
        problems("+++\nsubject = 'S'\nvars = {session = 'x'}\n+++\n\nIn {{ vars.sesion }}\n"),
        ["letter.md:6:7 undefined: `vars.sesion` is not defined (did you mean `vars.session`?)"]
    );
    assert_eq!(
        problems("+++\nsubject = \"\"\"\nOne\nTwo {{ adressees }}\"\"\"\n+++\n"),
        ["letter.md:4:8 undefined: `adressees` is not defined (did you mean `addressees`?)"]
    );
    assert_eq!(
        problems("+++\nsubject = 'S'\n+++\n{% for s in signatories %}{{ s.email }}{% endfor %}"),
        ["letter.md:4:30 private-column: the column `email` is private (only public columns \
             can be printed)"]
    );
    let defined = given("+++\nsubject = 'S'\n+++\n{{ vars.x | default('none') }}\n").letter();
    assert_eq!(texts(&defined), ["none"]);
}

#[test]
fn templates_that_run_away_are_stopped() {
    for body in [
        "{{ 'x' * 10**9 }}",
        "{{ range(10**9) | list }}",
        "{% for a in range(90000) %}{% for b in range(90000) %}x{% endfor %}{% endfor %}",
        "{% set ns = namespace(x='aaaa') %}{% for a in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ] {
        let text = format!("+++\nsubject = 'S'\n+++\n{body}\n");
        let found = given(&text).problems();
        assert!(found.len() == 1 && found[0].contains("4:"), "{body}: {found:?}");
        assert!(found[0].contains("runaway-template"), "{body}: {found:?}");
    }
}

#[test]
fn a_problem_of_the_markdown_is_told_where_the_source_has_it() {
    assert_eq!(
        given("+++\nsubject = 'S'\n+++\n{% for s in signatories %}\n\n- {{ s.name }} <b>x\n{% endfor %}\n")
            .problems()
            .first()
            .map(|problem| problem.split(':').take(3).collect::<Vec<_>>().join(":")),
        Some("letter.md:6:16 raw-html".to_owned())
    );
}

#[test]
fn included_files_stay_within_their_folder() {
    let folder = std::env::temp_dir().join(format!("letterctl-includes-{}", std::process::id()));
    let templates = folder.join("templates");
    std::fs::create_dir_all(&templates).unwrap();
    let write = |path: PathBuf, text: &str| {
        let mut file = std::fs::File::create(path).unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    };
    write(folder.join("secret.md"), "secret");
    write(templates.join("part.md"), "Of {{ count.signatories }}.\n\nThen {{ nobody }}.\n");
    write(templates.join("good.md"), "Included <i>.\n");
    std::os::unix::fs::symlink(folder.join("secret.md"), templates.join("link.md")).unwrap();
    let problems = |name: &str| {
        let text = format!("+++\nsubject = 'S'\n+++\n\n{{% include \"{name}\" %}}\n");
        let mut given = given(&text);
        given.includes = Some(templates.clone());
        given.problems().join("\n")
    };
    write(templates.join("round.md"), "{% include \"round.md\" %}");
    let absolute = folder.join("secret.md");
    for name in ["../secret.md", "link.md", absolute.to_str().unwrap()] {
        assert!(problems(name).starts_with("letter.md:5:4 include: `"), "{}", problems(name));
        assert!(problems(name).contains("lies outside"), "{}", problems(name));
    }
    assert!(
        problems("missing.md").contains("there is no `missing.md`"),
        "{}",
        problems("missing.md")
    );
    assert!(
        problems("part.md").starts_with("part.md:3:9 undefined: `nobody`"),
        "{}",
        problems("part.md")
    );
    assert!(problems("good.md").starts_with("good.md:1:10 raw-html"), "{}", problems("good.md"));
    assert!(problems("round.md").contains("runaway-template"), "{}", problems("round.md"));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn groups_stand_in_their_order_with_their_own_settings() {
    let letter = given(
        "+++\nsubject = 'S'\n[signatories]\nnumbered = true\n\
         groups = [{is = \"National\", heading = \"Nationwide\", layout = \"table\"}]\n+++\nx\n",
    )
    .letter();
    let groups = &letter.signatories[0].groups;
    let headings: Vec<Option<&str>> = groups.iter().map(|group| group.heading.as_deref()).collect();
    assert_eq!(headings, [None, Some("Nationwide"), Some("Local")]);
    let numbers: Vec<Option<usize>> = groups.iter().map(|group| group.first_number).collect();
    assert_eq!(numbers, [Some(1), Some(2), Some(3)]);
    assert_eq!(groups[1].layout, Layout::Table);
    assert_eq!(groups[1].heads, ["Name", "Role", "Affiliation"]);
    let cells: Vec<String> =
        groups[1].signatories[0].cells.iter().map(|cell| plain(cell)).collect();
    assert_eq!(cells, ["Cy Doe", "Director", "Beavers United (BU)"]);
}

#[test]
fn names_are_sorted_without_their_article_and_fields_joined() {
    let letter = given(
        "+++\nsubject = 'S'\n[signatories]\nsort = \"name\"\n\
         fields = [\"name\", \"abbreviation\", \"affiliation\", \"country\"]\n+++\nx\n",
    )
    .letter();
    assert_eq!(
        names(&letter, 0),
        ["Bea Roe, A University", "Cy Doe, Beavers United (BU)", "The Otters (TO), DE"]
    );
}

#[test]
fn a_pattern_shows_each_signatory_its_values_escaped() {
    let mut shown = given(
        "+++\nsubject = 'S'\n[signatories]\n\
         show = \"**{{ name }}**{% if role %}, {{ role }}{% endif %}\"\n+++\nx\n",
    );
    shown.rows.push(row(Kind::Organization, &[("name", "*Star* & جمعية")]));
    shown.rows.push(row(Kind::Organization, &[("name", "جمعية")]));
    let letter = shown.letter();
    assert_eq!(
        names(&letter, 0)[1..4],
        ["Bea Roe, Professor", "Cy Doe, Director", "*Star* & جمعية"]
    );
    let isolate = Inline::Isolate(vec![Inline::Text("جمعية".into())]);
    let last = letter.signatories[0].signatories().last().map(|one| one.text.clone());
    assert_eq!(last, Some(vec![Inline::Strong(vec![isolate])]));
}

#[test]
fn lists_stand_where_they_are_called_and_nobody_is_forgotten() {
    let mut placed = given(
        "+++\nsubject = 'S'\nclose = 'C'\n+++\n{{ close() }}\n\n\
         {{ signatories(group=[\"Local\", \"National\"], heading=\"We\", sort=\"name\") }}\n\nand\n\n\
         {{ signatories(kind=\"individual\", numbered=true) }}\n",
    );
    placed.rows.push(anonymous());
    let letter = placed.letter();
    assert_eq!(texts(&letter), ["Close", "<0>", "and", "<1>"]);
    assert_eq!(letter.signatories[0].heading.as_deref(), Some("We"));
    assert_eq!(names(&letter, 0).len(), 2);
    assert_eq!(names(&letter, 1), ["Bea Roe, Professor, A University"]);
    assert_eq!(letter.signatories[1].groups[0].first_number, Some(1));
    assert_eq!(letter.signatories[1].anonymous.as_deref(), Some("and one other"));
    assert!(letter.parts().all(|part| part != Part::Close && part != Part::Signatories));
    assert_eq!(
        given("+++\nsubject = 'S'\n+++\n\n{{ signatories(group=\"Local\") }}\n").problems(),
        [
            "letter.md:5:4 unplaced-signatories: a signatory without a group would not be printed \
             (1) (place them too: `{{ signatories(group=\"\") }}`)",
            "letter.md:5:4 unplaced-signatories: a signatory of the group `National` would not be \
             printed (1) (place them too: `{{ signatories(group=\"National\") }}`)",
        ]
    );
    let twice = given("+++\nsubject = 'S'\n+++\n{{ notes() }}\n\n{{ notes() }}\n").problems();
    assert_eq!(twice, ["letter.md:6:4 placed-part: `notes()` stands here a second time ()"]);
}

#[test]
fn nobody_makes_no_list_and_the_anonymous_are_counted() {
    let mut nobody = given("+++\nsubject = 'S'\n[signatories]\nheading = 'H'\n+++\nx\n");
    nobody.rows.clear();
    assert_eq!(nobody.letter().signatories, []);
    nobody.rows = vec![anonymous(); 1200];
    let lists = nobody.letter().signatories;
    assert_eq!(lists[0].anonymous.as_deref(), Some("and 1,200 others"));
    let unlisted = given("+++\nsubject = 'S'\nsignatories = false\n+++\nx\n");
    assert_eq!(unlisted.letter().signatories, []);
}

#[test]
fn a_row_of_addressees_stands_in_for_the_addressee() {
    let mut each = given(LETTER);
    let cells = [
        ("name", "Bo Mayor"),
        ("role", "Mayor"),
        ("line2", "Town"),
        ("line1", "2 Side Street"),
        ("salutation", ""),
    ];
    each.addressee =
        Some(cells.iter().map(|(key, cell)| ((*key).to_owned(), (*cell).to_owned())).collect());
    let letter = each.letter();
    assert_eq!(letter.inside_addresses[0].lines, ["Bo Mayor", "Mayor", "2 Side Street", "Town"]);
    assert_eq!(letter.salutation.as_deref(), Some("Dear Mayor,"));
}

#[test]
fn several_addressees_are_tables_strings_or_lists_of_lines() {
    let letter = given(
        "+++\nsubject = 'S'\naddressees = [{name = 'A', attention = 'B'}, \"C\\nD\", ['E', 'F']]\n\
         labels = {to = 'To:', subject = '', attention = 'c/o'}\n+++\n\
         {% for one in addressees %}{{ one.lines | default([one.name]) | join(' ') }};{% endfor %}\n",
    )
    .letter();
    let lines: Vec<String> =
        letter.inside_addresses.iter().map(|address| address.lines.join("/")).collect();
    assert_eq!(lines, ["A", "C/D", "E/F"]);
    assert_eq!(letter.inside_addresses[0].attention.as_deref(), Some("B"));
    assert_eq!(texts(&letter), ["A;C D;E F;"]);
    assert_eq!(letter.labels.to.as_deref(), Some("To:"));
    assert_eq!(letter.labels.attention.as_deref(), Some("c/o"));
    assert_eq!(letter.labels.subject, None);
    assert_eq!(letter.labels.copies.as_deref(), Some("cc:"));
}

#[test]
fn the_page_takes_lengths_with_their_units() {
    let page = given(
        "+++\nsubject = 'S'\n[page]\nsize = 11\nstyle = \"plain\"\njustify = false\n\
         margins = {top = \"1in\", right = \"2.5 cm\", bottom = 72, left = \"25mm\"}\n+++\n",
    )
    .letter()
    .page;
    assert_eq!(page.size, Some(Length::pt(11.0)));
    assert_eq!((page.style, page.justify), (Style::Plain, Some(false)));
    let margins = page.margins.unwrap();
    assert_eq!((margins.top, margins.right), (Length::inches(1.0), Length::mm(25.0)));
    assert_eq!((margins.bottom, margins.left), (Length::inches(1.0), Length::mm(25.0)));
}

#[test]
fn today_is_spelled_out_and_any_other_string_stays() {
    let dated = |date: &str| {
        let text = format!("+++\nsubject = 'S'\ndate = \"{date}\"\n+++\n{{{{ as_of }}}}\n");
        let letter = given(&text).letter();
        (letter.dateline.clone().unwrap(), texts(&letter).concat())
    };
    let spelled = "August 2, 2022".to_owned();
    assert_eq!(dated("today"), (spelled.clone(), spelled));
    let typed = "Berlin, den 5. Mai 2020".to_owned();
    assert_eq!(dated("Berlin, den 5. Mai 2020"), (typed.clone(), typed));
}

#[test]
fn an_order_must_have_every_part_of_the_letter() {
    assert_eq!(
        given(
            "+++\nsubject = 'S'\ncc = ['x']\norder = ['subject', 'body', 'signatories']\n+++\nx\n"
        )
        .problems(),
        [
            "letter.md:4:9 incomplete-order: the letter has `cc`, but `order` lacks it (put `\"cc\"` where it is to be printed)"
        ]
    );
}

#[test]
fn what_is_not_what_its_key_asks_for_is_told_all_at_once() {
    let found = given(
        "+++\ntitle = 3\ncc = [1]\nlanguage = \"de\"\n[page]\nsize = 0\nmargins = \"2 ells\"\n\
         window = \"us11\"\n[signatories]\nlayout = \"lines\"\nlogos = true\nfields = [\"nam\", \"email\"]\n+++\n",
    )
    .problems();
    let codes: Vec<&str> =
        found.iter().map(|problem| problem.split([' ', ':']).nth(3).unwrap()).collect();
    assert_eq!(
        codes,
        [
            "wrong-type",
            "wrong-type",
            "wrong-value",
            "wrong-value",
            "wrong-value",
            "unknown-column",
            "private-column"
        ]
    );
}

#[test]
fn a_window_is_for_one_paper_and_an_enclosure_for_a_project() {
    let found = given(
        "+++\nsubject = 'S'\nenclosures = [{title = 'T', file = 'x'}]\n\
         page = {window = 'us10', paper = 'a4', fold_marks = 'yes'}\n+++\n",
    )
    .problems();
    let codes: Vec<_> = found.iter().filter_map(|one| one.split(' ').nth(1)).collect();
    assert_eq!(codes, ["enclosure:", "wrong-value:", "wrong-type:"], "{found:?}");
}

#[test]
fn places_tell_where_keys_and_blocks_stand() {
    let assembled = given(
        "+++\nsubject = 'S'\naddressee = {name = 'N'}\nvars = {used = 1, idle = 2}\n+++\n\none\n\n\
         {% if count.signatories > 2 %}{{ vars.used }}{% endif %}\n",
    )
    .assemble()
    .unwrap();
    let places = &assembled.places;
    assert_eq!(places.keys["addressee.name"].line, 3);
    assert_eq!(places.blocks.iter().map(|place| place.line).collect::<Vec<_>>(), [7, 9]);
    assert_eq!(places.unused_variables, ["idle"]);
    assert_eq!(places.conditions.iter().map(|place| place.line).collect::<Vec<_>>(), [9]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_source_panics(
        head in r#"((title|subject|date|cc|order|page|addressee|signatories|vars|ps) = ("[^"\\\n]{0,12}"|[0-9]{1,9}|\[\]|\{show = "\{\{ name \}\}"\}|2022-08-02|true)\n){0,4}"#,
        body in r"([a-z(*_#\n |é]|\{\{ ?|\}\}|\{% ?|%\}|signatories\(|\)|for x in |count|<|\[\^x\]){0,40}",
    ) {
        let text = format!("+++\n{head}+++\n{body}");
        let _outcome = given(&text).assemble();
    }

    #[test]
    fn no_text_panics(text in ".{0,80}") {
        let _outcome = given(&text).assemble();
        let text = format!("+++\n{text}\n+++\n{text}");
        let _outcome = given(&text).assemble();
    }
}
