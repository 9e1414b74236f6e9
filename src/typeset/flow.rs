//! Makes up pages: chooses where each ends, so that the rules of `Break` hold, and gives every row
//! its place.

use std::ops::Range;

use crate::model::Length;
use crate::typeset::columns::{Division, Heights};
use crate::typeset::galley::{Break, Columns, Item, Row};
use crate::typeset::leading::line_at;
use crate::typeset::style::{CLOSE_GAP, CLOSE_LEADING, WHOLE_LIST};

/// What pages are made up from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matter<'a> {
    /// The text, from top to bottom.
    pub(crate) items: &'a [Item],
    /// Rows to repeat where a table goes on over a page, by table.
    pub(crate) heads: &'a [Vec<Row>],
    /// The rows of each note that stands at a page's foot.
    pub(crate) notes: &'a [Vec<Row>],
}

/// The room of a page, and how close its lines stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    /// Where the text begins.
    pub(crate) top: Length,
    /// The lowest place of a baseline.
    pub(crate) bottom: Length,
    /// The leading of the body.
    pub(crate) line: Length,
    /// What leadings are multiplied by.
    pub(crate) leading: f64,
    /// What gaps are multiplied by.
    pub(crate) gap: f64,
}

/// A row or a group's columns at their place.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    /// What is placed.
    pub(crate) content: Content,
    /// The first baseline.
    pub(crate) y: Length,
}

/// What a slot holds.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// The row at this index of the items.
    Row(usize),
    /// A row of the head of a table, repeated: the table's index and the row's.
    Head(usize, usize),
    /// Columns: the index among the items and the names that stand here.
    Columns(usize, Division),
    /// A row of a note: the note's index and the row's.
    Note(usize, usize),
}

/// A page made up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// The text.
    pub(crate) slots: Vec<Slot>,
    /// The notes at the foot.
    pub(crate) notes: Vec<Slot>,
    /// The rule over them.
    pub(crate) rule: Option<Length>,
}

impl Room {
    /// The same room with lines a little closer, and less margin by a line at head and foot.
    pub(crate) fn closer(self) -> Self {
        let line = self.line * CLOSE_LEADING;
        Self {
            top: self.top - line,
            bottom: self.bottom + line,
            leading: CLOSE_LEADING,
            gap: CLOSE_GAP,
            line,
        }
    }
}

/// Makes up the pages, closer where that saves a last page with next to nothing on it.
pub(crate) fn make_up(matter: Matter<'_>, room: Room) -> (Vec<Plan>, Room) {
    let pages = pages(matter, room);
    if let [.., before, last] = pages.as_slice() {
        let (lines, names) = held(last, matter.items);
        // Names fill a page of their own in a list of several pages; they are cut off from it when
        // it began on the page before, under other text.
        let cut_off = names && !held(before, matter.items).1;
        if lines < FEW_LINES || cut_off {
            let closer = pages_within(matter, room.closer(), pages.len() - 1);
            if let Some(closer) = closer {
                return (closer, room.closer());
            }
        }
    }
    (pages, room)
}

/// A last page with fewer lines is hardly one.
const FEW_LINES: usize = 4;

/// How many lines a page holds, and whether it holds nothing but names.
fn held(page: &Plan, items: &[Item]) -> (usize, bool) {
    let mut lines = 0;
    let mut names = true;
    for slot in &page.slots {
        match &slot.content {
            Content::Row(index) => {
                if let Some(Item::Row(row)) = items.get(*index) {
                    lines += 1 + line_at(row.drop, row.leading);
                    names &= row.name;
                }
            }
            Content::Columns(_, division) => {
                lines += division.ranges.iter().map(Range::len).max().unwrap_or(0);
            }
            Content::Head(..) | Content::Note(..) => {}
        }
    }
    (lines, names)
}

fn pages(matter: Matter<'_>, room: Room) -> Vec<Plan> {
    let mut maker = Maker::new(matter, room);
    let mut pages = Vec::new();
    while !maker.done() || pages.is_empty() {
        pages.push(maker.page());
    }
    pages
}

