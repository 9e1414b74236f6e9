//! The numbers that readers show for pages (ISO 32000-1, 12.4.2).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, dictionary};

use crate::render::pdf::enclosures::collected::Collected;
use crate::render::pdf::enclosures::fault::Fault;
use crate::render::pdf::enclosures::number_tree::leaves;
use crate::render::pdf::syntax;

/// How pages are numbered from a page on, which is counted from 0.
pub(crate) type Labels = BTreeMap<i64, Object>;

/// The labels of a file; none where it has none of its own.
pub(crate) fn collect(
    collected: &mut Collected<'_, '_>,
    catalog: &Dictionary,
) -> Result<Labels, Fault> {
    let mut labels = Labels::new();
    let Ok(tree) = catalog.get(b"PageLabels") else { return Ok(labels) };
    for (page, label) in leaves(collected.source, tree, b"Nums")? {
        let page = collected.source.resolved(&page)?;
        if let (Object::Integer(page @ 0..), Some(label)) =
            (page, collected.source.dictionary(&label)?)
        {
            let label = collected.taken(Object::Dictionary(label))?;
            labels.insert(page, label);
        }
    }
    collected.settle()?;
    Ok(labels)
}

/// The labels of several parts, each with its number of pages; none where no part has any. A part
/// without any goes on counting.
pub(crate) fn together(parts: Vec<(usize, Labels)>) -> Option<Dictionary> {
    if parts.iter().all(|(_, labels)| labels.is_empty()) {
        return None;
    }
    let mut numbers: Vec<Object> = Vec::new();
    let mut before = 0_usize;
    for (pages, mut labels) in parts {
        labels.entry(0).or_insert_with(|| {
            dictionary! { "S" => "D", "St" => syntax::count(before + 1) }.into()
        });
        for (page, label) in labels {
            let Some(page) = usize::try_from(page).ok().filter(|page| *page < pages) else {
                continue;
            };
            numbers.extend([syntax::count(before + page), label]);
        }
        before += pages;
    }
    Some(dictionary! { "Nums" => numbers })
}
