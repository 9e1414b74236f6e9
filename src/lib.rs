//! letterctl turns a letter source and a list of signatories into a letter, and a letter into
//! text, Markdown, HTML, mail or PDF.
//!
//! The library serves the program of the same name, its tests and its benchmarks; it is no public
//! API. ARCHITECTURE.md is the map.

pub mod addressees;
pub mod agreement;
pub mod check;
pub mod cli;
pub mod clock;
mod commands;
pub mod completion;
pub mod console;
pub mod diagnostic;
pub mod draft;
mod encoding;
pub mod export;
pub mod failure;
pub mod files;
pub mod fonts;
pub mod git;
pub mod history;
pub mod interrupt;
pub mod letters;
pub mod mail;
pub mod manual;
pub mod model;
mod office;
pub mod output;
mod parallel;
pub mod picture;
pub mod preview;
pub mod project;
pub mod render;
pub mod review;
pub mod signatories;
pub mod source;
pub mod table;
pub mod typeset;
