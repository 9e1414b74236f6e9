//! A mail address as servers know it.

use lettre::Address;

use crate::diagnostic::unseen;

/// The address with its domain in ASCII, as names of servers are in other scripts too (IDNA 2008,
/// by UTS 46). None when it is no address, or when its part before the `@` is not ASCII, which few
/// servers take.
pub(crate) fn ascii_address(address: &str) -> Option<Address> {
    if address.chars().any(unseen) {
        return None;
    }
    let parsed: Address = address.parse().ok()?;
    if !parsed.user().is_ascii() {
        return None;
    }
    if parsed.domain().is_ascii() {
        return Some(parsed);
    }
    let domain = idna::domain_to_ascii_strict(parsed.domain()).ok()?;
    Address::new(parsed.user(), domain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ascii(address: &str) -> Option<String> {
        ascii_address(address).map(|address| address.to_string())
    }

    #[test]
    fn a_domain_in_another_script_is_the_one_that_servers_know() {
        assert_eq!(ascii("jane@Bücher.example").unwrap(), "jane@xn--bcher-kva.example");
        assert_eq!(ascii("jane@例え.テスト").unwrap(), "jane@xn--r8jz45g.xn--zckzah");
        assert_eq!(ascii("Jane.Roe+x@Example.org").unwrap(), "Jane.Roe+x@Example.org");
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
            assert_eq!(ascii(address), None, "{address:?}");
        }
    }
}
