//! A CSV file that keeps every byte: delimiter, byte-order mark, line ends, quoting, blank lines.
//! Only what is edited changes.

mod characters;
mod edit;
mod faults;
mod file;
mod loose;
mod place;
mod reasons;
mod records;
mod scan;
#[cfg(test)]
mod tests;

pub use characters::{is_printable, unprintable};
pub use file::Table;
pub use loose::{LooseRow, loose_rows};
pub use place::Excerpt;
pub use scan::QuoteFault;
