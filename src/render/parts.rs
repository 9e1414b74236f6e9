//! What the parts of a letter say: the wording that all outputs share.

use crate::model::{Block, Inline, Letter, Paragraph, Part};

/// Entries after a fixed word: `cc:` and those who get a copy.
pub(crate) struct Labeled<'a> {
    /// The fixed word with its sign, unless the letter drops it.
    pub(crate) label: Option<&'a str>,
    /// Each begins a line of its own.
    pub(crate) entries: Vec<Paragraph>,
}

/// The entries of a part that has a fixed word before the first of several.
pub(crate) fn labeled(letter: &Letter, part: Part) -> Option<Labeled<'_>> {
    let labels = &letter.labels;
    let (label, entries) = match part {
        Part::Postscript => (&labels.postscript, letter.postscript.clone()),
        Part::Enclosures => {
            let titles = letter.enclosures.iter().map(|enclosure| enclosure.title.clone());
            (&labels.enclosures, titles.collect())
        }
        Part::Copies => (&labels.copies, letter.copies.iter().map(|copy| inlines(copy)).collect()),
        _ => return None,
    };
    Some(Labeled { label: spoken(label.as_deref()), entries })
}

/// A part as paragraphs; none for title, body, signatories and notes, which are more than that.
pub(crate) fn paragraphs(letter: &Letter, part: Part) -> Vec<Paragraph> {
    if let Some(Labeled { label, entries }) = labeled(letter, part) {
        return vec![with_label(label, lines(entries))];
    }
    match part {
        Part::Letterhead => letter
            .letterhead
            .iter()
            .map(|head| lines(head.name.iter().chain(&head.lines).map(|line| inlines(line))))
            .collect(),
        Part::Marking => strings(letter.marking.as_deref()),
        Part::Notice => letter.notice.clone(),
        Part::Subtitle => strings(letter.subtitle.as_deref()),
        Part::Date => strings(letter.dateline.as_deref()),
        Part::References => vec![lines(letter.references.iter().map(|line| inlines(line)))],
        Part::Delivery => strings(letter.delivery.as_deref()),
        Part::Addresses => addresses(letter),
        Part::Subject => letter
            .subject
            .iter()
            .map(|subject| with_label(spoken(letter.labels.subject.as_deref()), inlines(subject)))
            .collect(),
        Part::Salutation => strings(letter.salutation.as_deref()),
        Part::Close => strings(letter.complimentary_close.as_deref()),
        Part::Contact => letter.contact.clone(),
        _ => Vec::new(),
    }
}

fn addresses(letter: &Letter) -> Vec<Paragraph> {
    let mut addresses: Vec<Paragraph> = letter
        .inside_addresses
        .iter()
        .map(|address| {
            let attention = address.attention.iter().map(|attention| {
                with_label(spoken(letter.labels.attention.as_deref()), inlines(attention))
            });
            lines(address.lines.iter().map(|line| inlines(line)).chain(attention))
        })
        .collect();
    if let Some(first) = addresses.first_mut() {
        *first = with_label(spoken(letter.labels.to.as_deref()), std::mem::take(first));
    }
    addresses
}

/// The headings of the body, as a list of contents names them: level, text, anchor.
pub(crate) fn headings(letter: &Letter) -> impl Iterator<Item = (u8, &Paragraph, &str)> {
    letter.body.iter().filter_map(|block| match block {
        Block::Heading { level, text, anchor } => Some((*level, text, anchor.as_str())),
        _ => None,
    })
}

/// A string of the author's, whose line breaks are line breaks on paper.
pub(crate) fn inlines(text: &str) -> Paragraph {
    let text = text.trim_matches(['\n', '\r', ' ', '\t']);
    if text.is_empty() {
        return Vec::new();
    }
    lines(text.lines().map(|line| vec![Inline::Text(line.to_owned())]))
}

fn strings(text: Option<&str>) -> Vec<Paragraph> {
    text.map(inlines).into_iter().collect()
}

fn lines(lines: impl IntoIterator<Item = Paragraph>) -> Paragraph {
    joined(lines, &Inline::LineBreak)
}

/// Several paragraphs as one, with the same between any two.
pub(crate) fn joined(
    paragraphs: impl IntoIterator<Item = Paragraph>,
    between: &Inline,
) -> Paragraph {
    paragraphs.into_iter().collect::<Vec<_>>().join(between)
}

fn with_label(label: Option<&str>, mut text: Paragraph) -> Paragraph {
    if let Some(label) = label {
        text.insert(0, Inline::Text(format!("{label} ")));
    }
    text
}

/// A fixed word that is printed: an empty one is not.
pub(crate) fn spoken(label: Option<&str>) -> Option<&str> {
    label.filter(|label| !label.is_empty())
}