/// The pages, when there are no more than so many.
fn pages_within(matter: Matter<'_>, room: Room, most: usize) -> Option<Vec<Plan>> {
    let mut maker = Maker::new(matter, room);
    let mut pages = Vec::new();
    while !maker.done() {
        if pages.len() == most {
            return None;
        }
        pages.push(maker.page());
    }
    Some(pages)
}

/// A stretch of a note's rows.
#[derive(Clone, Debug)]
struct Stretch {
    note: usize,
    rows: Range<usize>,
}

/// A place where the page might end.
#[derive(Clone, Debug)]
struct Candidate {
    slots: usize,
    next: usize,
    cost: Break,
    y: Length,
    notes: usize,
    /// How far the last of the notes is shown, when it goes on overleaf.
    cut: Option<usize>,
}

/// A page while it is filled.
#[derive(Debug, Default)]
struct Making {
    plan: Plan,
    notes: Vec<Stretch>,
    candidates: Vec<Candidate>,
    /// The last baseline; none at the head of the page.
    y: Option<Length>,
    /// New notes of the first row, for which there was no room.
    deferred: Vec<Stretch>,
    /// Where the next page goes on within columns.
    within: Option<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The item stands on the page, and more may follow.
    Next,
    /// It stands on the page, and nothing may follow.
    Last,
    /// It does not.
    Stop,
}

struct Maker<'a> {
    matter: Matter<'a>,
    room: Room,
    heights: Vec<Option<Heights>>,
    /// The item that the next page begins with, and the name, when it is within columns.
    next: (usize, usize),
    /// Notes that stand on earlier pages, or wait in `waiting`.
    placed: Vec<bool>,
    /// What earlier pages had no room for.
    waiting: Vec<Stretch>,
}

/// From the last line of the text to the rule over the notes, at least.
const ABOVE_NOTES: Length = Length::pt(10.0);
/// From that rule to the top of the first note.
const UNDER_NOTE_RULE: Length = Length::pt(5.0);

impl<'a> Maker<'a> {
    fn new(matter: Matter<'a>, room: Room) -> Self {
        let heights = matter.items.iter().map(|item| match item {
            Item::Columns(columns) => Some(Heights::new(columns, room.leading, room.gap)),
            Item::Row(_) => None,
        });
        Self {
            heights: heights.collect(),
            matter,
            room,
            next: (0, 0),
            placed: vec![false; matter.notes.len()],
            waiting: Vec::new(),
        }
    }

    fn done(&self) -> bool {
        self.next.0 >= self.matter.items.len() && self.waiting.is_empty()
    }

    /// Makes up the next page.
    fn page(&mut self) -> Plan {
        let mut notes = std::mem::take(&mut self.waiting);
        let mut plan = Plan::default();
        if let Some(rest) = self.overflow(&mut notes) {
            self.waiting = rest;
            self.place_notes(&mut plan, &notes);
            return plan;
        }
        let mut page = Making { plan, notes, ..Making::default() };
        let (mut index, mut entry) = self.next;
        while let Some(item) = self.matter.items.get(index) {
            let step = match item {
                Item::Row(row) => self.add_row(row, index, &mut page),
                Item::Columns(columns) => self.add_columns(columns, (index, entry), &mut page),
            };
            if step == Step::Stop {
                break;
            }
            index += 1;
            entry = 0;
            if step == Step::Last {
                break;
            }
        }
        let Making { mut plan, mut notes, candidates, mut deferred, within, .. } = page;
        if let Some(next) = within {
            self.next = next;
        } else if let Some(end) = self.choose(&candidates, index) {
            plan.slots.truncate(end.slots);
            notes.truncate(end.notes);
            self.next = (end.next, 0);
            if let (Some(rows), Some(last)) = (end.cut, notes.last_mut()) {
                self.waiting.push(Stretch { note: last.note, rows: rows..last.rows.end });
                last.rows.end = rows;
            }
        }
        self.waiting.append(&mut deferred);
        for stretch in notes.iter().chain(&self.waiting) {
            if let Some(placed) = self.placed.get_mut(stretch.note) {
                *placed = true;
            }
        }
        self.place_notes(&mut plan, &notes);
        plan
    }

