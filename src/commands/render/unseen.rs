//! What an envelope with a window has no room for.

use crate::commands::render::job::Job;
use crate::diagnostic::Diagnostic;
use crate::model::Part;

/// What is to be said of parts that an envelope with a window has no room for.
pub(crate) fn unseen(parts: &[Part], job: &Job) -> Vec<Diagnostic> {
    let of = |part: &Part| {
        let (what, room, help) = match part {
            Part::Letterhead => (
                "the letterhead",
                "has no room above the window of the envelope",
                "shorten it; `din5008b` has more room than `din5008a`",
            ),
            _ => (
                "the address",
                "is longer than the window of the envelope shows",
                "shorten it to six lines (`us10`: five), or take `window` out",
            ),
        };
        let of = job.addressee.as_ref().filter(|_| *part == Part::Addresses);
        let of = of.map_or(String::new(), |_| format!(" of {}", job.purpose));
        let message = format!("{what}{of} {room}, and stands in the text");
        let place = job.assembled.places.keys.get("page.window");
        Diagnostic::note("window", message).at(place.cloned()).help(help)
    };
    parts.iter().map(of).collect()
}
