//! Logos, made to look equal in weight.
//!
//! Logos of one height do not: a long word would outweigh a round sign many times. Of one area,
//! counted without blank edges, they nearly do; what is very long or very high is held within
//! bounds, so that it does not spread.

use crate::model::{Content, Length, PictureFile, PictureKind};

/// How much higher, and how much wider, than a square logo another may be.
const HIGHEST: f64 = 1.25;
const WIDEST: f64 = 2.75;
/// How much pixels may be blown up against the size that the file tells.
const ENLARGED: f64 = 2.0;

/// How large a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// How wide.
    pub width: Length,
    /// How high.
    pub height: Length,
}

impl Size {
    /// A picture by the file's own measure.
    pub fn of(file: &PictureFile) -> Self {
        Self { width: file.width, height: file.height }
    }

    /// The part of a picture within its blank edges, by the file's own measure.
    pub fn of_content(file: &PictureFile) -> Self {
        let Content { width, height, .. } = file.content;
        Self { width: file.width * width, height: file.height * height }
    }

    /// The same proportions within a room; never larger than they are.
    #[must_use]
    pub fn within(self, room: Self) -> Self {
        self.scaled((room.width / self.width).min(room.height / self.height).min(1.0))
    }

    /// So many times as wide and high.
    #[must_use]
    pub fn scaled(self, by: f64) -> Self {
        Self { width: self.width * by, height: self.height * by }
    }
}

/// How large a logo is shown, without blank edges, whose square companions have sides of this
/// length, where no more than `room` is wide.
pub fn balanced(file: &PictureFile, side: Length, room: Length) -> Size {
    let own = Size::of_content(file);
    let ratio = (own.width / own.height).sqrt();
    let square = Size { width: side * ratio, height: side / ratio };
    let widest = (side * WIDEST).min(room);
    let shrink = (side * HIGHEST / square.height).min(widest / square.width).min(1.0);
    let most = match file.kind {
        PictureKind::Svg => f64::INFINITY,
        PictureKind::Png | PictureKind::Jpeg => own.width * ENLARGED / square.width,
    };
    square.scaled(shrink.min(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(width: f64, height: f64, kind: PictureKind) -> PictureFile {
        PictureFile {
            kind,
            bytes: Vec::new(),
            width: Length::pt(width),
            height: Length::pt(height),
            content: Content::WHOLE,
        }
    }

    fn size(width: f64, height: f64) -> (f64, f64) {
        let file = file(width, height, PictureKind::Svg);
        let Size { width, height } = balanced(&file, Length::pt(40.0), Length::pt(100.0));
        ((width.to_pt() * 10.0).round() / 10.0, (height.to_pt() * 10.0).round() / 10.0)
    }

    #[test]
    fn logos_have_one_area_within_bounds() {
        assert_eq!(size(7.0, 7.0), (40.0, 40.0));
        assert_eq!(size(400.0, 100.0), (80.0, 20.0));
        assert_eq!(size(3000.0, 100.0), (100.0, 3.3));
        assert_eq!(size(10.0, 40.0), (12.5, 50.0));
    }

    #[test]
    fn blank_edges_do_not_count_and_few_pixels_are_not_blown_up() {
        let mut framed = file(100.0, 100.0, PictureKind::Svg);
        framed.content = Content { left: 0.25, top: 0.25, width: 0.5, height: 0.5 };
        let side = Length::pt(40.0);
        assert_eq!(balanced(&framed, side, side * 3.0), Size { width: side, height: side });
        let tiny = file(12.0, 12.0, PictureKind::Png);
        assert_eq!(balanced(&tiny, side, side * 3.0).width, Length::pt(24.0));
    }
}
