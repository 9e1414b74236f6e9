//! A mail out of its template: front matter and Markdown, filled in like a letter's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use minijinja::value::Value;

use crate::diagnostic::{Diagnostic, Place, backquoted, did_you_mean};
use crate::model::{Block, Language, Letter, Note};
use crate::source::assemble::{Assembled, of_file};
use crate::source::calls::Calls;
use crate::source::mail_context::{self, CHANGES, MailContext};
use crate::source::markdown::placed;
use crate::source::node::{Item, Table};
use crate::source::origin::{Origin, Texts};
use crate::source::read::Reader;
use crate::source::rows::Rows;
use crate::source::template::{Base, Templates};
use crate::source::template_error::Names;
use crate::source::{Purpose, SourceFile, body, usage};

/// The keys of a mail's front matter.
const KEYS: [&str; 2] = ["subject", "attachments"];

/// The words that name the letter itself among the attachments, and what changed in it.
const LETTER: &str = "pdf";
const CHANGED: &str = "changes";

/// The template of a mail.
#[derive(Clone, Debug)]
pub struct MailSource<'a> {
    /// What stands in its file.
    pub file: SourceFile<'a>,
    /// The template that this one translates, which gives what its front matter lacks.
    pub first: Option<SourceFile<'a>>,
    /// The folder whose files it may include; none where there are none.
    pub includes: Option<PathBuf>,
    /// The language that it is written in.
    pub language: &'a Language,
}

/// A mail, filled in for one recipient.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledMail {
    /// The language that it is written in.
    pub language: Language,
    /// What it is about, without draft's name and marking.
    pub subject: String,
    /// What it says, in order.
    pub passages: Vec<MailPassage>,
    /// The notes to it.
    pub notes: Vec<Note>,
    /// What is attached.
    pub attachments: Vec<AttachmentName>,
    /// What its template names of the recipient, the signatory and the addressee, with what it is
    /// for this recipient: `recipient.name`.
    pub fields: BTreeMap<String, String>,
}

/// A stretch of a mail.
#[derive(Clone, Debug, PartialEq)]
pub enum MailPassage {
    /// Text of the template.
    Text(Vec<Block>),
    /// What changed since the version that the recipient last got.
    Changes,
}

/// Something to attach, as a template names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentName {
    /// The letter as a PDF: `pdf`.
    Letter,
    /// What changed since the version that the recipient last got, as a Word file; nothing where
    /// nothing did: `changes`.
    Changes,
    /// A file of the project.
    File {
        /// Its path from the project's folder.
        path: String,
        /// Where the template says so.
        place: Place,
    },
}

/// Fills a mail in; all that is wrong with it, when it is wrong.
///
/// Its template sees what the letter's own templates see, and `seen`. What cannot be printed, since
/// this recipient lacks it, is an error, too. Without `attachments`, the letter is attached,
/// and what changed.
pub fn mail(
    source: &MailSource<'_>,
    letter: &Assembled,
    seen: &MailContext<'_>,
) -> Result<FilledMail, Vec<Diagnostic>> {
    let texts = Texts::default();
    let (table, start) = front(&texts, source)?;
    let language = source.language;
    let calls = Calls::default();
    let includes = source.includes.clone();
    let templates = Templates::new(Purpose::Printed, &texts, language, includes, &calls);
    let rows = Rows::new(&Arc::default(), &BTreeSet::new(), language);
    let context = mail_context::context(letter.context(), &letter.letter, seen, language);
    let mut filling = Filling {
        names: Names { context: &context, rows: &rows },
        reader: Reader {
            texts: &texts,
            templates: &templates,
            pictures: None,
            problems: Vec::new(),
        },
    };
    let subject = filling.subject(&table, start);
    let attachments = filling.attachments(&table);
    let text = source.file.text.get(start..).unwrap_or_default();
    let mut written = Letter::new(language.clone());
    filling.body(&mut written, text, start);
    filling.ask_for_answer(seen);
    let problems = filling.reader.problems;
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(FilledMail {
        language: language.clone(),
        subject,
        passages: passages(written.body),
        notes: written.notes,
        attachments,
        fields: fields(source.file.text, &context),
    })
}

/// The front matter, and where the body begins.
fn front(texts: &Texts, source: &MailSource<'_>) -> Result<(Table, usize), Vec<Diagnostic>> {
    let (mut table, start) = of_file(texts, source.file)?;
    if let Some(first) = source.first {
        table.inherit(&of_file(texts, first)?.0);
    }
    let unknown = table.0.iter().filter(|entry| !KEYS.contains(&entry.key.as_str()));
    let problems: Vec<_> = unknown
        .map(|entry| {
            let message = format!("unknown key `{}`", entry.key);
            Diagnostic::error("unknown-key", message).at(texts.place(&entry.origin)).help(
                did_you_mean(&entry.key, KEYS)
                    .unwrap_or_else(|| format!("known are {}", backquoted(KEYS))),
            )
        })
        .collect();
    if problems.is_empty() { Ok((table, start)) } else { Err(problems) }
}

