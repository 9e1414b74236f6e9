//! One message: its template filled in, with its letter.

use crate::commands::Result;
use crate::commands::mail::{Form, Recipient};
use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::mail::{self, Intent, Mail, MessageKey};

/// A message that is not dated yet.
pub(crate) struct Composed {
    pub(crate) mail: Mail,
    /// What its template names of its recipient, with what it is: `recipient.name`.
    pub(crate) fields: mail::Fields,
    /// The name of the file with tracked changes that goes along.
    pub(crate) redline: Option<String>,
}

/// Makes the message to one recipient, as it would be sent, and checks it.
pub(crate) fn compose(form: &Form<'_>, recipient: &Recipient) -> Result<Composed> {
    let Form { account, letter, asked, .. } = form;
    let [wanted, usual] = &form.languages;
    let filled = form.templates.fill(letter, &form.seen(), wanted, usual)?;
    let changes = asked.changes.as_deref();
    let comparison = changes.map(|changes| &changes.comparison);
    let redline = changes.and_then(|changes| changes.redline.as_ref());
    let content = mail::content(&filled, &letter.letter, comparison, asked.answers.as_ref());
    let attachments = mail::attach(&filled.attachments, &form.attachment, redline, form.folder)?;
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
    let redline = redline.filter(|redline| mail.attachments.contains(redline));
    let redline = redline.map(|redline| redline.name.clone());
    Ok(Composed { mail, fields: filled.fields, redline })
}
