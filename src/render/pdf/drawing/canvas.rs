//! What is drawn, as operators, with the resources that they name.

use std::fmt::Write as _;

use lopdf::{Dictionary, Object, ObjectId, dictionary};
use usvg::tiny_skia_path::{Path, PathSegment, Point};
use usvg::{Color, FillRule, LineCap, LineJoin, Stroke, Transform};

/// Operators, and what they name.
#[derive(Debug, Default)]
pub(crate) struct Canvas {
    operators: String,
    states: Dictionary,
    objects: Dictionary,
    shadings: Dictionary,
}

impl Canvas {
    /// Adds operators.
    pub(crate) fn push(&mut self, operators: &str) {
        self.operators.push_str(operators);
        self.operators.push('\n');
    }

    /// Adds an operator behind its numbers.
    pub(crate) fn operator(&mut self, numbers: &[f32], operator: &str) {
        for number in numbers {
            let _written = write!(self.operators, "{} ", rounded(*number));
        }
        self.push(operator);
    }

    pub(crate) fn transform(&mut self, by: Transform) {
        if !by.is_identity() {
            self.operator(&matrix(by), "cm");
        }
    }

    /// Sets the parameters of a graphics state (ISO 32000-1, 8.4.5).
    pub(crate) fn state(&mut self, parameters: Dictionary) {
        let known = self
            .states
            .iter()
            .find(|(_, known)| known.as_dict().is_ok_and(|known| *known == parameters));
        let name = match known {
            Some((name, _)) => String::from_utf8_lossy(name).into_owned(),
            None => format!("G{}", self.states.len()),
        };
        self.states.set(name.as_str(), parameters);
        self.push(&format!("/{name} gs"));
    }

    pub(crate) fn object(&mut self, object: ObjectId) {
        let name = format!("X{}", self.objects.len());
        self.objects.set(name.as_str(), object);
        self.push(&format!("/{name} Do"));
    }

    pub(crate) fn shading(&mut self, shading: ObjectId) {
        let name = format!("S{}", self.shadings.len());
        self.shadings.set(name.as_str(), shading);
        self.push(&format!("/{name} sh"));
    }

    /// Adds a path without painting it.
    pub(crate) fn path(&mut self, path: &Path) {
        let mut at = Point::zero();
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(to) => {
                    self.operator(&[to.x, to.y], "m");
                    at = to;
                }
                PathSegment::LineTo(to) => {
                    self.operator(&[to.x, to.y], "l");
                    at = to;
                }
                PathSegment::QuadTo(by, to) => {
                    let near = |end: f32, by: f32| end + (by - end) * 2.0 / 3.0;
                    let numbers =
                        [near(at.x, by.x), near(at.y, by.y), near(to.x, by.x), near(to.y, by.y)];
                    self.operator(&[&numbers[..], &[to.x, to.y]].concat(), "c");
                    at = to;
                }
                PathSegment::CubicTo(one, other, to) => {
                    self.operator(&[one.x, one.y, other.x, other.y, to.x, to.y], "c");
                    at = to;
                }
                PathSegment::Close => self.push("h"),
            }
        }
    }

    /// Paints no more than what is within the path.
    pub(crate) fn clip(&mut self, rule: FillRule) {
        self.push(match rule {
            FillRule::NonZero => "W n",
            FillRule::EvenOdd => "W* n",
        });
    }

    pub(crate) fn fill(&mut self, rule: FillRule) {
        self.push(match rule {
            FillRule::NonZero => "f",
            FillRule::EvenOdd => "f*",
        });
    }

    /// Sets a color, `rg` for filling, `RG` for stroking.
    pub(crate) fn color(&mut self, color: Color, operator: &str) {
        self.operator(&parts(color), operator);
    }

    /// Sets how lines are drawn.
    pub(crate) fn pen(&mut self, stroke: &Stroke) {
        self.operator(&[stroke.width().get()], "w");
        self.push(match stroke.linecap() {
            LineCap::Butt => "0 J",
            LineCap::Round => "1 J",
            LineCap::Square => "2 J",
        });
        self.push(match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => "0 j",
            LineJoin::Round => "1 j",
            LineJoin::Bevel => "2 j",
        });
        self.operator(&[stroke.miterlimit().get()], "M");
        let dashes: Vec<String> = stroke
            .dasharray()
            .unwrap_or_default()
            .iter()
            .map(|dash| rounded(*dash).to_string())
            .collect();
        self.push(&format!("[{}] {} d", dashes.join(" "), rounded(stroke.dashoffset())));
    }

    /// The operators, and their resources.
    pub(crate) fn finish(self) -> (Vec<u8>, Dictionary) {
        let mut resources = Dictionary::new();
        let kinds =
            [("ExtGState", self.states), ("XObject", self.objects), ("Shading", self.shadings)];
        for (kind, named) in kinds {
            if !named.is_empty() {
                resources.set(kind, named);
            }
        }
        (self.operators.into_bytes(), resources)
    }
}

/// Red, green and blue from 0 to 1.
pub(crate) fn parts(color: Color) -> [f32; 3] {
    [color.red, color.green, color.blue].map(|part| f32::from(part) / 255.0)
}

pub(crate) fn matrix(of: Transform) -> [f32; 6] {
    [of.sx, of.ky, of.kx, of.sy, of.tx, of.ty]
}

/// A number as an object.
pub(crate) fn number(number: f32) -> Object {
    Object::Real(rounded(number))
}

/// Numbers as objects.
pub(crate) fn numbers(numbers: &[f32]) -> Object {
    Object::Array(numbers.iter().map(|one| number(*one)).collect())
}

/// Beyond any drawing, and within what readers take (ISO 32000-1, annex C).
const FARTHEST: f32 = 1e9;

/// A number within what readers take, to as many places as matter; none that is none.
fn rounded(number: f32) -> f32 {
    let number = if number.is_finite() { number.clamp(-FARTHEST, FARTHEST) } else { 0.0 };
    match number.abs() {
        // What scales a large drawing down needs all its digits.
        ..0.01 => number,
        ..1.0 => (number * 1e6).round() / 1e6,
        _ => (number * 1e4).round() / 1e4,
    }
}

/// A transparency group as a form, to be finished with its content (ISO 32000-1, 11.6.6).
pub(crate) fn group_form(bounds: &[f32; 4], space: &str) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => numbers(bounds),
        "Group" => dictionary! { "S" => "Transparency", "CS" => space, "I" => true },
    }
}
