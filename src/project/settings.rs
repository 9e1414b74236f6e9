//! `letterctl.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use toml::de::DeTable;

use crate::clock::{self, Date};
use crate::diagnostic::{Diagnostic, Place, backquoted, did_you_mean};
use crate::project::SETTINGS;

/// What a project's `letterctl.toml` says; everything in it is optional.
///
/// These settings travel with a clone, so none of them runs a program or holds a password.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The letter when the command line names none.
    pub template: Option<String>,
    /// Front matter that every letter shares, unread: `source` knows its keys.
    pub letter: toml::Table,
    /// About the list.
    pub signatories: SignatoriesSettings,
    /// About type.
    pub fonts: FontSettings,
    /// About the page for the web.
    pub html: HtmlSettings,
    /// About mail.
    pub mail: MailSettings,
    /// About review rounds.
    pub review: ReviewSettings,
}

/// `[signatories]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SignatoriesSettings {
    /// The list's file, `signatories.csv` when absent.
    pub file: Option<String>,
    /// Columns to publish that are not public by themselves.
    pub public: BTreeSet<String>,
    /// The map of an import's columns, as remembered.
    pub import: BTreeMap<String, String>,
}

/// `[fonts]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FontSettings {
    /// A folder with font files.
    pub folder: Option<String>,
    /// Families to take characters from that the letter's own lacks.
    pub fallback: Vec<String>,
}

/// `[html]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct HtmlSettings {
    /// The address at which the page stands; with a `/` at its end, that of its folder.
    #[serde(deserialize_with = "web_address")]
    pub url: Option<String>,
}

/// `[mail]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MailSettings {
    /// The submission server.
    pub host: Option<String>,
    /// Its port.
    pub port: Option<u16>,
    /// `starttls`, `tls` or, on loopback, `none`.
    pub tls: Option<String>,
    /// `password` or `xoauth2`.
    pub auth: Option<String>,
    /// Who logs in.
    pub username: Option<String>,
    /// The sender's mailbox: `Jane Doe <jane@example.org>`.
    pub from: Option<String>,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// Mails a minute.
    pub rate_per_minute: Option<u32>,
    /// Mails a day.
    pub daily_limit: Option<u32>,
}

/// `[review]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ReviewSettings {
    /// The review list's file.
    pub list: Option<String>,
    /// The last day on which an answer is asked for.
    #[serde(deserialize_with = "day")]
    pub deadline: Option<Date>,
    /// How long to wait before a reminder: `3 days`.
    #[serde(deserialize_with = "span")]
    pub remind_after: Option<Duration>,
}

/// The keys of `[mail]`, which a user's own settings have too.
pub const MAIL_KEYS: &[&str] = &[
    "host",
    "port",
    "tls",
    "auth",
    "username",
    "from",
    "reply_to",
    "rate_per_minute",
    "daily_limit",
];

/// Every key, by table. `[letter]` and `[signatories.import]` have keys of their own.
const KEYS: [(&str, &[&str]); 6] = [
    ("", &["template", "letter", "signatories", "fonts", "html", "mail", "review"]),
    ("signatories", &["file", "public", "import"]),
    ("fonts", &["folder", "fallback"]),
    ("html", &["url"]),
    ("mail", MAIL_KEYS),
    ("review", &["list", "deadline", "remind_after"]),
];

impl Settings {
    /// Reads the text of a `letterctl.toml`; all that is wrong with it at once.
    pub fn parse(text: &str) -> Result<Self, Vec<Diagnostic>> {
        let syntax = |error: toml::de::Error| {
            let range = error.span().unwrap_or(0..0);
            vec![at(text, range, Diagnostic::error("settings", error.message().trim_end()))]
        };
        let table = DeTable::parse(text).map_err(syntax)?;
        let unknown = unknown_keys(text, table.get_ref());
        if !unknown.is_empty() {
            return Err(unknown);
        }
        toml::from_str(text).map_err(syntax)
    }
}

/// Reads a day: one of TOML, or a string that tells one.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let day = match toml::Value::deserialize(deserializer)? {
        toml::Value::String(text) => clock::date(text.trim()),
        toml::Value::Datetime(time) => time.date.and_then(|date| clock::date(&date.to_string())),
        _ => None,
    };
    day.map(Some).ok_or_else(|| D::Error::custom("`deadline` is no day such as 2026-12-06"))
}

/// Reads a span of time: `3 days`.
fn span<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let span = match toml::Value::deserialize(deserializer)? {
        toml::Value::String(text) => clock::span(text.trim()),
        _ => None,
    };
    span.map(Some)
        .ok_or_else(|| D::Error::custom("`remind_after` is no span of time such as \"3 days\""))
}

/// Reads an address on the web.
fn web_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let url = String::deserialize(deserializer)?;
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_written = |text: &str| !text.starts_with('/') && !text.is_empty();
    if host.is_some_and(is_written) && url.chars().all(|char| char.is_ascii_graphic()) {
        return Ok(Some(url));
    }
    Err(D::Error::custom("`url` is no address such as \"https://example.org/letter/\""))
}

