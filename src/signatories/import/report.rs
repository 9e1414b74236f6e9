//! What an import came to.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::backquoted;
use crate::signatories::columns;
use crate::signatories::row::{Row, Status};

/// What an import did, or would do.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Imported {
    /// The header, or headers, that fed each column; an empty one for a column that takes nothing.
    pub map: BTreeMap<String, String>,
    /// Headers that fed none.
    pub left_out: Vec<String>,
    /// The rows that are new.
    pub added: Vec<ImportedRow>,
    /// The rows that a later answer changed, with the columns.
    pub changed: Vec<ImportedRow>,
    /// How many rows say already what was answered.
    pub same: usize,
    /// The rows with cells that stayed as somebody edited them, with the columns.
    pub kept: Vec<ImportedRow>,
    /// How many of the sign-offs that are new are about which version of the text, as
    /// `signed_version` has it; an empty one is none.
    pub versions: BTreeMap<String, usize>,
    /// What else is worth knowing, each a sentence.
    pub remarks: Vec<String>,
}

/// A row that an import met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedRow {
    /// Its id.
    pub id: String,
    /// The name with its abbreviation.
    pub name: String,
    /// The columns that are meant; none where it is the whole row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
}

impl ImportedRow {
    pub(crate) fn of(row: Row<'_>, columns: Vec<String>) -> Self {
        Self { id: row.id().to_owned(), name: row.label(), columns }
    }
}

impl Imported {
    pub(crate) fn count_version(&mut self, row: Row<'_>) {
        if row.status() == Status::Confirmed {
            *self.versions.entry(row.cell("signed_version").to_owned()).or_default() += 1;
        }
    }

    /// Which versions of the text the new sign-offs are about, if any is about one.
    pub fn version_sentence(&self) -> Option<String> {
        let about = |(version, count): (&String, &usize)| match (version.as_str(), count) {
            ("", count) => format!("{count} for no version"),
            (version, count) => format!("{count} for {version}"),
        };
        let counts: Vec<_> = self.versions.iter().rev().map(about).collect();
        let is_told = self.versions.keys().any(|version| !version.is_empty());
        is_told.then(|| format!("Sign-offs: {}.", counts.join(", ")))
    }

    /// What fed what: `name from …, email from …`.
    pub fn map_sentence(&self) -> String {
        let mut taken: Vec<_> = self.map.iter().filter(|(_, source)| !source.is_empty()).collect();
        taken.sort_by_key(|(column, _)| columns::order(column));
        let taken: Vec<_> =
            taken.into_iter().map(|(column, source)| format!("{column} from `{source}`")).collect();
        format!("Read {}.", taken.join(", "))
    }

    /// Which headers fed nothing, if there are any.
    pub fn left_out_sentence(&self) -> Option<String> {
        let headers = || backquoted(self.left_out.iter().map(String::as_str));
        (!self.left_out.is_empty()).then(|| format!("Left out {}.", headers()))
    }

    /// How much was done, after a word for it: `Imported`.
    pub fn summary(&self, word: &str) -> String {
        let signatories = |count| if count == 1 { "signatory" } else { "signatories" };
        let answers = |count| if count == 1 { "answer" } else { "answers" };
        let (added, changed, same) = (self.added.len(), self.changed.len(), self.same);
        if added + changed == 0 {
            return format!("Nothing new; {same} the same.");
        }
        let counts = [
            (added, format!("{added} new {}", signatories(added))),
            (changed, format!("{changed} later {}", answers(changed))),
            (same, format!("{same} the same")),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        format!("{word} {}.", counts.map(|(_, words)| words).collect::<Vec<_>>().join(", "))
    }

    /// The rows that a later answer changed, and the cells that stayed as somebody edited them.
    pub fn row_sentences(&self, word: &str) -> Vec<String> {
        let named = |rows: &[ImportedRow]| {
            shortened(rows.iter().map(|row| format!("{} ({})", row.id, row.columns.join(", "))))
        };
        let rows = [(word, &self.changed), ("Kept as it was edited by hand:", &self.kept)];
        let told = rows.into_iter().filter(|(_, rows)| !rows.is_empty());
        told.map(|(word, rows)| format!("{word} {}.", named(rows))).collect()
    }
}

/// What is to be said of answers that did not simply go into the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remarks {
    /// Of somebody who answered again.
    pub(crate) earlier: Vec<String>,
    /// Under the address of another.
    pub(crate) only_address: Vec<String>,
    /// Of rows that were removed.
    pub(crate) removed: Vec<String>,
    /// Of rows that were withdrawn or declined.
    pub(crate) taken_back: Vec<String>,
    /// Older than what the list has.
    pub(crate) older: Vec<String>,
    /// With the name of another in the same file.
    pub(crate) namesakes: Vec<String>,
}

impl Remarks {
    pub(crate) fn sentences(&self) -> Vec<String> {
        let kinds = [
            (&self.earlier, "Answered again, so that the later answer counts:"),
            (&self.only_address, "New under an address that is known with another name:"),
            (&self.removed, "Not added again, since `sign remove` took it off:"),
            (&self.taken_back, "Left alone, since the answer is not known to be later:"),
            (&self.older, "Older than what the list has, so that it only fills what is empty:"),
            (&self.namesakes, "Named twice in the file; `letterctl sign dedupe` shows both:"),
        ];
        let told = kinds.into_iter().filter(|(those, _)| !those.is_empty());
        told.map(|(those, word)| format!("{word} {}.", shortened(those.iter().cloned()))).collect()
    }
}

/// Names with commas between; of many, the first and how many more.
fn shortened(names: impl ExactSizeIterator<Item = String>) -> String {
    /// How many fit into a sentence that is still read.
    const MOST: usize = 12;

    let more = names.len().saturating_sub(MOST);
    let shown = names.take(MOST).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}
