//! What comes with a message.

use std::path::Path;
use std::sync::Arc;

use lettre::message::header::{ContentDisposition, ContentTransferEncoding, ContentType};
use lettre::message::{Body, SinglePart};

use crate::diagnostic::{Diagnostic, Place, visible};
use crate::files;
use crate::source::AttachmentName;

/// A file that comes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, in any language.
    pub name: String,
    /// What it is, by RFC 2046: `application/pdf`.
    pub media_type: String,
    /// What stands in it, in Base64 and in lines: made once for all messages that it comes with.
    pub(crate) encoded: Arc<[u8]>,
}

/// What the endings of files say that they are.
const MEDIA_TYPES: [(&str, &str); 14] = [
    ("csv", "text/csv"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("html", "text/html"),
    ("ics", "text/calendar"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("md", "text/markdown"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("zip", "application/zip"),
];

const UNKNOWN: &str = "application/octet-stream";

impl Attachment {
    /// A file by its name, whose ending tells what it is. Base64 keeps every byte, also of a text.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        let ending =
            Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let known = MEDIA_TYPES.iter().find(|(known, _)| *known == ending);
        let media_type = known.map_or(UNKNOWN, |(_, media_type)| media_type).to_owned();
        Self { name: name.to_owned(), media_type, encoded: in_base64(bytes) }
    }

    /// What stands before it in a message, the blank line included.
    pub(crate) fn head(&self) -> String {
        let unknown = || ContentType::parse(UNKNOWN);
        let kind = ContentType::parse(&self.media_type).or_else(|_| unknown());
        let encoding = ContentTransferEncoding::Base64;
        let mut part = SinglePart::builder()
            .header(ContentDisposition::attachment(&self.name))
            .header(encoding);
        if let Ok(kind) = kind {
            part = part.header(kind);
        }
        let part = part.body(Body::dangerous_pre_encoded(Vec::new(), encoding));
        format!("{}\r\n", part.headers())
    }
}

fn in_base64(bytes: Vec<u8>) -> Arc<[u8]> {
    let body = Body::new_with_encoding(bytes, ContentTransferEncoding::Base64);
    body.expect("any bytes can be written in Base64").into_vec().into()
}

/// The files that a mail names: the letter itself is `letter`, what changed in it is `redline`, if
/// something did, the others lie in the project's `folder`, symlinks followed. All that are not
/// there, when some are not.
pub fn attach(
    names: &[AttachmentName],
    letter: &Attachment,
    redline: Option<&Attachment>,
    folder: &Path,
) -> Result<Vec<Attachment>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut attachments = Vec::new();
    for name in names {
        match name {
            AttachmentName::Letter => attachments.push(letter.clone()),
            AttachmentName::Changes => attachments.extend(redline.cloned()),
            AttachmentName::File { path, place } => match of_project(path, place, folder) {
                Ok(attachment) => attachments.push(attachment),
                Err(problem) => problems.push(*problem),
            },
        }
    }
    if problems.is_empty() { Ok(attachments) } else { Err(problems) }
}

fn of_project(path: &str, place: &Place, folder: &Path) -> Result<Attachment, Box<Diagnostic>> {
    let refuse = |what: &str| {
        let message = format!("the attachment `{}` {what}", visible(path));
        let help = "name `pdf` for the letter, `changes` for what changed in it, or a file by its path from the project's folder";
        Box::new(Diagnostic::error("attachment", message).at(place.clone()).help(help))
    };
    let real = folder.join(path).canonicalize().map_err(|_| refuse("is not there"))?;
    if !folder.canonicalize().is_ok_and(|folder| real.starts_with(folder)) {
        return Err(refuse("lies outside the project"));
    }
    if !real.is_file() {
        return Err(refuse("is no file"));
    }
    let bytes = files::read(&real).map_err(|_| refuse("cannot be read"))?;
    let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    Ok(Attachment::new(&name, bytes))
}
