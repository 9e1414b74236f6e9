//! Taking the answers of a form into the list.
//!
//! A map tells which header feeds which column; answers are put to whom they are from; a plan tells
//! what becomes of each row; an edit by hand wins over an answer.

mod answer;
mod choice;
mod dates;
mod guess;
mod known_again;
#[cfg(test)]
mod lossless;
mod map;
mod memory;
mod past;
mod persons;
mod plan;
mod report;
mod run;
mod settle;
mod synonyms;

pub use report::{Imported, ImportedRow};
pub use run::{ImportRequest, import};
