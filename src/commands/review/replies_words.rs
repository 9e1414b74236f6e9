//! What `review replies` says beside its table.

use std::collections::BTreeSet;

use crate::commands::review::judged::{Judged, ReplySources};
use crate::commands::review::left::left;
use crate::console::Console;
use crate::review::{Reply, Undelivered, Verdict};

/// Says how many answers `--accept` would record.
pub(crate) fn say_recordable(judged: &Judged, console: &Console) {
    let is_recordable = |verdict: &Verdict| matches!(verdict, Verdict::Recordable(_));
    match judged.replies.iter().filter(|(_, verdict)| is_recordable(verdict)).count() {
        0 => console.status("No answer can be recorded."),
        1 => console.status("1 answer can be recorded: run it again with `--accept`."),
        count => {
            console
                .status(format!("{count} answers can be recorded: run it again with `--accept`."));
        }
    }
}

/// Says what is left to a person, what did not arrive, and what was passed over.
pub(crate) fn say(judged: &Judged, sources: &ReplySources, console: &Console) {
    for (reply, verdict) in &judged.replies {
        if let Verdict::Left(reason) = verdict {
            console.status(left(reply, *reason, sources));
        } else if matches!(verdict, Verdict::Recordable(_)) {
            notes(reply, sources).for_each(|note| console.status(note));
        }
    }
    for undelivered in &judged.rest.undelivered {
        console.status(not_arrived(undelivered, sources));
    }
    let absent: BTreeSet<_> = judged.rest.absent.iter().map(|asked| &*asked.recipient).collect();
    if !absent.is_empty() {
        let ids = absent.into_iter().collect::<Vec<_>>().join(", ");
        let answers = counted(judged.rest.absent.len(), "automatic answer");
        console.status(format!("Left out {answers}, as of somebody who is away: {ids}."));
    }
    for passed in &judged.rest.passed_over {
        console.status(format!("Passed over {}: {}.", passed.place, passed.reason));
    }
    if judged.rest.others > 0 {
        let messages = counted(judged.rest.others, "message");
        console.status(format!("Left out {messages} on other matters."));
    }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// What is worth knowing of a reply that may be recorded.
fn notes<'a>(
    reply: &'a Reply,
    sources: &'a ReplySources,
) -> impl Iterator<Item = String> + use<'a> {
    let id = &reply.asked.recipient;
    let early = reply.is_early.then(|| {
        format!("{id} ({}): by its date it was written before the draft went out.", reply.place)
    });
    let version = sources.version(&reply.asked).filter(|_| !sources.is_newest(&reply.asked));
    let older = version.map(|version| {
        format!("{id} ({}): it is about {}, not the newest version.", reply.place, version.label)
    });
    early.into_iter().chain(older)
}

fn not_arrived(undelivered: &Undelivered, sources: &ReplySources) -> String {
    let Undelivered { asked, address, reason, is_delayed } = undelivered;
    let version = sources.version(asked).map_or(&asked.version, |version| &version.label);
    let how = if *is_delayed { "has not arrived yet" } else { "did not arrive" };
    let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
    format!("The draft {version} for {} {how} at {address}{reason}.", asked.recipient)
}
