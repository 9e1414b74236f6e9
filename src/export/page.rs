//! The list as a table to be read, by the same means as a letter's own.

use crate::model::{
    Columns, Inline, Language, Layout, Letter, Paragraph, Signatory, SignatoryGroup, SignatoryList,
    Wording,
};
use crate::render;
use crate::signatories::{Row, Sheet, translation};
use crate::source::runs_against;

/// Columns that tell programs something, or that are seen otherwise: as a link on the name, as the
/// language of the name.
const UNSEEN: [&str; 6] = ["id", "sort_name", "url", "logo", "signature", "language"];

/// A page with the list, under a title of its own.
pub(crate) fn html(sheet: &Sheet<'_>, language: &Language) -> String {
    let columns = seen(sheet);
    let signatory = |row: &Row<'_>| Signatory {
        cells: cells(*row, &columns, language, Marks::LinksAndLanguages),
        text: Vec::new(),
        signature: None,
        language: None,
    };
    let mut letter = Letter::new(language.clone());
    letter.title = Some(Wording::of(language).signatories.to_owned());
    letter.signatories = vec![SignatoryList {
        groups: vec![SignatoryGroup {
            heading: None,
            lead: Vec::new(),
            note: Vec::new(),
            layout: Layout::Table,
            columns: Columns::default(),
            first_number: None,
            heads: columns.iter().map(|column| head(column, language)).collect(),
            signatories: sheet.rows().iter().map(signatory).collect(),
        }],
        ..SignatoryList::default()
    }];
    render::html(&letter)
}

/// A table in Markdown, to be put into a page.
pub(crate) fn markdown(sheet: &Sheet<'_>, language: &Language) -> String {
    let columns = seen(sheet);
    let heads: Vec<_> =
        columns.iter().map(|column| vec![Inline::Text(head(column, language))]).collect();
    let mut table = render::table_row(&heads);
    table.push('\n');
    table.push_str(&"| --- ".repeat(columns.len()));
    table.push_str("|\n");
    for row in sheet.rows() {
        table.push_str(&render::table_row(&cells(*row, &columns, language, Marks::Links)));
        table.push('\n');
    }
    table
}

/// The columns that a reader sees: those with a value, the kind where there are several; of the
/// whole list all.
fn seen<'a>(sheet: &Sheet<'a>) -> Vec<&'a str> {
    let rows = sheet.rows();
    let tells = |column: &str| match column {
        "kind" if !sheet.is_whole() => rows.iter().any(|row| row.kind() != rows[0].kind()),
        "name" => true,
        _ if sheet.is_whole() => true,
        _ => {
            !UNSEEN.contains(&column) && rows.iter().any(|row| !row.spelled_out(column).is_empty())
        }
    };
    let mut columns: Vec<_> = sheet.columns().iter().copied().filter(|name| tells(name)).collect();
    // The name is what a row is about.
    columns.sort_by_key(|column| *column != "name");
    columns
}

/// The word over a column: the language's own, else the column's name.
fn head(column: &str, language: &Language) -> String {
    let words = Wording::of(language);
    if let Some(head) = words.head(column) {
        return head.to_owned();
    }
    if let Some((base, tag)) = translation(column) {
        return format!("{} ({})", head(base, language), tag.replace('_', "-"));
    }
    let mut words = column.replace('_', " ");
    let first = words.chars().next().map_or(0, char::len_utf8);
    let capital = words[..first].to_uppercase();
    words.replace_range(..first, &capital);
    words
}

/// What of a cell beside its text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Links,
    LinksAndLanguages,
}

fn cells(row: Row<'_>, columns: &[&str], language: &Language, marks: Marks) -> Vec<Paragraph> {
    columns.iter().map(|column| cell(row, column, language, marks)).collect()
}

fn cell(row: Row<'_>, column: &str, language: &Language, marks: Marks) -> Paragraph {
    let value = row.spelled_out(column);
    if value.is_empty() {
        return Vec::new();
    }
    let mut text = vec![Inline::Text(value.to_owned())];
    let own = match column {
        "name" => Language::parse(row.cell("language")).ok(),
        _ => translation(column).and_then(|(_, tag)| Language::parse(&tag.replace('_', "-")).ok()),
    };
    if let Some(own) = own.filter(|own| marks == Marks::LinksAndLanguages && own != language) {
        text = vec![Inline::Span { language: own, text }];
    }
    if column == "name" && !row.cell("url").is_empty() {
        text = vec![Inline::Link { address: row.cell("url").to_owned(), text }];
    }
    if runs_against(value, language.direction()) {
        text = vec![Inline::Isolate(text)];
    }
    text
}
