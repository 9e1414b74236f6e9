//! What an import is going to do, as a value: `execute` does it, a dry run only tells of it.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::Diagnostic;
use crate::files::FileError;
use crate::model::Kind;
use crate::signatories::SignatoriesError;
use crate::signatories::cells::{Cells, Person as Traits, says_more};
use crate::signatories::import::answer::{Answer, Answers, VersionAt, evidence, place};
use crate::signatories::import::known_again::Who;
use crate::signatories::import::map::{ImportMap, flag};
use crate::signatories::import::memory::{Digest, Key, Lines, Memory};
use crate::signatories::import::past::Past;
use crate::signatories::import::persons::{Finder, Person, Persons, together};
use crate::signatories::import::report::{ImportedRow, Remarks};
use crate::signatories::import::settle::{self, PassedOver, settle, spelled};
use crate::signatories::list::Signatories;
use crate::signatories::new_row::NewRow;
use crate::signatories::row::{Listed, Row, Status, from_word};
use crate::signatories::{Imported, columns, values};

/// What is to become of the list.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    answers: &'a Answers,
    map: &'a ImportMap,
    /// What each answer is remembered by.
    keys: Vec<Key>,
    /// The columns that new rows need and the list lacks, in their usual order.
    columns: BTreeSet<(usize, &'a str)>,
    steps: Vec<Step<'a>>,
    same: usize,
    kept: Vec<ImportedRow>,
    remarks: Remarks,
    /// Of rows that stay as they are.
    lines: Lines,
}

