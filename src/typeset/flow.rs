//! Makes up pages: chooses where each ends, so that the rules of `Break` hold, and gives every row
//! its place.

use crate::model::Length;
use crate::typeset::columns::Division;
use crate::typeset::galley::{Item, Row};
use crate::typeset::leading::line_at;
use crate::typeset::makeup::Maker;
use crate::typeset::style::{CLOSE_GAP, CLOSE_LEADING};

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
    /// What a closer setting may take of the margins at head and foot.
    pub(crate) spare: (Length, Length),
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
            top: self.top - line.min(self.spare.0),
            bottom: self.bottom + line.min(self.spare.1),
            spare: self.spare,
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
        let (text, names) = held(last, matter.items);
        // In a list of several pages names may well fill the last; they are cut off from their
        // letter when it ends on the page before.
        let cut_off = held(before, matter.items).0 > 0;
        if text < FEW_LINES && (cut_off || text + names < FEW_LINES) {
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

/// How many lines of text a page holds, and how many of names.
fn held(page: &Plan, items: &[Item]) -> (usize, usize) {
    let (mut text, mut names) = (0, 0);
    for slot in &page.slots {
        match &slot.content {
            Content::Row(index) => {
                if let Some(Item::Row(row)) = items.get(*index) {
                    let lines = 1 + line_at(row.drop, row.leading);
                    *(if row.name { &mut names } else { &mut text }) += lines;
                }
            }
            Content::Columns(_, division) => {
                names += division.ranges.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
            }
            Content::Head(..) | Content::Note(..) => {}
        }
    }
    (text, names)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::galley::{Break, Row};

    fn room() -> Room {
        let line = Length::pt(14.25);
        Room {
            top: Length::pt(72.0),
            bottom: Length::pt(720.0),
            spare: (Length::pt(36.0), Length::pt(36.0)),
            line,
            leading: 1.0,
            gap: 1.0,
        }
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
