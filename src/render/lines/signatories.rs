//! A list of signatories as lines.

use unicode_width::UnicodeWidthStr;

use crate::model::{
    Delimiter, Enumerator, Inline, Layout, Numbering, Paragraph, SignatoryGroup, SignatoryList,
};
use crate::render::lines::block::{BLANK, Stanza, hang, join};
use crate::render::lines::letter::Writer;
use crate::render::lines::{Notation, Room};
use crate::render::parts::{inlines, joined};

/// How numbered signatories are marked.
const NUMBERED: Enumerator =
    Enumerator::Ordered { numbering: Numbering::Decimal, delimiter: Delimiter::Period, start: 1 };

impl<N: Notation> Writer<'_, N> {
    pub(crate) fn signatory_list(&self, list: &SignatoryList, room: Room) -> Stanza {
        let level = self.top_level();
        let mut stanzas = self.heading(list.heading.as_deref(), level, room);
        let group_level = level + u8::from(!stanzas.is_empty());
        stanzas.extend(self.paragraphs(&list.lead, room));

        // Those who sign without a name stand right under the last of those who have one.
        let unnoted = list.groups.last().filter(|group| group.note.is_empty());
        for (index, group) in list.groups.iter().enumerate() {
            let is_last = unnoted.is_some() && index + 1 == list.groups.len();
            let unnamed = list.anonymous.as_deref().filter(|_| is_last);
            stanzas.extend(self.heading(group.heading.as_deref(), group_level, room));
            stanzas.extend(self.paragraphs(&group.lead, room));
            stanzas.push(Stanza::block(self.names(group, unnamed, room)));
            stanzas.extend(self.paragraphs(&group.note, room));
        }
        if unnoted.is_none() {
            let unnamed = inlines(list.anonymous.as_deref().unwrap_or_default());
            stanzas.push(Stanza::block(self.notation.paragraph(&unnamed, room)));
        }
        stanzas.extend(self.paragraphs(&list.note, room));
        Stanza::signatories(join(stanzas, BLANK))
    }

    fn heading(&self, heading: Option<&str>, level: u8, room: Room) -> Vec<Stanza> {
        let lines = self.notation.heading(level, &inlines(heading.unwrap_or_default()), room);
        if lines.is_empty() { Vec::new() } else { vec![Stanza::block(lines)] }
    }

    fn paragraphs(&self, paragraphs: &[Paragraph], room: Room) -> Vec<Stanza> {
        let block = |text: &Paragraph| Stanza::block(self.notation.paragraph(text, room));
        paragraphs.iter().map(block).collect()
    }

    fn names(&self, group: &SignatoryGroup, unnamed: Option<&str>, room: Room) -> Vec<String> {
        let mut names: Vec<Paragraph> =
            group.signatories.iter().map(|signatory| self.notation.name(&signatory.text)).collect();
        let unnamed = unnamed.map(inlines);
        let number =
            |first: usize, index| self.notation.marker(NUMBERED, first.saturating_sub(1) + index);
        match (group.layout, group.first_number) {
            (Layout::Inline, first) => {
                for (index, name) in names.iter_mut().enumerate() {
                    let number = first.map(|first| Inline::Text(number(first, index)));
                    name.splice(0..0, number);
                }
                let one = joined(names, &Inline::Text("; ".to_owned()));
                let text = std::iter::once(one).chain(unnamed).filter(|text| !text.is_empty());
                self.notation.paragraph(&joined(text, &Inline::LineBreak), room)
            }
            (_, Some(first)) => {
                let mut lines = Vec::new();
                for (index, name) in names.iter().enumerate() {
                    let marker = number(first, index);
                    let indent = marker.width();
                    let name = self.notation.paragraph(name, room.less(indent));
                    lines.extend(hang(&marker, indent, name));
                }
                if let Some(unnamed) = unnamed {
                    if N::LIST_NEEDS_BLANK_AFTER && !lines.is_empty() {
                        lines.push(String::new());
                    }
                    lines.extend(self.notation.names(&[unnamed], room));
                }
                lines
            }
            (_, None) => {
                names.extend(unnamed);
                self.notation.names(&names, room)
            }
        }
    }
}
