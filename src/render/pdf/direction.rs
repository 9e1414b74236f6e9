//! Marks of direction within the text that glyphs tell, on pages where scripts of both directions
//! stand.
//!
//! A reader that only sees glyphs in their places, as poppler's `pdftotext`, divides a line into
//! stretches from left to right and from right to left. What has no direction of its own, such as a
//! parenthesis, it adds to the stretch that it comes from. A mark at the end of a run (UAX 9, 2.6)
//! tells it that the parenthesis belongs to the other one.

use std::borrow::Cow;
use std::sync::Arc;

use unicode_bidi::{BidiClass, bidi_class};

use crate::typeset::line::Run;
use crate::typeset::page::{Mark, Page};

const LEFT_TO_RIGHT: &str = "\u{200e}";
const RIGHT_TO_LEFT: &str = "\u{200f}";

/// How a reader of the page goes through its lines: as most of its letters run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sweep {
    /// All runs from left to right: nothing has to be told.
    Plain,
    LeftToRight,
    RightToLeft,
}

/// What the glyphs of a run tell beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Before what is read first.
    first: &'static str,
    /// After what is read last.
    last: &'static str,
    /// After each mark that numbers may have, such as a comma, with which the reader begins a
    /// stretch from left to right.
    separator: &'static str,
}

impl Sweep {
    /// The way through a page.
    pub(crate) fn of(page: &Page) -> Self {
        let runs = || {
            page.marks.iter().filter_map(|mark| match mark {
                Mark::Text { run, .. } => Some(run),
                _ => None,
            })
        };
        if !runs().any(|run| run.right_to_left) {
            return Self::Plain;
        }
        let balance: i64 = runs().flat_map(|run| text(run).chars()).map(weight).sum();
        if balance < 0 { Self::RightToLeft } else { Self::LeftToRight }
    }

    /// What is added to a run that follows another; nothing to the spaces that end a line.
    pub(crate) fn marks(self, before: Option<&Run>, run: &Run, ends_line: bool) -> Marks {
        let mut marks = Marks::default();
        let turned = before.is_some_and(|before| {
            Arc::ptr_eq(&before.text, &run.text) && before.right_to_left != run.right_to_left
        });
        let text = text(run);
        if ends_line && text.trim().is_empty() {
            return marks;
        }
        let begins_neutrally = turned && text.starts_with(is_neutral);
        let ends_neutrally = text.ends_with(is_neutral);
        match (self, run.right_to_left) {
            (Self::LeftToRight, true) if ends_neutrally => marks.last = RIGHT_TO_LEFT,
            (Self::LeftToRight, false) if begins_neutrally => marks.first = LEFT_TO_RIGHT,
            (Self::RightToLeft, false) if ends_neutrally => marks.last = LEFT_TO_RIGHT,
            (Self::RightToLeft, true) => {
                marks.separator = RIGHT_TO_LEFT;
                if begins_neutrally || turned && text.starts_with(is_separator) {
                    marks.first = RIGHT_TO_LEFT;
                }
            }
            (Self::Plain | Self::LeftToRight, _) | (Self::RightToLeft, false) => {}
        }
        marks
    }
}

impl Marks {
    /// What a cluster's glyph tells, from left to right. `place` is that of the cluster in the
    /// run's order of reading, of `count`.
    pub(crate) fn around<'t>(
        &self,
        text: &'t str,
        place: usize,
        count: usize,
        run: &Run,
    ) -> Cow<'t, str> {
        if *self == Self::default() {
            return text.into();
        }
        let before = if place == 0 { self.first } else { "" };
        let separates = !self.separator.is_empty() && text.ends_with(is_separator);
        let after = match (place + 1 == count, separates) {
            (_, true) => self.separator,
            (true, false) => self.last,
            (false, false) => "",
        };
        let (left, right) = if run.right_to_left { (after, before) } else { (before, after) };
        if left.is_empty() && right.is_empty() {
            return text.into();
        }
        format!("{left}{text}{right}").into()
    }
}

