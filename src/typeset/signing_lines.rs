//! Signatories side by side, each with a rule to sign on, or a scanned signature that stands on it.

use crate::model::{Length, Picture, Signatory, SignatoryGroup};
use crate::picture::Size;
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::{Break, Frame, Ink, Row};
use crate::typeset::leading::fitting;
use crate::typeset::signatories::Names;
use crate::typeset::structure::{ElementId, Role};
use crate::typeset::style::FINE_RULE;

/// The most of them side by side.
const ABREAST: usize = 2;
/// The narrowest rule to sign on, in em.
const NARROWEST: f64 = 12.0;
/// The room over a rule for a signature, in em: what a hand takes.
const ROOM: f64 = 3.4;
/// How much of its rule a signature covers at most.
const COVERED: f64 = 0.8;
/// From the rule to the top of the name, in em.
const UNDER: f64 = 0.35;
/// How far a signature reaches below its rule, as written ones do, in parts of its height.
const BELOW: f64 = 0.1;

impl<'a> Compositor<'a> {
    /// Sets a group of signatories side by side, no row of them over two pages.
    pub(crate) fn signing_lines(
        &mut self,
        group: &'a SignatoryGroup,
        names: &Names<'_>,
    ) -> Result<(), TypesetError> {
        let gutter = self.measures.gutter * 1.5;
        let narrowest = names.kind.size * NARROWEST;
        let fitting = fitting(self.frame.measure + gutter, narrowest + gutter).max(1);
        let frames = self.frame.columns(ABREAST.min(fitting), gutter);
        let list = self.structure.add(Role::List, names.section);
        let numbers = self.numbers(group, names)?.map(|(numbers, _)| numbers).unwrap_or_default();
        let room = names.kind.size * ROOM;
        for (index, abreast) in group.signatories.chunks(frames.len()).enumerate() {
            let mut row = Row {
                leading: names.kind.leading / 2.0,
                solid: room,
                ascent: room,
                before: if index > 0 && names.whole { Break::Parts } else { Break::Free },
                name: true,
                ..Row::default()
            };
            let first = index * frames.len();
            for (column, (signatory, frame)) in abreast.iter().zip(&frames).enumerate() {
                let number = numbers.get(first + column).map(String::as_str);
                let layout = Layout::ragged(names.kind, *frame);
                self.signing_line(signatory, number, &layout, list, &mut row)?;
            }
            self.galley.push(row);
        }
        Ok(())
    }

    fn signing_line(
        &mut self,
        signatory: &'a Signatory,
        number: Option<&str>,
        layout: &Layout,
        list: ElementId,
        row: &mut Row,
    ) -> Result<(), TypesetError> {
        let item = self.structure.add(Role::ListItem, list);
        let label = number.map(|_| self.structure.add(Role::Label, item));
        let body = self.element_in(Role::ListBody, item, signatory.language.as_ref());
        if let Some(signature) = &signatory.signature {
            row.inks.extend(self.signature(signature, layout, body));
        }
        let frame = layout.frame;
        row.inks.push(Ink::Rule { frame, down: Length::ZERO, thickness: FINE_RULE });
        let size = layout.kind.size;
        let mut down = size * UNDER + layout.kind.ascent();
        let count = signatory.cells.len();
        for (index, cell) in signatory.cells.iter().enumerate() {
            let numbered = number.filter(|_| index == 0).map(|number| format!("{number}\u{a0}"));
            let mut pieces: Vec<_> =
                numbered.iter().map(|number| self.piece(number, layout, label)).collect();
            let language = signatory.language.as_ref().filter(|_| index == 0);
            let language = language.unwrap_or(&self.letter.language);
            pieces.extend(self.pieces_in(cell, layout, body, language));
            if index + 1 < count {
                // Lines are words apart to whoever listens.
                pieces.push(self.piece(" ", layout, Some(body)));
            }
            for line in self.set(&pieces, layout)? {
                row.notes.extend(self.notes_in(&line));
                row.inks.push(Ink::Line { frame, down, line });
                row.drop = row.drop.max(down);
                down += layout.kind.leading;
            }
        }
        Ok(())
    }

    /// A scanned signature, without blank edges, on its rule.
    fn signature(
        &mut self,
        signature: &'a Picture,
        layout: &Layout,
        parent: ElementId,
    ) -> Option<Ink> {
        let file = signature.file.as_ref()?;
        let own = Size::of_content(file);
        let width = layout.frame.measure * COVERED / own.width;
        let shown = own.scaled(width.min(layout.kind.size * ROOM / own.height));
        let element = self.figure(&signature.description, parent);
        let indent = layout.kind.size * 0.5;
        let frame: Frame = layout.frame.indented(indent);
        let mut ink = self.picture(file, frame, shown, file.content, element);
        if let Ink::Picture { down, .. } = &mut ink {
            *down = shown.height * BELOW;
        }
        Some(ink)
    }
}
