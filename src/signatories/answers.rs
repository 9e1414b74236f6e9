//! Recording what a signatory answered: yes, no, or no longer.

use std::collections::BTreeSet;

use crate::clock;
use crate::signatories::cells::Cells;
use crate::signatories::edit_row::Changed;
use crate::signatories::error::{RowName, SignatoriesError};
use crate::signatories::list::Signatories;
use crate::signatories::row::{Row, Status};

impl Signatories {
    /// Records that rows sign, with what shows it, by their ids. `signed_on` of one that did not
    /// sign before is today where its column stands and nobody says when. Empty values add nothing:
    /// what is known of a signature is not lost by them.
    pub fn confirm(
        &mut self,
        ids: &[String],
        evidence: impl Fn(&str) -> Cells,
    ) -> Result<Vec<Changed>, SignatoriesError> {
        let rows = self.find_all(ids)?;
        let evidence: Vec<_> =
            rows.iter().map(|number| evidence(self.id(*number)).filled()).collect();
        if let Some(problems) =
            evidence.iter().map(Cells::problems).find(|problems| !problems.is_empty())
        {
            return Err(SignatoriesError::Problems(problems));
        }
        let confirmed = rows.into_iter().zip(evidence).map(|(number, mut cells)| {
            let day = self.day_of_signature(number);
            if let (Some(day), None) = (day, cells.get("signed_on")) {
                cells = cells.with("signed_on", day);
            }
            self.answer(number, Status::Confirmed, cells)
        });
        Ok(confirmed.collect())
    }

    /// Writes what was agreed to, and what shows it, into the rows of all who are confirmed, but
    /// for those whose `signed_version` is to be kept. Gives the rows that changed, and the number
    /// of those kept.
    pub fn confirm_all(
        &mut self,
        evidence: &Cells,
        is_kept: impl Fn(&str) -> bool,
    ) -> Result<(Vec<Changed>, usize), SignatoriesError> {
        let evidence = evidence.clone().filled();
        let problems = evidence.problems();
        if !problems.is_empty() {
            return Err(SignatoriesError::Problems(problems));
        }
        let confirmed = self.rows().filter(|row| row.status() == Status::Confirmed);
        let (kept, rows): (Vec<_>, Vec<_>) = confirmed
            .map(|row| (row.number, is_kept(row.cell("signed_version"))))
            .partition(|(_, is_kept)| *is_kept);
        let changed = rows.into_iter().map(|(number, _)| {
            let columns = self.write(number, &evidence);
            self.changed(number, columns, &evidence)
        });
        let changed = changed.filter(|changed| !changed.columns.is_empty()).collect();
        Ok((changed, kept.len()))
    }

    /// Records that rows do not sign. One that has signed is refused: its signature would be lost.
    pub fn decline(&mut self, ids: &[String]) -> Result<Vec<Changed>, SignatoriesError> {
        let rows = self.find_all(ids)?;
        let signed = self.names(rows.iter().copied().filter(|row| self.has_signed(*row)));
        if !signed.is_empty() {
            return Err(SignatoriesError::Signed(signed));
        }
        let answer = |number| self.answer(number, Status::Declined, Cells::default());
        Ok(rows.into_iter().map(answer).collect())
    }

    /// Records that rows sign no longer. One that never signed is refused.
    pub fn withdraw(&mut self, ids: &[String]) -> Result<Vec<Changed>, SignatoriesError> {
        let rows = self.find_all(ids)?;
        let unsigned = self.names(rows.iter().copied().filter(|row| !self.has_signed(*row)));
        if !unsigned.is_empty() {
            return Err(SignatoriesError::NeverSigned(unsigned));
        }
        let answer = |number| self.answer(number, Status::Withdrawn, Cells::default());
        Ok(rows.into_iter().map(answer).collect())
    }

    /// The rows with these ids, each once.
    fn find_all(&self, ids: &[String]) -> Result<Vec<usize>, SignatoriesError> {
        let mut rows = Vec::new();
        let mut unknown = Vec::new();
        let mut seen = BTreeSet::new();
        for id in ids.iter().filter(|id| seen.insert(id.as_str())) {
            match self.row_with(id) {
                Ok(row) => rows.push(row.number),
                Err(error) => unknown.push(error),
            }
        }
        if unknown.is_empty() { Ok(rows) } else { Err(SignatoriesError::UnknownIds(unknown)) }
    }

    fn has_signed(&self, number: usize) -> bool {
        Row { list: self, number }.has_signed()
    }

    fn names(&self, rows: impl Iterator<Item = usize>) -> Vec<RowName> {
        let rows = rows.map(|number| Row { list: self, number });
        rows.map(|row| RowName { id: row.id().to_owned(), name: row.label_or_id() }).collect()
    }

    /// The day of a signature that is recorded now, where the list keeps it. The day that somebody
    /// wrote down before stays, unless it is that of a signature which was taken back.
    fn day_of_signature(&self, number: usize) -> Option<String> {
        self.columns.number("signed_on")?;
        let is_unknown = match (Row { list: self, number }).status() {
            Status::Confirmed => false,
            Status::Withdrawn => true,
            Status::Invited | Status::Pending | Status::Declined => {
                self.cell(number, "signed_on").is_empty()
            }
        };
        is_unknown.then(|| clock::day().to_string())
    }

    fn answer(&mut self, number: usize, status: Status, cells: Cells) -> Changed {
        let is_new = (Row { list: self, number }).status() != status;
        let cells = if is_new { cells.with("status", status.to_string()) } else { cells };
        let columns = self.write(number, &cells);
        self.changed(number, columns, &cells)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::signatories::parse;

    #[test]
    fn the_day_is_that_of_the_signature_which_stands() {
        let text = "name,status,signed_on\n\
            Pending,pending,2022-07-01\nBack,withdrawn,2022-07-01\nSigned,,\nAsked,Invited,\n";
        let mut list = parse(text.as_bytes(), Path::new("signatories.csv")).unwrap();
        let ids = ["pending", "back", "signed", "asked"].map(str::to_owned);
        let changed = list.confirm(&ids, |_| Cells::default()).unwrap();
        let columns: Vec<_> = changed.iter().map(|row| row.columns.len()).collect();
        assert_eq!(columns, [1, 2, 0, 2]);
        let today = clock::day();
        assert_eq!(
            String::from_utf8(list.table.to_bytes()).unwrap(),
            format!(
                "name,status,signed_on\nPending,confirmed,2022-07-01\nBack,confirmed,{today}\n\
                 Signed,,\nAsked,confirmed,{today}\n"
            )
        );
    }

    #[test]
    fn a_day_that_is_given_wins() {
        let text = "name,status,signed_on\nBack,withdrawn,2022-07-01\n";
        let mut list = parse(text.as_bytes(), Path::new("signatories.csv")).unwrap();
        let evidence = |_: &str| Cells::default().with("signed_on", "2022-08-01");
        list.confirm(&["back".to_owned()], evidence).unwrap();
        assert_eq!(list.cell(0, "signed_on"), "2022-08-01");
    }
}
