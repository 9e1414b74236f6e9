//! What a change of the list leaves alone, for lists in every form that a spreadsheet or an editor
//! gives them: all bytes but those of the cells that it is about.

use std::path::Path;

use proptest::prelude::*;

use crate::signatories::{Cells, IfDuplicate, IfSigned, NewRow, Signatories, parse};

/// The columns of a generated list, under headers that are typed in one way or another. None of
/// its rows has a made id, which a change might have to write down.
const HEADERS: [&str; 6] = ["\"id\"", "Name", " status ", "signed_on", "\"Acronym\"", "VIP, own"];

/// A list as it is written: cells with their quotes and spaces, and what stands between them.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    delimiter: char,
    has_mark: bool,
    encoding: Encoding,
    /// The header and the rows, each with its line end and the blank lines behind it.
    pub(crate) lines: Vec<(Vec<String>, String)>,
}

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Written {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut text = String::new();
        if self.has_mark || !matches!(self.encoding, Encoding::Utf8) {
            text.push('\u{FEFF}');
        }
        for (cells, end) in &self.lines {
            text.push_str(&cells.join(&self.delimiter.to_string()));
            text.push_str(end);
        }
        let utf_16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        match self.encoding {
            Encoding::Utf8 => text.into_bytes(),
            Encoding::Utf16Le => utf_16(u16::to_le_bytes),
            Encoding::Utf16Be => utf_16(u16::to_be_bytes),
        }
    }

    pub(crate) fn read(&self) -> Signatories {
        let bytes = self.bytes();
        let list = parse(&bytes, Path::new("signatories.csv")).unwrap();
        assert_eq!(list.to_bytes(), bytes);
        list
    }

    /// The same with another value in a cell of a row, which stays quoted where it was.
    pub(crate) fn set(&mut self, row: usize, column: usize, value: &str) {
        let special = [self.delimiter, '"', '\n', '\r'];
        let cell = &mut self.lines[row + 1].0[column];
        let is_quoted = cell.starts_with('"') || value.contains(special);
        *cell =
            if is_quoted { format!("\"{}\"", value.replace('"', "\"\"")) } else { value.into() };
    }

    /// The same with a row more, of cells as they are written.
    pub(crate) fn push(&mut self, cells: Vec<String>) {
        let end = last_end(self);
        let last = self.lines.last_mut().expect("there is a header");
        let own_end = if last.1.is_empty() {
            last.1.push_str(end);
            ""
        } else {
            end
        };
        self.lines.push((cells, own_end.to_owned()));
    }

    /// The same with a column on the right, which says something in one row.
    fn with_column(&self, name: &str, row: usize, value: &str) -> Self {
        let mut with = self.clone();
        for (line, (cells, _)) in with.lines.iter_mut().enumerate() {
            cells.push(if line == 0 { name.to_owned() } else { String::new() });
        }
        let column = with.lines[0].0.len() - 1;
        with.set(row, column, value);
        with
    }
}

/// A cell that says this, with or without quotes, or spaces round it.
fn cell(value: String) -> impl Strategy<Value = String> {
    let quoted = format!("\"{}\"", value.replace('"', "\"\""));
    if value.contains(['"', ';', ',', '\t', '\n', '\r']) {
        return Just(quoted).boxed();
    }
    let bare = Just(value.clone());
    prop_oneof![bare, Just(quoted), " {0,2}".prop_map(move |space| format!("{space}{value} "))]
        .boxed()
}

fn free_text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-zé,;\" \n]{1,6}", Just("two\r\nlines".to_owned())]
        .prop_map(|text| text.trim().to_owned())
}

/// A row whose id and name tell its number, or one of delimiters alone.
fn row(number: usize) -> impl Strategy<Value = Vec<String>> {
    let status = prop_oneof![
        Just(""),
        Just("confirmed"),
        Just("Pending"),
        Just("invited"),
        Just("withdrawn"),
        Just("declined"),
    ];
    let values = (status, prop_oneof![Just(""), Just("2022-08-02")], "[A-Z]{0,3}", free_text());
    let meant = values.prop_flat_map(move |(status, day, abbreviation, own)| {
        let name = format!("Name {number} \"ö\", of");
        let values = [format!("id-{number}"), name, status.into(), day.into(), abbreviation, own];
        values.map(|value| cell(value).boxed()).to_vec()
    });
    let empty = Just(vec![String::new(); HEADERS.len()]);
    prop_oneof![5 => meant, 1 => empty]
}

