//! The answers of a form by who gave them: a row of the list, or somebody new.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt::Write;

use crate::files::FileError;
use crate::model::Kind;
use crate::signatories::import::answer::{Answer, Answers, is_later};
use crate::signatories::import::known_again::{Known, KnownAgain, Naming, Who};
use crate::signatories::import::map::ImportMap;
use crate::signatories::import::memory::{Digest, Memory};
use crate::signatories::import::past::Past;
use crate::signatories::list::Signatories;

/// Somebody with all answers that a form has of them, in the order of the file.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) who: Who,
    /// The numbers of the answers.
    pub(crate) answers: Vec<usize>,
    /// What the answers are remembered by.
    pub(crate) keys: Vec<Digest>,
}

/// Everybody who answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Persons {
    /// In the order of their first answers.
    pub(crate) all: Vec<Person>,
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
    pub(crate) memory: &'a mut Memory,
}

impl Finder<'_> {
    /// Finds who gave each answer: by what the last import remembers, then as `KnownAgain` does. In
    /// a file that says neither when nor from whom an answer came, two of one name are two.
    pub(crate) fn persons(self, past: &mut Past) -> Result<Persons, FileError> {
        let mut found = Persons::default();
        let keys = self.keys();
        let mut whos: Vec<Option<Who>> = Vec::with_capacity(keys.len());
        let mut is_out = vec![false; keys.len()];
        let mut renamed = None;
        for (number, key) in keys.iter().enumerate() {
            let remembered = self.memory.id(*key).map(str::to_owned);
            let row = remembered.as_deref().and_then(|id| self.list.ids.row(id));
            let row = row.or_else(|| {
                let old = remembered.as_deref()?;
                let evidence = self.memory.cell(old, "evidence")?;
                let renamed = renamed.get_or_insert_with(|| self.unknown_by_evidence());
                let row = renamed.remove(&evidence)?;
                self.memory.rename(old, self.list.id(row));
                Some(row)
            });
            whos.push(row.map(Who::Row));
            if let (Some(id), None) = (remembered, row) {
                is_out[number] = past.was_removed(&id)?;
            }
        }
        if self.answers.are_dated_or_sent() {
            self.find_senders(&mut whos, &mut is_out, &mut found);
        } else {
            self.find_names(&mut whos, &mut is_out, &mut found);
        }
        let mut numbers: HashMap<Who, usize> = HashMap::new();
        for (number, who) in whos.into_iter().enumerate() {
            let Some(who) = who else { continue };
            let person = *numbers.entry(who).or_insert_with(|| {
                found.all.push(Person { who, answers: Vec::new(), keys: Vec::new() });
                found.all.len() - 1
            });
            found.all[person].answers.push(number);
            found.all[person].keys.push(keys[number]);
        }
        Ok(found)
    }

    /// The rows that nothing is remembered of, by what they have as evidence: a name that was
    /// corrected in the file itself gives another made id.
    fn unknown_by_evidence(&self) -> HashMap<Digest, usize> {
        let rows = self.list.rows().filter(|row| !self.memory.knows(row.id()));
        let rows = rows.filter(|row| !row.cell("evidence").is_empty());
        rows.map(|row| (Digest::of(row.cell("evidence")), row.number)).collect()
    }

    /// What each answer is remembered by: its name, affiliation and address, and which of several
    /// it is where two of one name are two.
    fn keys(&self) -> Vec<Digest> {
        let counts_names = !self.answers.are_dated_or_sent();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let key = |answer: &Answer| {
            let naming = self.naming(answer);
            let identity = naming.identities()[0].clone().unwrap_or_default();
            let mut key = format!("{identity}\0{}", naming.email.to_lowercase());
            if counts_names {
                let count = seen.entry(key.clone()).or_default();
                *count += 1;
                if *count > 1 {
                    write!(key, "\0{count}").expect("text can be written to memory");
                }
            }
            Digest::of(&key)
        };
        self.answers.all.iter().map(key).collect()
    }

    fn find_senders(&self, whos: &mut [Option<Who>], is_out: &mut [bool], found: &mut Persons) {
        let mut known = KnownAgain::of(self.list);
        for (number, answer) in self.answers.all.iter().enumerate() {
            let naming = self.naming(answer);
            let who = whos[number].unwrap_or_else(|| match known.find(naming) {
                Known::As(who) => who,
                Known::Not => Who::New(number),
                Known::OnlyAddress(name) => {
                    if !is_out[number] {
                        found.only_address.push((number, name));
                    }
                    Who::New(number)
                }
            });
            if is_out[number] && matches!(who, Who::New(_)) {
                found.removed.push(number);
                continue;
            }
            known.add(who, naming);
            whos[number] = Some(who);
        }
    }

    fn find_names(&self, whos: &mut [Option<Who>], is_out: &mut [bool], found: &mut Persons) {
        let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
        let mut is_taken: HashSet<usize> = HashSet::new();
        for who in whos.iter().flatten() {
            if let Who::Row(row) = who {
                is_taken.insert(*row);
            }
        }
        for row in self.list.rows().filter(|row| !is_taken.contains(&row.number)) {
            let naming = Naming {
                name: row.name(),
                abbreviation: row.cell("abbreviation"),
                kind: row.kind(),
                affiliation: row.cell("affiliation"),
                email: "",
            };
            for name in naming.identities().into_iter().flatten() {
                free.entry(name).or_default().push_back(row.number);
            }
        }
        let mut seen: HashSet<String> = HashSet::new();
        for (number, answer) in self.answers.all.iter().enumerate() {
            let names = self.naming(answer).identities();
            let is_namesake = names[0].clone().is_some_and(|name| !seen.insert(name));
            if is_namesake {
                found.namesakes.push(number);
            }
            if whos[number].is_some() {
                continue;
            }
            let row = names.iter().flatten().find_map(|name| {
                let rows = free.get_mut(name)?;
                std::iter::from_fn(|| rows.pop_front()).find(|row| is_taken.insert(*row))
            });
            match row {
                None if is_out[number] => found.removed.push(number),
                row => whos[number] = Some(row.map_or(Who::New(number), Who::Row)),
            }
        }
    }

    fn naming<'a>(&'a self, answer: &'a Answer) -> Naming<'a> {
        let value = |column| self.answers.value(answer, column);
        Naming {
            name: value("name"),
            abbreviation: value("abbreviation"),
            kind: self.kind(answer),
            affiliation: value("affiliation"),
            email: value("email"),
        }
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

/// What the answers of somebody say together: of two, the later one wins, by its day where both
/// have one, else the one that stands later in the file. An empty value takes nothing back.
pub(crate) fn together(answers: &Answers, person: &Person) -> (usize, Vec<String>) {
    let mut numbers = person.answers.iter().copied();
    let mut latest = numbers.next().unwrap_or_default();
    let mut values = answers.all[latest].values.clone();
    for number in numbers {
        let answer = &answers.all[number];
        let day = |number: usize| answers.value(&answers.all[number], "signed_on");
        let is_earlier = is_later(day(latest), day(number));
        for (value, other) in values.iter_mut().zip(&answer.values) {
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
