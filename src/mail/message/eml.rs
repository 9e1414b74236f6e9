//! A letter as a message (RFC 5322) with a text and an HTML part.

use lettre::message::header::{ContentDisposition, ContentId, ContentType};
use lettre::message::{MultiPart, MultiPartKind, SinglePart};

use crate::mail::message::check::check;
use crate::mail::message::digest::digest;
use crate::mail::message::head::{END_OF_TIME, about, as_it_is, dated, headed, unsent};
use crate::mail::message::{Mailbox, MessageError};
use crate::model::{Letter, PictureFile};
use crate::render::{mailed_html, text};

/// Columns of the text part (RFC 5322 asks for at most 78, with room for a reader's `> `).
pub(crate) const TEXT_WIDTH: usize = 72;

/// The domain of a Message-ID that no sender's domain can stand in (RFC 2606).
const NO_DOMAIN: &str = "letterctl.invalid";

/// The letter as a message that is not sent yet, for a mail program to open and send.
///
/// Its subject is the letter's, behind the draft's name and the marking. `X-Unsent: 1` opens it for
/// editing in those programs that know the sign; one without a sender gets the reader's own there,
/// so `From` is left out where none is given. `date` is in seconds since 1970 (UTC). The same
/// letter, mailboxes and date give the same bytes.
pub fn eml(
    letter: &Letter,
    from: Option<&Mailbox>,
    to: Option<&Mailbox>,
    date: u64,
) -> Result<Vec<u8>, MessageError> {
    let subject = subject(letter);
    check("subject", &subject)?;
    if date >= END_OF_TIME {
        return Err(MessageError::Date { seconds: date });
    }
    let text = text(letter, TEXT_WIDTH);
    let (html, pictures) = mailed_html(letter);
    let mailbox = |mailbox: Option<&Mailbox>| mailbox.map(ToString::to_string);
    let seconds = date.to_string();
    let (sender, recipient) = (mailbox(from), mailbox(to));
    let parts = [
        sender.as_deref().unwrap_or_default(),
        recipient.as_deref().unwrap_or_default(),
        &seconds,
        &subject,
        &text,
        &html,
    ];
    let digest = digest(parts.map(str::as_bytes));

    let domain = from.map_or(NO_DOMAIN, Mailbox::domain);
    let mut head: Vec<_> = from.map(|from| from.header("From")).into_iter().collect();
    head.extend(to.map(|to| to.header("To")));
    head.extend([
        about(&subject),
        dated(date),
        as_it_is("Message-ID", format!("<{digest}@{domain}>")),
        unsent(),
    ]);
    let message = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(format!("letterctl-{digest}"))
        .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(text));
    let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(html);
    if pictures.is_empty() {
        return Ok(headed(head, message.singlepart(html)));
    }
    let boundary = format!("letterctl-pictures-{digest}");
    let page = MultiPart::builder().kind(MultiPartKind::Related).boundary(boundary);
    let parts = pictures.iter().map(|(id, file)| picture(id, file));
    let page = parts.fold(page.singlepart(html), MultiPart::singlepart);
    Ok(headed(head, message.multipart(page)))
}

/// A picture as a part that the page shows by its Content-ID (RFC 2392).
fn picture(id: &str, file: &PictureFile) -> SinglePart {
    let media_type = ContentType::parse(file.kind.media_type());
    let media_type = media_type.expect("the media types of pictures are media types");
    SinglePart::builder()
        .header(media_type)
        .header(ContentDisposition::inline())
        .header(ContentId::from(format!("<{id}>")))
        .body(file.bytes.clone())
}

fn subject(letter: &Letter) -> String {
    let about = letter.subject.as_ref().or(letter.title.as_ref());
    marked(letter, about.map(String::as_str))
}

