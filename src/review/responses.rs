//! Who answered what, about which version.

use std::collections::BTreeMap;

use crate::agreement::{Agreement, Standing};
use crate::history::{self, HistoryLine};
use crate::mail::Answer;
use crate::signatories::{Row, Status};

/// What somebody answered to a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The answer.
    pub answer: Answer,
    /// The id of the version that it is about.
    pub version: String,
    /// When: RFC 3339 in UTC, or the day that the list of signatories tells; empty where nobody wrote
    /// it down.
    pub time: String,
}

/// The answers that history tells.
#[derive(Clone, Debug, Default)]
pub struct Responses<'a> {
    /// The lines with an answer, by the id that those who gave it have now; the latest first, each
    /// with its age.
    given: BTreeMap<&'a str, Vec<(usize, &'a HistoryLine)>>,
    /// The last change of what a row agrees to, by the row's id, with its age.
    of_rows: BTreeMap<&'a str, (usize, &'a HistoryLine)>,
}

/// The columns that tell what a row agrees to.
const AGREED: [&str; 2] = ["status", "signed_version"];

impl<'a> Responses<'a> {
    /// Finds the answers in a history, which is in the order of its times.
    pub fn of(history: &'a [HistoryLine]) -> Self {
        let mut responses = Self::default();
        // Times are told to the second, so that the order tells more.
        for (age, (id, line)) in history::by_row(history).enumerate() {
            if Answer::from_word(&line.answer).is_some() {
                responses.given.entry(id).or_default().push((age, line));
            } else if AGREED.iter().any(|column| line.changes.contains_key(*column)) {
                responses.of_rows.entry(id).or_insert((age, line));
            }
        }
        responses
    }

    /// The last answer of somebody that was recorded to this very version.
    pub fn recorded(&self, id: &str, version: &str) -> Option<Response> {
        self.find(id, |line| line.version == version).map(|(_, response)| response)
    }

    /// The answer of somebody to a version: what was recorded, unless the row that they answer for
    /// was changed since, or nothing was recorded; then what the row says. A recorded yes holds as a
    /// sign-off does; `standing` is that of sign-offs to the version.
    pub fn to_version(
        &self,
        id: &str,
        version: &str,
        row: Option<Row<'_>>,
        standing: &Standing<'_>,
    ) -> Option<Response> {
        let recorded = self.find(id, |line| concerns(line, version, standing));
        let of_row = row.and_then(|row| {
            let (age, line) = self.of_rows.get(row.id()).copied().unzip();
            let time = line.map_or("", |line| line.time.as_str());
            Some((age, said_by(row, standing, version, time)?))
        });
        match (recorded, of_row) {
            (Some((recorded, _)), Some((Some(changed), response))) if changed < recorded => {
                Some(response)
            }
            (Some((_, response)), _) | (None, Some((_, response))) => Some(response),
            (None, None) => None,
        }
    }

    /// What somebody last answered to another version than this one; where nothing was recorded, what
    /// the row says that they answer for.
    pub fn to_another(
        &self,
        id: &str,
        version: &str,
        row: Option<Row<'_>>,
        standing: &Standing<'_>,
    ) -> Option<Response> {
        let recorded = self.find(id, |line| !concerns(line, version, standing));
        let of_row = || {
            let row = row.filter(|row| row.status() == Status::Confirmed)?;
            match standing.of(row.cell("signed_version")) {
                Agreement::Stale(Some(frozen)) => Some(Response {
                    answer: Answer::Yes,
                    version: frozen.version.id().to_owned(),
                    time: row.cell("signed_on").to_owned(),
                }),
                _ => None,
            }
        };
        recorded.map(|(_, response)| response).or_else(of_row)
    }

    /// The last recorded answer of somebody that is wanted, with its age.
    fn find(
        &self,
        id: &str,
        is_wanted: impl Fn(&HistoryLine) -> bool,
    ) -> Option<(usize, Response)> {
        let (age, line) = self.given.get(id)?.iter().find(|(_, line)| is_wanted(line))?;
        let answer = Answer::from_word(&line.answer)?;
        Some((*age, Response { answer, version: line.version.clone(), time: line.time.clone() }))
    }
}

