//! Names below one another, in one column or several.

use crate::model::{Columns as Wished, Length, Signatory, SignatoryGroup};
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::{Break, Columns, Entry, Frame, Ink};
use crate::typeset::leading::fitting;
use crate::typeset::line::{Line, Run};
use crate::typeset::paragraph::{Alignment, Piece};
use crate::typeset::signatories::Names;
use crate::typeset::structure::{ElementId, Role};
use crate::typeset::style::FEW;

/// Nearly all names of a group are short when no more than one in so many is not.
const LONG_IN: usize = 10;
/// The narrowest column of names, in em.
const NARROWEST: f64 = 7.0;
/// From the widest number to the names, in em.
const AFTER_NUMBER: f64 = 0.6;

/// A name that has been set.
struct Name<'a> {
    item: ElementId,
    pieces: Vec<Piece<'a>>,
    entry: Entry,
}

impl<'a> Compositor<'a> {
    /// The names of a group below one another, in one column or several.
    pub(crate) fn names(
        &mut self,
        group: &'a SignatoryGroup,
        names: &Names<'_>,
    ) -> Result<(), TypesetError> {
        let gutter = self.measures.gutter;
        let count = group.signatories.len();
        let numbers = self.numbers(group, names)?;
        let indent = numbers.as_ref().map_or(Length::ZERO, |(_, width)| *width);
        let narrowest = names.kind.size * NARROWEST + indent;
        let fitting = fitting(self.frame.measure + gutter, narrowest + gutter).max(1);
        let list = self.structure.add(Role::List, names.section);
        let wished = match group.columns {
            Wished::Count(wished) => wished.clamp(1, fitting),
            Wished::Auto if names.all <= FEW => 1,
            Wished::Auto => 2.min(fitting).min(self.measures.columns),
        };
        let hang = if numbers.is_some() { Length::ZERO } else { self.measures.name_hang };
        let layout = |frame| Layout { hang, ..Layout::ragged(names.kind, frame) };
        let mut frames = self.frame.columns(wished, gutter);
        let mut set = self.names_of(group, &layout(frames[0].indented(indent)), list)?;
        if group.columns == Wished::Auto && wished == 2 && self.measures.columns.min(fitting) > 2 {
            let narrow = self.frame.columns(3, gutter);
            let room = narrow[0].indented(indent);
            let short = set.iter().filter(|name| is_short(&name.entry, room.measure)).count();
            if (count - short) * LONG_IN <= count {
                let mut long: Vec<_> =
                    set.iter_mut().filter(|name| !is_short(&name.entry, room.measure)).collect();
                let pieces: Vec<_> = long.iter().map(|name| name.pieces.as_slice()).collect();
                let lines = self.set_all(&pieces, &layout(room))?;
                for (name, lines) in long.iter_mut().zip(lines) {
                    name.entry.lines = lines;
                    name.entry.measure = room.measure;
                }
                frames = narrow;
            }
        }
        if let Some((numbers, width)) = numbers {
            self.number(&mut set, &numbers, width, names, frames[0])?;
        }
        let entries: Vec<Entry> = set.into_iter().map(|name| name.entry).collect();
        let marked = entries
            .iter()
            .flat_map(|entry| &entry.lines)
            .any(|line| !self.notes_in(line).is_empty());
        if frames.len() == 1 || marked {
            self.one_column(entries, indent, names);
        } else {
            let entries = self.cut_to_page(entries, names.kind.leading);
            self.galley.push_columns(Columns {
                entries,
                frames,
                indent,
                leading: names.kind.leading,
                between: self.measures.between_names,
                gap: names.kind.leading,
                ascent: names.kind.ascent(),
                ..Columns::default()
            });
        }
        Ok(())
    }

