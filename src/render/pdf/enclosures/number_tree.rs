//! The leaves of a tree of numbers or names (ISO 32000-1, 7.9.6 and 7.9.7).

use std::collections::BTreeSet;

use lopdf::Object;

use crate::render::pdf::enclosures::fault::Fault;
use crate::render::pdf::enclosures::source::Source;

/// How many nodes or leaves a tree may have.
const MOST: usize = 1_000_000;

/// The keys and values of a tree, as they stand in it. `leaves` is `Nums` or `Names`.
pub(crate) fn leaves(
    source: &mut Source<'_>,
    root: &Object,
    leaves: &[u8],
) -> Result<Vec<(Object, Object)>, Fault> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![root.clone()];
    while let Some(node) = open.pop() {
        if let Object::Reference((number, _)) = node
            && !seen.insert(number)
        {
            continue;
        }
        let Some(entries) = source.dictionary(&node)? else { continue };
        let mut items = source.items(&entries, leaves)?.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            found.push((key, value));
        }
        let kids = source.items(&entries, b"Kids")?;
        open.extend(kids.into_iter().rev());
        if found.len() + open.len() + seen.len() > MOST {
            return Err(Fault::TooLarge("one of its trees has more than a million leaves"));
        }
    }
    Ok(found)
}
