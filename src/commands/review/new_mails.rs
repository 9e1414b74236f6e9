//! What all mails of a round have in common, found out once.

use std::collections::BTreeMap;

use crate::commands::mail::{Account, Recipient};
use crate::commands::review::changed::Changed;
use crate::commands::review::draft_letters::DraftLetters;
use crate::commands::review::mails::RoundMails;
use crate::commands::review::review_list::ReviewLists;
use crate::commands::{Result, Session, outbox_paths};
use crate::diagnostic::Diagnostic;
use crate::draft::{self, Version};
use crate::letters::{MailKind, MailTemplates};
use crate::mail::Mailbox;
use crate::mail::outbox::{Key, Mailed, Outbox, Purpose, Wanted};
use crate::project::Project;
use crate::review::Reviewer;

impl<'a> RoundMails<'a> {
    /// Mails of a kind about a version, to nobody yet.
    pub(crate) fn new(
        (command, kind): (&'static str, MailKind),
        version: Version,
        (project, account, people): (&'a Project, &'a Account, &'a ReviewLists),
        session: &Session,
    ) -> Result<Self> {
        let drafts = project.drafts();
        let versions = draft::versions(&drafts)?;
        let mut mailed: BTreeMap<String, Vec<Mailed>> = BTreeMap::new();
        for one in Outbox::read(outbox_paths(project))?.mailed() {
            mailed.entry(one.key.recipient.clone()).or_default().push(one);
        }
        Ok(Self {
            command,
            project,
            account,
            people,
            templates: MailTemplates::load(project, kind)?,
            letters: DraftLetters::of(&version, &drafts, session)?,
            changed: Changed::new(&drafts, &versions, &version),
            first: versions.first().unwrap_or(&version).id().to_owned(),
            version,
            mailed,
            recipients: Vec::new(),
            retries: false,
        })
    }

    /// Addresses these people, each for a purpose; all addresses that cannot be, if there are some.
    pub(crate) fn address<'r>(
        &mut self,
        people: impl Iterator<Item = (&'r Reviewer, Purpose)>,
    ) -> Result<()> {
        let mut problems = Vec::new();
        for (reviewer, purpose) in people {
            let Reviewer { id, name, email, .. } = reviewer;
            let edition = self.version.id().to_owned();
            let key = Key { purpose, edition, recipient: id.clone() };
            match Mailbox::of_row(id, name, email) {
                Ok(to) => self.recipients.push(Recipient {
                    wanted: Wanted { key, address: to.address().to_owned() },
                    label: self.people.label(reviewer),
                    to,
                }),
                Err(error) => problems.push(Diagnostic::error("address", error.to_string())),
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
    }
}
