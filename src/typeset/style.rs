//! The measures of a letter on paper: sizes, leadings and distances, by style.
//!
//! They belong together and were chosen together, on pages held against each other: a measure of
//! 75 to 80 characters, few sizes, distances in parts of the body's line. Change one only with the
//! pages before you.

use crate::model::{Columns, Length, Letter, Margins, Style};
use crate::typeset::font::{Cut, Family, Font, Slant, Weight};
use crate::typeset::window;

/// How one kind of text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Type {
    /// The face.
    pub(crate) font: Font,
    /// The size.
    pub(crate) size: Length,
    /// From baseline to baseline.
    pub(crate) leading: Length,
    /// The ink, 0 for black to 1 for white.
    pub(crate) gray: f32,
}

impl Type {
    const fn new(family: Family, size: f64, leading: f64) -> Self {
        let font = Font { family, cut: Cut::Text, weight: Weight::Regular, slant: Slant::Upright };
        Self { font, size: Length::pt(size), leading: Length::pt(leading), gray: 0.0 }
    }

    const fn semibold(mut self) -> Self {
        self.font.weight = Weight::Semibold;
        self
    }

    const fn italic(mut self) -> Self {
        self.font.slant = Slant::Italic;
        self
    }

    const fn cut(mut self, cut: Cut) -> Self {
        self.font.cut = cut;
        self
    }

    const fn gray(mut self, gray: f32) -> Self {
        self.gray = gray;
        self
    }

    /// From the top of the type to its baseline, which is where a page or a block begins: 0.74 em,
    /// the height of ascenders in Source Serif.
    pub(crate) fn ascent(&self) -> Length {
        self.size * 0.74
    }

    fn scale(&mut self, factor: f64) {
        self.size = self.size * factor;
        self.leading = self.leading * factor;
    }
}

/// All measures of a style, at the size that the letter asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measures {
    /// Running text, date, addresses, salutation.
    pub(crate) body: Type,
    /// The title.
    pub(crate) title: Type,
    /// The line under it.
    pub(crate) subtitle: Type,
    /// The publisher's words above it.
    pub(crate) notice: Type,
    /// The subject, and its label.
    pub(crate) subject: Type,
    /// Headings of the body, by level.
    pub(crate) headings: [Type; 6],
    /// Quotations.
    pub(crate) quotation: Type,
    /// Code.
    pub(crate) code: Type,
    /// Cells of tables.
    pub(crate) table: Type,
    /// The words over their columns.
    pub(crate) table_head: Type,
    /// Notes.
    pub(crate) note: Type,
    /// Enclosures, copies, postscript, contact.
    pub(crate) closing: Type,
    /// Signatories, up to `few`.
    pub(crate) names: Type,
    /// Signatories, when there are more.
    pub(crate) many_names: Type,
    /// Over a list of signatories.
    pub(crate) list_heading: Type,
    /// Over a group of them.
    pub(crate) group_heading: Type,
    /// The number of a group's names.
    pub(crate) count: Type,
    /// The head of later pages.
    pub(crate) running_head: Type,
    /// Marking and draft in that head.
    pub(crate) marking: Type,
    /// The sender's name.
    pub(crate) letterhead: Type,
    /// The sender's lines.
    pub(crate) letterhead_lines: Type,
    /// DRAFT behind the text, before it is fitted to the page.
    pub(crate) watermark: Type,

    /// Whether body and quotations are filled to both edges.
    pub(crate) justify: bool,
    /// The most columns of names.
    pub(crate) columns: usize,
    /// The text's width, where the author sets no margins.
    pub(crate) measure: Length,
    /// Space at head and foot.
    pub(crate) margin: Length,

    /// Between paragraphs.
    pub(crate) paragraph: Length,
    /// Between items of a list, and round it.
    pub(crate) item: Length,
    /// Between items of a tight list.
    pub(crate) tight_item: Length,
    /// From the marker's edge to the text of a list, and from `Re:` to the subject.
    pub(crate) hang: Length,
    /// The same in a list within a list.
    pub(crate) inner_hang: Length,
    /// In from both edges, for quotations.
    pub(crate) quotation_inset: Length,
    /// From the edge to the entries of enclosures and copies.
    pub(crate) closing_hang: Length,
    /// Under the title.
    pub(crate) under_title: Length,
    /// Between date, address, subject and salutation.
    pub(crate) head_part: Length,
    /// Above the close.
    pub(crate) above_close: Length,
    /// Above signatories without a heading.
    pub(crate) above_names: Length,
    /// Above the first of enclosures, copies and the like.
    pub(crate) above_closing: Length,
    /// Between two names, beside the leading.
    pub(crate) between_names: Length,
    /// Between columns of names.
    pub(crate) gutter: Length,
    /// How far the further lines of a name hang.
    pub(crate) name_hang: Length,
    /// Above the heading of a list of signatories.
    pub(crate) above_list_heading: Length,
    /// Above the heading of a group.
    pub(crate) above_group: Length,
    /// Under the heading of a group or a list.
    pub(crate) under_group: Length,
    /// From the running head's baseline to the text.
    pub(crate) head_distance: Length,
}

