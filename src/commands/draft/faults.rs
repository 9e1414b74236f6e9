//! What is found of versions and editions: that they are as they were, or what is wrong.

use std::collections::BTreeSet;

use crate::commands::{Outcome, Result};
use crate::console::Console;
use crate::failure::{Cause, Failure};

/// Says what is found, with what to do about it, each hint once.
#[derive(Default)]
pub(crate) struct Faults {
    are_some: bool,
    hints_given: BTreeSet<String>,
}

impl Faults {
    /// Says whether something is as it was when it was `done`, and what is wrong with it.
    pub(crate) fn say<F: Into<Failure>>(
        &mut self,
        name: &str,
        done: &str,
        faults: impl IntoIterator<Item = F>,
        console: &Console,
    ) -> Result<()> {
        let mut faults = faults.into_iter().peekable();
        if !console.is_json() {
            let end = match faults.peek() {
                Some(_) => format!("not as it was {done}"),
                None => "ok".to_owned(),
            };
            console.data(format!("{name} {end}\n").as_bytes())?;
        }
        self.are_some |= faults.peek().is_some();
        for fault in faults {
            let Failure { cause, mut hints, .. } = fault.into();
            hints.retain(|hint| self.hints_given.insert(hint.clone()));
            match cause {
                Cause::Error(error) => console.error(error.as_ref(), &hints),
                Cause::Diagnostics(problems) => console.diagnostics(&problems),
                Cause::ClosedPipe => {}
            }
        }
        Ok(())
    }

    /// How the command ends.
    pub(crate) fn outcome(&self) -> Outcome {
        if self.are_some { Outcome::Findings } else { Outcome::Done }
    }
}
