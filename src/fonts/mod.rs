//! Faces from folders: those that the settings name, and the system's. They are looked for when a
//! character first asks for one, and what was found is remembered.

mod folders;
mod library;
mod ranking;
mod remembered;
mod shelf;

pub use folders::{FontFolders, of_system};
pub use library::FontLibrary;
