//! Two texts of a letter as one Word file, in which what changed is tracked: who accepts it all has
//! the newer text, who rejects it all the older one.

use crate::model::{Change, Changes, Inline, Length, Letter, Note, PassageKind, plain};
use crate::render::Metadata;
use crate::render::docx::DocxError;
use crate::render::docx::composer::Composer;
use crate::render::docx::document::NAMESPACES;
use crate::render::docx::paragraph::{Indent, Paragraph};
use crate::render::docx::redline_notes::NoteMarks;
use crate::render::docx::redline_text::{Tracked, tracked};
use crate::render::docx::revision::{Revision, Revisions};
use crate::render::docx::run::Manner;
use crate::render::docx::settings::Tracking;
use crate::render::docx::story::Story;
use crate::render::docx::style::{DEEPEST, Style};
use crate::render::docx::table::{Grid, GridCell, GridRow};
use crate::render::docx::xml::Xml;

/// What changed between two texts of a letter, as changes that Word tracks. A passage that was moved
/// goes in one place and comes in the other. Markers of lists are part of the text, so that a
/// renumbered item shows what it was.
///
/// # Errors
/// When a part is larger than an archive can hold.
pub(crate) fn redline(
    changes: &Changes,
    revision: &Revision,
    title: &str,
    metadata: &Metadata,
) -> Result<Vec<u8>, DocxError> {
    let passages = tracked(&changes.passages);
    let marks = NoteMarks::of(&passages);
    let mut letter = Letter::new(changes.language.clone());
    letter.notes = vec![Note { blocks: Vec::new() }; marks.count()];
    letter.title = Some(title.to_owned());
    let mut composer = Composer::new(&letter, Revisions::of(revision));
    let body = passages.iter().take_while(|passage| !passage.begins_note());
    composer.tracked_body(&body.collect::<Vec<_>>(), &marks);
    let notes = (marks.count() > 0).then(|| {
        composer.apart(|composer| {
            let notes = marks.notes(&passages).into_iter();
            let stories = notes.map(|note| composer.tracked_note(&note)).collect();
            composer.notes_of(stories, &NAMESPACES)
        })
    });
    composer.package(title, metadata, notes, Tracking::On)
}

impl Composer<'_> {
    fn tracked_body(&mut self, passages: &[&Tracked], marks: &NoteMarks) {
        let levels = passages.iter().filter_map(|passage| match passage.role.kind {
            PassageKind::Heading(level) => Some(level),
            _ => None,
        });
        let top = levels.min().unwrap_or(1);
        let mut grid = Grid::default();
        for passage in passages {
            let kind = passage.role.kind;
            let is_row = matches!(kind, PassageKind::Row | PassageKind::Heads);
            let begins_table = kind == PassageKind::Heads && passage.change != Change::Deleted;
            if !grid.rows.is_empty() && (!is_row || begins_table) {
                self.grid(&std::mem::take(&mut grid));
            }
            if is_row {
                grid.rows.push(self.tracked_row(passage, marks));
                continue;
            }
            let style = match kind {
                PassageKind::Title => Style::Title,
                PassageKind::Heading(level) => Style::Heading((level - top + 1).min(DEEPEST)),
                PassageKind::Code => Style::Code,
                PassageKind::Break => Style::Break,
                _ if passage.role.quoted => Style::Quotation,
                _ if passage.role.depth > 0 => Style::Item,
                _ => Style::Body,
            };
            let content = self.tracked_text(passage, marks);
            let paragraph = self.tracked_paragraph(passage, style, content);
            self.story.push(paragraph);
        }
        if !grid.rows.is_empty() {
            self.grid(&grid);
        }
    }

    /// The paragraph of a passage; within lists its text hangs behind the marker.
    fn tracked_paragraph(&mut self, passage: &Tracked, style: Style, content: Xml) -> Paragraph {
        let mut paragraph = Paragraph::new(style, content);
        paragraph.end = passage.end;
        if let Some(inner) = passage.role.depth.checked_sub(1) {
            let inner = f64::from(u32::try_from(inner.min(8)).unwrap_or_default());
            let start = self.measures.hang + self.measures.inner_hang * inner;
            let has_marker = !passage.markers.is_empty();
            let hang = match (has_marker, inner > 0.0) {
                (false, _) => Length::ZERO,
                (true, false) => self.measures.hang,
                (true, true) => self.measures.inner_hang,
            };
            let indent = Indent { start, hang, ..Indent::default() };
            paragraph.indent = Some(indent).filter(|indent| *indent != self.setting(style).indent);
        }
        paragraph
    }

    /// The markers of a passage, and its words.
    fn tracked_text(&mut self, passage: &Tracked, marks: &NoteMarks) -> Xml {
        let letter = self.letter;
        let manner = Manner::of(&letter.language);
        let mut content = Xml::default();
        for (change, marker) in &passage.markers {
            let manner = Manner { change: *change, ..manner };
            self.inlines(&[Inline::Text(marker.clone())], &manner, &mut content);
        }
        if let Some(change) = passage.change_of_tab() {
            let manner = Manner { change, ..manner };
            self.run(&manner, &mut content, |xml| xml.flag("w:tab", true));
        }
        for (change, text) in passage.texts.iter().flatten() {
            let text = marks.numbered(*change, text);
            content.append(&self.runs_of(&text, *change));
        }
        if passage.role.kind == PassageKind::Break {
            let stars = vec![Inline::Text("* * *".to_owned())];
            content.append(&self.runs_of(&stars, passage.change));
        }
        content
    }

    fn tracked_row(&mut self, passage: &Tracked, marks: &NoteMarks) -> GridRow {
        let cells = passage.texts.iter().map(|spans| {
            let mut cell = GridCell { text: String::new(), runs: Xml::default() };
            for (change, text) in spans {
                cell.text.push_str(&plain(text));
                let text = marks.numbered(*change, text);
                cell.runs.append(&self.runs_of(&text, *change));
            }
            cell
        });
        let cells = cells.collect();
        let is_head = passage.role.kind == PassageKind::Heads;
        GridRow { is_head, change: passage.change, cells }
    }

    /// A note; marks in it lead nowhere.
    fn tracked_note(&mut self, passages: &[Tracked]) -> Story {
        let outer = std::mem::take(&mut self.story);
        self.in_note = true;
        let own_mark = self.own_mark();
        let none = NoteMarks::default();
        for (index, passage) in passages.iter().enumerate() {
            let mut content = if index == 0 { own_mark.clone() } else { Xml::default() };
            content.append(&self.tracked_text(passage, &none));
            let paragraph = self.tracked_paragraph(passage, Style::Footnote, content);
            self.story.push(paragraph);
        }
        if passages.is_empty() {
            self.story.push(Paragraph::new(Style::Footnote, own_mark));
        }
        self.in_note = false;
        std::mem::replace(&mut self.story, outer)
    }
}