#[derive(Debug)]
enum Step<'a> {
    Add { answer: &'a Answer, values: Cow<'a, [String]>, person: Person },
    Change { row: usize, cells: Cells, written: Vec<(&'a str, Digest)>, person: Person },
}

impl<'a> Plan<'a> {
    /// Plans an import. All that the list could not take is told at once.
    pub(crate) fn new(
        list: &Signatories,
        answers: &'a Answers,
        map: &'a ImportMap,
        memory: &Memory,
        past: &mut Past,
        version_at: &VersionAt<'_>,
    ) -> Result<Self, SignatoriesError> {
        let mut persons = Finder { list, answers, map, memory }.persons(past)?;
        let mut planner = Planner {
            list,
            known: settle::Known { memory, entry: None, past, undated: None },
            problems: Vec::new(),
            ids: HashSet::new(),
            plan: Self {
                answers,
                map,
                keys: std::mem::take(&mut persons.keys),
                columns: BTreeSet::new(),
                steps: Vec::new(),
                same: 0,
                kept: Vec::new(),
                remarks: Remarks::default(),
                lines: Lines::default(),
            },
        };
        planner.tell(&persons);
        for person in persons.all {
            let (latest, values) = together(answers, &person);
            if person.answers.len() > 1 {
                let earlier = person.answers.iter().filter(|number| **number != latest);
                for number in earlier {
                    planner.plan.remarks.earlier.push(place(&answers.all[*number]));
                }
            }
            match person.who {
                Who::New(_) => planner.add(&answers.all[latest], values, person),
                Who::Row(row) => {
                    let id = list.id(row);
                    let values = answers.bound_to(id, values, version_at);
                    planner.known.undated = answers.undated_of(id, version_at);
                    planner.change(row, &answers.all[latest], &values, person)?;
                }
            }
        }
        let Planner { problems, plan, .. } = planner;
        if problems.is_empty() { Ok(plan) } else { Err(SignatoriesError::Problems(problems)) }
    }

    /// Does what was planned, and tells what is to be remembered of it.
    pub(crate) fn execute(self, list: &mut Signatories, memory: &Memory) -> (Imported, Lines) {
        for (_, column) in &self.columns {
            list.column(column, column);
        }
        let Self { answers, map, keys, steps, .. } = self;
        let columns = answers.columns.iter().map(String::as_str).filter(|column| *column != "id");
        let columns: BTreeSet<_> = columns.chain(["evidence", "status"]).collect();
        let mut imported = Imported { same: self.same, kept: self.kept, ..Imported::default() };
        let mut lines = self.lines;
        for step in steps {
            let (number, person, written) = match step {
                Step::Add { answer, values, person } => {
                    let cells = new_cells(answers, map, answer, &values);
                    let row =
                        cells.into_iter().fold(NewRow::confirmed(""), |row, (column, value)| {
                            row.with(column, value)
                        });
                    let (number, cells) = list.append_new(row);
                    let row = Row { list, number };
                    imported.count_version(row);
                    imported.added.push(ImportedRow::of(row, Vec::new()));
                    (number, person, written(row, &cells, &columns))
                }
                Step::Change { row, cells, written, person } => {
                    let columns = list.write(row, &cells);
                    if cells.get("signed_version").is_some() {
                        imported.count_version(Row { list, number: row });
                    }
                    imported.changed.push(ImportedRow::of(Row { list, number: row }, columns));
                    (row, person, written)
                }
            };
            let keys = person.keys(&keys);
            lines.add(memory.line(list.id(number), person.entry, &keys, &written));
        }
        imported.remarks = self.remarks.sentences();
        (imported, lines)
    }
}

impl<'a> Plan<'a> {
    /// Takes down the columns that a new row needs and the list lacks.
    fn need_columns(&mut self, list: &Signatories, cells: &[(&'a str, Cow<'_, str>)]) {
        let person = Traits { role: cell(cells, "role"), affiliation: cell(cells, "affiliation") };
        // Who is not to be named gets an id that tells nothing of the name.
        let id = says_more("listed", cell(cells, "listed"), person).then_some("id");
        let more = cells.iter().filter(|(column, value)| says_more(column, value, person));
        let needed = more.map(|(column, _)| *column).chain(id);
        let missing = needed.filter(|column| list.columns.number(column).is_none());
        self.columns.extend(missing.map(|column| (columns::order(column), column)));
    }
}

/// The cells of somebody new that have something in them.
fn new_cells<'a: 'v, 'v>(
    answers: &'a Answers,
    map: &ImportMap,
    answer: &Answer,
    values: &'v [String],
) -> Vec<(&'a str, Cow<'v, str>)> {
    let columns = answers.columns.iter().map(String::as_str).zip(values);
    let filled = columns.filter(|(_, value)| !value.is_empty());
    let mut cells: Vec<_> = filled.map(|(name, value)| (name, spelled(name, value))).collect();
    if cell(&cells, "evidence").is_empty() {
        cells.push(("evidence", evidence(answer).into()));
    }
    let signs = ["", Status::Confirmed.word()].contains(&cell(&cells, "status"));
    let is_dated =
        ["signed_on", "signed_version"].iter().any(|name| !cell(&cells, name).is_empty());
    if let Some(version) = answers.undated.as_deref().filter(|_| signs && !is_dated) {
        cells.push(("signed_version", version.into()));
    }
    if map.names_persons && cell(&cells, "kind").is_empty() {
        cells.push(("kind", Kind::Individual.word().into()));
    }
    cells
}

/// One of some cells; empty where it is not among them.
fn cell<'c>(cells: &'c [(&str, Cow<'_, str>)], column: &str) -> &'c str {
    cells.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| value)
}

/// The cells of a new row that came from its answer, of these columns.
fn written<'a>(row: Row<'_>, cells: &Cells, columns: &BTreeSet<&'a str>) -> Vec<(&'a str, Digest)> {
    let is_written = |column: &&&str| **column == "status" || cells.get(column).is_some();
    let written = columns.iter().filter(is_written);
    written.map(|name| (*name, Digest::of(&spelled(name, row.spelled_out(name))))).collect()
}

