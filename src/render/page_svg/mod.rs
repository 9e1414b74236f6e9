//! Pages as drawings (SVG 1.1), for looking at them on a screen.

mod glyphs;
mod page;

pub use page::pages;
