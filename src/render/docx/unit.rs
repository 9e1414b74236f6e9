//! Lengths in the units of the format.

use unicode_width::UnicodeWidthStr;

use crate::model::Length;

/// In twentieths of a point (ISO 29500-1, 17.18.81).
pub(crate) fn twips(length: Length) -> String {
    rounded(length.to_pt() * 20.0)
}

/// In half points: sizes of type.
pub(crate) fn half_points(length: Length) -> String {
    rounded(length.to_pt() * 2.0)
}

/// In eighths of a point: the thickness of rules.
pub(crate) fn eighths(length: Length) -> String {
    rounded(length.to_pt() * 8.0)
}

/// In English Metric Units, 12,700 to a point: sizes of pictures (ISO 29500-1, 20.1.10.41).
pub(crate) fn emu(length: Length) -> String {
    rounded(length.to_pt() * 12_700.0)
}

pub(crate) fn rounded(value: f64) -> String {
    // Adding zero takes the sign off a negative one.
    format!("{:.0}", value.round() + 0.0)
}

/// About how wide a text is in type of a size: no font is at hand, and whoever opens the file may
/// have another one.
pub(crate) fn estimated_width(text: &str, size: Length) -> Length {
    /// Of a character of one column, in em: what Source Serif has on average, with some room.
    const COLUMN: f64 = 0.51;
    let columns = text.split('\n').map(UnicodeWidthStr::width).max().unwrap_or(0);
    size * (COLUMN * f64::from(u32::try_from(columns).unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_to_the_unit() {
        assert_eq!(twips(Length::pt(14.25)), "285");
        assert_eq!(half_points(Length::pt(9.6)), "19");
        assert_eq!(eighths(Length::pt(0.5)), "4");
        assert_eq!(emu(Length::inches(1.0)), "914400");
        assert_eq!(twips(Length::pt(-0.01)), "0");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let size = Length::pt(100.0);
        assert_eq!(estimated_width("ab\nc", size), Length::pt(102.0));
        assert_eq!(estimated_width("漢", size), Length::pt(102.0));
    }
}
