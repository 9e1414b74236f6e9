//! The list of signatories as it stands in the file.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::files;
use crate::signatories::Apart;
use crate::signatories::columns::{self, Columns};
use crate::signatories::edit::Touched;
use crate::signatories::error::{SignatoriesError, UnknownId};
use crate::signatories::ids::Ids;
use crate::signatories::row::{Listed, Row};
use crate::signatories::values;
use crate::table::{Excerpt, Table};

/// The list of signatories: every row has a name, an id of its own, and values that are known.
///
/// Rows are numbered as the table numbers them, blank ones among them.
#[derive(Clone, Debug)]
pub struct Signatories {
    pub(crate) table: Table,
    pub(crate) columns: Columns,
    /// Made when they are first asked for: many a run has no need of them, and a long list many.
    ids: OnceLock<Ids>,
    pub(crate) touched: Touched,
    /// Rows that are known to be two, as far as a change of the list has to know.
    pub(crate) apart: Apart,
    /// Each with the row that it is on.
    notes: Vec<(usize, Diagnostic)>,
}

/// Reads the list; takes no lock, since a list is replaced as a whole. `shown` is the file as
/// errors name it. All that is wrong is told at once.
pub fn load(path: &Path, shown: &Path) -> Result<Signatories, SignatoriesError> {
    parse(&files::read(path)?, shown).map_err(SignatoriesError::Problems)
}

/// Reads the bytes of a list.
pub fn parse(bytes: &[u8], shown: &Path) -> Result<Signatories, Vec<Diagnostic>> {
    Signatories::parse(bytes, shown)
}

impl Signatories {
    fn parse(bytes: &[u8], shown: &Path) -> Result<Self, Vec<Diagnostic>> {
        let (table, mut problems) = Table::read(bytes, shown, columns::excerpt)?;
        let columns = match Columns::of(&table) {
            Ok(columns) => columns,
            Err(others) => {
                if !columns::has_header(&table) {
                    // All else would be told with the names of columns.
                    problems.clear();
                }
                problems.extend(others);
                return Err(problems);
            }
        };
        let mut list = Self {
            table,
            columns,
            ids: OnceLock::new(),
            touched: Touched::default(),
            apart: Apart::default(),
            notes: Vec::new(),
        };
        problems.extend(list.check_values());
        problems.extend(list.given_ids().1);
        problems.sort_by_key(|problem| problem.place.as_ref().map(|at| (at.line, at.column)));
        if problems.is_empty() { Ok(list) } else { Err(problems) }
    }

