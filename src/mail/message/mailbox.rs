//! A name and an address.

use lettre::message::header::HeaderValue;

use crate::mail::message::check::{check, in_single_spaces};
use crate::mail::message::head::as_it_is;
use crate::mail::message::{MessageError, address, phrase};

/// A name and an address: `Jane Roe <jane@example.org>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox(lettre::message::Mailbox);

impl Mailbox {
    /// Reads `Jane Roe <jane@example.org>`, or an address alone. A domain in other letters is
    /// written in ASCII (RFC 5891).
    pub fn parse(mailbox: &str) -> Result<Self, MessageError> {
        check("mailbox", mailbox)?;
        let error = || MessageError::Mailbox { mailbox: mailbox.to_owned() };
        let parsed: lettre::message::Mailbox = mailbox.parse().map_err(|_| error())?;
        let address = address::read(parsed.email.as_ref()).map_err(|_| error())?;
        Ok(Self(named(parsed.name.as_deref().unwrap_or_default(), address)))
    }

    /// Of an address and a name, which may be empty. An error does not name the address.
    pub fn of(name: &str, address: &str) -> Result<Self, MessageError> {
        check("mailbox", name)?;
        check("mailbox", address)?;
        let address = address::read(address).map_err(|_| MessageError::Address)?;
        Ok(Self(named(name, address)))
    }

    /// Of a row of a list: its name, which may be empty, and its `email`. An error names the row
    /// and the column, never the address.
    pub fn of_row(id: &str, name: &str, email: &str) -> Result<Self, MessageError> {
        let at = |column| move |fault| MessageError::Row { id: id.to_owned(), column, fault };
        address::unharmful(name).map_err(at("name"))?;
        let address = address::read(email.trim()).map_err(at("email"))?;
        Ok(Self(named(name, address)))
    }

    /// The name; empty where there is none.
    pub fn name(&self) -> &str {
        self.0.name.as_deref().unwrap_or_default()
    }

    /// The address alone: `jane@example.org`.
    pub fn address(&self) -> &str {
        self.0.email.as_ref()
    }

    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.email.domain()
    }

    /// A header with this mailbox.
    pub(crate) fn header(&self, name: &'static str) -> HeaderValue {
        as_it_is(name, phrase::mailbox(self.name(), self.address(), name.len() + ": ".len()))
    }
}

impl std::fmt::Display for Mailbox {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

fn named(name: &str, address: lettre::Address) -> lettre::message::Mailbox {
    let name = in_single_spaces(name);
    // Signs alone name nobody, and a lone `.` is no name to some readers.
    let is_name = name.contains(char::is_alphanumeric);
    lettre::message::Mailbox::new(is_name.then_some(name), address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::AddressFault;

    fn fault(email: &str) -> AddressFault {
        match Mailbox::of_row("hrw", "Jane Roe", email) {
            Err(MessageError::Row { id, column: "email", fault }) if id == "hrw" => fault,
            other => panic!("{email}: {other:?}"),
        }
    }

    #[test]
    fn a_domain_in_other_letters_is_written_in_ascii() {
        let mailbox = Mailbox::of_row("x", "Jörg  Müller", " jm@Bücher.example ").unwrap();
        assert_eq!(mailbox.address(), "jm@xn--bcher-kva.example");
        assert_eq!(mailbox.name(), "Jörg Müller");
        assert_eq!(Mailbox::parse("a@例え.jp").unwrap().address(), "a@xn--r8jz45g.jp");
        assert_eq!(Mailbox::parse("Jane Roe <jane@localhost>").unwrap().domain(), "localhost");
    }

    #[test]
    fn an_address_that_cannot_be_is_told_by_row_and_column_alone() {
        assert_eq!(fault(""), AddressFault::Empty);
        for several in ["a@x.org, b@x.org", "a@x.org;b@x.org", "a@x.org b@x.org"] {
            assert_eq!(fault(several), AddressFault::Several);
        }
        for dotless in ["jane", "jane@", "jane@intranet"] {
            assert_eq!(fault(dotless), AddressFault::NoDomain);
        }
        for domain in
            ["a@[127.0.0.1]", "a@127.0.0.1", "a@x..org", "a@-x.org", "a@x_y.org", "<a@x.org>"]
        {
            assert_eq!(fault(domain), AddressFault::Domain);
        }
        assert_eq!(fault("ä@x.org"), AddressFault::NotAscii);
        for local in ["@x.org", "a..b@x.org", "<a@x.org"] {
            assert_eq!(fault(local), AddressFault::Local);
        }
        assert_eq!(fault("a\u{200b}@x.org"), AddressFault::Unseen("U+200B".to_owned()));
        assert_eq!(fault("a\r\nBcc: b@x.org"), AddressFault::Unseen("U+000D".to_owned()));
        assert_eq!(fault("=?utf-8?q?a?=@x.org"), AddressFault::EncodedWord);
        assert_eq!(
            Mailbox::of_row("hrw", "a\u{202e}b", "a@x.org").unwrap_err().to_string(),
            "`hrw` cannot be written to: its `name` holds a character that cannot be seen, U+202E"
        );
    }
}
