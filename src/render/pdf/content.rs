//! Marks to the operators of a page, each text in a marked content sequence of its element.

use lopdf::Object;

use crate::model::{Content, Length};
use crate::render::pdf::PdfError;
use crate::render::pdf::annotations::{Area, Links};
use crate::render::pdf::apart::Apart;
use crate::render::pdf::direction::{Marks, Sweep};
use crate::render::pdf::fonts::{self, NO_TEXT, Subsets};
use crate::render::pdf::hundredths::{Hundredths, Point};
use crate::render::pdf::operators::{Operators, Shown};
use crate::render::pdf::pictures;
use crate::render::pdf::tags::standard_type;
use crate::render::pdf::tree::{Place, Tree};
use crate::typeset::font::{Face, FaceId};
use crate::typeset::line::{Glyph, Run};
use crate::typeset::page::{Mark, Page};
use crate::typeset::structure::{ElementId, Role};

/// The part of the type's size that is below the baseline, near enough for all faces.
const DESCENT: f64 = 0.25;

/// What a marked content sequence is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sequence {
    /// Part of an element.
    Content(ElementId),
    /// Part of an element, with a text that its glyphs one by one cannot tell.
    Spelled(ElementId, String),
    /// Of no element: repeated on pages, put behind them, or drawn (ISO 32000-1, 14.8.2.2).
    Artifact(Artifact),
}

/// Kinds of artifacts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Artifact {
    Pagination,
    Watermark,
    Layout,
}

/// The operators of a page. `number` counts from 0, `height` is the page's.
pub(crate) fn operators<'a>(
    page: &Page,
    number: usize,
    height: Hundredths,
    fonts: &mut Subsets<'a>,
    tree: &mut Tree<'a>,
    links: &mut Links,
) -> Result<Operators, PdfError> {
    let mut writer = Writer {
        page: number,
        height,
        fonts,
        tree,
        links,
        ops: Operators::default(),
        sequence: None,
        origin: None,
        font: None,
        gray: 0.0,
        rise: Hundredths::default(),
    };
    // What lies behind is drawn first.
    for mark in &page.marks {
        if let Mark::Watermark { x, y, degrees, run } = mark {
            writer.watermark(*x, *y, *degrees, run)?;
        }
    }
    let sweep = Sweep::of(page);
    let mut before = None;
    for (index, mark) in page.marks.iter().enumerate() {
        match mark {
            Mark::Watermark { .. } => {}
            Mark::Text { x, y, run } => {
                let next = page.marks.get(index + 1);
                let ends_line = !matches!(next, Some(Mark::Text { y: next, .. }) if next == y);
                writer.text(*x + run.x, *y, run, sweep.marks(before, run, ends_line))?;
                before = Some(run);
            }
            Mark::Rule { x, y, width, thickness } => writer.rule(*x, *y, *width, *thickness),
            Mark::Picture { picture, content, x, y, width, height, element } => {
                let area = writer.picture_area(*x, *y, *width, *height);
                writer.picture(*picture, *content, area, *element)?;
            }
            Mark::Empty(element) => {
                let place = Place { page: number, point: Point::default() };
                writer.tree.attach(*element, place)?;
            }
        }
    }
    writer.end_text();
    Ok(writer.ops.shrunk())
}

/// The state of a page's content while it is written.
struct Writer<'w, 'a> {
    page: usize,
    height: Hundredths,
    fonts: &'w mut Subsets<'a>,
    tree: &'w mut Tree<'a>,
    links: &'w mut Links,
    ops: Operators,
    /// The marked content sequence that is open.
    sequence: Option<Sequence>,
    /// Where the line of the open text object begins; none outside of one.
    origin: Option<Point>,
    font: Option<(FaceId, Hundredths)>,
    gray: f32,
    rise: Hundredths,
}

