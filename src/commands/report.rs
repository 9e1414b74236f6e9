//! What is said of a command that failed.

use crate::console::Console;
use crate::failure::{Cause, Failure};

/// Says why something failed, and what to do about it.
pub(crate) fn report(failure: &Failure, console: &Console) {
    match &failure.cause {
        Cause::Diagnostics(diagnostics) => console.diagnostics(diagnostics),
        Cause::Error(error) => console.error(error.as_ref(), &failure.hints),
        Cause::ClosedPipe => {}
    }
}
