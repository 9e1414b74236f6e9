//! Characters that one glyph shows together, told one by one.

/// The characters of a cluster that is read from right to left and has one letter's room, each told
/// by a glyph that is not drawn: readers turn round what one glyph tells as well.
pub(crate) struct Apart<'r> {
    /// The glyphs from left to right, each with its character.
    pub(crate) told: Vec<(u16, &'r str)>,
    /// How wide they are, of their own width. Two of one letter must not stand at one place, where
    /// readers take them for one in bold.
    pub(crate) percent: u8,
    /// What is left for the glyph that is drawn.
    pub(crate) rest: &'r str,
}

impl<'r> Apart<'r> {
    /// The characters of `text`, which `bearers` show and `marks` that stand at them.
    pub(crate) fn of(text: &'r str, bearers: &[u16], marks: &[u16]) -> Option<Self> {
        let characters = text.split_inclusive(|_| true).filter(|character| !character.is_empty());
        let mut characters: Vec<&str> = characters.collect();
        characters.reverse();
        let each =
            u8::try_from(characters.len()).ok().filter(|count| *count > 1 && bearers.len() == 1)?;
        let (glyphs, percent, rest) = if marks.len() + 1 == characters.len() {
            (marks, 1, characters.pop()?)
        } else {
            (bearers, (100 / each).max(1), "")
        };
        let told = glyphs.iter().copied().cycle().zip(characters).collect();
        Some(Self { told, percent, rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_marks_keeps_its_own_character() {
        let apart = Apart::of("\u{628}\u{64e}\u{651}", &[7], &[8, 9]).unwrap();
        assert_eq!(apart.told, [(8, "\u{651}"), (9, "\u{64e}")]);
        assert_eq!((apart.percent, apart.rest), (1, "\u{628}"));
    }

    #[test]
    fn letters_of_one_glyph_stand_side_by_side() {
        let apart = Apart::of("\u{644}\u{644}\u{647}", &[7], &[]).unwrap();
        assert_eq!(apart.told, [(7, "\u{647}"), (7, "\u{644}"), (7, "\u{644}")]);
        assert_eq!((apart.percent, apart.rest), (33, ""));
    }

    #[test]
    fn nothing_is_apart_where_a_glyph_shows_one_character_or_several_show_them() {
        assert!(Apart::of("\u{628}", &[7], &[]).is_none());
        assert!(Apart::of("", &[7], &[8]).is_none());
        assert!(Apart::of("\u{628}\u{64e}", &[7, 8], &[]).is_none());
    }
}