    /// The names of a group broken into lines, as items of the list.
    fn names_of(
        &mut self,
        group: &'a SignatoryGroup,
        layout: &Layout,
        list: ElementId,
    ) -> Result<Vec<Name<'a>>, TypesetError> {
        let mut items = Vec::with_capacity(group.signatories.len());
        let mut all = Vec::with_capacity(group.signatories.len());
        for signatory in &group.signatories {
            let item = self.structure.add(Role::ListItem, list);
            let body = self.element_in(Role::ListBody, item, signatory.language.as_ref());
            let mut pieces = self.signatory_pieces(signatory, layout, body);
            if pieces.iter().all(|piece| piece.text.is_empty()) {
                // Nothing to show, but a place among the others.
                pieces = vec![self.piece("\u{a0}", layout, Some(body))];
            }
            items.push(item);
            all.push(pieces);
        }
        let lines = self.set_all(&all.iter().map(Vec::as_slice).collect::<Vec<_>>(), layout)?;
        let names = items.into_iter().zip(all).zip(lines).map(|((item, pieces), lines)| {
            let entry = Entry { lines, measure: layout.frame.measure, ..Entry::default() };
            Name { item, pieces, entry }
        });
        Ok(names.collect())
    }

    /// The pieces of what is shown of a signatory.
    pub(crate) fn signatory_pieces(
        &mut self,
        signatory: &'a Signatory,
        layout: &Layout,
        element: ElementId,
    ) -> Vec<Piece<'a>> {
        let language = signatory.language.as_ref().unwrap_or(&self.letter.language);
        self.pieces_in(&signatory.text, layout, element, language)
    }

    /// The numbers of a group's signatories, and the width of the widest with the space after it.
    pub(crate) fn numbers(
        &mut self,
        group: &SignatoryGroup,
        names: &Names<'_>,
    ) -> Result<Option<(Vec<String>, Length)>, TypesetError> {
        let Some(first) = group.first_number else { return Ok(None) };
        let numbers: Vec<String> =
            (0..group.signatories.len()).map(|index| format!("{}.", first + index)).collect();
        let layout = Layout { tabular: true, ..Layout::ragged(names.kind, self.frame) };
        let highest = format!("{}.", names.highest);
        let piece = self.piece(&highest, &layout, None);
        let width = self.width(&[piece])? + names.kind.size * AFTER_NUMBER;
        Ok(Some((numbers, width)))
    }

    /// Gives each name its number, right-aligned before it.
    fn number(
        &mut self,
        set: &mut [Name<'a>],
        numbers: &[String],
        width: Length,
        names: &Names<'_>,
        column: Frame,
    ) -> Result<(), TypesetError> {
        let measure = width - names.kind.size * AFTER_NUMBER;
        let frame = Frame { start: column.start, measure: measure + Length::pt(0.01) };
        let layout = Layout {
            alignment: Alignment::End,
            tabular: true,
            ..Layout::ragged(names.kind, frame)
        };
        let mut pieces = Vec::with_capacity(set.len());
        for (name, number) in set.iter().zip(numbers) {
            let label = self.structure.add(Role::Label, name.item);
            pieces.push(self.piece(number, &layout, Some(label)));
        }
        let pieces: Vec<_> = pieces.iter().map(std::slice::from_ref).collect();
        for (name, lines) in set.iter_mut().zip(self.set_all(&pieces, &layout)?) {
            name.entry.number = lines.into_iter().next().map(|line| (line, frame.measure));
        }
        Ok(())
    }

    /// Names in one column, as rows.
    fn one_column(&mut self, entries: Vec<Entry>, indent: Length, names: &Names<'_>) {
        let count = entries.len();
        for (index, entry) in entries.into_iter().enumerate() {
            if index > 0 {
                self.galley.space(self.measures.between_names);
            }
            let frame = Frame { start: self.frame.start + indent, measure: entry.measure };
            let layout = Layout::ragged(names.kind, frame);
            let mut rows = self.rows(entry.lines, &layout, Break::Tears);
            if let Some(first) = rows.first_mut() {
                if let Some((line, measure)) = entry.number {
                    let frame = Frame { start: self.frame.start, measure };
                    first.inks.insert(0, Ink::Line { frame, down: Length::ZERO, line });
                }
                // Three names at least at a page's foot and at its head.
                if index > 0 && (names.whole || index < 3 || index + 3 > count) {
                    first.before = Break::Parts;
                }
            }
            for mut row in rows {
                row.name = true;
                self.galley.push(row);
            }
        }
    }

    /// Cuts names that are taller than half a page, which a column could not hold, into pieces.
    fn cut_to_page(&self, entries: Vec<Entry>, leading: Length) -> Vec<Entry> {
        let most = fitting(self.height / 2.0, leading).max(1);
        let mut cut = Vec::with_capacity(entries.len());
        for mut entry in entries {
            if entry.lines.len() <= most {
                cut.push(entry);
                continue;
            }
            let mut lines = std::mem::take(&mut entry.lines).into_iter();
            let measure = entry.measure;
            entry.lines = lines.by_ref().take(most).collect();
            cut.push(entry);
            while lines.len() > 0 {
                let lines = lines.by_ref().take(most).collect();
                cut.push(Entry { lines, measure, number: None, continued: true });
            }
        }
        cut
    }
}

/// Whether a name is one line that fits into the room.
fn is_short(entry: &Entry, room: Length) -> bool {
    let width = |line: &Line| -> Length { line.runs.iter().map(Run::width).sum() };
    matches!(entry.lines.as_slice(), [line] if width(line) <= room)
}
