//! `letterctl draft show`.

use clap::Args;
use serde_json::{Map, Value, json};

use crate::commands::{Outcome, Result, Session};
use crate::diagnostic::backquoted;
use crate::draft::{self, Texts, Version, Weight};
use crate::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The version: its label such as `v1`, or its id or the first digits of it
    version: String,

    /// Only the text in this language; by default all, one after another
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

pub(crate) fn run(args: &ShowArgs, session: &Session) -> Result {
    let console = &session.console;
    let drafts = session.project()?.drafts();
    let versions = draft::versions(&drafts)?;
    let version = draft::find(&versions, &args.version)?;
    let texts = chosen(draft::texts(&drafts, version)?, args.language.as_deref(), version)?;
    draft::source(&drafts, version)?;
    if console.is_json() {
        console.json(&report(version, &texts))?;
    } else {
        let text: String = texts.iter().map(|(_, text)| text).collect();
        console.data(text.as_bytes())?;
    }
    Ok(Outcome::Done)
}

/// The texts, or the one in a language.
fn chosen(texts: Texts, language: Option<&str>, version: &Version) -> Result<Texts> {
    let Some(language) = language else { return Ok(texts) };
    let found = texts.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(language));
    let found = found.map(|(tag, text)| Texts::new([(tag.to_owned(), text.to_owned())]));
    found.ok_or_else(|| {
        let there = backquoted(texts.iter().map(|(tag, _)| tag));
        Failure::user(format!("{} is not there in `{language}`", version.label))
            .hint(format!("it is there in {there}"))
    })
}

/// All that `version.toml` tells, and the texts by language.
fn report(version: &Version, texts: &Texts) -> Value {
    let files = version.files.iter();
    let files = files.map(|file| json!({ "path": file.path, "sha256": file.digest.as_str() }));
    let texts = texts.iter().map(|(tag, text)| (tag.to_owned(), Value::from(text)));
    json!({
        "version": version.label,
        "id": version.id(),
        "digest": version.digest.as_str(),
        "time": version.time.to_string(),
        "today": version.today.to_string(),
        "as_of": version.as_of.map(|day| day.to_string()),
        "author": version.author,
        "note": version.note,
        "form": version.form,
        "program": version.program,
        "editorial": version.weight == Weight::Editorial,
        "files": files.collect::<Vec<_>>(),
        "texts": texts.collect::<Map<_, _>>(),
    })
}
