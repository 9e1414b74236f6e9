//! Lists of signatories: in one column, in several, as a table, as a paragraph.

use crate::model::{
    Alignment as CellAlignment, Columns as Wished, Layout as Form, Length, Signatory,
    SignatoryGroup, SignatoryList,
};
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::{Break, Columns, Entry, Frame, Ink, Item};
use crate::typeset::leading::fitting;
use crate::typeset::paragraph::{Alignment, Piece};
use crate::typeset::structure::{ElementId, Role, Structure};
use crate::typeset::style::{FEW, Type, WHOLE_LIST};
use crate::typeset::table::{Cell, Grid};

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

/// How the names of a group are set.
#[derive(Clone, Copy, Debug)]
struct Names {
    kind: Type,
    /// What they are part of.
    section: ElementId,
    /// Whether the whole list stands together.
    whole: bool,
    /// Signatories in all groups of the list.
    all: usize,
}

impl<'a> Compositor<'a> {
    /// Sets a list of signatories with its heading, lead and note.
    pub(crate) fn signatories(&mut self, list: &'a SignatoryList) -> Result<(), TypesetError> {
        if list.new_page {
            self.galley.new_page();
        }
        let section = self.structure.add(Role::Section, Structure::DOCUMENT);
        if let Some(heading) = &list.heading {
            let kind = self.measures.list_heading;
            self.list_heading(heading, kind, 1, section, None)?;
            let next = self.measures.body;
            self.galley.space(self.measures.under_group + next.ascent() - next.leading);
        }
        let lead = Layout { hyphenate: true, ..Layout::ragged(self.measures.body, self.frame) };
        let leading = list.heading.is_some();
        self.paragraphs(&list.lead, &lead, section)?;
        let all = list.signatories().count();
        let kind = if all > FEW { self.measures.many_names } else { self.measures.names };
        let names = Names { kind, section, whole: all <= WHOLE_LIST, all };
        let level = if list.heading.is_some() { 2 } else { 1 };
        for (index, group) in list.groups.iter().enumerate() {
            if index > 0 || leading || !list.lead.is_empty() {
                self.galley.space(self.above_group(group, &names, index > 0));
            }
            self.group(group, &names, level)?;
        }
        if let Some(anonymous) = &list.anonymous {
            self.galley.space(if all > FEW {
                self.measures.paragraph
            } else {
                self.measures.between_names
            });
            let layout =
                Layout { hang: self.measures.name_hang, ..Layout::ragged(kind, self.frame) };
            let element = self.structure.add(Role::Paragraph, section);
            let begin = self.galley.items.len();
            if list.groups.iter().any(|group| !group.signatories.is_empty()) {
                self.galley.keep(1, Break::Parts);
            }
            self.plain(anonymous, &layout, element)?;
            self.galley.belongs_to_list(begin);
        }
        if !list.note.is_empty() {
            self.galley.space(self.measures.paragraph + self.measures.between_names);
            self.small_print(&list.note, section)?;
        }
        Ok(())
    }

    /// The space above a group: less where a line without heading follows the lead.
    fn above_group(&self, group: &SignatoryGroup, names: &Names, after_group: bool) -> Length {
        let measures = &self.measures;
        if group.heading.is_some() || after_group {
            measures.above_group + measures.group_heading.ascent() - measures.group_heading.leading
        } else {
            measures.under_group + names.kind.ascent() - names.kind.leading
        }
        .max(measures.between_names)
    }

    /// A heading of a list or a group, with a number at the other end of its line.
    fn list_heading(
        &mut self,
        heading: &'a str,
        kind: Type,
        level: u8,
        section: ElementId,
        count: Option<usize>,
    ) -> Result<(), TypesetError> {
        let words = heading.split('\n').collect::<Vec<_>>().join(" ");
        let element = self.heading(level, words);
        self.structure.get_mut(element).parent = Some(section);
        let mut layout = Layout { balanced: true, ..Layout::ragged(kind, self.frame) };
        let mut number = None;
        if let Some(count) = count {
            let style = Layout {
                alignment: Alignment::End,
                ..Layout::ragged(self.measures.count, self.frame)
            };
            number = self.artifact(&count.to_string(), &style)?;
            let taken = number.as_ref().map_or(Length::ZERO, |line| {
                line.runs.iter().map(crate::typeset::line::Run::width).sum()
            });
            layout.frame.measure = layout.frame.measure - taken - self.measures.gutter;
        }
        let piece = self.piece(heading, &layout, Some(element));
        let lines = self.set(&[piece], &layout)?;
        let mut rows = self.rows(lines, &layout, Break::Strands);
        if let Some(first) = rows.first_mut() {
            first.heading = Some(element);
            let frame = self.frame;
            first.inks.extend(number.map(|line| Ink::Line { frame, down: Length::ZERO, line }));
        }
        for mut row in rows {
            row.name = true;
            self.galley.push(row);
        }
        self.galley.keep(2, Break::Strands);
        Ok(())
    }

