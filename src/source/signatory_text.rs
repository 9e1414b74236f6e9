//! What is printed of one signatory: its fields, or the pattern of `show`.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{Inline, Kind, Language, Layout, Paragraph, Signatory, Wording};
use crate::source::direction::{isolates, runs_against};
use crate::source::list_settings::{Form, GroupSettings};
use crate::source::markdown;
use crate::source::origin::{Origin, Texts};
use crate::source::read::of_markdown;
use crate::source::row_list::RowValue;
use crate::source::rows::Rows;
use crate::source::template::{Base, Templates};

/// What signatories are made from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) rows: &'a Arc<Rows>,
    pub(crate) templates: &'a Templates,
    pub(crate) texts: &'a Texts,
    pub(crate) language: &'a Language,
}

/// The columns of a table of these rows, in the order of the table.
pub(crate) fn columns(
    source: Source<'_>,
    settings: &GroupSettings,
    indices: &[usize],
) -> Vec<String> {
    match &settings.form {
        Form::Fields(fields) => fields.clone(),
        Form::Show(..) => vec!["name".to_owned()],
        Form::Usual => {
            let occurs = |column: &&str| {
                *column == "name"
                    || indices.iter().any(|index| !source.rows.cell(*index, column).is_empty())
            };
            let usual = ["name", "role", "affiliation"].into_iter().filter(occurs);
            usual.map(ToOwned::to_owned).collect()
        }
    }
}

/// The signatories at these rows, as a group shows them. A pattern is compiled once, and its first
/// failure ends it.
pub(crate) fn signatories(
    source: Source<'_>,
    settings: &GroupSettings,
    indices: &[usize],
) -> Result<Vec<Signatory>, Vec<Diagnostic>> {
    let table = settings.layout == Layout::Table;
    let parted = table || settings.layout == Layout::Lines;
    if let Form::Show(pattern, origin) = &settings.form {
        let base = Base::of_text(source.texts, origin, pattern);
        let fill = source
            .templates
            .pattern(pattern, base, source.rows)
            .map_err(|problem| vec![*problem])?;
        let shown = |index: &usize| {
            let row = RowValue::value(source.rows, *index);
            let text = fill(row).map_err(|problem| vec![*problem])?;
            let text = inline(source, &text, origin)?;
            let cells = if parted { vec![text.clone()] } else { Vec::new() };
            let language = own_language(source, *index);
            Ok(Signatory { text, cells, signature: None, language })
        };
        return indices.iter().map(shown).collect();
    }
    let columns = if table { columns(source, settings, indices) } else { Vec::new() };
    let signatory = |index: &usize| Signatory {
        text: comma_joined(fields(source, settings, *index)),
        cells: match settings.layout {
            Layout::Lines => fields(source, settings, *index),
            _ => columns.iter().map(|column| cell(source, settings, *index, column)).collect(),
        },
        signature: None,
        language: own_language(source, *index),
    };
    Ok(indices.iter().map(signatory).collect())
}

fn inline(source: Source<'_>, text: &str, origin: &Origin) -> Result<Paragraph, Vec<Diagnostic>> {
    let read = markdown::inline(text.trim(), &source.templates.values());
    let paragraphs = read.map_err(|problems| {
        let place = source.texts.place(origin);
        let problems = problems.into_iter();
        problems.map(|problem| of_markdown(problem, place.clone())).collect::<Vec<_>>()
    })?;
    let lines: Vec<Paragraph> = paragraphs.into_iter().map(isolates).collect();
    Ok(lines.join(&Inline::LineBreak))
}

/// What is shown of a signatory, without what is empty.
fn fields(source: Source<'_>, settings: &GroupSettings, index: usize) -> Vec<Paragraph> {
    let mut fields = match &settings.form {
        Form::Fields(fields) => named(source, index, fields),
        _ => usual(source, index),
    };
    fields.retain(|field| !field.is_empty());
    // Nobody who signed may vanish.
    if fields.is_empty() { vec![field(source, index, "name")] } else { fields }
}

/// As its kind is usually shown: `Name (ABBR)`; `Name, Role, Affiliation`; `Name, Role, on behalf
/// of Affiliation (ABBR)`.
fn usual(source: Source<'_>, index: usize) -> Vec<Paragraph> {
    let Source { rows, .. } = source;
    let field = |column| field(source, index, column);
    match rows.row(index).kind {
        Kind::Organization => vec![with_abbreviation(source, index, "name")],
        Kind::Individual => vec![field("name"), field("role"), field("affiliation")],
        Kind::Representative => {
            let affiliation = with_abbreviation(source, index, "affiliation");
            let affiliation = on_behalf_of(affiliation, source.language);
            vec![field("name"), field("role"), affiliation]
        }
    }
}

