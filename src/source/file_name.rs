//! The name of an output file by a pattern such as `out/{{ addressee.name | slug }}.pdf`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use minijinja::Error;
use minijinja::value::Value;

use crate::diagnostic::Diagnostic;
use crate::model::Language;
use crate::source::Purpose;
use crate::source::calls::Calls;
use crate::source::origin::{Origin, Texts};
use crate::source::refusal::refuse_with_help;
use crate::source::rows::Rows;
use crate::source::template::{Base, Templates};
use crate::source::template_error::Names;

/// Fills a pattern in for one addressee. A value puts no folder into it: one with `/`, `\`, a
/// control character or a dot at its head is an error, and so is an empty one.
pub fn file_name(
    pattern: &str,
    addressee: &BTreeMap<String, String>,
    language: &Language,
) -> Result<String, Box<Diagnostic>> {
    let texts = Texts::default();
    let origin =
        Origin { file: texts.add(None, Path::new("-o"), pattern), range: 0..pattern.len() };
    let templates = Templates::new(Purpose::Printed, &texts, language, None, &Calls::default());
    let fields = addressee.iter().map(|(column, cell)| (column.as_str(), cell.as_str()));
    let context = Value::from_pairs([("addressee", Value::from_pairs(fields))]);
    let rows = Rows::new(&Arc::default(), &BTreeSet::new(), language);
    let base = Base { origin, start: Some(0) };
    templates.fill_file_name(pattern, base, Names { context: &context, rows: &rows })
}

/// Refuses a value that could lead to another folder or hide the file.
pub(crate) fn check(value: &str) -> Result<(), Error> {
    let reason = if value.trim().is_empty() {
        "is empty"
    } else if value.contains(['/', '\\']) {
        "holds the name of a folder"
    } else if value.starts_with('.') {
        "begins with a dot"
    } else if value.contains(char::is_control) {
        "holds a control character"
    } else {
        return Ok(());
    };
    Err(refuse_with_help(
        "file-name",
        format!("a value {reason}, which no file name may"),
        "`| slug` makes a name of any value",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(pattern: &str, name: &str) -> Result<String, String> {
        let addressee = BTreeMap::from([("name".to_owned(), name.to_owned())]);
        file_name(pattern, &addressee, &Language::default()).map_err(|problem| problem.message)
    }

    #[test]
    fn a_value_puts_no_folder_into_the_name() {
        let pattern = "out/{{ addressee.name | slug }}.pdf";
        assert_eq!(named(pattern, "Ada Doe/2").as_deref(), Ok("out/ada-doe-2.pdf"));
        for name in ["../x", "a/b", "a\\b", ".hidden", "a\nb", " "] {
            let problem = named("out/{{ addressee.name }}.pdf", name).unwrap_err();
            assert!(problem.contains("which no file name may"), "{problem}");
        }
        assert_eq!(
            named("{{ addressee.nam }}", "x"),
            Err("`addressee.nam` is not defined".to_owned())
        );
    }
}
