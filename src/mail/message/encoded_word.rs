//! Words in other letters than ASCII, in a header (RFC 2047).

/// The bytes that one encoded word of 75 characters has room for.
pub(crate) const LONGEST_WORD: usize = 45;

/// The digits of Base64 (RFC 4648, 4).
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The encoded word of at most `LONGEST_WORD` bytes.
pub(crate) fn encoded_word(text: &str) -> String {
    let mut word = String::from("=?utf-8?b?");
    for bytes in text.as_bytes().chunks(3) {
        let byte = |at| u32::from(bytes.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = bits >> (18 - 6 * digit) & 0x3F;
            let is_there = digit <= bytes.len();
            word.push(if is_there { char::from(DIGITS[value as usize]) } else { '=' });
        }
    }
    word.push_str("?=");
    word
}
