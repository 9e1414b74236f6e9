use std::path::Path;

use proptest::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::table::records::delimiter_of;
use crate::table::{Excerpt, Table, scan};

fn table(text: &str) -> Table {
    read(text.as_bytes()).unwrap()
}

fn read(bytes: &[u8]) -> Result<Table, Vec<Diagnostic>> {
    Table::parse(bytes, Path::new("signatories.csv"), |header| {
        if header == "email" { Excerpt::Nothing } else { Excerpt::Cell }
    })
}

fn written(table: &Table) -> String {
    String::from_utf8(table.to_bytes()).unwrap()
}

fn faults(text: &str) -> Vec<String> {
    let show = |fault: &Diagnostic| {
        let place = fault.place.as_ref().unwrap();
        format!("{}:{}: {} | {}", place.line, place.column, fault.message, place.excerpt)
    };
    read(text.as_bytes()).unwrap_err().iter().map(show).collect()
}

#[test]
fn rows_are_read_between_blank_lines_with_their_line_numbers() {
    let table = table("\nname;abbr\r\n\r\n\"A\nB\";x\r\n  \nC ; y\n\n");
    assert_eq!(table.headers().collect::<Vec<_>>(), ["name", "abbr"]);
    let rows: Vec<_> = table.rows().map(|row| (table.cell(row, 0), table.line(row))).collect();
    assert_eq!(rows, [("A\nB", 4), ("C", 7)]);
    assert_eq!(table.cell(1, 1), "y");
}

#[test]
fn an_edit_changes_one_cell_alone() {
    let mut table = table("name, abbr\r\n \"A\"\"s\" , x\r\nB,\"y\"\n\n");
    table.set(1, 1, "z");
    table.set(0, 1, "a, b");
    assert_eq!(written(&table), "name, abbr\r\n \"A\"\"s\" ,\"a, b\"\r\nB,\"z\"\n\n");
}

#[test]
fn a_new_row_has_the_ending_of_the_last_line() {
    let mut table = table("name,abbr\nA,a\r\n\r\n");
    table.append(&["B; \"b\""]);
    table.append(&["", "c"]);
    assert_eq!(written(&table), "name,abbr\nA,a\r\n\r\n\"B; \"\"b\"\"\",\r\n,c\r\n");
}

#[test]
fn a_missing_last_newline_stays_missing() {
    let mut one = table("name\r\nA");
    one.append(&["B"]);
    assert_eq!(written(&one), "name\r\nA\r\nB");
    let mut none = table("name");
    none.append(&["B"]);
    assert_eq!(written(&none), "name\nB");
    let mut within = table("name\r\n\"A\nB\"");
    within.append(&["C"]);
    assert_eq!(written(&within), "name\r\n\"A\nB\"\r\nC");
}

#[test]
fn a_column_is_one_delimiter_at_the_end_of_every_row() {
    let mut table = table("name;abbr\nA;\"a\"\n\n;\nB;b");
    let column = table.add_column("note; own");
    table.set(2, column, "x");
    assert_eq!(written(&table), "name;abbr;\"note; own\"\nA;\"a\";\n\n;;\nB;b;x");
    assert_eq!(table.cell(2, column), "x");
}

#[test]
fn a_row_goes_with_its_line_end() {
    let mut table = table("name\nA\r\n\nB\nC");
    table.remove(0);
    table.remove(2);
    assert_eq!(written(&table), "name\n\nB\n");
    assert_eq!(table.rows().collect::<Vec<_>>(), [1]);
}

#[test]
fn every_malformed_row_is_named_at_once() {
    assert_eq!(
        faults("name,email,\na,x\nb,x@y,,\nc,x\u{202E}y,\nd\0,,z\n"),
        [
            "1:12: column 3 has no name | …,…,",
            "2:1: row has 2 cells, the header has 3 | …,…",
            "3:1: row has 4 cells, the header has 3 | …,…,…,…",
            "4:4: `email` holds U+202E, which cannot be seen | ",
            "5:2: `name` holds U+0000, which cannot be seen | d\0,…,…",
        ]
    );
}