    /// The rows in the order of the file.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_>> {
        let numbers = self.table.rows().filter(|number| !self.table.is_blank(*number));
        numbers.map(|number| Row { list: self, number })
    }

    /// The row with an id.
    pub fn find(&self, id: &str) -> Result<Row<'_>, SignatoriesError> {
        self.row_with(id).map_err(|unknown| SignatoriesError::UnknownIds(vec![unknown]))
    }

    pub(crate) fn row_with(&self, id: &str) -> Result<Row<'_>, UnknownId> {
        match self.ids().row(id) {
            Some(number) => Ok(Row { list: self, number }),
            None => Err(UnknownId {
                id: id.to_owned(),
                nearest: nearest(id, self.ids().iter()).map(str::to_owned),
            }),
        }
    }

    /// What is worth knowing about the list and hinders nothing.
    pub fn notes(&self) -> impl Iterator<Item = &Diagnostic> {
        self.notes.iter().map(|(_, note)| note)
    }

    /// The same on the rows alone that a letter names.
    pub fn notes_on_printed(&self) -> impl Iterator<Item = &Diagnostic> {
        let is_printed = |number: usize| Row { list: self, number }.is_printed();
        self.notes.iter().filter(move |(row, _)| is_printed(*row)).map(|(_, note)| note)
    }

    /// The columns in the order of the file, by their names in lower case; synonyms are resolved,
    /// and a column without a header has an empty name.
    pub fn column_names(&self) -> impl Iterator<Item = &str> {
        self.columns.names().map(|(_, name)| name)
    }

    /// The columns that no letter may show, for an error that says why.
    pub fn unpublished<'a>(
        &'a self,
        published: &'a columns::Published,
    ) -> impl Iterator<Item = &'a str> {
        self.column_names().filter(|name| !name.is_empty() && !published.includes(name))
    }

    /// The place of a cell, as far as it may be shown: the row's first cell where the list has no
    /// such column.
    pub fn place(&self, row: Row<'_>, column: &str) -> Place {
        let number = self.columns.number(column).unwrap_or(0);
        self.table.place(row.number, number, columns::excerpt(column))
    }

    /// The first cell with these words that a letter may show, of those who are named in it.
    pub fn find_printed(&self, words: &str, published: &columns::Published) -> Option<Place> {
        self.rows().filter(Row::is_printed).find_map(|row| {
            let mut columns = self.column_names().filter(|name| published.includes(name));
            columns.find(|name| row.cell(name).contains(words)).map(|name| self.place(row, name))
        })
    }

    /// Whether the rows of another list have the same columns in the same places, so that two rows
    /// which are written alike say the same.
    pub(crate) fn is_laid_out_as(&self, other: &Self) -> bool {
        self.table.delimiter() == other.table.delimiter()
            && self.columns.names().eq(other.columns.names())
    }

    /// The cell with these words, among those of the row that begins on a line, of columns that may
    /// be shown.
    pub fn find_on_line(
        &self,
        line: usize,
        words: &str,
        published: &columns::Published,
    ) -> Option<Place> {
        let row = self.rows().find(|row| row.line() == line)?;
        let mut columns = self.column_names().filter(|name| published.includes(name));
        columns.find(|name| row.cell(name) == words).map(|name| self.place(row, name))
    }

    pub(crate) fn cell(&self, row: usize, column: &str) -> &str {
        self.columns.number(column).map_or("", |column| self.table.cell(row, column))
    }

    pub(crate) fn id(&self, row: usize) -> &str {
        self.ids().of(row)
    }

    /// The id of every row: first those that cells say, then those that are made. Whoever changes
    /// the list asks for them before.
    pub(crate) fn ids(&self) -> &Ids {
        self.ids.get_or_init(|| {
            let (mut ids, _) = self.given_ids();
            ids.reserve(self.table.rows().count());
            for row in self.rows().filter(|row| row.cell("id").is_empty()) {
                ids.make(row.number, id_source(row.name(), row.cell("abbreviation")));
            }
            ids
        })
    }

    /// The same, to give a row that was added one.
    pub(crate) fn ids_mut(&mut self) -> &mut Ids {
        self.ids();
        self.ids.get_mut().expect("the ids were made just now")
    }

    /// Forgets the ids, which a change of the list may have moved, and tells what they were.
    pub(crate) fn take_ids(&mut self) -> Ids {
        self.ids.take().unwrap_or_default()
    }

    pub(crate) fn line(&self, row: usize) -> usize {
        self.table.line(row)
    }

    fn check_values(&mut self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let mut notes = Vec::new();
        let mut looked_at = BTreeSet::new();
        let names = self.columns.names();
        let worth_a_note: Vec<_> = names.filter(|(_, name)| values::is_noted(name)).collect();
        let is_meant = |row: &usize| !self.table.is_blank(*row) && self.table.is_well_formed(*row);
        for row in self.table.rows().filter(is_meant) {
            problems.extend(self.problems_of_row(row));
            for &(column, name) in &worth_a_note {
                let value = self.table.cell(row, column);
                // A value that many rows have is looked at once.
                if looked_at.insert((name, value))
                    && let Some(note) = values::note(name, value)
                {
                    notes.push((row, note.at(self.table.place(row, column, Excerpt::Cell))));
                }
            }
        }
        self.notes = notes;
        problems
    }

    /// What hinders the values of a row from being read.
    fn problems_of_row(&self, number: usize) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let is_plain = self.table.is_plain(number);
        let is_looked_at = |(_, name): &(usize, &str)| !is_plain || values::has_rules(name);
        for (column, name) in self.columns.names().filter(is_looked_at) {
            for problem in values::problems(name, self.table.cell(number, column)) {
                let place = self.table.place(number, column, columns::excerpt(name));
                problems.push(problem.at(place));
            }
        }
        let row = Row { list: self, number };
        if row.name().is_empty() && row.listed() != Listed::Anonymous {
            problems.push(values::missing_name().at(self.place(row, "name")));
        }
        problems
    }

    /// What would hinder the rows that were changed from being read.
    pub(crate) fn problems_of_changes(&self) -> Vec<Diagnostic> {
        let changed = self.touched.rows.keys().filter(|row| self.table.has(**row));
        changed.flat_map(|row| self.problems_of_row(*row)).collect()
    }

    /// The ids that cells say, and those that two rows say.
    pub(crate) fn given_ids(&self) -> (Ids, Vec<Diagnostic>) {
        let mut ids = Ids::default();
        let mut problems = Vec::new();
        if self.columns.number("id").is_none() {
            return (ids, problems);
        }
        for row in self.rows().filter(|row| self.table.is_well_formed(row.number)) {
            let id = row.cell("id");
            if let Some(first) = (!id.is_empty()).then(|| ids.give(row.number, id)).flatten() {
                let message =
                    format!("the id `{id}` is that of line {} as well", self.table.line(first));
                problems.push(
                    Diagnostic::error("duplicate-id", message)
                        .at(self.place(row, "id"))
                        .help("give one of the two another id"),
                );
            }
        }
        (ids, problems)
    }
}

