//! The parts of a message (RFC 2045, RFC 2046): the text that was typed.

use mail_parser::{ContentType, HeaderName, MessageParser, PartType};

use crate::review::mailbox::html;
use crate::review::mailbox::raw::head_length;

/// How deep parts lie in each other at most.
const DEEPEST: usize = 8;

/// How many parts of a message are looked at.
const MOST: usize = 64;

/// A part that has no parts.
#[derive(Debug)]
pub(crate) struct Leaf<'a> {
    /// Its type, in lower case: `text/plain`.
    pub(crate) kind: String,
    is_attached: bool,
    /// Head and body.
    bytes: &'a [u8],
}

impl<'a> Leaf<'a> {
    /// The body as it was sent.
    pub(crate) fn body(&self) -> &'a [u8] {
        &self.bytes[head_length(self.bytes)..]
    }

    /// The body as text, decoded. The rules for parts of a message do not reach it: its type is one
    /// of text.
    pub(crate) fn text(&self) -> Option<String> {
        let message = MessageParser::new().with_mime_headers().parse(self.bytes)?;
        match message.parts.into_iter().next()?.body {
            PartType::Text(text) | PartType::Html(text) => Some(text.into_owned()),
            _ => None,
        }
    }
}

/// The parts of a message that have no parts themselves, and whether it is a report.
pub(crate) fn leaves(bytes: &[u8]) -> Vec<Leaf<'_>> {
    let mut found = Vec::new();
    walk(bytes, 0, &mut found);
    found
}

/// mail-parser would walk the parts too, but holds messages within messages in each other, however
/// many: letting go of thousands overflows the stack.
fn walk<'a>(bytes: &'a [u8], depth: usize, found: &mut Vec<Leaf<'a>>) {
    let head = &bytes[..head_length(bytes)];
    let parsed = MessageParser::new().with_mime_headers().parse_headers(head);
    let field = |name| parsed.as_ref().and_then(|part| part.header(name)?.as_content_type());
    let content: Option<&ContentType<'_>> = field(HeaderName::ContentType);
    let boundary = content
        .filter(|content| content.ctype().eq_ignore_ascii_case("multipart"))
        .and_then(|content| content.attribute("boundary"));
    if let Some(boundary) = boundary.filter(|boundary| !boundary.is_empty()) {
        if depth < DEEPEST {
            for part in split(&bytes[head.len()..], boundary.as_bytes()) {
                walk(part, depth + 1, found);
            }
        }
        return;
    }
    if found.len() < MOST {
        let kind = content.map_or_else(
            || "text/plain".to_owned(),
            |content| format!("{}/{}", content.ctype(), content.subtype().unwrap_or_default()),
        );
        let is_attached =
            field(HeaderName::ContentDisposition).is_some_and(ContentType::is_attachment);
        found.push(Leaf { kind: kind.to_ascii_lowercase(), is_attached, bytes });
    }
}

/// What stands between the lines of a boundary; the last part of a torn message goes to its end.
fn split<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let (mut begun, mut offset) = (None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let start = offset;
        offset += line.len();
        let Some(rest) = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary))
        else {
            continue;
        };
        let is_last = rest.starts_with(b"--");
        if !is_last && !rest.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        parts.extend(begun.replace(offset).map(|begin| &body[begin..start]));
        if is_last {
            return parts;
        }
    }
    parts.extend(begun.map(|begin| &body[begin..]));
    parts
}

/// The text that somebody typed, quoted lines with `>` before them: the plain one, else what the
/// HTML says.
pub(crate) fn text(bytes: &[u8]) -> String {
    let leaves = leaves(bytes);
    let read = |kind: &str| {
        let of_kind = leaves.iter().filter(|leaf| leaf.kind == kind && !leaf.is_attached);
        of_kind.filter_map(Leaf::text).find(|text| !text.trim().is_empty())
    };
    read("text/plain").or_else(|| Some(html::text(&read("text/html")?))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_text_is_taken_before_the_html_and_an_attachment_never() {
        let message = b"Content-Type: multipart/mixed; boundary=\"a b\"\r\n\r\n--a b\r\n\
            Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nno\r\n--a b\r\n\
            Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\
            Content-Type: text/html; charset=utf-8\r\n\r\n<p>html</p>\r\n--c\r\n\
            Content-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: base64\r\n\r\n\
            zazS4g==\r\n--c--\r\n--a b--\r\n";
        assert_eq!(text(message).trim(), "同意");
    }

    #[test]
    fn a_message_without_fields_of_mime_is_plain_text() {
        assert_eq!(text(b"From: a@x.org\n\nYes\n"), "Yes\n");
        assert_eq!(text(b"From: a@x.org"), "");
        assert_eq!(text(b"\n\nYes").trim(), "Yes");
    }

    #[test]
    fn a_torn_message_is_read_to_its_end() {
        let torn =
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nYe";
        assert_eq!(text(torn), "Ye");
    }

    #[test]
    fn parts_within_parts_end_somewhere() {
        let layer =
            |number| format!("Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n");
        let layers: String = (0..10_000).map(layer).collect();
        assert_eq!(leaves(layers.as_bytes()).len(), 0);
        let within = "Content-Type: message/rfc822\n\n".repeat(100_000);
        assert_eq!(leaves(within.as_bytes()).len(), 1);
        assert_eq!(text(within.as_bytes()), "");
    }
}
