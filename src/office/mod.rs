//! Files of office programs: the parts of the archive that each is, unpacked within bounds, and
//! their XML, node by node (ISO/IEC 29500-2 and OASIS `OpenDocument` 1.3, part 2).

mod archive;
mod error;
mod limited;
mod relationships;
mod xml;

pub(crate) use archive::Archive;
pub(crate) use error::OfficeError;
pub(crate) use relationships::{Relationship, relationships};
pub(crate) use xml::{Element, Node, Xml};
