//! A page on loopback that shows the letter as it stands, and what tells that files were saved.
//!
//! `Server::show` gives the page something new to show; `Follower` waits for the next save. Neither
//! knows how a letter is made.

mod board;
mod connection;
mod discretion;
mod error;
mod excerpt;
mod folders;
mod follower;
mod guard;
mod page;
mod request;
mod response;
mod routes;
mod server;
mod sheet;
mod token;
mod view;

pub use error::PreviewError;
pub use folders::{folders_around, folders_within};
pub use follower::{Follower, News};
pub use server::{Access, Server};
pub use view::{ListState, SetLetter, View};
