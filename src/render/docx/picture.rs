//! Pictures: of the body, logos, signatures.

use std::sync::Arc;

use crate::model::{Content, Length, Picture, PictureFile, PictureKind};
use crate::picture::{Orientation, Size, balanced, jpeg};
use crate::render::docx::composer::Composer;
use crate::render::docx::paragraph::Paragraph;
use crate::render::docx::run::Manner;
use crate::render::docx::section::paper;
use crate::render::docx::style::Style;
use crate::render::docx::unit::{emu, rounded};
use crate::render::docx::xml::Xml;

/// The namespaces of drawings, of pictures in them, and of what Word added to both.
pub(crate) const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SVG: (&str, &str) = (
    "{96DAC541-7B7A-43D3-8B79-37D633B846F1}",
    "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
);
const DECORATIVE: (&str, &str) = (
    "{C183D7F6-B498-43B3-948B-1728B52AA6E4}",
    "http://schemas.microsoft.com/office/drawing/2017/decorative",
);

/// The side of a square logo in a grid and in a letterhead, in parts of the body's size.
const SIDE: f64 = 3.9;
const HEAD_SIDE: f64 = 3.6;
/// The most that a logo is wide, in the same parts.
const WIDEST: f64 = 11.0;
/// The most that a signature is wide and high.
const SIGNATURE: Size = Size { width: Length::pt(150.0), height: Length::pt(36.0) };

impl Composer<'_> {
    /// A picture of the body, on lines of its own.
    pub(crate) fn figure(&mut self, picture: &Picture) -> Option<Paragraph> {
        let file = picture.file.as_ref()?;
        let lines = self.measures.body.leading * 2.0;
        let height = self.height() - lines;
        let room = Size { width: self.measure, height: height.max(self.measures.body.leading) };
        let shown = Size::of(file).within(room);
        let mut content = Xml::default();
        self.drawing(picture, file, shown, Content::WHOLE, &mut content);
        Some(Paragraph::new(Style::Picture, content))
    }

    /// The height of a page's text.
    fn height(&self) -> Length {
        let margins = self.measures.margins(self.letter);
        paper(self.letter).size().1 - margins.top - margins.bottom
    }

    /// The logos of a letterhead beside one another.
    pub(crate) fn head_logos(&mut self, logos: &[Picture]) -> Option<Xml> {
        self.logos(logos, HEAD_SIDE)
    }

    /// A grid of logos.
    pub(crate) fn logo_grid(&mut self, logos: &[Picture]) {
        if let Some(content) = self.logos(logos, SIDE) {
            self.story.push(Paragraph::new(Style::Logos, content));
        }
    }

    fn logos(&mut self, logos: &[Picture], side: f64) -> Option<Xml> {
        let em = self.measures.body.size;
        let mut content = Xml::default();
        for logo in logos {
            let Some(file) = &logo.file else { continue };
            if !content.is_empty() {
                let manner = Manner::of(&self.letter.language);
                self.run(&manner, &mut content, |xml| {
                    xml.element("w:t", &[("xml:space", "preserve")], "   ");
                });
            }
            let shown = balanced(file, em * side, (em * WIDEST).min(self.measure));
            self.drawing(logo, file, shown, file.content, &mut content);
        }
        (!content.is_empty()).then_some(content)
    }

    /// A signature without its blank edges.
    pub(crate) fn signature(&mut self, signature: &Picture, content: &mut Xml) {
        let Some(file) = &signature.file else { return };
        let shown = Size::of_content(file);
        let scale = (SIGNATURE.width / shown.width).min(SIGNATURE.height / shown.height);
        self.drawing(signature, file, shown.scaled(scale), file.content, content);
    }

    /// The part of a picture that is `content`, as large as `shown`, in a run of its own
    /// (ISO 29500-1, 20.4.2.8).
    fn drawing(
        &mut self,
        picture: &Picture,
        file: &Arc<PictureFile>,
        shown: Size,
        content: Content,
        xml: &mut Xml,
    ) {
        let reference = self.media.refer(file, &mut self.relationships);
        let number = self.media.next_number().to_string();
        let name = format!("Picture {number}");
        let description = picture.description.trim();
        let (width, height) = (emu(shown.width), emu(shown.height));
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        let none = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
        xml.open("wp:inline", &none);
        xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
        let identity = [("id", number.as_str()), ("name", &name), ("descr", description)];
        xml.open("wp:docPr", &identity);
        if description.is_empty() {
            extension(DECORATIVE, xml, |xml| {
                let attributes = [("xmlns:adec", DECORATIVE.1), ("val", "1")];
                xml.empty("adec:decorative", &attributes);
            });
        }
        xml.close("wp:docPr");
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        xml.close("wp:cNvGraphicFramePr");
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", PICTURE)]);
        xml.open("pic:pic", &[("xmlns:pic", PICTURE)]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &identity);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close("pic:nvPicPr");
        let orientation = orientation(file);
        write_fill(file.kind, &reference, content, orientation, xml);
        write_shape(shown, orientation, xml);
        xml.close("pic:pic");
        xml.close("a:graphicData");
        xml.close("a:graphic");
        xml.close("wp:inline");
        xml.close("w:drawing");
        xml.close("w:r");
    }
}

