//! What a frozen version keeps of the list: what its letter may show.

use crate::signatories::columns::Published;
use crate::signatories::list::Signatories;
use crate::signatories::row::{Listed, Row};
use crate::table::Table;

/// The columns that a row without a name keeps, so that it counts in the list of its group.
pub const GROUPING: [&str; 2] = ["group", "country"];

/// A list of those whom the letter names or counts, in the order of the file, with no cell that a
/// letter may not show. Ids and kinds are spelled out, and of who is anonymous there are kind, group
/// and country. Those of them are left out for whom `signs` says no.
///
/// # Panics
///
/// Never: cells are UTF-8, and so is a new table.
pub fn frozen_list(
    list: &Signatories,
    published: &Published,
    signs: impl Fn(Row<'_>) -> bool,
) -> String {
    let counted = list.rows().filter(|row| row.counts() && signs(*row));
    let own = list.column_names().filter(|name| !name.is_empty() && published.includes(name));
    let own: Vec<_> = own.filter(|name| !["id", "kind", "listed"].contains(name)).collect();
    let columns = [&["id", "kind"], own.as_slice(), &["listed"]].concat();
    let mut table = Table::new(&columns);
    for row in counted {
        let cells: Vec<_> = columns.iter().map(|column| cell(row, column)).collect();
        table.append(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    String::from_utf8(table.to_bytes()).expect("cells are UTF-8, and so is a new table")
}

fn cell(row: Row<'_>, column: &str) -> String {
    let shown = row.listed() == Listed::Yes
        || GROUPING.contains(&column)
        || ["kind", "listed"].contains(&column);
    if shown { row.value(column) } else { String::new() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::signatories::parse;

    #[test]
    fn a_frozen_list_holds_what_the_letter_may_show_and_nothing_else() {
        let text = "Organisation;email;listed;Status;\"vip; x\";group;kind;id;signed_on;via\n\
                    A \"B\" Co.;a@example.org;;;1;National;;;2022-01-01;p\n\
                    Nameless;n@example.org;anonymous;;2;National;individual;nameless;2022-01-02;p\n\
                    Left;;no;;3;;;;;\nGone;;;withdrawn;4;;;;;\nAsked;;;invited;5;;;;;\n\
                    C;;YES;confirmed;;;Representative;see;;\n";
        let list = parse(text.as_bytes(), Path::new("signatories.csv")).unwrap();
        let published = Published::new([("vip; x", None)]).unwrap();
        let frozen = frozen_list(&list, &published, |_| true);
        assert_eq!(
            frozen,
            "id,kind,name,vip; x,group,listed\n\
             a-b-co,organization,\"A \"\"B\"\" Co.\",1,National,yes\n\
             ,individual,,,National,anonymous\n\
             see,representative,C,,,yes\n"
        );
        let again = parse(frozen.as_bytes(), Path::new("signatories.csv")).unwrap();
        assert_eq!(frozen_list(&again, &published, |_| true), frozen);
        assert_eq!(frozen_list(&list, &published, |row| row.id() == "see").lines().count(), 2);
    }
}