/// An affiliation with the words of one who represents it.
fn on_behalf_of(affiliation: Paragraph, language: &Language) -> Paragraph {
    if affiliation.is_empty() {
        return affiliation;
    }
    let words = Wording::of(language).on_behalf_of;
    let (before, after) = words.split_once("{}").unwrap_or((words, ""));
    let mut text = Vec::new();
    push(&mut text, vec![Inline::Text(before.to_owned())]);
    push(&mut text, affiliation);
    push(&mut text, vec![Inline::Text(after.to_owned())]);
    text.retain(|inline| *inline != Inline::Text(String::new()));
    text
}

/// The fields that the author names, the abbreviation in parentheses after what it belongs to.
fn named(source: Source<'_>, index: usize, fields: &[String]) -> Vec<Paragraph> {
    let owner = abbreviated(source, index);
    let beside = fields.iter().any(|field| field == "abbreviation")
        && fields.iter().any(|field| field == owner)
        && !source.rows.cell(index, owner).is_empty();
    let shown = |column: &String| match column.as_str() {
        "abbreviation" if beside => Vec::new(),
        column if beside && column == owner => with_abbreviation(source, index, owner),
        column => field(source, index, column),
    };
    fields.iter().map(shown).collect()
}

/// A cell of a table; in the usual form, the abbreviation stands in the cell of what it belongs
/// to, unless a list would not print it either.
fn cell(source: Source<'_>, settings: &GroupSettings, index: usize, column: &str) -> Paragraph {
    let usual = settings.form == Form::Usual && source.rows.row(index).kind != Kind::Individual;
    if usual && column == abbreviated(source, index) {
        return with_abbreviation(source, index, column);
    }
    field(source, index, column)
}

/// The column that an abbreviation belongs to: a person's is that of the affiliation.
fn abbreviated(source: Source<'_>, index: usize) -> &'static str {
    match source.rows.row(index).kind {
        Kind::Organization => "name",
        Kind::Individual | Kind::Representative => "affiliation",
    }
}

/// What the abbreviation belongs to, with it in parentheses; where that is missing, it alone.
fn with_abbreviation(source: Source<'_>, index: usize, column: &str) -> Paragraph {
    let mut text = field(source, index, column);
    let abbreviation = field(source, index, "abbreviation");
    if text.is_empty() {
        return abbreviation;
    }
    if abbreviation.is_empty() {
        return text;
    }
    push(&mut text, vec![Inline::Text(" (".to_owned())]);
    push(&mut text, abbreviation);
    push(&mut text, vec![Inline::Text(")".to_owned())]);
    text
}

/// What a cell says, empty where it says nothing: with the link and the language of a name, apart
/// from its surroundings when it runs against them.
fn field(source: Source<'_>, index: usize, column: &str) -> Paragraph {
    let (text, translated) = source.rows.localized(index, column);
    if text.is_empty() {
        return Vec::new();
    }
    let mut field = Inline::Text(text.to_owned());
    if column == "name" {
        let language = own_language(source, index).filter(|_| !translated);
        if let Some(language) = language {
            field = Inline::Span { language, text: vec![field] };
        }
        let address = source.rows.cell(index, "url");
        if !address.is_empty() {
            field = Inline::Link { address: address.to_owned(), text: vec![field] };
        }
    }
    if runs_against(text, source.language.direction()) {
        field = Inline::Isolate(vec![field]);
    }
    vec![field]
}

/// The language of the name that is printed, when it is not the letter's.
fn own_language(source: Source<'_>, index: usize) -> Option<Language> {
    let tag = source.rows.cell(index, "language");
    if tag.is_empty() || source.rows.localized(index, "name").1 {
        return None;
    }
    let language = Language::parse(tag).ok()?;
    let letter = source.language.as_str();
    let same = letter == language.as_str()
        || letter.strip_prefix(language.as_str()).is_some_and(|rest| rest.starts_with('-'));
    (!same).then_some(language)
}

fn comma_joined(fields: impl IntoIterator<Item = Paragraph>) -> Paragraph {
    let mut text = Vec::new();
    for field in fields {
        if !text.is_empty() {
            push(&mut text, vec![Inline::Text(", ".to_owned())]);
        }
        push(&mut text, field);
    }
    text
}

/// Adds to a line, text to text.
fn push(line: &mut Paragraph, more: Paragraph) {
    for inline in more {
        match (line.last_mut(), inline) {
            (Some(Inline::Text(text)), Inline::Text(more)) => text.push_str(&more),
            (_, inline) => line.push(inline),
        }
    }
}
