//! One letter in one format: its bytes.

use std::rc::Rc;

use crate::addressees::Addressee;
use crate::clock::{self, Timestamp};
use crate::commands::Result;
use crate::commands::render::letters::made_at;
use crate::commands::render::typeset::typeset;
use crate::failure::Failure;
use crate::letters::{Assembled, LetterFile, Letters};
use crate::mail::{self, Mailbox};
use crate::model::Language;
use crate::output::{OutputFile, Target};
use crate::render::pdf::{self, Metadata};
use crate::render::{self, Format};

/// One letter in one format.
pub(crate) struct Job {
    assembled: Rc<Assembled>,
    format: Format,
    pub(crate) target: Target,
    /// What tells it from the others of a run, in words.
    purpose: String,
    addressee: Option<Addressee>,
}

impl Job {
    pub(crate) fn new(
        assembled: Rc<Assembled>,
        format: Format,
        target: Target,
        file: &LetterFile,
        addressee: Option<&Addressee>,
    ) -> Self {
        let purpose = match addressee {
            Some(addressee) => format!("the addressee on line {}", addressee.line),
            None => format!("`{}`", file.shown.display()),
        };
        Self { assembled, format, target, purpose, addressee: addressee.cloned() }
    }

    /// The one whom it goes to, if it is one of many.
    pub(crate) fn addressee(&self) -> Option<&Addressee> {
        self.addressee.as_ref()
    }

    /// The language that it is in.
    pub(crate) fn language(&self) -> &Language {
        &self.assembled.letter.language
    }

    /// The file that it goes to, if it goes to one.
    pub(crate) fn file(&self) -> Option<OutputFile> {
        match &self.target {
            Target::StandardOutput => None,
            Target::File(path) => {
                Some(OutputFile { path: path.clone(), purpose: self.purpose.clone() })
            }
        }
    }

    /// The bytes of one of `letters`. `width` is that of plain text, `from` the sender of a mail.
    pub(crate) fn bytes(
        &self,
        letters: &Letters,
        width: usize,
        from: Option<&str>,
    ) -> Result<Vec<u8>> {
        let letter = &self.assembled.letter;
        Ok(match self.format {
            Format::Text => render::text(letter, width).into_bytes(),
            Format::Markdown => render::markdown(letter).into_bytes(),
            Format::Html => render::html(letter).into_bytes(),
            Format::Pdf => {
                let metadata = Metadata {
                    author: letter.letterhead.as_ref().and_then(|head| head.name.clone()),
                    subject: letter.subject.clone(),
                    created: made_at(letters)?.map(Timestamp::as_second),
                };
                let document = typeset(&self.assembled, letters, self.addressee.as_ref())?;
                pdf::write(document, &metadata)?
            }
            Format::Eml => {
                let from = from.map(Mailbox::parse).transpose()?;
                let to = self.addressee.as_ref().filter(|addressee| !addressee.email.is_empty());
                let to = to.map(|addressee| {
                    let name = addressee.columns.get("name").map_or("", String::as_str);
                    Mailbox::of(name, &addressee.email)
                });
                let to = to.transpose().map_err(|error| {
                    let failure = Failure::from(error);
                    failure.hint(format!("it is that of {}", self.purpose))
                })?;
                let date = made_at(letters)?.unwrap_or_else(clock::now).as_second();
                let date = u64::try_from(date).unwrap_or_default();
                mail::eml(letter, from.as_ref(), to.as_ref(), date)?
            }
        })
    }
}
