//! A reader of Word files that knows nothing of how the program writes them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

/// An element, or a piece of text, whose name is then empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
    pub(crate) nodes: Vec<Node>,
}

/// The parts of a Word file.
pub(crate) struct Docx {
    pub(crate) parts: BTreeMap<String, Vec<u8>>,
}

impl Docx {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            parts.insert(part.name().unwrap().into_owned(), content);
        }
        Self { parts }
    }

    /// A part as XML, in a node without a name; an empty one where there is none.
    pub(crate) fn part(&self, path: &str) -> Node {
        self.parts.get(path).map(|bytes| Node::read(bytes)).unwrap_or_default()
    }

    /// What a part refers to, by its identifiers.
    pub(crate) fn targets(&self, path: &str) -> BTreeMap<String, String> {
        let relationships = self.part(path);
        let all = relationships.all("Relationship");
        let target = |node: &&Node| (node.attribute("Id"), node.attribute("Target"));
        all.iter().map(target).collect()
    }
}

impl Node {
    fn read(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Self::of(&start)),
                Event::Empty(start) => open.last_mut().unwrap().nodes.push(Self::of(&start)),
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    open.last_mut().unwrap().nodes.push(node);
                }
                Event::Text(text) => open.last_mut().unwrap().push_text(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let text = match &*reference {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        other => panic!("an entity that XML does not have: {other}"),
                    };
                    open.last_mut().unwrap().push_text(text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        open.remove(0)
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap();
            (attribute.key.as_ref().to_owned(), value.into_owned())
        });
        let attributes = attributes.collect();
        Self { name: start.name().into_inner().to_owned(), attributes, ..Self::default() }
    }

    fn push_text(&mut self, text: &str) {
        match self.nodes.last_mut() {
            Some(last) if last.name.is_empty() => last.text.push_str(text),
            _ => self.nodes.push(Self { text: text.to_owned(), ..Self::default() }),
        }
    }

    pub(crate) fn attribute(&self, name: &str) -> String {
        self.attributes.get(name).cloned().unwrap_or_default()
    }

    /// The first element of a name directly in it.
    pub(crate) fn find(&self, name: &str) -> Option<&Self> {
        self.nodes.iter().find(|node| node.name == name)
    }

    /// Every element of a name in it, in order, but those within one of the same name.
    pub(crate) fn all(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        for node in &self.nodes {
            if node.name == name {
                found.push(node);
            } else {
                found.extend(node.all(name));
            }
        }
        found
    }

    /// All text in it.
    pub(crate) fn text(&self) -> String {
        let own = self.text.clone();
        self.nodes.iter().fold(own, |text, node| text + &node.text())
    }
}