    /// Lead paragraphs, kept with what they lead to.
    fn paragraphs(
        &mut self,
        paragraphs: &'a [crate::model::Paragraph],
        layout: &Layout,
        parent: ElementId,
    ) -> Result<(), TypesetError> {
        for (index, text) in paragraphs.iter().enumerate() {
            if index > 0 {
                self.galley.space(self.measures.paragraph);
            }
            let element = self.structure.add(Role::Paragraph, parent);
            self.paragraph(text, layout, element)?;
        }
        if !paragraphs.is_empty() {
            self.galley.keep(2, Break::Parts);
        }
        Ok(())
    }

    fn small_print(
        &mut self,
        paragraphs: &'a [crate::model::Paragraph],
        parent: ElementId,
    ) -> Result<(), TypesetError> {
        let kind = self.measures.closing;
        let layout = Layout { hyphenate: true, ..Layout::ragged(kind, self.frame) };
        for (index, text) in paragraphs.iter().enumerate() {
            if index > 0 {
                self.galley.space(kind.leading / 2.0);
            }
            let element = self.structure.add(Role::Paragraph, parent);
            self.paragraph(text, &layout, element)?;
        }
        Ok(())
    }

    fn group(
        &mut self,
        group: &'a SignatoryGroup,
        names: &Names,
        level: u8,
    ) -> Result<(), TypesetError> {
        if let Some(heading) = &group.heading {
            let kind = self.measures.group_heading;
            let count = Some(group.signatories.len()).filter(|count| *count > 0);
            self.list_heading(heading, kind, level, names.section, count)?;
            let next = if group.lead.is_empty() { names.kind } else { self.measures.closing };
            self.galley.space(self.measures.under_group + next.ascent() - next.leading);
        }
        if !group.lead.is_empty() {
            let kind = self.measures.closing;
            let lead = Layout { hyphenate: true, ..Layout::ragged(kind, self.frame) };
            self.paragraphs(&group.lead, &lead, names.section)?;
            self.galley.space(self.measures.under_group + names.kind.ascent() - names.kind.leading);
        }
        if !group.signatories.is_empty() {
            match group.layout {
                Form::List => self.names(group, names)?,
                Form::Table => self.table_of_names(group, names)?,
                Form::Inline => self.inline_names(group, names)?,
            }
        }
        if !group.note.is_empty() {
            self.galley.space(self.measures.paragraph);
            self.small_print(&group.note, names.section)?;
        }
        Ok(())
    }

