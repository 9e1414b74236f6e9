//! Where files go: names, clashes, never onto an input; a new project; mends in
//! what an author typed.

mod edit;
mod mend;
mod naming;
mod new_project;
mod write;

pub use edit::{Edit, edit};
pub use mend::mend;
pub use naming::{Edition, Naming, Target};
pub use new_project::{NewFile, new_project};
pub use write::{OutputError, OutputFile, examine, examine_origin, folder_of_all, write};
