//! The ways out: by SMTP, or into a folder. All that is asynchronous stays in here.

mod error;
mod folder;
mod login;
mod options;
mod reply;
mod session;
mod smtp;
mod starttls;
mod tls;
mod wire;

pub use error::TransportError;
pub use folder::FolderTransport;
pub use options::{Authorities, ConnectOptions, Timeouts};
pub use smtp::SmtpTransport;
