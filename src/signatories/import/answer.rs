//! The answers of a form by the columns of the list.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use crate::clock;
use crate::diagnostic::{Diagnostic, Place, visible};
use crate::signatories::cells::Person;
use crate::signatories::form::Form;
use crate::signatories::import::dates::{self, Moment, Unordered};
use crate::signatories::import::map::{ImportMap, Source, flag};
use crate::signatories::import::report::shortened;
use crate::signatories::row::{Status, from_word};
use crate::signatories::values;

/// Tells which version a sign-off is about, by the id of the row, which is empty of one that is new,
/// and when it was given; without that, now.
pub(crate) type VersionAt<'a> = dyn Fn(&str, Option<&str>) -> Option<String> + 'a;

/// The answers of a form, each with a value for every column of the map.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers {
    /// The columns' names.
    pub(crate) columns: Vec<String>,
    /// In the order of the file.
    pub(crate) all: Vec<Answer>,
    /// What was altered on the way, each a sentence.
    pub(crate) remarks: Vec<String>,
    /// The form's headers by column, for what is said of a value.
    sources: Vec<String>,
    /// The version of the text that an answer is about which is not dated.
    pub(crate) undated: Option<String>,
    /// Whether the form leaves it to us which version an answer is about.
    is_bound: bool,
}

/// One answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) file: Arc<Path>,
    pub(crate) line: usize,
    /// By the number of the column; empty where nothing was answered.
    pub(crate) values: Vec<String>,
}

impl Answers {
    /// Takes the cells of a form that a map names. Days are written as ISO 8601 has them; an
    /// address of the web gets its scheme. All that cannot be read is told at once.
    pub(crate) fn of(form: Form, map: &ImportMap) -> Result<Self, Vec<Diagnostic>> {
        let sources: Vec<_> = map.sources.values().cloned().collect();
        let mut answers = Self {
            columns: map.sources.keys().cloned().collect(),
            all: Vec::with_capacity(form.records.len()),
            remarks: Vec::new(),
            sources: sources.iter().map(|source| source.text.clone()).collect(),
            undated: None,
            is_bound: false,
        };
        for record in form.records {
            let values: Vec<_> =
                sources.iter().map(|source| joined(&record.cells, &source.headers)).collect();
            if values.iter().any(|value| !value.is_empty()) {
                answers.all.push(Answer { file: record.file, line: record.line, values });
            }
        }
        if let (true, Some(email)) = (map.has_accounts, answers.column("email")) {
            for answer in &mut answers.all {
                // `anonymous` stands where a form does not ask for an account.
                if !answer.values[email].contains('@') {
                    answer.values[email].clear();
                }
            }
        }
        answers.part_addresses();
        answers.complete_addresses();
        let problems = match (answers.column("signed_on"), map.sources.get("signed_on")) {
            (Some(column), Some(source)) => answers.read_days(column, source, &form.headers),
            _ => Vec::new(),
        };
        if problems.is_empty() { Ok(answers) } else { Err(problems) }
    }

