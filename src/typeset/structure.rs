//! Reading order and roles, for tagged output.

use crate::model::Language;

/// The number of an element in `Structure`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// What a part of the letter is to a reader, by the standard structure types of PDF 1.7
/// (ISO 32000-1, 14.8.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The letter as a whole.
    Document,
    /// A section: letterhead, list of signatories.
    Section,
    /// A heading, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    ListItem,
    /// The marker of an item, the number of a note.
    Label,
    /// What an item says.
    ListBody,
    /// A quotation set off.
    Quotation,
    /// A table.
    Table,
    /// The head of a table.
    TableHead,
    /// The rows of a table.
    TableBody,
    /// A row of a table.
    TableRow,
    /// A cell that names its column.
    HeaderCell,
    /// A cell.
    DataCell,
    /// A picture; `description` says what it shows.
    Figure,
    /// Text set apart in a line, by its language or as code.
    Span,
    /// Code.
    Code,
    /// A note.
    Note,
    /// The mark of a note; `target` is the note.
    Reference,
    /// A link.
    Link,
}

/// Where a link or a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address outside.
    Address(String),
    /// An element of the letter.
    Element(ElementId),
}

/// A part of the letter, as a reader meets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// What it is part of; none only for the document.
    pub parent: Option<ElementId>,
    /// Its language, when not its parent's.
    pub language: Option<Language>,
    /// Where it leads, for a link or a reference.
    pub target: Option<Target>,
    /// Its words for who cannot see it: the description of a picture, or of a link's aim.
    pub description: Option<String>,
}

/// The elements of a letter.
///
/// The children of an element, and the content between them, stand in the order in which content
/// first appears on the pages, page by page; so content is emitted in reading order. An element
/// that has no content of its own and no child with content is placed by a `Mark::Empty`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    elements: Vec<Element>,
}

impl Structure {
    /// A structure with its document element, whose id is 0.
    pub fn new() -> Self {
        let document = Element {
            role: Role::Document,
            parent: None,
            language: None,
            target: None,
            description: None,
        };
        Self { elements: vec![document] }
    }

    /// The document.
    pub const DOCUMENT: ElementId = ElementId(0);

    /// Adds an element.
    pub fn add(&mut self, role: Role, parent: ElementId) -> ElementId {
        self.push(Element {
            role,
            parent: Some(parent),
            language: None,
            target: None,
            description: None,
        })
    }

    /// Adds an element with all that can be said of one.
    ///
    /// # Panics
    /// With more than four thousand million elements.
    pub fn push(&mut self, element: Element) -> ElementId {
        let id = u32::try_from(self.elements.len()).expect("fewer elements than a u32 counts");
        self.elements.push(element);
        ElementId(id)
    }

    /// The element with this id.
    pub fn get(&self, id: ElementId) -> &Element {
        &self.elements[id.0 as usize]
    }

    /// The element with this id, to be changed.
    pub fn get_mut(&mut self, id: ElementId) -> &mut Element {
        &mut self.elements[id.0 as usize]
    }

    /// All elements, the document first, parents before their children.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }
}
