//! What in a file speaks against PDF/UA-1 or PDF/A-2, whatever it says of itself.

use std::fmt;

use lopdf::{Dictionary, Object};

use crate::render::pdf::enclosures::standards::Level;

/// What in a file speaks against PDF/UA-1 or PDF/A-2.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// It has no structure, or does not say that it is to be relied on.
    Untagged,
    /// One of its tags stands for none of the standard's.
    UnknownTag(String),
    /// It tags headings without their level, which must not stand beside `H1` (UA-1, 7.4.4).
    BareHeadings,
    /// A font that readers would have to find elsewhere.
    FontNotEmbedded(String),
    /// A script, or an action that does more than lead somewhere.
    Action,
    /// Data packed in a way that PDF/A has ruled out.
    Filter(String),
    /// Data in another file.
    ElsewhereStored,
    /// Files within the file.
    Attached,
    /// Colors of print's inks, for which the letter has no profile.
    PressColors,
}

impl Evidence {
    /// What a dictionary tells.
    pub(crate) fn of_entries(entries: &Dictionary) -> Option<Self> {
        if entries.has(b"EF") {
            return Some(Self::Attached);
        }
        let name = |key: &[u8]| entries.get(key).and_then(Object::as_name).ok();
        let kinds: [&[u8]; 5] =
            [b"Type1", b"MMType1", b"TrueType", b"CIDFontType0", b"CIDFontType2"];
        // The descriptor, which has the font's program or not, is looked at on its own.
        if name(b"Type") == Some(b"Font") && !entries.has(b"FontDescriptor") {
            let kind = name(b"Subtype")?;
            return kinds.contains(&kind).then(|| Self::font(name(b"BaseFont")));
        }
        let programs: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
        let is_descriptor = name(b"Type") == Some(b"FontDescriptor");
        // A font of glyphs that are drawn has no name, and its descriptor no program.
        if is_descriptor && entries.has(b"FontName") && !programs.iter().any(|key| entries.has(key))
        {
            return Some(Self::font(name(b"FontName")));
        }
        None
    }

    fn font(name: Option<&[u8]>) -> Self {
        Self::FontNotEmbedded(name.map(printable).unwrap_or_default())
    }

    /// What the dictionary of a stream tells.
    pub(crate) fn of_stream(entries: &Dictionary) -> Option<Self> {
        // In an image within a page's content `F` is short for `Filter`; here it names a file.
        if entries.has(b"F") {
            return Some(Self::ElsewhereStored);
        }
        let filters = match entries.get(b"Filter").ok()? {
            Object::Array(names) => names.iter().filter_map(|name| name.as_name().ok()).collect(),
            filter => vec![filter.as_name().ok()?],
        };
        let ruled_out = filters.into_iter().find(|name| matches!(*name, b"LZWDecode" | b"Crypt"));
        ruled_out.map(|name| Self::Filter(printable(name)))
    }

    /// The most of PDF/A-2 that may be in spite of it.
    pub(crate) fn archive_level(&self) -> Option<Level> {
        match self {
            Self::Untagged | Self::UnknownTag(_) => Some(Level::U),
            Self::BareHeadings => Some(Level::A),
            _ => None,
        }
    }

    /// Whether a file may be PDF/UA-1 in spite of it.
    pub(crate) fn may_be_accessible(&self) -> bool {
        !matches!(
            self,
            Self::Untagged | Self::UnknownTag(_) | Self::BareHeadings | Self::FontNotEmbedded(_)
        )
    }
}

/// A name of a foreign file, as far as it can be shown.
pub(crate) fn printable(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let shown = name.chars().map(|one| if one.is_ascii_graphic() { one } else { '?' });
    shown.take(60).collect()
}

impl fmt::Display for Evidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Untagged => write!(formatter, "it is not tagged"),
            Self::UnknownTag(tag) => {
                write!(formatter, "its tag `{tag}` stands for no standard one")
            }
            Self::BareHeadings => write!(formatter, "its headings have no levels"),
            Self::FontNotEmbedded(font) => write!(formatter, "its font `{font}` is not embedded"),
            Self::Action => write!(formatter, "it has scripts or actions, which are left out"),
            Self::Filter(filter) => write!(formatter, "its data is packed as `{filter}`"),
            Self::ElsewhereStored => write!(formatter, "some of its data is in another file"),
            Self::Attached => write!(formatter, "files are attached to it"),
            Self::PressColors => {
                write!(formatter, "its colors are print's (CMYK), where the letter's are sRGB")
            }
        }
    }
}
