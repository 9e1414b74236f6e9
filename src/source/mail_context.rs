//! What the template of a mail sees: the letter as its own templates do, and its recipient.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use crate::clock::Date;
use crate::model::{Language, Letter};
use crate::source::absent::EmptyField;
use crate::source::date::Printed;
use crate::source::markdown::{Placed, placed};

/// What a mail says beside its letter.
#[derive(Clone, Debug)]
pub struct MailContext<'a> {
    /// The recipient's own handle, for errors.
    pub id: &'a str,
    /// What the mail may say of its recipient: `id`, `name`, `language` and the public columns, by
    /// their names in lower case.
    pub recipient: &'a BTreeMap<String, String>,
    /// The same of the row whom the recipient answers for.
    pub signatory: Option<&'a BTreeMap<String, String>>,
    /// Where an answer goes by one tap.
    pub answers: Option<&'a Answers>,
    /// Whether the text changed since the version that the recipient last got.
    pub changed: bool,
    /// The last day on which an answer is asked for.
    pub deadline: Option<Date>,
}

/// The addresses of three links, each of which begins a mail with an answer (RFC 6068).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Agreement to the text as it stands.
    pub yes: String,
    /// Agreement if the text is changed.
    pub changes: String,
    /// No agreement.
    pub no: String,
}

/// The mark of the changes in a filled-in mail: that of a list of signatories, which no mail has.
pub(crate) const CHANGES: Placed = Placed::Signatories(0);

/// The letter's own context, with what the mail adds.
pub(crate) fn context(
    of_letter: &Value,
    letter: &Letter,
    seen: &MailContext<'_>,
    language: &Language,
) -> Value {
    let keys = of_letter.try_iter().into_iter().flatten();
    let mut values: BTreeMap<String, Value> =
        keys.map(|key| (key.to_string(), of_letter.get_item(&key).unwrap_or_default())).collect();
    let front_matter = values.remove("letter").unwrap_or_default();
    values.insert("letter".to_owned(), of_front_matter(&front_matter, letter));
    let lacking = |name: &str, help| {
        EmptyField::value(format!("there is no `{name}` for `{}`", seen.id), help)
    };
    let ask = |name: &str| format!("ask before: `{{% if {name} %}}…{{% endif %}}`");
    let signatory = match seen.signatory {
        Some(columns) => row("signatory", columns, seen.id),
        None => lacking("signatory", ask("signatory")),
    };
    let answers = match seen.answers {
        Some(answers) => Value::from_object(answers.clone()),
        None => lacking("answers", "only a mail with a draft asks for an answer".to_owned()),
    };
    let changes = if seen.changed {
        Value::from_safe_string(placed(&CHANGES))
    } else {
        lacking("changes", ask("changes"))
    };
    let deadline = match seen.deadline {
        Some(date) => Printed::value(date, language),
        None => lacking("deadline", "set `deadline` under `[review]` in `letterctl.toml`".into()),
    };
    let added = [
        ("recipient", row("recipient", seen.recipient, seen.id)),
        ("signatory", signatory),
        ("answers", answers),
        ("changes", changes),
        ("deadline", deadline),
    ];
    values.extend(added.map(|(name, value)| (name.to_owned(), value)));
    Value::from(values)
}

/// The front matter, with the title that every letter has, and the salutation of its addressee.
fn of_front_matter(front_matter: &Value, letter: &Letter) -> Value {
    let keys = front_matter.try_iter().into_iter().flatten();
    let mut values: BTreeMap<String, Value> = keys
        .map(|key| (key.to_string(), front_matter.get_item(&key).unwrap_or_default()))
        .collect();
    let title = letter.document_title();
    for (key, value) in [("title", title.as_ref()), ("salutation", letter.salutation.as_ref())] {
        if let Some(value) = value {
            values.insert(key.to_owned(), Value::from(value.as_str()));
        }
    }
    Value::from(values)
}

fn row(name: &str, columns: &BTreeMap<String, String>, id: &str) -> Value {
    Value::from_pairs(columns.iter().map(|(column, cell)| {
        let value = if cell.is_empty() {
            let field = format!("{name}.{column}");
            let help =
                format!("fill in the cell, or ask before: `{{% if {field} %}}…{{% endif %}}`");
            EmptyField::value(format!("`{field}` is empty for `{id}`"), help)
        } else {
            Value::from(cell.as_str())
        };
        (column.as_str(), value)
    }))
}

impl Object for Answers {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let address = match key.as_str()? {
            "yes" => &self.yes,
            "changes" => &self.changes,
            "no" => &self.no,
            _ => return None,
        };
        Some(Value::from(address.as_str()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(&["yes", "changes", "no"])
    }
}

impl Answers {
    /// The three links, each a paragraph of Markdown; `hold` gives what stands for an address.
    pub(crate) fn markdown(&self, hold: impl Fn(&str) -> String) -> String {
        let links = [
            ("Yes, as it stands", &self.yes),
            ("Yes, with changes", &self.changes),
            ("No", &self.no),
        ];
        links.map(|(words, address)| format!("[{words}]({})", hold(address))).join("\n\n")
    }
}
