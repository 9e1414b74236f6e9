//! A list of signatories: whatever bytes it is made of, it is read or refused; what is read is
//! written back to the byte, and a change of one row changes that row alone.
#![no_main]

use std::path::Path;

use letterctl::diagnostic::Diagnostic;
use letterctl::signatories::{Cells, IfDuplicate, IfSigned, NewRow, Signatories, parse};
use libfuzzer_sys::fuzz_target;

/// As many rows as are changed of one list.
const TRIED: usize = 4;

/// The ids of all rows with what they say.
type Content = Vec<(String, Vec<(String, String)>)>;

fuzz_target!(|bytes: &[u8]| {
    let list = match read(bytes) {
        Ok(list) => list,
        Err(problems) => {
            assert!(!problems.is_empty(), "a list is refused for a reason");
            return;
        }
    };
    assert_eq!(list.to_bytes(), bytes);
    let before = content(&list);
    for (id, _) in before.iter().take(TRIED) {
        changed(&list, &before, id, |list| {
            let cells = Cells::default().with("name", "A; \"b\", c").with("country", "KR");
            list.edit_row(id, cells, IfDuplicate::Allow).is_ok()
        });
        changed(&list, &before, id, |list| {
            list.confirm(&[id.clone()], |_| Cells::default()).is_ok()
        });
        changed(&list, &before, id, |list| list.decline(&[id.clone()]).is_ok());
        changed(&list, &before, id, |list| list.withdraw(&[id.clone()]).is_ok());
        changed(&list, &before, id, |list| list.remove(id, IfSigned::Remove).is_ok());
    }
    changed(&list, &before, "", |list| {
        let row = NewRow::invited("Ä, \"ö\"").with("email", "a@example.org").with("VIP", "1");
        list.add(row, IfDuplicate::Allow).is_ok()
    });
});

fn read(bytes: &[u8]) -> Result<Signatories, Vec<Diagnostic>> {
    parse(bytes, Path::new("signatories.csv"))
}

fn content(list: &Signatories) -> Content {
    let fields = |row: letterctl::signatories::Row<'_>| {
        row.fields().filter(|(column, value)| column != "id" && !value.is_empty()).collect()
    };
    list.rows().map(|row| (row.id().to_owned(), fields(row))).collect()
}

/// Changes a copy of the list, which can be read again and says of all other rows what it did.
fn changed(
    list: &Signatories,
    before: &Content,
    id: &str,
    change: impl FnOnce(&mut Signatories) -> bool,
) {
    let mut list = list.clone();
    if !change(&mut list) {
        return;
    }
    list.keep_ids();
    let written = list.to_bytes();
    let after = read(&written).unwrap_or_else(|problems| panic!("{problems:?}"));
    let others = |content: &Content| -> Content {
        let others = content.iter().filter(|(other, _)| other != id);
        others.cloned().collect()
    };
    let mut after = others(&content(&after));
    if id.is_empty() {
        after.pop();
    }
    assert_eq!(after, others(before));
}
