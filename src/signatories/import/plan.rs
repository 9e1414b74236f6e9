//! What an import is going to do, as a value: `execute` does it, a dry run only tells of it.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::Diagnostic;
use crate::files::FileError;
use crate::model::Kind;
use crate::signatories::SignatoriesError;
use crate::signatories::cells::{Cells, Person as Traits, says_more};
use crate::signatories::import::answer::{Answer, Answers, evidence, place};
use crate::signatories::import::known_again::Who;
use crate::signatories::import::map::{ImportMap, flag};
use crate::signatories::import::memory::{Digest, Lines, Memory};
use crate::signatories::import::past::Past;
use crate::signatories::import::persons::{Finder, Person, Persons, together};
use crate::signatories::import::report::{ImportedRow, Remarks};
use crate::signatories::import::settle::{self, PassedOver, Settled, settle, spelled};
use crate::signatories::list::Signatories;
use crate::signatories::new_row::NewRow;
use crate::signatories::row::{Listed, Row, Status, from_word};
use crate::signatories::{Imported, columns, values};

/// What is to become of the list.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    answers: &'a Answers,
    map: &'a ImportMap,
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
    Change { row: usize, cells: Cells, settled: Settled, person: Person },
}

impl<'a> Plan<'a> {
    /// Plans an import. All that the list could not take is told at once.
    pub(crate) fn new(
        list: &Signatories,
        answers: &'a Answers,
        map: &'a ImportMap,
        memory: &Memory,
        past: &mut Past,
    ) -> Result<Self, SignatoriesError> {
        let persons = Finder { list, answers, map, memory }.persons(past)?;
        let mut planner = Planner {
            list,
            known: settle::Known { memory, entry: None, past, undated: answers.undated.as_deref() },
            problems: Vec::new(),
            ids: HashSet::new(),
            plan: Self {
                answers,
                map,
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
                Who::Row(row) => planner.change(row, &answers.all[latest], &values, person)?,
            }
        }
        let Planner { problems, plan, .. } = planner;
        if problems.is_empty() { Ok(plan) } else { Err(SignatoriesError::Problems(problems)) }
    }

    /// Does what was planned, and tells what is to be remembered of it.
    pub(crate) fn execute(self, list: &mut Signatories, memory: &Memory) -> (Imported, Lines) {
        self.add_columns(list);
        let Self { answers, map, steps, .. } = self;
        let mut imported = Imported { same: self.same, kept: self.kept, ..Imported::default() };
        let mut lines = self.lines;
        for step in steps {
            let (number, person, written) = match step {
                Step::Add { answer, values, person } => {
                    let cells = new_cells(answers, map, answer, &values);
                    let name = cells.get("name").unwrap_or_default().to_owned();
                    let (number, cells) =
                        list.append_new(&NewRow::confirmed(&name).with_all(cells));
                    let row = Row { list, number };
                    imported.count_version(row);
                    imported.added.push(ImportedRow::of(row, Vec::new()));
                    (number, person, written(row, &cells, answers))
                }
                Step::Change { row, cells, settled, person } => {
                    let columns = list.write(row, &cells);
                    if cells.get("signed_version").is_some() {
                        imported.count_version(Row { list, number: row });
                    }
                    imported.changed.push(ImportedRow::of(Row { list, number: row }, columns));
                    (row, person, settled.written)
                }
            };
            lines.add(memory.line(list.id(number), person.entry, &person.keys, &written));
        }
        imported.remarks = self.remarks.sentences();
        (imported, lines)
    }

    /// Adds the columns that new rows need in their usual order, whichever row needs one first.
    fn add_columns(&self, list: &mut Signatories) {
        let mut needed = BTreeSet::new();
        for step in &self.steps {
            let Step::Add { answer, values, .. } = step else { continue };
            let cells = new_cells(self.answers, self.map, answer, values);
            let cell = |column| cells.get(column).unwrap_or_default();
            let person = Traits { role: cell("role"), affiliation: cell("affiliation") };
            // Who is not to be named gets an id that tells nothing of the name.
            let id = says_more("listed", cell("listed"), person).then_some("id");
            let more = cells.iter().filter(|(column, value)| says_more(column, value, person));
            for column in more.map(|(column, _)| column).chain(id) {
                if list.columns.number(column).is_none() {
                    needed.insert((columns::order(column), column.to_owned()));
                }
            }
        }
        for (_, column) in &needed {
            list.column(column, column);
        }
    }
}

/// The cells of somebody new.
fn new_cells(answers: &Answers, map: &ImportMap, answer: &Answer, values: &[String]) -> Cells {
    let mut cells = Cells::default();
    for (column, value) in answers.columns.iter().zip(values).filter(|(_, value)| !value.is_empty())
    {
        cells = cells.with(column, spelled(column, value));
    }
    if cells.get("evidence").is_none() {
        cells = cells.with("evidence", evidence(answer));
    }
    let signs = cells.get("status").is_none_or(|word| word == Status::Confirmed.word());
    if let Some(version) = answers.undated.as_ref().filter(|_| signs)
        && cells.get("signed_on").is_none()
        && cells.get("signed_version").is_none()
    {
        cells = cells.with("signed_version", version);
    }
    if map.names_persons && cells.get("kind").is_none() {
        cells = cells.with("kind", Kind::Individual.word());
    }
    cells
}

/// The cells of a new row that came from its answer.
fn written(row: Row<'_>, cells: &Cells, answers: &Answers) -> Vec<(String, Digest)> {
    let columns = answers.columns.iter().map(String::as_str).filter(|column| *column != "id");
    let columns: BTreeSet<_> = columns.chain(["evidence", "status"]).collect();
    let is_written = |column: &&str| *column == "status" || cells.get(column).is_some();
    let digest = |column: &str| Digest::of(&spelled(column, &row.value(column)));
    let written = columns.into_iter().filter(is_written);
    written.map(|column| (column.to_owned(), digest(column))).collect()
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
        self.check(answer, cells.iter());
        let listed = from_word(&Listed::ALL, cells.get("listed").unwrap_or_default());
        if cells.get("name").is_none() && listed != Some(Listed::Anonymous) {
            self.problems.push(values::missing_name().at(Answers::place(answer)));
        }
        if let Some(id) = cells.get("id") {
            let is_taken = self.list.ids.row(id).is_some();
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
            let line =
                self.known.memory.line(row.id(), person.entry, &person.keys, &settled.written);
            self.plan.lines.add(line);
            return Ok(());
        }
        let mut cells = Cells::default();
        for (column, value) in &settled.changes {
            cells = cells.with(column, value);
        }
        self.plan.steps.push(Step::Change { row: number, cells, settled, person });
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
