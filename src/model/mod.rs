//! What a letter is: values only. No files, no clock, no formats.

mod block;
mod changes;
mod language;
mod language_name;
mod length;
mod letter;
mod page;
mod percent;
mod picture;
mod signatory;
mod slug;
mod summary;
mod wording;
mod wording_languages;
mod words;

pub use block::{
    Alignment, Block, Delimiter, END_OF_ISOLATE, Enumerator, ISOLATE, Inline, LINK_SCHEMES, List,
    Numbering, Paragraph, Table, may_be_linked, plain,
};
pub use changes::{
    Boundary, Change, ChangedPassage, Changes, Compared, Comparison, Fate, PassageKind, Role, Side,
    Span,
};
pub use language::{Direction, Language, LanguageError};
pub use length::Length;
pub use letter::{EnclosedFile, Enclosure, InsideAddress, Labels, Letter, Letterhead, Note, Part};
pub use page::{Margins, NotePlacement, PageSettings, Paper, Style, Window};
pub use percent::percent_encoded;
pub use picture::{Content, Picture, PictureFile, PictureKind};
pub use signatory::{Columns, Kind, Layout, Signatory, SignatoryGroup, SignatoryList};
pub use slug::{Slugs, is_accent, slug};
pub use summary::{ChangedDemand, Summary};
pub use wording::{Heads, Wording};
pub use words::{Segment, count_words, is_unspaced, segments};
