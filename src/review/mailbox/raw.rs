//! The bytes of one message, within limits.

/// A message as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawMessage {
    /// Where: the file, and for an mbox the number of the message in it, counted from 1.
    pub place: String,
    /// Head and body, or the head alone.
    pub bytes: Vec<u8>,
    /// Whether the body is there too: that of a very large message is not kept.
    pub is_whole: bool,
}

/// The bytes of the largest message that is read as a whole: no mail server takes as much.
pub(crate) const LARGEST: usize = 64 << 20;

/// The bytes of the longest head.
const LONGEST_HEAD: usize = 1 << 20;

/// A message that is being read: it keeps what is within the limits.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    bytes: Vec<u8>,
    is_cut: bool,
}

impl Gathered {
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let room = LARGEST.saturating_sub(self.bytes.len());
        self.is_cut |= bytes.len() > room;
        if !self.is_cut {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Whether more was pushed than is kept.
    pub(crate) fn is_cut(&self) -> bool {
        self.is_cut
    }

    pub(crate) fn finish(mut self, place: String) -> RawMessage {
        if self.is_cut {
            self.bytes.truncate(head_length(&self.bytes));
            self.bytes.shrink_to_fit();
        }
        RawMessage { place, bytes: self.bytes, is_whole: !self.is_cut }
    }
}

/// The bytes up to the empty line that ends a head, and that line.
pub(crate) fn head_length(bytes: &[u8]) -> usize {
    let bytes = &bytes[..bytes.len().min(LONGEST_HEAD)];
    let mut start = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        start += line.len();
        if matches!(line, b"\n" | b"\r\n") {
            break;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_message_that_is_too_large_the_head_stays() {
        let mut gathered = Gathered::default();
        gathered.push(b"From: a@x.org\r\n\r\nYes");
        assert_eq!(gathered.finish("x".to_owned()).bytes, b"From: a@x.org\r\n\r\nYes");
        let mut gathered = Gathered::default();
        gathered.push(b"From: a@x.org\r\n\r\nYes");
        let block = vec![b'x'; 1 << 20];
        (0..64).for_each(|_| gathered.push(&block));
        let raw = gathered.finish("x".to_owned());
        assert_eq!((raw.bytes.as_slice(), raw.is_whole), (&b"From: a@x.org\r\n\r\n"[..], false));
    }

    #[test]
    fn a_head_ends_at_an_empty_line_of_either_kind() {
        assert_eq!(head_length(b"A: b\n\nx"), 6);
        assert_eq!(head_length(b"A: b\r\n\r\nx"), 8);
        assert_eq!(head_length(b"A: b"), 4);
        assert_eq!(head_length(b""), 0);
    }
}
