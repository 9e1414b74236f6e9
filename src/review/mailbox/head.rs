//! The head of a message: who wrote it, when, and what it answers to.

use mail_parser::{Address, HeaderName, HeaderValue, Message, MessageParser};

use crate::clock::Timestamp;
use crate::diagnostic::unseen;
use crate::mail::Mailbox;
use crate::review::mailbox::raw::head_length;

/// What the head of a message tells, each value checked or made safe.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// Its Message-ID, if it has one that can be one.
    pub(crate) message_id: Option<String>,
    /// The messages that it answers to, the one it means most first.
    pub(crate) answers_to: Vec<String>,
    /// Who wrote it.
    pub(crate) sender: Sender,
    /// Its subject, encoded words decoded.
    pub(crate) subject: String,
    /// When it was written, if it tells.
    pub(crate) time: Option<Timestamp>,
    /// Whether a program wrote it.
    pub(crate) is_automatic: bool,
    /// Whom a server could not deliver to, by a field that some servers write (`X-Failed-Recipients`).
    pub(crate) failed_recipients: Vec<String>,
}

/// Who wrote a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sender {
    /// The name as it is written; may be empty.
    pub(crate) name: String,
    /// The address as it is written, or all where there are several.
    pub(crate) written: String,
    /// The address, if there is one and no other.
    pub(crate) mailbox: Option<Mailbox>,
}

/// The longest Message-ID that is kept, in bytes: a line of a message holds no longer one.
const LONGEST_ID: usize = 250;

/// How many messages an answer names at most that are looked at.
const MOST_REFERENCES: usize = 100;

/// The fields of which a message has at least one (RFC 5322, 3.6; what servers add).
const FIELDS: [&str; 5] = ["From", "Date", "Message-ID", "Received", "Return-Path"];

/// Whether bytes are a message.
pub(crate) fn is_message(bytes: &[u8]) -> bool {
    let head = &bytes[..head_length(bytes)];
    let mut lines = head.split(|byte| *byte == b'\n');
    lines.any(|line| {
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        name.len() < line.len()
            && FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field.as_bytes()))
    })
}

impl Head {
    /// Reads the head of a message.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let bytes = &bytes[..head_length(bytes)];
        let Some(message) = MessageParser::new().parse_headers(bytes) else {
            return Self::default();
        };
        let of = |name: HeaderName<'static>| ids(message.header(name));
        let mut answers_to = of(HeaderName::InReplyTo);
        answers_to.extend(of(HeaderName::References).into_iter().rev());
        answers_to.truncate(MOST_REFERENCES);
        let subject = message.subject().unwrap_or_default();
        Self {
            message_id: of(HeaderName::MessageId).into_iter().next(),
            answers_to,
            sender: sender(&message),
            subject: subject.to_owned(),
            time: time(&message),
            is_automatic: is_automatic(&message),
            failed_recipients: failed_recipients(&message),
        }
    }
}

