//! Numbers about the list: how many sign, by what, and when.

use std::collections::BTreeMap;

use crate::clock::{self, Date};
use crate::model::Kind;
use crate::signatories::list::Signatories;
use crate::signatories::row::{Listed, Row, Status};

/// Numbers about a list, in which no row can be told.
///
/// Whoever signs anonymously counts in all but `group` and `country`: a value that nobody else has
/// would tell of her. A row that is not to be counted in the letter is in `status` alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Who signs, the anonymous among them: what the letter counts.
    pub signatories: usize,
    /// Of those, organizations, representatives among them.
    pub organizations: usize,
    /// Of those, persons for themselves.
    pub individuals: usize,
    /// Of those, who is not named.
    pub anonymous: usize,
    /// Every row by its status, in the order of `Status::ALL`.
    pub status: Vec<(Status, usize)>,
    /// Who signs by kind, in the order of `Kind::ALL`.
    pub kind: Vec<(Kind, usize)>,
    /// Who is named by group.
    pub group: Vec<Tally>,
    /// Who is named by country.
    pub country: Vec<Tally>,
    /// Who signs by day.
    pub days: BTreeMap<Date, usize>,
    /// Who signs with no day, or none that is understood.
    pub undated: usize,
}

/// How many have a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The value as it is first written; empty for none.
    pub value: String,
    /// How many have it.
    pub count: usize,
}

impl Signatories {
    /// Counts the rows.
    pub fn stats(&self) -> Stats {
        let signing: Vec<_> = self
            .rows()
            .filter(|row| row.status() == Status::Confirmed && row.listed() != Listed::No)
            .collect();
        let of_kind = |kind| signing.iter().filter(|row| row.kind() == kind).count();
        let individuals = of_kind(Kind::Individual);
        let mut days = BTreeMap::new();
        for day in signing.iter().filter_map(|row| clock::date(row.cell("signed_on"))) {
            *days.entry(day).or_default() += 1;
        }
        let named: Vec<_> = signing.iter().copied().filter(Row::is_printed).collect();
        let mut status = Status::ALL.map(|(status, _)| (status, 0));
        for row in self.rows() {
            for (_, count) in status.iter_mut().filter(|(status, _)| *status == row.status()) {
                *count += 1;
            }
        }
        Stats {
            signatories: signing.len(),
            organizations: signing.len() - individuals,
            individuals,
            anonymous: signing.len() - named.len(),
            status: status.into(),
            kind: Kind::ALL.map(|(kind, _)| (kind, of_kind(kind))).into(),
            group: tallies(&named, "group"),
            country: tallies(&named, "country"),
            undated: signing.len() - days.values().sum::<usize>(),
            days,
        }
    }
}

/// How many rows have each value of a column, the most frequent first, then by value; no value
/// last. Values that differ only in case or spaces are one.
fn tallies(rows: &[Row<'_>], column: &str) -> Vec<Tally> {
    let mut found: BTreeMap<String, Tally> = BTreeMap::new();
    for row in rows {
        let value = row.cell(column);
        let folded = value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let written = || Tally { value: spelled(column, value), count: 0 };
        found.entry(folded).or_insert_with(written).count += 1;
    }
    let mut tallies: Vec<_> = found.into_values().collect();
    tallies.sort_by_key(|tally| (tally.value.is_empty(), std::cmp::Reverse(tally.count)));
    if tallies.iter().all(|tally| tally.value.is_empty()) { Vec::new() } else { tallies }
}

/// A value as it is shown: a country's code (ISO 3166) in capitals, all else as it stands.
fn spelled(column: &str, value: &str) -> String {
    let is_code = value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_alphabetic());
    if column == "country" && is_code { value.to_uppercase() } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::signatories::parse;

    fn stats(text: &str) -> Stats {
        parse(text.as_bytes(), Path::new("s.csv")).unwrap().stats()
    }

    fn shown(tallies: &[Tally]) -> Vec<String> {
        tallies.iter().map(|tally| format!("{} {}", tally.value, tally.count)).collect()
    }

    #[test]
    fn who_signs_is_counted_as_the_letter_counts() {
        let stats = stats(
            "name,kind,listed,status\nA,,,\nB,individual,,\nC,representative,,\n\
             D,individual,anonymous,\nE,,no,\nF,,,invited\n",
        );
        assert_eq!((stats.signatories, stats.organizations, stats.individuals), (4, 2, 2));
        assert_eq!(stats.anonymous, 1);
        let by_status = stats.status.iter().map(|(status, count)| format!("{status} {count}"));
        assert_eq!(
            by_status.collect::<Vec<_>>(),
            ["invited 1", "pending 0", "confirmed 5", "declined 0", "withdrawn 0"]
        );
    }

    #[test]
    fn a_value_in_other_letters_is_the_same_and_the_most_frequent_stands_first() {
        let stats = stats(
            "name,country,group\nA,kr,National\nB,KR,national \nC,US,\nD,,Regional\nE,Japan,\n",
        );
        assert_eq!(shown(&stats.country), ["KR 2", "Japan 1", "US 1", " 1"]);
        assert_eq!(shown(&stats.group), ["National 2", "Regional 1", " 2"]);
    }

    #[test]
    fn who_is_not_named_is_in_no_group_and_no_country() {
        let stats = stats(
            "name,country,group,listed,status\nA,KR,,,\nB,TV,Seamen,anonymous,\n\
             C,NR,Divers,no,\nD,KI,Pilots,,withdrawn\n",
        );
        assert_eq!(shown(&stats.country), ["KR 1"]);
        assert!(stats.group.is_empty());
    }

    #[test]
    fn a_day_is_read_from_a_time_as_well_and_what_is_none_is_counted() {
        let stats = stats(
            "name,signed_on,status\nA,2022-07-25,\nB,2022-07-25T23:30:00Z,\nC,2022-07-26 10:00,\n\
             D,last week,\nE,,\nF,2022-07-27,withdrawn\n",
        );
        let days: Vec<_> = stats.days.iter().map(|(day, count)| format!("{day} {count}")).collect();
        assert_eq!(days, ["2022-07-25 2", "2022-07-26 1"]);
        assert_eq!(stats.undated, 2);
    }
}
