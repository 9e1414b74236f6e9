//! A letter as a whole: its sheet, its galley, its pages.

use std::collections::BTreeMap;

use crate::model::{Length, Letter, NotePlacement, Part};
use crate::typeset::compositor::Compositor;
use crate::typeset::flow::{Matter, Plan, Room, make_up};
use crate::typeset::font::Fonts;
use crate::typeset::front::Front;
use crate::typeset::galley::{Frame, Galley, Row};
use crate::typeset::page::Document;
use crate::typeset::pieces::Marks;
use crate::typeset::sheet::{Sheet, Stock};
use crate::typeset::structure::{ElementId, Structure};
use crate::typeset::style::Measures;
use crate::typeset::{TypesetError, notes, sheet, window};

/// The least room on a page, in parts of the text's size: some letters abreast, some lines.
const LEAST_MEASURE: f64 = 6.0;
const LEAST_HEIGHT: f64 = 8.0;

/// Sets a letter on pages in these fonts, and gives them back.
pub(crate) fn typeset<'s>(
    letter: &Letter,
    fonts: Fonts<'s>,
) -> Result<(Document, Fonts<'s>), TypesetError> {
    let source = fonts.source();
    let measures = Measures::of(letter);
    let mut sheet = sheet_of(letter, &measures)?;
    let frame = Frame {
        start: Length::ZERO,
        measure: sheet.size.0 - sheet.margins.left - sheet.margins.right,
    };
    let room = Room {
        top: sheet.margins.top,
        bottom: sheet.size.1 - sheet.margins.bottom,
        // What a window shows stays where it is.
        spare: match letter.page.window {
            Some(_) => (Length::ZERO, spare(sheet.margins.bottom)),
            None => (spare(sheet.margins.top), spare(sheet.margins.bottom)),
        },
        line: measures.body.leading,
        leading: 1.0,
        gap: 1.0,
    };
    let mut structure = Structure::new();
    let numbers: Vec<String> = (1..=letter.notes.len()).map(|number| number.to_string()).collect();
    let first = notes::elements(&mut structure, numbers.len());
    let mut compositor = Compositor {
        letter,
        frame,
        height: room.bottom - room.top,
        direction: sheet.direction,
        fonts,
        structure,
        pictures: Vec::new(),
        outline: Vec::new(),
        galley: Galley::default(),
        heads: Vec::new(),
        part: Part::Body,
        marks: Marks { numbers: &numbers, first },
        anchors: BTreeMap::new(),
        links: Vec::new(),
        level: 0,
        addressed: 0,
        measures,
    };
    let marking = compositor.marking_element();
    let at_foot = letter.page.notes == NotePlacement::Foot && !letter.body_places(Part::Notes);
    let front = match letter.page.window {
        Some(window) => compositor.front(window, &sheet)?,
        None => Front::default(),
    };
    compositor.parts(!at_foot, &front.parts)?;
    compositor.part = Part::Notes;
    let notes = if at_foot { compositor.footnotes()? } else { Vec::new() };

    let (plans, room) = {
        let matter =
            Matter { items: &compositor.galley.items, heads: &compositor.heads, notes: &notes };
        make_up(matter, room)
    };
    compositor.number_contents(&plans)?;
    sheet.head -= sheet.margins.top - room.top;
    sheet.leading = room.leading;
    let (document, fonts) = pages(compositor, plans, notes, &sheet, room, (marking, front))?;
    Ok((document, fonts.with_source(source)))
}

fn pages<'a>(
    mut compositor: Compositor<'a>,
    plans: Vec<Plan>,
    notes: Vec<Vec<Row>>,
    sheet: &Sheet,
    room: Room,
    (marking, front): (Option<ElementId>, Front),
) -> Result<(Document, Fonts<'a>), TypesetError> {
    let letter = compositor.letter;
    let mut stock = Stock {
        items: std::mem::take(&mut compositor.galley.items),
        heads: std::mem::take(&mut compositor.heads),
        notes,
    };
    compositor.part = Part::Marking;
    let watermark = compositor.watermark(sheet)?;
    let count = plans.len();
    let mut pages = Vec::with_capacity(count);
    for (index, plan) in plans.into_iter().enumerate() {
        let mut page = sheet.page(plan, &mut stock, room);
        if index == 0 {
            page.marks.splice(0..0, front.marks.iter().cloned());
        }
        let own = if index == 0 { front.head(sheet) } else { *sheet };
        let head = compositor.head(index, count, &own, marking)?;
        page.marks.splice(0..0, watermark.iter().cloned().chain(head));
        pages.push(page);
    }
    // A title alone is no outline.
    let outline =
        if compositor.outline.iter().any(|entry| entry.level > 1) || compositor.outline.len() > 1 {
            compositor.outline
        } else {
            Vec::new()
        };
    if let Some(first) = pages.first_mut() {
        first.marks.extend(window::fold_marks(letter, sheet.size));
    }
    sheet::place_empty(&compositor.structure, &mut pages);
    let document = Document {
        language: letter.language.clone(),
        title: letter.document_title(),
        size: sheet.size,
        pages,
        faces: compositor.fonts.faces(),
        pictures: compositor.pictures,
        structure: compositor.structure,
        outline,
        unseen: front.unseen,
    };
    Ok((document, compositor.fonts))
}

/// What may be taken of a margin, so that half an inch is left.
fn spare(margin: Length) -> Length {
    (margin - Length::inches(0.5)).max(Length::ZERO)
}

/// The sheet with its margins, when they leave room for text.
fn sheet_of(letter: &Letter, measures: &Measures) -> Result<Sheet, TypesetError> {
    let size = letter.page.sheet(&letter.language).size();
    let margins = measures.margins(letter);
    let width = size.0 - margins.left - margins.right;
    let height = size.1 - margins.top - margins.bottom;
    let text = measures.body.size;
    let fits = text > Length::ZERO
        && width >= text * LEAST_MEASURE
        && height >= text * LEAST_HEIGHT
        && [margins.top, margins.right, margins.bottom, margins.left]
            .into_iter()
            .all(|margin| margin >= Length::ZERO);
    if !fits {
        return Err(TypesetError::NoRoom);
    }
    Ok(Sheet {
        size,
        margins,
        direction: letter.language.direction(),
        head: (margins.top - measures.head_distance).max(measures.running_head.size),
        leading: 1.0,
    })
}
