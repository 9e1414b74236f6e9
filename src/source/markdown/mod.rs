//! The Markdown of a letter to blocks: CommonMark, and what letters need beside it.
//!
//! pulldown-cmark reads CommonMark, tables and footnotes. Lists that it does not know are found in
//! the paragraphs that it reports, their markers replaced by ones that it knows, and the text read
//! again (`structure`); so its own rules decide what belongs to which item. What stands within a
//! line (quotation marks, bare addresses, spans) is worked out on the characters of a whole
//! paragraph at once (`line`).

mod address;
mod blocks;
mod fancy_list;
mod heading;
mod line;
mod line_marker;
mod list;
mod marker;
mod note;
mod problem;
mod quotation_marks;
mod read;
mod rewrite;
#[cfg(test)]
mod sketch;
mod smart;
mod span;
mod structure;
#[cfg(test)]
mod tests;
mod values;

pub use problem::Problem;
pub use read::{Body, FindPicture, body, inline, written};
pub use values::{Placed, Values, placed};
