//! Letters by post, electronic.

mod address;
mod delivery;
mod message;
pub mod outbox;
mod password;
mod server;
mod settings;
mod transport;

pub use delivery::{Delivery, Envelope, Transport};
pub use message::{Mailbox, MessageError, eml};
pub use password::{Password, PasswordCommand, PasswordError};
pub use server::{Encryption, Login, MailServer, Secret};
pub use settings::{MailSettings, own_settings_file};
pub use transport::{
    Authorities, ConnectOptions, FolderTransport, SmtpTransport, Timeouts, TransportError,
};