    /// The names of a group below one another, in one column or several.
    fn names(&mut self, group: &'a SignatoryGroup, names: &Names) -> Result<(), TypesetError> {
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
        let mut set = Vec::with_capacity(count);
        for signatory in &group.signatories {
            set.push(self.name(signatory, &layout(frames[0].indented(indent)), list)?);
        }
        if group.columns == Wished::Auto && wished == 2 && self.measures.columns.min(fitting) > 2 {
            let narrow = self.frame.columns(3, gutter);
            let room = narrow[0].indented(indent);
            let short = set.iter().filter(|name| is_short(&name.entry, room.measure)).count();
            if (count - short) * LONG_IN <= count {
                for name in set.iter_mut().filter(|name| !is_short(&name.entry, room.measure)) {
                    name.entry.lines = self.set(&name.pieces, &layout(room))?;
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

    /// A name broken into lines, as an item of the list.
    fn name(
        &mut self,
        signatory: &'a Signatory,
        layout: &Layout,
        list: ElementId,
    ) -> Result<Name<'a>, TypesetError> {
        let item = self.structure.add(Role::ListItem, list);
        let body = self.element_in(Role::ListBody, item, signatory.language.as_ref());
        let mut pieces = self.signatory_pieces(signatory, layout, body);
        let mut lines = self.set(&pieces, layout)?;
        if lines.is_empty() {
            // Nothing to show, but a place among the others.
            pieces = vec![self.piece("\u{a0}", layout, Some(body))];
            lines = self.set(&pieces, layout)?;
        }
        let entry = Entry { lines, measure: layout.frame.measure, ..Entry::default() };
        Ok(Name { item, pieces, entry })
    }

    fn signatory_pieces(
        &mut self,
        signatory: &'a Signatory,
        layout: &Layout,
        element: ElementId,
    ) -> Vec<Piece<'a>> {
        let language = signatory.language.as_ref().unwrap_or(&self.letter.language);
        self.pieces_in(&signatory.text, layout, element, language)
    }

    /// The numbers of a group's signatories, and the width of the widest with the space after it.
    fn numbers(
        &mut self,
        group: &SignatoryGroup,
        names: &Names,
    ) -> Result<Option<(Vec<String>, Length)>, TypesetError> {
        let Some(first) = group.first_number else { return Ok(None) };
        let numbers: Vec<String> =
            (0..group.signatories.len()).map(|index| format!("{}.", first + index)).collect();
        let layout = Layout { tabular: true, ..Layout::ragged(names.kind, self.frame) };
        let last = numbers.last().map_or("", String::as_str);
        let piece = self.piece(last, &layout, None);
        let width = self.width(&[piece])? + names.kind.size * AFTER_NUMBER;
        Ok(Some((numbers, width)))
    }

    /// Gives each name its number, right-aligned before it.
    fn number(
        &mut self,
        set: &mut [Name<'a>],
        numbers: &[String],
        width: Length,
        names: &Names,
        column: Frame,
    ) -> Result<(), TypesetError> {
        let measure = width - names.kind.size * AFTER_NUMBER;
        let frame = Frame { start: column.start, measure: measure + Length::pt(0.01) };
        let layout = Layout {
            alignment: Alignment::End,
            tabular: true,
            ..Layout::ragged(names.kind, frame)
        };
        for (name, number) in set.iter_mut().zip(numbers) {
            let label = self.structure.add(Role::Label, name.item);
            let piece = self.piece(number, &layout, Some(label));
            let line = self.set(&[piece], &layout)?.into_iter().next();
            name.entry.number = line.map(|line| (line, frame.measure));
        }
        Ok(())
    }

    /// Names in one column, as rows.
    fn one_column(&mut self, entries: Vec<Entry>, indent: Length, names: &Names) {
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
            while entry.lines.len() > most {
                let rest = entry.lines.split_off(most);
                let measure = entry.measure;
                cut.push(entry);
                entry = Entry { lines: rest, measure, number: None, continued: true };
            }
            cut.push(entry);
        }
        cut
    }

    /// A table of signatories over the whole measure.
    fn table_of_names(
        &mut self,
        group: &'a SignatoryGroup,
        names: &Names,
    ) -> Result<(), TypesetError> {
        let numbers = self.numbers(group, names)?.map(|(numbers, _)| numbers);
        let mut heads: Vec<Cell<'_, 'a>> =
            group.heads.iter().map(|head| Cell::Plain(head.as_str())).collect();
        if numbers.is_some() && !heads.is_empty() {
            heads.insert(0, Cell::Plain(""));
        }
        let mut rows = Vec::with_capacity(group.signatories.len());
        for (index, signatory) in group.signatories.iter().enumerate() {
            let language = signatory.language.as_ref();
            let mut cells: Vec<Cell<'_, 'a>> = Vec::new();
            if let Some(number) = numbers.as_ref().and_then(|numbers| numbers.get(index)) {
                cells.push(Cell::Plain(number));
            }
            if signatory.cells.is_empty() {
                cells.push(Cell::Running(&signatory.text, language));
            }
            // The language is the name's, which stands in the first cell.
            cells.extend(
                signatory
                    .cells
                    .iter()
                    .enumerate()
                    .map(|(column, text)| Cell::Running(text, language.filter(|_| column == 0))),
            );
            rows.push(cells);
        }
        let alignments = if numbers.is_some() { vec![CellAlignment::End] } else { Vec::new() };
        let grid = Grid { alignments, heads, rows, full: true, names: true };
        let mut place = self.place();
        place.parent = names.section;
        self.table(&grid, place)
    }

    /// All names of a group in one paragraph.
    fn inline_names(
        &mut self,
        group: &'a SignatoryGroup,
        names: &Names,
    ) -> Result<(), TypesetError> {
        let layout = Layout { hyphenate: true, ..Layout::ragged(names.kind, self.frame) };
        let paragraph = self.structure.add(Role::Paragraph, names.section);
        let numbers = self.numbers(group, names)?.map(|(numbers, _)| numbers);
        let numbers: Vec<String> =
            numbers.into_iter().flatten().map(|number| number + "\u{a0}").collect();
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        for (index, signatory) in group.signatories.iter().enumerate() {
            if index > 0 {
                pieces.push(self.piece("; ", &layout, Some(paragraph)));
            }
            if let Some(number) = numbers.get(index) {
                pieces.push(self.piece(number, &layout, Some(paragraph)));
            }
            let element = match &signatory.language {
                Some(language) => self.element_in(Role::Span, paragraph, Some(language)),
                None => paragraph,
            };
            pieces.extend(self.signatory_pieces(signatory, &layout, element));
        }
        let lines = self.set(&pieces, &layout)?;
        let begin = self.galley.items.len();
        self.push_lines(lines, &layout, Break::Free);
        self.galley.belongs_to_list(begin);
        Ok(())
    }
}

/// Whether a name is one line that fits into the room.
fn is_short(entry: &Entry, room: Length) -> bool {
    let width = |line: &crate::typeset::line::Line| -> Length {
        line.runs.iter().map(crate::typeset::line::Run::width).sum()
    };
    matches!(entry.lines.as_slice(), [line] if width(line) <= room)
}

impl crate::typeset::galley::Galley {
    /// Says of the rows since the one at `begin` that they belong to a list of signatories.
    fn belongs_to_list(&mut self, begin: usize) {
        for item in self.items.iter_mut().skip(begin) {
            if let Item::Row(row) = item {
                row.name = true;
            }
        }
    }
}