#[test]
fn columns_named_twice_are_an_error() {
    assert_eq!(faults("name, Name\nA,B\n"), ["1:7: column `Name` stands twice | …, Name"]);
}

#[test]
fn a_quote_left_open_is_named_where_it_opens() {
    assert_eq!(
        faults("name,note\nA,\nB,\"x\nC,y\nD,z\n"),
        ["3:3: `note` opens a quote that never closes | "]
    );
    assert_eq!(
        faults("name,note\nA,\"x\nB,\"y\"\n"),
        ["2:3: `note` goes on after its closing quote | "]
    );
}

#[test]
fn the_delimiter_is_that_of_the_header() {
    for (header, delimiter) in [
        ("a;b,c;d", b';'),
        ("a\tb", b'\t'),
        ("\"a;b;c\",d", b','),
        ("a, \"b;c;d\" ,e", b','),
        ("\"a\nb;;\"\"\",c", b','),
        // What stands in the rows is nothing to the header.
        ("a;b,c\"d\nx;;\"", b';'),
        ("a,\"b;c;d\n\"x;", b';'),
        ("a", b','),
    ] {
        assert_eq!(delimiter_of(header), delimiter, "{header}");
    }
}

#[test]
fn a_cell_of_a_megabyte_is_a_cell() {
    let long = "x".repeat(1 << 20);
    let mut table = table(&format!("name,b\n{long},\n"));
    table.set(0, 1, "y");
    assert_eq!(written(&table), format!("name,b\n{long},y\n"));
}

#[test]
fn a_file_without_a_header_is_an_error() {
    for empty in ["", "\n\n", "\u{FEFF}"] {
        assert_eq!(read(empty.as_bytes()).unwrap_err()[0].code, "missing-header");
    }
}

/// Tables of three columns in all the forms that a spreadsheet or an editor gives them.
fn any_table() -> impl Strategy<Value = (String, usize)> {
    let cell =
        prop_oneof!["[a-zé ]{0,4}", "\"([a-z,;\n]|\"\"){0,4}\"", Just("\"a\r\nb\"".to_owned()),];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\n\n"), Just("\r\n  \r\n"), Just("\r")];
    let row = (cell.clone(), cell.clone(), cell, end);
    (proptest::collection::vec(row, 1..6), any::<bool>()).prop_map(|(rows, ends)| {
        let mut text = "name,b,c\n".to_owned();
        let count = rows.len();
        for (number, (a, b, c, end)) in rows.into_iter().enumerate() {
            text.push_str(&[&a, ",", &b, ",", &c].concat());
            text.push_str(if number + 1 < count || ends { end } else { "" });
        }
        (text, count)
    })
}

proptest! {
    #[test]
    fn what_is_not_edited_is_written_as_it_was_read((text, count) in any_table()) {
        let table = table(&text);
        prop_assert_eq!(table.rows().count(), count);
        prop_assert_eq!(written(&table), text);
    }

    #[test]
    fn an_edited_cell_reads_as_it_was_set_and_all_else_stays(
        (text, count) in any_table(), row: prop::sample::Index, column in 0..3_usize,
        value in "[a-z\",; \n]{0,6}",
    ) {
        let before = table(&text);
        let row = row.index(count);
        let value = value.trim();
        let mut edited = before.clone();
        edited.set(row, column, value);
        let after = table(&written(&edited));
        for other in before.rows() {
            for cell in 0..3 {
                let expected =
                    if (other, cell) == (row, column) { value } else { before.cell(other, cell) };
                prop_assert_eq!(after.cell(other, cell), expected);
            }
        }
        let line = &before.rows[row];
        let cell = &scan::cells(&text[line.span.clone()], b',')[column];
        let (start, end) = (line.span.start + cell.range.start, line.span.start + cell.range.end);
        prop_assert!(written(&edited).starts_with(&text[..start]));
        prop_assert!(written(&edited).ends_with(&text[end..]));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(
        prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(b'a'), any::<u8>()],
        0..40,
    )) {
        if let Ok(mut table) = read(&bytes) {
            prop_assert_eq!(table.to_bytes(), bytes);
            for row in table.rows().collect::<Vec<_>>() {
                table.set(row, 0, "x");
            }
            table.add_column("y");
        }
    }
}
