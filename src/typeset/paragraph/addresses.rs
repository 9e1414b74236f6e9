//! Addresses of the web and of mail, which may be broken without a hyphen.

/// Whether a token, which has no space in it, is an address.
pub(super) fn is_address(token: &str) -> bool {
    let token = token.trim_start_matches(|c: char| !c.is_alphanumeric());
    token.contains("://")
        || token.starts_with("www.")
        || is_host_with_path(token)
        || is_mailbox(token)
}

fn is_host_with_path(token: &str) -> bool {
    token.split_once('/').is_some_and(|(host, _)| is_host(host))
}

fn is_mailbox(token: &str) -> bool {
    token
        .split_once('@')
        .is_some_and(|(_, host)| is_host(host.trim_end_matches(|c: char| !c.is_alphanumeric())))
}

fn is_host(host: &str) -> bool {
    host.split('.').count() > 1
        && host.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
        && host.rsplit('.').next().is_some_and(|top| top.chars().all(char::is_alphabetic))
}

/// The bytes of an address before which a line may begin: after `/ ? & =` and before `. - _`, which
/// at a line's end would look like its full stop or hyphen; where letters or figures stand at the
/// other side, but not right after `://`, nor with fewer than three characters on either line.
pub(super) fn breaks(address: &str) -> Vec<usize> {
    const FEWEST: usize = 3;
    let characters: Vec<(usize, char)> = address.char_indices().collect();
    let is_word = |place: usize| characters.get(place).is_some_and(|(_, c)| c.is_alphanumeric());
    (FEWEST..characters.len().saturating_sub(FEWEST - 1))
        .filter(|&place| match (characters[place - 1].1, characters[place].1) {
            ('/' | '?' | '&' | '=', _) => is_word(place),
            (_, '.' | '-' | '_') => is_word(place - 1) && is_word(place + 1),
            _ => false,
        })
        .map(|place| characters[place].0)
        .filter(|&next| !address[..next].ends_with("://"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_words() {
        for address in ["https://a.org", "(www.a.org)", "a.org/b", "m.kim@a.org.", "<a@b.kr>"] {
            assert!(is_address(address), "{address}");
        }
        for word in ["and/or", "No.", "1/2", "e.g.", "12.5/3.5", "Kim@"] {
            assert!(!is_address(word), "{word}");
        }
    }

    #[test]
    fn an_address_breaks_where_no_mark_looks_like_the_lines_end() {
        let address = "https://www.example.org/a/report-2022?id=7&language=en.";
        let mut shown = address.to_owned();
        for place in breaks(address).into_iter().rev() {
            shown.insert(place, '|');
        }
        assert_eq!(shown, "https://www|.example|.org/|a/|report|-2022?|id=|7&|language=|en.");
    }
}
