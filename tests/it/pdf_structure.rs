//! The structure of a PDF with its text, as `pdfinfo -struct-text` tells it.

use std::fmt;

/// A part of the structure: an element, an attribute of one, or a piece of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// `H1`, `Note <note-00000001>`, `/ListNumbering /Disc`, or a text between quotation marks.
    label: String,
    nodes: Vec<Node>,
}

impl Node {
    /// The whole structure, in a node without a label.
    pub(crate) fn read(listing: &str) -> Self {
        let lines = listing.lines().filter(|line| !line.trim().is_empty());
        let mut lines: Vec<_> = lines.map(|line| (depth(line), line.trim())).collect();
        // The number of an annotation's object says nothing about the letter.
        lines.retain(|(_, line)| !line.starts_with("Object "));
        Self { label: String::new(), nodes: nodes(&lines) }
    }

    /// The kind of element: `H1`, `Note`; of a text, what begins it.
    pub(crate) fn role(&self) -> &str {
        self.label.split(' ').next().expect("there is a first part")
    }

    /// The parts.
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The text in it, piece by piece.
    pub(crate) fn text(&self) -> String {
        self.text_without("")
    }

    /// The text in it but that of elements of a role.
    pub(crate) fn text_without(&self, role: &str) -> String {
        let own = self.piece().unwrap_or_default().to_owned();
        let nodes = self.nodes.iter().filter(|node| node.role() != role);
        nodes.fold(own, |text, node| text + &node.text_without(role))
    }

    /// The text, when it is one piece of it.
    pub(crate) fn piece(&self) -> Option<&str> {
        self.label.strip_prefix('"')?.strip_suffix('"')
    }

    /// Every element of a role, outermost ones only.
    pub(crate) fn all(&self, role: &str) -> Vec<&Node> {
        if self.role() == role {
            return vec![self];
        }
        self.nodes.iter().flat_map(|node| node.all(role)).collect()
    }

    fn write(&self, indent: usize, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:indent$}{}", "", self.label)?;
        if let [only] = &*self.nodes
            && only.nodes.is_empty()
        {
            return writeln!(formatter, " {}", only.label);
        }
        writeln!(formatter)?;
        self.nodes.iter().try_for_each(|node| node.write(indent + 2, formatter))
    }
}

/// An element a line, its parts below it; a single part beside it.
impl fmt::Display for Node {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.nodes.iter().try_for_each(|node| node.write(0, formatter))
    }
}

/// Elements are indented by two for each level, attributes by three more than their element.
fn depth(line: &str) -> usize {
    (line.len() - line.trim_start().len()) / 2
}

fn nodes(lines: &[(usize, &str)]) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = lines;
    while let Some(((depth, line), further)) = rest.split_first() {
        let inner = further.iter().take_while(|(deeper, _)| deeper > depth).count();
        let label = match line.strip_prefix('"') {
            Some(_) => (*line).to_owned(),
            None => line.trim_end_matches(':').replace(" (block)", "").replace(" (inline)", ""),
        };
        nodes.push(Node { label, nodes: self::nodes(&further[..inner]) });
        rest = &further[inner..];
    }
    nodes
}