/// The columns that `[signatories] public` of a text lists, each with its place.
pub(crate) fn public_columns(text: &str) -> Vec<(String, Place)> {
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let list = table.get_ref().get("signatories").and_then(|list| list.get_ref().as_table());
    let public = list.and_then(|list| list.get("public")?.get_ref().as_array());
    let named = |column: &toml::Spanned<toml::de::DeValue<'_>>| {
        let place = Place::new(Path::new(SETTINGS), text, column.span());
        Some((column.get_ref().as_str()?.to_owned(), place))
    };
    public.into_iter().flat_map(|columns| columns.iter().filter_map(named)).collect()
}

fn unknown_keys(text: &str, table: &DeTable<'_>) -> Vec<Diagnostic> {
    let mut unknown = Vec::new();
    for (name, keys) in KEYS {
        let section = match name {
            "" => Some(table),
            name => table.get(name).and_then(|value| value.get_ref().as_table()),
        };
        for (key, _) in section.into_iter().flatten() {
            if !keys.contains(&key.get_ref().as_ref()) {
                unknown.push(at(text, key.span(), unknown_key(name, key.get_ref(), keys)));
            }
        }
    }
    unknown
}

fn unknown_key(section: &str, key: &str, keys: &[&str]) -> Diagnostic {
    let place = if section.is_empty() { String::new() } else { format!(" in `[{section}]`") };
    let diagnostic = Diagnostic::error("unknown-key", format!("unknown key `{key}`{place}"));
    if key == "password_command" || key == "password" {
        return diagnostic
            .help("settings travel with a clone: put `password_command` into `~/.config/letterctl/mail.toml`");
    }
    let known = || keys.iter().copied();
    diagnostic.help(
        did_you_mean(key, known())
            .unwrap_or_else(|| format!("known keys: {}", backquoted(known()))),
    )
}

fn at(text: &str, range: Range<usize>, diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.at(Place::new(Path::new(SETTINGS), text, range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_named_with_its_place_and_the_nearest_known_one() {
        let text = "tempalte = \"x\"\n[signatories]\nfiel = \"y.csv\"\n";
        let errors = Settings::parse(text).unwrap_err();
        let said: Vec<_> = errors
            .iter()
            .map(|error| {
                let place = error.place.as_ref().unwrap();
                (error.message.as_str(), place.line, place.column, error.help[0].as_str())
            })
            .collect();
        assert_eq!(
            said,
            [
                ("unknown key `tempalte`", 1, 1, "did you mean `template`?"),
                ("unknown key `fiel` in `[signatories]`", 3, 1, "did you mean `file`?"),
            ]
        );
    }

    #[test]
    fn a_wrong_type_has_its_place() {
        let errors = Settings::parse("[mail]\nport = \"many\"\n").unwrap_err();
        assert_eq!(errors[0].place.as_ref().unwrap().line, 2);
    }

    #[test]
    fn a_deadline_is_a_day_with_or_without_quotes() {
        let deadline = |value: &str| {
            let text = format!("[review]\ndeadline = {value}\n");
            Settings::parse(&text)
                .map(|settings| settings.review.deadline.map(|day| day.to_string()))
        };
        for day in ["2026-12-06", "\"2026-12-06\"", "2026-12-06T18:00:00Z", "\"2026-12-06 18:00\""]
        {
            assert_eq!(deadline(day).unwrap().as_deref(), Some("2026-12-06"), "{day}");
        }
        for none in ["\"soon\"", "12", "18:00:00"] {
            let errors = deadline(none).unwrap_err();
            let place = errors[0].place.as_ref().unwrap();
            assert_eq!((place.line, place.column), (2, 12), "{none}");
            assert!(errors[0].message.ends_with("is no day such as 2026-12-06"));
        }
    }

    #[test]
    fn a_span_before_a_reminder_is_told_in_words() {
        let span = |value: &str| {
            let text = format!("[review]\nremind_after = {value}\n");
            Settings::parse(&text)
                .map(|settings| settings.review.remind_after.map(|span| span.as_secs() / 3600))
        };
        let known = [("3 days", 72), ("1 day 12 hours", 36), ("1 week", 168), ("0 days", 0)];
        for (text, hours) in known {
            assert_eq!(span(&format!("\"{text}\"")).unwrap(), Some(hours), "{text}");
        }
        for none in ["\"soon\"", "3", "\"-3 days\"", "\"1 month\""] {
            let errors = span(none).unwrap_err();
            assert_eq!(errors[0].place.as_ref().map(|place| place.line), Some(2), "{none}");
        }
    }

    #[test]
    fn the_address_of_a_page_is_one_of_the_web() {
        let url = |value: &str| {
            Settings::parse(&format!("[html]\nurl = \"{value}\"\n"))
                .map(|settings| settings.html.url)
        };
        let address = "https://example.org/letter/";
        assert_eq!(url(address).unwrap().as_deref(), Some(address));
        for none in
            ["example.org", "https://", "https:///x", "javascript:x", "https://example.org/a b"]
        {
            let errors = url(none).unwrap_err();
            assert_eq!(errors[0].place.as_ref().map(|place| place.line), Some(2), "{none}");
        }
    }

    #[test]
    fn a_command_for_the_password_is_sent_to_the_users_own_settings() {
        let errors = Settings::parse("[mail]\npassword_command = \"pass smtp\"\n").unwrap_err();
        assert!(errors[0].help[0].contains("~/.config/letterctl/mail.toml"));
    }
}