/// Signatories that stand in one column at the body's size.
pub(crate) const FEW: usize = Columns::FEW;
/// A list of so many signatories is not divided.
pub(crate) const WHOLE_LIST: usize = 8;
/// The measure of a closer setting's leading against the usual one: 13.75 for 14.25.
pub(crate) const CLOSE_LEADING: f64 = 13.75 / 14.25;
/// The measure of a closer setting's gaps against the usual ones.
pub(crate) const CLOSE_GAP: f64 = 2.0 / 3.0;
/// The rule over notes at the foot.
pub(crate) const NOTE_RULE: (Length, Length) = (Length::pt(72.0), Length::pt(0.5));
/// Rules above and below a table.
pub(crate) const TABLE_RULE: Length = Length::pt(0.75);
/// Other rules.
pub(crate) const FINE_RULE: Length = Length::pt(0.5);

impl Measures {
    /// The measures that a letter asks for.
    pub(crate) fn of(letter: &Letter) -> Self {
        let mut measures = match letter.page.style {
            Style::Classic => Self::classic(),
            Style::Modern => Self::modern(),
            Style::Plain => Self::plain(),
        };
        if let Some(family) = letter.page.font.as_deref().and_then(family) {
            measures.set_family(family);
        }
        if let Some(justify) = letter.page.justify {
            measures.justify = justify;
        }
        if let Some(size) = letter.page.size {
            measures.scale(size / measures.body.size);
        }
        measures
    }

    fn classic() -> Self {
        Self::in_families(Family::Serif, Family::Serif)
    }

    fn modern() -> Self {
        let mut measures = Self::in_families(Family::Serif, Family::Sans);
        measures.title = Type::new(Family::Sans, 17.0, 21.0).semibold().cut(Cut::Subhead);
        measures.justify = false;
        measures
    }

    /// One size and weight, as an office would write.
    fn plain() -> Self {
        let mut measures = Self::in_families(Family::Serif, Family::Serif);
        measures.scale(15.5 / 14.25);
        let text = Type::new(Family::Serif, 12.0, 15.5);
        for kind in measures.types_mut() {
            *kind = text;
        }
        measures.marking = text.semibold();
        measures.watermark = measures.watermark.semibold().gray(0.92);
        measures.justify = false;
        measures.columns = 1;
        measures.measure = Length::inches(6.5);
        measures.margin = Length::inches(1.0);
        measures
    }

