//! What synonyms tell of the headers that nobody spoke of, and what they leave open.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, backquoted, nearest};
use crate::signatories::columns::{canonical, has_meaning};
use crate::signatories::import::map::{ImportMap, Source, flag};
use crate::signatories::import::synonyms::{Meaning, Synonyms};

/// How sure it is that a header feeds a column; the surest does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sureness {
    /// It is called like the column.
    Called,
    /// It is a synonym.
    Synonym,
    /// It may be.
    Maybe,
    /// It tells of the account of whoever answered.
    Account,
}

/// Headers that may feed a column.
#[derive(Debug, Default)]
struct Candidates(BTreeMap<&'static str, Vec<usize>>);

/// What synonyms tell of the headers that nobody spoke of.
pub(crate) struct Guess<'a> {
    headers: &'a [String],
    /// The list's columns.
    list: &'a BTreeSet<&'a str>,
    /// What the headers mean.
    meanings: Vec<Option<Meaning>>,
}

/// Headers that may feed each column, and how surely.
type Others = BTreeMap<String, Vec<(Sureness, usize)>>;

impl<'a> Guess<'a> {
    pub(crate) fn new(headers: &'a [String], list: &'a BTreeSet<&'a str>) -> Self {
        let synonyms = Synonyms::new();
        let meanings = headers.iter().map(|header| synonyms.meaning(header)).collect();
        Self { headers, list, meanings }
    }

