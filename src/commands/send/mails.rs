//! What `send` mails: the letters of an edition.

use std::collections::BTreeMap;

use crate::commands::Result;
use crate::commands::draft::author::author;
use crate::commands::mail::{Account, Composed, Form, Mailing, Recipient, compose};
use crate::commands::send::edition_letters::EditionLetters;
use crate::commands::send::person::Person;
use crate::commands::send::today::Today;
use crate::draft::{self, NewEdition, PublicList, Version, Way};
use crate::failure::Failure;
use crate::letters::MailTemplates;
use crate::mail::outbox::{Key, Mailed, Purpose};
use crate::mail::thread;
use crate::project::Project;
use crate::source::MailContext;

/// The mails of an edition.
pub(crate) struct EditionMails<'a> {
    pub(crate) project: &'a Project,
    pub(crate) account: &'a Account,
    pub(crate) today: &'a Today,
    pub(crate) number: u32,
    pub(crate) version: Version,
    pub(crate) list: PublicList,
    /// Whether the edition is recorded already.
    pub(crate) is_begun: bool,
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
        self.version.reference()
    }

    fn edition(&self) -> Option<u32> {
        Some(self.number)
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

    fn compose(&self, recipient: &Recipient) -> Result<Composed> {
        let key = &recipient.wanted.key;
        let person = &self.people[&(key.purpose, key.recipient.clone())];
        let (letter, attachment) = self.letters.of(person)?;
        let form = Form {
            account: self.account,
            templates: &self.templates[&key.purpose],
            letter,
            attachment: &attachment,
            folder: self.project.root(),
            seen: MailContext {
                id: &person.id,
                recipient: &person.columns,
                signatory: person.signatory.as_ref(),
                answers: None,
                changed: false,
                deadline: self.project.settings().review.deadline,
            },
            changes: None,
            languages: [
                person.language.as_ref().unwrap_or(&letter.letter.language),
                self.letters.usual(),
            ],
            project: &self.first,
            thread: thread(&self.before(key)),
        };
        compose(form, recipient)
    }

    fn begin(&self) -> Result<()> {
        if self.is_begun {
            return Ok(());
        }
        let drafts = self.project.drafts();
        let letters = self.letters.recorded()?;
        let others = || {
            Failure::user("another edition was recorded meanwhile, and nothing was sent")
                .hint("the same command finds it, and prints what is left to be done")
        };
        if draft::next_edition(&drafts)? != self.number {
            return Err(others());
        }
        let new = NewEdition {
            version: self.version.reference(),
            list: self.list.clone(),
            way: Way::Mail,
            author: author(self.project.root()),
            letters,
        };
        let edition = draft::record_edition(&drafts, new)?;
        if edition.number == self.number { Ok(()) } else { Err(others()) }
    }
}

impl EditionMails<'_> {
    /// What somebody was mailed before that this goes on from: earlier editions, and of a signatory
    /// the drafts as well.
    fn before(&self, key: &Key) -> Vec<String> {
        let to = self.mailed.get(&key.recipient).into_iter().flatten();
        let is_of_thread = |mailed: &&Mailed| {
            mailed.key != *key
                && (mailed.key.purpose == Purpose::Final) == (key.purpose == Purpose::Final)
        };
        to.filter(is_of_thread).map(|mailed| mailed.message_id.clone()).collect()
    }
}
