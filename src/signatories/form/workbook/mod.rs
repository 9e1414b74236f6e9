//! Answers as a workbook: XLSX or ODS.

mod archive;
mod error;
mod grid;
mod number;
mod number_format;
mod ods;
mod read;
mod xlsx;
mod xlsx_parts;
mod xml;

#[cfg(test)]
mod tests;

pub(crate) use read::read;
