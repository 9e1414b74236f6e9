//! What is told of a plan, and of what became of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::commands::mail::Mailing;
use crate::commands::mail::recipient_report::RecipientReport;
use crate::console;
use crate::mail::outbox::Plan;

/// A plan as it is told, in words and in JSON.
#[derive(Serialize)]
pub(crate) struct PlanReport {
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<u32>,
    /// The number that `--expect` wants.
    pub(crate) expect: usize,
    pub(crate) recipients: Vec<RecipientReport>,
    /// The ids of those who were to get a message and are on the list no more.
    taken_off: Vec<String>,
}

impl PlanReport {
    /// Of a plan in its order.
    pub(crate) fn of(plan: &Plan, mailing: &dyn Mailing) -> Self {
        let labels = mailing.recipients().iter();
        let labels: BTreeMap<_, _> =
            labels.map(|recipient| (&recipient.wanted.key, &recipient.label)).collect();
        let recipients = plan.recipients.iter().map(|planned| {
            let label = labels.get(&planned.wanted.key).map_or("", |label| label.as_str());
            RecipientReport::of(planned, label)
        });
        Self {
            version: mailing.version(),
            edition: mailing.edition(),
            expect: plan.recipients.len(),
            recipients: recipients.collect(),
            taken_off: plan.taken_off.iter().map(|entry| entry.key.recipient.clone()).collect(),
        }
    }

    /// The recipients as a table.
    pub(crate) fn table(&self) -> String {
        let heads = ["id", "name", "mail", "state", "reply"].map(str::to_owned).to_vec();
        let rows = self.recipients.iter().map(RecipientReport::cells);
        console::aligned(&std::iter::once(heads).chain(rows).collect::<Vec<_>>())
    }

    /// Who would get a message, and who would not, in sentences.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let Self { version, expect, .. } = self;
        let due = self.recipients.iter().filter(|one| one.due).count();
        let what = self
            .edition
            .map_or(version.clone(), |edition| format!("edition {edition} of {version}"));
        let mut sentences = vec![format!("Would send {what} to {due} of {expect}.")];
        if !self.taken_off.is_empty() {
            let ids = self.taken_off.join(", ");
            sentences.push(format!("Nothing goes to those who are on the list no more: {ids}."));
        }
        sentences
    }
}
