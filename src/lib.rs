//! letterctl turns a letter source and a list of signatories into a letter, and a letter into
//! text, Markdown, HTML, mail or PDF.
//!
//! The library serves the program of the same name, its tests and its benchmarks; it is no public
//! API. ARCHITECTURE.md is the map.

pub mod clock;
pub mod diagnostic;
pub mod model;
pub mod render;
pub mod source;
pub mod typeset;
