//! `edition-1.toml`: what went out, under a seal.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::draft::sealed::{self, Record, inline_table, quoted};
use crate::draft::{Digest, DraftError, Edition, EditionLetter, PublicList, Way};

/// The file, without the number, which its name tells.
pub(crate) fn write(edition: &Edition) -> String {
    let mut record = Record::default();
    record.string("version", &edition.version);
    record.string("time", &edition.time.to_string());
    record.string("day", &edition.day.to_string());
    if let Some(as_of) = edition.list.as_of {
        record.string("as_of", &as_of.to_string());
    }
    if edition.way == Way::Mail {
        record.bare("mailed", "true");
    }
    record.string("program", &edition.program);
    record.string("author", &edition.author);
    record.lines("signatories", &edition.list.csv);
    record.tables("letters", edition.letters.iter().map(letter));
    record.sealed()
}

fn letter(letter: &EditionLetter) -> String {
    let row = letter.addressee.as_ref().map(|row| {
        inline_table(row.iter().map(|(column, value)| (column.as_str(), quoted(value))))
    });
    let rest = [("language", quoted(&letter.language)), ("sha256", quoted(letter.digest.as_str()))];
    inline_table(row.map(|row| ("addressee", row)).into_iter().chain(rest))
}

#[derive(Deserialize)]
struct Written {
    version: String,
    time: String,
    day: String,
    as_of: Option<String>,
    #[serde(default)]
    mailed: bool,
    program: String,
    author: String,
    signatories: String,
    letters: Vec<WrittenLetter>,
    #[serde(rename = "seal")]
    _seal: String,
    #[serde(flatten)]
    unknown: toml::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLetter {
    addressee: Option<BTreeMap<String, String>>,
    language: String,
    sha256: String,
}

/// Reads the file of the edition with a number, and checks its seal. `shown` is its path as errors
/// tell it.
pub(crate) fn read(bytes: &[u8], number: u32, shown: &Path) -> Result<Edition, DraftError> {
    let written: Written = sealed::read(bytes, shown)?;
    let file = || shown.to_owned();
    if !written.unknown.is_empty() {
        return Err(DraftError::Newer { file: file(), program: written.program });
    }
    let no = |what: &str, value: &str| DraftError::Unreadable {
        file: file(),
        reason: format!("`{value}` is no {what}"),
    };
    let date = |text: &str| text.parse().map_err(|_| no("date", text));
    let letters = written.letters.into_iter().map(|letter| {
        let digest = Digest::parse(&letter.sha256).ok_or_else(|| no("SHA-256", &letter.sha256))?;
        Ok(EditionLetter { addressee: letter.addressee, language: letter.language, digest })
    });
    Ok(Edition {
        number,
        time: written.time.parse().map_err(|_| no("time", &written.time))?,
        day: date(&written.day)?,
        list: PublicList {
            csv: written.signatories,
            as_of: written.as_of.as_deref().map(date).transpose()?,
        },
        way: if written.mailed { Way::Mail } else { Way::Hand },
        letters: letters.collect::<Result<_, DraftError>>()?,
        version: written.version,
        program: written.program,
        author: written.author,
    })
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::draft::sealed::resealed;

    fn edition() -> Edition {
        let row = [("id", "see"), ("name", "Ms. \"See\""), ("floor no.", "2")];
        let row = row.map(|(column, value)| (column.to_owned(), value.to_owned()));
        let letter = |addressee, language: &str| EditionLetter {
            addressee,
            language: language.to_owned(),
            digest: Digest::of(b"pdf"),
        };
        Edition {
            number: 3,
            version: "v2@982d9e3eb996".to_owned(),
            time: "2026-11-24T12:00:00Z".parse().unwrap(),
            day: "2026-11-24".parse().unwrap(),
            list: PublicList {
                csv: "id,name\na,\"Zell, Co.\"\nb,\"A \"\"B\"\"\"\n".to_owned(),
                as_of: Some("2026-11-20".parse().unwrap()),
            },
            way: Way::Hand,
            program: "0.1.0".to_owned(),
            author: "Ines".to_owned(),
            letters: vec![letter(Some(row.into()), "de"), letter(None, "en-US")],
        }
    }

    fn reread(text: &str) -> Result<Edition, DraftError> {
        read(text.as_bytes(), 3, Path::new("drafts/edition-3.toml"))
    }

    #[test]
    fn it_is_written_for_people_too_and_read_again() {
        let text = write(&edition());
        assert_data_eq!(text.clone(), str![[r#"
version = "v2@982d9e3eb996"
time = "2026-11-24T12:00:00Z"
day = "2026-11-24"
as_of = "2026-11-20"
program = "0.1.0"
author = "Ines"
signatories = """
id,name
a,"Zell, Co."
b,"A "\"B"\""
"""
letters = [
  { addressee = { "floor no." = "2", id = "see", name = "Ms. \"See\"" }, language = "de", sha256 = "c35b21d6ca39aa7cc3b79a705d989f1a6e88b99ab43988d74048799e3db926a3" },
  { language = "en-US", sha256 = "c35b21d6ca39aa7cc3b79a705d989f1a6e88b99ab43988d74048799e3db926a3" },
]
seal = "c52edea21399b5f13f42f6c1485e46ce0ad4b78da5d9577f25fffc6f8eab5fbe"

"#]].raw());
        assert_eq!(reread(&text).unwrap(), edition());
        let mailed = Edition { way: Way::Mail, ..edition() };
        assert_eq!(reread(&write(&mailed)).unwrap(), mailed);
    }

    #[test]
    fn what_is_sealed_and_yet_no_edition_is_refused() {
        let text = write(&edition());
        for (from, to, said) in [
            ("day = ", "more = 1\nday = ", "was written by letterctl 0.1.0, which is newer"),
            ("2026-11-24T12", "T12", "is no time"),
            ("2026-11-20", "2026-13-01", "`2026-13-01` is no date"),
            ("sha256 = \"", "sha256 = \"0", "is no SHA-256"),
            ("author", "outhar", "missing field `author`"),
        ] {
            let error = reread(&resealed(&text.replace(from, to))).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
        let error = reread(&text.replace("Ines", "Inez")).unwrap_err();
        assert!(matches!(error, DraftError::BrokenSeal { .. }));
    }
}
