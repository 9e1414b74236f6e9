//! What a reviewer proposes in a Word file that she sends back: her changes and comments, each
//! with its place in the letter's source. Nothing of it is applied unasked.

mod find;
mod propose;
mod saved;
mod sides;
mod source_text;
mod word_file;

pub use find::{ByHand, Found, Source, SourceEdit, find};
pub use propose::{PARAGRAPH_END, Proposal, Proposed, propose};
pub use saved::{ProposalsError, SavedProposals, load, save};
pub use word_file::{WordFileError, read};
