//! What is wrong in the user's texts, of many messages at once.

use crate::commands::Result;
use crate::diagnostic::Diagnostic;
use crate::failure::{Cause, Failure};

/// What is wrong in the user's texts, collected.
#[derive(Default)]
pub(crate) struct Problems(Vec<Diagnostic>);

impl Problems {
    /// What was made, if it was; another failure than the user's texts ends all.
    pub(crate) fn without<T>(&mut self, made: Result<T>) -> Result<Option<T>> {
        match made {
            Ok(made) => Ok(Some(made)),
            Err(Failure { cause: Cause::Diagnostics(found), .. }) => {
                self.0.extend(found);
                Ok(None)
            }
            Err(failure) => Err(failure),
        }
    }

    /// All of them, each once, if there are some.
    pub(crate) fn end(mut self) -> Result<()> {
        self.0.dedup();
        if self.0.is_empty() { Ok(()) } else { Err(self.0.into()) }
    }
}
