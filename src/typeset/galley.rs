//! What is set but not yet made up into pages: rows and columns, one below the other.

use crate::model::Length;
use crate::typeset::line::Line;
use crate::typeset::structure::ElementId;
use crate::typeset::style::Type;

/// A stretch of the measure, counted from where lines of the letter's language begin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// From the measure's beginning to the stretch's.
    pub start: Length,
    /// How long it is.
    pub measure: Length,
}

impl Frame {
    /// The stretch without its first part.
    pub fn indented(self, by: Length) -> Self {
        Self { start: self.start + by, measure: (self.measure - by).max(Length::ZERO) }
    }

    /// The stretch without a part at both ends.
    pub fn inset(self, by: Length) -> Self {
        Self { start: self.start + by, measure: (self.measure - by * 2.0).max(Length::ZERO) }
    }
}

/// What a page break at some place would cost, from nothing to what is done only when there is no
/// other way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
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
pub enum Ink {
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
    /// The place of an element without content.
    Empty(ElementId),
    /// The place for the number of the page on which a heading stands.
    PageOf {
        /// The heading.
        heading: ElementId,
        /// Where the number stands, at the end.
        frame: Frame,
        /// Its baseline.
        down: Length,
    },
}

/// A row of the galley: a line, or several that stay side by side.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What it shows, in reading order.
    pub inks: Vec<Ink>,
    /// Space above, which falls away at the head of a page.
    pub gap: Length,
    /// From the baseline before, without the gap, to the first of its own.
    pub leading: Length,
    /// From the head of a page to its first baseline.
    pub ascent: Length,
    /// From its first baseline to its last.
    pub drop: Length,
    /// A break of the page before it.
    pub before: Break,
    /// Whether it begins a page in any case.
    pub new_page: bool,
    /// Notes whose marks it bears.
    pub notes: Vec<usize>,
    /// The table whose head is repeated when this row begins a page.
    pub table: Option<usize>,
    /// Whether it belongs to a list of signatories.
    pub name: bool,
    /// The heading that begins with it.
    pub heading: Option<ElementId>,
}

/// One name in a column.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The lines, each `leading` under the one before.
    pub lines: Vec<Line>,
    /// The length of line that they were set for.
    pub measure: Length,
    /// Its number, with the length of line that it was set for.
    pub number: Option<(Line, Length)>,
    /// Whether it goes on from the entry before, being taller than a page.
    pub continued: bool,
}

/// A group of names in columns, filled downwards.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The names.
    pub entries: Vec<Entry>,
    /// Where each column stands.
    pub frames: Vec<Frame>,
    /// From the column's beginning to the names, when they are numbered.
    pub indent: Length,
    /// Between lines.
    pub leading: Length,
    /// Between names, beside the leading.
    pub between: Length,
    /// Space above, the leading to the first baseline included.
    pub gap: Length,
    /// From the head of a page to the first baseline.
    pub ascent: Length,
    /// A break of the page before it.
    pub before: Break,
    /// Whether it begins a page in any case.
    pub new_page: bool,
}

/// A part of the galley.
#[derive(Clone, Debug)]
pub enum Item {
    /// A row.
    Row(Row),
    /// Names in columns.
    Columns(Columns),
}

/// Rows and columns in the order of reading.
#[derive(Debug, Default)]
pub struct Galley {
    /// The items.
    pub items: Vec<Item>,
    gap: Length,
    keep: (usize, Break),
    new_page: bool,
}

impl Galley {
    /// Leaves at least so much space before what comes next.
    pub fn space(&mut self, gap: Length) {
        if !self.items.is_empty() {
            self.gap = self.gap.max(gap);
        }
    }

    /// Keeps what comes next, so many rows of it, on the page of the row before.
    pub fn keep(&mut self, rows: usize, cost: Break) {
        self.keep = (rows.max(self.keep.0), cost.max(self.keep.1));
    }

    /// Begins a page with what comes next.
    pub fn new_page(&mut self) {
        self.new_page = !self.items.is_empty();
    }

    /// Adds a row.
    pub fn push(&mut self, mut row: Row) {
        row.gap += std::mem::take(&mut self.gap);
        row.new_page = std::mem::take(&mut self.new_page);
        row.before = row.before.max(self.kept());
        self.items.push(Item::Row(row));
    }

    /// Adds names in columns.
    pub fn push_columns(&mut self, mut columns: Columns) {
        columns.gap += std::mem::take(&mut self.gap);
        columns.new_page = std::mem::take(&mut self.new_page);
        columns.before = columns.before.max(self.kept());
        self.keep = (0, Break::Free);
        self.items.push(Item::Columns(columns));
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
    pub fn of(line: Line, frame: Frame, kind: &Type) -> Self {
        let mut row = Self::blank(kind);
        row.inks.push(Ink::Line { frame, down: Length::ZERO, line });
        row
    }

    /// A row with nothing in it yet.
    pub fn blank(kind: &Type) -> Self {
        Self { leading: kind.leading, ascent: kind.ascent(), ..Self::default() }
    }
}

/// What a break before the line at `index` costs in a paragraph of `count` lines.
pub fn within_paragraph(index: usize, count: usize, after_hyphen: bool) -> Break {
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
