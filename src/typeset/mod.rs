//! A letter to pages. Knows fonts and lengths; no file formats.

pub mod font;
pub mod line;
pub mod page;
pub mod paragraph;
pub mod structure;
