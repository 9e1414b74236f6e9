//! A page to a drawing that needs nothing from elsewhere: no font, no file.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::model::{Content, Length, PictureFile};
use crate::render::page_svg::glyphs::{Glyphs, id};
use crate::typeset::line::Run;
use crate::typeset::page::{Document, Mark, Page};

/// The pages of a document as drawings: letters are outlines, pictures stand within. What they say
/// is not in them; whoever shows them offers the letter's text beside.
pub fn pages(document: &Document) -> Vec<String> {
    let mut glyphs = Glyphs::new(&document.faces);
    document.pages.iter().map(|page| drawing(page, document, &mut glyphs)).collect()
}

fn drawing<'a>(page: &Page, document: &'a Document, glyphs: &mut Glyphs<'a>) -> String {
    let mut sheet = Sheet { document, glyphs, svg: String::new() };
    // What lies behind is drawn first.
    let (behind, before): (Vec<_>, Vec<_>) =
        page.marks.iter().partition(|mark| matches!(mark, Mark::Watermark { .. }));
    behind.into_iter().chain(before).for_each(|mark| sheet.mark(mark));
    let marks = sheet.svg;
    let (width, height) = (number(document.size.0.to_pt()), number(document.size.1.to_pt()));
    [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
        &width,
        "pt\" height=\"",
        &height,
        "pt\" viewBox=\"0 0 ",
        &width,
        " ",
        &height,
        "\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<defs>\n",
        &glyphs.definitions(),
        "</defs>\n",
        &marks,
        "</svg>\n",
    ]
    .concat()
}

/// A page that is being drawn.
struct Sheet<'s, 'a> {
    document: &'a Document,
    glyphs: &'s mut Glyphs<'a>,
    svg: String,
}

impl Sheet<'_, '_> {
    fn push(&mut self, pieces: &[&str]) {
        self.svg.extend(pieces.iter().copied());
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Text { x, y, run } => self.run(run, *x + run.x, *y - run.rise, 0.0),
            Mark::Watermark { x, y, degrees, run } => self.run(run, *x, *y, *degrees),
            Mark::Rule { x, y, width, thickness } => {
                let top = *y - *thickness / 2.0;
                let place = self::place(*x, top, *width, *thickness);
                self.push(&["<rect", &place, "/>\n"]);
            }
            Mark::Picture { picture, content, x, y, width, height, .. } => {
                if let Some(file) = self.document.pictures.get(*picture) {
                    self.picture(file, *content, &place(*x, *y, *width, *height));
                }
            }
            Mark::Empty(_) => {}
        }
    }

    /// A run whose first pen stands at a point, turned by degrees against the clock.
    fn run(&mut self, run: &Run, x: Length, y: Length, degrees: f64) {
        let Some(face) = self.glyphs.face(run.face) else { return };
        let scale = run.size.to_pt() / f64::from(face.units_per_em);
        if scale <= 0.0 {
            return;
        }
        let (x, y) = (number(x.to_pt()), number(y.to_pt()));
        self.push(&["<g transform=\"translate(", &x, " ", &y, ")"]);
        if degrees != 0.0 {
            self.push(&[" rotate(", &number(-degrees), ")"]);
        }
        // A face's units go upwards, those of a drawing downwards.
        self.push(&[&format!(" scale({scale:.6} -{scale:.6})\"")]);
        if run.gray > 0.0 {
            self.push(&[" fill=\"", &shade(run.gray), "\""]);
        }
        self.push(&[">"]);
        let units = |length: Length| number(length.to_pt() / scale);
        let mut pen = Length::ZERO;
        for glyph in &run.glyphs {
            if self.glyphs.take(run.face, glyph.id) {
                let (x, y) = (units(pen + glyph.x_offset), units(glyph.y_offset));
                self.push(&["<use href=\"#", &id(run.face, glyph.id), "\" x=\"", &x]);
                if y != "0" {
                    self.push(&["\" y=\"", &y]);
                }
                self.push(&["\"/>"]);
            }
            pen += glyph.advance;
        }
        self.push(&["</g>\n"]);
    }

    /// A picture, of which no more than the content is seen: a frame cuts off what is outside.
    fn picture(&mut self, file: &PictureFile, content: Content, place: &str) {
        let data = BASE64_STANDARD.encode(&file.bytes);
        let media_type = file.kind.media_type();
        let Content { left, top, width, height } = content;
        let frame = [left, top, width, height].map(|edge| format!("{edge:.6}")).join(" ");
        self.push(&["<svg", place, " viewBox=\"", &frame, "\" preserveAspectRatio=\"none\">"]);
        self.push(&["<image width=\"1\" height=\"1\" preserveAspectRatio=\"none\" href=\"data:"]);
        self.push(&[media_type, ";base64,", &data, "\"/></svg>\n"]);
    }
}

fn place(x: Length, y: Length, width: Length, height: Length) -> String {
    let [x, y, width, height] = [x, y, width, height].map(|length| number(length.to_pt()));
    format!(" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

/// A number to the hundredth, as short as it can be written.
fn number(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0 + 0.0;
    rounded.to_string()
}

/// An ink, 0 for black to 1 for white.
fn shade(gray: f32) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a shade between 0 and 1 gives a byte"
    )]
    let byte = (gray.clamp(0.0, 1.0) * 255.0).round() as u8;
    format!("#{byte:02x}{byte:02x}{byte:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Letter;
    use crate::render::samples::{body, full, paragraph};
    use crate::typeset::face_source::CompiledIn;
    use crate::typeset::typeset;

    #[test]
    fn a_page_is_a_drawing_of_its_own_size_in_which_each_glyph_is_drawn_once() {
        let document = typeset(&body(vec![paragraph("aab")]), &CompiledIn).unwrap();
        let pages = pages(&document);
        assert_eq!(pages.len(), 1);
        let start = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"612pt\" height=\"792pt\" \
            viewBox=\"0 0 612 792\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
        assert!(pages[0].starts_with(start), "{}", pages[0]);
        assert_eq!(pages[0].matches("<path id=\"g").count(), 2, "{}", pages[0]);
        assert_eq!(pages[0].matches("<use href=\"#g").count(), 3, "{}", pages[0]);
    }

    #[test]
    fn every_glyph_that_a_page_uses_is_defined_on_it() {
        let letter = Letter { body: vec![paragraph("We ask.")], ..full() };
        let document = typeset(&letter, &CompiledIn).unwrap();
        for page in pages(&document) {
            let used: Vec<&str> = page
                .split("href=\"#")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap())
                .collect();
            assert!(used.len() > 20);
            for id in used {
                assert!(page.contains(&format!("<path id=\"{id}\"")), "{id}");
            }
        }
    }

    #[test]
    fn a_draft_lies_turned_and_gray_behind_the_text() {
        let mut letter = body(vec![paragraph("a")]);
        letter.draft = Some("DRAFT".to_owned());
        let page = &pages(&typeset(&letter, &CompiledIn).unwrap())[0];
        let turned = page.find(" rotate(-").unwrap();
        let first = page.find("<g transform").unwrap();
        assert!(turned - first < 60, "{page}");
        assert!(page[turned..].split('>').next().unwrap().contains("fill=\"#"), "{page}");
    }

    #[test]
    fn numbers_are_short_and_shades_hexadecimal() {
        assert_eq!([0.0, -0.001, 72.0, 100.456].map(number), ["0", "0", "72", "100.46"]);
        assert_eq!([0.5, 1.0, 7.0].map(shade), ["#808080", "#ffffff", "#ffffff"]);
    }
}
