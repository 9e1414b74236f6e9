//! The mail with a draft, or a reminder of it, to one reviewer.

use std::sync::Arc;

use crate::commands::Result;
use crate::commands::mail::{Asked, Form, Recipient};
use crate::commands::review::mails::RoundMails;
use crate::mail::outbox::{Mailed, Purpose};
use crate::mail::{self, thread};
use crate::review::Reviewer;
use crate::source::MailContext;

impl RoundMails<'_> {
    /// What the message to one of those who are asked is made of.
    pub(crate) fn draft_mail(&self, recipient: &Recipient) -> Result<Form<'_>> {
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
            Some(last) => self.changed.since(&last.key.edition, language, &letter.stem)?,
            None => None,
        };
        let ids: Vec<_> = previous.iter().map(|mailed| mailed.message_id.clone()).collect();
        Ok(Form {
            account: self.account,
            templates: &self.templates,
            letter: Arc::clone(&letter.assembled),
            attachment: letter.attachment.clone(),
            folder: self.project.root(),
            seen: MailContext {
                id: &reviewer.id,
                recipient: &reviewer.columns,
                signatory: None,
                answers: None,
                changed: false,
                deadline: self.project.settings().review.deadline,
            },
            asked: Asked {
                signatory: self.people.signatory(reviewer),
                answers: Some(answers),
                changes,
            },
            languages: [wanted.clone(), usual.assembled.letter.language.clone()],
            project: &self.first,
            thread: thread(&ids),
        })
    }

    /// What somebody was mailed before in any round, oldest first.
    fn mailed_to(&self, reviewer: &Reviewer) -> Vec<&Mailed> {
        let is_of_round =
            |mailed: &&Mailed| matches!(mailed.key.purpose, Purpose::Review | Purpose::Reminder(_));
        let to = self.mailed.get(&reviewer.id).into_iter().flatten();
        to.filter(is_of_round).collect()
    }
}
