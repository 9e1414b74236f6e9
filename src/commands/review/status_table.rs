//! A round as tables.

use crate::commands::review::round::ProjectRound;
use crate::commands::review::status_words::{answer, day};
use crate::diagnostic::visible;
use crate::review::RoundRecipient;

/// Everybody with what they got and what they answered, under heads. Columns with nothing in them
/// are left out.
pub(crate) fn table(of: &ProjectRound) -> Vec<Vec<String>> {
    let heads = ["id", "name", "email", "state", "sent", "reminders", "answer"];
    let rows = of.round.recipients.iter().map(|recipient| row(recipient, of));
    without_empty_columns(&heads, rows.collect())
}

fn row(recipient: &RoundRecipient, of: &ProjectRound) -> Vec<String> {
    let draft = recipient.draft.as_ref();
    let out = draft.filter(|draft| draft.is_out());
    let reminders = match (recipient.reminded(), recipient.last_message()) {
        (0, _) => String::new(),
        (number, Some(last)) => format!("{number}, last {}", day(&last.to_string())),
        (number, None) => number.to_string(),
    };
    vec![
        visible(&recipient.id),
        visible(&recipient.name),
        visible(&recipient.email),
        draft.map_or("none".to_owned(), |draft| draft.state.to_string()),
        out.and_then(|draft| draft.time).map(|time| day(&time.to_string())).unwrap_or_default(),
        reminders,
        answer(recipient, of),
    ]
}

/// The messages that failed, each with what the server said, under heads.
pub(crate) fn failures(of: &ProjectRound) -> Vec<Vec<String>> {
    let heads = ["id", "name", "email", "message", "reply"].map(str::to_owned).to_vec();
    let failed = of.round.recipients.iter().flat_map(|recipient| {
        recipient.failed().map(|message| {
            let RoundRecipient { id, name, email, .. } = recipient;
            let purpose = message.key.purpose.to_string();
            [id, name, email, &purpose, &message.reply].map(|text| visible(text)).to_vec()
        })
    });
    std::iter::once(heads).chain(failed).collect()
}

fn without_empty_columns(heads: &[&str], rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let is_filled = |column: usize| rows.iter().any(|row| !row[column].is_empty());
    // A list of nobody has all its heads.
    let shown = (0..heads.len()).filter(|column| rows.is_empty() || is_filled(*column));
    let shown: Vec<_> = shown.collect();
    let heads = heads.iter().map(|head| (*head).to_owned()).collect();
    let table = std::iter::once(heads).chain(rows);
    table.map(|row: Vec<_>| shown.iter().map(|column| row[*column].clone()).collect()).collect()
}
