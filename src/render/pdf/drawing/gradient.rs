//! Gradients (ISO 32000-1, 8.7.4.5).

use lopdf::{Document, Object, ObjectId, dictionary};
use usvg::{BaseGradient, Paint, Stop, Transform};

use crate::render::pdf::drawing::canvas::{numbers, parts};

/// A gradient, and how it lies.
pub(crate) struct Shading<'g> {
    kind: i64,
    coordinates: Vec<f32>,
    gradient: &'g BaseGradient,
}

impl<'g> Shading<'g> {
    /// The gradient that something is painted with; none where it is painted with a color.
    pub(crate) fn of(paint: &'g Paint) -> Option<Self> {
        match paint {
            Paint::LinearGradient(linear) => Some(Self {
                kind: 2,
                coordinates: vec![linear.x1(), linear.y1(), linear.x2(), linear.y2()],
                gradient: linear,
            }),
            Paint::RadialGradient(radial) => Some(Self {
                kind: 3,
                coordinates: vec![
                    radial.fx(),
                    radial.fy(),
                    radial.fr().get(),
                    radial.cx(),
                    radial.cy(),
                    radial.r().get(),
                ],
                gradient: radial,
            }),
            Paint::Color(_) | Paint::Pattern(_) => None,
        }
    }

    pub(crate) fn transform(&self) -> Transform {
        self.gradient.transform()
    }

    /// Whether something shows through.
    pub(crate) fn fades(&self) -> bool {
        self.gradient.stops().iter().any(|stop| stop.opacity().get() < 1.0)
    }

    /// Its colors.
    pub(crate) fn colors(&self, pdf: &mut Document) -> ObjectId {
        self.add(pdf, "DeviceRGB", &|stop| parts(stop.color()).to_vec())
    }

    /// How much it covers, in gray.
    pub(crate) fn cover(&self, pdf: &mut Document) -> ObjectId {
        self.add(pdf, "DeviceGray", &|stop| vec![stop.opacity().get()])
    }

    fn add(&self, pdf: &mut Document, space: &str, value: &dyn Fn(&Stop) -> Vec<f32>) -> ObjectId {
        let function = function(self.gradient.stops(), value);
        pdf.add_object(dictionary! {
            "ShadingType" => self.kind,
            "ColorSpace" => space,
            "Coords" => numbers(&self.coordinates),
            "Function" => function,
            "Extend" => vec![Object::from(true); 2],
        })
    }
}

/// The value at each place between the stops (ISO 32000-1, 7.10): straight from one to the next.
fn function(stops: &[Stop], value: &dyn Fn(&Stop) -> Vec<f32>) -> Object {
    let mut pieces: Vec<Object> = Vec::new();
    let mut bounds: Vec<f32> = Vec::new();
    let mut reached = 0.0;
    let mut piece = |from: &Stop, to: &Stop, end: f32| {
        if end <= reached {
            return;
        }
        if reached > 0.0 {
            bounds.push(reached);
        }
        reached = end;
        let piece = dictionary! {
            "FunctionType" => 2,
            "Domain" => numbers(&[0.0, 1.0]),
            "C0" => numbers(&value(from)),
            "C1" => numbers(&value(to)),
            "N" => 1,
        };
        pieces.push(piece.into());
    };
    if let (Some(first), Some(last)) = (stops.first(), stops.last()) {
        piece(first, first, first.offset().get());
        for two in stops.windows(2) {
            piece(&two[0], &two[1], two[1].offset().get());
        }
        piece(last, last, 1.0);
    }
    let encode = vec![[0.0, 1.0]; pieces.len()].concat();
    dictionary! {
        "FunctionType" => 3,
        "Domain" => numbers(&[0.0, 1.0]),
        "Functions" => pieces,
        "Bounds" => numbers(&bounds),
        "Encode" => numbers(&encode),
    }
    .into()
}
