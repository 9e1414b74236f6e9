//! How much a file of answers may hold, so that a small one that unpacks, repeats or refers to
//! itself cannot fill the memory.

/// The most cells of a form, empty ones among them: a hundred columns for each of the 100,000
/// signatories of a very large letter.
pub(crate) const MOST_CELLS: usize = 10_000_000;

/// The most bytes of text in them, and the most that a spreadsheet may unpack to.
pub(crate) const MOST_BYTES: usize = 400_000_000;

/// A file holds more than can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TooLarge {
    #[error("has more than {} cells", thousands(MOST_CELLS))]
    Cells,
    #[error("holds more than {} MB of text", MOST_BYTES / 1_000_000)]
    Text,
}

fn thousands(number: usize) -> String {
    format!("{},000,000", number / 1_000_000)
}

/// What is left of the cells and the bytes that a form may hold.
#[derive(Debug)]
pub(crate) struct Room {
    cells: usize,
    bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self::new(MOST_CELLS, MOST_BYTES)
    }
}

impl Room {
    pub(crate) const fn new(cells: usize, bytes: usize) -> Self {
        Self { cells, bytes }
    }

    /// Takes up room, or says of what there is none left.
    pub(crate) fn take(&mut self, cells: usize, bytes: usize) -> Result<(), TooLarge> {
        self.cells = self.cells.checked_sub(cells).ok_or(TooLarge::Cells)?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or(TooLarge::Text)?;
        Ok(())
    }
}
