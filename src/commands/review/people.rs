//! What a mail may say of the people of a round.

use std::collections::BTreeMap;

use crate::commands::review::review_list::ReviewLists;
use crate::review::Reviewer;

impl ReviewLists {
    /// What a mail may say of the row that somebody answers for.
    pub(crate) fn signatory(&self, reviewer: &Reviewer) -> Option<BTreeMap<String, String>> {
        let row = self.signatories.as_ref()?.find(reviewer.signatory.as_ref()?).ok()?;
        Some(row.published(&self.published))
    }

    /// What somebody is called where everybody may read it: by the row that they answer for, else
    /// by their id.
    pub(crate) fn label(&self, reviewer: &Reviewer) -> String {
        let row = reviewer.signatory.as_ref().zip(self.signatories.as_ref());
        let row = row.and_then(|(id, list)| list.find(id).ok());
        row.map_or_else(|| reviewer.id.clone(), |row| row.label())
    }
}
