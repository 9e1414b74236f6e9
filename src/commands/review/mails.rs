//! The mails of a round: a version, or a reminder of it, to those who are asked.

use std::collections::BTreeMap;

use crate::commands::Result;
use crate::commands::mail::{Account, Composed, Form, Mailing, Recipient, compose};
use crate::commands::review::changed::Changed;
use crate::commands::review::draft_letters::DraftLetters;
use crate::commands::review::people::People;
use crate::draft::Version;
use crate::letters::MailTemplates;
use crate::mail::outbox::{Key, Mailed, Purpose};
use crate::mail::{self, thread};
use crate::project::Project;
use crate::review::Reviewer;
use crate::source::MailContext;

/// The mails of a round.
pub(crate) struct RoundMails<'a> {
    pub(crate) command: &'static str,
    pub(crate) project: &'a Project,
    pub(crate) account: &'a Account,
    pub(crate) people: &'a People,
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

    fn compose(&self, recipient: &Recipient) -> Result<Composed> {
        let reviewer = self.people.reviewers.find(recipient.id())?;
        let letter = self.letters.get(reviewer.language.as_ref())?;
        let language = &letter.assembled.letter.language;
        let usual = self.letters.get(None)?;
        let wanted = reviewer.language.as_ref().unwrap_or(language);
        let reference = self.version.reference();
        let answers = mail::answers(self.account.answers_to(), &reference, &reviewer.id, wanted);
        let previous = self.mailed_to(reviewer);
        let last = previous.iter().rfind(|mailed| mailed.key.edition != self.version.id());
        let changes = match last {
            Some(last) => self.changed.since(&last.key.edition, language)?,
            None => None,
        };
        let ids: Vec<_> = previous.iter().map(|mailed| mailed.message_id.clone()).collect();
        let signatory = self.people.signatory(reviewer);
        let form = Form {
            account: self.account,
            templates: &self.templates,
            letter: &letter.assembled,
            attachment: &letter.attachment,
            folder: self.project.root(),
            seen: MailContext {
                id: &reviewer.id,
                recipient: &reviewer.columns,
                signatory: signatory.as_ref(),
                answers: Some(&answers),
                changed: changes.is_some(),
                deadline: self.project.settings().review.deadline,
            },
            changes: changes.as_deref(),
            languages: [wanted, &usual.assembled.letter.language],
            project: &self.first,
            thread: thread(&ids),
        };
        compose(form, recipient)
    }
}

impl RoundMails<'_> {
    /// What somebody was mailed before in any round, oldest first.
    fn mailed_to(&self, reviewer: &Reviewer) -> Vec<&Mailed> {
        let is_of_round =
            |mailed: &&Mailed| matches!(mailed.key.purpose, Purpose::Review | Purpose::Reminder(_));
        let to = self.mailed.get(&reviewer.id).into_iter().flatten();
        to.filter(is_of_round).collect()
    }
}
