//! What a mail says, in both of its forms.

use std::collections::BTreeMap;

use crate::mail::message::{TEXT_WIDTH, marked};
use crate::model::{Comparison, Letter};
use crate::render::{Message, MessagePart};
use crate::source::{Answers, FilledMail, MailPassage};

/// Subject and text of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// What it is about, behind the letter's draft mark and marking.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as a page.
    pub html: String,
}

/// What a mail with a letter says: its filled-in template, with what changed in its place, and the
/// three answers as buttons.
pub fn content(
    mail: &FilledMail,
    letter: &Letter,
    changes: Option<&Comparison>,
    answers: Option<&Answers>,
) -> Content {
    let subject = marked(letter, Some(&mail.subject));
    let parts = mail.passages.iter().filter_map(|passage| match passage {
        MailPassage::Text(blocks) => Some(MessagePart::Text(blocks)),
        MailPassage::Changes => changes.map(MessagePart::Changes),
    });
    let buttons = answers
        .into_iter()
        .flat_map(|answers| [answers.yes.as_str(), answers.changes.as_str(), answers.no.as_str()]);
    let message = Message {
        language: &mail.language,
        subject: &subject,
        parts: parts.collect(),
        notes: &mail.notes,
        buttons: buttons.collect(),
    };
    Content { text: message.text(TEXT_WIDTH), html: message.html(), subject }
}

/// What a template names of the recipient, the signatory and the addressee, with what it is for one
/// recipient: `recipient.name`.
pub type Fields = BTreeMap<String, String>;

/// What templates name of their recipients and is the same in all of these mails, of which there
/// are two at least: `recipient.name`. Somebody may have meant another field.
pub fn same_for_all<'a>(mails: &[&'a Fields]) -> Vec<&'a str> {
    let [first, others @ ..] = mails else { return Vec::new() };
    if others.is_empty() {
        return Vec::new();
    }
    // What nobody has was asked for, or the mail could not be filled in.
    let same = |(field, value): &(&String, &String)| {
        !value.is_empty() && others.iter().all(|other| other.get(*field) == Some(*value))
    };
    first.iter().filter(same).map(|(field, _)| field.as_str()).collect()
}
