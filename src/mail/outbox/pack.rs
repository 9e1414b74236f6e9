//! Messages in a file that they share, and in it each part that they share once.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::mail::outbox::Stored;

/// Messages on their way into a file that they share.
#[derive(Debug, Default)]
pub(crate) struct Pack {
    pub(crate) bytes: Vec<u8>,
    /// What stands in it, by where it lies in memory.
    placed: BTreeMap<*const u8, Placed>,
}

#[derive(Debug)]
struct Placed {
    range: Range<u64>,
    digest: [u8; 32],
    /// As long as this is held, nothing else lies there.
    _part: Arc<[u8]>,
}

impl Pack {
    /// Adds a message, and gives where it will be stored, in a file that has no name yet, and its
    /// digest.
    pub(crate) fn add(&mut self, message: &[Arc<[u8]>]) -> (Stored, String) {
        let mut parts = Vec::with_capacity(message.len());
        let mut hasher = Sha256::new();
        for part in message {
            let bytes = &mut self.bytes;
            let placed = self.placed.entry(part.as_ptr()).or_insert_with(|| {
                let start = size(bytes);
                bytes.extend_from_slice(part);
                let digest = Sha256::digest(part).into();
                Placed { range: start..size(bytes), digest, _part: Arc::clone(part) }
            });
            parts.push(placed.range.clone());
            hasher.update(placed.digest);
        }
        (Stored { file: String::new(), parts }, hexadecimal(&hasher.finalize()))
    }
}

/// The digest of a message: the SHA-256 of those of its parts, so that a part which many messages
/// share is gone through once.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let digests = parts.into_iter().map(Sha256::digest);
    let hasher = digests.fold(Sha256::new(), Sha256::chain_update);
    hexadecimal(&hasher.finalize())
}

/// Bytes in hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;

    bytes.iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("text can be written to memory");
        digits
    })
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str) -> Arc<[u8]> {
        text.as_bytes().into()
    }

    #[test]
    fn a_part_that_messages_share_is_there_once_and_every_message_is_whole() {
        let shared = part("shared");
        let messages = [
            vec![part("one "), Arc::clone(&shared), part(" end")],
            vec![part("two "), shared, part("")],
            vec![part("alone")],
        ];
        let mut pack = Pack::default();
        for message in &messages {
            let (stored, told) = pack.add(message);
            let read = stored.parts.iter().map(|part| {
                let [start, end] = [part.start, part.end].map(|at| usize::try_from(at).unwrap());
                &pack.bytes[start..end]
            });
            let read: Vec<_> = read.collect();
            assert_eq!(read.concat(), message.concat());
            assert_eq!(told, digest(read));
        }
        assert_eq!(pack.bytes, b"one shared endtwo alone");
    }
}
