//! A reply that is left to a person: why, and what to do with it.

use crate::clock;
use crate::commands::review::judged::ReplySources;
use crate::review::{Reason, Reply, Said};

/// Why a reply is left to a person, and the command to record it by.
pub(crate) fn left(reply: &Reply, reason: Reason, sources: &ReplySources) -> String {
    let Reply { asked, place, .. } = reply;
    let command = command(reply, reason, sources).map(|command| format!("\n  {command}"));
    let command = command.unwrap_or_default();
    format!("Left {} ({place}): {}.{command}", asked.recipient, reason.told())
}

/// The command by which a person records a reply: of the mail, it has the day and no word.
fn command(reply: &Reply, reason: Reason, sources: &ReplySources) -> Option<String> {
    let reviewer = sources.reviewer(&reply.asked)?;
    let version = sources.version(&reply.asked)?;
    if !is_plain(&reviewer.id) {
        return None;
    }
    let id = &reviewer.id;
    match reason {
        Reason::NotSent | Reason::TakenOff | Reason::LaterVersion => return None,
        Reason::HasSigned => {
            let row = reviewer.signatory.as_deref().filter(|row| is_plain(row))?;
            return Some(format!("letterctl sign withdraw {row}"));
        }
        _ => {}
    }
    let answer = match reply.said {
        Said::Subject(answer) if !reply.is_doubtful => answer.word(),
        Said::Words(answer) => answer.word(),
        _ => "ANSWER",
    };
    let day = reply.time.map(|time| clock::day_of(time).min(clock::day()));
    let on = day.filter(|_| answer != "no").map(|day| format!(" --on {day}")).unwrap_or_default();
    Some(format!("letterctl review record {id} {answer} --version {}{on}", version.label))
}

/// Whether a shell takes a word as it is.
fn is_plain(word: &str) -> bool {
    let is_plain = |character: char| character.is_alphanumeric() || "-_.".contains(character);
    !word.starts_with('-') && word.chars().all(is_plain)
}
