//! A name for what a message is made from.

use sha2::{Digest, Sha256};

/// Half of the SHA-256 of the parts, in hexadecimal digits.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part);
    }
    let half = hasher.finalize();
    let half = half.iter().take(16).fold(0, |number, byte| (number << 8) | u128::from(*byte));
    format!("{half:032x}")
}
