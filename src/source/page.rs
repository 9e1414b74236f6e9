//! `page`: how the letter is to be set on paper.

use crate::diagnostic::backquoted;
use crate::model::{Length, Margins, NotePlacement, PageSettings, Paper, Style, Window};
use crate::source::node::{Item, Node, Table};
use crate::source::read::Reader;

/// The families of letters that are compiled in.
const FAMILIES: [&str; 2] = ["Source Serif 4", "Source Sans 3"];

/// What a text can be set in, in points: smaller cannot be read, larger is no letter.
const SIZES: (f64, f64) = (5.0, 72.0);

/// The widest margin, in points: half of US Letter.
const WIDEST_MARGIN: f64 = 306.0;

/// Reads `page`.
pub(crate) fn settings(reader: &mut Reader<'_>, table: &Table) -> PageSettings {
    let styles = [("classic", Style::Classic), ("modern", Style::Modern), ("plain", Style::Plain)];
    let papers = [("letter", Paper::Letter), ("a4", Paper::A4)];
    let windows =
        [("din5008a", Window::Din5008A), ("din5008b", Window::Din5008B), ("us10", Window::Us10)];
    let placements = [("foot", NotePlacement::Foot), ("end", NotePlacement::End)];
    let paper = reader.choice(table, "paper", &papers);
    let window = reader.choice(table, "window", &windows);
    if let (Some(paper), Some(window), Some(node)) = (paper, window, table.get("window"))
        && paper != window.paper()
    {
        let message = "the envelope of `window` is for another `paper`".to_owned();
        let help = "`us10` goes with `letter`, `din5008a` and `din5008b` with `a4`".to_owned();
        reader.error_with_help("wrong-value", message, &node.origin, help);
    }
    PageSettings {
        style: reader.choice(table, "style", &styles).unwrap_or_default(),
        paper,
        margins: table.get("margins").and_then(|node| margins(reader, node)),
        font: font(reader, table),
        size: table.get("size").and_then(|node| length(reader, node, "size", SIZES)),
        justify: reader.boolean(table, "justify"),
        notes: reader.choice(table, "notes", &placements).unwrap_or_default(),
        window,
        fold_marks: reader.boolean(table, "fold_marks").unwrap_or_default(),
    }
}

fn font(reader: &mut Reader<'_>, table: &Table) -> Option<String> {
    let font = reader.text(table, "font")?;
    if FAMILIES.contains(&font.as_str()) {
        return Some(font);
    }
    let origin = table.get("font")?.origin.clone();
    let help = format!("known are {}", backquoted(FAMILIES));
    reader.error_with_help("unknown-font", format!("there is no font `{font}`"), &origin, help);
    None
}

fn margins(reader: &mut Reader<'_>, node: &Node) -> Option<Margins> {
    const RANGE: (f64, f64) = (0.0, WIDEST_MARGIN);
    let Item::Table(table) = &node.item else {
        let all = length(reader, node, "margins", RANGE)?;
        return Some(Margins { top: all, right: all, bottom: all, left: all });
    };
    let mut side = |key: &str| {
        if let Some(node) = table.get(key) {
            return length(reader, node, key, RANGE);
        }
        let message = format!("`margins` does not say how wide the {key} one is");
        let help = "give `top`, `right`, `bottom` and `left`, or one width for all".to_owned();
        reader.error_with_help("wrong-value", message, &node.origin, help);
        None
    };
    let (top, right, bottom, left) = (side("top"), side("right"), side("bottom"), side("left"));
    Some(Margins { top: top?, right: right?, bottom: bottom?, left: left? })
}

/// A number in points, or a string with its unit, between two measures in points.
fn length(
    reader: &mut Reader<'_>,
    node: &Node,
    key: &str,
    (least, most): (f64, f64),
) -> Option<Length> {
    #[expect(clippy::cast_precision_loss, reason = "lengths of a page are small numbers")]
    let length = match &node.item {
        Item::Integer(points) => Some(Length::pt(*points as f64)),
        Item::Float(points) => Some(Length::pt(*points)),
        Item::Text(text) => measured(text),
        _ => {
            reader.wrong(node, key, "a length such as `\"2.5 cm\"`");
            return None;
        }
    };
    let Some(length) = length else {
        let message = format!("`{key}` is no length");
        let help =
            "lengths are written `\"2.5 cm\"`, `\"25 mm\"`, `\"1 in\"`, `\"11 pt\"`".to_owned();
        reader.error_with_help("wrong-value", message, &node.origin, help);
        return None;
    };
    if (least..=most).contains(&length.to_pt()) {
        return Some(length);
    }
    let message = format!("`{key}` must lie between {least} and {most} points");
    reader.error("wrong-value", message, &node.origin);
    None
}

fn measured(text: &str) -> Option<Length> {
    let text = text.trim();
    let unit = text.trim_start_matches(|character: char| !character.is_ascii_alphabetic());
    let number: f64 = text[..text.len() - unit.len()].trim().parse().ok()?;
    match unit {
        "pt" => Some(Length::pt(number)),
        "mm" => Some(Length::mm(number)),
        "cm" => Some(Length::mm(number * 10.0)),
        "in" => Some(Length::inches(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_a_number_and_a_unit() {
        assert_eq!(measured("2.5 cm"), Some(Length::mm(25.0)));
        assert_eq!(measured("1in"), Some(Length::inches(1.0)));
        assert_eq!(measured("11 pt"), Some(Length::pt(11.0)));
        assert_eq!(measured("11"), None);
        assert_eq!(measured("cm"), None);
        assert_eq!(measured("2,5 cm"), None);
        assert_eq!(measured("1 ell"), None);
    }
}
