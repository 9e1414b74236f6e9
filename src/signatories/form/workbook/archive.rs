//! The archive that a workbook is.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;

use crate::signatories::form::limits::Limited;
use crate::signatories::form::workbook::error::WorkbookError;
use crate::signatories::form::workbook::xml::Xml;

/// The parts of a workbook by name, unpacked as they are read, all of them together no further
/// than a limit.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Some programs write names in other letters than the ones they refer to, or with `\`.
    numbers: BTreeMap<String, usize>,
    left: Cell<usize>,
}

impl<'a> Archive<'a> {
    /// `most`: how many bytes its parts may unpack to.
    pub(crate) fn open(bytes: &'a [u8], most: usize) -> Result<Self, WorkbookError> {
        let zip = ZipArchive::new(Cursor::new(bytes))?;
        let mut numbers = BTreeMap::new();
        for number in 0..zip.len() {
            if let Some(name) = zip.name_for_index(number) {
                numbers.insert(folded(&name?), number);
            }
        }
        Ok(Self { zip, numbers, left: Cell::new(most) })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.numbers.contains_key(&folded(name))
    }

    /// A part to be read as XML; none where there is no part of the name.
    pub(crate) fn part<'s>(
        &'s mut self,
        name: &str,
    ) -> Result<Option<Xml<impl Read + use<'s, 'a>>>, WorkbookError> {
        let Some(number) = self.numbers.get(&folded(name)) else { return Ok(None) };
        let inner = self.zip.by_index(*number)?;
        Ok(Some(Xml::new(BufReader::new(Limited { inner, left: &self.left }))))
    }
}

fn folded(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}
