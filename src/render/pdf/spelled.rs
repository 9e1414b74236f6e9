//! Objects as the file spells them.

/// Objects of which a long list has thousands, such as the elements of its structure. As trees of
/// lopdf they took ten times the room, and half of the time that it took to write a file.
#[derive(Debug, Default)]
pub(crate) struct Spelled {
    bytes: Vec<u8>,
    /// The number of each object, and where it ends.
    ends: Vec<(u32, usize)>,
}

impl Spelled {
    /// Where the next object is to be spelled.
    pub(crate) fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Ends an object, which has this number.
    pub(crate) fn end(&mut self, number: u32) {
        self.ends.push((number, self.bytes.len()));
    }

    /// The objects with their numbers.
    pub(crate) fn objects(&self) -> impl Iterator<Item = (u32, &[u8])> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(_, end)| *end));
        starts.zip(&self.ends).map(|(start, (number, end))| (*number, &self.bytes[start..*end]))
    }
}
