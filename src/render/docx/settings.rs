//! `settings.xml`: what holds for the whole file.

use crate::model::NotePlacement;
use crate::render::docx::styles::MAIN;
use crate::render::docx::xml::Xml;

/// Whether further changes are to be seen as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tracking {
    On,
    Off,
}

/// The settings (ISO 29500-1, 17.15); `notes` tells where there are notes.
pub(crate) fn settings(notes: Option<NotePlacement>, tracking: Tracking) -> Xml {
    let mut xml = Xml::document();
    xml.open("w:settings", &[("xmlns:w", MAIN)]);
    xml.flag("w:trackRevisions", tracking == Tracking::On);
    xml.value("w:defaultTabStop", "520");
    xml.flag("w:autoHyphenation", true);
    // At most two in a row, and none in capitals: names.
    xml.value("w:consecutiveHyphenLimit", "2");
    xml.flag("w:doNotHyphenateCaps", true);
    if let Some(placement) = notes {
        let (properties, note) = match placement {
            NotePlacement::Foot => ("w:footnotePr", "w:footnote"),
            NotePlacement::End => ("w:endnotePr", "w:endnote"),
        };
        xml.open(properties, &[]);
        if placement == NotePlacement::End {
            xml.value("w:pos", "docEnd");
            xml.value("w:numFmt", "decimal");
        }
        for id in SEPARATORS {
            xml.empty(note, &[("w:id", id)]);
        }
        xml.close(properties);
    }
    xml.open("w:compat", &[]);
    xml.empty(
        "w:compatSetting",
        &[
            ("w:name", "compatibilityMode"),
            ("w:uri", "http://schemas.microsoft.com/office/word"),
            ("w:val", "15"),
        ],
    );
    xml.close("w:compat");
    xml.close("w:settings");
    xml
}

/// The numbers of what stands over notes, and over those that go on from the page before.
pub(crate) const SEPARATORS: [&str; 2] = ["-1", "0"];
