//! What a stored message has otherwise than the one that would be built now.

/// The headers that the settings and the list make, with what a user knows them by.
const HEADERS: [(&str, &str); 4] = [
    ("from", "its sender"),
    ("reply-to", "where answers to it go"),
    ("to", "its recipient's name"),
    ("subject", "its subject"),
];

/// What a message has otherwise than another about the same: its sender, its subject, its text.
/// Its date is that of its building, and tells nothing.
pub fn differences(stored: &[u8], now: &[u8]) -> Vec<&'static str> {
    let (stored, now) = (String::from_utf8_lossy(stored), String::from_utf8_lossy(now));
    let ((old_head, old_body), (new_head, new_body)) = (parted(&stored), parted(&now));
    let headers =
        HEADERS.iter().filter(|(name, _)| header(old_head, name) != header(new_head, name));
    let body = (old_body != new_body).then_some("its text or what is attached");
    headers.map(|(_, told)| *told).chain(body).collect()
}

fn parted(message: &str) -> (&str, &str) {
    message.split_once("\r\n\r\n").unwrap_or((message, ""))
}

/// A header with its further lines, if there is one.
fn header<'a>(head: &'a str, name: &str) -> Option<Vec<&'a str>> {
    let is_it = |line: &&str| {
        line.split_once(':').is_some_and(|(known, _)| known.eq_ignore_ascii_case(name))
    };
    let mut lines = head.split("\r\n").skip_while(|line| !is_it(line));
    let first = lines.next()?;
    Some(
        std::iter::once(first)
            .chain(lines.take_while(|line| line.starts_with([' ', '\t'])))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_and_the_date_is_not() {
        let stored = b"From: a@x.org\r\nSubject: A\r\n long one\r\nDate: 1\r\n\r\nText\r\n";
        let now = b"From: a@x.org\r\nSubject: A\r\n longer one\r\nDate: 2\r\n\r\nText\r\n";
        assert_eq!(differences(stored, stored), [""; 0]);
        assert_eq!(differences(stored, now), ["its subject"]);
        let now = b"From: b@x.org\r\nSubject: A\r\n long one\r\nDate: 2\r\n\r\nWords\r\n";
        assert_eq!(differences(stored, now), ["its sender", "its text or what is attached"]);
    }
}
