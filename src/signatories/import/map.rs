//! Which header of a form feeds which column of the list.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, backquoted, did_you_mean, nearest};
use crate::signatories::columns::{canonical, has_meaning};
use crate::signatories::import::choice::{Choice, Choices};
use crate::signatories::import::dates::DayOrder;
use crate::signatories::import::synonyms::{Meaning, Synonyms};

/// The map of a form: what feeds each column, and what nothing was made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct ImportMap {
    /// By the columns' names.
    pub(crate) sources: BTreeMap<String, Source>,
    /// Columns that are to take nothing, whatever the form has.
    pub(crate) dropped: BTreeSet<String>,
    /// Whether the names are plainly those of persons.
    pub(crate) names_persons: bool,
    /// Whether the addresses are those of accounts, `anonymous` among them.
    pub(crate) has_accounts: bool,
    /// Headers that feed nothing.
    pub(crate) left_out: Vec<String>,
    /// What is worth knowing of how the map came about, each a sentence.
    pub(crate) remarks: Vec<String>,
}

/// What feeds a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// The headers' numbers; the cells of several are joined by a space.
    pub(crate) headers: Vec<usize>,
    /// Which number of a day is the day, where it was said.
    pub(crate) order: Option<DayOrder>,
    /// The source as `--map` takes it: `First name + Last name`.
    pub(crate) text: String,
}

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

/// Words in a header that asks whether somebody may be named.
const CONSENT: [&str; 8] =
    ["public", "anonym", "consent", "permission", "einwillig", "veröffentlich", "공개", "公開"];

impl ImportMap {
    /// Finds the map of a form: what the command line says, then what is remembered, then what
    /// synonyms tell. All that cannot be decided is told at once. `list` has the list's columns.
    pub(crate) fn find(
        headers: &[String],
        flags: &[(String, String)],
        remembered: &BTreeMap<String, String>,
        list: &BTreeSet<&str>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut map = Self::default();
        let choices = Choices::new(headers);
        for (column, header) in flags {
            let column = canonical(column, true);
            let is_given = map.sources.contains_key(&column) || map.dropped.contains(&column);
            match choices.find(header) {
                _ if is_given => problems.push(Diagnostic::error(
                    "import-map",
                    format!("`--map` gives `{column}` twice"),
                )),
                Some(choice) => map.choose(&column, choice),
                None => problems.push(unknown_header(header, headers)),
            }
        }
        for (column, header) in remembered {
            let column = canonical(column, true);
            let is_given = map.sources.contains_key(&column) || map.dropped.contains(&column);
            if let (false, Some(choice)) = (is_given, choices.find(header)) {
                map.choose(&column, choice);
            }
        }
        let guess = Guess { headers, list, synonyms: Synonyms::new() };
        problems.extend(guess.complete(&mut map));
        if !problems.is_empty() {
            return Err(problems);
        }
        map.tell_of_the_rest(headers);
        Ok(map)
    }

    fn choose(&mut self, column: &str, choice: Choice) {
        match choice {
            Choice::Nothing => drop(self.dropped.insert(column.to_owned())),
            Choice::Source(source) => drop(self.sources.insert(column.to_owned(), source)),
        }
    }

    /// Whether a column may still be given a source.
    fn is_open(&self, column: &str) -> bool {
        !self.sources.contains_key(column) && !self.dropped.contains(column)
    }

    fn takes(&self, header: usize) -> bool {
        self.sources.values().any(|source| source.headers.contains(&header))
    }

    fn tell_of_the_rest(&mut self, headers: &[String]) {
        let rest = headers.iter().enumerate().filter(|(number, _)| !self.takes(*number));
        let rest: Vec<_> = rest.map(|(_, header)| header.clone()).collect();
        let asks = |header: &&String| {
            let header = header.to_lowercase();
            CONSENT.iter().any(|word| header.contains(word))
        };
        if self.is_open("listed")
            && let Some(header) = rest.iter().find(asks)
        {
            self.remarks.push(format!(
                "If `{header}` says who may be named, map it: {} (yes, anonymous or no).",
                flag("listed", header)
            ));
        }
        self.left_out = rest.into_iter().filter(|header| !header.is_empty()).collect();
    }

    /// The map as settings remember it.
    pub(crate) fn remembered(&self) -> BTreeMap<String, String> {
        let dropped = self.dropped.iter().map(|column| (column.clone(), String::new()));
        let sources = self.sources.iter();
        sources
            .map(|(column, source)| (column.clone(), source.text.clone()))
            .chain(dropped)
            .collect()
    }
}

/// What synonyms tell of the headers that nobody spoke of.
struct Guess<'a> {
    headers: &'a [String],
    list: &'a BTreeSet<&'a str>,
    synonyms: Synonyms,
}