    /// Adds a row with its notes to the page, when it fits or is the first.
    fn add_row(&self, row: &Row, index: usize, page: &mut Making) -> Step {
        if row.new_page && !page.plan.slots.is_empty() {
            return Step::Stop;
        }
        let slots = page.plan.slots.len();
        let y = self.place_row(row, index, &mut page.y, &mut page.plan);
        let known = page.notes.len();
        for note in &row.notes {
            self.add_note(*note, &mut page.notes);
        }
        let fit = self.fit(y, &page.notes, known);
        if fit == Fit::Not {
            let new = page.notes.split_off(known);
            if !page.candidates.is_empty() {
                page.plan.slots.truncate(slots);
                return Step::Stop;
            }
            page.deferred = new;
        }
        let cut = if let Fit::Cut(rows) = fit { Some(rows) } else { None };
        let divided = if cut.is_some() { Break::Divides } else { Break::Free };
        page.candidates.push(Candidate {
            slots: page.plan.slots.len(),
            next: index + 1,
            cost: self.cost(index + 1).max(divided),
            y,
            notes: page.notes.len(),
            cut,
        });
        if fit == Fit::Whole { Step::Next } else { Step::Last }
    }

    /// Adds as many names to the page as its columns hold.
    fn add_columns(
        &self,
        columns: &Columns,
        (index, entry): (usize, usize),
        page: &mut Making,
    ) -> Step {
        if columns.new_page && !page.plan.slots.is_empty() {
            return Step::Stop;
        }
        let first = match page.y {
            Some(y) => y + columns.gap * self.room.gap,
            None => self.room.top + columns.ascent,
        };
        let limit = self.room.bottom - self.area(&page.notes);
        let forced = page.plan.slots.is_empty();
        let Some(division) = self.divide(index, entry, limit - first, columns, forced) else {
            return Step::Stop;
        };
        let end = division.end();
        let bottom = first + division.height;
        page.plan.slots.push(Slot { content: Content::Columns(index, division), y: first });
        if end < columns.entries.len() {
            page.within = Some((index, end));
            return Step::Last;
        }
        page.y = Some(bottom);
        page.candidates.push(Candidate {
            slots: page.plan.slots.len(),
            next: index + 1,
            cost: self.cost(index + 1),
            y: bottom,
            notes: page.notes.len(),
            cut: None,
        });
        Step::Next
    }

    /// Gives a row its place, under the repeated head of its table at the head of a page.
    fn place_row(
        &self,
        row: &Row,
        index: usize,
        y: &mut Option<Length>,
        plan: &mut Plan,
    ) -> Length {
        let room = self.room;
        let mut put = |row: &Row, content: Content| {
            let first = match *y {
                Some(y) => y + row.gap * room.gap + row.leading * room.leading,
                None => room.top + row.ascent,
            };
            plan.slots.push(Slot { content, y: first });
            let last = first + row.drop * room.leading;
            *y = Some(last);
            last
        };
        if index == self.next.0
            && let Some(table) = row.table
            && let Some(head) = self.matter.heads.get(table)
        {
            for (number, row) in head.iter().enumerate() {
                put(row, Content::Head(table, number));
            }
        }
        put(row, Content::Row(index))
    }

    /// How names are divided over the columns of this page; none when they had better begin on the
    /// next.
    fn divide(
        &self,
        index: usize,
        entry: usize,
        room: Length,
        columns: &Columns,
        forced: bool,
    ) -> Option<Division> {
        let heights = self.heights.get(index)?.as_ref()?;
        let count = columns.frames.len();
        if room < Length::ZERO && !forced {
            return None;
        }
        let room = room.max(Length::ZERO);
        let balanced = heights.balanced(entry, count);
        if balanced.height <= room {
            return Some(balanced);
        }
        let mut filled = heights.filled(entry, room, count);
        let mut less = room;
        while heights.len() - filled.end() < count * 2 && less > room / 2.0 {
            less -= heights.leading();
            filled = heights.filled(entry, less, count);
        }
        if filled.ranges.iter().all(|range| range.len() >= 2)
            && (heights.len() > WHOLE_LIST || forced)
        {
            return Some(filled);
        }
        if !forced {
            return None;
        }
        let filled = heights.filled(entry, room, count);
        // A single entry that is taller than the page has been cut up before; should one still
        // not fit, it is placed all the same.
        Some(if filled.end() > entry { filled } else { heights.single(entry, count) })
    }