    /// The number of a column, if the map has it.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// An answer's value; empty where the map has no such column.
    pub(crate) fn value<'a>(&self, answer: &'a Answer, column: &str) -> &'a str {
        self.column(column).map_or("", |column| answer.values[column].as_str())
    }

    /// What tells the kind of the one who answers.
    pub(crate) fn person<'a>(&self, answer: &'a Answer) -> Person<'a> {
        let value = |column| self.value(answer, column);
        Person { role: value("role"), affiliation: value("affiliation") }
    }

    /// Whether the file says when, or of each answer from whom it came: who answers twice means the later
    /// answer, while a list may name two of one name.
    pub(crate) fn are_dated_or_sent(&self) -> bool {
        let is_sent = |email: usize| self.all.iter().all(|answer| !answer.values[email].is_empty());
        self.column("signed_on").is_some() || self.column("email").is_some_and(is_sent)
    }

    /// The place of an answer, which shows nothing of it.
    pub(crate) fn place(answer: &Answer) -> Place {
        Place {
            file: answer.file.to_path_buf(),
            line: answer.line,
            column: 1,
            excerpt: String::new(),
            span: 0..0,
        }
    }

    /// The header that feeds a column.
    pub(crate) fn header<'a>(&'a self, column: &'a str) -> &'a str {
        self.column(column).map_or(column, |column| self.sources[column].as_str())
    }

    /// Gives each answer that is dated and signs the version that it is about, unless the form says
    /// which.
    pub(crate) fn bind(&mut self, version_at: &VersionAt<'_>) {
        if self.column("signed_version").is_some() {
            return;
        }
        self.is_bound = true;
        self.undated = version_at("", None);
        let signs = |answer: &Answer| {
            let status = self.value(answer, "status");
            status.is_empty() || from_word(&Status::ALL, status) == Some(Status::Confirmed)
        };
        let version = |answer: &Answer| {
            let day = Some(self.value(answer, "signed_on")).filter(|day| !day.is_empty())?;
            signs(answer).then(|| version_at("", Some(day))).flatten()
        };
        let versions: Vec<_> = self.all.iter().map(version).collect();
        if versions.iter().any(Option::is_some) {
            self.columns.push("signed_version".to_owned());
            self.sources.push(String::new());
            for (answer, version) in self.all.iter_mut().zip(versions) {
                answer.values.push(version.unwrap_or_default());
            }
        }
    }

    /// The values of an answer of a row that is on the list, which is about what was sent to that row.
    pub(crate) fn bound_to<'v>(
        &self,
        row: &str,
        mut values: Cow<'v, [String]>,
        version_at: &VersionAt<'_>,
    ) -> Cow<'v, [String]> {
        let columns = self.column("signed_version").zip(self.column("signed_on"));
        if let Some((version, day)) = columns.filter(|_| self.is_bound)
            && !values[version].is_empty()
            && let Some(bound) = version_at(row, Some(&values[day]))
            && bound != values[version]
        {
            values.to_mut()[version] = bound;
        }
        values
    }

    /// The version that an answer of a row is about which is not dated.
    pub(crate) fn undated_of(&self, row: &str, version_at: &VersionAt<'_>) -> Option<String> {
        if self.is_bound { version_at(row, None) } else { None }
    }

    /// An address of mail among those of the web is private: it goes where such are kept, unless
    /// the answer has another one there.
    fn part_addresses(&mut self) {
        let Some(url) = self.column("url") else { return };
        if !self.all.iter().any(|answer| of_mail(&answer.values[url]).is_some()) {
            return;
        }
        let email = self.column("email").unwrap_or_else(|| {
            self.columns.push("email".to_owned());
            self.sources.push(self.sources[url].clone());
            self.all.iter_mut().for_each(|answer| answer.values.push(String::new()));
            self.columns.len() - 1
        });
        let mut moved = 0;
        for Answer { values, .. } in &mut self.all {
            let Some(address) = of_mail(&values[url]).map(str::to_owned) else { continue };
            if values[email].is_empty() || values[email] == address {
                values[email] = address;
                values[url].clear();
                moved += 1;
            }
        }
        let (source, addresses) = (&self.sources[url], counted(moved));
        self.remarks.push(format!(
            "Took {addresses} of mail from `{source}` into `email`, which is never published."
        ));
    }

    /// Completes addresses of the web, and leaves out what is none: a name without its link is
    /// better than no name.
    fn complete_addresses(&mut self) {
        let Some(url) = self.column("url") else { return };
        let mut completed = 0;
        let mut left_out = Vec::new();
        for answer in &mut self.all {
            let address = &mut answer.values[url];
            if is_bare_domain(address) {
                address.insert_str(0, "https://");
                completed += 1;
            } else if !address.is_empty() && !values::is_web_address(address) {
                address.clear();
                left_out.push(place(answer));
            }
        }
        if completed > 0 {
            let addresses = counted(completed);
            self.remarks.push(format!("Put `https://` before {addresses} of the web."));
        }
        if !left_out.is_empty() {
            let (source, places) = (&self.sources[url], shortened(left_out.into_iter()));
            self.remarks.push(format!("Left out what is no address in `{source}`: {places}."));
        }
    }

    fn read_days(&mut self, column: usize, source: &Source, headers: &[String]) -> Vec<Diagnostic> {
        let header = source.headers.first().map_or("", |header| headers[*header].as_str());
        let zone = dates::zone_in(header);
        let read = |answer: &Answer| Moment::read(&answer.values[column], zone.as_deref());
        let moments: Vec<_> = self.all.iter().map(read).collect();
        let order = match source.order {
            Some(order) => Some(order),
            None => match dates::order(moments.iter().flatten()) {
                Ok(order) => order,
                Err(unordered) => return vec![self.unordered(unordered, header, column)],
            },
        };
        let mut problems = Vec::new();
        for (answer, moment) in self.all.iter_mut().zip(moments) {
            if answer.values[column].is_empty() {
                continue;
            }
            match moment.and_then(|moment| moment.written(order)) {
                Some(day) => answer.values[column] = day,
                None => problems.push(no_day(answer, column, header)),
            }
        }
        problems
    }

    fn unordered(&self, unordered: Unordered, header: &str, column: usize) -> Diagnostic {
        let message = match unordered {
            Unordered::Ambiguous => {
                format!("`{header}` may have the day first or the month: no number is above 12")
            }
            Unordered::Mixed => {
                format!("`{header}` has the day first in some rows and the month in others")
            }
        };
        let first = self.all.iter().find(|answer| !answer.values[column].is_empty());
        let ways = [(" (d/m)", "the day stands first"), (" (m/d)", "the month stands first")];
        let problem = Diagnostic::error("signed-on", message).at(first.map(Self::place));
        let problem = match unordered {
            Unordered::Mixed => problem,
            Unordered::Ambiguous => ways.iter().fold(problem, |problem, (sign, case)| {
                let flag = flag("signed_on", &format!("{header}{sign}"));
                problem.help(format!("if {case}, add {flag}"))
            }),
        };
        problem.help(format!("to leave it out, add {}", flag("signed_on", "")))
    }
}

