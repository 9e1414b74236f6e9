//! What an import leaves alone, for lists in every form that a spreadsheet or an editor gives them:
//! all bytes but those of the cells that it tells of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;

use crate::signatories::form::{Form, Record};
use crate::signatories::import::Imported;
use crate::signatories::import::answer::Answers;
use crate::signatories::import::map::ImportMap;
use crate::signatories::import::memory::Memory;
use crate::signatories::import::past::Past;
use crate::signatories::import::plan::Plan;
use crate::signatories::list::Signatories;
use crate::signatories::lossless::written;

const FORM: [&str; 4] = ["Name", "Acronym", "Timestamp", "Country"];

/// Answers of those on a generated list, of some who are not on it, and of some twice.
fn form() -> impl Strategy<Value = Form> {
    let name = prop_oneof![
        (0..5_usize).prop_map(|number| format!("Name {number} \"ö\", of")),
        "Somebody; [A-C]",
    ];
    let day = prop_oneof![Just(""), Just("2022-08-01"), Just("2022-08-03")];
    let answer = (name, "[A-Z]{0,2}", day, "(|SE|a, \"b\")");
    proptest::collection::vec(answer, 0..8).prop_map(|answers| Form {
        headers: FORM.map(str::to_owned).to_vec(),
        records: (2..)
            .zip(answers)
            .map(|(line, (name, abbreviation, day, country))| Record {
                file: Path::new("form.csv").into(),
                line,
                cells: vec![name, abbreviation, day.to_owned(), country],
            })
            .collect(),
        remarks: Vec::new(),
    })
}

fn import(form: Form, list: &mut Signatories) -> Imported {
    let columns: BTreeSet<_> = list.column_names().collect();
    let map = ImportMap::find(&form.headers, &[], &BTreeMap::new(), &columns).unwrap();
    let answers = Answers::of(form, &map).unwrap();
    let memory = Memory::default();
    let mut past = Past::new(Path::new("there-is-none/history.jsonl").to_owned());
    let plan = Plan::new(list, &answers, &map, &memory, &mut past, &|_, _| None).unwrap();
    plan.execute(list, &memory).0
}

proptest! {
    #[test]
    fn an_import_changes_the_bytes_of_the_cells_that_it_tells_of_alone(
        written in written(), form in form(),
    ) {
        let mut list = written.read();
        let imported = import(form, &mut list);
        list.keep_ids();
        let rows = written.lines.len() - 1;
        let mut expected = written;
        let mut columns: Vec<_> =
            ["id", "name", "status", "signed_on", "abbreviation", "vip, own"].map(str::to_owned).to_vec();
        for column in &list.touched.columns {
            for (line, (cells, _)) in expected.lines.iter_mut().enumerate() {
                cells.push(if line == 0 { column.clone() } else { String::new() });
            }
            columns.push(column.clone());
        }
        for row in &imported.changed {
            let number = row.id.strip_prefix("id-").unwrap().parse().unwrap();
            for column in &row.columns {
                let column = columns.iter().position(|known| known == column).unwrap();
                expected.set(number, column, list.table.cell(number, column));
            }
        }
        for number in rows..rows + imported.added.len() {
            expected.push(vec![String::new(); columns.len()]);
            for column in 0..columns.len() {
                expected.set(number, column, list.table.cell(number, column));
            }
        }
        let read = crate::signatories::parse(&list.to_bytes(), Path::new("signatories.csv"));
        prop_assert_eq!(read.unwrap().rows().count(), list.rows().count());
        prop_assert_eq!(list.to_bytes(), expected.bytes());
    }
}
