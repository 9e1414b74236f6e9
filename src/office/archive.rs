//! The archive that an office file is.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;

use crate::office::limited::Limited;
use crate::office::{OfficeError, Xml};

/// The parts of an office file by name, unpacked as they are read, all of them together no further
/// than a limit.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Some programs write names in other letters than the ones they refer to, or with `\`.
    numbers: BTreeMap<String, usize>,
    left: Cell<usize>,
    most: usize,
}

impl<'a> Archive<'a> {
    /// Opens the bytes of a file. `most`: how many bytes its parts may unpack to.
    pub(crate) fn open(bytes: &'a [u8], most: usize) -> Result<Self, OfficeError> {
        let zip = ZipArchive::new(Cursor::new(bytes))?;
        let mut numbers = BTreeMap::new();
        for number in 0..zip.len() {
            if let Some(name) = zip.name_for_index(number) {
                numbers.insert(folded(&name?), number);
            }
        }
        Ok(Self { zip, numbers, left: Cell::new(most), most })
    }

    /// Whether there is a part of the name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.numbers.contains_key(&folded(name))
    }

    /// A part to be read as XML; none where there is no part of the name.
    pub(crate) fn part<'s>(
        &'s mut self,
        name: &str,
    ) -> Result<Option<Xml<impl Read + use<'s, 'a>>>, OfficeError> {
        let Some(number) = self.numbers.get(&folded(name)) else { return Ok(None) };
        let inner = self.zip.by_index(*number)?;
        Ok(Some(Xml::new(BufReader::new(Limited { inner, left: &self.left, most: self.most }))))
    }
}

fn folded(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}
