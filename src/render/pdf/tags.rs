//! The structure tree, and the way back from pages and annotations to it (ISO 32000-1, 14.7).

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary, text_string};

use crate::render::pdf::annotations::Links;
use crate::render::pdf::spelled::Spelled;
use crate::render::pdf::syntax;
use crate::render::pdf::tree::{Kid, Tree, index};
use crate::typeset::structure::{ElementId, Role, Structure};

/// The objects of the elements that have a place.
struct Nodes<'t> {
    tree: &'t Tree<'t>,
    links: &'t Links,
    pages: &'t [ObjectId],
    ids: Vec<Option<ObjectId>>,
    /// The objects that hold the elements' parts.
    holders: Vec<Option<ObjectId>>,
}

/// Writes the elements that have a place, and gives the id of their root. `pages` are the pages'
/// ids.
pub(crate) fn write(
    pdf: &mut Document,
    spelled: &mut Spelled,
    tree: &Tree<'_>,
    links: &Links,
    pages: &[ObjectId],
) -> ObjectId {
    let root = pdf.new_object_id();
    let mut nodes = Nodes { tree, links, pages, ids: Vec::new(), holders: Vec::new() };
    for (id, element, _) in tree.placed() {
        nodes.ids.resize(index(id), None);
        nodes.holders.resize(index(id), None);
        let node = pdf.new_object_id();
        nodes.ids.push(Some(node));
        // A reference's link is an element of its own within it (PDF/UA-1, 7.18.5).
        let within = element.role == Role::Reference && tree.leads(id);
        nodes.holders.push(Some(if within { pdf.new_object_id() } else { node }));
    }

    let mut identified = Vec::new();
    for (id, element, kids) in tree.placed() {
        let (Some(node), Some(holder)) = (nodes.id(id), nodes.holder(id)) else { continue };
        let parent = tree.parent(id).and_then(|parent| nodes.holder(parent)).unwrap_or(root);
        let kind = standard_type(tree, id, &element.role);
        let out = spelled.bytes();
        begin_element(out, kind, parent);
        if let Some(language) = &element.language {
            syntax::append_entry(out, "Lang", &text_string(language.as_str()));
        }
        if let Some(attributes) = attributes(tree, id, &element.role) {
            syntax::append_entry(out, "A", &attributes.into());
        }
        if let (Role::Figure, Some(description)) = (&element.role, &element.description) {
            syntax::append_entry(out, "Alt", &text_string(description));
        }
        if element.role == Role::Note {
            let name = format!("note-{:08}", id.0).into_bytes();
            let name = Object::String(name, StringFormat::Literal);
            syntax::append_entry(out, "ID", &name);
            identified.extend([name, node.into()]);
        }
        if holder == node {
            nodes.append_kids(out, kids);
            out.extend_from_slice(b">>");
        } else {
            syntax::append_entry(out, "K", &holder.into());
            out.extend_from_slice(b">>");
            spelled.end(node.0);
            let out = spelled.bytes();
            begin_element(out, "Link", node);
            nodes.append_kids(out, kids);
            out.extend_from_slice(b">>");
        }
        spelled.end(holder.0);
    }

    let parents = nodes.parents(pdf, spelled);
    let parents = pdf.add_object(parents);
    let mut entries = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => nodes.id(Structure::DOCUMENT).map_or(Object::Null, Object::Reference),
        "ParentTree" => parents,
        "ParentTreeNextKey" => syntax::count(pages.len() + links.settled().count()),
    };
    if !identified.is_empty() {
        // Elements with an ID must be found by it (ISO 32000-1, table 322).
        entries.set("IDTree", dictionary! { "Names" => identified });
    }
    pdf.set_object(root, entries);
    root
}

/// Begins the dictionary of an element.
fn begin_element(out: &mut Vec<u8>, kind: &str, parent: ObjectId) {
    out.extend_from_slice(b"<</S/");
    out.extend_from_slice(kind.as_bytes());
    syntax::append_entry(out, "P", &parent.into());
}

/// The structure type of an element (ISO 32000-1, 14.8.4). A link that leads nowhere is plain text.
pub(crate) fn standard_type(tree: &Tree<'_>, id: ElementId, role: &Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(level) => {
            ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from((*level).clamp(1, 6)) - 1]
        }
        Role::Paragraph => "P",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Quotation => "BlockQuote",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::TableRow => "TR",
        Role::HeaderCell => "TH",
        Role::DataCell => "TD",
        Role::Figure => "Figure",
        Role::Code => "Code",
        Role::Note => "Note",
        Role::Reference => "Reference",
        Role::Link if tree.leads(id) => "Link",
        Role::Span | Role::Link => "Span",
    }
}

