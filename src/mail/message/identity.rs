//! What a message is called, and what it follows.

use crate::mail::message::MessageError;
use crate::mail::message::digest::digest;

/// Which message one is, whatever it says and whenever it is built.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MessageKey<'a> {
    /// What tells this project from others: the id of its first version.
    pub project: &'a str,
    /// Why it is sent: `review`, `reminder-1`, `final`, `copy`.
    pub purpose: &'a str,
    /// The id of the text, or the edition: `3f9a12bc44e1`, `edition-1`.
    pub version: &'a str,
    /// The handle of its recipient.
    pub recipient: &'a str,
}

/// The longest word of a key that is spelled out in a Message-ID.
const LONGEST: usize = 40;

impl MessageKey<'_> {
    /// The Message-ID (RFC 5322, 3.6.4), always the same:
    /// `<review.3f9a12bc44e1.hrw.8d2a90c1f04b77e5@example.org>`. `domain` is the sender's. A handle that is
    /// not of ASCII letters, digits and hyphens is told by the digits at the end alone.
    pub fn message_id(&self, domain: &str) -> String {
        let words = [self.purpose, self.version, self.recipient];
        let digest =
            digest([&[self.project][..], &words].concat().iter().map(|word| word.as_bytes()));
        let spelled = words.into_iter().filter(|word| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            !word.is_empty() && word.len() <= LONGEST && word.bytes().all(plain)
        });
        let told: String = spelled.flat_map(|word| [word, "."]).collect();
        // The digits tell all where a word is not spelled out.
        format!("<{told}{}@{domain}>", &digest[..16])
    }
}

/// What a message follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// The message that began it.
    pub in_reply_to: Option<String>,
    /// All messages before it, the first one first.
    pub references: Vec<String>,
}

/// Threads a message to those that its recipient got before, the first one first.
pub fn thread(previous: &[String]) -> Thread {
    Thread { in_reply_to: previous.first().cloned(), references: previous.to_vec() }
}

/// Whether this is a Message-ID that may stand in a header as it is.
pub(crate) fn check_id(id: &str) -> Result<(), MessageError> {
    let within = id.strip_prefix('<').and_then(|id| id.strip_suffix('>'));
    let is_id = within.is_some_and(|id| {
        let (left, right) = id.split_once('@').unwrap_or_default();
        let plain = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>@".contains(&byte))
        };
        id.len() <= 900 && plain(left) && plain(right)
    });
    if is_id { Ok(()) } else { Err(MessageError::MessageId) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: MessageKey<'_> = MessageKey {
        project: "0a12",
        purpose: "review",
        version: "3f9a12bc44e1",
        recipient: "hrw",
    };

    #[test]
    fn a_message_id_tells_purpose_version_and_handle() {
        let id = KEY.message_id("example.org");
        assert!(id.starts_with("<review.3f9a12bc44e1.hrw."), "{id}");
        assert!(id.ends_with("@example.org>"), "{id}");
        assert_eq!(id, KEY.message_id("example.org"));
        assert_eq!(check_id(&id), Ok(()));
    }

    #[test]
    fn other_keys_have_other_ids_also_where_a_handle_is_not_spelled_out() {
        let of = |recipient| MessageKey { recipient, ..KEY }.message_id("example.org");
        let long = "a".repeat(90);
        let ids = [of("hrw"), of("a b"), of("韓"), of("국"), of(&long), of("")];
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(check_id(id), Ok(()), "{id}");
            assert!(!ids[..at].contains(id), "{id}");
        }
        assert_ne!(KEY.message_id("x.org"), MessageKey { project: "b", ..KEY }.message_id("x.org"));
    }

    #[test]
    fn a_thread_begins_with_the_first_message() {
        let previous = ["<1@x>".to_owned(), "<2@x>".to_owned()];
        let thread = thread(&previous);
        assert_eq!(thread.in_reply_to.as_deref(), Some("<1@x>"));
        assert_eq!(thread.references, previous);
        assert_eq!(crate::mail::thread(&[]), Thread::default());
    }

    #[test]
    fn what_is_no_message_id_is_refused() {
        for id in ["", "<a>", "<a@b", "<a @b>", "<a@b>\r\nBcc: c", "<ä@b>", "<a@b@c>"] {
            assert_eq!(check_id(id), Err(MessageError::MessageId), "{id}");
        }
    }
}