/// What an id is made from.
pub(crate) fn id_source<'a>(name: &'a str, abbreviation: &'a str) -> &'a str {
    if abbreviation.is_empty() { name } else { abbreviation }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::signatories::{Published, Status};

    fn list(text: &str) -> Signatories {
        parse(text.as_bytes(), Path::new("signatories.csv")).unwrap()
    }

    fn problems(text: &str) -> Vec<String> {
        let show = |problem: &Diagnostic| {
            let place = problem.place.as_ref().unwrap();
            format!("{}:{}: {} | {}", place.line, place.column, problem.message, place.excerpt)
        };
        let found = parse(text.as_bytes(), Path::new("signatories.csv"));
        found.unwrap_err().iter().map(show).collect()
    }

    #[test]
    fn one_column_of_names_is_a_list_of_organizations_that_sign() {
        let list = list("Organisation,Abbr\nHuman Rights Watch,\n,\n\n");
        let rows: Vec<_> = list.rows().collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].id(), "human-rights-watch");
        assert_eq!(rows[0].kind(), Kind::Organization);
        assert!(rows[0].is_printed());
    }

    #[test]
    fn synonyms_and_words_are_read_in_any_case() {
        let list =
            list("Name,Title,Organization,Listed,STATUS\nJane Doe,Chair,HRW,Anonymous,Withdrawn\n");
        let row = list.rows().next().unwrap();
        assert_eq!((row.cell("role"), row.cell("affiliation")), ("Chair", "HRW"));
        assert_eq!(row.kind(), Kind::Individual);
        assert_eq!((row.listed(), row.status()), (Listed::Anonymous, Status::Withdrawn));
    }

    #[test]
    fn only_public_columns_are_published() {
        let list = list("name,email,vip,name_ko,via\nA,a@example.org,1,가,partner\n");
        let row = list.rows().next().unwrap();
        let columns = |public: &[&str]| {
            let published = Published::new(public.iter().map(|name| (*name, None))).unwrap();
            row.published(&published).into_keys().collect::<Vec<_>>()
        };
        assert_eq!(columns(&[]), ["id", "kind", "name", "name_ko"]);
        assert_eq!(columns(&["VIP"]), ["id", "kind", "name", "name_ko", "vip"]);
    }

    #[test]
    fn every_value_that_cannot_be_is_told_with_its_place() {
        assert_eq!(
            problems(
                "name,kind,status,listed,url,email,id\n\
                 A,club,maybe,perhaps,www.a.org,\"a@example.org\nb\",x\n\
                 \"B\nC\",,,,ftp://b.org,=?utf-8?q?x?=,x\n\
                 ,individual,,,,,\n"
            ),
            [
                "2:3: `kind` cannot be `club` | …,club,…,…,…,…,…",
                "2:8: `status` cannot be `maybe` | …,…,maybe,…,…,…,…",
                "2:14: `listed` cannot be `perhaps` | …,…,…,perhaps,…,…,…",
                "2:22: `url` is no address of http or https | …,…,…,…,www.a.org,…,…",
                "2:32: `email` holds a line break | ",
                "4:1: `name` holds a line break | \"B\nC\",…,…,…,…,…,…",
                "5:7: `url` is no address of http or https | …,…,…,…,ftp://b.org,…,…",
                "5:19: `email` holds an encoded word (`=?`) | ",
                "5:33: the id `x` is that of line 2 as well | …,…,…,…,…,…,x",
                "6:1: row has no name | ,…,…,…,…,…,…",
            ]
        );
    }

    #[test]
    fn faults_of_form_and_of_value_are_told_together() {
        assert_eq!(
            problems("name,status\nA\u{202E},maybe\nB\nC,\"x\"y\nD,perhaps\n"),
            [
                "2:2: `name` holds U+202E, which cannot be seen | A\u{202E},…",
                "2:4: `status` cannot be `maybe` | …,maybe",
                "3:1: row has 1 cell, the header has 2 | …",
                "4:3: `status` goes on after its closing quote | ",
                "5:3: `status` cannot be `perhaps` | …,perhaps",
            ]
        );
    }

    #[test]
    fn two_columns_of_one_meaning_and_none_of_a_name_are_errors() {
        assert_eq!(
            problems("nmae,Title,role\nA,,\n"),
            [
                "1:12: columns `Title` and `role` both mean `role` | …,…,role",
                "1:1: no column is called `name` | nmae,…,…",
            ]
        );
    }

    #[test]
    fn a_first_row_that_names_no_column_is_not_told() {
        assert_eq!(
            problems("a@example.org,River Watch,a@example.org,,\"x\"\0y\nB,,x\n"),
            ["1:1: no column is called `name` | "]
        );
    }

    #[test]
    fn unknown_countries_and_languages_are_notes() {
        let list = list(
            "name,country,language\nA,ZZ,xx\nB,KR,ko\nC,south Korea,\nD,Atlantis,xx\nE,대한민국,\n",
        );
        let said: Vec<_> = list.notes().map(|note| note.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "`ZZ` is no country that is known",
                "`xx` is no language tag that is known",
                "`Atlantis` is no country that is known",
            ]
        );
    }

    #[test]
    fn an_unknown_id_is_told_with_the_nearest() {
        let list = list("name,abbreviation\nA,TJWG\n");
        assert_eq!(list.row_with("tjgw").unwrap_err().nearest.as_deref(), Some("tjwg"));
    }
}
