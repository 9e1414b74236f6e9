//! What the file says of itself.

use crate::clock::Timestamp;
use crate::render::Metadata;
use crate::render::docx::xml::Xml;

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";

/// The core properties (ISO 29500-2, 11).
pub(crate) fn core(title: &str, language: &str, metadata: &Metadata) -> Xml {
    let mut xml = Xml::document();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", CORE),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    let subject = metadata.subject.as_deref().unwrap_or_default();
    let author = metadata.author.as_deref().unwrap_or_default();
    for (name, value) in [
        ("dc:title", title),
        ("dc:subject", subject),
        ("dc:creator", author),
        ("dc:language", language),
    ] {
        if !value.is_empty() {
            xml.element(name, &[], value);
        }
    }
    if let Some(time) = metadata.created.and_then(|created| Timestamp::from_second(created).ok()) {
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], &time.to_string());
        }
    }
    xml.close("cp:coreProperties");
    xml
}

/// The extended properties: which program wrote the file.
pub(crate) fn extended() -> Xml {
    let mut xml = Xml::document();
    xml.open("Properties", &[("xmlns", EXTENDED)]);
    xml.element("Application", &[], concat!("letterctl ", env!("CARGO_PKG_VERSION")));
    xml.close("Properties");
    xml
}