impl Writer<'_, '_> {
    fn text(&mut self, x: Length, y: Length, run: &Run, marks: Marks) -> Result<(), PdfError> {
        let face = self.fonts.face(run.face)?;
        let pen = Point { x: x.into(), y: self.height - Hundredths::from(y - run.rise) };
        let sequence = match run.element {
            Some(element) => {
                let area = self.area(pen, y, run);
                let upper_left = Point { x: area.lower_left.x, y: area.upper_right.y };
                self.tree.attach(element, Place { page: self.page, point: upper_left })?;
                let text = run.text.get(run.range.clone()).unwrap_or_default();
                self.tree.label(element, text);
                self.links.cover(element, area, text);
                Sequence::Content(element)
            }
            None => Sequence::Artifact(Artifact::Pagination),
        };
        if run.glyphs.is_empty() {
            return Ok(());
        }
        let origin = self.origin.unwrap_or_else(|| {
            self.ops.push(format_args!("BT"));
            Point::default()
        });
        self.begin(&sequence);
        self.set_style(run);
        self.ops.line_at(Point { x: pen.x - origin.x, y: pen.y - origin.y });
        self.origin = Some(pen);
        self.show(run, face, &sequence, marks)
    }

    fn watermark(&mut self, x: Length, y: Length, degrees: f64, run: &Run) -> Result<(), PdfError> {
        let face = self.fonts.face(run.face)?;
        self.end_text();
        let sequence = Sequence::Artifact(Artifact::Watermark);
        self.ops.push(format_args!("BT"));
        self.origin = Some(Point::default());
        self.begin(&sequence);
        self.set_style(run);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a PDF's numbers have single precision"
        )]
        let rounded = |ratio: f64| (ratio * 1e5).round() as f32 / 1e5;
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let (sine, cosine) = (rounded(sine), rounded(cosine));
        let (x, y) = (Hundredths::from(x), self.height - Hundredths::from(y));
        self.ops.push(format_args!("{cosine} {sine} {} {cosine} {x} {y} Tm", -sine));
        self.show(run, face, &sequence, Marks::default())?;
        self.end_text();
        Ok(())
    }

    fn rule(&mut self, x: Length, y: Length, width: Length, thickness: Length) {
        self.end_text();
        self.begin(&Sequence::Artifact(Artifact::Layout));
        self.set_gray(0.0);
        let bottom = self.height - Hundredths::from(y + thickness / 2.0);
        let (x, width) = (Hundredths::from(x), Hundredths::from(width));
        self.ops.push(format_args!("{x} {bottom} {width} {} re\nf", Hundredths::from(thickness)));
        self.end();
    }

    /// The lower left and upper right corner of a picture.
    fn picture_area(&self, x: Length, y: Length, width: Length, height: Length) -> (Point, Point) {
        let lower_left = Point { x: x.into(), y: self.height - Hundredths::from(y + height) };
        let upper_right =
            Point { x: Hundredths::from(x + width), y: self.height - Hundredths::from(y) };
        (lower_left, upper_right)
    }

    /// A picture, of which no more than the content is seen. It is a square of one point, which is
    /// stretched to its place.
    fn picture(
        &mut self,
        picture: usize,
        content: Content,
        (lower_left, upper_right): (Point, Point),
        element: Option<ElementId>,
    ) -> Result<(), PdfError> {
        self.end_text();
        match element {
            Some(element) => {
                let upper_left = Point { x: lower_left.x, y: upper_right.y };
                self.tree.attach(element, Place { page: self.page, point: upper_left })?;
                self.tree.extend(element, lower_left, upper_right);
                self.begin(&Sequence::Content(element));
            }
            None => self.begin(&Sequence::Artifact(Artifact::Layout)),
        }
        let (x, y) = (lower_left.x.to_pt(), lower_left.y.to_pt());
        let (width, height) = (upper_right.x.to_pt() - x, upper_right.y.to_pt() - y);
        self.ops.push(format_args!("q"));
        let mut matrix = [width, 0.0, 0.0, height, x, y];
        if content != Content::WHOLE {
            self.ops.push(format_args!("{x} {y} {width} {height} re\nW\nn"));
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a PDF's numbers have single precision"
            )]
            let part = |part: f64| part as f32;
            let below = part(1.0 - content.top - content.height);
            let whole = (width / part(content.width), height / part(content.height));
            matrix =
                [whole.0, 0.0, 0.0, whole.1, x - whole.0 * part(content.left), y - whole.1 * below];
        }
        let matrix = matrix.map(|number| number.to_string()).join(" ");
        let name = pictures::resource(picture);
        self.ops.push(format_args!("{matrix} cm\n/{name} Do\nQ"));
        self.end();
        Ok(())
    }

    /// The room that a run takes on its line: as high as its type is large, so that areas of
    /// two lines do not overlap.
    fn area(&self, pen: Point, baseline: Length, run: &Run) -> Area {
        let bottom = pen.y - (run.size * DESCENT).into();
        Area {
            page: self.page,
            baseline: baseline.into(),
            lower_left: Point { x: pen.x, y: bottom },
            upper_right: Point { x: pen.x + run.width().into(), y: bottom + run.size.into() },
        }
    }

    /// Opens a marked content sequence, unless it is open already.
    fn begin(&mut self, sequence: &Sequence) {
        if self.sequence.as_ref() == Some(sequence) {
            return;
        }
        self.end();
        let number = |element: &ElementId, tree: &mut Tree<'_>, page| {
            Object::Integer(tree.content(*element, page).into())
        };
        match sequence {
            Sequence::Content(element) => {
                let tag = self.tag(*element);
                let number = number(element, self.tree, self.page);
                self.ops.begin_sequence(tag, &[("MCID", number)]);
            }
            Sequence::Spelled(element, text) => {
                let number = number(element, self.tree, self.page);
                let text = lopdf::text_string(text);
                self.ops.begin_sequence("Span", &[("ActualText", text), ("MCID", number)]);
            }
            Sequence::Artifact(Artifact::Layout) => {
                self.ops.begin_sequence("Artifact", &[("Type", "Layout".into())]);
            }
            Sequence::Artifact(Artifact::Pagination) => {
                self.ops.begin_sequence("Artifact", &[("Type", "Pagination".into())]);
            }
            Sequence::Artifact(Artifact::Watermark) => {
                let kind = [("Subtype", "Watermark".into()), ("Type", "Pagination".into())];
                self.ops.begin_sequence("Artifact", &kind);
            }
        }
        self.sequence = Some(sequence.clone());
    }

    fn tag(&self, id: ElementId) -> &'static str {
        let role = self.tree.element(id).map_or(&Role::Span, |element| &element.role);
        standard_type(self.tree, id, role)
    }

    fn end(&mut self) {
        if self.sequence.take().is_some() {
            self.ops.push(format_args!("EMC"));
        }
    }

    /// Ends the open text object, and what was opened in it.
    fn end_text(&mut self) {
        self.end();
        if self.origin.take().is_some() {
            self.ops.push(format_args!("ET"));
        }
    }

    fn set_style(&mut self, run: &Run) {
        let size = Hundredths::from(run.size);
        if self.font != Some((run.face, size)) {
            self.font = Some((run.face, size));
            self.ops.font(self.fonts.name(run.face), run.face, size);
        }
        self.set_gray(run.gray);
        self.set_rise(Hundredths::default());
    }

    fn set_gray(&mut self, gray: f32) {
        let gray = (gray.clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
        #[expect(clippy::float_cmp, reason = "only the same shade need not be set again")]
        let known = self.gray == gray;
        if !known && !gray.is_nan() {
            self.gray = gray;
            self.ops.push(format_args!("{gray} g"));
        }
    }

    fn set_rise(&mut self, rise: Hundredths) {
        if self.rise != rise {
            self.rise = rise;
            self.ops.push(format_args!("{rise} Ts"));
        }
    }

    /// Shows the glyphs of a run from the pen on. The pen's way is compared with the widths that the file
    /// gives its reader, and corrected where they differ, always against the run's beginning.
    fn show(
        &mut self,
        run: &Run,
        face: &Face,
        sequence: &Sequence,
        told: Marks,
    ) -> Result<(), PdfError> {
        let mut line = Shown::default();
        // In thousandths of the type's size, as the reader counts.
        let size = f64::from(Hundredths::from(run.size).to_pt());
        let scale = if size > 0.0 { 1000.0 / size } else { 0.0 };
        let mut pen = Length::ZERO;
        let mut reached = 0_i64;
        let count = clusters(run).count();
        for (place, cluster) in clusters(run).enumerate() {
            if let [glyph] = cluster.glyphs
                && !run.right_to_left
                && !cluster.text.is_empty()
                && told == Marks::default()
            {
                // Nearly all text is of this kind.
                self.begin_cluster(&mut line, None, sequence);
                let placed = Placed { glyph, pen };
                let face = (run.face, face);
                self.glyph(&mut line, &placed, face, cluster.text, scale, &mut reached)?;
                pen += glyph.advance;
                continue;
            }
            let place = if run.right_to_left { count - 1 - place } else { place };
            let (bearers, marks) = cluster.split(pen);
            pen += cluster.glyphs.iter().map(|glyph| glyph.advance).sum();
            let mut texts = Texts::new(cluster.text, bearers.len(), marks.len(), run.right_to_left);
            if run.right_to_left
                && let Some(apart) = Apart::of(cluster.text, &ids(&bearers), &ids(&marks))
            {
                self.begin_cluster(&mut line, None, sequence);
                let place = in_thousandths(bearers[0].pen, scale);
                self.unseen(&mut line, &apart, (run.face, face), place, &mut reached)?;
                texts = Texts::new(apart.rest, bearers.len(), marks.len(), run.right_to_left);
            }
            let spelled = match &texts {
                Texts::Together { text, .. } => Some(*text),
                Texts::One(_) | Texts::Each(_) => None,
            };
            self.begin_cluster(&mut line, spelled, sequence);
            for (index, placed) in bearers.iter().enumerate() {
                let text = match texts {
                    Texts::One(text) => told.around(text, place, count, run),
                    _ => texts.of(index).into(),
                };
                self.glyph(&mut line, placed, (run.face, face), &text, scale, &mut reached)?;
            }
            if !marks.is_empty() {
                // What they add is told by the glyph that they stand at: readers would take what
                // stands above a line for a line of its own.
                self.begin_cluster(&mut line, Some(""), sequence);
            }
            for placed in &marks {
                self.glyph(&mut line, placed, (run.face, face), NO_TEXT, scale, &mut reached)?;
            }
        }
        line.flush(&mut self.ops);
        Ok(())
    }

    /// Tells the characters of a cluster by glyphs that are not drawn.
    fn unseen(
        &mut self,
        line: &mut Shown,
        apart: &Apart<'_>,
        (id, face): (FaceId, &Face),
        place: i64,
        reached: &mut i64,
    ) -> Result<(), PdfError> {
        line.adjust(reached.saturating_sub(place));
        line.flush(&mut self.ops);
        self.set_rise(Hundredths::default());
        self.ops.push(format_args!("3 Tr"));
        self.ops.push(format_args!("{} Tz", apart.percent));
        let mut shown = 0;
        for (glyph, text) in &apart.told {
            line.push(self.fonts.code(id, *glyph, text)?);
            shown += width(face, *glyph);
        }
        line.flush(&mut self.ops);
        self.ops.push(format_args!("100 Tz"));
        self.ops.push(format_args!("0 Tr"));
        *reached = place.saturating_add(shown * i64::from(apart.percent) / 100);
        Ok(())
    }

    /// Opens a sequence of its own for glyphs that cannot tell their text one by one.
    fn begin_cluster(&mut self, line: &mut Shown, spelled: Option<&str>, sequence: &Sequence) {
        let spelled = match (spelled, sequence) {
            (Some(text), Sequence::Content(element)) => {
                Some(Sequence::Spelled(*element, text.to_owned()))
            }
            _ => None,
        };
        if spelled.is_some() || matches!(self.sequence, Some(Sequence::Spelled(..))) {
            // Two clusters of one text are two sequences, so that it is read twice.
            line.flush(&mut self.ops);
            self.end();
            self.begin(spelled.as_ref().unwrap_or(sequence));
        }
    }

    /// Shows a glyph. `scale` is what makes points thousandths of the type's size; `reached` is
    /// where the reader's pen stands in these.
    fn glyph(
        &mut self,
        line: &mut Shown,
        placed: &Placed<'_>,
        (id, face): (FaceId, &Face),
        text: &str,
        scale: f64,
        reached: &mut i64,
    ) -> Result<(), PdfError> {
        let glyph = placed.glyph;
        let rise = Hundredths::from(glyph.y_offset);
        if rise != self.rise {
            line.flush(&mut self.ops);
            self.set_rise(rise);
        }
        let place = in_thousandths(placed.pen + glyph.x_offset, scale);
        line.adjust(reached.saturating_sub(place));
        line.push(self.fonts.code(id, glyph.id, text)?);
        *reached = place.saturating_add(width(face, glyph.id));
        Ok(())
    }
}

