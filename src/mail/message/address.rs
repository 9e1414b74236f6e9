//! A mail address as servers know it.

use lettre::Address;
use lettre::address::AddressError;

use crate::mail::message::check::check;
use crate::mail::message::{AddressFault, MessageError};

/// Domains that have no dot and yet can be.
const DOTLESS: [&str; 1] = ["localhost"];

/// Reads one address. A domain in other scripts is written as its servers know it, in ASCII (IDNA
/// 2008, by UTS 46), and in small letters.
pub(crate) fn read(address: &str) -> Result<Address, AddressFault> {
    if address.is_empty() {
        return Err(AddressFault::Empty);
    }
    unharmful(address)?;
    if address.matches('@').count() > 1 || address.contains([',', ';', ' ']) {
        return Err(AddressFault::Several);
    }
    let Some((local, domain)) = address.rsplit_once('@').filter(|(_, domain)| !domain.is_empty())
    else {
        return Err(AddressFault::NoDomain);
    };
    if !local.is_ascii() {
        return Err(AddressFault::NotAscii);
    }
    let domain = idna::domain_to_ascii_strict(domain).map_err(|_| AddressFault::Domain)?;
    if !domain.contains('.') && !DOTLESS.contains(&domain.as_str()) {
        return Err(AddressFault::NoDomain);
    }
    if domain.parse::<std::net::IpAddr>().is_ok() {
        return Err(AddressFault::Domain);
    }
    Address::new(local, domain).map_err(|error| match error {
        AddressError::InvalidDomain => AddressFault::Domain,
        _ => AddressFault::Local,
    })
}

/// Refuses what must stand in no header.
pub(crate) fn unharmful(text: &str) -> Result<(), AddressFault> {
    check("mailbox", text).map_err(|error| match error {
        MessageError::Unseen { character, .. } => AddressFault::Unseen(character),
        MessageError::EncodedWord { .. } => AddressFault::EncodedWord,
        MessageError::LongWord { .. } => AddressFault::LongWord,
        _ => AddressFault::Local,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_in_another_script_is_the_one_that_servers_know() {
        let ascii = |address| read(address).unwrap().to_string();
        assert_eq!(ascii("jane@Bücher.example"), "jane@xn--bcher-kva.example");
        assert_eq!(ascii("jane@例え.テスト"), "jane@xn--r8jz45g.xn--zckzah");
        assert_eq!(ascii("Jane.Roe+x@Example.org"), "Jane.Roe+x@example.org");
    }

    #[test]
    fn what_would_not_arrive_or_hides_something_is_no_address() {
        for address in [
            "",
            "jane",
            "jané@example.org",
            "jane@exa\u{200b}mple.org",
            "\"jane\r\nRCPT TO:<x\"@example.org",
            "a@b@c",
            "jane@bücher_.example",
        ] {
            read(address).unwrap_err();
        }
    }
}
