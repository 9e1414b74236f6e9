//! Errors of our own inside a template.

use minijinja::{Error, ErrorKind};

/// An error of ours inside a template.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// An error that a filter, a function or the printing of a value ends in.
pub(crate) fn refuse(code: &'static str, message: impl Into<String>) -> Error {
    refusal(Refusal { code, message: message.into(), help: None })
}

/// The same, with what to do about it.
pub(crate) fn refuse_with_help(
    code: &'static str,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Error {
    refusal(Refusal { code, message: message.into(), help: Some(help.into()) })
}

fn refusal(refusal: Refusal) -> Error {
    Error::new(ErrorKind::InvalidOperation, refusal.message.clone()).with_source(refusal)
}
