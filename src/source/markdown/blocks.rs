//! Blocks out of what CommonMark makes of the text.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::model::{Alignment, Block, Language, Paragraph, Picture, Table, may_be_linked, plain};
use crate::source::markdown::heading::Headings;
use crate::source::markdown::line::{Kind, Line, Unit, Wrap};
use crate::source::markdown::list::{self, Item, Located};
use crate::source::markdown::marker::Marker;
use crate::source::markdown::note::Notes;
use crate::source::markdown::rewrite::Rewritten;
use crate::source::markdown::structure;
use crate::source::markdown::values::{Placed, Values, folds};
use crate::source::markdown::{Body, FindPicture, Problem};

/// What is being read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reading<'a> {
    /// A body: punctuation as the language has it, or as typed; lines as they fit.
    Body(Option<&'a Language>),
    /// A string of front matter: punctuation as typed, each line one on paper.
    Inline,
}

impl<'a> Reading<'a> {
    /// The language whose punctuation replaces what was typed.
    fn punctuation(self) -> Option<&'a Language> {
        match self {
            Self::Body(language) => language,
            Self::Inline => None,
        }
    }
}

/// Reads a text whose structure is settled.
pub(crate) fn read(
    source: &Rewritten<'_>,
    values: &Values,
    reading: Reading<'_>,
    find: &mut FindPicture<'_>,
) -> Result<Body, Vec<Problem>> {
    let builder = Builder {
        source,
        values,
        reading,
        find,
        images: Vec::new(),
        containers: Vec::new(),
        blocks: Vec::new(),
        line: None,
        pending: Pending::Nothing,
        autolink: false,
        notes: Notes::default(),
        headings: Headings::default(),
        problems: Vec::new(),
    };
    match reading {
        Reading::Body(_) => builder.read(structure::events(&source.text)),
        Reading::Inline => builder.read(Parser::new(&source.text).into_offset_iter()),
    }
}

/// A container that is open, with what its parent held before it.
struct Container {
    kind: ContainerKind,
    range: Range<usize>,
    before: Vec<Located>,
}

enum ContainerKind {
    Quotation,
    Note(String),
    List(Vec<Item>),
    Item(Option<Marker>),
}

/// The block being read that is neither paragraph nor container.
enum Pending {
    Nothing,
    Heading(u8),
    Code(String),
    Html(String),
    Table(Table, Vec<Paragraph>),
}

/// A picture whose description is being read.
struct Image {
    name: String,
    range: Range<usize>,
    /// The line that it stands in.
    outer: Option<(Line, Range<usize>)>,
}

struct Builder<'s, 'f> {
    source: &'s Rewritten<'s>,
    values: &'s Values,
    reading: Reading<'s>,
    find: &'s mut FindPicture<'f>,
    /// The pictures whose descriptions are being read, one within the other.
    images: Vec<Image>,
    containers: Vec<Container>,
    /// The blocks of the innermost container.
    blocks: Vec<Located>,
    /// The paragraph, heading or cell being read, and where it begins and ends.
    line: Option<(Line, Range<usize>)>,
    pending: Pending,
    /// Whether what is read is an address between `<` and `>`, which is text as it is.
    autolink: bool,
    notes: Notes,
    headings: Headings,
    problems: Vec<Problem>,
}

