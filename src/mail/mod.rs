//! Letters by post, electronic.

mod answer;
mod content;
mod delivery;
mod known_servers;
mod message;
pub mod outbox;
mod password;
mod server;
mod settings;
mod transport;

pub use answer::{Answer, AnswerSubject, answers, is_opening, parse_answer_subject};
pub use content::{Content, Fields, content, same_for_all};
pub use delivery::{Delivery, Envelope, Transport};
pub use known_servers::KnownServers;
pub use message::{
    AddressFault, Attachment, Intent, Mail, Mailbox, MessageError, MessageKey, Thread, attach,
    differences, eml, thread,
};
pub use password::{Password, PasswordCommand, PasswordError};
pub use server::{Encryption, Login, MailServer, Secret};
pub use settings::{MailSettings, SettingsError, own_settings_file};
pub use transport::{
    Authorities, ConnectOptions, FolderTransport, SmtpTransport, Timeouts, TransportError,
};