    /// The classic measures, with heads, labels and names in a family of their own.
    fn in_families(text: Family, heads: Family) -> Self {
        let line = 14.25;
        let body = Type::new(text, 11.0, line);
        let label = Type::new(heads, 11.0, line);
        let caption = Type::new(heads, 8.8, 12.0).cut(Cut::Caption);
        let large = Type::new(heads, 15.0, 19.0).semibold().cut(Cut::Subhead);
        Self {
            body,
            title: large,
            subtitle: Type::new(heads, 12.0, 15.5),
            notice: Type::new(text, 10.0, 13.0),
            subject: label.semibold(),
            headings: [
                Type::new(heads, 12.5, 16.0).semibold().cut(Cut::Subhead),
                label.semibold(),
                label.semibold().italic(),
                label.italic(),
                label.italic(),
                label.italic(),
            ],
            quotation: Type::new(text, 10.5, 13.75),
            code: Type::new(text, 9.6, 12.5),
            table: Type::new(text, 9.6, 12.5),
            table_head: Type::new(heads, 9.6, 12.5).semibold(),
            note: Type::new(text, 9.0, 11.75),
            closing: Type::new(text, 10.0, 13.0),
            names: label,
            many_names: Type::new(heads, 9.6, 13.0),
            list_heading: large,
            group_heading: label.semibold(),
            count: caption.gray(0.25),
            running_head: caption.gray(0.25),
            marking: caption.semibold(),
            letterhead: Type::new(heads, 13.0, 16.0).semibold().cut(Cut::Subhead),
            letterhead_lines: caption.gray(0.25),
            watermark: large.gray(0.92),
            justify: true,
            columns: 3,
            measure: Length::pt(424.8),
            margin: Length::pt(72.0),
            paragraph: Length::pt(line * 0.5),
            item: Length::pt(line / 3.0),
            tight_item: Length::pt(line / 6.0),
            hang: Length::pt(26.0),
            inner_hang: Length::pt(22.0),
            quotation_inset: Length::pt(22.0),
            closing_hang: Length::pt(66.0),
            under_title: Length::pt(line * 0.75),
            head_part: Length::pt(line * 1.5),
            above_close: Length::pt(line),
            above_names: Length::pt(line * 1.75),
            above_closing: Length::pt(line * 1.5),
            between_names: Length::pt(2.5),
            gutter: Length::pt(20.0),
            name_hang: Length::pt(11.0),
            above_list_heading: Length::pt(line * 2.0),
            above_group: Length::pt(17.0),
            under_group: Length::pt(8.0),
            head_distance: Length::pt(18.0),
        }
    }

    fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        [
            &mut self.body,
            &mut self.title,
            &mut self.subtitle,
            &mut self.notice,
            &mut self.subject,
            &mut self.quotation,
            &mut self.code,
            &mut self.table,
            &mut self.table_head,
            &mut self.note,
            &mut self.closing,
            &mut self.names,
            &mut self.many_names,
            &mut self.list_heading,
            &mut self.group_heading,
            &mut self.count,
            &mut self.running_head,
            &mut self.marking,
            &mut self.letterhead,
            &mut self.letterhead_lines,
            &mut self.watermark,
        ]
        .into_iter()
        .chain(&mut self.headings)
    }

    /// The family of the text, and of what shares it.
    fn set_family(&mut self, family: Family) {
        let old = self.body.font.family;
        for kind in self.types_mut().filter(|kind| kind.font.family == old) {
            kind.font.family = family;
        }
    }

    fn scale(&mut self, factor: f64) {
        for kind in self.types_mut() {
            kind.scale(factor);
        }
        for length in [
            &mut self.paragraph,
            &mut self.item,
            &mut self.tight_item,
            &mut self.hang,
            &mut self.inner_hang,
            &mut self.quotation_inset,
            &mut self.closing_hang,
            &mut self.under_title,
            &mut self.head_part,
            &mut self.above_close,
            &mut self.above_names,
            &mut self.above_closing,
            &mut self.between_names,
            &mut self.name_hang,
            &mut self.above_list_heading,
            &mut self.above_group,
            &mut self.under_group,
        ] {
            *length = *length * factor;
        }
    }

    /// The blank edges of a letter's pages: the author's, else what the measure leaves at both
    /// sides.
    pub(crate) fn margins(&self, letter: &Letter) -> Margins {
        letter.page.margins.unwrap_or_else(|| {
            let width = letter.page.sheet(&letter.language).size().0;
            // The text begins under the address.
            let side = (width - self.measure) / 2.0;
            let left = letter.page.window.and_then(window::margin).unwrap_or(side);
            let right = width - self.measure - left;
            Margins { top: self.margin, right, bottom: self.margin, left }
        })
    }
}

/// The family that a name means, when it is one of those compiled in.
fn family(name: &str) -> Option<Family> {
    let name = name.to_ascii_lowercase();
    if name.contains("sans") {
        Some(Family::Sans)
    } else if name.contains("serif") {
        Some(Family::Serif)
    } else {
        None
    }
}
