//! What of the list leaves it: the rows and columns of an export.

use crate::clock::{self, Date};
use crate::diagnostic::Place;
use crate::signatories::columns::Published;
use crate::signatories::list::Signatories;
use crate::signatories::row::Row;

/// How much of the list an export holds.
#[derive(Clone, Copy, Debug)]
pub enum Extent<'a> {
    /// The rows that the letter names, with what may be published of them.
    Public(&'a Published),
    /// Every row with all its columns, private ones among them.
    Whole,
}

/// Rows and columns of a list, on their way out of it.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    list: &'a Signatories,
    is_whole: bool,
    columns: Vec<&'a str>,
    rows: Vec<Row<'a>>,
}

impl Signatories {
    /// The rows and columns of an export, in the order of the file. Columns that have a value
    /// where no cell gives one (`id`, `kind`) are there in any list, the missing ones first.
    pub fn sheet(&self, extent: Extent<'_>) -> Sheet<'_> {
        const ALWAYS: [&str; 4] = ["id", "kind", "status", "listed"];
        let is_in = |column: &&str| match extent {
            Extent::Public(published) => published.includes(column),
            Extent::Whole => true,
        };
        let has_header = |name: &&str| !name.is_empty();
        let stands = |name: &&str| self.columns.number(name).is_some();
        let missing = ALWAYS.into_iter().filter(|name| !stands(name));
        let columns = missing.chain(self.column_names().filter(has_header)).filter(is_in).collect();
        let rows = self.rows().filter(|row| match extent {
            Extent::Public(_) => row.is_printed(),
            Extent::Whole => true,
        });
        let is_whole = matches!(extent, Extent::Whole);
        Sheet { list: self, is_whole, columns, rows: rows.collect() }
    }
}

impl<'a> Sheet<'a> {
    /// The names of the columns.
    pub fn columns(&self) -> &[&'a str] {
        &self.columns
    }

    /// Whether it holds all of the list.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The rows, in the order of the file.
    pub fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }

    /// What a row says in each of the columns.
    pub fn cells<'s>(&'s self, row: Row<'a>) -> impl Iterator<Item = &'a str> + use<'s, 'a> {
        self.columns.iter().map(move |column| row.spelled_out(column))
    }

    /// The place of a cell in the list, as far as it may be shown.
    pub fn place(&self, row: Row<'a>, column: &str) -> Place {
        self.list.place(row, column)
    }

    /// The latest day on which one of the rows signed.
    pub fn latest_sign_on(&self) -> Option<Date> {
        self.rows.iter().filter_map(|row| clock::date(row.cell("signed_on"))).max()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::signatories::parse;

    const LIST: &str = "name,email,VIP,listed,status,name_ko,\n\
                        A,a@a.org,1,,,가,\n\
                        B,b@b.org,2,anonymous,,,\n\
                        C,c@c.org,3,,withdrawn,,\n";

    fn exported(extent: Extent<'_>) -> Vec<String> {
        let list = parse(LIST.as_bytes(), Path::new("s.csv")).unwrap();
        let sheet = list.sheet(extent);
        let rows = sheet.rows().iter().map(|row| sheet.cells(*row).collect::<Vec<_>>().join("|"));
        std::iter::once(sheet.columns().join("|")).chain(rows).collect()
    }

    #[test]
    fn what_the_letter_may_show_leaves_the_list() {
        let public = Published::new([("vip", None)]).unwrap();
        assert_eq!(
            exported(Extent::Public(&public)),
            ["id|kind|name|vip|name_ko", "a|organization|A|1|가"]
        );
    }

    #[test]
    fn the_whole_list_has_its_private_rows_and_columns() {
        assert_eq!(
            exported(Extent::Whole),
            [
                "id|kind|name|email|vip|listed|status|name_ko",
                "a|organization|A|a@a.org|1|yes|confirmed|가",
                "b|organization|B|b@b.org|2|anonymous|confirmed|",
                "c|organization|C|c@c.org|3|yes|withdrawn|",
            ]
        );
    }
}