pub(crate) fn written() -> impl Strategy<Value = Written> {
    let ends = ["\n", "\r\n", "\r", "\n\n", "\r\n  \r\n\r\n"];
    let rows = (1..5_usize).prop_flat_map(|count| (0..count).map(row).collect::<Vec<_>>());
    let encoding = prop_oneof![
        3 => Just(Encoding::Utf8),
        1 => Just(Encoding::Utf16Le),
        1 => Just(Encoding::Utf16Be),
    ];
    let delimiter = prop_oneof![Just(','), Just(';'), Just('\t')];
    let ends = proptest::collection::vec(proptest::sample::select(ends.to_vec()), 6);
    (rows, ends, any::<bool>(), any::<bool>(), encoding, delimiter).prop_map(
        |(rows, ends, ends_in_newline, has_mark, encoding, delimiter)| {
            let header = HEADERS.map(|header| {
                if header.contains(delimiter) { format!("\"{header}\"") } else { header.to_owned() }
            });
            let lines = std::iter::once(header.to_vec()).chain(rows);
            let mut lines: Vec<_> = lines.zip(ends.into_iter().map(str::to_owned)).collect();
            if let Some(last) = lines.last_mut().filter(|_| !ends_in_newline) {
                last.1.clear();
            }
            Written { delimiter, has_mark, encoding, lines }
        },
    )
}

/// A change of the row with an id; whether it could be made.
type Change = fn(&mut Signatories, &str) -> bool;

/// What changes one row, with the cells that it may change and what they say afterwards.
const CHANGES: [(Change, &[(usize, &str)]); 6] = [
    (|list, id| edit(list, id, "vip, own", "x; \"y\", z"), &[(5, "x; \"y\", z")]),
    (|list, id| edit(list, id, "abbreviation", ""), &[(4, "")]),
    (|list, id| edit(list, id, "name", "Ünlike"), &[(1, "Ünlike")]),
    (
        |list, id| {
            let evidence = |_: &str| Cells::default().with("signed_on", "2026-01-02");
            list.confirm(&[id.to_owned()], evidence).is_ok()
        },
        &[(2, "confirmed"), (3, "2026-01-02")],
    ),
    (|list, id| list.decline(&[id.to_owned()]).is_ok(), &[(2, "declined")]),
    (|list, id| list.withdraw(&[id.to_owned()]).is_ok(), &[(2, "withdrawn")]),
];

fn edit(list: &mut Signatories, id: &str, column: &str, value: &str) -> bool {
    let cells = Cells::default().with(column, value);
    list.edit_row(id, cells, IfDuplicate::Allow).is_ok()
}

proptest! {
    #[test]
    fn a_change_of_a_row_changes_the_bytes_of_its_cells_alone(
        written in written(), row: prop::sample::Index, which in 0..CHANGES.len(),
    ) {
        let (change, cells) = CHANGES[which];
        let mut list = written.read();
        let row = row.index(written.lines.len() - 1);
        let id = format!("id-{row}");
        let before = list.clone();
        if change(&mut list, &id) {
            list.keep_ids();
            let mut expected = written;
            for (column, value) in cells {
                let was = before.table.cell(row, *column);
                // An empty status says `confirmed`, and stays.
                if was != *value && !(was.is_empty() && *value == "confirmed") {
                    expected.set(row, *column, value);
                }
            }
            prop_assert_eq!(list.to_bytes(), expected.bytes());
        } else {
            prop_assert_eq!(list.to_bytes(), written.bytes());
        }
    }

    #[test]
    fn a_column_that_is_missing_is_added_on_the_right_and_nothing_else_changes(
        written in written(), row: prop::sample::Index, value in "[a-z]{1,3}[,;\"é]?",
    ) {
        let mut list = written.read();
        let row = row.index(written.lines.len() - 1);
        let is_there = edit(&mut list, &format!("id-{row}"), "Note", &value);
        let expected = if is_there { written.with_column("Note", row, &value) } else { written };
        prop_assert_eq!(list.to_bytes(), expected.bytes());
    }

    #[test]
    fn a_row_that_comes_or_goes_leaves_all_others_as_they_were(
        written in written(), row: prop::sample::Index,
    ) {
        let row = row.index(written.lines.len() - 1);
        let mut list = written.read();
        let new = NewRow::invited("New").with("id", "new").with("abbr", "a, b");
        list.add(new, IfDuplicate::Refuse).unwrap();
        let mut more = written.clone();
        let cells = ["new", "New", "invited", "", "", ""].map(str::to_owned).to_vec();
        more.push(cells);
        more.set(written.lines.len() - 1, 4, "a, b");
        prop_assert_eq!(list.to_bytes(), more.bytes());

        let mut list = written.read();
        if list.remove(&format!("id-{row}"), IfSigned::Remove).is_ok() {
            let mut fewer = written;
            let (_, end) = fewer.lines.remove(row + 1);
            // Blank lines behind it stay.
            let blank = end.strip_prefix("\r\n").or_else(|| end.get(1..)).unwrap_or_default();
            fewer.lines[row].1.push_str(blank);
            prop_assert_eq!(list.to_bytes(), fewer.bytes());
        }
    }
}

/// The last line end of a list, which is a new row's own.
fn last_end(written: &Written) -> &'static str {
    let mut ends = written.lines.iter().rev().map(|(_, end)| end);
    let last = ends.find(|end| !end.is_empty()).expect("the header has one");
    ["\r\n", "\n", "\r"].into_iter().find(|end| last.ends_with(end)).expect("it is one of three")
}
