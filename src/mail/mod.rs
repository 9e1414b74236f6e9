//! Letters by post, electronic.

mod answer;
mod content;
mod delivery;
mod message;

pub use answer::{Answer, AnswerSubject, answers, parse_answer_subject};
pub use content::{Content, content, same_for_all};
pub use delivery::{Delivery, Envelope, Transport};
pub use message::{
    AddressFault, Attachment, Intent, Mail, Mailbox, MessageError, MessageKey, Thread, attach, eml,
    thread,
};
