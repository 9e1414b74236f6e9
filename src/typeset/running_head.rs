//! What stands in the head of pages and behind their text: addressee, date and number of the page;
//! the marking; DRAFT.

use crate::model::{Length, Part, Wording};
use crate::typeset::TypesetError;
use crate::typeset::compositor::{Compositor, Layout};
use crate::typeset::galley::Frame;
use crate::typeset::line::Line;
use crate::typeset::page::Mark;
use crate::typeset::paragraph::{Alignment, Piece};
use crate::typeset::sheet::Sheet;
use crate::typeset::structure::{ElementId, Role, Structure};

/// Between what stands in one head: an em on both sides of the dot.
const DOT: &str = "\u{2003}·\u{2003}";
/// The large DRAFT is no larger than this, in points, and no longer than this part of the page's
/// diagonal.
const LARGEST: f64 = 120.0;
const DIAGONAL: f64 = 0.6;

impl Compositor<'_> {
    /// The element of the marking, which is read once, on the first page.
    pub(crate) fn marking_element(&mut self) -> Option<ElementId> {
        let printed = self.letter.parts().any(|part| part == Part::Marking);
        printed.then(|| self.structure.add(Role::Paragraph, Structure::DOCUMENT))
    }

    /// The head of one page.
    pub(crate) fn head(
        &mut self,
        page: usize,
        pages: usize,
        sheet: &Sheet,
        marking: Option<ElementId>,
    ) -> Result<Vec<Mark>, TypesetError> {
        let mut marks = Vec::new();
        let letter = self.letter;
        let later = page > 0;
        let mut left = self.frame;
        if later {
            let end = self.page_words(page, pages);
            let layout = Layout {
                alignment: Alignment::End,
                ..Layout::ragged(self.measures.running_head, self.frame)
            };
            let piece = self.piece(&end, &layout, None);
            let taken = self.width(std::slice::from_ref(&piece))? + self.measures.gutter;
            left.measure = (left.measure - taken).max(Length::ZERO);
            let lines = self.set(&[piece], &layout)?;
            sheet.stack_up(&lines, self.frame, &layout, &mut marks);
        }
        let marked = Layout::ragged(self.measures.marking, left);
        let head = Layout::ragged(self.measures.running_head, left);
        let shown = letter.marking.as_deref().filter(|_| marking.is_some());
        let first = marking.filter(|_| !later);
        let mut words: Vec<Piece<'_>> = Vec::new();
        for (text, element) in [(shown, first), (letter.draft.as_deref(), None)] {
            let Some(text) = text else { continue };
            if !words.is_empty() {
                words.push(self.piece(DOT, &marked, None));
            }
            words.push(self.piece(text, &marked, element));
        }
        let subject = match self.running_words().filter(|_| later) {
            Some(subject) => {
                let dot = if words.is_empty() { "" } else { DOT };
                let before = [words.as_slice(), &[self.piece(dot, &head, None)]].concat();
                let room = left.measure - self.width(&before)?;
                self.shortened(&subject, room, &head)?.map(|subject| format!("{dot}{subject}"))
            }
            None => None,
        };
        words.extend(subject.as_ref().map(|subject| self.piece(subject, &head, None)));
        let lines = self.set(&words, &marked)?;
        sheet.stack_up(&lines, left, &marked, &mut marks);
        Ok(marks)
    }

    /// `August 2, 2022 · 2 of 2`.
    fn page_words(&self, page: usize, pages: usize) -> String {
        let number = (page + 1).to_string();
        let of = Wording::of(&self.letter.language).page_of.replacen("{}", &number, 1).replacen(
            "{}",
            &pages.to_string(),
            1,
        );
        match self.letter.dateline.as_deref().and_then(first_line) {
            Some(date) => format!("{date}{DOT}{of}"),
            None => of,
        }
    }

    /// To whom the letter goes; its title, when it goes to nobody.
    fn running_words(&self) -> Option<String> {
        let addressee = self.letter.inside_addresses.first().and_then(|address| {
            address.lines.first().and_then(|line| first_line(line)).map(str::to_owned)
        });
        addressee.or_else(|| self.letter.document_title())
    }

    /// As many words of a text as have room, with an ellipsis where some have not; none when not
    /// even the first has.
    fn shortened(
        &mut self,
        text: &str,
        room: Length,
        layout: &Layout,
    ) -> Result<Option<String>, TypesetError> {
        let mut shown = text.to_owned();
        let mut words: Vec<&str> = text.split_whitespace().take(200).collect();
        loop {
            let piece = self.piece(&shown, layout, None);
            if self.width(&[piece])? <= room {
                return Ok(Some(shown));
            }
            words.pop();
            if words.is_empty() {
                return Ok(None);
            }
            shown = words.join(" ");
            shown.truncate(shown.trim_end_matches([',', ';', ':', '.', ' ']).len());
            shown.push('…');
        }
    }

    /// DRAFT, large and light, along the page's diagonal.
    pub(crate) fn watermark(&mut self, sheet: &Sheet) -> Result<Vec<Mark>, TypesetError> {
        let Some(draft) = &self.letter.draft else { return Ok(Vec::new()) };
        let mut kind = self.measures.watermark;
        kind.size = Length::pt(LARGEST);
        let (page_width, page_height) = (sheet.size.0.to_pt(), sheet.size.1.to_pt());
        let angle = page_height.atan2(page_width);
        let frame = Frame { start: Length::ZERO, measure: Length::pt(1e5) };
        let width = {
            let layout = Layout::ragged(kind, frame);
            let piece = self.piece(draft, &layout, None);
            self.width(&[piece])?.to_pt()
        };
        let most = page_width.hypot(page_height) * DIAGONAL;
        if width > most {
            kind.size = kind.size * (most / width);
        }
        let layout = Layout { frame, ..Layout::ragged(kind, frame) };
        let Some(line) = self.artifact(draft, &layout)? else { return Ok(Vec::new()) };
        Ok(along_diagonal(line, kind.size, angle, sheet))
    }
}

/// The runs of a line on a slanting baseline, so that the line's middle is the page's.
fn along_diagonal(line: Line, size: Length, angle: f64, sheet: &Sheet) -> Vec<Mark> {
    // Half the height of capitals, 0.67 em in Source Serif and Sans.
    let half = size * 0.335;
    let (rise, run_out) = angle.sin_cos();
    let left = line.runs.iter().map(|run| run.x).reduce(Length::min).unwrap_or_default();
    let width: Length = line.runs.iter().map(crate::typeset::line::Run::width).sum();
    let along = |mut run: crate::typeset::line::Run| {
        let from_middle = run.x - left - width / 2.0;
        run.x = Length::ZERO;
        Mark::Watermark {
            x: sheet.size.0 / 2.0 + from_middle * run_out + half * rise,
            y: sheet.size.1 / 2.0 - from_middle * rise + half * run_out,
            degrees: angle.to_degrees(),
            run,
        }
    };
    line.runs.into_iter().map(along).collect()
}

fn first_line(text: &str) -> Option<&str> {
    text.split('\n').map(str::trim).find(|line| !line.is_empty())
}
