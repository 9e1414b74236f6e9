//! The mails of a round: a version, or a reminder of it, to those who are asked.

use std::collections::BTreeMap;

use crate::commands::Result;
use crate::commands::mail::{Account, Form, Mailing, Recipient};
use crate::commands::review::changed::Changed;
use crate::commands::review::draft_letters::DraftLetters;
use crate::commands::review::review_list::ReviewLists;
use crate::draft::Version;
use crate::letters::MailTemplates;
use crate::mail::outbox::{Key, Mailed};
use crate::project::Project;

/// The mails of a round.
pub(crate) struct RoundMails<'a> {
    pub(crate) command: &'static str,
    pub(crate) project: &'a Project,
    pub(crate) account: &'a Account,
    pub(crate) people: &'a ReviewLists,
    pub(crate) templates: MailTemplates,
    pub(crate) letters: DraftLetters,
    pub(crate) version: Version,
    /// What tells the project from others: the id of its first version.
    pub(crate) first: String,
    /// What everybody was mailed before, by their ids, oldest first.
    pub(crate) mailed: BTreeMap<String, Vec<Mailed>>,
    pub(crate) recipients: Vec<Recipient>,
    pub(crate) retries: bool,
    pub(crate) changed: Changed,
}

impl Mailing for RoundMails<'_> {
    fn command(&self) -> &'static str {
        self.command
    }

    fn version(&self) -> String {
        self.version.reference()
    }

    fn recipients(&self) -> &[Recipient] {
        &self.recipients
    }

    fn is_listed(&self, key: &Key) -> bool {
        self.people.reviewers.find(&key.recipient).is_ok()
    }

    fn retries(&self) -> bool {
        self.retries
    }

    fn form(&self, recipient: &Recipient) -> Result<Form<'_>> {
        self.draft_mail(recipient)
    }
}
