//! Lists of signatories: in one column, in several, as a table, as a paragraph.

use crate::model::{
    Alignment as CellAlignment, Layout as Form, Length, Paragraph, Signatory, SignatoryGroup,
    SignatoryList,
};
use crate::typeset::TypesetError;
use crate::typeset::column_widths::Wish;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::{Break, Galley, Ink, Item};
use crate::typeset::line::Run;
use crate::typeset::paragraph::{Alignment, Piece};
use crate::typeset::structure::{ElementId, Role, Structure};
use crate::typeset::style::{FEW, Type, WHOLE_LIST};
use crate::typeset::table::{Cell, Grid, UNDER};

/// How the names of a group are set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'b> {
    /// Their type.
    pub(crate) kind: Type,
    /// What they are part of.
    pub(crate) section: ElementId,
    /// Whether the whole list stands together.
    pub(crate) whole: bool,
    /// Signatories in all groups of the list.
    pub(crate) all: usize,
    /// The highest number in any group: names of all groups stand at one edge.
    pub(crate) highest: usize,
    /// What the columns of its tables ask for; nothing when each has its own.
    wishes: &'b [Wish],
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
        let end =
            |group: &SignatoryGroup| group.first_number.unwrap_or(0) + group.signatories.len();
        let highest = list.groups.iter().map(end).max().unwrap_or(0).saturating_sub(1);
        let wishes = self.wishes_of_tables(list, highest)?;
        let names =
            Names { kind, section, whole: all <= WHOLE_LIST, all, highest, wishes: &wishes };
        if names.all <= FEW && list.heading.is_none() {
            // Names alone on a page could stand under any text.
            self.galley.keep(1, Break::Parts);
        }
        let level = if list.heading.is_some() { 2 } else { 1 };
        for (index, group) in list.groups.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| list.groups.get(before));
            if before.is_some() || leading || !list.lead.is_empty() {
                self.galley.space(self.above_group(group, &names, before));
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
        self.logo_grid(&list.logos, section);
        if !list.note.is_empty() {
            self.galley.space(self.measures.paragraph + self.measures.between_names);
            self.small_print(&list.note, section)?;
        }
        Ok(())
    }

    /// The space above a group: less where a line without heading follows the lead.
    fn above_group(
        &self,
        group: &SignatoryGroup,
        names: &Names<'_>,
        before: Option<&SignatoryGroup>,
    ) -> Length {
        let measures = &self.measures;
        let space = if group.heading.is_some() || before.is_some() {
            measures.above_group + measures.group_heading.ascent() - measures.group_heading.leading
        } else {
            self.under_heading(group, names.kind)
        };
        // A table ends with its rule.
        let rule = before.is_some_and(|before| before.layout == Form::Table);
        space.max(measures.between_names) + if rule { Length::pt(UNDER) } else { Length::ZERO }
    }

    /// The space between a heading, or a lead, and the names of a group in this type.
    fn under_heading(&self, group: &SignatoryGroup, kind: Type) -> Length {
        let space = self.measures.under_group;
        // A table begins with its rule.
        if group.layout == Form::Table { space } else { space + kind.ascent() - kind.leading }
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
            let taken =
                number.as_ref().map_or(Length::ZERO, |line| line.runs.iter().map(Run::width).sum());
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
        paragraphs: &'a [Paragraph],
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
        paragraphs: &'a [Paragraph],
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
        names: &Names<'_>,
        level: u8,
    ) -> Result<(), TypesetError> {
        if let Some(heading) = &group.heading {
            let kind = self.measures.group_heading;
            let count = Some(group.signatories.len()).filter(|count| *count > 0);
            self.list_heading(heading, kind, level, names.section, count)?;
            let lead = self.measures.closing;
            self.galley.space(if group.lead.is_empty() {
                self.under_heading(group, names.kind)
            } else {
                self.measures.under_group + lead.ascent() - lead.leading
            });
        }
        if !group.lead.is_empty() {
            let kind = self.measures.closing;
            let lead = Layout { hyphenate: true, ..Layout::ragged(kind, self.frame) };
            self.paragraphs(&group.lead, &lead, names.section)?;
            self.galley.space(self.under_heading(group, names.kind));
        }
        if !group.signatories.is_empty() {
            match group.layout {
                Form::List => self.names(group, names)?,
                Form::Table => self.table_of_names(group, names)?,
                Form::Inline => self.inline_names(group, names)?,
                Form::Lines => self.signing_lines(group, names)?,
            }
        }
        if !group.note.is_empty() {
            self.galley.space(self.measures.paragraph);
            self.small_print(&group.note, names.section)?;
        }
        Ok(())
    }

    /// A table of signatories over the whole measure.
    fn table_of_names(
        &mut self,
        group: &'a SignatoryGroup,
        names: &Names<'_>,
    ) -> Result<(), TypesetError> {
        let numbers = self.numbers(group, names)?.map(|(numbers, _)| numbers);
        let grid = grid(&[group], numbers.as_deref(), names.wishes);
        let mut place = self.place();
        place.parent = names.section;
        self.table(&grid, place)
    }

    /// What the columns of all tables of a list ask for together, so that they stand below one
    /// another; none where the tables are not alike.
    fn wishes_of_tables(
        &mut self,
        list: &'a SignatoryList,
        highest: usize,
    ) -> Result<Vec<Wish>, TypesetError> {
        let tables: Vec<&SignatoryGroup> =
            list.groups.iter().filter(|group| group.layout == Form::Table).collect();
        let form = |group: &SignatoryGroup| (group.heads.clone(), group.first_number.is_some());
        let alike = tables.windows(2).all(|two| form(two[0]) == form(two[1]));
        let Some(first) = tables.first().filter(|_| alike && tables.len() > 1) else {
            return Ok(Vec::new());
        };
        let numbers = [format!("{highest}.")];
        let numbers = first.first_number.is_some().then_some(&numbers[..]);
        let (body, head) = (self.measures.table, self.measures.table_head);
        self.wishes(&grid(&tables, numbers, &[]), &body, &head)
    }

    /// All names of a group in one paragraph.
    fn inline_names(
        &mut self,
        group: &'a SignatoryGroup,
        names: &Names<'_>,
    ) -> Result<(), TypesetError> {
        let layout = Layout::ragged(names.kind, self.frame);
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

/// Groups as one table. A row without a number of its own has none.
fn grid<'b, 'a>(
    groups: &[&'a SignatoryGroup],
    numbers: Option<&'b [String]>,
    wishes: &'b [Wish],
) -> Grid<'b, 'a>
where
    'a: 'b,
{
    let heads = groups.first().map_or(&[][..], |group| &group.heads);
    let mut heads: Vec<Cell<'b, 'a>> = heads.iter().map(|head| Cell::Plain(head)).collect();
    if numbers.is_some() && !heads.is_empty() {
        heads.insert(0, Cell::Plain(""));
    }
    let signatories = groups.iter().flat_map(|group| &group.signatories);
    let row = |(index, signatory): (usize, &'a Signatory)| {
        let language = signatory.language.as_ref();
        let number = |numbers: &'b [String]| Cell::Plain(numbers.get(index).map_or("", |n| n));
        let mut cells: Vec<Cell<'b, 'a>> = numbers.map(number).into_iter().collect();
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
        cells
    };
    Grid {
        alignments: numbers.map(|_| CellAlignment::End).into_iter().collect(),
        heads,
        rows: signatories.enumerate().map(row).collect(),
        full: true,
        names: true,
        wishes,
    }
}

impl Galley {
    /// Says of the rows since the one at `begin` that they belong to a list of signatories.
    fn belongs_to_list(&mut self, begin: usize) {
        for item in self.items.iter_mut().skip(begin) {
            if let Item::Row(row) = item {
                row.name = true;
            }
        }
    }
}
