//! What an import is going to do, as a value: `execute` does it, a dry run only tells of it.

use std::collections::HashSet;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::files::FileError;
use crate::model::Kind;
use crate::signatories::SignatoriesError;
use crate::signatories::cells::Cells;
use crate::signatories::import::answer::{Answer, Answers, evidence};
use crate::signatories::import::known_again::Who;
use crate::signatories::import::map::{ImportMap, flag};
use crate::signatories::import::memory::{self, Digest, Memory};
use crate::signatories::import::past::Past;
use crate::signatories::import::persons::{Finder, Person, Persons, together};
use crate::signatories::import::report::{ImportedRow, Remarks};
use crate::signatories::import::settle::{self, PassedOver, Settled, settle, spelled};
use crate::signatories::list::Signatories;
use crate::signatories::new_row::NewRow;
use crate::signatories::row::{Listed, Row, from_word};
use crate::signatories::{Imported, values};

/// What is to become of the list.
#[derive(Debug)]
pub(crate) struct Plan {
    steps: Vec<Step>,
    same: usize,
    kept: Vec<ImportedRow>,
    remarks: Remarks,
    /// Of rows that stay as they are.
    lines: Vec<memory::Line>,
    /// The columns that are remembered of somebody new.
    columns: Vec<String>,
}

#[derive(Debug)]
enum Step {
    Add { row: NewRow, person: Person },
    Change { row: usize, cells: Cells, settled: Settled, person: Person },
}

impl Plan {
    /// Plans an import. All that the list could not take is told at once.
    pub(crate) fn new(
        list: &Signatories,
        answers: &Answers,
        map: &ImportMap,
        memory: &Memory,
        past: &mut Past,
    ) -> Result<Self, SignatoriesError> {
        let persons = Finder { list, answers, map, memory }.persons(past)?;
        let mut planner = Planner {
            list,
            answers,
            map,
            known: settle::Known { memory, entry: None, past },
            problems: Vec::new(),
            ids: HashSet::new(),
            plan: Self {
                steps: Vec::new(),
                same: 0,
                kept: Vec::new(),
                remarks: Remarks::default(),
                lines: Vec::new(),
                columns: answers.columns.clone(),
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
                Who::New(_) => planner.add(&answers.all[latest], &values, person),
                Who::Row(row) => planner.change(row, &answers.all[latest], &values, person)?,
            }
        }
        let Planner { problems, plan, .. } = planner;
        if problems.is_empty() { Ok(plan) } else { Err(SignatoriesError::Problems(problems)) }
    }

    /// Does what was planned, and tells what is to be remembered of it.
    pub(crate) fn execute(
        self,
        list: &mut Signatories,
        memory: &Memory,
    ) -> (Imported, Vec<memory::Line>) {
        let mut imported = Imported { same: self.same, kept: self.kept, ..Imported::default() };
        let mut lines = self.lines;
        for step in self.steps {
            let (number, person, written) = match step {
                Step::Add { row, person } => {
                    let (number, cells) = list.append_new(&row);
                    let row = Row { list, number };
                    let remembered = self.columns.iter().map(String::as_str);
                    let remembered = remembered.chain(["evidence", "status"]);
                    let written: Vec<_> = remembered
                        .filter(|column| *column != "id")
                        .map(|column| (column, spelled(column, &row.value(column))))
                        .filter(|(column, value)| {
                            !value.is_empty() && cells.get(column).is_some() || *column == "status"
                        })
                        .map(|(column, value)| (column.to_owned(), Digest::of(&value)))
                        .collect();
                    imported.added.push(ImportedRow::of(row, Vec::new()));
                    (number, person, written)
                }
                Step::Change { row, cells, settled, person } => {
                    let columns = list.write(row, &cells);
                    imported.changed.push(ImportedRow::of(Row { list, number: row }, columns));
                    (row, person, settled.written)
                }
            };
            lines.extend(memory.line(list.id(number), person.entry, &person.keys, &written));
        }
        imported.remarks = self.remarks.sentences();
        (imported, lines)
    }
}

/// A plan in the making.
struct Planner<'a> {
    list: &'a Signatories,
    answers: &'a Answers,
    map: &'a ImportMap,
    known: settle::Known<'a>,
    problems: Vec<Diagnostic>,
    /// Ids that new rows ask for.
    ids: HashSet<String>,
    plan: Plan,
}

impl Planner<'_> {
    fn tell(&mut self, persons: &Persons) {
        let remarks = &mut self.plan.remarks;
        let answer = |number: &usize| &self.answers.all[*number];
        for (number, name) in &persons.only_address {
            let own = self.answers.value(answer(number), "name");
            remarks.only_address.push(format!("`{own}` (that of `{name}`)"));
        }
        remarks.removed.extend(persons.removed.iter().map(|number| place(answer(number))));
        remarks.namesakes.extend(persons.namesakes.iter().map(|number| place(answer(number))));
    }

    fn add(&mut self, answer: &Answer, values: &[String], person: Person) {
        let filled = self.answers.columns.iter().zip(values).filter(|(_, value)| !value.is_empty());
        let mut cells = Cells::default();
        for (column, value) in filled {
            cells = cells.with(column, spelled(column, value));
        }
        if cells.get("evidence").is_none() {
            cells = cells.with("evidence", evidence(answer));
        }
        if self.map.names_persons && cells.get("kind").is_none() {
            cells = cells.with("kind", Kind::Individual.word());
        }
        self.check(answer, cells.iter());
        let listed = from_word(&Listed::ALL, cells.get("listed").unwrap_or_default());
        let name = cells.get("name").unwrap_or_default().to_owned();
        if name.is_empty() && listed != Some(Listed::Anonymous) {
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
        let row = NewRow::confirmed(&name).with_all(cells);
        self.plan.steps.push(Step::Add { row, person });
    }

    fn change(
        &mut self,
        number: usize,
        answer: &Answer,
        values: &[String],
        person: Person,
    ) -> Result<(), FileError> {
        let row = Row { list: self.list, number };
        let columns = self.answers.columns.iter().map(String::as_str);
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
            self.plan.lines.extend(line);
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
                let header = self.answers.header(column);
                let help = match column {
                    "name" => format!("it stands in the column `{header}`"),
                    _ => format!("{} leaves the column `{header}` out", flag(column, "")),
                };
                self.problems.push(problem.at(Answers::place(answer)).help(help));
            }
        }
    }
}

/// The place of an answer as it is told in a sentence: `form.csv:12`.
fn place(answer: &Answer) -> String {
    let file: &Path = &answer.file;
    format!("{}:{}", file.display(), answer.line)
}
