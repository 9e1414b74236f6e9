//! One message: its template filled in, with its letter.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::commands::Result;
use crate::commands::mail::{Account, Recipient};
use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::letters::{Assembled, MailTemplates};
use crate::mail::{self, Attachment, Intent, Mail, MessageKey, Thread};
use crate::model::{Comparison, Language};
use crate::source::{Answers, MailContext};

/// What a message is made of.
pub(crate) struct Form<'a> {
    pub(crate) account: &'a Account,
    pub(crate) templates: &'a MailTemplates,
    /// The letter that it is about.
    pub(crate) letter: Arc<Assembled>,
    /// The letter as a file.
    pub(crate) attachment: Attachment,
    /// The project's folder, of what else is attached.
    pub(crate) folder: &'a Path,
    /// What its template sees, beside the three that follow.
    pub(crate) seen: MailContext<'a>,
    pub(crate) signatory: Option<BTreeMap<String, String>>,
    pub(crate) answers: Option<Answers>,
    pub(crate) changes: Option<Arc<Comparison>>,
    /// The language of the mail that is wanted, and the one that the project writes in.
    pub(crate) languages: [Language; 2],
    /// What tells the project from others.
    pub(crate) project: &'a str,
    pub(crate) thread: Thread,
}

/// A message that is not dated yet.
pub(crate) struct Composed {
    pub(crate) mail: Mail,
    /// What its template names of its recipient, with what it is: `recipient.name`.
    pub(crate) fields: mail::Fields,
}

/// Makes the message to one recipient, as it would be sent, and checks it.
pub(crate) fn compose(form: &Form<'_>, recipient: &Recipient) -> Result<Composed> {
    let Form { account, letter, .. } = form;
    let [wanted, usual] = &form.languages;
    let answers = form.answers.as_ref();
    let seen = MailContext {
        signatory: form.signatory.as_ref().or(form.seen.signatory),
        answers,
        changed: form.changes.is_some(),
        ..form.seen.clone()
    };
    let filled = form.templates.fill(letter, &seen, wanted, usual)?;
    let content = mail::content(&filled, &letter.letter, form.changes.as_deref(), answers);
    let attachments = mail::attach(&filled.attachments, &form.attachment, form.folder)?;
    let key = &recipient.wanted.key;
    let purpose = key.purpose.to_string();
    let identity = MessageKey {
        project: form.project,
        purpose: &purpose,
        version: &key.edition,
        recipient: &key.recipient,
    };
    let mail = Mail {
        from: account.from.clone(),
        reply_to: account.settings.reply_to.clone(),
        to: recipient.to.clone(),
        subject: content.subject,
        text: content.text,
        html: content.html,
        attachments,
        message_id: identity.message_id(account.from.domain()),
        thread: form.thread.clone(),
        date: 0,
        language: filled.language,
        intent: Intent::Send,
    };
    mail.check().map_err(|error| {
        let message = format!("the message to `{}` cannot be built: {error}", key.recipient);
        Failure::from(vec![Diagnostic::error("message", message)])
    })?;
    Ok(Composed { mail, fields: filled.fields })
}