/// The Message-IDs of a field, each with its angle brackets. One that is too long, or has
/// characters that no such id has, is left out.
fn ids(value: Option<&HeaderValue<'_>>) -> Vec<String> {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"<>\"'`\\".contains(&byte);
    let ids: Vec<&str> = match value {
        Some(HeaderValue::Text(id)) => vec![id],
        Some(HeaderValue::TextList(ids)) => ids.iter().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    };
    let ids = ids.into_iter().filter(|id| {
        let parts = id.split_once('@').unwrap_or_default();
        id.len() + 2 <= LONGEST_ID
            && id.bytes().all(is_plain)
            && !parts.0.is_empty()
            && !parts.1.is_empty()
    });
    ids.map(|id| format!("<{id}>")).collect()
}

/// The fields with a name.
fn fields<'a>(message: &'a Message<'_>, name: &'a str) -> impl Iterator<Item = String> + use<'a> {
    let named =
        message.headers().iter().filter(move |header| header.name().eq_ignore_ascii_case(name));
    named.map(|header| {
        let (start, end) = (header.offset_start() as usize, header.offset_end() as usize);
        let bytes = message.raw_message.get(start..end).unwrap_or_default();
        String::from_utf8_lossy(bytes).trim().to_owned()
    })
}

fn sender(message: &Message<'_>) -> Sender {
    let fields: Vec<_> = message.header_values(HeaderName::From).collect();
    let mut found = Vec::new();
    for address in fields.iter().filter_map(|field| field.as_address()).flat_map(Address::iter) {
        let written = address.address().unwrap_or_default().trim().to_owned();
        found.push((address.name().unwrap_or_default().trim().to_owned(), written));
    }
    let written = found.iter().map(|(_, address)| address.as_str()).collect::<Vec<_>>().join(", ");
    let name = found.first().map(|(name, _)| name.clone()).unwrap_or_default();
    // Readers show one of several, and not all the same one.
    let mailbox = match found.as_slice() {
        [(_, address)] if fields.len() == 1 => Mailbox::of_row("", "", address).ok(),
        _ => None,
    };
    Sender { name, written, mailbox }
}

impl Sender {
    /// The name, if it is one that a list can hold: it comes from a stranger.
    pub(crate) fn plain_name(&self) -> Option<&str> {
        /// No name of a person is longer, in characters.
        const LONGEST: usize = 100;

        let is_plain = !self.name.chars().any(unseen)
            && !self.name.contains(['@', '<', '>'])
            && self.name.chars().count() <= LONGEST;
        Some(self.name.as_str()).filter(|name| is_plain && name.contains(char::is_alphabetic))
    }
}

/// Two addresses are one when they differ in case alone: no server that matters tells them apart.
pub(crate) fn is_same(one: &Mailbox, other: &Mailbox) -> bool {
    one.address().eq_ignore_ascii_case(other.address())
}

fn time(message: &Message<'_>) -> Option<Timestamp> {
    let date = message.date().filter(|date| date.is_valid())?;
    Timestamp::from_second(date.to_timestamp()).ok()
}

/// Whether a program says that it wrote the message (RFC 3834, and what is older), or one that was
/// sent without an address to answer to, as servers do.
fn is_automatic(message: &Message<'_>) -> bool {
    let says = |name: &str, words: &[&str]| {
        fields(message, name).any(|value| {
            let word = value.split([';', ' ', '\t', '\r', '\n']).next().unwrap_or_default();
            words.iter().any(|known| known.eq_ignore_ascii_case(word))
        })
    };
    let has = |name: &str| fields(message, name).next().is_some();
    let is_submitted = has("Auto-Submitted") && !says("Auto-Submitted", &["no"]);
    let has_no_return = fields(message, "Return-Path").any(|path| path == "<>");
    let content = message.header(HeaderName::ContentType).and_then(HeaderValue::as_content_type);
    let is_report = content.is_some_and(|content| {
        content.ctype().eq_ignore_ascii_case("multipart")
            && content.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("report"))
    });
    is_submitted
        || has_no_return
        || is_report
        || says("Precedence", &["bulk", "auto_reply", "junk"])
        || ["X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress", "X-Failed-Recipients"]
            .iter()
            .any(|name| has(name))
}

fn failed_recipients(message: &Message<'_>) -> Vec<String> {
    let fields = fields(message, "X-Failed-Recipients");
    fields
        .flat_map(|field| field.split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Head {
        Head::read(text.as_bytes())
    }

    #[test]
    fn what_a_message_answers_to_is_told_the_nearest_first() {
        let read = head(
            "Message-ID: <m@x.org>\r\nReferences: <1@x.org>\r\n <2@x.org>\r\nIn-Reply-To: <3@x.org>\r\n\r\n",
        );
        assert_eq!(read.message_id.as_deref(), Some("<m@x.org>"));
        assert_eq!(read.answers_to, ["<3@x.org>", "<2@x.org>", "<1@x.org>"]);
    }

    #[test]
    fn an_odd_message_id_is_left_out() {
        let long = format!("Message-ID: <{}@x.org>\n\n", "a".repeat(250));
        for odd in
            ["Message-ID: <a>\n\n", "Message-ID: <a`b@x>\n\n", "Message-ID: <ä@x>\n\n", &long]
        {
            assert_eq!(head(odd).message_id, None, "{odd}");
        }
    }

    #[test]
    fn a_sender_is_known_by_one_address_alone() {
        let sender = |text: &str| head(text).sender;
        let one = sender("From: =?iso-2022-jp?B?GyRCOzNFRBsoQg==?= <Y@B\u{fc}cher.example>\n\n");
        assert_eq!(one.name, "山田");
        assert_eq!(one.mailbox.unwrap().address(), "Y@xn--bcher-kva.example");
        for odd in ["From: a@x.org, b@x.org\n\n", "From: a@x.org\nFrom: b@x.org\n\n", "From: a\n\n"]
        {
            assert_eq!(sender(odd).mailbox, None, "{odd}");
        }
        assert_eq!(sender("From: \"a@b.org\" <c@x.org>\n\n").plain_name(), None);
    }

    #[test]
    fn programs_are_told_from_people() {
        for automatic in [
            "Auto-Submitted: auto-replied (vacation)",
            "auto-submitted: auto-generated",
            "Precedence: bulk",
            "Precedence: auto_reply",
            "X-Autoreply: yes",
            "X-Auto-Response-Suppress: All",
            "Return-Path: <>",
            "Content-Type: multipart/Report; boundary=b",
        ] {
            assert!(head(&format!("From: a@x.org\n{automatic}\n\n")).is_automatic, "{automatic}");
        }
        for own in ["Auto-Submitted: no", "Precedence: list", "Return-Path: <a@x.org>"] {
            assert!(!head(&format!("From: a@x.org\n{own}\n\n")).is_automatic, "{own}");
        }
    }

    #[test]
    fn a_file_without_a_field_is_no_message() {
        assert!(is_message(b"X: y\nfrom: a@x.org\n\n"));
        for other in [&b""[..], b"\n\nFrom: a", b"Dear all,\nFrom now on", b"\xff\xd8\xff"] {
            assert!(!is_message(other));
        }
    }
}
