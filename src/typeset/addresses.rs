//! Inside addresses, below one another or side by side.

use crate::model::{InsideAddress, Length};
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::{Break, Frame, Ink, Row};
use crate::typeset::leading::times;
use crate::typeset::letter::spaced;
use crate::typeset::paragraph::Piece;
use crate::typeset::structure::{ElementId, Role, Structure};

/// The most addresses that stand side by side.
const ABREAST: usize = 3;

impl<'a> Compositor<'a> {
    /// Sets the inside addresses, behind their label.
    pub(crate) fn addresses(&mut self) -> Result<(), TypesetError> {
        let addresses = self.letter.inside_addresses.get(self.addressed..).unwrap_or_default();
        let layout = Layout {
            hang: self.measures.name_hang,
            ..Layout::ragged(self.measures.body, self.frame)
        };
        let label = self.letter.labels.to.as_deref().filter(|label| !label.is_empty());
        let mut marker = Vec::new();
        let mut frame = self.frame;
        let mut first = None;
        if let Some(label) = label {
            let label = spaced(label, true);
            let hang = self.hang_for(std::slice::from_ref(&label), self.measures.hang, &layout)?;
            frame = frame.indented(hang);
            let element = self.structure.add(Role::Paragraph, Structure::DOCUMENT);
            let piece = self.piece(&label, &layout, Some(element));
            marker = self.set(&[piece], &Layout { hang: Length::ZERO, ..layout })?;
            first = Some(element);
        }
        let begin = self.galley.items.len();
        match self.abreast(addresses, frame, &layout)? {
            Some(frames) => self.side_by_side(addresses, &frames, &layout, first)?,
            None => {
                for (index, address) in addresses.iter().enumerate() {
                    if index > 0 {
                        self.galley.space(self.measures.body.leading);
                    }
                    let layout = Layout { frame, ..layout };
                    let element = self.address_element(first.filter(|_| index == 0));
                    self.address(address, &layout, element)?;
                }
            }
        }
        if !marker.is_empty() {
            let beside = begin < self.galley.items.len();
            let layout = Layout { frame: self.frame, ..layout };
            self.galley.mark(begin, marker, &layout, beside);
        }
        Ok(())
    }

    fn address_element(&mut self, given: Option<ElementId>) -> ElementId {
        given.unwrap_or_else(|| self.structure.add(Role::Paragraph, Structure::DOCUMENT))
    }

    /// An address, line by line.
    fn address(
        &mut self,
        address: &'a InsideAddress,
        layout: &Layout,
        element: ElementId,
    ) -> Result<(), TypesetError> {
        for (index, line) in self.address_lines(address).into_iter().enumerate() {
            let piece = self.piece(&line, layout, Some(element));
            let lines = self.set(&[piece], layout)?;
            let mut rows = self.rows(lines, layout, Break::Strands);
            if let Some(first) = rows.first_mut().filter(|_| index > 0) {
                first.before = Break::Parts;
            }
            for row in rows {
                self.galley.push(row);
            }
        }
        Ok(())
    }

    /// The lines of an address as they are printed, each but the last with a space behind it.
    pub(crate) fn address_lines(&self, address: &InsideAddress) -> Vec<String> {
        let attention = address.attention.as_ref().map(|attention| {
            match self.letter.labels.attention.as_deref().filter(|label| !label.is_empty()) {
                Some(label) => format!("{label} {attention}"),
                None => attention.clone(),
            }
        });
        let mut lines: Vec<String> = address
            .lines
            .iter()
            .chain(attention.as_ref())
            .flat_map(|line| line.split('\n'))
            .map(|line| spaced(line, true))
            .collect();
        if let Some(last) = lines.last_mut() {
            last.pop();
        }
        lines
    }

    /// The stretches in which addresses stand side by side: when there are two or three of them,
    /// and no line of any is longer than its stretch.
    fn abreast(
        &mut self,
        addresses: &[InsideAddress],
        frame: Frame,
        layout: &Layout,
    ) -> Result<Option<Vec<Frame>>, TypesetError> {
        if !(2..=ABREAST).contains(&addresses.len()) {
            return Ok(None);
        }
        let frames = frame.columns(addresses.len(), self.measures.gutter);
        let measure = frames.first().map_or(Length::ZERO, |frame| frame.measure);
        for address in addresses {
            let lines = self.address_lines(address);
            if times(layout.kind.leading, lines.len()) > self.height / 2.0 {
                return Ok(None);
            }
            for line in lines {
                let piece: Piece<'_> = self.piece(&line, layout, None);
                if self.width(&[piece])? > measure {
                    return Ok(None);
                }
            }
        }
        Ok(Some(frames))
    }

    fn side_by_side(
        &mut self,
        addresses: &'a [InsideAddress],
        frames: &[Frame],
        layout: &Layout,
        first: Option<ElementId>,
    ) -> Result<(), TypesetError> {
        let mut row = Row::blank(&layout.kind);
        for (index, (address, frame)) in addresses.iter().zip(frames).enumerate() {
            let element = self.address_element(first.filter(|_| index == 0));
            let layout = Layout { frame: *frame, ..*layout };
            let mut down = Length::ZERO;
            for line in self.address_lines(address) {
                let piece = self.piece(&line, &layout, Some(element));
                for line in self.set(&[piece], &layout)? {
                    row.inks.push(Ink::Line { frame: *frame, down, line });
                    row.drop = row.drop.max(down);
                    down += layout.kind.leading;
                }
            }
        }
        self.galley.push(row);
        Ok(())
    }
}
