//! The layers of foreign pages, which are shown or not as in their own file (ISO 32000-1, 8.11).

use lopdf::{Dictionary, Object, dictionary, text_string};

use crate::render::pdf::enclosures::collected::Collected;
use crate::render::pdf::enclosures::fault::Fault;
use crate::render::pdf::enclosures::shifted::Shift;

/// The layers of one or several files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layers {
    pub(crate) all: Vec<Object>,
    /// Those that are not shown at first.
    pub(crate) hidden: Vec<Object>,
    /// Those of which only one is shown at a time.
    pub(crate) alternatives: Vec<Object>,
}

/// The layers of a file.
pub(crate) fn collect(
    collected: &mut Collected<'_, '_>,
    catalog: &Dictionary,
) -> Result<Layers, Fault> {
    let mut layers = Layers::default();
    let Object::Dictionary(properties) = collected.source.get(catalog, b"OCProperties")? else {
        return Ok(layers);
    };
    let all = collected.source.items(&properties, b"OCGs")?;
    let Object::Dictionary(usual) = collected.source.get(&properties, b"D")? else {
        return Ok(layers);
    };
    let is_off = usual.get(b"BaseState").and_then(Object::as_name).is_ok_and(|it| it == b"OFF");
    let hidden = if is_off {
        let shown = collected.source.items(&usual, b"ON")?;
        all.iter().filter(|layer| !shown.contains(layer)).cloned().collect()
    } else {
        collected.source.items(&usual, b"OFF")?
    };
    let alternatives = collected.source.items(&usual, b"RBGroups")?;
    for (from, to) in [
        (all, &mut layers.all),
        (hidden, &mut layers.hidden),
        (alternatives, &mut layers.alternatives),
    ] {
        for layer in from {
            to.push(collected.taken(layer)?);
        }
    }
    collected.settle()?;
    Ok(layers)
}

impl Layers {
    /// Adds those of another file.
    pub(crate) fn extend(&mut self, other: &Self, shift: Shift) {
        for (to, from) in [
            (&mut self.all, &other.all),
            (&mut self.hidden, &other.hidden),
            (&mut self.alternatives, &other.alternatives),
        ] {
            to.extend(from.iter().map(|layer| shift.object(layer)));
        }
    }

    /// What a catalog says of them; all can be switched, and have a name as a whole (PDF/A-2, 6.9).
    pub(crate) fn properties(self) -> Option<Dictionary> {
        if self.all.is_empty() {
            return None;
        }
        let mut usual =
            dictionary! { "Name" => text_string("Layers"), "Order" => self.all.clone() };
        for (key, layers) in [("OFF", self.hidden), ("RBGroups", self.alternatives)] {
            if !layers.is_empty() {
                usual.set(key, layers);
            }
        }
        Some(dictionary! { "OCGs" => self.all, "D" => usual })
    }
}