/// `DRAFT v2: EMBARGOED until 5 May: Safe harbor`: what a message is about, in one line, with what
/// its reader must know of the letter before.
pub(crate) fn marked(letter: &Letter, about: Option<&str>) -> String {
    let words = [letter.draft.as_deref(), letter.marking.as_deref(), about];
    let lines =
        words.into_iter().flatten().map(|words| words.lines().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::mail::message::check::LONGEST_LINE;
    use crate::model::{Block, Inline, Language};

    const AUGUST: u64 = 1_659_398_400;

    fn letter() -> Letter {
        let mut letter = Letter::new(Language::default());
        letter.subject = Some("safe\nharbor".to_owned());
        letter.marking = Some("EMBARGOED until 5 May".to_owned());
        letter.body = vec![Block::Paragraph(vec![Inline::Text("Rolf Ruß asks.".to_owned())])];
        letter
    }

    fn mailbox(mailbox: &str) -> Mailbox {
        Mailbox::parse(mailbox).unwrap()
    }

    fn built(letter: &Letter) -> String {
        let from = mailbox("Rolf Ruß <rolf@example.org>");
        let to = mailbox("\"Roe, Jane\" <jane@example.org>");
        String::from_utf8(eml(letter, Some(&from), Some(&to), AUGUST).unwrap()).unwrap()
    }

    #[test]
    fn the_message_opens_as_a_draft_with_text_and_html() {
        let message = built(&letter());
        let (head, _) = message.split_once("<style>").unwrap();
        assert_data_eq!(
            head.replace("\r\n", "\n"),
            str![[r#"
From: Rolf =?utf-8?b?UnXDnw==?= <rolf@example.org>
To: "Roe, Jane" <jane@example.org>
Subject: EMBARGOED until 5 May: safe harbor
Date: Tue, 02 Aug 2022 00:00:00 +0000
Message-ID: <f62744e3f40e0ecbd774600ae8a85214@example.org>
X-Unsent: 1
MIME-Version: 1.0
Content-Type: multipart/alternative;
 boundary="letterctl-f62744e3f40e0ecbd774600ae8a85214"

--letterctl-f62744e3f40e0ecbd774600ae8a85214
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

EMBARGOED until 5 May

safe
harbor

Rolf Ru=C3=9F asks.

--letterctl-f62744e3f40e0ecbd774600ae8a85214
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<!DOCTYPE html>
<html lang=3D"en-US" dir=3D"ltr">
<head>
<meta charset=3D"utf-8">
<meta name=3D"viewport" content=3D"width=3Ddevice-width, initial-scale=3D1">
<meta name=3D"color-scheme" content=3D"light dark">
<title>safe harbor</title>

"#]]
            .raw()
        );
        assert_eq!(message, built(&letter()));
    }

    #[test]
    fn a_message_without_mailboxes_leaves_them_to_the_mail_program() {
        let message = String::from_utf8(eml(&letter(), None, None, AUGUST).unwrap()).unwrap();
        assert!(message.starts_with("Subject: EMBARGOED until 5 May: safe harbor\r\n"));
        assert!(message.contains("@letterctl.invalid>\r\n"));
    }

    #[test]
    fn what_would_break_a_header_is_refused() {
        let refused = |subject: &str| {
            let mut letter = letter();
            letter.subject = Some(subject.to_owned());
            eml(&letter, None, None, AUGUST).unwrap_err().to_string()
        };
        assert_eq!(
            refused("a\rBcc: b"),
            "the subject of the message holds a character that cannot be seen, U+000D"
        );
        assert_eq!(
            refused("=?utf-8?q?a?="),
            "the subject of the message holds an encoded word, `=?`"
        );
        assert_eq!(
            refused(&"a".repeat(990)),
            "the subject of the message has a word of more than 998 characters"
        );
        for text in ["a\r\nb <a@example.org>", "a\0 <a@example.org>", "a@exa\u{200b}mple.org"] {
            assert!(matches!(Mailbox::parse(text), Err(MessageError::Unseen { .. })));
        }
        for text in ["", "jane", "a@example.org, b@example.org", "ä@example.org"] {
            assert_eq!(
                Mailbox::parse(text),
                Err(MessageError::Mailbox { mailbox: text.to_owned() })
            );
        }
        assert_eq!(
            eml(&letter(), None, None, END_OF_TIME),
            Err(MessageError::Date { seconds: END_OF_TIME })
        );
    }

    /// Undoes quoted-printable (RFC 2045, 6.7).
    fn unquoted(encoded: &str) -> String {
        let mut bytes = Vec::new();
        let joined = encoded.replace("=\r\n", "");
        let mut rest = joined.as_bytes();
        while let [first, tail @ ..] = rest {
            if let (b'=', [high, low, tail @ ..]) = (*first, tail) {
                let digits = String::from_utf8(vec![*high, *low]).unwrap();
                bytes.push(u8::from_str_radix(&digits, 16).unwrap());
                rest = tail;
            } else {
                bytes.push(*first);
                rest = tail;
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_text_part_is_the_letter() {
        let message = built(&letter());
        let part = message.split("\r\n--letterctl-").nth(1).unwrap();
        let (_, body) = part.split_once("\r\n\r\n").unwrap();
        assert_eq!(unquoted(body).replace("\r\n", "\n"), text(&letter(), 72));
    }

    proptest! {
        #[test]
        fn any_subject_is_refused_or_stays_in_its_line(subject in "(?s).{0,300}") {
            let mut letter = letter();
            letter.subject = Some(subject);
            if let Ok(message) = eml(&letter, None, None, AUGUST) {
                let message = String::from_utf8(message).unwrap();
                prop_assert!(message.lines().all(|line| line.len() <= LONGEST_LINE));
                let names: Vec<&str> = message.split("\r\n\r\n").next().unwrap().split("\r\n")
                    .filter(|line| !line.starts_with([' ', '\t']))
                    .map(|line| line.split(':').next().unwrap()).collect();
                prop_assert_eq!(names, ["Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"]);
            }
        }
    }
}
