//! `letterctl draft verify`.

use std::collections::BTreeSet;

use serde_json::json;

use crate::commands::draft::report::say_none;
use crate::commands::{Outcome, Result, Session};
use crate::draft::{self, Verified, Version};
use crate::failure::{Cause, Failure};

pub(crate) fn run(session: &Session) -> Result {
    let console = &session.console;
    let verified = draft::verify(&session.project()?.drafts())?;
    let is_sound = verified.iter().all(|verified| verified.faults.is_empty());
    if console.is_json() {
        console.json(&verified.iter().map(report).collect::<Vec<_>>())?;
    } else if verified.is_empty() {
        say_none(console);
    }
    let mut hints_given = BTreeSet::new();
    for verified in verified {
        if !console.is_json() {
            let end = if verified.faults.is_empty() { "ok" } else { "not as it was frozen" };
            console.data(format!("{} {end}\n", name(&verified)).as_bytes())?;
        }
        for fault in verified.faults {
            let Failure { cause, mut hints, .. } = fault.into();
            hints.retain(|hint| hints_given.insert(hint.clone()));
            if let Cause::Error(error) = cause {
                console.error(error.as_ref(), &hints);
            }
        }
    }
    Ok(if is_sound { Outcome::Done } else { Outcome::Findings })
}

fn name(verified: &Verified) -> String {
    verified.version.as_ref().map_or(verified.label.clone(), Version::reference)
}

fn report(verified: &Verified) -> serde_json::Value {
    let faults: Vec<_> = verified.faults.iter().map(ToString::to_string).collect();
    json!({
        "version": verified.label,
        "id": verified.version.as_ref().map(Version::id),
        "faults": faults,
    })
}
