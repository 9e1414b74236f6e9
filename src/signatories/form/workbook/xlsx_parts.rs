//! What the cells of an XLSX file refer to: its sheets, texts and number formats (ECMA-376).

use std::collections::BTreeMap;

use crate::office::{Archive, Node, Relationship, relationships};
use crate::signatories::form::limits::Room;
use crate::signatories::form::workbook::error::WorkbookError;
use crate::signatories::form::workbook::number_format::NumberFormat;

/// A workbook without its cells.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// The sheets of cells that are not hidden, in their order.
    pub(crate) sheets: Vec<Sheet>,
    /// Texts that cells refer to by number.
    pub(crate) texts: Vec<String>,
    /// Formats of numbers that cells refer to by number.
    pub(crate) formats: Vec<NumberFormat>,
    pub(crate) is_1904: bool,
}

#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// The part that holds its cells.
    pub(crate) part: String,
}

pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Parts, WorkbookError> {
    let package = relationships(archive, "")?;
    let workbook = package
        .into_values()
        .find(|relationship| relationship.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relationship| relationship.part);
    let related = relationships(archive, &workbook)?;
    let mut parts = Parts::default();
    sheets(archive, &workbook, &related, &mut parts)?;
    for relationship in related.values() {
        match relationship.kind.as_str() {
            "sharedStrings" => parts.texts = texts(archive, &relationship.part)?,
            "styles" => parts.formats = formats(archive, &relationship.part)?,
            _ => {}
        }
    }
    Ok(parts)
}

fn sheets(
    archive: &mut Archive<'_>,
    workbook: &str,
    related: &BTreeMap<String, Relationship>,
    parts: &mut Parts,
) -> Result<(), WorkbookError> {
    let mut xml = archive.part(workbook)?.ok_or(WorkbookError::NoWorkbook)?;
    while let Some(node) = xml.next()? {
        let Node::Open(element) = node else { continue };
        match element.local_name() {
            "workbookPr" => {
                if let Some(flag) = element.attribute("date1904")? {
                    parts.is_1904 = matches!(&*flag, "1" | "true" | "on");
                }
            }
            "sheet" => {
                let is_hidden = element
                    .attribute("state")?
                    .is_some_and(|state| matches!(&*state, "hidden" | "veryHidden"));
                let id = element.local_attribute("id")?.unwrap_or_default();
                let cells = related.get(&*id).filter(|it| it.kind == "worksheet" && !is_hidden);
                if let Some(relationship) = cells {
                    let name = element.attribute("name")?.unwrap_or_default().into_owned();
                    parts.sheets.push(Sheet { name, part: relationship.part.clone() });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The shared texts. Each counts by its place, one that is empty too.
fn texts(archive: &mut Archive<'_>, part: &str) -> Result<Vec<String>, WorkbookError> {
    let mut texts: Vec<String> = Vec::new();
    let Some(mut xml) = archive.part(part)? else { return Ok(texts) };
    let mut room = Room::default();
    let mut reading = RichText::default();
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.local_name() {
                "si" => {
                    room.take(1, 0)?;
                    texts.push(String::new());
                }
                name => reading.open(name),
            },
            Node::Close(end) => reading.close(end.local_name().as_ref()),
            Node::Text(text) => {
                if let Some(last) = texts.last_mut().filter(|_| reading.is_read()) {
                    last.push_str(&text);
                }
            }
        }
    }
    for text in &mut texts {
        if text.contains("_x") {
            *text = unescaped(text);
        }
    }
    Ok(texts)
}

/// Which of the texts within a text is read: what stands in `t`, but not how it is pronounced.
#[derive(Debug, Default)]
pub(crate) struct RichText {
    is_text: bool,
    is_pronunciation: bool,
}

impl RichText {
    pub(crate) fn open(&mut self, name: &str) {
        match name {
            "t" => self.is_text = true,
            "rPh" => self.is_pronunciation = true,
            _ => {}
        }
    }

    pub(crate) fn close(&mut self, name: &str) {
        match name {
            "t" => self.is_text = false,
            "rPh" => self.is_pronunciation = false,
            _ => {}
        }
    }

    pub(crate) fn is_read(&self) -> bool {
        self.is_text && !self.is_pronunciation
    }
}

/// A text with its characters that XML cannot hold, written as `_x000D_` (ECMA-376, part 1, 22.9.2.19).
pub(crate) fn unescaped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let character = rest
            .get(2..7)
            .and_then(|code| code.strip_suffix('_'))
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        let taken = if let Some(character) = character {
            whole.push(character);
            7
        } else {
            whole.push_str("_x");
            2
        };
        rest = &rest[taken..];
    }
    whole.push_str(rest);
    whole
}

/// The formats of cells, of which each names one of its own or one that is built in.
fn formats(archive: &mut Archive<'_>, part: &str) -> Result<Vec<NumberFormat>, WorkbookError> {
    let mut formats = Vec::new();
    let Some(mut xml) = archive.part(part)? else { return Ok(formats) };
    let mut own = BTreeMap::new();
    let mut is_cells = false;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.local_name() {
                "cellXfs" => is_cells = true,
                "numFmt" => {
                    let number = element.attribute("numFmtId")?.unwrap_or_default().into_owned();
                    let code = element.attribute("formatCode")?.unwrap_or_default();
                    own.entry(number).or_insert_with(|| NumberFormat::of_code(&code));
                }
                "xf" if is_cells => {
                    let number = element.attribute("numFmtId")?.unwrap_or_default();
                    let built_in = || number.parse().map(NumberFormat::built_in).ok();
                    let format = own.get(&*number).copied().or_else(built_in);
                    formats.push(format.unwrap_or_default());
                }
                _ => {}
            },
            Node::Close(end) if end.local_name().as_ref() == "cellXfs" => is_cells = false,
            _ => {}
        }
    }
    Ok(formats)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_characters_are_read() {
        assert_eq!(unescaped("a_x000D_\nb"), "a\r\nb");
        assert_eq!(unescaped("_x005F_x000D_"), "_x000D_");
        assert_eq!(unescaped("_xé__x00_x_x"), "_xé__x00_x_x");
        assert_eq!(unescaped("_xD800_"), "_xD800_");
    }
}