    /// Completes a map, and tells what cannot be decided.
    pub(crate) fn complete(&self, map: &mut ImportMap) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let has_accounts = self.meanings.contains(&Some(Meaning::Started));
        let mut names = Candidates::default();
        let mut others = Others::new();
        for (number, header) in self.headers.iter().enumerate() {
            if map.takes(number) {
                continue;
            }
            let is_account = has_accounts && ["Name", "Email", "ID"].contains(&header.as_str());
            let mut other = |column: &str, sureness| {
                others.entry(column.to_owned()).or_default().push((sureness, number));
            };
            match self.meanings[number] {
                _ if is_account && header == "Email" => other("email", Sureness::Account),
                _ if is_account => {}
                Some(Meaning::OrganizationName) => names.add("organization name", number),
                Some(Meaning::Organization) => names.add("organization", number),
                Some(Meaning::PersonName) => names.add("person", number),
                Some(Meaning::FirstName) => names.add("first", number),
                Some(Meaning::LastName) => names.add("last", number),
                Some(Meaning::Column("name")) => names.add("name", number),
                _ if self.is_called(header) => other(&canonical(header, true), Sureness::Called),
                Some(Meaning::Column(column)) => other(column, Sureness::Synonym),
                Some(Meaning::Day) => other("signed_on", Sureness::Maybe),
                Some(Meaning::Started) | None => {}
            }
        }
        let name = self.find_name(map, &names, &mut others);
        problems.extend(name.err().map(|problem| *problem));
        for (column, mut candidates) in others {
            candidates.sort();
            let Some((surest, first)) = candidates.first().copied() else { continue };
            let is_clear = candidates.get(1).is_none_or(|(sureness, _)| *sureness > surest);
            if !map.is_open(&column) {
                continue;
            }
            if is_clear {
                self.take(map, &column, &[first]);
            } else {
                let equal = candidates.iter().filter(|(sureness, _)| *sureness == surest);
                let numbers: Vec<_> = equal.map(|(_, number)| *number).collect();
                problems.push(self.competing(&column, &numbers));
            }
        }
        let is_person = |number: &usize| {
            matches!(self.meanings[*number], Some(Meaning::PersonName | Meaning::FirstName))
        };
        let fed_by = |column| map.sources.get(column).map_or(&[][..], |source| &source.headers);
        let names_persons = fed_by("name").iter().any(is_person);
        let has_email = fed_by("email").iter().any(|number| self.headers[*number] == "Email");
        map.names_persons = names_persons;
        map.has_accounts = has_accounts && has_email;
        problems
    }

    /// Whether a header is the name of a column that the list has or knows. An `id` is one of the
    /// list only beside a `kind`, as in what the list exports; elsewhere forms number answers by it.
    fn is_called(&self, header: &str) -> bool {
        let column = canonical(header, true);
        let is_of_list = || self.headers.iter().any(|header| canonical(header, true) == "kind");
        match column.as_str() {
            "" => false,
            "id" => header == "id" && is_of_list(),
            column => has_meaning(column) || self.list.contains(column),
        }
    }

    /// Finds whose names the list takes: an organization's where a header plainly says so; then a
    /// person beside it is whom to write to, and a role hers, which is not for print. Else a name
    /// with its organization is a person with an affiliation, as in the list itself.
    fn find_name(
        &self,
        map: &mut ImportMap,
        names: &Candidates,
        others: &mut Others,
    ) -> Result<(), Box<Diagnostic>> {
        let (organizations, bare) = (names.of("organization name"), names.of("organization"));
        let chosen = map.sources.get("name").and_then(|source| source.headers.first().copied());
        if let Some(chosen) = chosen {
            let is_organization = matches!(
                self.meanings[chosen],
                Some(Meaning::OrganizationName | Meaning::Organization)
            );
            if is_organization || others.contains_key("contact") || !map.is_open("contact") {
                self.withhold(map, others);
            } else if let [bare] = bare {
                others.entry("affiliation".to_owned()).or_default().push((Sureness::Maybe, *bare));
            }
            return Ok(());
        }
        let person = match self.person(names) {
            // Beside an organization, it need not be known which person is whom to write to.
            Err(_) if !organizations.is_empty() => None,
            found => found?,
        };
        if let (Some(numbers), []) = (&person, organizations) {
            self.take(map, "name", numbers);
            if let [bare] = bare {
                others.entry("affiliation".to_owned()).or_default().push((Sureness::Maybe, *bare));
                map.remarks.push(format!(
                    "Persons sign, with their organization; if the organizations sign, use {} {}.",
                    flag("name", &self.headers[*bare]),
                    flag("contact", &self.text(numbers))
                ));
            } else if others.contains_key("contact") {
                self.withhold(map, others);
            }
            return Ok(());
        }
        match (organizations, bare) {
            ([organization], _) | ([], [organization]) => {
                self.take(map, "name", &[*organization]);
                if let Some(numbers) = person
                    && map.is_open("contact")
                    && !others.contains_key("contact")
                {
                    self.take(map, "contact", &numbers);
                    map.remarks.push(format!(
                        "The organizations sign; `{}` is whom to write to, and is not published.",
                        self.text(&numbers)
                    ));
                }
                self.withhold(map, others);
                Ok(())
            }
            ([], []) => Err(self.no_name().into()),
            ([], several) | (several, _) => Err(self.competing("name", several).into()),
        }
    }

    /// The column of a name, or the two that make a person's.
    fn person(&self, names: &Candidates) -> Result<Option<Vec<usize>>, Box<Diagnostic>> {
        let (firsts, lasts, whole) = (names.of("first"), names.of("last"), names.of("person"));
        match (whole, firsts, lasts, names.of("name")) {
            ([whole], ..) => Ok(Some(vec![*whole])),
            // `Vorname` beside `Name`.
            ([], [first], [last], _) | ([], [first], [], [last]) => Ok(Some(vec![*first, *last])),
            ([], _, _, [name]) => Ok(Some(vec![*name])),
            ([], _, _, []) => Ok(None),
            ([], _, _, several) | (several, ..) => Err(self.competing("name", several).into()),
        }
    }

    /// Keeps what is said of a person who is not the signatory out of the letter. What the list
    /// exports, with its `kind`, says it of the signatory.
    fn withhold(&self, map: &mut ImportMap, others: &mut Others) {
        for column in ["role", "affiliation"] {
            if others.contains_key("kind") || !map.is_open(column) {
                continue;
            }
            if let Some((_, number)) =
                others.remove(column).and_then(|found| found.first().copied())
            {
                let header = &self.headers[number];
                map.remarks.push(format!(
                    "`{header}` is taken for that of a person who is not the signatory."
                ));
            }
        }
    }

    fn take(&self, map: &mut ImportMap, column: &str, numbers: &[usize]) {
        let source = Source { headers: numbers.to_vec(), order: None, text: self.text(numbers) };
        map.sources.insert(column.to_owned(), source);
    }

    fn text(&self, numbers: &[usize]) -> String {
        numbers.iter().map(|number| self.headers[*number].as_str()).collect::<Vec<_>>().join(" + ")
    }

    fn competing(&self, column: &str, numbers: &[usize]) -> Diagnostic {
        let headers = || numbers.iter().map(|number| self.headers[*number].as_str());
        let message = format!("{} can each be `{column}`", backquoted(headers()));
        headers().fold(Diagnostic::error("import-map", message), |problem, header| {
            problem.help(format!("add {}", flag(column, header)))
        })
    }

    /// No header is known to hold names: which may.
    fn no_name(&self) -> Diagnostic {
        /// Parts of words for names and organizations.
        const SOUNDS: [&str; 8] = ["nam", "nom", "organi", "group", "associ", "sign", "이름", "名"];

        let sounds = |header: &&str| SOUNDS.iter().any(|part| header.to_lowercase().contains(part));
        let headers =
            || self.headers.iter().map(String::as_str).filter(|header| !header.is_empty());
        let mut likely: Vec<_> = headers().filter(sounds).take(3).collect();
        likely.extend(nearest("name", headers()).filter(|near| !likely.contains(near)));
        if likely.is_empty() {
            likely.extend(headers().next());
        }
        let message = "no column is known to hold the names of those who sign";
        likely.into_iter().fold(Diagnostic::error("import-map", message), |problem, header| {
            problem.help(format!("if it is `{header}`, add {}", flag("name", header)))
        })
    }
}

impl Candidates {
    fn add(&mut self, what: &'static str, header: usize) {
        self.0.entry(what).or_default().push(header);
    }

    fn of(&self, what: &str) -> &[usize] {
        self.0.get(what).map_or(&[], Vec::as_slice)
    }
}
