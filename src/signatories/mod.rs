//! The list of signatories: who signs, who was asked, who agreed to which version.
//!
//! `load` reads the list; `edit` is the one way to change it.

mod answers;
mod apart;
mod cells;
mod columns;
mod duplicates;
mod edit;
mod edit_row;
mod error;
mod export;
mod form;
mod frozen;
mod identity;
mod ids;
mod import;
mod known_codes;
mod list;
#[cfg(test)]
mod lossless;
mod merge;
mod new_row;
mod reasons;
mod record;
mod row;
mod stats;
mod values;

pub use apart::{Apart, SetApart, set_apart};
pub use cells::Cells;
pub(crate) use columns::canonical;
pub use columns::{Published, is_recorded, translation};
pub use duplicates::{
    Alike, Duplicate, Group, Likeness, Nearness, Shared, duplicates, exact_duplicates, groups,
};
pub use edit::{Edited, IfSigned, ListPaths, Run, edit};
pub use edit_row::Changed;
pub use error::{RowName, SignatoriesError, UnknownId};
pub use export::{Extent, Sheet};
pub use form::{Form, Record, parse_form, read_form};
pub use frozen::{GROUPING, frozen_list};
pub use identity::{ChangedCell, Pairs, changed_cells, pairs};
pub use import::{ImportRequest, Imported, ImportedRow, import};
pub use list::{Signatories, load, parse};
pub use merge::{Side, merge};
pub use new_row::{Added, IfDuplicate, NewRow};
pub use reasons::rows_with_reasons;
pub use record::changed_by_hand;
pub use row::{Listed, Row, Status};
pub use stats::{Stats, Tally};
