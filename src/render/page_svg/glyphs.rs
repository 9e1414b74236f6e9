//! The glyphs of a page, each drawn once and used wherever it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::typeset::font::{Face, FaceId};
use crate::typeset::outline::{Outlines, Step};

/// The glyphs of a document: what was drawn for one page is kept for the next.
pub(crate) struct Glyphs<'a> {
    faces: &'a [Face],
    outlines: BTreeMap<FaceId, Option<Outlines>>,
    paths: BTreeMap<(FaceId, u16), String>,
    /// Those of the page at hand.
    used: BTreeSet<(FaceId, u16)>,
}

impl<'a> Glyphs<'a> {
    pub(crate) fn new(faces: &'a [Face]) -> Self {
        Self { faces, outlines: BTreeMap::new(), paths: BTreeMap::new(), used: BTreeSet::new() }
    }

    /// The face; none where the document has none of that number.
    pub(crate) fn face(&self, face: FaceId) -> Option<&'a Face> {
        self.faces.get(usize::from(face.0))
    }

    /// Takes a glyph onto the page; whether there is anything to see of it.
    pub(crate) fn take(&mut self, face: FaceId, glyph: u16) -> bool {
        let faces = self.faces;
        let outlines = &mut self.outlines;
        let path = self.paths.entry((face, glyph)).or_insert_with(|| {
            let outlines = outlines
                .entry(face)
                .or_insert_with(|| faces.get(usize::from(face.0)).and_then(Outlines::of));
            let steps = outlines.as_ref().map(|outlines| outlines.outline(glyph));
            path(&steps.unwrap_or_default())
        });
        if path.is_empty() {
            return false;
        }
        self.used.insert((face, glyph));
        true
    }

    /// The definitions of all glyphs that were taken onto the page, which begins anew.
    pub(crate) fn definitions(&mut self) -> String {
        let mut definitions = String::new();
        for (face, glyph) in std::mem::take(&mut self.used) {
            let path = &self.paths[&(face, glyph)];
            definitions.extend(["<path id=\"", &id(face, glyph), "\" d=\"", path, "\"/>\n"]);
        }
        definitions
    }
}

/// What a glyph is called in the drawing: `g0-57`.
pub(crate) fn id(face: FaceId, glyph: u16) -> String {
    format!("g{}-{glyph}", face.0)
}

/// Path data (SVG 1.1, 8.3), in units of the face.
fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    let mut push = |letter: char, points: &[[f32; 2]]| {
        path.push(letter);
        for (index, [x, y]) in points.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            // Nothing can go wrong when a text is written into a text.
            write!(path, "{space}{x} {y}").ok();
        }
    };
    for step in steps {
        match step {
            Step::Move(to) => push('M', &[*to]),
            Step::Line(to) => push('L', &[*to]),
            Step::Quadratic(points) => push('Q', points),
            Step::Cubic(points) => push('C', points),
            Step::Close => push('Z', &[]),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_become_path_data() {
        let steps = [
            Step::Move([0.0, -12.5]),
            Step::Line([700.0, 0.0]),
            Step::Quadratic([[1.0, 2.0], [3.0, 4.0]]),
            Step::Cubic([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
            Step::Close,
        ];
        assert_eq!(path(&steps), "M0 -12.5L700 0Q1 2 3 4C1 2 3 4 5 6Z");
    }
}