/// How a picture is to be turned: the file of a camera says so, and Word does not ask it.
fn orientation(file: &PictureFile) -> Orientation {
    match file.kind {
        PictureKind::Jpeg => jpeg(&file.bytes).map(|jpeg| jpeg.orientation).unwrap_or_default(),
        PictureKind::Png | PictureKind::Svg => Orientation::default(),
    }
}

fn write_fill(
    kind: PictureKind,
    reference: &str,
    content: Content,
    orientation: Orientation,
    xml: &mut Xml,
) {
    xml.open("pic:blipFill", &[]);
    xml.open("a:blip", &[("r:embed", reference)]);
    if kind == PictureKind::Svg {
        extension(SVG, xml, |xml| {
            xml.empty("asvg:svgBlip", &[("xmlns:asvg", SVG.1), ("r:embed", reference)]);
        });
    }
    xml.close("a:blip");
    // Edges are told of what is seen, and cut off before it is turned.
    if content != Content::WHOLE && orientation == Orientation::default() {
        let Content { left, top, width, height } = content;
        // In thousandths of a percent (ISO 29500-1, 20.1.10.40).
        let [left, top, right, bottom] =
            [left, top, 1.0 - left - width, 1.0 - top - height].map(|part| rounded(part * 1e5));
        xml.empty("a:srcRect", &[("l", &left), ("t", &top), ("r", &right), ("b", &bottom)]);
    }
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close("a:stretch");
    xml.close("pic:blipFill");
}

fn write_shape(shown: Size, orientation: Orientation, xml: &mut Xml) {
    let (mut width, mut height) = (emu(shown.width), emu(shown.height));
    if !orientation.turns.is_multiple_of(2) {
        std::mem::swap(&mut width, &mut height);
    }
    xml.open("pic:spPr", &[]);
    // In sixtieths of a thousandth of a degree.
    let turned = (u32::from(orientation.turns) * 5_400_000).to_string();
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    if turned != "0" {
        attributes.push(("rot", &turned));
    }
    if orientation.mirrored {
        attributes.push(("flipH", "1"));
    }
    xml.open("a:xfrm", &attributes);
    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
    xml.empty("a:ext", &[("cx", &width), ("cy", &height)]);
    xml.close("a:xfrm");
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    xml.close("a:prstGeom");
    xml.close("pic:spPr");
}

/// What Word knows and the standard does not.
fn extension((uri, _): (&str, &str), xml: &mut Xml, write: impl FnOnce(&mut Xml)) {
    xml.open("a:extLst", &[]);
    xml.open("a:ext", &[("uri", uri)]);
    write(xml);
    xml.close("a:ext");
    xml.close("a:extLst");
}
