//! Writing into `letterctl.toml` what a command is to remember; comments and order stay.

use std::collections::BTreeMap;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, value};

use crate::diagnostic::{Diagnostic, Place};
use crate::files;
use crate::project::{Project, ProjectError, SETTINGS};

impl Project {
    /// Remembers under `[signatories] import` which header of a form feeds which column, and tells
    /// the file that was written, as it is shown; none where all of it stood there. What is
    /// remembered of other columns stays. A project without settings gets a file that says no more
    /// than that.
    pub fn remember_import(
        &self,
        map: &BTreeMap<String, String>,
    ) -> Result<Option<&'static Path>, ProjectError> {
        let path = self.settings_file();
        let before = self.settings_text();
        let after = with_import(before, map).map_err(|error| {
            let place = Place::new(Path::new(SETTINGS), before, error.span().unwrap_or(0..0));
            let problem = Diagnostic::error("settings", error.message().trim_end());
            ProjectError::Settings(vec![problem.at(place)])
        })?;
        if after == before {
            return Ok(None);
        }
        if path.exists() {
            files::replace(&path, after.as_bytes())?;
        } else {
            files::create(&path, after.as_bytes())?;
        }
        Ok(Some(Path::new(SETTINGS)))
    }
}

/// The text of settings with a map of an import.
fn with_import(text: &str, map: &BTreeMap<String, String>) -> Result<String, toml_edit::TomlError> {
    let mut document: DocumentMut = text.parse()?;
    let is_known = |(column, header): (&String, &String)| {
        let known = document.get("signatories").and_then(|list| list.get("import")?.get(column));
        known.and_then(Item::as_str) == Some(header)
    };
    if map.iter().all(is_known) {
        return Ok(text.to_owned());
    }
    let mut new = Table::new();
    let comments = document.trailing().as_str().unwrap_or_default().trim_end().to_owned();
    if !comments.is_empty() && document.get("signatories").is_none() {
        // The new table stands at the end, behind what stood there.
        new.decor_mut().set_prefix(format!("{comments}\n\n"));
        document.set_trailing("");
    }
    let list = document.entry("signatories").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let import =
        list.as_table_like_mut().map(|list| list.entry("import").or_insert(Item::Table(new)));
    if let Some(import) = import.and_then(Item::as_table_like_mut) {
        for (column, header) in map {
            import.insert(column, value(header));
        }
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remembered(text: &str) -> String {
        let map = [("name", "Organization name"), ("via ngo", "Über")];
        let map = map.map(|(column, header)| (column.to_owned(), header.to_owned()));
        with_import(text, &map.into()).unwrap()
    }

    #[test]
    fn settings_that_are_not_there_get_what_is_remembered() {
        let text = remembered("");
        assert_eq!(
            text,
            "[signatories.import]\nname = \"Organization name\"\n\"via ngo\" = \"Über\"\n"
        );
        assert_eq!(remembered(&text), text);
    }

    #[test]
    fn what_is_remembered_stands_behind_the_comments_of_a_file() {
        let comments = "# template = \"x\"\n\n# [signatories]\n# file = \"s.csv\"\n";
        let text = remembered(comments);
        assert!(text.starts_with(&format!("{comments}\n[signatories.import]\n")), "{text}");
        assert_eq!(remembered(&text), text);
    }

    #[test]
    fn comments_order_and_other_columns_stay() {
        let before = "# ours\n[signatories] # list\nfile = \"s.csv\"\n\
            import = { email = \"E-mail\", name = \"Group\" } # of the form\n\n[mail]\n";
        assert_eq!(
            remembered(before),
            "# ours\n[signatories] # list\nfile = \"s.csv\"\n\
             import = { email = \"E-mail\", name = \"Organization name\", \"via ngo\" = \"Über\" } \
             # of the form\n\n[mail]\n"
        );
        let before = "[mail]\nport = 25\n\n[signatories]\npublic = []\n\n[fonts]\n";
        assert_eq!(
            remembered(before),
            "[mail]\nport = 25\n\n[signatories]\npublic = []\n\n[signatories.import]\n\
             name = \"Organization name\"\n\"via ngo\" = \"Über\"\n\n[fonts]\n"
        );
    }
}
