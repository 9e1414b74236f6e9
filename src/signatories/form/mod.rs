//! Reading what forms, spreadsheets and sign-on repositories export.

mod form;

pub use form::{Form, Record};
