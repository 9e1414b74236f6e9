//! Answers as a workbook: XLSX or ODS.

mod error;
mod grid;
mod number;
mod number_format;
mod ods;
mod read;
mod xlsx;
mod xlsx_parts;

#[cfg(test)]
mod tests;

pub(crate) use read::read;
