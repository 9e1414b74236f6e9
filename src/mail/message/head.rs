//! The headers of a message, in the order in which they are given.

use std::time::{Duration, UNIX_EPOCH};

use lettre::message::MultiPart;
use lettre::message::header::{Date, Header, HeaderName, HeaderValue, MIME_VERSION_1_0};

use crate::mail::message::check::in_single_spaces;

/// The first second of the year 10000, which no date of a message can tell.
pub(crate) const END_OF_TIME: u64 = 253_402_300_800;

const CONTENT_TYPE: &str = "Content-Type";

/// A message as it is sent: its head, and behind that what says how to read it.
pub(crate) fn headed(head: Vec<HeaderValue>, mut message: MultiPart) -> Vec<u8> {
    let headers = message.headers_mut();
    let content_type = headers.remove_raw(CONTENT_TYPE);
    let all = head.into_iter().chain([MIME_VERSION_1_0.display()]).chain(content_type);
    all.for_each(|header| headers.insert_raw(header));
    message.formatted()
}

/// What a message is about, which is checked before; words in other letters are encoded.
pub(crate) fn about(subject: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str("Subject"), in_single_spaces(subject))
}

/// The date, in seconds since 1970 (UTC), before `END_OF_TIME`.
pub(crate) fn dated(seconds: u64) -> HeaderValue {
    Date::new(UNIX_EPOCH + Duration::from_secs(seconds)).display()
}

/// What opens a message for editing in mail programs that know the sign.
pub(crate) fn unsent() -> HeaderValue {
    as_it_is("X-Unsent", "1".to_owned())
}

/// A header whose value is checked ASCII, and folded already.
pub(crate) fn as_it_is(name: &'static str, value: String) -> HeaderValue {
    let name = HeaderName::new_from_ascii_str(name);
    HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value)
}
