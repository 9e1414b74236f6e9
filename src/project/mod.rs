//! The project: its folder, its settings, where its files are.
//!
//! Settings are read when a command asks for them, so that a broken `letterctl.toml` stops none
//! that can do without.

mod folder;
mod frozen;
mod remember;
mod settings;

pub use folder::{Project, ProjectError, SETTINGS, TEMPLATES, root_of};
pub use settings::{FontSettings, MAIL_KEYS, Settings, SignatoriesSettings};
