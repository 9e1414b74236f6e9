//! Which header of a form feeds which column of the list.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, backquoted, did_you_mean};
use crate::signatories::columns::canonical;
use crate::signatories::import::choice::{Choice, Choices};
use crate::signatories::import::dates::DayOrder;
use crate::signatories::import::guess::Guess;

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

/// Words in a header that asks whether somebody may be named.
const CONSENT: [&str; 8] =
    ["publi", "anonym", "consent", "permission", "einwillig", "veröffentlich", "공개", "公開"];

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
                Some(Choice::Nothing) if column == "name" => problems.push(Diagnostic::error(
                    "import-map",
                    "`name` is the one column that every list has",
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
        let guess = Guess::new(headers, list);
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
    pub(crate) fn is_open(&self, column: &str) -> bool {
        !self.sources.contains_key(column) && !self.dropped.contains(column)
    }

    pub(crate) fn takes(&self, header: usize) -> bool {
        self.sources.values().any(|source| source.headers.contains(&header))
    }

    fn tell_of_the_rest(&mut self, headers: &[String]) {
        let rest = headers.iter().enumerate().filter(|(number, _)| !self.takes(*number));
        let rest: Vec<_> = rest.map(|(_, header)| header.clone()).collect();
        let asks = |header: &&String| {
            let header = header.to_lowercase();
            let mut words = header.split(|letter: char| !letter.is_alphanumeric());
            words.any(|word| CONSENT.iter().any(|consent| word.starts_with(consent)))
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
        let found =
            find("Group,Full name,Your full name,Mail", &[("name", "Group"), ("email", "")])
                .unwrap();
        assert_eq!(shown(&found), "email=, name=Group");
        assert_eq!(map("Organization name,Full name,Your full name"), "name=Organization name");
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

    #[test]
    fn what_was_used_once_is_used_again() {
        let forms = [
            "Timestamp,Organization name,Your name,Title,Affiliation,Email Address",
            "Organization,Title,Contact person",
            "first_name,last_name,email,organization",
            "Name,Contact,Role",
            "Full name,Organisation,Role",
            "ID,Start time,Completion time,Email,Name,Organization name",
            "id,name,kind,role,contact,affiliation",
        ];
        for form in forms {
            let once = find(form, &[]).unwrap();
            let headers: Vec<_> = form.split(',').map(str::to_owned).collect();
            let remembered = once.remembered();
            let again = ImportMap::find(&headers, &[], &remembered, &BTreeSet::new()).unwrap();
            assert_eq!(shown(&again), shown(&once), "{form}");
            let traits = |map: &ImportMap| (map.names_persons, map.has_accounts);
            assert_eq!(traits(&again), traits(&once), "{form}");
        }
    }
}
