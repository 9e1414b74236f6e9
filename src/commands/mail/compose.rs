//! One message: its template filled in, with its letter.

use std::path::Path;

use crate::commands::Result;
use crate::commands::mail::{Account, Recipient};
use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::letters::{Assembled, MailTemplates};
use crate::mail::{self, Attachment, Intent, Mail, MessageKey, Thread};
use crate::model::{Comparison, Language};
use crate::source::MailContext;

/// What a message is made of.
pub(crate) struct Form<'a> {
    pub(crate) account: &'a Account,
    pub(crate) templates: &'a MailTemplates,
    /// The letter that it is about.
    pub(crate) letter: &'a Assembled,
    /// The letter as a file.
    pub(crate) attachment: &'a Attachment,
    /// The project's folder, of what else is attached.
    pub(crate) folder: &'a Path,
    /// What its template sees.
    pub(crate) seen: MailContext<'a>,
    pub(crate) changes: Option<&'a Comparison>,
    /// The same as a file.
    pub(crate) redline: Option<&'a Attachment>,
    /// The language of the mail that is wanted, and the one that the project writes in.
    pub(crate) languages: [&'a Language; 2],
    /// What tells the project from others.
    pub(crate) project: &'a str,
    pub(crate) thread: Thread,
}

/// A message that is not dated yet.
pub(crate) struct Composed {
    pub(crate) mail: Mail,
    /// What its template names of its recipient, with what it is: `recipient.name`.
    pub(crate) fields: mail::Fields,
    /// The name of the file that goes with it, in which what changed is tracked.
    pub(crate) redline: Option<String>,
}

/// Makes the message to one recipient, as it would be sent, and checks it.
pub(crate) fn compose(form: Form<'_>, recipient: &Recipient) -> Result<Composed> {
    let Form { account, letter, seen, .. } = &form;
    let [wanted, usual] = form.languages;
    let filled = form.templates.fill(letter, seen, wanted, usual)?;
    let content = mail::content(&filled, &letter.letter, form.changes, seen.answers);
    let attachments =
        mail::attach(&filled.attachments, form.attachment, form.redline, form.folder)?;
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
        thread: form.thread,
        date: 0,
        language: filled.language,
        intent: Intent::Send,
    };
    mail.check().map_err(|error| {
        let message = format!("the message to `{}` cannot be built: {error}", key.recipient);
        Failure::from(vec![Diagnostic::error("message", message)])
    })?;
    let redline = form.redline.filter(|redline| mail.attachments.contains(redline));
    let redline = redline.map(|redline| redline.name.clone());
    Ok(Composed { mail, fields: filled.fields, redline })
}