    /// What a page break before the item costs.
    fn cost(&self, index: usize) -> Break {
        match self.matter.items.get(index) {
            Some(Item::Row(row)) if !row.new_page => row.before,
            Some(Item::Columns(columns)) if !columns.new_page => columns.before,
            _ => Break::Free,
        }
    }

    /// The best place for the page's end: as far down as may be, and so much higher as the rule
    /// that would be broken is worth. At most two lines for a divided word.
    fn choose(&self, candidates: &[Candidate], stopped: usize) -> Option<Candidate> {
        let last = candidates.last()?;
        if stopped >= self.matter.items.len() || self.cost_is_forced(stopped) {
            return Some(last.clone());
        }
        let height = self.room.bottom - self.room.top;
        let open = [
            (Break::Strands, height),
            (Break::Parts, height * 0.75),
            (Break::Divides, height * 0.5),
            (Break::Free, self.room.line * 2.05),
        ];
        let mut best = last;
        for (cost, open) in open {
            let better = candidates.iter().rev().find(|candidate| candidate.cost <= cost);
            if let Some(better) = better
                && best.cost > cost
                && best.y - better.y <= open
            {
                best = better;
            }
        }
        Some(best.clone())
    }

    fn cost_is_forced(&self, index: usize) -> bool {
        match self.matter.items.get(index) {
            Some(Item::Row(row)) => row.new_page,
            Some(Item::Columns(columns)) => columns.new_page,
            None => true,
        }
    }

    /// Adds a note to those of the page, and the notes whose marks stand in it.
    fn add_note(&self, note: usize, notes: &mut Vec<Stretch>) {
        let Some(rows) = self.matter.notes.get(note) else { return };
        let known = self.placed.get(note).is_none_or(|placed| *placed)
            || notes.iter().any(|stretch| stretch.note == note);
        if known {
            return;
        }
        notes.push(Stretch { note, rows: 0..rows.len() });
        for inner in rows.iter().flat_map(|row| &row.notes) {
            self.add_note(*inner, notes);
        }
    }

    /// Whether text down to `y` and these notes fit on one page; the notes from `known` on are new.
    fn fit(&self, y: Length, notes: &[Stretch], known: usize) -> Fit {
        let left = self.room.bottom - self.area(notes) - y;
        if left >= -HAIR {
            return Fit::Whole;
        }
        let Some(last) = notes[known..].last() else { return Fit::Not };
        let mut over = -left;
        let mut rows = last.rows.end;
        while over > HAIR && rows > last.rows.start {
            rows -= 1;
            over -= self.note_row(last.note, rows);
        }
        // Two lines at least on either page.
        let rows = rows.min(last.rows.end.saturating_sub(2));
        if over <= HAIR && rows >= last.rows.start + 2 { Fit::Cut(rows) } else { Fit::Not }
    }

    /// When the notes carried over fill more than a page: what the next page gets of them.
    fn overflow(&self, notes: &mut Vec<Stretch>) -> Option<Vec<Stretch>> {
        let height = self.room.bottom - self.room.top;
        // A page of text and notes needs room for a few lines of text.
        let most = height - self.room.line * 3.0;
        if self.area(notes) <= most {
            return None;
        }
        let mut used = ABOVE_NOTES + UNDER_NOTE_RULE;
        for index in 0..notes.len() {
            let Stretch { note, rows } = notes[index].clone();
            for row in rows.clone() {
                used += self.note_row(note, row);
                if used > height && row > notes[0].rows.start {
                    let mut rest = notes.split_off(index);
                    if row > rows.start {
                        notes.push(Stretch { note, rows: rows.start..row });
                        rest[0].rows.start = row;
                    }
                    return Some(rest);
                }
            }
        }
        Some(Vec::new())
    }

