//! The bytes of one letter in one format.

use crate::clock::{self, Timestamp};
use crate::commands::render::job::Job;
use crate::commands::render::letters::made_at;
use crate::commands::render::typeset::typeset;
use crate::commands::render::unseen::unseen;
use crate::commands::{Result, enclosed};
use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::fonts::FontLibrary;
use crate::letters::Letters;
use crate::mail::{self, Mailbox};
use crate::render::{self, Format, Metadata, pdf};
use crate::typeset::Press;

impl Job {
    /// The bytes of one of `letters`, and what is to be said of it. `fonts` are those that a PDF may
    /// take from, `width` is that of plain text, `from` the sender of a mail.
    pub(crate) fn bytes(
        &self,
        letters: &Letters,
        fonts: &FontLibrary,
        width: usize,
        from: Option<&str>,
    ) -> Result<(Vec<u8>, Vec<Diagnostic>)> {
        self.bytes_on(&mut Press::new(fonts), letters, width, from)
    }

    /// The same, set on a press.
    pub(crate) fn bytes_on(
        &self,
        press: &mut Press<'_>,
        letters: &Letters,
        width: usize,
        from: Option<&str>,
    ) -> Result<(Vec<u8>, Vec<Diagnostic>)> {
        let letter = &self.assembled.letter;
        let mut notes = Vec::new();
        let bytes = match self.format {
            Format::Text => render::text(letter, width).into_bytes(),
            Format::Markdown => render::markdown(letter).into_bytes(),
            Format::Docx => render::docx(letter, &self.metadata(letters)?)?,
            Format::Html => render::web_page(letter, &self.place).into_bytes(),
            Format::Pdf => {
                let document = typeset(self, letters, press)?;
                notes = unseen(&document.unseen, self);
                let pdf = pdf::write_sharing(document, &self.metadata(letters)?, &self.shared)?;
                pdf::enclose(pdf, &letter.enclosures, &self.shared.enclosures).map_err(|error| {
                    enclosed::failure(error, &self.assembled, &self.shared.enclosures)
                })?
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
                let date = clock::seconds(made_at(letters)?.unwrap_or_else(clock::now));
                mail::eml(letter, from.as_ref(), to.as_ref(), date)?
            }
        };
        Ok((bytes, notes))
    }

    /// What a file says of itself beside the letter.
    fn metadata(&self, letters: &Letters) -> Result<Metadata> {
        let letter = &self.assembled.letter;
        Ok(Metadata {
            author: letter.letterhead.as_ref().and_then(|head| head.name.clone()),
            subject: letter.subject.clone(),
            created: made_at(letters)?.map(Timestamp::as_second),
        })
    }
}
