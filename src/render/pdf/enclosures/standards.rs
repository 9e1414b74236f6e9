//! What a file claims to be, and what is left of a letter's claims with its pages.

use lopdf::{Dictionary, Object, Stream};

use crate::render::pdf::enclosures::decode::unpacked;
use crate::render::pdf::enclosures::evidence::Evidence;
use crate::render::pdf::enclosures::fault::Fault;
use crate::render::pdf::enclosures::source::Source;

/// How much of PDF/A-2 (ISO 19005-2, 5.2 to 5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It looks the same everywhere.
    B,
    /// Its text can be copied and searched too.
    U,
    /// It has a structure too.
    A,
}

/// The standards that a file follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standards {
    /// How much of PDF/A-2.
    pub archive: Option<Level>,
    /// Whether PDF/UA-1.
    pub accessible: bool,
}

impl Standards {
    /// Those of every letter.
    pub const LETTER: Self = Self { archive: Some(Level::A), accessible: true };

    /// Those of two parts of one file.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            archive: self.archive.min(other.archive),
            accessible: self.accessible && other.accessible,
        }
    }

    /// Their names: `PDF/A-2b`.
    pub fn names(self) -> Vec<&'static str> {
        let archive = self.archive.map(|level| match level {
            Level::A => "PDF/A-2a",
            Level::U => "PDF/A-2u",
            Level::B => "PDF/A-2b",
        });
        self.accessible.then_some("PDF/UA-1").into_iter().chain(archive).collect()
    }
}

/// What a file says in its metadata that it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Claim {
    /// Part and level of ISO 19005; part 4 has none.
    archive: Option<(u8, Option<Level>)>,
    accessible: bool,
}

impl Claim {
    pub(crate) fn of(source: &mut Source<'_>, catalog: &Dictionary) -> Result<Self, Fault> {
        let Object::Stream(metadata) = source.get(catalog, b"Metadata")? else {
            return Ok(Self::default());
        };
        let packet = unpacked(&metadata).unwrap_or_default();
        Ok(Self::said_in(&String::from_utf8_lossy(&packet)))
    }

    fn said_in(packet: &str) -> Self {
        let part = property(packet, "pdfaid:part").and_then(|part| part.parse().ok());
        let level = property(packet, "pdfaid:conformance").and_then(|level| match level {
            "A" => Some(Level::A),
            "U" => Some(Level::U),
            "B" => Some(Level::B),
            _ => None,
        });
        let accessible = property(packet, "pdfuaid:part") == Some("1");
        Self { archive: part.map(|part| (part, level)), accessible }
    }

    /// The standards that the pages follow within another file, and what speaks against more.
    pub(crate) fn held_against<'e>(
        self,
        evidence: impl IntoIterator<Item = &'e Evidence>,
    ) -> (Standards, Vec<String>) {
        let mut reasons = Vec::new();
        // Parts 1 and 3 ask for the same of pages; part 4 is about another PDF.
        let archive = match self.archive {
            Some((1..=3, Some(level))) => {
                if level < Level::A {
                    let name = Standards { archive: Some(level), accessible: false }.names();
                    reasons.push(format!("it is no more than {}", name.concat()));
                }
                Some(level)
            }
            Some((part, _)) => {
                reasons.push(format!("it is PDF/A-{part}, where the letter is PDF/A-2"));
                None
            }
            None => None,
        };
        let unclaimed = match (self.archive, self.accessible) {
            (None, false) => Some("it claims to be neither"),
            (None, true) => Some("it does not claim to be PDF/A"),
            (Some(_), false) => Some("it does not claim to be PDF/UA-1"),
            (Some(_), true) => None,
        };
        reasons.extend(unclaimed.map(str::to_owned));
        let mut held = Standards { archive, accessible: self.accessible };
        for one in evidence {
            reasons.push(one.to_string());
            held = held.and(Standards {
                archive: one.archive_level(),
                accessible: one.may_be_accessible(),
            });
        }
        // Who claims a structure and has none may be wrong in all else.
        if archive == Some(Level::A) && held.archive < archive {
            held.archive = None;
        }
        (held, reasons)
    }
}

/// The value of a property of XMP, as an element or as an attribute.
fn property<'p>(packet: &'p str, name: &str) -> Option<&'p str> {
    let mut rest = packet;
    while let Some(at) = rest.find(name) {
        rest = &rest[at + name.len()..];
        let value = rest.trim_start();
        let value = match value.strip_prefix('=').map(str::trim_start) {
            Some(quoted) => quoted.strip_prefix(['"', '\'']),
            None => value.strip_prefix('>'),
        };
        let value = value.and_then(|value| value.split(['<', '"', '\'']).next()).map(str::trim);
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            return Some(value);
        }
    }
    None
}

/// How many inks the profile of a file has that its device colors are meant for.
pub(crate) fn profile_colors(
    source: &mut Source<'_>,
    catalog: &Dictionary,
) -> Result<Option<i64>, Fault> {
    for intent in source.items(catalog, b"OutputIntents")? {
        let Some(intent) = source.dictionary(&intent)? else { continue };
        if let Object::Stream(Stream { dict, .. }) = source.get(&intent, b"DestOutputProfile")? {
            return Ok(dict.get(b"N").and_then(Object::as_i64).ok());
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(packet: &str, evidence: &[Evidence]) -> (Option<Level>, bool) {
        let (held, _) = Claim::said_in(packet).held_against(evidence);
        (held.archive, held.accessible)
    }

    #[test]
    fn a_claim_is_read_in_both_ways_of_writing_it() {
        let elements = "<pdfaid:part>2</pdfaid:part> <pdfaid:conformance> U </pdfaid:conformance>\
                        <pdfuaid:part>1</pdfuaid:part>";
        assert_eq!(held(elements, &[]), (Some(Level::U), true));
        let attributes = "<rdf:Description pdfaid:part = '1' pdfaid:conformance=\"A\">";
        assert_eq!(held(attributes, &[]), (Some(Level::A), false));
        for none in
            ["", "<pdfaid:part>4</pdfaid:part>", "<pdfaid:part", "pdfaid:part=", "pdfaid:part>"]
        {
            assert_eq!(held(none, &[]), (None, false), "{none}");
        }
    }

    #[test]
    fn what_speaks_against_a_claim_takes_it() {
        let all = "<a pdfaid:part='2' pdfaid:conformance='A' pdfuaid:part='1'/>";
        assert_eq!(held(all, &[Evidence::BareHeadings]), (Some(Level::A), false));
        assert_eq!(held(all, &[Evidence::Untagged]), (None, false));
        assert_eq!(held(all, &[Evidence::Action]), (None, true));
        let looks = "<a pdfaid:part='2' pdfaid:conformance='B'/>";
        assert_eq!(held(looks, &[Evidence::Untagged]), (Some(Level::B), false));
        let font = Evidence::FontNotEmbedded("Helvetica".to_owned());
        assert_eq!(held(looks, &[font]), (None, false));
    }
}
