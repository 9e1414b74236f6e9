//! How large a drawing becomes, before it is drawn: what is used several times counts as often.

use std::collections::BTreeMap;

use usvg::roxmltree::{Document, Node};

use crate::picture::read::Fault;

/// The most elements, those that are used again counted again.
const MOST: u64 = 100_000;
/// The most elements within one another.
const DEEPEST: usize = 100;

/// The most digits before the point of a number in a path: an arc is drawn in the more pieces, the
/// larger it is.
const MOST_DIGITS: usize = 8;

/// Refuses a drawing that is too large, too deep, or part of itself.
pub(crate) fn check(document: &Document<'_>) -> Result<(), Fault> {
    let mut paths = document.descendants().filter_map(|node| node.attribute("d"));
    if paths.any(is_far) {
        let size = format!("a path with numbers of more than {MOST_DIGITS} digits");
        return Err(Fault::TooLarge(size));
    }
    let named = document.descendants().filter_map(|node| Some((node.attribute("id")?, node)));
    let mut sizes = Sizes { named: named.collect(), known: BTreeMap::new(), styled: Vec::new() };
    let styles = document.descendants().filter(|node| node.tag_name().name() == "style");
    for text in styles.flat_map(|style| style.descendants()).filter_map(|node| node.text()) {
        sizes.styled.extend(references(text).filter_map(|name| sizes.named.get(name).copied()));
    }
    if sizes.of(document.root_element(), 0)? > MOST {
        return Err(too_large());
    }
    Ok(())
}

pub(crate) fn too_large() -> Fault {
    Fault::TooLarge(format!("more than {MOST} elements"))
}

struct Sizes<'a, 'input> {
    named: BTreeMap<&'a str, Node<'a, 'input>>,
    /// Of the elements that were counted, by their numbers; none of those that are being counted.
    known: BTreeMap<usize, Option<u64>>,
    /// What style sheets refer to: any element may.
    styled: Vec<Node<'a, 'input>>,
}

impl<'a, 'input> Sizes<'a, 'input> {
    fn of(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<u64, Fault> {
        match self.known.get(&node.id().get_usize()) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => {
                return Err(Fault::Damaged("an element is part of itself".to_owned()));
            }
            None => {}
        }
        if depth > DEEPEST {
            let size = format!("more than {DEEPEST} elements within one another");
            return Err(Fault::TooLarge(size));
        }
        self.known.insert(node.id().get_usize(), None);
        let mut size = 1_u64;
        for child in node.children().filter(Node::is_element) {
            size = size.saturating_add(self.of(child, depth + 1)?);
        }
        for attribute in node.attributes() {
            if attribute.name() != "href" && !attribute.value().contains("url(") {
                continue;
            }
            for name in references(attribute.value()) {
                if let Some(target) = self.named.get(name).copied() {
                    size = size.saturating_add(self.of(target, depth + 1)?);
                }
            }
        }
        if node.attribute("class").is_some() {
            for target in self.styled.clone() {
                // A style of what it is part of does not make it larger.
                if self.known.get(&target.id().get_usize()) != Some(&None) {
                    size = size.saturating_add(self.of(target, depth + 1)?);
                }
            }
        }
        self.known.insert(node.id().get_usize(), Some(size));
        Ok(size)
    }
}

/// Whether a path has numbers with more digits before the point than may be, those of an exponent
/// counted in.
fn is_far(path: &str) -> bool {
    let numbers = path.split(|sign: char| !(sign.is_ascii_digit() || ".eE".contains(sign)));
    // The sign of an exponent parts it from its number.
    let exponents = path.match_indices(['e', 'E']).map(|(at, _)| {
        let digits = path[at + 1..].trim_start_matches('+');
        let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse::<usize>().unwrap_or(if end == 0 { 0 } else { usize::MAX })
    });
    let longest = numbers.map(|number| number.find(['.', 'e', 'E']).unwrap_or(number.len())).max();
    longest.unwrap_or(0).saturating_add(exponents.max().unwrap_or(0)) > MOST_DIGITS
}

/// The names after `#` in a value.
fn references(value: &str) -> impl Iterator<Item = &str> {
    let ends = |sign: char| matches!(sign, ')' | '"' | '\'' | ' ' | ';' | ',');
    value.split('#').skip(1).map(move |rest| rest.split(ends).next().unwrap_or_default())
}