impl Guess<'_> {
    /// Completes a map, and tells what cannot be decided.
    fn complete(&self, map: &mut ImportMap) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let meanings: Vec<_> =
            self.headers.iter().map(|header| self.synonyms.meaning(header)).collect();
        let is_microsoft = meanings.contains(&Some(Meaning::Started));
        let mut names = Candidates::default();
        let mut others: BTreeMap<String, Vec<(Sureness, usize)>> = BTreeMap::new();
        for (number, header) in self.headers.iter().enumerate() {
            if map.takes(number) {
                continue;
            }
            let is_account = is_microsoft && ["Name", "Email", "ID"].contains(&header.as_str());
            let mut other = |column: &str, sureness| {
                others.entry(column.to_owned()).or_default().push((sureness, number));
            };
            match meanings[number] {
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
                map.has_accounts |= surest == Sureness::Account;
                self.take(map, &column, &[first]);
            } else {
                let equal = candidates.iter().filter(|(sureness, _)| *sureness == surest);
                let numbers: Vec<_> = equal.map(|(_, number)| *number).collect();
                problems.push(self.competing(&column, &numbers));
            }
        }
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
        others: &mut BTreeMap<String, Vec<(Sureness, usize)>>,
    ) -> Result<(), Box<Diagnostic>> {
        let person = self.person(names)?;
        let organizations = names.of("organization name");
        let bare = names.of("organization");
        let is_list = others.contains_key("kind");
        if !map.is_open("name") {
            if let ([bare], true) = (bare, map.is_open("affiliation")) {
                others.entry("affiliation".to_owned()).or_default().push((Sureness::Maybe, *bare));
            }
            return Ok(());
        }
        if let Some((numbers, is_plain)) = person.as_ref().filter(|_| organizations.is_empty()) {
            self.take(map, "name", numbers);
            map.names_persons = *is_plain;
            if let [bare] = bare {
                others.entry("affiliation".to_owned()).or_default().push((Sureness::Maybe, *bare));
                let (name, organization) = (self.text(numbers), &self.headers[*bare]);
                map.remarks.push(format!(
                    "Persons sign, with their organization; if the organizations sign, use {} {}.",
                    flag("name", organization),
                    flag("contact", &name)
                ));
            } else if others.contains_key("contact") && !is_list {
                self.withhold_role(map, others);
            }
            return Ok(());
        }
        match (organizations, bare) {
            ([organization], _) | ([], [organization]) => {
                self.take(map, "name", &[*organization]);
                if let Some((numbers, _)) = person
                    && map.is_open("contact")
                    && !others.contains_key("contact")
                {
                    self.take(map, "contact", &numbers);
                    map.remarks.push(format!(
                        "The organizations sign; {} is whom to write to, and is not published.",
                        backquoted([self.text(&numbers).as_str()])
                    ));
                }
                if !is_list {
                    self.withhold_role(map, others);
                }
                Ok(())
            }
            ([], []) => Err(self.no_name().into()),
            ([], several) | (several, _) => Err(self.competing("name", several).into()),
        }
    }

    /// The column of a person's name, or the two that make one, and whether it is plainly that.
    fn person(&self, names: &Candidates) -> Result<Option<(Vec<usize>, bool)>, Box<Diagnostic>> {
        let (firsts, lasts, whole) = (names.of("first"), names.of("last"), names.of("person"));
        let name = names.of("name");
        match (whole, firsts, lasts, name) {
            ([whole], ..) => Ok(Some((vec![*whole], true))),
            // `Vorname` beside `Name`.
            ([], [first], [last], _) | ([], [first], [], [last]) => {
                Ok(Some((vec![*first, *last], true)))
            }
            ([], _, _, [name]) => Ok(Some((vec![*name], false))),
            ([], _, _, []) => Ok(None),
            ([], _, _, several) | (several, ..) => Err(self.competing("name", several).into()),
        }
    }

    /// Keeps the role of a person who is not the signatory out of the letter.
    fn withhold_role(
        &self,
        map: &mut ImportMap,
        others: &mut BTreeMap<String, Vec<(Sureness, usize)>>,
    ) {
        if let (Some(candidates), true) = (others.remove("role"), map.is_open("role"))
            && let Some((_, role)) = candidates.first()
        {
            let header = &self.headers[*role];
            map.remarks.push(format!(
                "`{header}` is that of a person who is not the signatory; {} prints it.",
                flag("role", header)
            ));
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

/// The flag that maps a header to a column, as a shell takes it.
pub(crate) fn flag(column: &str, header: &str) -> String {
    let assignment = format!("{column}={header}");
    let is_plain = |character: char| character.is_alphanumeric() || "=_-.".contains(character);
    match assignment {
        plain if plain.chars().all(is_plain) => format!("`--map {plain}`"),
        other => format!("`--map '{}'`", other.replace('\'', r"'\''")),
    }
}

fn unknown_header(header: &str, headers: &[String]) -> Diagnostic {
    let known = || headers.iter().map(String::as_str);
    let problem = Diagnostic::error("import-map", format!("no column is called `{header}`"));
    let help = did_you_mean(header, known());
    problem.help(help.unwrap_or_else(|| format!("there are: {}", backquoted(known()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(headers: &str, flags: &[(&str, &str)]) -> Result<ImportMap, Vec<Diagnostic>> {
        let headers: Vec<_> = headers.split(',').map(str::to_owned).collect();
        let flags: Vec<_> =
            flags.iter().map(|(column, header)| ((*column).into(), (*header).into())).collect();
        ImportMap::find(&headers, &flags, &BTreeMap::new(), &BTreeSet::from(["name", "vip"]))
    }

    fn map(headers: &str) -> String {
        shown(&find(headers, &[]).unwrap())
    }

    fn shown(map: &ImportMap) -> String {
        let sources = map.remembered().into_iter();
        let sources = sources.map(|(column, source)| format!("{column}={source}"));
        sources.collect::<Vec<_>>().join(", ")
    }

    fn problems(headers: &str, flags: &[(&str, &str)]) -> Vec<String> {
        let told =
            |problem: Diagnostic| format!("{}: {}", problem.message, problem.help.join("; "));
        find(headers, flags).unwrap_err().into_iter().map(told).collect()
    }

    #[test]
    fn an_organization_signs_where_a_header_plainly_says_so() {
        assert_eq!(
            map("Timestamp,Organization name,Your name,Title,Email Address,Phone,VIP"),
            "contact=Your name, email=Email Address, name=Organization name, \
             signed_on=Timestamp, vip=VIP"
        );
        assert_eq!(
            map("Organization,Title,Contact person"),
            "contact=Contact person, name=Organization"
        );
    }

    #[test]
    fn a_person_signs_where_only_a_person_has_a_name() {
        let found = find("first_name,last_name,email,zip_code,created_at", &[]).unwrap();
        assert_eq!(shown(&found), "email=email, name=first_name + last_name, signed_on=created_at");
        assert!(found.names_persons);
        assert_eq!(found.left_out, ["zip_code"]);
        assert_eq!(map("Name,Vorname,Land"), "country=Land, name=Vorname + Name");
    }

    #[test]
    fn beside_a_name_an_organization_is_an_affiliation_as_in_the_list() {
        assert_eq!(
            map("Name,Title,Organization"),
            "affiliation=Organization, name=Name, role=Title"
        );
        assert_eq!(map("Organisation,Acronym"), "abbreviation=Acronym, name=Organisation");
    }

    #[test]
    fn the_account_of_microsoft_forms_is_no_signatory() {
        let found =
            find("ID,Start time,Completion time,Email,Name,Organization name", &[]).unwrap();
        assert_eq!(shown(&found), "email=Email, name=Organization name, signed_on=Completion time");
        assert!(found.has_accounts);
        let asked = "ID,Start time,Completion time,Email,Name,Organization name,Contact email";
        assert!(map(asked).starts_with("email=Contact email, "));
    }

    #[test]
    fn the_number_of_an_answer_is_no_handle() {
        assert_eq!(map("id,name"), "name=name");
        assert_eq!(
            map("id,name,kind,role,contact"),
            "contact=contact, id=id, kind=kind, name=name, role=role"
        );
    }

    #[test]
    fn what_cannot_be_decided_is_told_with_the_flags() {
        assert_eq!(
            problems("Group/association,E-mail,Organization name,Name of organization", &[]),
            ["`Organization name`, `Name of organization` can each be `name`: add `--map \
              'name=Organization name'`; add `--map 'name=Name of organization'`"]
        );
        assert_eq!(
            problems("Qui signe ?,Organisme signataire,Commentaire", &[]),
            ["no column is known to hold the names of those who sign: if it is `Qui signe ?`, \
              add `--map 'name=Qui signe ?'`; if it is `Organisme signataire`, add `--map \
              'name=Organisme signataire'`"]
        );
        assert_eq!(
            problems("Name", &[("email", "Mial")]),
            ["no column is called `Mial`: there are: `Name`"]
        );
    }

    #[test]
    fn flags_win_and_an_empty_one_drops_a_column() {
        let found = find("Name,E-mail,Mail", &[("email", "mail"), ("name", "NAME")]).unwrap();
        assert_eq!(shown(&found), "email=Mail, name=Name");
        let found = find("Name,E-mail,Mail", &[("email", "")]).unwrap();
        assert_eq!(shown(&found), "email=, name=Name");
    }

    #[test]
    fn what_is_remembered_stands_where_the_form_has_it() {
        let headers = ["Group".to_owned(), "Person".to_owned()];
        let remembered = [("name", "Group"), ("contact", "Person"), ("email", "E-mail")];
        let remembered = remembered.map(|(column, header)| (column.to_owned(), header.to_owned()));
        let found = ImportMap::find(&headers, &[], &remembered.into(), &BTreeSet::new()).unwrap();
        assert_eq!(shown(&found), "contact=Person, name=Group");
    }
}
