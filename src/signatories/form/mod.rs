//! Reading what forms, spreadsheets and sign-on repositories export.

mod answers;
mod clean;
mod delimited;
mod fields;
mod json;
mod limits;
mod problem;
mod read;
mod sniff;
mod text;
mod workbook;
mod yaml;
mod yaml_files;

pub use answers::{Form, Record};
pub use read::{parse_form, read_form};
