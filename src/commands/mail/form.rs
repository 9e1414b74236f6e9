//! What a message is made of, found out before it is filled in.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::commands::mail::{Account, Changes};
use crate::letters::{Assembled, MailTemplates};
use crate::mail::{Attachment, Thread};
use crate::model::Language;
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
    /// What its template sees of any recipient.
    pub(crate) seen: MailContext<'a>,
    pub(crate) asked: Asked,
    /// The language of the mail that is wanted, and the one that the project writes in.
    pub(crate) languages: [Language; 2],
    /// What tells the project from others.
    pub(crate) project: &'a str,
    pub(crate) thread: Thread,
}

/// What a mail says only to those who are asked for an answer.
#[derive(Default)]
pub(crate) struct Asked {
    /// The row that they answer for.
    pub(crate) signatory: Option<BTreeMap<String, String>>,
    pub(crate) answers: Option<Answers>,
    pub(crate) changes: Option<Arc<Changes>>,
}

impl Form<'_> {
    /// What its template sees.
    pub(crate) fn seen(&self) -> MailContext<'_> {
        let Asked { signatory, answers, changes } = &self.asked;
        MailContext {
            signatory: signatory.as_ref().or(self.seen.signatory),
            answers: answers.as_ref(),
            changed: changes.is_some(),
            ..self.seen.clone()
        }
    }
}
