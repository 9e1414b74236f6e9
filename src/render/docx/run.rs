//! Running text as runs, each with what sets it apart.

use crate::model::{Change, Direction, Inline, Language, NotePlacement, may_be_linked, plain};
use crate::render::docx::composer::Composer;
use crate::render::docx::direction::{first_strong, stretches, write_language};
use crate::render::docx::styles::{CODE, ENDNOTE_MARK, FOOTNOTE_MARK, LINK};
use crate::render::docx::xml::Xml;

/// How text is set that stands somewhere.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner<'a> {
    pub(crate) emphasis: bool,
    pub(crate) strong: bool,
    /// The style of its runs, such as that of links.
    pub(crate) style: Option<&'static str>,
    /// The language of the letter, and that of the text.
    pub(crate) languages: (&'a Language, &'a Language),
    pub(crate) direction: Direction,
    /// Which of two texts has it.
    pub(crate) change: Change,
}

impl<'a> Manner<'a> {
    /// Plain text in the language of the letter.
    pub(crate) fn of(language: &'a Language) -> Self {
        Self {
            emphasis: false,
            strong: false,
            style: None,
            languages: (language, language),
            direction: language.direction(),
            change: Change::Same,
        }
    }

    /// The properties of a run (ISO 29500-1, 17.3.2).
    fn write(&self, direction: Direction, xml: &mut Xml) {
        let rtl = direction == Direction::RightToLeft;
        let mut properties = Xml::default();
        if let Some(style) = self.style {
            properties.value("w:rStyle", style);
        }
        properties.flag("w:b", self.strong);
        properties.flag("w:bCs", self.strong);
        properties.flag("w:i", self.emphasis);
        properties.flag("w:iCs", self.emphasis);
        properties.flag("w:rtl", rtl);
        let (letter, own) = self.languages;
        if own != letter {
            write_language(own, &mut properties);
        }
        write_properties(&properties, xml);
    }
}

fn write_properties(properties: &Xml, xml: &mut Xml) {
    if !properties.is_empty() {
        xml.open("w:rPr", &[]);
        xml.append(properties);
        xml.close("w:rPr");
    }
}

impl Composer<'_> {
    pub(crate) fn inlines(&mut self, inlines: &[Inline], manner: &Manner<'_>, xml: &mut Xml) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text, manner, xml),
                Inline::Emphasis(text) => {
                    self.inlines(text, &Manner { emphasis: true, ..*manner }, xml);
                }
                Inline::Strong(text) => {
                    self.inlines(text, &Manner { strong: true, ..*manner }, xml);
                }
                Inline::Code(code) => {
                    let style = manner.style.or(Some(CODE));
                    self.text(code, &Manner { style, ..*manner }, xml);
                }
                Inline::Link { address, text }
                    if may_be_linked(address) && manner.style != Some(LINK) =>
                {
                    let id = self.relationships.refer_to_address(address);
                    xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
                    self.inlines(text, &Manner { style: Some(LINK), ..*manner }, xml);
                    xml.close("w:hyperlink");
                }
                Inline::Link { text, .. } => self.inlines(text, manner, xml),
                Inline::Span { language, text } => {
                    let languages = (manner.languages.0, language);
                    let direction = language.direction();
                    self.inlines(text, &Manner { languages, direction, ..*manner }, xml);
                }
                Inline::Isolate(text) => {
                    let direction = first_strong(&plain(text)).unwrap_or(manner.direction);
                    self.inlines(text, &Manner { direction, ..*manner }, xml);
                }
                Inline::NoteMark(index) => self.note_mark(*index, manner, xml),
                Inline::LineBreak => self.run(manner, xml, |xml| xml.flag("w:br", true)),
            }
        }
    }

    /// A piece of text, a run for each direction.
    fn text(&mut self, text: &str, manner: &Manner<'_>, xml: &mut Xml) {
        let name = if manner.change == Change::Deleted { "w:delText" } else { "w:t" };
        for (direction, stretch) in stretches(text, manner.direction) {
            self.directed_run(direction, manner, xml, |xml| {
                xml.element(name, &[("xml:space", "preserve")], stretch);
            });
        }
    }

    /// A run with what `write` puts into it.
    pub(crate) fn run(&mut self, manner: &Manner<'_>, xml: &mut Xml, write: impl FnOnce(&mut Xml)) {
        self.directed_run(manner.direction, manner, xml, write);
    }

    fn directed_run(
        &mut self,
        direction: Direction,
        manner: &Manner<'_>,
        xml: &mut Xml,
        write: impl FnOnce(&mut Xml),
    ) {
        self.revisions.write(manner.change, xml, |xml| {
            xml.open("w:r", &[]);
            manner.write(direction, xml);
            write(xml);
            xml.close("w:r");
        });
    }

    /// The first mark of a note brings it; a further one says its number, as does one within a
    /// note, where Word has none.
    fn note_mark(&mut self, index: usize, manner: &Manner<'_>, xml: &mut Xml) {
        let (style, reference) = match self.note_placement() {
            NotePlacement::Foot => (FOOTNOTE_MARK, "w:footnoteReference"),
            NotePlacement::End => (ENDNOTE_MARK, "w:endnoteReference"),
        };
        let number = (index + 1).to_string();
        let bookmark = format!("_Note{number}");
        if self.in_note {
            self.marked_run(style, manner, xml, |xml| xml.element("w:t", &[], &number));
        } else if self.marked.insert(index) {
            let id = self.next_bookmark();
            xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &bookmark)]);
            self.marked_run(style, manner, xml, |xml| xml.empty(reference, &[("w:id", &number)]));
            xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        } else {
            self.field_begin(&format!(" NOTEREF {bookmark} \\f \\h "), manner, xml);
            self.marked_run(style, manner, xml, |xml| xml.element("w:t", &[], &number));
            self.field_end(manner, xml);
        }
    }

    /// A run in the style of marks.
    pub(crate) fn marked_run(
        &mut self,
        style: &str,
        manner: &Manner<'_>,
        xml: &mut Xml,
        write: impl FnOnce(&mut Xml),
    ) {
        self.revisions.write(manner.change, xml, |xml| {
            xml.open("w:r", &[]);
            let mut properties = Xml::default();
            properties.value("w:rStyle", style);
            write_properties(&properties, xml);
            write(xml);
            xml.close("w:r");
        });
    }

    /// Begins a field (ISO 29500-1, 17.16); what it shows until it is made anew follows.
    pub(crate) fn field_begin(&mut self, instruction: &str, manner: &Manner<'_>, xml: &mut Xml) {
        self.field_character("begin", manner, xml);
        self.instruction(instruction, manner, xml);
        self.field_character("separate", manner, xml);
    }

    pub(crate) fn field_end(&mut self, manner: &Manner<'_>, xml: &mut Xml) {
        self.field_character("end", manner, xml);
    }

    fn instruction(&mut self, instruction: &str, manner: &Manner<'_>, xml: &mut Xml) {
        self.run(manner, xml, |xml| {
            xml.element("w:instrText", &[("xml:space", "preserve")], instruction);
        });
    }

    fn field_character(&mut self, kind: &str, manner: &Manner<'_>, xml: &mut Xml) {
        self.run(manner, xml, |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
    }
}
