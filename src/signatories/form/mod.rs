//! Reading what forms, spreadsheets and sign-on repositories export.

mod answers;

pub use answers::{Form, Record};
