//! What is set but not yet made up into pages: rows and columns, one below the other.

use crate::model::{Content, Length};
use crate::typeset::compositor::Layout;
use crate::typeset::leading::{part, times};
use crate::typeset::line::Line;
use crate::typeset::structure::ElementId;
use crate::typeset::style::Type;

/// A stretch of the measure, counted from where lines of the letter's language begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    /// From the measure's beginning to the stretch's.
    pub(crate) start: Length,
    /// How long it is.
    pub(crate) measure: Length,
}

impl Frame {
    /// The stretch without its first part.
    pub(crate) fn indented(self, by: Length) -> Self {
        Self { start: self.start + by, measure: (self.measure - by).max(Length::ZERO) }
    }

    /// The stretch in columns of one width, so far apart.
    pub(crate) fn columns(self, count: usize, gutter: Length) -> Vec<Self> {
        let measure = part(self.measure + gutter, count) - gutter;
        (0..count.max(1))
            .map(|column| Self {
                start: self.start + times(measure + gutter, column),
                measure: measure.max(Length::ZERO),
            })
            .collect()
    }

    /// The stretch without a part at both ends.
    pub(crate) fn inset(self, by: Length) -> Self {
        Self { start: self.start + by, measure: (self.measure - by * 2.0).max(Length::ZERO) }
    }
}

/// What a page break at some place would cost, from nothing to what is done only when there is no
/// other way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// Nothing.
    #[default]
    Free,
    /// A divided word, or a note that goes on at the next page's foot.
    Divides,
    /// What should stand together does not.
    Parts,
    /// A widow, an orphan, a heading or a salutation without its text.
    Strands,
    /// A signatory or a table's row in two pieces.
    Tears,
}

/// Something drawn in a row, at a distance under the row's first baseline.
#[derive(Clone, Debug)]
pub(crate) enum Ink {
    /// A line of text.
    Line {
        /// Where it stands.
        frame: Frame,
        /// Its baseline.
        down: Length,
        /// The text.
        line: Line,
    },
    /// A rule.
    Rule {
        /// Where it stands.
        frame: Frame,
        /// Its middle.
        down: Length,
        /// How thick it is.
        thickness: Length,
    },
    /// A picture.
    Picture {
        /// Where it stands.
        frame: Frame,
        /// Its lower edge.
        down: Length,
        /// How high it is.
        height: Length,
        /// Which of the compositor's.
        picture: usize,
        /// The part of it that is seen.
        content: Content,
        /// What it is.
        element: Option<ElementId>,
    },
    /// The place of an element without content.
    Empty(ElementId),
    /// The place for the number of the page on which a heading stands.
    PageOf {
        /// The link to the heading.
        link: ElementId,
        /// Where the number stands, at the end.
        frame: Frame,
    },
}

/// A row of the galley: a line, or several that stay side by side.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// What it shows, in reading order.
    pub(crate) inks: Vec<Ink>,
    /// Space above, which falls away at the head of a page.
    pub(crate) gap: Length,
    /// From the baseline before, without the gap, to the first of its own.
    pub(crate) leading: Length,
    /// What comes to the leading and is never set closer: the height of a picture.
    pub(crate) solid: Length,
    /// From the head of a page to its first baseline.
    pub(crate) ascent: Length,
    /// From its first baseline to its last.
    pub(crate) drop: Length,
    /// A break of the page before it.
    pub(crate) before: Break,
    /// Whether it begins a page in any case.
    pub(crate) new_page: bool,
    /// Notes whose marks it bears.
    pub(crate) notes: Vec<usize>,
    /// The table whose head is repeated when this row begins a page.
    pub(crate) table: Option<usize>,
    /// Whether it belongs to a list of signatories.
    pub(crate) name: bool,
    /// The heading that begins with it.
    pub(crate) heading: Option<ElementId>,
}

/// One name in a column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// The lines, each `leading` under the one before.
    pub(crate) lines: Vec<Line>,
    /// The length of line that they were set for.
    pub(crate) measure: Length,
    /// Its number, with the length of line that it was set for.
    pub(crate) number: Option<(Line, Length)>,
    /// Whether it goes on from the entry before, being taller than a page.
    pub(crate) continued: bool,
}

/// A group of names in columns, filled downwards.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    /// The names.
    pub(crate) entries: Vec<Entry>,
    /// Where each column stands.
    pub(crate) frames: Vec<Frame>,
    /// From the column's beginning to the names, when they are numbered.
    pub(crate) indent: Length,
    /// Between lines.
    pub(crate) leading: Length,
    /// Between names, beside the leading.
    pub(crate) between: Length,
    /// Space above, the leading to the first baseline included.
    pub(crate) gap: Length,
    /// From the head of a page to the first baseline.
    pub(crate) ascent: Length,
    /// A break of the page before it.
    pub(crate) before: Break,
    /// Whether it begins a page in any case.
    pub(crate) new_page: bool,
}

/// A part of the galley.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A row.
    Row(Row),
    /// Names in columns.
    Columns(Columns),
}

/// Rows and columns in the order of reading.
#[derive(Debug, Default)]
pub(crate) struct Galley {
    /// The items.
    pub(crate) items: Vec<Item>,
    gap: Length,
    keep: (usize, Break),
    new_page: bool,
}

