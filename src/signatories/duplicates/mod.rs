//! Signatories that are likely one: the same once their names are folded, or only near each other,
//! with what shows it.

mod candidates;
mod evidence;
mod exact;
mod folding;
mod group;
mod likely;
mod likeness;
mod name;
mod near;
mod shared;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use evidence::{Alike, Duplicate, Nearness, Shared};
pub use exact::exact_duplicates;
pub(crate) use exact::{
    Wanted, find, find_among, identity, identity_of, identity_with, identity_with_abbreviation,
};
pub use group::{Group, groups};
pub use likely::duplicates;
pub use likeness::Likeness;
pub(crate) use likeness::likeness;
