//! Distances on the page.

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A distance on the page.
///
/// Held in PDF points: 1 pt = 1/72 inch (ISO 32000-1, 8.3.2.3). Construct it
/// from the unit at hand and ask for the unit needed, so that a bare number
/// never carries a unit in its head.
///
/// ```
/// use letterctl::model::Length;
///
/// assert_eq!(Length::mm(25.4), Length::inches(1.0));
/// assert_eq!(Length::inches(1.0).to_pt(), 72.0);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Length(f64);

impl Length {
    /// No distance.
    pub const ZERO: Self = Self(0.0);

    /// A length in PDF points.
    pub const fn pt(points: f64) -> Self {
        Self(points)
    }

    /// A length in millimetres.
    pub fn mm(millimetres: f64) -> Self {
        Self::inches(millimetres / 25.4)
    }

    /// A length in inches.
    pub const fn inches(inches: f64) -> Self {
        Self(inches * 72.0)
    }

    /// The length in PDF points.
    pub const fn to_pt(self) -> f64 {
        self.0
    }

    /// The longer of two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The shorter of two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f64> for Length {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f64> for Length {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Div for Length {
    type Output = f64;
    fn div(self, other: Self) -> f64 {
        self.0 / other.0
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl std::iter::Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}