/// Glyphs that show a piece of text together.
struct Cluster<'r> {
    glyphs: &'r [Glyph],
    text: &'r str,
}

/// The texts of a cluster's glyphs.
enum Texts<'r> {
    /// One glyph shows it.
    One(&'r str),
    /// Each glyph shows its own.
    Each(Vec<&'r str>),
    /// They show one text together. The one that is read first stands for it.
    Together { text: &'r str, first: usize },
}

/// A glyph, and where the pen stands when it is shown.
struct Placed<'r> {
    glyph: &'r Glyph,
    pen: Length,
}

/// The glyphs by their numbers.
fn ids(placed: &[Placed<'_>]) -> Vec<u16> {
    placed.iter().map(|placed| placed.glyph.id).collect()
}

/// A place on the line in thousandths of the type's size, which `scale` makes of points.
fn in_thousandths(place: Length, scale: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
    let rounded = (place.to_pt() * scale).round() as i64;
    rounded
}

/// The width of a glyph in thousandths of the type's size.
fn width(face: &Face, glyph: u16) -> i64 {
    let units = face.advances.get(usize::from(glyph)).copied().unwrap_or(0);
    fonts::thousandths(face, f64::from(units))
}

impl<'r> Cluster<'r> {
    /// The glyphs that take room on the line, and those that stand above, below or within them.
    fn split(&self, mut pen: Length) -> (Vec<Placed<'r>>, Vec<Placed<'r>>) {
        let placed = self.glyphs.iter().map(|glyph| {
            let placed = Placed { glyph, pen };
            pen += glyph.advance;
            placed
        });
        let all_stand = self.glyphs.iter().all(|glyph| glyph.advance == Length::ZERO);
        placed.partition(|placed| all_stand || placed.glyph.advance != Length::ZERO)
    }
}

impl<'r> Texts<'r> {
    fn new(text: &'r str, bearers: usize, marks: usize, right_to_left: bool) -> Self {
        if bearers == 1 && !text.is_empty() {
            return Self::One(text);
        }
        if marks > 0 || text.chars().count() != bearers {
            let first = if right_to_left { bearers.saturating_sub(1) } else { 0 };
            return Self::Together { text, first };
        }
        let mut characters: Vec<&str> =
            text.split_inclusive(|_| true).filter(|character| !character.is_empty()).collect();
        if right_to_left {
            characters.reverse();
        }
        Self::Each(characters)
    }

    fn of(&self, glyph: usize) -> &'r str {
        match self {
            Self::One(text) => text,
            Self::Each(texts) => texts.get(glyph).copied().unwrap_or(NO_TEXT),
            Self::Together { text, first } if glyph == *first && !text.is_empty() => text,
            Self::Together { .. } => NO_TEXT,
        }
    }
}

/// The clusters of a run, from left to right. One ends in the text where the next to be read begins.
fn clusters(run: &Run) -> impl Iterator<Item = Cluster<'_>> {
    let start = |glyphs: &[Glyph]| glyphs.first().map(|glyph| glyph.cluster as usize);
    let mut groups = run.glyphs.chunk_by(|one, next| one.cluster == next.cluster).peekable();
    let mut before = run.range.end;
    std::iter::from_fn(move || {
        let glyphs = groups.next()?;
        let begin = start(glyphs)?;
        let end = if run.right_to_left {
            std::mem::replace(&mut before, begin)
        } else {
            groups.peek().and_then(|next| start(next)).unwrap_or(run.range.end)
        };
        let text = run.text.get(begin..end).unwrap_or_default();
        Some(Cluster { glyphs, text })
    })
}
