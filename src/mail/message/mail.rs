//! A message to one recipient, as a server takes it.

use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{
    ContentTransferEncoding, ContentType, Date, From as Sender, HeaderName, HeaderValue,
    MIME_VERSION_1_0, ReplyTo, Subject, To,
};
use lettre::message::{MultiPart, MultiPartBuilder, MultiPartKind, SinglePart};

use crate::mail::Envelope;
use crate::mail::message::check::{check, in_single_spaces};
use crate::mail::message::digest::digest;
use crate::mail::message::eml::END_OF_TIME;
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
    pub delivery: Intent,
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
        self.check()?;
        let digest = self.digest();
        let boundary = format!("letterctl-{digest}");
        let texts = |builder: MultiPartBuilder, boundary: String| {
            builder
                .kind(MultiPartKind::Alternative)
                .boundary(boundary)
                .singlepart(readable(ContentType::TEXT_PLAIN, &self.text))
                .singlepart(readable(ContentType::TEXT_HTML, &self.html))
        };
        let mut message = if self.attachments.is_empty() {
            texts(self.head(), boundary)
        } else {
            let inner = texts(MultiPart::builder(), format!("letterctl-texts-{digest}"));
            let outer = self.head().kind(MultiPartKind::Mixed).boundary(boundary).multipart(inner);
            self.attachments.iter().fold(outer, |message, one| message.singlepart(one.part()))
        };
        let headers = message.headers_mut();
        headers.insert_raw(as_it_is("Message-ID", self.message_id.clone()));
        if let Some(id) = &self.thread.in_reply_to {
            headers.insert_raw(as_it_is("In-Reply-To", id.clone()));
        }
        if !self.thread.references.is_empty() {
            headers.insert_raw(as_it_is("References", self.thread.references.join("\r\n ")));
        }
        headers.insert_raw(as_it_is("Content-Language", self.language.as_str().to_owned()));
        if self.delivery == Intent::Preview {
            headers.insert_raw(as_it_is("X-Unsent", "1".to_owned()));
        }
        Ok(message.formatted())
    }

    /// What would make no message, or another than the one that is meant. Mailboxes are checked
    /// when they are made.
    fn check(&self) -> Result<(), MessageError> {
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

    fn head(&self) -> MultiPartBuilder {
        let mut head = MultiPart::builder().header(self.from.header::<Sender>());
        if let Some(reply_to) = &self.reply_to {
            head = head.header(reply_to.header::<ReplyTo>());
        }
        head.header(self.to.header::<To>())
            .header(Subject::from(in_single_spaces(&self.subject)))
            .header(Date::new(UNIX_EPOCH + Duration::from_secs(self.date)))
            .header(MIME_VERSION_1_0)
    }

    /// What tells its boundary from all that could stand in its texts; in no attachment there is a
    /// hyphen, since Base64 has none.
    fn digest(&self) -> String {
        digest([&self.message_id, &self.text, &self.html].map(|text| text.as_bytes()))
    }
}

/// A text that any reader shows: UTF-8 in short lines of ASCII.
fn readable(kind: ContentType, text: &str) -> SinglePart {
    let encoding = ContentTransferEncoding::QuotedPrintable;
    SinglePart::builder().header(kind).header(encoding).body(text.to_owned())
}

/// A header whose value is checked ASCII, and folded already.
fn as_it_is(name: &'static str, value: String) -> HeaderValue {
    let name = HeaderName::new_from_ascii_str(name);
    HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value)
}
