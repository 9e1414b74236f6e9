//! The mails of an edition, put together before the first of them is made.

use std::collections::BTreeMap;

use crate::commands::mail::{Account, Recipient};
use crate::commands::send::SendArgs;
use crate::commands::send::chosen::Chosen;
use crate::commands::send::letters::{Copies, edition_letters};
use crate::commands::send::mails::EditionMails;
use crate::commands::send::today::Today;
use crate::commands::{Result, Session, outbox_paths};
use crate::draft;
use crate::letters::{MailKind, MailTemplates};
use crate::mail::outbox::{Key, Mailed, Outbox, Purpose};
use crate::mail::{Thread, thread};
use crate::project::Project;

impl<'a> EditionMails<'a> {
    /// The mails of an edition to these. What the letter as it stands has otherwise is named.
    pub(crate) fn new(
        chosen: Chosen,
        recipients: Vec<Recipient>,
        args: &SendArgs,
        (project, account, today): (&'a Project, &'a Account, &'a Today),
        session: &Session,
    ) -> Result<Self> {
        let mut mailed: BTreeMap<String, Vec<Mailed>> = BTreeMap::new();
        for one in Outbox::read(outbox_paths(project))?.mailed() {
            mailed.entry(one.key.recipient.clone()).or_default().push(one);
        }
        let versions = draft::versions(&project.drafts())?;
        let kinds = [(Purpose::Final, MailKind::Final), (Purpose::Copy, MailKind::Copy)];
        let load = |(purpose, kind)| Ok((purpose, MailTemplates::load(project, kind)?));
        let Chosen { issue, letters, standing, people } = chosen;
        let copies = recipients.iter().any(|one| one.wanted.key.purpose == Purpose::Copy);
        let copies = if copies { Copies::Wanted } else { Copies::IfThereAre };
        let letters = edition_letters(&issue, [letters, standing], copies, today, session)?;
        let people = people.into_iter().map(|person| ((person.purpose, person.id.clone()), person));
        Ok(Self {
            project,
            account,
            today,
            templates: kinds.into_iter().map(load).collect::<Result<_>>()?,
            people: people.collect(),
            first: versions.first().unwrap_or(&issue.version).id().to_owned(),
            mailed,
            retries: !args.only.is_empty(),
            letters,
            recipients,
            issue,
        })
    }

    /// What somebody was mailed before that this goes on from: earlier editions, and of a signatory
    /// the drafts as well.
    pub(crate) fn thread(&self, key: &Key) -> Thread {
        let to = self.mailed.get(&key.recipient).into_iter().flatten();
        let is_letter = |key: &Key| key.purpose == Purpose::Final;
        let before = to.filter(|mailed| mailed.key != *key);
        let before = before.filter(|mailed| is_letter(&mailed.key) == is_letter(key));
        let ids: Vec<_> = before.map(|mailed| mailed.message_id.clone()).collect();
        thread(&ids)
    }
}
