//! The answers of a form by who gave them: a row of the list, or somebody new.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt::Write;

use crate::files::FileError;
use crate::model::Kind;
use crate::signatories::import::answer::{Answer, Answers, is_later};
use crate::signatories::import::known_again::{Known, KnownAgain, Naming, Who};
use crate::signatories::import::map::ImportMap;
use crate::signatories::import::memory::{Digest, Entry, Key, Memory};
use crate::signatories::import::past::Past;
use crate::signatories::list::Signatories;

/// Somebody with all answers that a form has of them, in the order of the file.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) who: Who,
    /// The numbers of the answers.
    pub(crate) answers: Vec<usize>,
    /// What is remembered of the row.
    pub(crate) entry: Option<Entry>,
}

/// Everybody who answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Persons {
    /// In the order of their first answers.
    pub(crate) all: Vec<Person>,
    /// What each answer is remembered by.
    pub(crate) keys: Vec<Key>,
    /// Answers under the address of somebody with an unlike name: the answer's number, that name.
    pub(crate) only_address: Vec<(usize, String)>,
    /// Answers of rows that a command removed since.
    pub(crate) removed: Vec<usize>,
    /// Answers that have the name of another in a file which says neither when nor from whom they
    /// came.
    pub(crate) namesakes: Vec<usize>,
}

/// What is needed to know somebody again.
pub(crate) struct Finder<'a> {
    pub(crate) list: &'a Signatories,
    pub(crate) answers: &'a Answers,
    pub(crate) map: &'a ImportMap,
    pub(crate) memory: &'a Memory,
}

/// What is found out of an answer.
#[derive(Clone, Debug)]
struct Found {
    key: Key,
    entry: Option<Entry>,
    /// Whether the row is the one that the entry is of.
    is_remembered: bool,
    who: Option<Who>,
}

