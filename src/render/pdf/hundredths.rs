//! Lengths as the file says them: in whole hundredths of a point.

use std::fmt;
use std::ops::{Add, Sub};

use lopdf::Object;

use crate::model::Length;
use crate::render::pdf::syntax;

/// A length in whole hundredths of a point, 3.5 micrometers: finer than any printer, and differences
/// of two are exact, so that moves along a page add no error up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hundredths(i32);

impl Hundredths {
    /// The length in points.
    pub(crate) fn to_pt(self) -> f32 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a page is far smaller than 2^24 hundredths"
        )]
        let hundredths = self.0 as f32;
        hundredths / 100.0
    }

    /// Appends the length in points, in as few digits as tell it.
    pub(crate) fn append(self, out: &mut Vec<u8>) {
        if self.0 < 0 {
            out.push(b'-');
        }
        let hundredths = self.0.unsigned_abs();
        syntax::append_digits(out, hundredths / 100);
        let (tenth, hundredth) = ((hundredths / 10 % 10) as u8, (hundredths % 10) as u8);
        if tenth != 0 || hundredth != 0 {
            out.extend_from_slice(&[b'.', b'0' + tenth]);
        }
        if hundredth != 0 {
            out.push(b'0' + hundredth);
        }
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = Vec::with_capacity(8);
        self.append(&mut digits);
        formatter.write_str(&String::from_utf8_lossy(&digits))
    }
}

impl From<Length> for Hundredths {
    fn from(length: Length) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
        let rounded = (length.to_pt() * 100.0).round() as i32;
        Self(rounded)
    }
}

impl From<Hundredths> for Object {
    fn from(length: Hundredths) -> Self {
        Object::Real(length.to_pt())
    }
}

impl Add for Hundredths {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Hundredths {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// A place on the page, from its lower left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Point {
    /// Rightwards.
    pub(crate) x: Hundredths,
    /// Upwards.
    pub(crate) y: Hundredths,
}