/// What kind of list, where a picture stands, and what a header cell heads (ISO 32000-1, 14.8.5).
fn attributes(tree: &Tree<'_>, id: ElementId, role: &Role) -> Option<Dictionary> {
    match role {
        Role::List => {
            let numbering = numbering(tree.first_label(id));
            Some(dictionary! { "O" => "List", "ListNumbering" => numbering })
        }
        Role::Figure => {
            let (lower_left, upper_right) = tree.extent(id)?;
            let sides = [lower_left.x, lower_left.y, upper_right.x, upper_right.y];
            let sides: Vec<Object> = sides.map(Object::from).into();
            Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => sides })
        }
        Role::HeaderCell => Some(dictionary! { "O" => "Table", "Scope" => "Column" }),
        _ => None,
    }
}

/// The kind of numbering (ISO 32000-1, table 347) to which a list's first label belongs.
fn numbering(label: &str) -> &'static str {
    let sign = label.trim_matches(|c: char| c.is_whitespace() || "().[]:".contains(c));
    let roman = |digits: &str| sign.chars().all(|c| digits.contains(c));
    match sign.chars().next() {
        None => "None",
        Some('•' | '◦' | '‣' | '–' | '—' | '-') => "Disc",
        Some(first) if first.is_numeric() => "Decimal",
        Some('i') if roman("ivxlcdm") => "LowerRoman",
        Some('I') if roman("IVXLCDM") => "UpperRoman",
        Some(first) if first.is_lowercase() => "LowerAlpha",
        Some(first) if first.is_alphabetic() => "UpperAlpha",
        Some(_) => "Disc",
    }
}

impl Nodes<'_> {
    fn id(&self, id: ElementId) -> Option<ObjectId> {
        self.ids.get(index(id)).copied().flatten()
    }

    fn holder(&self, id: ElementId) -> Option<ObjectId> {
        self.holders.get(index(id)).copied().flatten()
    }

    fn page(&self, number: u32) -> Object {
        self.pages.get(number as usize).map_or(Object::Null, |page| Object::Reference(*page))
    }

    /// Appends an element's parts; those on its first page by their bare number.
    fn append_kids(&self, out: &mut Vec<u8>, kids: &[Kid]) {
        let first = kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(*page),
            _ => None,
        });
        if let Some(page) = first {
            syntax::append_entry(out, "Pg", &self.page(page));
        }
        let mut shown = kids.iter().filter_map(|kid| self.kid(*kid, first));
        let Some(one) = shown.next() else { return };
        let Some(two) = shown.next() else {
            syntax::append_entry(out, "K", &one);
            return;
        };
        out.extend_from_slice(b"/K[");
        for kid in [one, two].into_iter().chain(shown) {
            syntax::append_next(out, &kid);
        }
        out.push(b']');
    }

    /// A part of an element whose first page this is.
    fn kid(&self, kid: Kid, first: Option<u32>) -> Option<Object> {
        Some(match kid {
            Kid::Element(id) => Object::Reference(self.id(id)?),
            Kid::Content { page, id } if Some(page) == first => id.into(),
            Kid::Content { page, id } => {
                let page = self.page(page);
                dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => id }.into()
            }
            Kid::Annotation(number) => {
                let (object, page) = self.links.object(number as usize)?;
                let page = u32::try_from(page).unwrap_or(u32::MAX);
                let mut annotation = dictionary! { "Type" => "OBJR", "Obj" => object };
                if Some(page) != first {
                    annotation.set("Pg", self.page(page));
                }
                annotation.into()
            }
        })
    }

    /// The number tree from pages and annotations to elements (ISO 32000-1, 14.7.4.4): page by page
    /// the elements of its sequences, then one element for each annotation.
    fn parents(&self, pdf: &mut Document, spelled: &mut Spelled) -> Dictionary {
        let holder = |id: &ElementId| self.holder(*id).map_or(Object::Null, Object::Reference);
        let mut values: Vec<Object> = Vec::new();
        for contents in self.tree.contents() {
            let out = spelled.bytes();
            out.push(b'[');
            for element in contents {
                syntax::append_next(out, &holder(element));
            }
            out.push(b']');
            let array = pdf.new_object_id();
            spelled.end(array.0);
            values.push(array.into());
        }
        values.extend(self.links.settled().map(|link| holder(&link)));
        let keys = (0..values.len()).map(syntax::count);
        let numbers: Vec<Object> = keys.zip(values).flat_map(<[Object; 2]>::from).collect();
        dictionary! { "Nums" => numbers }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_label_tells_how_a_list_is_numbered() {
        for (label, kind) in [
            ("", "None"),
            ("• ", "Disc"),
            ("1.", "Decimal"),
            ("٣.", "Decimal"),
            ("(A)", "UpperAlpha"),
            ("c)", "LowerAlpha"),
            ("iv.", "LowerRoman"),
            ("I.", "UpperRoman"),
        ] {
            assert_eq!(numbering(label), kind, "{label}");
        }
    }
}
