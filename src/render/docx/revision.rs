//! What one of two texts has and the other has not: changes that Word tracks.

use crate::model::Change;
use crate::render::docx::xml::Xml;

/// Who changed a text, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// By name.
    pub author: String,
    /// By ISO 8601, to the second; none when nobody knows.
    pub time: Option<String>,
}

/// The changes of a file, each with a number of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Revisions {
    revision: Revision,
    written: usize,
}

impl Revisions {
    pub(crate) fn of(revision: &Revision) -> Self {
        Self { revision: revision.clone(), written: 0 }
    }

    /// Writes what both texts have as it is, and what one has as a change (ISO 29500-1, 17.13.5).
    pub(crate) fn write(&mut self, change: Change, xml: &mut Xml, write: impl FnOnce(&mut Xml)) {
        let Some(name) = name(change) else { return write(xml) };
        self.tag(name, xml, Xml::open);
        write(xml);
        xml.close(name);
    }

    /// Says of the end of a paragraph, or of a row, which text has it.
    pub(crate) fn write_mark(&mut self, change: Change, xml: &mut Xml) {
        if let Some(name) = name(change) {
            self.tag(name, xml, Xml::empty);
        }
    }

    /// The same, where a paragraph speaks of its end.
    pub(crate) fn write_end(&mut self, change: Change, xml: &mut Xml) {
        if change != Change::Same {
            xml.open("w:rPr", &[]);
            self.write_mark(change, xml);
            xml.close("w:rPr");
        }
    }

    fn tag(&mut self, name: &str, xml: &mut Xml, write: fn(&mut Xml, &str, &[(&str, &str)])) {
        self.written += 1;
        let number = self.written.to_string();
        let mut attributes = vec![("w:id", number.as_str()), ("w:author", &self.revision.author)];
        if let Some(time) = &self.revision.time {
            attributes.push(("w:date", time));
        }
        write(xml, name, &attributes);
    }
}

fn name(change: Change) -> Option<&'static str> {
    match change {
        Change::Same => None,
        Change::Deleted => Some("w:del"),
        Change::Inserted => Some("w:ins"),
    }
}
