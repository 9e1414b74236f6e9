//! What a reviewer proposes in a Word file that she sends back: her changes and comments, each
//! with its place in the letter's source. Nothing of it is applied unasked.

mod chosen;
mod find;
mod propose;
mod saved;
mod sides;
mod source_text;
mod told;
mod word_file;

pub use chosen::{ApplyError, chosen};
pub use find::{ByHand, Found, Source, SourceEdit, find};
pub use propose::{PARAGRAPH_END, Proposal, Proposed, propose};
pub use saved::{ProposalsError, SavedProposals, load, save};
pub use told::Told;
pub use word_file::{WordFile, WordFileError, read};
