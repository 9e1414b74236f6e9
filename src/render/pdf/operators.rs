//! A page's content as the file has it (ISO 32000-1, 7.8.2), written as it comes.
//!
//! printpdf makes a value of each operator, and lopdf a tree of each value; for a list of thousands
//! of names they took a third of the time and of the memory of the whole file. So pages are spelled
//! here, and what they stand in is left to the two.

use std::io::Write as _;
use std::ops::Range;

use crate::render::pdf::hundredths::{Hundredths, Point};
use crate::render::pdf::syntax;
use crate::typeset::font::FaceId;

/// A page's content. The codes of its glyphs are not settled before all pages are written.
#[derive(Debug, Default)]
pub(crate) struct Operators {
    bytes: Vec<u8>,
    /// Where strings of codes stand, each code in four digits.
    strings: Vec<Range<u32>>,
    /// The face of the strings from a number on.
    faces: Vec<(usize, FaceId)>,
}

/// Glyphs and corrections of an operator that shows text.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    bytes: Vec<u8>,
    /// Where strings of codes stand in `bytes`, but for the open one.
    strings: Vec<Range<usize>>,
    /// Where the open one begins.
    open: Option<usize>,
    corrected: bool,
}

impl Operators {
    /// Writes an operator with its operands.
    pub(crate) fn push(&mut self, operation: std::fmt::Arguments<'_>) {
        self.separate();
        put(&mut self.bytes, operation);
    }

    /// Moves to the beginning of a line, counted from that of the line before.
    pub(crate) fn line_at(&mut self, step: Point) {
        self.separate();
        step.x.append(&mut self.bytes);
        self.bytes.push(b' ');
        step.y.append(&mut self.bytes);
        self.bytes.extend_from_slice(b" Td");
    }

    /// Sets the face of what follows.
    pub(crate) fn font(&mut self, name: &str, face: FaceId, size: Hundredths) {
        self.faces.push((self.strings.len(), face));
        self.push(format_args!("/{name} {size} Tf"));
    }

    /// Begins a marked content sequence.
    pub(crate) fn begin_sequence(&mut self, tag: &str, properties: &[(&str, lopdf::Object)]) {
        self.separate();
        put(&mut self.bytes, format_args!("/{tag} <<"));
        for (key, value) in properties {
            syntax::append_entry(&mut self.bytes, key, value);
        }
        self.bytes.extend_from_slice(b">> BDC");
    }

    /// The same in no more room than it takes: pages of a long list wait for each other.
    pub(crate) fn shrunk(mut self) -> Self {
        self.bytes.shrink_to_fit();
        self.strings.shrink_to_fit();
        self
    }

    /// Operators stand in lines of their own.
    fn separate(&mut self) {
        if !self.bytes.is_empty() {
            self.bytes.push(b'\n');
        }
    }

    /// The content, given the settled codes of each face.
    pub(crate) fn settle<'c>(mut self, settled: impl Fn(FaceId) -> &'c [u16]) -> Vec<u8> {
        let ends = self.faces.iter().skip(1).map(|(start, _)| *start).chain([self.strings.len()]);
        for ((start, face), end) in self.faces.iter().zip(ends) {
            let settled = settled(*face);
            let strings = self.strings[*start..end].iter();
            let places = strings.flat_map(|string| string.clone().step_by(4));
            for place in places {
                let digits = &mut self.bytes[place as usize..][..4];
                let code = digits.iter().fold(0, |code, digit| code << 4 | value(*digit));
                let code = settled.get(code).copied().unwrap_or_default();
                digits.copy_from_slice(&hexadecimal(code));
            }
        }
        self.bytes
    }
}

impl Shown {
    /// Moves the pen back, in thousandths of the type's size.
    pub(crate) fn adjust(&mut self, thousandths: i64) {
        if thousandths != 0 {
            self.end_string();
            if !self.bytes.is_empty() && !self.bytes.ends_with(b">") {
                self.bytes.push(b' ');
            }
            if thousandths < 0 {
                self.bytes.push(b'-');
            }
            let digits = u32::try_from(thousandths.unsigned_abs()).unwrap_or(u32::MAX);
            syntax::append_digits(&mut self.bytes, digits);
            self.corrected = true;
        }
    }

    /// Shows a glyph.
    pub(crate) fn push(&mut self, code: u16) {
        if self.open.is_none() {
            self.bytes.push(b'<');
            self.open = Some(self.bytes.len());
        }
        self.bytes.extend_from_slice(&hexadecimal(code));
    }

    fn end_string(&mut self) {
        if let Some(start) = self.open.take() {
            self.strings.push(start..self.bytes.len());
            self.bytes.push(b'>');
        }
    }

    /// Writes the operator.
    pub(crate) fn flush(&mut self, ops: &mut Operators) {
        self.end_string();
        if self.bytes.is_empty() {
            return;
        }
        ops.separate();
        let (before, after): (&[u8], &[u8]) =
            if self.corrected { (b"[", b"] TJ") } else { (b"", b" Tj") };
        ops.bytes.extend_from_slice(before);
        let start = ops.bytes.len();
        #[expect(clippy::cast_possible_truncation, reason = "a page's content is far smaller")]
        let place = |place: usize| (start + place) as u32;
        ops.strings
            .extend(self.strings.iter().map(|string| place(string.start)..place(string.end)));
        ops.bytes.extend_from_slice(&self.bytes);
        ops.bytes.extend_from_slice(after);
        self.bytes.clear();
        self.strings.clear();
        self.corrected = false;
    }
}

/// The four digits of a code.
fn hexadecimal(code: u16) -> [u8; 4] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [12, 8, 4, 0].map(|shift| DIGITS[usize::from(code >> shift & 15)])
}

/// The value of a digit that `hexadecimal` wrote.
fn value(digit: u8) -> usize {
    usize::from(if digit.is_ascii_digit() { digit - b'0' } else { digit - b'A' + 10 })
}

fn put(bytes: &mut Vec<u8>, arguments: std::fmt::Arguments<'_>) {
    bytes.write_fmt(arguments).expect("a vector takes all that is written to it");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_settled_face_by_face() {
        let mut ops = Operators::default();
        let mut shown = Shown::default();
        for face in [0, 1] {
            ops.font("F", FaceId(face), Hundredths::default());
            shown.push(1);
            shown.adjust(-7);
            shown.adjust(3);
            shown.push(0x2);
            shown.flush(&mut ops);
        }
        shown.push(2);
        shown.flush(&mut ops);
        shown.flush(&mut ops);
        let settled = [[0, 2, 0xABC], [0, 3, 4]];
        let content = ops.settle(|face| &settled[usize::from(face.0)]);
        assert_eq!(
            String::from_utf8_lossy(&content),
            "/F 0 Tf\n[<0002>-7 3<0ABC>] TJ\n/F 0 Tf\n[<0003>-7 3<0004>] TJ\n<0004> Tj"
        );
    }
}
