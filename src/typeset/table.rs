//! Tables: rules above, below and under the head; columns as wide as what stands in them asks.

use crate::model::{Alignment, Inline, Language, Length, Table};
use crate::typeset::TypesetError;
use crate::typeset::body::Place;
use crate::typeset::column_widths::{Wish, shares};
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::figures;
use crate::typeset::galley::{Break, Frame, Ink, Row};
use crate::typeset::leading::{line_at, part, times};
use crate::typeset::paragraph::{Alignment as Lines, Piece};
use crate::typeset::structure::{ElementId, Role};
use crate::typeset::style::{FINE_RULE, TABLE_RULE, Type};

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell<'b, 'a> {
    /// Running text, in a language when it is not the letter's.
    Running(&'a [Inline], Option<&'a Language>),
    /// Plain text.
    Plain(&'b str),
}

/// A table to be set.
#[derive(Debug)]
pub(crate) struct Grid<'b, 'a> {
    /// How each column is aligned.
    pub(crate) alignments: Vec<Alignment>,
    /// The words over the columns; none for a table without a head.
    pub(crate) heads: Vec<Cell<'b, 'a>>,
    /// The rows, each with a cell for every column.
    pub(crate) rows: Vec<Vec<Cell<'b, 'a>>>,
    /// Whether it fills the measure though its cells are narrow.
    pub(crate) full: bool,
    /// Whether its rows are signatories.
    pub(crate) names: bool,
    /// What its columns ask for; nothing when that follows from its cells.
    pub(crate) wishes: &'b [Wish],
}

/// Between two columns.
const GUTTER: f64 = 16.0;
/// The least width of a column on the average, in em: a digit's.
const NARROWEST: f64 = 0.5;
/// Between two rows, beside the leading.
const BETWEEN: f64 = 3.0;
/// From a baseline to the rule under it.
pub(crate) const UNDER: f64 = 4.5;
/// From a rule to the top of the type under it.
const OVER: f64 = 3.9;

/// The frames of the columns, and how their cells are laid out.
struct Form {
    frames: Vec<Frame>,
    alignments: Vec<Alignment>,
    whole: Frame,
    body: Type,
    head: Type,
    hyphenate: bool,
}

impl<'a> Compositor<'a> {
    /// Sets a table of the body.
    pub(crate) fn body_table(
        &mut self,
        table: &'a Table,
        place: Place,
    ) -> Result<(), TypesetError> {
        let running = |text: &'a Vec<Inline>| Cell::Running(text, None);
        let headed = table.heads.iter().any(|head| !head.is_empty());
        let grid = Grid {
            alignments: table.alignments.clone(),
            heads: if headed { table.heads.iter().map(running).collect() } else { Vec::new() },
            rows: table.rows.iter().map(|row| row.iter().map(running).collect()).collect(),
            full: false,
            names: false,
            wishes: &[],
        };
        self.table(&grid, place)
    }

    /// Sets a table.
    pub(crate) fn table(&mut self, grid: &Grid<'_, 'a>, place: Place) -> Result<(), TypesetError> {
        let form = self.form(grid, place)?;
        let table = self.structure.add(Role::Table, place.parent);
        let begin = self.galley.items.len();
        let mut repeated = None;
        if !grid.heads.is_empty() {
            let head = self.structure.add(Role::TableHead, table);
            let row = self.structure.add(Role::TableRow, head);
            let mut set = self.table_row(&grid.heads, &form, &form.head, &Role::HeaderCell, row)?;
            let (first, last) = (form.head.ascent() + Length::pt(OVER), set.drop);
            set.inks.insert(0, rule(form.whole, -first, TABLE_RULE));
            set.inks.push(rule(form.whole, last + Length::pt(UNDER), FINE_RULE));
            set.leading = first + TABLE_RULE;
            set.ascent = first + TABLE_RULE;
            set.name = grid.names;
            self.heads.push(vec![artifact(&set)]);
            repeated = Some(self.heads.len() - 1);
            self.galley.push(set);
            self.galley.keep(2, Break::Strands);
        }
        let body = self.structure.add(Role::TableBody, table);
        let under_head = form.body.ascent() + Length::pt(OVER + UNDER);
        for (index, cells) in grid.rows.iter().enumerate() {
            let row = self.structure.add(Role::TableRow, body);
            let mut set = self.table_row(cells, &form, &form.body, &Role::DataCell, row)?;
            set.table = repeated;
            set.name = grid.names;
            if index == 0 {
                set.leading = under_head;
                if repeated.is_none() {
                    let up = form.body.ascent() + Length::pt(OVER);
                    set.inks.insert(0, rule(form.whole, -up, TABLE_RULE));
                    set.leading = up + TABLE_RULE;
                    set.ascent = set.leading;
                }
            } else {
                set.leading += Length::pt(BETWEEN);
                if repeated.is_some() {
                    // Under a repeated head a row stands as the first one does.
                    set.ascent = form.body.ascent();
                }
                if index + 1 == grid.rows.len() {
                    set.before = Break::Parts;
                }
            }
            for row in self.divided(set, &form) {
                self.galley.push(row);
            }
        }
        let under = Length::pt(UNDER + 1.0);
        self.galley.underline(begin, form.whole, under, TABLE_RULE);
        Ok(())
    }

    /// The cells of a row, each in its column, top lines level.
    fn table_row(
        &mut self,
        cells: &[Cell<'_, 'a>],
        form: &Form,
        kind: &Type,
        role: &Role,
        parent: ElementId,
    ) -> Result<Row, TypesetError> {
        let mut set = Row::blank(kind);
        for (column, frame) in form.frames.iter().enumerate() {
            let element = self.structure.add(role.clone(), parent);
            let layout = form.layout(*kind, column);
            let pieces = match cells.get(column) {
                Some(cell) => self.cell(*cell, &layout, element),
                None => Vec::new(),
            };
            let lines = self.set(&pieces, &layout)?;
            if lines.is_empty() {
                set.inks.push(Ink::Empty(element));
            }
            let mut down = Length::ZERO;
            for line in lines {
                set.notes.extend(self.notes_in(&line));
                set.inks.push(Ink::Line { frame: *frame, down, line });
                set.drop = set.drop.max(down);
                down += kind.leading;
            }
        }
        Ok(set)
    }

    fn cell<'b>(
        &mut self,
        cell: Cell<'b, 'a>,
        layout: &Layout,
        element: ElementId,
    ) -> Vec<Piece<'b>>
    where
        'a: 'b,
    {
        match cell {
            Cell::Running(text, None) => self.pieces(text, layout, element),
            Cell::Running(text, Some(language)) => {
                self.structure.get_mut(element).language = Some(language.clone());
                self.pieces_in(text, layout, element, language)
            }
            Cell::Plain(text) => vec![self.piece(text, layout, Some(element))],
        }
    }

    /// A row that is taller than half a page as several of one line each; else the row.
    fn divided(&self, row: Row, form: &Form) -> Vec<Row> {
        if row.drop <= self.height / 2.0 {
            return vec![row];
        }
        let lines = line_at(row.drop, form.body.leading) + 1;
        let mut rows: Vec<Row> = (0..lines)
            .map(|_| Row {
                before: Break::Tears,
                table: row.table,
                name: row.name,
                ..Row::blank(&form.body)
            })
            .collect();
        let Row { inks, notes, gap, leading, ascent, before, .. } = row;
        for ink in inks {
            match ink {
                Ink::Line { frame, down, line } => {
                    let index = line_at(down, form.body.leading);
                    if let Some(row) = rows.get_mut(index) {
                        row.inks.push(Ink::Line { frame, down: Length::ZERO, line });
                    }
                }
                ink => rows[0].inks.push(ink),
            }
        }
        rows[0] = Row {
            gap,
            leading,
            ascent,
            before,
            notes,
            inks: std::mem::take(&mut rows[0].inks),
            table: row.table,
            name: row.name,
            ..Row::default()
        };
        rows
    }

    /// The columns of a table: as wide as their widest cell where there is room for all, else the
    /// narrow ones so, and the others in proportion.
    fn form(&mut self, grid: &Grid<'_, 'a>, place: Place) -> Result<Form, TypesetError> {
        let shrink = place.kind.size.min(self.measures.table.size) / self.measures.table.size;
        let (mut body, mut head) = (self.measures.table, self.measures.table_head);
        for kind in [&mut body, &mut head] {
            kind.size = kind.size * shrink;
            kind.leading = kind.leading * shrink;
        }
        let columns = grid.columns();
        let mut alignments = grid.alignments.clone();
        alignments.resize(columns, Alignment::Start);
        for (column, given) in alignments.iter_mut().enumerate() {
            *given = figures::alignment(*given, grid.rows.iter().filter_map(|row| row.get(column)));
        }
        let gutter = Length::pt(GUTTER).min(part(place.frame.measure, columns * 3));
        let room = place.frame.measure - times(gutter, columns - 1);
        if part(room, columns) < body.size * NARROWEST {
            return Err(TypesetError::TooManyColumns { columns });
        }
        let wishes = if grid.wishes.len() == columns {
            grid.wishes.to_vec()
        } else {
            self.wishes(grid, &body, &head)?
        };
        let widths = shares(&wishes, &alignments, room, grid.full);
        let mut start = place.frame.start;
        let mut frames = Vec::with_capacity(columns);
        for measure in widths {
            frames.push(Frame { start, measure });
            start += measure + gutter;
        }
        let whole = Frame { start: place.frame.start, measure: start - gutter - place.frame.start };
        Ok(Form { frames, alignments, whole, body, head, hyphenate: !grid.names })
    }
}

impl Form {
    fn layout(&self, kind: Type, column: usize) -> Layout {
        let alignment = match self.alignments.get(column) {
            Some(Alignment::Center) => Lines::Center,
            Some(Alignment::End) => Lines::End,
            Some(Alignment::Start) | None => Lines::Start,
        };
        Layout {
            alignment,
            hyphenate: self.hyphenate,
            tabular: true,
            ..Layout::ragged(kind, self.frames[column])
        }
    }
}

impl Cell<'_, '_> {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Running(text, _) => crate::model::plain(text),
            Self::Plain(text) => (*text).to_owned(),
        }
    }
}

fn rule(frame: Frame, down: Length, thickness: Length) -> Ink {
    Ink::Rule { frame, down, thickness }
}

/// The same row without elements: what is repeated is read once.
fn artifact(row: &Row) -> Row {
    let mut copy = row.clone();
    copy.notes.clear();
    copy.inks.retain(|ink| !matches!(ink, Ink::Empty(_)));
    for ink in &mut copy.inks {
        if let Ink::Line { line, .. } = ink {
            for run in &mut line.runs {
                run.element = None;
            }
        }
    }
    copy
}
