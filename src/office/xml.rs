//! A part of an office file, node by node.

use std::borrow::Cow;
use std::io::{BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::office::OfficeError;

/// How deep elements may lie in one another: those of a sheet lie at ten or so, those of
/// tables in tables in a text at some dozens.
const DEEPEST: usize = 256;

/// What stands next in a part. An element that holds nothing is opened and closed too.
pub(crate) enum Node<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element ends.
    Close(BytesEnd<'a>),
    /// Characters, as they are meant.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name as it stands, with the prefix of its namespace.
    pub(crate) fn name(&self) -> &str {
        self.0.name().into_inner()
    }

    /// Its name without the prefix.
    pub(crate) fn local_name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name as it stands.
    pub(crate) fn attribute(&self, name: &str) -> Result<Option<Cow<'_, str>>, OfficeError> {
        self.find(|key, _| key == name)
    }

    /// An attribute by its name without the prefix.
    pub(crate) fn local_attribute(&self, name: &str) -> Result<Option<Cow<'_, str>>, OfficeError> {
        self.find(|_, local| local == name)
    }

    fn find(
        &self,
        is_meant: impl Fn(&str, &str) -> bool,
    ) -> Result<Option<Cow<'_, str>>, OfficeError> {
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute.map_err(quick_xml::Error::from)?;
            if is_meant(attribute.key.as_ref(), attribute.key.local_name().as_ref()) {
                return Ok(Some(attribute.normalized_value(XmlVersion::Implicit1_0)?));
            }
        }
        Ok(None)
    }
}

/// A part that is read to its end, so that its checksum is looked at too.
pub(crate) struct Xml<R> {
    reader: Reader<BufReader<R>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: Read> Xml<R> {
    /// Reads a part from its beginning.
    pub(crate) fn new(part: BufReader<R>) -> Self {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next node; none at the end of the part. Entities of the part's own are an error: they
    /// are what bombs are made of, and no program writes them.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'_>>, OfficeError> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer)?;
        Ok(Some(match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(OfficeError::damaged("its elements lie too deep in one another"));
                }
                Node::Open(Element(start))
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Node::Close(end)
            }
            Event::Text(text) => Node::Text(text.xml10_content()),
            Event::CData(text) => Node::Text(text.xml10_content()),
            Event::GeneralRef(reference) => Node::Text(match reference.resolve_char_ref()? {
                Some(character) => Cow::Owned(character.to_string()),
                None => Cow::Borrowed(predefined(&reference)?),
            }),
            Event::Eof if self.depth > 0 => {
                return Err(OfficeError::damaged("a part of it ends too early"));
            }
            Event::Eof => return Ok(None),
            _ => Node::Text(Cow::Borrowed("")),
        }))
    }
}

fn predefined(name: &str) -> Result<&'static str, OfficeError> {
    Ok(match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "apos" => "'",
        "quot" => "\"",
        _ => return Err(OfficeError::damaged("it uses an entity that XML does not have")),
    })
}
