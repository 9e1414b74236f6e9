//! The sender at the head of the letter: logos, name, lines.

use crate::model::{Length, Letterhead};
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::{Break, Ink, Row};
use crate::typeset::letter::spaced;
use crate::typeset::paragraph::Alignment;
use crate::typeset::structure::{Role, Structure};
use crate::typeset::style::FINE_RULE;

impl<'a> Compositor<'a> {
    /// The sender's logos, under them the name at the margin, the lines beside it at the other (where
    /// there is no name, beside the logos), a fine rule under all; where that is too narrow, the
    /// lines below.
    pub(crate) fn letterhead(&mut self, letterhead: &'a Letterhead) -> Result<(), TypesetError> {
        let (name_type, lines_type) = (self.measures.letterhead, self.measures.letterhead_lines);
        let section = self.structure.add(Role::Section, Structure::DOCUMENT);
        let name_layout = Layout { balanced: true, ..Layout::ragged(name_type, self.frame) };
        let lines_layout = Layout::ragged(lines_type, self.frame);
        let mut widest = Length::ZERO;
        for line in &letterhead.lines {
            let piece = self.piece(line, &lines_layout, None);
            widest = widest.max(self.width(&[piece])?);
        }
        let whole = self.galley.items.len();
        let mut begin = whole;
        let mut before = None;
        let mut drop = Length::ZERO;
        if let Some((inks, shown)) = self.head_logos(&letterhead.logos, section) {
            let (ascent, solid) = (shown.height, shown.height);
            self.galley.push(Row { inks, solid, ascent, ..Row::default() });
            self.galley.keep(1, Break::Strands);
            before = Some(shown.width);
            // The first of the lines stands level with the logos' upper edge.
            drop = lines_type.ascent() - shown.height;
        }
        if let Some(name) = &letterhead.name {
            let piece = self.piece(name, &name_layout, None);
            before = Some(self.width(&[piece])?);
            drop = Length::ZERO;
            if self.galley.items.len() > whole {
                self.galley.space(name_type.size * 0.3);
            }
            begin = self.galley.items.len();
            let element = self.structure.add(Role::Paragraph, section);
            self.plain(name, &name_layout, element)?;
        }
        let fits = |before| before + widest + self.measures.gutter <= self.frame.measure;
        let beside = before.is_some_and(fits);
        let element = self.structure.add(Role::Paragraph, section);
        let alignment = if beside { Alignment::End } else { Alignment::Start };
        let layout = Layout { alignment, ..lines_layout };
        let mut inks = Vec::new();
        for (index, line) in letterhead.lines.iter().enumerate() {
            let spaced = spaced(line, index + 1 < letterhead.lines.len());
            let piece = self.piece(&spaced, &layout, Some(element));
            let lines = self.set(&[piece], &layout)?;
            if beside {
                for line in lines {
                    inks.push(Ink::Line { frame: layout.frame, down: drop, line });
                    drop += lines_type.leading;
                }
            } else {
                self.push_lines(lines, &layout, Break::Parts);
            }
        }
        let drop = if inks.is_empty() { Length::ZERO } else { drop - lines_type.leading };
        self.galley.beside(begin, inks, drop);
        self.galley.underline(whole, self.frame, lines_type.size * 0.9, FINE_RULE);
        Ok(())
    }
}
