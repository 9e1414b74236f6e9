//! Somebody who gets the letter.

use std::collections::BTreeMap;

use crate::addressees::Addressee;
use crate::clock::Date;
use crate::mail::outbox::Purpose;
use crate::model::Language;
use crate::review::Reviewer;
use crate::signatories::{Listed, Published, Row};
use crate::source::MailContext;

/// Somebody who gets the letter.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The letter, or a copy.
    pub(crate) purpose: Purpose,
    /// The id of the row.
    pub(crate) id: String,
    /// What a mail is addressed to.
    pub(crate) name: String,
    /// As it is written; empty where there is none.
    pub(crate) email: String,
    /// What they are called where everybody may read it.
    pub(crate) label: String,
    /// What their mail may say of them.
    pub(crate) columns: BTreeMap<String, String>,
    /// What their mail may say of the row that they signed with.
    pub(crate) signatory: Option<BTreeMap<String, String>>,
    /// The language of the mail that they want, if their row tells.
    pub(crate) language: Option<Language>,
    /// The id of the row that their letter is made for, where it is made for one.
    pub(crate) row: Option<String>,
}

impl Person {
    /// An addressee, with today's address; of a row, `is_row`, the letter is made for them alone.
    pub(crate) fn addressee(addressee: &Addressee, email: &str, is_row: bool) -> Self {
        let (id, label) = (&addressee.id, addressee.called());
        Self {
            purpose: Purpose::Final,
            id: id.clone(),
            name: label.to_owned(),
            email: email.to_owned(),
            label: if label.is_empty() { id.clone() } else { label.to_owned() },
            columns: addressee.columns.clone(),
            signatory: None,
            language: addressee.language().cloned(),
            row: is_row.then(|| id.clone()),
        }
    }

    /// What the template of their mail sees.
    pub(crate) fn seen(&self, deadline: Option<Date>) -> MailContext<'_> {
        MailContext {
            id: &self.id,
            recipient: &self.columns,
            signatory: self.signatory.as_ref(),
            answers: None,
            changed: false,
            deadline,
        }
    }

    /// A signatory, with the contact of the row. Who is not named is called by the id.
    pub(crate) fn signatory(row: Row<'_>, contact: &Reviewer, published: &Published) -> Self {
        let is_named = row.listed() == Listed::Yes;
        Self {
            purpose: Purpose::Copy,
            id: contact.id.clone(),
            name: contact.name.clone(),
            email: contact.email.clone(),
            label: if is_named { row.label() } else { contact.id.clone() },
            columns: contact.columns.clone(),
            signatory: Some(row.published(published)),
            language: contact.language.clone(),
            row: None,
        }
    }
}