impl Galley {
    /// Leaves at least so much space before what comes next.
    pub(crate) fn space(&mut self, gap: Length) {
        if !self.items.is_empty() {
            self.gap = self.gap.max(gap);
        }
    }

    /// Keeps what comes next, so many rows of it, on the page of the row before.
    pub(crate) fn keep(&mut self, rows: usize, cost: Break) {
        self.keep = (rows.max(self.keep.0), cost.max(self.keep.1));
    }

    /// Keeps what comes next no longer.
    pub(crate) fn release(&mut self) {
        self.keep = (0, Break::Free);
    }

    /// Begins a page with what comes next.
    pub(crate) fn new_page(&mut self) {
        self.new_page = !self.items.is_empty();
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, mut row: Row) {
        row.gap += std::mem::take(&mut self.gap);
        row.new_page = std::mem::take(&mut self.new_page);
        row.before = row.before.max(self.kept());
        self.items.push(Item::Row(row));
    }

    /// Adds names in columns.
    pub(crate) fn push_columns(&mut self, mut columns: Columns) {
        columns.gap += std::mem::take(&mut self.gap);
        columns.new_page = std::mem::take(&mut self.new_page);
        columns.before = columns.before.max(self.kept());
        self.keep = (0, Break::Free);
        self.items.push(Item::Columns(columns));
    }

    /// Puts an item's marker beside the first line set since the row at `begin`, or, when it is not
    /// to stand beside it, above.
    pub(crate) fn mark(&mut self, begin: usize, marker: Vec<Line>, layout: &Layout, beside: bool) {
        if beside && let Some(Item::Row(row)) = self.items.get_mut(begin) {
            // Level with a picture's upper edge.
            let up = if row.solid > Length::ZERO {
                row.ascent - layout.kind.ascent()
            } else {
                Length::ZERO
            };
            let place = |line| Ink::Line { frame: layout.frame, down: -up, line };
            row.inks.splice(0..0, marker.into_iter().take(1).map(place));
            return;
        }
        let rows = marker.into_iter().map(|line| Row::of(line, layout.frame, &layout.kind));
        let (gap, new_page, before) = match self.items.get_mut(begin) {
            Some(Item::Row(row)) => {
                let moved = (std::mem::take(&mut row.gap), std::mem::take(&mut row.new_page));
                (moved.0, moved.1, std::mem::replace(&mut row.before, Break::Strands))
            }
            _ => (std::mem::take(&mut self.gap), false, self.kept()),
        };
        let rows: Vec<Item> =
            rows.map(|row| Item::Row(Row { gap, before, new_page, ..row })).collect();
        self.items.splice(begin..begin, rows);
    }

    fn rows_from(&mut self, begin: usize) -> impl DoubleEndedIterator<Item = &mut Row> {
        self.items.iter_mut().skip(begin).filter_map(|item| match item {
            Item::Row(row) => Some(row),
            Item::Columns(_) => None,
        })
    }

    /// Puts lines beside the rows set since the one at `begin`; `drop` is how far they go down
    /// from its baseline.
    pub(crate) fn beside(&mut self, begin: usize, inks: Vec<Ink>, drop: Length) {
        let below: Length = self.rows_from(begin).skip(1).map(|row| row.leading).sum();
        if let Some(first) = self.rows_from(begin).next() {
            first.inks.extend(inks);
        }
        if let Some(last) = self.rows_from(begin).next_back() {
            last.drop = last.drop.max(drop - below);
        }
    }

    /// Draws a rule so far above the baseline of the row at `begin`.
    pub(crate) fn overline(&mut self, begin: usize, frame: Frame, up: Length, thickness: Length) {
        if let Some(first) = self.rows_from(begin).next() {
            first.inks.insert(0, Ink::Rule { frame, down: -up, thickness });
            first.ascent = first.ascent.max(up + thickness / 2.0);
            first.leading = first.leading.max(first.ascent);
        }
    }

    /// Draws a rule so far below the last of the rows set since the one at `begin`.
    pub(crate) fn underline(&mut self, begin: usize, frame: Frame, by: Length, thickness: Length) {
        if let Some(last) = self.rows_from(begin).next_back() {
            last.inks.push(Ink::Rule { frame, down: last.drop + by, thickness });
        }
    }

    fn kept(&mut self) -> Break {
        let (rows, cost) = self.keep;
        if rows == 0 {
            return Break::Free;
        }
        self.keep = if rows == 1 { (0, Break::Free) } else { (rows - 1, cost) };
        cost
    }
}

impl Row {
    /// A row of one line of text.
    pub(crate) fn of(line: Line, frame: Frame, kind: &Type) -> Self {
        let mut row = Self::blank(kind);
        row.inks.push(Ink::Line { frame, down: Length::ZERO, line });
        row
    }

    /// A row with nothing in it yet.
    pub(crate) fn blank(kind: &Type) -> Self {
        Self { leading: kind.leading, ascent: kind.ascent(), ..Self::default() }
    }
}

/// What a break before the line at `index` costs in a paragraph of `count` lines.
pub(crate) fn within_paragraph(index: usize, count: usize, after_hyphen: bool) -> Break {
    if index == 0 {
        Break::Free
    } else if index == 1 || index + 1 == count {
        Break::Strands
    } else if after_hyphen {
        Break::Divides
    } else {
        Break::Free
    }
}