impl Finder<'_> {
    /// Finds who gave each answer: by what the last import remembers, then as `KnownAgain` does. In
    /// a file that says neither when nor from whom an answer came, two of one name are two.
    pub(crate) fn persons(&self, past: &mut Past) -> Result<Persons, FileError> {
        let mut persons = Persons::default();
        let mut found = self.remembered();
        if self.answers.are_dated_or_sent() {
            self.find_senders(&mut found, &mut persons);
        } else {
            self.find_names(&mut found, &mut persons);
        }
        let mut numbers: HashMap<Who, usize> = HashMap::new();
        for (number, found) in found.into_iter().enumerate() {
            persons.keys.push(found.key);
            let who = found.who.unwrap_or(Who::New(number));
            if let (Who::New(_), Some(entry)) = (who, found.entry)
                && past.was_removed(self.memory.id(entry))?
            {
                persons.removed.push(number);
                continue;
            }
            let person = *numbers.entry(who).or_insert_with(|| {
                let of_row = match who {
                    Who::Row(row) => self.of_row(row, found.key.name),
                    Who::New(_) => None,
                };
                let entry = found.entry.filter(|_| found.is_remembered).or(of_row);
                persons.all.push(Person { who, answers: Vec::new(), entry });
                persons.all.len() - 1
            });
            persons.all[person].answers.push(number);
        }
        let Persons { only_address, removed, .. } = &mut persons;
        only_address.retain(|(number, _)| removed.binary_search(number).is_err());
        Ok(persons)
    }

    /// What is remembered of a row by its id, else of the name that was answered, as long as the row
    /// has the name that was written: ids that are made move with the rows.
    fn of_row(&self, row: usize, name: Option<Digest>) -> Option<Entry> {
        let by_id = self.memory.of_row(self.list.id(row));
        let by_name = name.and_then(|name| self.memory.of_answer(name));
        let is_named = |entry: &Entry| {
            let name = self.memory.cell(*entry, "name");
            name.is_none_or(|name| name == Digest::of(self.list.cell(row, "name")))
        };
        by_id.filter(is_named).or(by_name.filter(is_named))
    }

    /// The rows that the last import remembers for the answers.
    fn remembered(&self) -> Vec<Found> {
        let mut by_evidence = None;
        let found = self.keys().into_iter().map(|key| {
            let entry = self.memory.of_answer(key.answer);
            let row = entry.and_then(|entry| self.row_of(entry, &mut by_evidence));
            Found { key, entry, is_remembered: row.is_some(), who: row.map(Who::Row) }
        });
        found.collect()
    }

    /// The row that an entry is of. Neither its id need be the same, which moves with other rows
    /// where it is made, nor its name, which somebody may have corrected; that the answer is its
    /// evidence tells it surely, unless the form brings evidence of its own.
    fn row_of(
        &self,
        entry: Entry,
        by_evidence: &mut Option<HashMap<Digest, usize>>,
    ) -> Option<usize> {
        let row = self.list.ids().row(self.memory.id(entry));
        let digest = |row: usize, column| Digest::of(self.list.cell(row, column));
        let has_own = self.answers.column("evidence").is_some();
        if let Some(evidence) = self.memory.cell(entry, "evidence").filter(|_| !has_own) {
            if let Some(row) = row.filter(|row| digest(*row, "evidence") == evidence) {
                return Some(row);
            }
            let rows = by_evidence.get_or_insert_with(|| self.by_evidence());
            if let Some(row) = rows.get(&evidence) {
                return Some(*row);
            }
        }
        let name = self.memory.cell(entry, "name");
        row.filter(|row| {
            name.is_none_or(|name| name == digest(*row, "name"))
                || self.list.cell(*row, "evidence").is_empty()
        })
    }

    fn by_evidence(&self) -> HashMap<Digest, usize> {
        let rows = self.list.rows().filter(|row| !row.cell("evidence").is_empty());
        rows.map(|row| (Digest::of(row.cell("evidence")), row.number)).collect()
    }

    /// What each answer is remembered by: its name with affiliation and address, and without the
    /// address where the name alone tells who it is. Where two of one name are two, which of them.
    fn keys(&self) -> Vec<Key> {
        let counts_names = !self.answers.are_dated_or_sent();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let keys = |answer: &Answer| {
            let naming = self.naming(answer);
            let identity = naming.identities[0].as_deref().unwrap_or_default();
            let mut key = format!("{identity}\0{}", naming.address);
            if counts_names {
                let count = seen.entry(key.clone()).or_default();
                *count += 1;
                if *count > 1 {
                    write!(key, "\0{count}").expect("text can be written to memory");
                }
            }
            let is_alone = !counts_names
                && !naming.address.is_empty()
                && !naming.needs_address
                && !identity.is_empty();
            let name = is_alone.then(|| Digest::of(&format!("{identity}\0")));
            Key { answer: Digest::of(&key), name }
        };
        self.answers.all.iter().map(keys).collect()
    }

    fn find_senders(&self, found: &mut [Found], persons: &mut Persons) {
        let mut known = KnownAgain::of(self.list);
        let mut by_evidence = None;
        for (number, (answer, found)) in self.answers.all.iter().zip(found).enumerate() {
            let naming = self.naming(answer);
            let who = found.who.unwrap_or_else(|| {
                let address = match known.find(&naming, |who| self.name(who)) {
                    Known::As(who) => return who,
                    Known::OnlyAddress(name) => Some(name),
                    Known::Not => None,
                };
                // The name may have been corrected in the list since.
                let entry = found.key.name.and_then(|name| self.memory.of_answer(name));
                if let Some(entry) = entry
                    && let Some(row) = self.row_of(entry, &mut by_evidence)
                {
                    (found.entry, found.is_remembered) = (Some(entry), true);
                    return Who::Row(row);
                }
                found.entry = found.entry.or(entry);
                persons.only_address.extend(address.map(|name| (number, name.to_owned())));
                Who::New(number)
            });
            known.add(who, &naming);
            found.who = Some(who);
        }
    }

    fn find_names(&self, found: &mut [Found], persons: &mut Persons) {
        let rows = found.iter().filter_map(|found| match found.who {
            Some(Who::Row(row)) => Some(row),
            _ => None,
        });
        let mut is_taken: HashSet<usize> = rows.collect();
        let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
        for row in self.list.rows().filter(|row| !is_taken.contains(&row.number)) {
            for name in Naming::of(row).identities.into_iter().flatten() {
                free.entry(name).or_default().push_back(row.number);
            }
        }
        let mut seen: HashSet<String> = HashSet::new();
        for (number, (answer, found)) in self.answers.all.iter().zip(found).enumerate() {
            let names = self.naming(answer).identities;
            if names[0].clone().is_some_and(|name| !seen.insert(name)) {
                persons.namesakes.push(number);
            }
            if found.who.is_none() {
                let row = names.iter().flatten().find_map(|name| {
                    let rows = free.get_mut(name)?;
                    std::iter::from_fn(|| rows.pop_front()).find(|row| is_taken.insert(*row))
                });
                found.who = row.map(Who::Row);
            }
        }
    }

    fn name(&self, who: Who) -> &str {
        match who {
            Who::Row(row) => self.list.cell(row, "name"),
            Who::New(number) => self.answers.value(&self.answers.all[number], "name"),
        }
    }

    fn naming<'a>(&'a self, answer: &'a Answer) -> Naming<'a> {
        Naming::new(self.kind(answer), |column| self.answers.value(answer, column))
    }

    /// The kind that a new row of an answer has.
    fn kind(&self, answer: &Answer) -> Kind {
        let cell = match self.answers.value(answer, "kind") {
            "" if self.map.names_persons => Kind::Individual.word(),
            cell => cell,
        };
        self.answers.person(answer).kind(cell)
    }
}

impl Person {
    /// What the answers are remembered by, of the keys of all answers.
    pub(crate) fn keys(&self, all: &[Key]) -> Vec<Key> {
        self.answers.iter().map(|number| all[*number]).collect()
    }
}

/// What the answers of somebody say together: of two, the later one wins, by its day where both
/// have one, else the one that stands later in the file. An empty value takes nothing back.
pub(crate) fn together<'a>(answers: &'a Answers, person: &Person) -> (usize, Cow<'a, [String]>) {
    let mut numbers = person.answers.iter().copied();
    let mut latest = numbers.next().unwrap_or_default();
    let mut values = Cow::Borrowed(answers.all[latest].values.as_slice());
    for number in numbers {
        let answer = &answers.all[number];
        let day = |number: usize| answers.value(&answers.all[number], "signed_on");
        let is_earlier = is_later(day(latest), day(number));
        for (value, other) in values.to_mut().iter_mut().zip(&answer.values) {
            if !other.is_empty() && (!is_earlier || value.is_empty()) {
                value.clone_from(other);
            }
        }
        if !is_earlier {
            latest = number;
        }
    }
    (latest, values)
}