/// A mail that is being filled in.
struct Filling<'a> {
    names: Names<'a>,
    reader: Reader<'a>,
}

impl Filling<'_> {
    fn subject(&mut self, table: &Table, body: usize) -> String {
        let Some(node) = table.get("subject") else {
            let help = "write `subject = \"…\"` into the front matter".to_owned();
            let origin = Origin { file: 0, range: 0..body.min(3) };
            let message = "the mail has no `subject`".to_owned();
            self.reader.error_with_help("missing-key", message, &origin, help);
            return String::new();
        };
        let mut node = node.clone();
        if let Item::Text(text) = &mut node.item {
            let base = Base::of_text(self.reader.texts, &node.origin, text);
            match self.reader.templates.fill_plain(text, base, self.names) {
                Ok(filled) => *text = filled,
                Err(problem) => {
                    self.reader.problems.push(*problem);
                    return String::new();
                }
            }
        }
        let before = self.reader.problems.len();
        let subject = self.reader.string(&node, "subject").unwrap_or_default();
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        if subject.contains(&placed(&CHANGES)) {
            let message = "`subject` cannot hold what changed".to_owned();
            self.reader.error("wrong-value", message, &node.origin);
        }
        if subject.is_empty() && self.reader.problems.len() == before {
            self.reader.error("wrong-value", "`subject` is empty".to_owned(), &node.origin);
        }
        subject
    }

    fn attachments(&mut self, table: &Table) -> Vec<AttachmentName> {
        let Some(node) = table.get("attachments") else {
            return vec![AttachmentName::Letter, AttachmentName::Changes];
        };
        let mut attachments = Vec::new();
        for node in node.list() {
            match &node.item {
                Item::Text(text) if text.trim().is_empty() => {}
                Item::Text(text) if text.trim() == LETTER => {
                    attachments.push(AttachmentName::Letter);
                }
                Item::Text(text) if text.trim() == CHANGED => {
                    attachments.push(AttachmentName::Changes);
                }
                Item::Text(text) => {
                    let base = Base::of_text(self.reader.texts, &node.origin, text);
                    match self.reader.templates.fill_plain(text, base, self.names) {
                        Ok(path) => attachments.push(AttachmentName::File {
                            path: path.trim().to_owned(),
                            place: self.reader.texts.place(&node.origin),
                        }),
                        Err(problem) => self.reader.problems.push(*problem),
                    }
                }
                _ => self.reader.wrong(node, "attachments", "a list of strings"),
            }
        }
        attachments
    }

    /// Whoever is to answer must find the links to do so.
    fn ask_for_answer(&mut self, seen: &MailContext<'_>) {
        let named = self.reader.texts.all().iter().any(|text| text.contains("answers"));
        if seen.answers.is_some() && !named && self.reader.problems.is_empty() {
            let message = "the mail asks for an answer, but has no links for it".to_owned();
            let help = "write `{{ answers }}` on a line of its own".to_owned();
            let origin = Origin { file: 0, range: 0..3 };
            self.reader.error_with_help("no-answers", message, &origin, help);
        }
    }

    fn body(&mut self, written: &mut Letter, text: &str, start: usize) {
        let whole = Origin { file: 0, range: start..start + text.len() };
        let base = Base { origin: whole, start: Some(start) };
        match self.reader.templates.fill(text, base, self.names) {
            Ok(filled) => {
                body::blocks(&mut self.reader, written, &filled);
            }
            Err(problem) => self.reader.problems.push(*problem),
        }
    }
}

/// The text parted where the changes stand.
fn passages(blocks: Vec<Block>) -> Vec<MailPassage> {
    let mut passages = Vec::new();
    let mut text = Vec::new();
    for block in blocks {
        if matches!(block, Block::Signatories(_)) {
            passages.push(MailPassage::Text(std::mem::take(&mut text)));
            passages.push(MailPassage::Changes);
        } else {
            text.push(block);
        }
    }
    passages.push(MailPassage::Text(text));
    passages.retain(|passage| !matches!(passage, MailPassage::Text(blocks) if blocks.is_empty()));
    passages
}

/// What a template names of those whom it goes to, with its value.
fn fields(text: &str, context: &Value) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for root in ["recipient", "signatory", "addressee", "letter"] {
        let Ok(holder) = context.get_attr(root) else { continue };
        for field in usage::fields(text, root) {
            let name = format!("{root}.{field}");
            if root == "letter" && field != "salutation" {
                continue;
            }
            let value = holder.get_attr(field).ok().filter(|value| !value.is_undefined());
            fields.extend(value.map(|value| (name, value.to_string())));
        }
    }
    fields
}
