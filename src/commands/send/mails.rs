//! What `send` mails: the letters of an edition.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::commands::Result;
use crate::commands::mail::{Account, Asked, Form, Mailing, Recipient};
use crate::commands::send::edition_letters::EditionLetters;
use crate::commands::send::issue::Issue;
use crate::commands::send::person::Person;
use crate::commands::send::today::Today;
use crate::letters::MailTemplates;
use crate::mail::outbox::{Key, Mailed, Purpose};
use crate::project::Project;

/// The mails of an edition.
pub(crate) struct EditionMails<'a> {
    pub(crate) project: &'a Project,
    pub(crate) account: &'a Account,
    pub(crate) today: &'a Today,
    pub(crate) issue: Issue,
    pub(crate) letters: EditionLetters,
    pub(crate) templates: BTreeMap<Purpose, MailTemplates>,
    pub(crate) people: BTreeMap<(Purpose, String), Person>,
    pub(crate) recipients: Vec<Recipient>,
    /// What tells the project from others: the id of its first version.
    pub(crate) first: String,
    /// What everybody was mailed before, by their ids, oldest first.
    pub(crate) mailed: BTreeMap<String, Vec<Mailed>>,
    pub(crate) retries: bool,
}

impl Mailing for EditionMails<'_> {
    fn command(&self) -> &'static str {
        "send"
    }

    fn version(&self) -> String {
        self.issue.version.reference()
    }

    fn edition(&self) -> Option<u32> {
        Some(self.issue.number)
    }

    fn recipients(&self) -> &[Recipient] {
        &self.recipients
    }

    fn is_listed(&self, key: &Key) -> bool {
        self.today.includes(key)
    }

    fn retries(&self) -> bool {
        self.retries
    }

    fn form(&self, recipient: &Recipient) -> Result<Form<'_>> {
        let key = &recipient.wanted.key;
        let person = &self.people[&(key.purpose, key.recipient.clone())];
        let (letter, attachment) = self.letters.of(person)?;
        let wanted = person.language.as_ref().unwrap_or(&letter.letter.language);
        Ok(Form {
            account: self.account,
            templates: &self.templates[&key.purpose],
            letter: Arc::clone(letter),
            attachment,
            folder: self.project.root(),
            seen: person.seen(self.project.settings().review.deadline),
            asked: Asked::default(),
            languages: [wanted.clone(), self.letters.usual.clone()],
            project: &self.first,
            thread: self.thread(key),
        })
    }

    fn begin(&self) -> Result<()> {
        self.issue.begin(|| self.letters.recorded(), self.project)
    }
}