/// The place of an answer as it is told in a sentence: `form.csv:12`.
pub(crate) fn place(answer: &Answer) -> String {
    visible(&format!("{}:{}", answer.file.display(), answer.line))
}

/// The later of two times of ISO 8601, by their days and then as they are written.
pub(crate) fn is_later(one: &str, other: &str) -> bool {
    match (clock::date(one), clock::date(other)) {
        (Some(day), Some(other_day)) if day != other_day => day > other_day,
        (Some(_), Some(_)) => {
            let has_time = |text: &str| text.contains('T');
            has_time(one) && has_time(other) && one > other
        }
        _ => false,
    }
}

/// What an answer is called as evidence: `form.csv, row 12`, `river-watch.yaml`.
pub(crate) fn evidence(answer: &Answer) -> String {
    let name = visible(&answer.file.file_name().unwrap_or_default().to_string_lossy());
    let is_yaml = answer.file.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    match answer.line {
        1 if is_yaml => name,
        line => format!("{name}, row {line}"),
    }
}

fn no_day(answer: &Answer, column: usize, header: &str) -> Diagnostic {
    let message = format!("`{}` in `{header}` is no day that is known", answer.values[column]);
    Diagnostic::error("signed-on", message)
        .at(Answers::place(answer))
        .help("write it as `2026-11-24` or `2026-11-24 14:30`")
        .help(format!("to leave the column out, add {}", flag("signed_on", "")))
}

fn joined(cells: &[String], headers: &[usize]) -> String {
    let mut joined = String::new();
    for cell in headers.iter().filter_map(|header| cells.get(*header)) {
        if !joined.is_empty() && !cell.trim().is_empty() {
            joined.push(' ');
        }
        joined.push_str(cell.trim());
    }
    joined
}

/// The address that a link for mail leads to (RFC 6068), if a text is one.
fn of_mail(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let address = rest.split('?').next().unwrap_or_default();
    (scheme.eq_ignore_ascii_case("mailto") && address.contains('@')).then_some(address)
}

fn counted(addresses: usize) -> String {
    if addresses == 1 { "1 address".to_owned() } else { format!("{addresses} addresses") }
}

/// Whether a text is the address of a site, but for its scheme: `www.example.org/us`.
fn is_bare_domain(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let mut labels = host.split('.');
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    let ending = labels.next_back().unwrap_or_default();
    let is_ending = ending.chars().count() > 1 && ending.chars().all(char::is_alphabetic);
    let mut labels = labels.peekable();
    is_ending
        && labels.peek().is_some()
        && labels.all(is_label)
        && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_domain_gets_a_scheme() {
        for bare in ["www.example.org", "example.org/a?b=c", "例え.jp"] {
            assert!(is_bare_domain(bare), "{bare}");
        }
        for other in ["none", "n/a", "https://a.org", "a@b.org", "see a.org", "1.5", "a..org", "-"]
        {
            assert!(!is_bare_domain(other), "{other}");
        }
    }

    #[test]
    fn of_two_times_the_later_is_known_as_far_as_they_tell() {
        assert!(is_later("2026-05-04", "2026-05-03T23:00:00"));
        assert!(is_later("2026-05-03T10:00:00", "2026-05-03T09:00:00"));
        assert!(!is_later("2026-05-03T10:00:00", "2026-05-03"));
        assert!(!is_later("soon", "2026-05-03"));
    }
}
