//! A message to one recipient, as a server takes it.

use std::sync::Arc;

use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderValue};
use lettre::message::{MultiPart, MultiPartKind, SinglePart};

use crate::mail::Envelope;
use crate::mail::message::check::check;
use crate::mail::message::digest::digest;
use crate::mail::message::head::{END_OF_TIME, about, as_it_is, dated, headed, unsent};
use crate::mail::message::identity::check_id;
use crate::mail::message::{Attachment, Mailbox, MessageError, Thread};
use crate::model::Language;

/// A message to one recipient: a text and the same as HTML, and what is attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Who sends it.
    pub from: Mailbox,
    /// Where answers go, when not there.
    pub reply_to: Option<Mailbox>,
    /// The one recipient.
    pub to: Mailbox,
    /// What it is about.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// The same as a page.
    pub html: String,
    /// What comes with it.
    pub attachments: Vec<Attachment>,
    /// Its Message-ID, with its angle brackets.
    pub message_id: String,
    /// What it follows.
    pub thread: Thread,
    /// When it is sent, in seconds since 1970 (UTC).
    pub date: u64,
    /// The language of subject and text.
    pub language: Language,
    /// Whether it is only to be looked at.
    pub intent: Intent,
}

/// What a message is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// To be sent.
    Send,
    /// To be looked at: `X-Unsent: 1` opens it for editing in mail programs that know the sign.
    Preview,
}

impl Mail {
    /// From whom and to whom it goes.
    pub fn envelope(&self) -> Envelope {
        Envelope { from: self.from.address().to_owned(), to: self.to.address().to_owned() }
    }

    /// The message in lines of at most 998 bytes that end in CRLF. The same mail gives the same
    /// bytes.
    pub fn bytes(&self) -> Result<Vec<u8>, MessageError> {
        Ok(self.parts()?.concat())
    }

    /// The same in parts: what is attached is shared with all messages that it comes with.
    pub fn parts(&self) -> Result<Vec<Arc<[u8]>>, MessageError> {
        self.check()?;
        let digest = self.digest();
        let boundary = format!("letterctl-{digest}");
        let texts = |boundary: String| {
            MultiPart::builder()
                .kind(MultiPartKind::Alternative)
                .boundary(boundary)
                .singlepart(readable(ContentType::TEXT_PLAIN, &self.text))
                .singlepart(readable(ContentType::TEXT_HTML, &self.html))
        };
        if self.attachments.is_empty() {
            return Ok(vec![headed(self.head(), texts(boundary)).into()]);
        }
        let end = format!("--{boundary}--\r\n");
        let texts = texts(format!("letterctl-texts-{digest}"));
        let outer = MultiPart::builder().kind(MultiPartKind::Mixed).boundary(&boundary);
        let mut own = headed(self.head(), outer.multipart(texts));
        own.truncate(own.len() - end.len());
        let mut parts: Vec<Arc<[u8]>> = Vec::new();
        for attachment in &self.attachments {
            own.extend(format!("--{boundary}\r\n{}", attachment.head()).bytes());
            parts.extend([own.into(), Arc::clone(&attachment.encoded)]);
            own = b"\r\n".to_vec();
        }
        own.extend(end.bytes());
        parts.push(own.into());
        Ok(parts)
    }

    /// Finds what would make no message, or another than the one that is meant. Mailboxes are
    /// checked when they are made.
    pub fn check(&self) -> Result<(), MessageError> {
        check("subject", &self.subject)?;
        for attachment in &self.attachments {
            check("attachment", &attachment.name)?;
        }
        let before = self.thread.in_reply_to.iter().chain(&self.thread.references);
        before.chain([&self.message_id]).try_for_each(|id| check_id(id))?;
        if self.date >= END_OF_TIME {
            return Err(MessageError::Date { seconds: self.date });
        }
        Ok(())
    }

    fn head(&self) -> Vec<HeaderValue> {
        let mut head = vec![self.from.header("From")];
        head.extend(self.reply_to.as_ref().map(|reply_to| reply_to.header("Reply-To")));
        head.push(self.to.header("To"));
        head.push(about(&self.subject));
        head.push(dated(self.date));
        head.push(as_it_is("Message-ID", self.message_id.clone()));
        let thread = &self.thread;
        head.extend(thread.in_reply_to.iter().map(|id| as_it_is("In-Reply-To", id.clone())));
        if !thread.references.is_empty() {
            head.push(as_it_is("References", thread.references.join("\r\n ")));
        }
        head.push(as_it_is("Content-Language", self.language.as_str().to_owned()));
        if self.intent == Intent::Preview {
            head.push(unsent());
        }
        head
    }

    /// What tells its boundary from all that could stand in its texts; in no attachment there is a
    /// hyphen, since Base64 has none.
    fn digest(&self) -> String {
        digest([&self.message_id, &self.text, &self.html].map(String::as_bytes))
    }
}

/// A text that any reader shows: UTF-8 in short lines of ASCII.
fn readable(kind: ContentType, text: &str) -> SinglePart {
    let encoding = ContentTransferEncoding::QuotedPrintable;
    SinglePart::builder().header(kind).header(encoding).body(text.to_owned())
}
