//! The mail with a draft, or a reminder of it, to one reviewer.

use crate::commands::Result;
use crate::commands::mail::{Composed, Form, Recipient, compose};
use crate::commands::review::mails::RoundMails;
use crate::mail::outbox::{Mailed, Purpose};
use crate::mail::{self, Attachment, thread};
use crate::review::Reviewer;
use crate::source::MailContext;

impl RoundMails<'_> {
    /// The message to one of those who are asked.
    pub(crate) fn draft_mail(&self, recipient: &Recipient) -> Result<Composed> {
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
        let redline = changes.as_ref().and_then(|changes| {
            let name = format!("{}-changes-since-{}.docx", letter.stem, changes.since);
            Some(Attachment::new(&name, changes.redline.clone()?))
        });
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
            changes: changes.as_deref().map(|changes| &changes.comparison),
            redline: redline.as_ref(),
            languages: [wanted, &usual.assembled.letter.language],
            project: &self.first,
            thread: thread(&ids),
        };
        compose(form, recipient)
    }

    /// What somebody was mailed before in any round, oldest first.
    fn mailed_to(&self, reviewer: &Reviewer) -> Vec<&Mailed> {
        let is_of_round =
            |mailed: &&Mailed| matches!(mailed.key.purpose, Purpose::Review | Purpose::Reminder(_));
        let to = self.mailed.get(&reviewer.id).into_iter().flatten();
        to.filter(is_of_round).collect()
    }
}