impl Builder<'_, '_> {
    fn read<'e>(
        mut self,
        events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) -> Result<Body, Vec<Problem>> {
        for (event, range) in events {
            match event {
                Event::Start(tag) => self.start(tag, range),
                Event::End(tag) => self.end(tag, range),
                Event::Html(html) => {
                    if let Pending::Html(block) = &mut self.pending {
                        block.push_str(&html);
                    }
                }
                Event::Rule => {
                    self.end_of_paragraph();
                    self.blocks.push((Block::ThematicBreak, range));
                }
                _ => self.inline(event, range),
            }
        }
        self.end_of_paragraph();
        self.finish()
    }

    fn finish(mut self) -> Result<Body, Vec<Problem>> {
        self.problems.extend(self.headings.problems());
        let (mut blocks, ranges): (Vec<_>, Vec<_>) = self.blocks.into_iter().unzip();
        let notes = match self.notes.number(&mut blocks) {
            Ok(notes) => notes,
            Err(problems) => {
                self.problems.extend(problems);
                Vec::new()
            }
        };
        let source = self.source;
        if !self.problems.is_empty() {
            for problem in &mut self.problems {
                problem.range = source.original_range(&problem.range);
            }
            self.problems.sort_by_key(|problem| problem.range.start);
            return Err(self.problems);
        }
        let mut body = Body { blocks, notes, ranges };
        self.headings.settle(&mut body.blocks);
        for note in &mut body.notes {
            self.headings.settle(&mut note.blocks);
        }
        for range in &mut body.ranges {
            let filled = source.text[range.clone()].trim_end().len();
            *range = source.original_range(&(range.start..range.start + filled));
        }
        Ok(body)
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.inline_kind(range, Kind::Open(Wrap::Emphasis)),
            Tag::Strong => self.inline_kind(range, Kind::Open(Wrap::Strong)),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, range),
            Tag::Image { dest_url, .. } => {
                let line = (Line::default(), range.clone());
                let outer = self.line.replace(line);
                let name = self.values.restore(&dest_url);
                self.images.push(Image { name, range, outer });
            }
            Tag::TableCell => self.line = Some((Line::default(), range)),
            Tag::TableHead | Tag::TableRow => {}
            block => {
                self.end_of_paragraph();
                self.start_block(block, range);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.pending = Pending::Heading(level as u8),
            Tag::CodeBlock(_) => self.pending = Pending::Code(String::new()),
            Tag::HtmlBlock => self.pending = Pending::Html(String::new()),
            Tag::Table(alignments) => {
                let alignments = alignments.into_iter().map(alignment).collect();
                let table = Table { alignments, heads: Vec::new(), rows: Vec::new() };
                self.pending = Pending::Table(table, Vec::new());
            }
            Tag::BlockQuote(_) => self.open(ContainerKind::Quotation, range),
            Tag::FootnoteDefinition(label) => {
                self.open(ContainerKind::Note(label.to_string()), range);
            }
            Tag::List(_) => self.open(ContainerKind::List(Vec::new()), range),
            Tag::Item => {
                let item = &self.source.text[range.start..];
                let indent = item.len() - item.trim_start_matches([' ', '\t']).len();
                let written = self.source.original(range.start + indent);
                let marker = Marker::read(&self.source.original[written..]);
                self.open(ContainerKind::Item(marker), range);
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: ContainerKind, range: Range<usize>) {
        let before = std::mem::take(&mut self.blocks);
        self.containers.push(Container { kind, range, before });
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Image => self.end_of_image(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => {
                self.autolink = false;
                self.inline_kind(range.end..range.end, Kind::Close);
            }
            TagEnd::TableCell => {
                let cell = self.end_of_line().unwrap_or_default();
                if let Pending::Table(_, row) = &mut self.pending {
                    row.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Pending::Table(table, row) = &mut self.pending {
                    let row = std::mem::take(row);
                    if tag == TagEnd::TableHead { table.heads = row } else { table.rows.push(row) }
                }
            }
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table => {
                self.end_of_pending(range);
            }
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::List(_) | TagEnd::Item => {
                self.end_of_paragraph();
                self.close();
            }
            _ => self.end_of_paragraph(),
        }
    }

    fn end_of_pending(&mut self, range: Range<usize>) {
        match std::mem::replace(&mut self.pending, Pending::Nothing) {
            Pending::Heading(level) => {
                let text = self.end_of_line().unwrap_or_default();
                if !text.is_empty() {
                    let anchor = self.headings.add(level, &plain(&text), range.clone());
                    self.blocks.push((Block::Heading { level, text, anchor }, range));
                }
            }
            Pending::Code(code) => {
                let code = self.values.restore(code.strip_suffix('\n').unwrap_or(&code));
                self.blocks.push((Block::Code(code), range));
            }
            Pending::Html(html) => self.problems.extend(html_problem(&html, range)),
            Pending::Table(table, _) => self.blocks.push((Block::Table(table), range)),
            Pending::Nothing => {}
        }
    }

    fn close(&mut self) {
        let Some(Container { kind, range, before }) = self.containers.pop() else { return };
        let inner = std::mem::replace(&mut self.blocks, before);
        let bare = |located: Vec<Located>| located.into_iter().map(|(block, _)| block).collect();
        match kind {
            ContainerKind::Quotation => {
                self.blocks.push((Block::Quotation(bare(inner)), range));
            }
            ContainerKind::Note(label) => {
                let line = self.source.text[range.clone()].lines().next().map_or(0, str::len);
                let place = range.start..range.start + line;
                self.problems.extend(self.notes.define(label, bare(inner), place).err());
            }
            ContainerKind::Item(marker) => {
                if let Some(Container { kind: ContainerKind::List(items), .. }) =
                    self.containers.last_mut()
                {
                    items.push(Item { marker, range, blocks: inner });
                }
            }
            ContainerKind::List(items) => {
                self.blocks.extend(list::split(&self.source.text, items));
            }
        }
    }

    fn inline(&mut self, event: Event<'_>, range: Range<usize>) {
        match (event, &mut self.pending) {
            (Event::Text(text), Pending::Code(code)) => code.push_str(&text),
            (Event::Text(text), _) if self.autolink => {
                for character in self.values.restore(&text).chars() {
                    self.inline_kind(range.clone(), Kind::Verbatim(character));
                }
            }
            (Event::Text(text), _) => {
                let (source, values) = (self.source, self.values);
                self.line(&range).push_text(&text, &range, &source.text, values);
            }
            (Event::Code(code), _) => {
                let code = Kind::Code(self.values.restore(&code));
                self.inline_kind(range, code);
            }
            (Event::SoftBreak, _) if matches!(self.reading, Reading::Body(_)) => {
                self.inline_kind(range, Kind::Typed('\n'));
            }
            (Event::SoftBreak | Event::HardBreak, _) => self.inline_kind(range, Kind::Break),
            (Event::FootnoteReference(label), _) => {
                let mark = Kind::NoteMark(self.notes.index(&label));
                self.inline_kind(range, mark);
            }
            (Event::InlineHtml(html), _) => {
                // It stands between other text, which must not become one word or one paragraph.
                self.line(&range);
                self.problems.extend(html_problem(&html, range));
            }
            _ => {}
        }
    }

    fn link(&mut self, kind: LinkType, destination: &str, range: Range<usize>) {
        let restored = self.values.restore(destination).replace(' ', "%20");
        let address = if kind == LinkType::Email { format!("mailto:{restored}") } else { restored };
        if !may_be_linked(&address) {
            let message = match address.as_str() {
                "" => "this link has no address".to_owned(),
                address => format!("`{address}` is no address that a letter can link to"),
            };
            self.problems.push(
                Problem::new(range.clone(), "link-address", message)
                    .help("write one that begins with `https://`, `http://` or `mailto:`"),
            );
        }
        self.autolink = matches!(kind, LinkType::Autolink | LinkType::Email);
        self.inline_kind(range, Kind::Open(Wrap::Link(address)));
    }

    fn end_of_image(&mut self) {
        let Some(Image { name, range, outer }) = self.images.pop() else { return };
        let (line, _) = std::mem::replace(&mut self.line, outer).unwrap_or_default();
        self.autolink = false;
        let description = line.finish(self.reading.punctuation(), &mut self.problems);
        let description = plain(&description).trim().to_owned();
        let file = match self.reading {
            Reading::Body(_) => (self.find)(&name, self.source.original_range(&range)),
            Reading::Inline => None,
        };
        let picture = Box::new(Picture { description, name, file });
        self.inline_kind(range.clone(), Kind::Picture(picture, range));
    }

    fn inline_kind(&mut self, range: Range<usize>, kind: Kind) {
        let at = range.start;
        self.line(&range).push(at, kind);
    }

    /// The line being read; a new one where text begins.
    fn line(&mut self, range: &Range<usize>) -> &mut Line {
        let (line, place) = self.line.get_or_insert_with(|| (Line::default(), range.clone()));
        place.end = place.end.max(range.end);
        line
    }

    fn end_of_line(&mut self) -> Option<Paragraph> {
        let (line, _) = self.line.take()?;
        for unit in &line.units {
            if let Kind::Placed(_) = unit.kind {
                let message = "a block that a call places stands within other text";
                self.problems.push(
                    Problem::new(unit.at..unit.at, "placed", message)
                        .help("put the call on a line of its own, in no list, quotation or note"),
                );
            }
            if let Kind::Picture(_, range) = &unit.kind {
                let message = "a picture stands within other text";
                self.problems.push(
                    Problem::new(range.clone(), "picture-in-line", message)
                        .help("put it on a line of its own, a blank line apart, in the body"),
                );
            }
        }
        Some(line.finish(self.reading.punctuation(), &mut self.problems))
    }

    fn end_of_paragraph(&mut self) {
        let Some((line, range)) = &self.line else { return };
        let range = range.clone();
        let only = match line.units.as_slice() {
            [unit] => Some(&unit.kind),
            _ => None,
        };
        let placeable = self.containers.is_empty() && matches!(self.reading, Reading::Body(_));
        if let (Some(Kind::Placed(block)), true) = (only, placeable) {
            let block = match block {
                Placed::Signatories(index) => Block::Signatories(*index),
                Placed::Close => Block::Close,
                Placed::Notes => Block::Notes,
                Placed::Contents => Block::Contents,
            };
            self.line = None;
            self.blocks.push((block, range));
        } else if let (Some(pictures), Reading::Body(_)) = (pictures(&line.units), self.reading) {
            self.line = None;
            self.blocks.extend(pictures);
        } else if let Some(text) = self.end_of_line().filter(|text| !text.is_empty()) {
            self.blocks.push((Block::Paragraph(text), range));
        }
    }
}

/// The pictures of a paragraph in which nothing else stands.
fn pictures(units: &[Unit]) -> Option<Vec<Located>> {
    let mut pictures = Vec::new();
    for unit in units {
        match &unit.kind {
            Kind::Picture(picture, range) => {
                pictures.push((Block::Picture((**picture).clone()), range.clone()));
            }
            Kind::Typed(space) if folds(*space) => {}
            Kind::Break => {}
            _ => return None,
        }
    }
    (!pictures.is_empty()).then_some(pictures)
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::End,
        pulldown_cmark::Alignment::Left | pulldown_cmark::Alignment::None => Alignment::Start,
    }
}

/// Comments say nothing; any other HTML is a problem.
fn html_problem(html: &str, range: Range<usize>) -> Option<Problem> {
    let rest = structure::after_comments(html);
    if rest.is_empty() {
        return None;
    }
    if rest.starts_with("<!--") {
        return Some(
            Problem::new(
                range.start..range.start + "<!--".len(),
                "comment",
                "this comment never ends",
            )
            .help("write `-->` where it ends"),
        );
    }
    let tag = rest.lines().next().unwrap_or_default().trim_end();
    Some(
        Problem::new(range, "raw-html", format!("`{tag}` is HTML, which a letter cannot hold"))
            .help("write it in Markdown, or `\\<` for the sign itself"),
    )
}
