//! Text in the characters that a place can take, all others percent-encoded (RFC 3986, 2.1).

use std::fmt::Write as _;

/// Text with a `%` and two digits for each byte that is not to be kept.
///
/// ```
/// use letterctl::model::percent_encoded;
///
/// assert_eq!(percent_encoded("é 1", |byte| byte.is_ascii_alphanumeric()), "%C3%A9%201");
/// ```
pub fn percent_encoded(text: &str, keeps: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii() && keeps(byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
