//! The names that a file gives to places in it (ISO 32000-1, 12.3.2.3). Two files may give one name
//! to two places, so links lead to the places themselves.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use crate::render::pdf::enclosures::fault::Fault;
use crate::render::pdf::enclosures::number_tree::leaves;
use crate::render::pdf::enclosures::source::Source;

/// The places by their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Destinations(BTreeMap<Vec<u8>, Vec<Object>>);

impl Destinations {
    pub(crate) fn of(source: &mut Source<'_>, catalog: &Dictionary) -> Result<Self, Fault> {
        let mut named = Vec::new();
        if let Object::Dictionary(old) = source.get(catalog, b"Dests")? {
            named.extend(old);
        }
        if let Object::Dictionary(names) = source.get(catalog, b"Names")?
            && let Ok(tree) = names.get(b"Dests")
        {
            for (name, place) in leaves(source, tree, b"Names")? {
                if let Object::String(name, _) = source.resolved(&name)? {
                    named.push((name, place));
                }
            }
        }
        let mut places = BTreeMap::new();
        for (name, place) in named {
            let place = match source.resolved(&place)? {
                Object::Dictionary(entries) => source.get(&entries, b"D")?,
                other => other,
            };
            if let Object::Array(place) = place {
                places.entry(name).or_insert(place);
            }
        }
        Ok(Self(places))
    }

    /// The place that a link names or says; none when it is not in the file.
    pub(crate) fn place(&self, named: Object) -> Option<Object> {
        let place = match named {
            Object::Array(place) => place,
            Object::Name(name) | Object::String(name, _) => self.0.get(&name)?.clone(),
            _ => return None,
        };
        matches!(place.first(), Some(Object::Reference(_))).then_some(Object::Array(place))
    }
}