/// A plan in the making.
struct Planner<'a, 'k> {
    list: &'k Signatories,
    known: settle::Known<'k>,
    problems: Vec<Diagnostic>,
    /// Ids that new rows ask for.
    ids: HashSet<String>,
    plan: Plan<'a>,
}

impl<'a> Planner<'a, '_> {
    fn tell(&mut self, persons: &Persons) {
        let Plan { answers, remarks, .. } = &mut self.plan;
        let answer = |number: &usize| &answers.all[*number];
        for (number, name) in &persons.only_address {
            let own = answers.value(answer(number), "name");
            remarks.only_address.push(format!("`{own}` (that of `{name}`)"));
        }
        remarks.removed.extend(persons.removed.iter().map(|number| place(answer(number))));
        remarks.namesakes.extend(persons.namesakes.iter().map(|number| place(answer(number))));
    }

    fn add(&mut self, answer: &'a Answer, values: Cow<'a, [String]>, person: Person) {
        let cells = new_cells(self.plan.answers, self.plan.map, answer, &values);
        self.check(answer, cells.iter().map(|(column, value)| (*column, value.as_ref())));
        self.plan.need_columns(self.list, &cells);
        let listed = from_word(&Listed::ALL, cell(&cells, "listed"));
        if cell(&cells, "name").is_empty() && listed != Some(Listed::Anonymous) {
            self.problems.push(values::missing_name().at(Answers::place(answer)));
        }
        let id = cell(&cells, "id");
        if !id.is_empty() {
            let is_taken = self.list.ids().row(id).is_some();
            if !self.ids.insert(id.to_owned()) || is_taken {
                let message = format!("the id `{id}` is that of another");
                self.problems.push(
                    Diagnostic::error("duplicate-id", message)
                        .at(Answers::place(answer))
                        .help("to have ids made, add `--map id=`"),
                );
            }
        }
        self.plan.steps.push(Step::Add { answer, values, person });
    }

    fn change(
        &mut self,
        number: usize,
        answer: &Answer,
        values: &[String],
        person: Person,
    ) -> Result<(), FileError> {
        let row = Row { list: self.list, number };
        let columns = self.plan.answers.columns.iter().map(String::as_str);
        let filled: Vec<_> = columns
            .zip(values.iter().map(String::as_str))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        self.known.entry = person.entry;
        let settled = settle(row, &filled, &evidence(answer), &mut self.known)?;
        match settled.passed_over {
            Some(PassedOver::TakenBack(status)) => {
                let label = row.label();
                self.plan.remarks.taken_back.push(format!("{label} ({status})"));
            }
            Some(PassedOver::Older) => self.plan.remarks.older.push(place(answer)),
            None => {}
        }
        if !settled.kept.is_empty() {
            self.plan.kept.push(ImportedRow::of(row, settled.kept.clone()));
        }
        self.check(
            answer,
            settled.changes.iter().map(|(column, value)| (column.as_str(), value.as_str())),
        );
        if settled.changes.is_empty() {
            self.plan.same += 1;
            let keys = person.keys(&self.plan.keys);
            let line = self.known.memory.line(row.id(), person.entry, &keys, &settled.written);
            self.plan.lines.add(line);
            return Ok(());
        }
        let mut cells = Cells::default();
        for (column, value) in &settled.changes {
            cells = cells.with(column, value);
        }
        let written = settled.written;
        self.plan.steps.push(Step::Change { row: number, cells, written, person });
        Ok(())
    }

    /// Finds what the list could not take of the values that are to be written.
    fn check<'v>(&mut self, answer: &Answer, cells: impl Iterator<Item = (&'v str, &'v str)>) {
        for (column, value) in cells {
            for problem in values::new_problems(column, value) {
                let header = self.plan.answers.header(column);
                let help = match column {
                    "name" => format!("it stands in the column `{header}`"),
                    _ => format!("{} leaves the column `{header}` out", flag(column, "")),
                };
                self.problems.push(problem.at(Answers::place(answer)).help(help));
            }
        }
    }
}
