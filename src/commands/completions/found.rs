//! What a project has that can be named on a command line, each with words that tell what it is.

use crate::commands::completions::people;
use crate::commands::{Result, Session, outbox_paths};
use crate::completion::Named;
use crate::draft;
use crate::letters;
use crate::mail::outbox::{Outbox, State};

/// Values, each with words on it.
pub(crate) type Values = Vec<(String, String)>;

/// What there is of a kind; nothing where that cannot be read.
pub(crate) fn found(named: Named, session: &Session) -> Values {
    let found = match named {
        Named::Letter => letters(session),
        Named::Language => languages(session),
        Named::Version => versions(session),
        Named::Edition => editions(session),
        Named::Signatory => people::signatories(session),
        Named::Reviewer => people::reviewers(session),
        Named::Recipient => people::recipients(session),
        Named::Group => people::groups(session),
        Named::Column => people::columns(session),
        Named::UnknownMessage => unknown_messages(session),
    };
    found.unwrap_or_default()
}

fn letters(session: &Session) -> Result<Values> {
    Ok(plain(letters::names(&session.project()?)))
}

/// The languages that the letter is translated into, and the word for all of them.
fn languages(session: &Session) -> Result<Values> {
    let project = session.project()?;
    let letters = session.letters(Some(&project), None)?;
    let tags = letters.files().filter_map(|file| Some(file.language.as_ref()?.to_string()));
    Ok(plain(tags.chain(["all".to_owned()])))
}

/// The frozen versions, the newest first.
fn versions(session: &Session) -> Result<Values> {
    let versions = draft::versions(&session.project()?.drafts())?.into_iter().rev();
    Ok(versions.map(|version| (version.label, version.note)).collect())
}

/// The editions, the newest first.
fn editions(session: &Session) -> Result<Values> {
    let editions = draft::editions(&session.project()?.drafts())?.into_iter().rev();
    Ok(editions.map(|edition| (edition.number.to_string(), edition.version)).collect())
}

/// The messages of which nobody knows whether they arrived.
fn unknown_messages(session: &Session) -> Result<Values> {
    let outbox = Outbox::read(outbox_paths(&session.project()?))?;
    let unknown = outbox.entries().filter(|entry| entry.state == State::Unknown);
    Ok(plain(unknown.map(|entry| entry.key.to_string())))
}

/// Values that need no words.
pub(crate) fn plain(values: impl IntoIterator<Item = String>) -> Values {
    values.into_iter().map(|value| (value, String::new())).collect()
}