    fn note_row(&self, note: usize, row: usize) -> Length {
        self.matter.notes.get(note).and_then(|rows| rows.get(row)).map_or(Length::ZERO, |row| {
            row.gap * self.room.gap + (row.leading + row.drop) * self.room.leading
        })
    }

    /// The room that notes take at the foot.
    fn area(&self, notes: &[Stretch]) -> Length {
        let rows: Length = notes
            .iter()
            .flat_map(|stretch| stretch.rows.clone().map(|row| self.note_row(stretch.note, row)))
            .sum();
        if rows > Length::ZERO { rows + ABOVE_NOTES + UNDER_NOTE_RULE } else { rows }
    }

    /// Puts the notes at the page's foot, the last line of them at the lowest place.
    fn place_notes(&self, plan: &mut Plan, notes: &[Stretch]) {
        let area = self.area(notes);
        if area == Length::ZERO {
            return;
        }
        let mut y = self.room.bottom - area + ABOVE_NOTES;
        plan.rule = Some(y);
        y += UNDER_NOTE_RULE;
        for stretch in notes {
            for row in stretch.rows.clone() {
                let Some(set) = self.matter.notes.get(stretch.note).and_then(|rows| rows.get(row))
                else {
                    continue;
                };
                y += set.gap * self.room.gap + set.leading * self.room.leading;
                plan.notes.push(Slot { content: Content::Note(stretch.note, row), y });
                y += set.drop * self.room.leading;
            }
        }
    }
}

/// Differences under this are rounding.
const HAIR: Length = Length::pt(0.01);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Whole,
    /// With the last note shown up to this row.
    Cut(usize),
    Not,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::galley::Row;

    fn room() -> Room {
        let line = Length::pt(14.25);
        Room { top: Length::pt(72.0), bottom: Length::pt(720.0), line, leading: 1.0, gap: 1.0 }
    }

    /// Rows of one line, each with what a break before it costs.
    fn rows(costs: &[Break]) -> Vec<Item> {
        let row = |cost: &Break| {
            Item::Row(Row {
                leading: Length::pt(14.25),
                ascent: Length::pt(8.14),
                before: *cost,
                ..Row::default()
            })
        };
        costs.iter().map(row).collect()
    }

    fn lengths(items: &[Item]) -> (Vec<usize>, f64) {
        let (pages, room) = make_up(Matter { items, heads: &[], notes: &[] }, room());
        (pages.iter().map(|page| page.slots.len()).collect(), room.leading)
    }

    #[test]
    fn a_page_holds_forty_five_lines() {
        assert_eq!(lengths(&rows(&[Break::Free; 60])), (vec![45, 15], 1.0));
    }

    #[test]
    fn a_last_page_of_three_lines_is_saved_by_a_closer_setting() {
        assert_eq!(lengths(&rows(&[Break::Free; 48])), (vec![48], CLOSE_LEADING));
        assert_eq!(lengths(&rows(&[Break::Free; 49])).0, [45, 4]);
        // Closer, the page holds fifty lines; a hundred and one take a third page all the same.
        assert_eq!(lengths(&rows(&[Break::Free; 93])).0.len(), 2);
    }

    #[test]
    fn the_foot_stays_open_by_two_lines_for_a_divided_word_and_by_more_for_a_widow() {
        let mut costs = [Break::Free; 60];
        costs[45] = Break::Divides;
        costs[44] = Break::Divides;
        assert_eq!(lengths(&rows(&costs)).0, [43, 17]);
        costs[43] = Break::Divides;
        assert_eq!(lengths(&rows(&costs)).0, [45, 15]);
        costs[30..=45].fill(Break::Strands);
        assert_eq!(lengths(&rows(&costs)).0, [29, 31]);
    }

    #[test]
    fn what_is_taller_than_a_page_is_divided_all_the_same() {
        assert_eq!(lengths(&rows(&[Break::Tears; 100])).0, [45, 45, 10]);
    }
}
