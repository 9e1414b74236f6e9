//! What a part of an OOXML file refers to (ISO/IEC 29500-2, 6.5).

use std::collections::BTreeMap;

use crate::office::{Archive, Node, OfficeError};

/// What a part refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relationship {
    /// The last word of its type: `worksheet`.
    pub(crate) kind: String,
    /// The part that is meant, by its full name.
    pub(crate) part: String,
}

/// What a part refers to, by the ids that it uses; of the package where `part` is empty.
pub(crate) fn relationships(
    archive: &mut Archive<'_>,
    part: &str,
) -> Result<BTreeMap<String, Relationship>, OfficeError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let mut related = BTreeMap::new();
    let Some(mut xml) = archive.part(&format!("{folder}/_rels/{name}.rels"))? else {
        return Ok(related);
    };
    while let Some(node) = xml.next()? {
        let Node::Open(element) = node else { continue };
        if element.local_name() != "Relationship" {
            continue;
        }
        let attribute = |name| element.attribute(name).map(Option::unwrap_or_default);
        let target = attribute("Target")?;
        let kind = attribute("Type")?.rsplit('/').next().unwrap_or_default().to_owned();
        let part = resolved(folder, &target);
        related.insert(attribute("Id")?.into_owned(), Relationship { kind, part });
    }
    Ok(related)
}

/// A target that is relative to a folder, unless it begins with a slash.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut steps = Vec::new();
    for step in folder.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(resolved("xl/x", "..\\..\\..\\a.xml"), "a.xml");
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
