//! Fills pages one after the other, and chooses where each ends.

use crate::model::Length;
use crate::typeset::columns::{Division, Heights};
use crate::typeset::flow::{Content, Matter, Plan, Room, Slot};
use crate::typeset::foot::{Fit, Stretch};
use crate::typeset::galley::{Break, Columns, Item, Row};
use crate::typeset::style::WHOLE_LIST;

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

/// Makes up pages one after the other.
pub(crate) struct Maker<'a> {
    pub(crate) matter: Matter<'a>,
    pub(crate) room: Room,
    heights: Vec<Option<Heights>>,
    /// The item that the next page begins with, and the name, when it is within columns.
    next: (usize, usize),
    /// Notes that stand on earlier pages, or wait in `waiting`.
    pub(crate) placed: Vec<bool>,
    /// What earlier pages had no room for.
    waiting: Vec<Stretch>,
}

impl<'a> Maker<'a> {
    /// Nothing made up yet.
    pub(crate) fn new(matter: Matter<'a>, room: Room) -> Self {
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

    /// Whether all has its place.
    pub(crate) fn done(&self) -> bool {
        self.next.0 >= self.matter.items.len() && self.waiting.is_empty()
    }

    /// Makes up the next page.
    pub(crate) fn page(&mut self) -> Plan {
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
                Some(y) => y + row.gap * room.gap + row.leading * room.leading + row.solid,
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
}
