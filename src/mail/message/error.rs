//! Why a message could not be built.

use crate::mail::message::check::LONGEST_LINE;

/// Why a message could not be built.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MessageError {
    /// A character that would end a header, or hide in it.
    #[error("the {header} of the message holds a character that cannot be seen, {character}")]
    Unseen {
        /// `subject`, `mailbox`, or the like.
        header: &'static str,
        /// The character by its number: `U+202E`.
        character: String,
    },
    /// What a mail program would decode into something else than what was written (RFC 2047).
    #[error("the {header} of the message holds an encoded word, `=?`")]
    EncodedWord {
        /// `subject`, `mailbox`, or the like.
        header: &'static str,
    },
    /// A word that is longer than a line may be.
    #[error("the {header} of the message has a word of more than {LONGEST_LINE} characters")]
    LongWord {
        /// `subject`, `mailbox`, or the like.
        header: &'static str,
    },
    /// No mailbox.
    #[error("`{mailbox}` is no mail address, such as `Jane Roe <jane@example.org>`")]
    Mailbox {
        /// The text as given.
        mailbox: String,
    },
    /// No address of a recipient.
    #[error("the mail address of the recipient is none, such as `jane@example.org`")]
    Address,
    /// A row of the list that cannot be written to.
    #[error("`{id}` cannot be written to: its `{column}` {fault}")]
    Row {
        /// The row's handle.
        id: String,
        /// The column at fault.
        column: &'static str,
        /// What is wrong with it.
        fault: AddressFault,
    },
    /// An identifier that a message refers to is none (RFC 5322, 3.6.4).
    #[error("a message that this one refers to has no Message-ID such as `<a@example.org>`")]
    MessageId,
    /// A time past the year 9999.
    #[error("the message cannot be dated {seconds} seconds after 1970")]
    Date {
        /// Seconds since 1970 (UTC).
        seconds: u64,
    },
}

/// What is wrong with a name or an address, without the address itself, which is private.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// There is no address.
    #[error("is empty")]
    Empty,
    /// More than one.
    #[error("holds more than one address")]
    Several,
    /// No `@`, or nothing behind it that a domain could be.
    #[error("holds no domain, such as `example.org`")]
    NoDomain,
    /// A domain that there cannot be, or the number of a machine in its place.
    #[error("holds a domain that cannot be")]
    Domain,
    /// What stands before the `@` is nothing, or not what may stand there.
    #[error("holds nothing before its `@` that can be the name of a mailbox")]
    Local,
    /// What stands before the `@` has letters that few servers take (RFC 6531).
    #[error("has letters before its `@` that are not ASCII, which few mail servers take")]
    NotAscii,
    /// A character that would end a header, or cannot be seen.
    #[error("holds a character that cannot be seen, {0}")]
    Unseen(String),
    /// What a mail program would decode (RFC 2047).
    #[error("holds an encoded word, `=?`")]
    EncodedWord,
    /// A word that is longer than a line may be.
    #[error("has a word of more than {LONGEST_LINE} characters")]
    LongWord,
}
