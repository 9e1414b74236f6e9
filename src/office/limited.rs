//! How much the parts of an archive may unpack to, so that a small file cannot fill the memory.

use std::cell::Cell;
use std::io::{self, Read};

/// The parts of an archive unpack to more than `most` bytes.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("unpacks to more than {most} bytes")]
pub(crate) struct Unpacked {
    pub(crate) most: usize,
}

/// A reader that stops with an error where what it shares with others is used up. What an archive
/// declares about its sizes is not asked.
#[derive(Debug)]
pub(crate) struct Limited<'a, R> {
    pub(crate) inner: R,
    /// The bytes that may still be read.
    pub(crate) left: &'a Cell<usize>,
    /// The bytes that could be read in the beginning.
    pub(crate) most: usize,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(read);
        self.left.set(left.unwrap_or_default());
        left.map(|_| read).ok_or_else(|| io::Error::other(Unpacked { most: self.most }))
    }
}
