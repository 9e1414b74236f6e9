//! What history keeps of a change, and what it tells of a row.
//!
//! History keeps old and new values of public and record columns; of other columns, and of rows
//! that the letter does not name, it keeps which columns changed.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock;
use crate::history::{self, HistoryLine, RowChange};
use crate::signatories::columns::{Publicity, publicity};
use crate::signatories::edit::Before;
use crate::signatories::list::Signatories;
use crate::signatories::row::Row;

/// A line for each row that was changed, one for two rows that were said to be two, and what else is
/// to be told.
pub(crate) fn lines<'a>(
    list: &'a Signatories,
    command: &'a str,
) -> impl Iterator<Item = HistoryLine> + 'a {
    let present: BTreeSet<_> = list.table.rows().collect();
    let of_rows = list.touched.rows.iter().map(move |(number, before)| {
        line(Row { list, number: *number }, present.contains(number), before, command)
    });
    let not_same = list
        .touched
        .not_same
        .clone()
        .map(|not_same| HistoryLine { not_same: Some(not_same), ..HistoryLine::now(command, "") });
    // None is told as of an earlier time than the change that it came with.
    let told = list.touched.told.iter();
    let told = told.map(|line| HistoryLine { time: clock::now().to_string(), ..line.clone() });
    of_rows.chain(not_same).chain(told)
}

fn line(row: Row<'_>, is_present: bool, before: &Before, command: &str) -> HistoryLine {
    let nothing = BTreeMap::new();
    let (old, id, was_printed) = match before {
        Before::Absent => (&nothing, row.id(), true),
        Before::Present { cells, id, is_printed } => (cells, id.as_str(), *is_printed),
    };
    let mut line = HistoryLine::now(command, if is_present { row.id() } else { id });
    line.row = match before {
        Before::Absent => Some(RowChange::Added),
        Before::Present { .. } => (!is_present).then_some(RowChange::Removed),
    };
    line.duplicate_allowed = row.list.touched.duplicates_allowed.contains(&row.number);
    if line.id != id {
        id.clone_into(&mut line.formerly);
    }
    let is_named = was_printed && (!is_present || row.is_printed());
    for column in row.list.column_names() {
        let old = old.get(column).cloned().unwrap_or_default();
        let new = if is_present { row.cell(column).to_owned() } else { String::new() };
        if old == new {
            continue;
        }
        if keeps_values(column, is_named) {
            line.changes.insert(column.to_owned(), (old, new));
        } else {
            line.private.insert(column.to_owned());
        }
    }
    line
}

fn keeps_values(column: &str, is_named: bool) -> bool {
    match publicity(column) {
        Publicity::Public => is_named,
        Publicity::Record => true,
        Publicity::Private | Publicity::Never => false,
    }
}

/// The columns of a row that hold something else than history says, for somebody changed them by
/// hand. Only columns count whose values history keeps, and of those only what it can know.
pub fn changed_by_hand(row: Row<'_>, history: &[HistoryLine]) -> Vec<String> {
    let mut known = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    let (mut knows_record, mut knows_public) = (false, false);
    for line in history::of(history, row.id()) {
        if line.row.is_some() {
            known.clear();
            unknown.clear();
            knows_record = line.row == Some(RowChange::Added);
            knows_public = knows_record && line.changes.contains_key("name");
        }
        for (column, (_, new)) in &line.changes {
            known.insert(column.as_str(), new.as_str());
            unknown.remove(column.as_str());
        }
        for column in &line.private {
            known.remove(column.as_str());
            unknown.insert(column.as_str());
        }
    }
    let differs = |column: &&str| {
        let default = match publicity(column) {
            Publicity::Public => knows_public,
            Publicity::Record => knows_record,
            Publicity::Private | Publicity::Never => false,
        };
        match known.get(column) {
            Some(value) => *value != row.cell(column),
            None => default && !unknown.contains(column) && !row.cell(column).is_empty(),
        }
    };
    row.list.column_names().filter(differs).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::signatories::{IfDuplicate, NewRow, parse};

    fn list(text: &str) -> Signatories {
        parse(text.as_bytes(), Path::new("signatories.csv")).unwrap()
    }

    fn kept(list: &Signatories) -> String {
        let lines = lines(list, "sign add").map(|mut line| {
            line.time = String::new();
            serde_json::to_string(&line).unwrap()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn of_a_named_row_public_values_are_kept_and_private_columns_named() {
        let mut list = list("name,email,vip\n");
        let row = NewRow::confirmed("A").with("email", "canary").with("VIP", "canary");
        list.add(row, IfDuplicate::Refuse).unwrap();
        assert_eq!(
            kept(&list),
            r#"{"time":"","command":"sign add","id":"a","row":"added","changes":{"name":["","A"]},"private":["email","vip"]}"#
        );
    }

    #[test]
    fn of_a_row_that_is_not_named_only_record_columns_have_values() {
        let mut list = list("name,country,status\n");
        let row = NewRow::invited("A").with("country", "canary");
        list.add(row, IfDuplicate::Refuse).unwrap();
        assert_eq!(
            kept(&list),
            r#"{"time":"","command":"sign add","id":"a","row":"added","changes":{"status":["","invited"]},"private":["country","name"]}"#
        );
    }

    #[test]
    fn what_stands_in_the_list_alone_was_changed_by_hand() {
        let mut before = list("name,country,email,status\n");
        let row = NewRow::confirmed("A").with("country", "KR").with("email", "a@example.org");
        before.add(row, IfDuplicate::Refuse).unwrap();
        let history: Vec<_> = lines(&before, "sign add").collect();
        let changed = |text: &str| {
            let list = list(text);
            let row = list.rows().next().unwrap();
            changed_by_hand(row, &history)
        };
        let untouched: [&str; 0] = [];
        assert_eq!(changed("name,country,email,status\nA,KR,b@example.org,confirmed\n"), untouched);
        assert_eq!(
            changed("name,country,role,status,vip\nA,US,Chair,confirmed,1\n"),
            ["country", "role"]
        );
        assert_eq!(changed("id,name\nb,A\n"), untouched);
    }
}
