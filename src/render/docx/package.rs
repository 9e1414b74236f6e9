//! The file as a package of parts (ISO 29500-2).

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::render::docx::DocxError;
use crate::render::docx::xml::Xml;

/// Where relationships of one kind or another are defined.
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// A part: its path within the package, what it is (RFC 2046), its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PackagePart {
    pub(crate) path: String,
    pub(crate) media_type: String,
    pub(crate) bytes: Vec<u8>,
}

/// What a part refers to. The identifier of each is its place, counted from 1: `rId1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Relationships(Vec<Relationship>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Relationship {
    kind: String,
    target: String,
    external: bool,
}

impl Relationships {
    /// Refers to another part, by its path from this one's folder.
    pub(crate) fn refer_to_part(&mut self, kind: &str, target: &str) -> String {
        self.id(Relationship {
            kind: [OFFICE, kind].concat(),
            target: target.to_owned(),
            external: false,
        })
    }

    /// Refers to an address.
    pub(crate) fn refer_to_address(&mut self, address: &str) -> String {
        self.id(Relationship {
            kind: [OFFICE, "hyperlink"].concat(),
            target: address.to_owned(),
            external: true,
        })
    }

    /// Refers to the properties of the package, whose kind stands apart.
    pub(crate) fn refer_to_properties(&mut self, target: &str) {
        let kind =
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
        let (kind, target) = (kind.to_owned(), target.to_owned());
        self.id(Relationship { kind, target, external: false });
    }

    fn id(&mut self, relationship: Relationship) -> String {
        let known = self.0.iter().position(|known| *known == relationship);
        let index = known.unwrap_or_else(|| {
            self.0.push(relationship);
            self.0.len() - 1
        });
        format!("rId{}", index + 1)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The part in which they stand: beside the part of a path, or of the package for none.
    pub(crate) fn part(&self, of: &str) -> PackagePart {
        let (folder, name) = of
            .rsplit_once('/')
            .map_or((String::new(), of), |(folder, name)| (format!("{folder}/"), name));
        let mut xml = Xml::document();
        xml.open("Relationships", &[("xmlns", RELATIONSHIPS)]);
        for (index, Relationship { kind, target, external }) in self.0.iter().enumerate() {
            let id = format!("rId{}", index + 1);
            let mut attributes = vec![("Id", id.as_str()), ("Type", kind), ("Target", target)];
            if *external {
                attributes.push(("TargetMode", "External"));
            }
            xml.empty("Relationship", &attributes);
        }
        xml.close("Relationships");
        PackagePart {
            path: format!("{folder}_rels/{name}.rels"),
            media_type: "application/vnd.openxmlformats-package.relationships+xml".to_owned(),
            bytes: xml.into_bytes(),
        }
    }
}

/// The package with these parts, in their order; the same parts give the same bytes.
pub(crate) fn packed(parts: &[PackagePart]) -> Result<Vec<u8>, DocxError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let list = content_types(parts);
    for PackagePart { path, media_type, bytes } in [&list].into_iter().chain(parts) {
        let is_packed = matches!(media_type.as_str(), "image/png" | "image/jpeg");
        let method =
            if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(path.as_str(), options.compression_method(method))?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// What each part is: by the endings that several may have, else by its path.
fn content_types(parts: &[PackagePart]) -> PackagePart {
    let mut xml = Xml::document();
    xml.open("Types", &[("xmlns", CONTENT_TYPES)]);
    let mut endings: Vec<(&str, &str)> = Vec::new();
    for PackagePart { path, media_type, .. } in parts {
        let ending = ending(path);
        let is_known = endings.iter().any(|(known, _)| *known == ending);
        if ending != "xml" && !is_known {
            xml.empty("Default", &[("Extension", ending), ("ContentType", media_type)]);
            endings.push((ending, media_type));
        }
    }
    let is_xml = |part: &&PackagePart| ending(&part.path) == "xml";
    for PackagePart { path, media_type, .. } in parts.iter().filter(is_xml) {
        let name = format!("/{path}");
        xml.empty("Override", &[("PartName", &name), ("ContentType", media_type)]);
    }
    xml.close("Types");
    PackagePart {
        path: "[Content_Types].xml".to_owned(),
        media_type: String::new(),
        bytes: xml.into_bytes(),
    }
}