/// Whether a recorded answer is one to a version.
fn concerns(line: &HistoryLine, version: &str, standing: &Standing<'_>) -> bool {
    let holds = || matches!(standing.of(&format!("@{}", line.version)), Agreement::Holds);
    line.version == version || (line.answer == Answer::Yes.word() && holds())
}

/// What a row says to a version; `changed` is when it was changed last.
fn said_by(
    row: Row<'_>,
    standing: &Standing<'_>,
    version: &str,
    changed: &str,
) -> Option<Response> {
    let holds = || matches!(standing.of(row.cell("signed_version")), Agreement::Holds);
    let (answer, time) = match row.status() {
        Status::Confirmed if holds() => (Answer::Yes, row.cell("signed_on")),
        Status::Declined | Status::Withdrawn => (Answer::No, changed),
        Status::Confirmed | Status::Invited | Status::Pending => return None,
    };
    Some(Response { answer, version: version.to_owned(), time: time.to_owned() })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::draft::Texts;
    use crate::signatories::{self, Signatories};

    fn list(text: &str) -> Signatories {
        signatories::parse(text.as_bytes(), Path::new("signatories.csv")).unwrap()
    }

    fn texts() -> Texts {
        Texts::new([("en".to_owned(), "text".to_owned())])
    }

    /// What a row and the lines of a history come to for the text: recorded answers as their words
    /// with the id that they are about, and `row` where the row was changed.
    fn answered(list: &Signatories, lines: &[(&str, &str)]) -> Option<(Answer, String)> {
        let lines = lines.iter().map(|(word, version)| {
            let mut line =
                HistoryLine { version: (*version).to_owned(), ..HistoryLine::now("", "a") };
            match *word {
                "row" => {
                    line.changes.insert("status".to_owned(), <(String, String)>::default());
                }
                word => word.clone_into(&mut line.answer),
            }
            line
        });
        let lines: Vec<_> = lines.collect();
        let texts = texts();
        let standing = Standing::new(&[], &texts);
        let id = texts.digest().id().to_owned();
        let response = Responses::of(&lines).to_version("a", &id, list.find("a").ok(), &standing);
        response.map(|response| (response.answer, response.version))
    }

    #[test]
    fn the_last_answer_to_the_version_counts() {
        let (invited, digest) = (list("name,status\nA,invited\n"), texts().digest());
        let id = digest.id();
        let to = |answer| Some((answer, id.to_owned()));
        assert_eq!(answered(&invited, &[("yes", "other"), ("maybe", id)]), None);
        assert_eq!(answered(&invited, &[("yes", id), ("changes", id)]), to(Answer::Changes));
        assert_eq!(answered(&invited, &[("no", id), ("yes", "other")]), to(Answer::No));
        assert_eq!(answered(&invited, &[("changes", id), ("row", "")]), to(Answer::Changes));
    }

    #[test]
    fn a_row_speaks_where_nothing_was_recorded_or_it_was_changed_since() {
        let (declined, digest) = (list("name,status\nA,declined\n"), texts().digest());
        let id = digest.id();
        let to = |answer| Some((answer, id.to_owned()));
        assert_eq!(answered(&declined, &[]), to(Answer::No));
        assert_eq!(answered(&declined, &[("row", ""), ("changes", id)]), to(Answer::Changes));
        assert_eq!(answered(&declined, &[("yes", id), ("row", "")]), to(Answer::No));
        let signed = list(&format!("name,signed_version\nA,v1@{id}\n"));
        assert_eq!(answered(&signed, &[]), to(Answer::Yes));
        assert_eq!(answered(&list("name,signed_version\nA,v1@ffffffffffff\n"), &[]), None);
        assert_eq!(answered(&list("name\nA\n"), &[]), None);
    }
}
