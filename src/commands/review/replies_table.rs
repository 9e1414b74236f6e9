//! The replies of a mailbox as a table.

use crate::clock;
use crate::commands::review::judged::{Judged, ReplySources};
use crate::console;
use crate::diagnostic::visible;
use crate::review::{AddressMatch, Reply, Said, Verdict};

/// The longest remark that is shown, in characters.
const LONGEST: usize = 60;

/// Who answered, to which version, what, from where, when, how that stands, and what they added.
pub(crate) fn table(judged: &Judged, sources: &ReplySources) -> String {
    let heads = ["id", "name", "version", "answer", "from", "on", "state", "remark"];
    let heads = heads.map(str::to_owned).to_vec();
    let rows = judged.replies.iter().map(|(reply, verdict)| row(reply, *verdict, sources));
    console::aligned(&std::iter::once(heads).chain(rows).collect::<Vec<_>>())
}

fn row(reply: &Reply, verdict: Verdict, sources: &ReplySources) -> Vec<String> {
    let version = sources.version(&reply.asked).map(|version| version.label.clone());
    let name = sources.reviewer(&reply.asked).map(|reviewer| visible(&reviewer.name));
    let from = match reply.address {
        AddressMatch::Same => reply.from.clone(),
        AddressMatch::Other => format!("{} (another)", reply.from),
        AddressMatch::Unknown => format!("{} (unknown)", reply.from),
    };
    vec![
        reply.asked.recipient.clone(),
        name.unwrap_or_default(),
        version.unwrap_or_else(|| reply.asked.version.clone()),
        answer(reply.said),
        from,
        reply.time.map(|time| clock::day_of(time).to_string()).unwrap_or_default(),
        verdict.word().to_owned(),
        shortened(reply.remark.first().map_or("", String::as_str)),
    ]
}

/// An answer; one that is only proposed has a question mark.
fn answer(said: Said) -> String {
    match said {
        Said::Subject(answer) => answer.word().to_owned(),
        Said::Words(answer) => format!("{}?", answer.word()),
        Said::Unclear => "?".to_owned(),
    }
}

fn shortened(line: &str) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}
