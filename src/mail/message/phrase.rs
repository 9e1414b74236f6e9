//! A name before an address, as a header has it.

use crate::mail::message::encoded_word::{LONGEST_WORD, encoded_word};

/// Columns of a line of a header (RFC 5322, 2.1.1).
const WIDTH: usize = 76;

/// What may stand in an atom beside letters and digits (RFC 5322, 3.2.3).
const ATOM_SIGNS: &[u8] = b"!#$%&'*+-/=?^_`{|}~";

/// A name and an address for a header whose name and colon take `column` columns. Of a name in
/// other letters only the words that need it are encoded, and none is cut that fits into one
/// encoded word: some readers put a space between two of them (RFC 2047 says that they are one).
pub(crate) fn mailbox(name: &str, address: &str, column: usize) -> String {
    if name.is_empty() {
        return address.to_owned();
    }
    let mut words = if name.is_ascii() { quoted(name) } else { encoded(name) };
    words.push(format!("<{address}>"));
    folded(&words, column)
}

/// A quoted string, parted at its spaces, where it may be folded.
fn quoted(name: &str) -> Vec<String> {
    let escaped = name.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"").split(' ').map(str::to_owned).collect()
}

fn encoded(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut run = String::new();
    for word in name.split(' ') {
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric() || ATOM_SIGNS.contains(&byte)) {
            push_run(&mut words, &mut run);
            words.push(word.to_owned());
            continue;
        }
        let space = if run.is_empty() { "" } else { " " };
        if run.len() + space.len() + word.len() > LONGEST_WORD {
            // The space goes on into the next encoded word.
            let goes_on = !run.is_empty();
            push_run(&mut words, &mut run);
            run.push_str(if goes_on { " " } else { "" });
        } else {
            run.push_str(space);
        }
        run.push_str(word);
    }
    push_run(&mut words, &mut run);
    words
}

/// Ends a run of words that are encoded together.
fn push_run(words: &mut Vec<String>, run: &mut String) {
    let mut rest = std::mem::take(run);
    while !rest.is_empty() {
        let length = (0..=LONGEST_WORD.min(rest.len()))
            .rev()
            .find(|length| rest.is_char_boundary(*length))
            .unwrap_or(rest.len());
        let next = rest.split_off(length);
        words.push(encoded_word(&rest));
        rest = next;
    }
}

fn folded(words: &[String], mut column: usize) -> String {
    let mut header = String::new();
    for word in words {
        if header.is_empty() {
            column += word.len();
        } else if column + 1 + word.len() > WIDTH {
            header.push_str("\r\n ");
            column = 1 + word.len();
        } else {
            header.push(' ');
            column += 1 + word.len();
        }
        header.push_str(word);
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_quoted_or_encoded_word_by_word() {
        let of = |name| mailbox(name, "a@x.org", "To: ".len());
        assert_eq!(of(""), "a@x.org");
        assert_eq!(of("Roe, \"J\" \\"), "\"Roe, \\\"J\\\" \\\\\" <a@x.org>");
        assert_eq!(
            of("Comité contre la faim"),
            "=?utf-8?b?Q29taXTDqQ==?= contre la faim <a@x.org>"
        );
    }

    #[test]
    fn no_line_and_no_encoded_word_is_too_long() {
        for name in ["국제 연대는 a 난민의 안전을, ".repeat(9), "é".repeat(200), "a, ".repeat(99)]
        {
            let header = mailbox(name.trim(), "a@x.org", "Reply-To: ".len());
            for line in header.split("\r\n") {
                assert!(line.len() <= 76, "{line}");
                assert!(line.split(' ').all(|word| word.len() <= 75), "{line}");
            }
        }
    }
}
