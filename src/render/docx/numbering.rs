//! `numbering.xml`: the markers of lists.

use crate::model::{Delimiter, Enumerator, Length, Numbering as Sequence};
use crate::render::docx::paragraph::{Indent, write_indent};
use crate::render::docx::styles::MAIN;
use crate::render::docx::xml::Xml;

/// Letters that Word counts as we do: after `aa` it goes on with `bb`.
const LETTERS: u64 = 27;
/// The highest number that Roman numerals tell (ISO 29500-1, 17.18.59).
const ROMAN: u64 = 3999;

/// The lists of a letter, each with its own numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbering {
    forms: Vec<Form>,
    lists: Vec<List>,
}

/// How the items of lists are marked.
#[derive(Clone, Debug, PartialEq)]
struct Form {
    format: &'static str,
    /// The marker, with the place of the level's number in it.
    text: String,
    level: usize,
    /// Where items stand that are nested so deeply, the outermost first.
    indents: Vec<Indent>,
}

#[derive(Clone, Debug)]
struct List {
    form: usize,
    start: u64,
}

/// Whether Word's own markers of a list with so many items are ours.
pub(crate) fn is_counted_alike(enumerator: Enumerator, items: usize) -> bool {
    let Enumerator::Ordered { numbering, start, .. } = enumerator else { return true };
    let last = u64::from(start) + items as u64;
    match numbering {
        Sequence::Decimal => i32::try_from(last).is_ok(),
        Sequence::LowerAlpha | Sequence::UpperAlpha => start > 0 && last <= LETTERS + 1,
        Sequence::LowerRoman | Sequence::UpperRoman => start > 0 && last <= ROMAN + 1,
    }
}

impl Numbering {
    /// A list at a level, counted from 0; what its paragraphs call it. `starts` are where the
    /// markers stand of each level down to this one, with where the text does.
    pub(crate) fn add(&mut self, enumerator: Enumerator, indents: &[(Length, Length)]) -> usize {
        let level = indents.len().saturating_sub(1);
        let (format, text, start) = match enumerator {
            Enumerator::Bullet => {
                let bullet = if level.is_multiple_of(2) { "•" } else { "–" };
                ("bullet", bullet.to_owned(), 1)
            }
            Enumerator::Ordered { numbering, delimiter, start } => {
                let number = format!("%{}", level + 1);
                let text = match delimiter {
                    Delimiter::Period => format!("{number}."),
                    Delimiter::Parenthesis => format!("{number})"),
                    Delimiter::Parentheses => format!("({number})"),
                };
                (format(numbering), text, u64::from(start))
            }
        };
        let indents = indents
            .iter()
            .map(|(marker, text)| Indent { start: *text, end: Length::ZERO, hang: *text - *marker })
            .collect();
        let form = Form { format, text, level, indents };
        let known = self.forms.iter().position(|known| *known == form);
        let form = known.unwrap_or_else(|| {
            self.forms.push(form);
            self.forms.len() - 1
        });
        self.lists.push(List { form, start });
        self.lists.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// The part (ISO 29500-1, 17.9).
    pub(crate) fn xml(&self) -> Xml {
        let mut xml = Xml::document();
        xml.open("w:numbering", &[("xmlns:w", MAIN)]);
        for (index, form) in self.forms.iter().enumerate() {
            xml.open("w:abstractNum", &[("w:abstractNumId", &index.to_string())]);
            xml.value("w:multiLevelType", "multilevel");
            for (level, indent) in form.indents.iter().enumerate() {
                form.write_level(level, *indent, &mut xml);
            }
            xml.close("w:abstractNum");
        }
        for (index, list) in self.lists.iter().enumerate() {
            xml.open("w:num", &[("w:numId", &(index + 1).to_string())]);
            xml.value("w:abstractNumId", &list.form.to_string());
            let level = self.forms[list.form].level;
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            xml.value("w:startOverride", &list.start.to_string());
            xml.close("w:lvlOverride");
            xml.close("w:num");
        }
        xml.close("w:numbering");
        xml
    }
}

impl Form {
    /// The levels above the one that counts are not seen; they say how deep the list stands.
    fn write_level(&self, level: usize, indent: Indent, xml: &mut Xml) {
        xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
        xml.value("w:start", "1");
        xml.value("w:numFmt", self.format);
        let counts = level == self.level || self.format == "bullet";
        let own = format!("%{}", self.level + 1);
        let text = self.text.replace(&own, &format!("%{}", level + 1));
        xml.value("w:lvlText", if counts { &self.text } else { &text });
        xml.value("w:lvlJc", "left");
        xml.open("w:pPr", &[]);
        write_indent(indent, xml);
        xml.close("w:pPr");
        xml.close("w:lvl");
    }
}

fn format(numbering: Sequence) -> &'static str {
    match numbering {
        Sequence::Decimal => "decimal",
        Sequence::LowerAlpha => "lowerLetter",
        Sequence::UpperAlpha => "upperLetter",
        Sequence::LowerRoman => "lowerRoman",
        Sequence::UpperRoman => "upperRoman",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(numbering: Sequence, start: u32) -> Enumerator {
        Enumerator::Ordered { numbering, delimiter: Delimiter::Parentheses, start }
    }

    #[test]
    fn lists_of_one_form_share_it_and_each_has_its_own_numbers() {
        let mut numbering = Numbering::default();
        let indents = [(Length::ZERO, Length::pt(26.0))];
        assert_eq!(numbering.add(ordered(Sequence::UpperAlpha, 1), &indents), 1);
        assert_eq!(numbering.add(ordered(Sequence::UpperAlpha, 3), &indents), 2);
        let xml = String::from_utf8(numbering.xml().into_bytes()).unwrap();
        assert_eq!(xml.matches("<w:abstractNum ").count(), 1);
        assert!(xml.contains("<w:numFmt w:val=\"upperLetter\"/><w:lvlText w:val=\"(%1)\"/>"));
        assert!(xml.contains("<w:startOverride w:val=\"3\"/>"));
    }

    #[test]
    fn what_word_counts_otherwise_is_told_apart() {
        assert!(is_counted_alike(ordered(Sequence::LowerAlpha, 1), 27));
        assert!(!is_counted_alike(ordered(Sequence::LowerAlpha, 1), 28));
        assert!(!is_counted_alike(ordered(Sequence::UpperRoman, 0), 1));
        assert!(is_counted_alike(ordered(Sequence::Decimal, 0), 400));
        assert!(is_counted_alike(Enumerator::Bullet, 400));
    }
}
