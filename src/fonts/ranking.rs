//! Which of several faces shows a text best. Their order follows from the faces alone, and not from
//! where they lie.

use std::path::Path;

use crate::fonts::shelf::ShelvedFace;
use crate::typeset::face_source::Wanted;
use crate::typeset::font::{Family, Slant, Weight};
use crate::typeset::script_fonts::{self, is_east_asian};

/// What is asked of a face, settled once for all of them.
pub(crate) struct Ranking<'a> {
    wanted: &'a Wanted<'a>,
    fallback: &'a [String],
    families: Vec<String>,
    /// The families of other regions, which draw some Chinese characters in other forms.
    elsewhere: bool,
}

/// The place of a face among others; the least is the best.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank<'f> {
    /// Named in the settings, in their folder, the system's.
    tier: usize,
    /// Whether it has the forms of another region.
    foreign: bool,
    fallback: usize,
    family: usize,
    /// Whether it is made for other scripts, as far as its name tells; is sans where serif is
    /// asked for, or the reverse; slants unasked.
    faults: [bool; 3],
    weight: u16,
    width: u16,
    name: (&'f str, &'f str),
    index: u32,
    path: &'f Path,
}

impl<'a> Ranking<'a> {
    pub(crate) fn new(wanted: &'a Wanted<'a>, fallback: &'a [String]) -> Self {
        let families = script_fonts::families(wanted.script, wanted.language, wanted.font.family);
        Self { wanted, fallback, families, elsewhere: is_east_asian(wanted.script) }
    }

    /// The place of a face.
    pub(crate) fn rank<'f>(&self, face: &'f ShelvedFace) -> Rank<'f> {
        let record = &face.record;
        let place = |names: &[String]| {
            let place = names.iter().position(|name| name.eq_ignore_ascii_case(&record.family));
            place.unwrap_or(names.len())
        };
        let fallback = place(self.fallback);
        let family = place(&self.families);
        let tier = match face.own {
            _ if fallback < self.fallback.len() => 0,
            true => 1,
            false => 2,
        };
        let font = self.wanted.font;
        let weight = match font.weight {
            Weight::Regular => 400,
            Weight::Semibold => 600,
        };
        let other_style = match font.family {
            Family::Serif => "Sans",
            Family::Sans => "Serif",
        };
        Rank {
            tier,
            foreign: self.elsewhere && self.is_of_another_region(&record.family),
            fallback,
            family,
            faults: [
                !record.family.contains(&script_fonts::name(self.wanted.script)),
                record.family.contains(other_style),
                record.slanted && font.slant == Slant::Upright,
            ],
            weight: record.weight.abs_diff(weight),
            width: record.width.abs_diff(100),
            name: (&record.family, &record.postscript_name),
            index: record.index,
            path: &face.path,
        }
    }

    /// Whether a family's name ends in the code of a region that is not the one asked for.
    fn is_of_another_region(&self, family: &str) -> bool {
        let code = |name: &str| {
            let code = name.rsplit(' ').next().unwrap_or_default().to_owned();
            ["JP", "KR", "SC", "TC", "HK"].contains(&code.as_str()).then_some(code)
        };
        let asked = self.families.first().and_then(|family| code(family));
        code(family).is_some_and(|code| asked.is_some_and(|asked| asked != code))
    }
}
