//! What is said of a round.

use crate::clock;
use crate::commands::review::round::ProjectRound;
use crate::diagnostic::visible;
use crate::mail::Answer;
use crate::mail::outbox::State;
use crate::review::{Response, RoundRecipient};

/// What somebody answered, or since when they are silent, and what stands in the way.
pub(crate) fn answer(recipient: &RoundRecipient, of: &ProjectRound) -> String {
    let said = |response: &Response| {
        let is_this = response.version == of.round.version;
        let to = (!is_this).then(|| format!(" to {}", of.named(&response.version)));
        let to = to.unwrap_or_default();
        let on = Some(day(&response.time)).filter(|day| !day.is_empty());
        let on = on.map(|day| format!(", {day}")).unwrap_or_default();
        format!("{}{to}{on}", response.answer.word())
    };
    let since = recipient.silent_since().map(|time| day(&time.to_string()));
    let silent = || match since {
        Some(day) => format!("silent since {day}"),
        None => "silent".to_owned(),
    };
    let obstacle = match recipient {
        RoundRecipient { is_listed: false, .. } => Some("off the review list".to_owned()),
        RoundRecipient { email, .. } if email.is_empty() => Some("no address".to_owned()),
        _ => None,
    };
    let answer = recipient.answer.as_ref();
    let now = answer.map(said).or_else(|| recipient.is_silent().then(silent));
    let earlier = recipient.earlier.as_ref().filter(|_| answer.is_none());
    [now, earlier.map(|earlier| format!("earlier: {}", said(earlier))), obstacle]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; ")
}

/// How many got the version and answered what, and what is left to be settled.
pub(crate) fn sentences(of: &ProjectRound) -> Vec<String> {
    let Some(version) = &of.version else { return Vec::new() };
    let listed = || of.round.recipients.iter().filter(|recipient| recipient.is_listed);
    let count = |is: &dyn Fn(&RoundRecipient) -> bool| listed().filter(|one| is(one)).count();
    let answered = |answer| count(&|one| one.answer.as_ref().is_some_and(|a| a.answer == answer));
    let mut said = vec![format!(
        "{} of {} got {}: {} yes, {} changes, {} no, {} silent.",
        count(&RoundRecipient::got_draft),
        listed().count(),
        version.reference(),
        answered(Answer::Yes),
        answered(Answer::Changes),
        answered(Answer::No),
        count(&RoundRecipient::is_silent),
    )];
    let failed = of.round.recipients.iter().flat_map(RoundRecipient::failed).count();
    if failed > 0 {
        let messages = if failed == 1 { "message" } else { "messages" };
        let why = "`letterctl review status --failed` shows why";
        said.push(format!("{failed} {messages} failed: {why}."));
    }
    let messages = of.round.recipients.iter().flat_map(RoundRecipient::messages);
    let unknown = messages.filter(|message| message.state == State::Unknown);
    let unknown: Vec<_> =
        unknown.map(|message| format!("  {}", visible(&message.key.to_string()))).collect();
    if !unknown.is_empty() {
        let resolve = "`letterctl review resolve KEY --sent`, or `--not-sent`, settles";
        said.push(format!("Nobody knows whether these were sent, which {resolve}:"));
        said.extend(unknown);
    }
    said
}

/// The day of a time, or a text that is none as it stands.
pub(crate) fn day(time: &str) -> String {
    clock::date(time).map_or_else(|| visible(time), |day| day.to_string())
}