fn text(run: &Run) -> &str {
    run.text.get(run.range.clone()).unwrap_or_default()
}

/// 1 for a letter that runs from left to right, -1 for one from right to left.
fn weight(character: char) -> i64 {
    match bidi_class(character) {
        BidiClass::L => 1,
        BidiClass::R | BidiClass::AL => -1,
        _ => 0,
    }
}

/// Spaces, parentheses and the like; not what belongs to numbers.
fn is_neutral(character: char) -> bool {
    matches!(bidi_class(character), BidiClass::WS | BidiClass::ON)
}

/// What may stand within numbers or beside them: commas, full stops, hyphens, per cents.
fn is_separator(character: char) -> bool {
    matches!(bidi_class(character), BidiClass::CS | BidiClass::ES | BidiClass::ET)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Length;
    use crate::typeset::font::FaceId;

    const NAME: &str = "דוד (חיפה)";

    fn run(text: &Arc<str>, part: &str, right_to_left: bool) -> Run {
        let start = text.find(part).unwrap();
        Run {
            text: Arc::clone(text),
            range: start..start + part.len(),
            glyphs: Vec::new(),
            face: FaceId(0),
            size: Length::pt(11.0),
            gray: 0.0,
            x: Length::ZERO,
            rise: Length::ZERO,
            right_to_left,
            element: None,
        }
    }

    fn page(texts: &[(&str, bool)]) -> Page {
        let mark = |&(text, right_to_left): &(&str, bool)| Mark::Text {
            x: Length::ZERO,
            y: Length::ZERO,
            run: run(&text.into(), text, right_to_left),
        };
        Page { marks: texts.iter().map(mark).collect() }
    }

    #[test]
    fn a_page_is_gone_through_as_most_of_its_letters_run() {
        assert_eq!(Sweep::of(&page(&[("River (RW)", false)])), Sweep::Plain);
        assert_eq!(Sweep::of(&page(&[("River Watch", false), (NAME, true)])), Sweep::LeftToRight);
        assert_eq!(Sweep::of(&page(&[("River", false), (NAME, true)])), Sweep::RightToLeft);
    }

    #[test]
    fn a_parenthesis_at_the_end_belongs_to_what_it_ends() {
        let text: Arc<str> = NAME.into();
        let name = run(&text, NAME, true);
        let marks = Sweep::LeftToRight.marks(None, &name, true);
        assert_eq!(marks.around(")", 9, 10, &name), "\u{200f})");
        assert_eq!(marks.around("(", 4, 10, &name), "(");
        assert_eq!(
            Sweep::RightToLeft.marks(None, &name, true),
            Marks { separator: RIGHT_TO_LEFT, ..Marks::default() }
        );
    }

    #[test]
    fn what_follows_the_other_direction_begins_with_a_mark() {
        let text: Arc<str> = "דוד (RW), חיפה".into();
        let (before, latin, after) =
            (run(&text, "דוד (", true), run(&text, "RW", false), run(&text, "), חיפה", true));
        let marks = Sweep::RightToLeft.marks(Some(&latin), &after, true);
        assert_eq!(marks.around(")", 0, 7, &after), ")\u{200f}");
        assert_eq!(marks.around(",", 1, 7, &after), "\u{200f},");
        assert_eq!(Sweep::RightToLeft.marks(Some(&before), &latin, false), Marks::default());
        let spaces: Arc<str> = "דוד ".into();
        let space = run(&spaces, " ", false);
        let before = run(&spaces, "דוד", true);
        assert_eq!(Sweep::LeftToRight.marks(Some(&before), &space, true), Marks::default());
        let marks = Sweep::LeftToRight.marks(Some(&before), &space, false);
        assert_eq!(marks.around(" ", 0, 1, &space), "\u{200e} ");
    }
}
