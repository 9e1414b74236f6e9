//! Answers by one tap: links that begin a mail, and the subjects of such mails read back.

use crate::mail::Mailbox;
use crate::model::{Language, percent_encoded};
use crate::source::Answers;

/// What somebody answers to a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Agreement to the text as it stands.
    Yes,
    /// Agreement if the text is changed.
    Changes,
    /// No agreement.
    No,
}

impl Answer {
    /// Every answer with its word and with what it is in a subject.
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Yes, "yes", "Yes"),
        (Self::Changes, "changes", "Yes, with changes"),
        (Self::No, "no", "No"),
    ];

    /// The word for it: `yes`, `changes`, `no`.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(answer, ..)| *answer == self).map_or("", |(_, word, _)| word)
    }

    /// The answer that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == word).map(|(answer, ..)| *answer)
    }

    /// What a subject says for it.
    fn phrase(self) -> &'static str {
        Self::ALL.iter().find(|(answer, ..)| *answer == self).map_or("", |(.., phrase)| phrase)
    }
}

/// An answer as the subject of a mail tells it: `Yes: v2@3f9a12bc44e1 hrw`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerSubject {
    /// What is answered.
    pub answer: Answer,
    /// To which text: `v2@3f9a12bc44e1`.
    pub version: String,
    /// The handle of who answers.
    pub recipient: String,
}

/// What a mail that asks for changes begins with, where the mail that it answers is in English.
const CHANGES: &str = "We agree if this is changed:\r\n\r\n";

/// The three links of a mail to `recipient` in a language, about `version` (`v2@3f9a12bc44e1`).
pub fn answers(reply_to: &Mailbox, version: &str, recipient: &str, language: &Language) -> Answers {
    let link = |answer: Answer, body: &str| {
        let subject =
            AnswerSubject { answer, version: version.to_owned(), recipient: recipient.to_owned() };
        let mut link = format!("mailto:{}", encoded(reply_to.address(), b"@"));
        link.extend(["?subject=", &encoded(&subject.to_string(), b"")]);
        if !body.is_empty() {
            link.extend(["&body=", &encoded(body, b"")]);
        }
        link
    };
    let changes = if language.primary() == "en" { CHANGES } else { "" };
    Answers {
        yes: link(Answer::Yes, ""),
        changes: link(Answer::Changes, changes),
        no: link(Answer::No, ""),
    }
}

/// Whether a line is the one that a mail which asks for changes begins with.
pub fn is_opening(line: &str) -> bool {
    line.trim() == CHANGES.trim_end()
}

impl std::fmt::Display for AnswerSubject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {} {}", self.answer.phrase(), self.version, self.recipient)
    }
}

/// Percent-encodes all but what may stand in any part of an address (RFC 6068; RFC 3986, 2.3).
fn encoded(text: &str, also: &[u8]) -> String {
    percent_encoded(text, |byte| {
        byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || also.contains(&byte)
    })
}

/// Reads the answer out of a subject whose encoded words are decoded. What mail programs of any
/// language put before it (`Re:`, `AW:`, `回复：`, `[External]`), folds and letters' case do not
/// matter; what stands behind the handle does not either.
pub fn parse_answer_subject(subject: &str) -> Option<AnswerSubject> {
    let words: Vec<&str> = subject.split_whitespace().collect();
    let at = words.iter().rposition(|word| is_version(word))?;
    let recipient = words.get(at + 1)?;
    let before = words[..at].join(" ");
    let before = before.trim_end_matches([':', '：', ' ']);
    let said = before.rsplit([':', '：', ']']).next().unwrap_or_default().trim();
    let spoken = |phrase: &str| phrase.eq_ignore_ascii_case(said);
    let found = Answer::ALL.iter().find(|(_, word, phrase)| spoken(phrase) || spoken(word));
    found.map(|(answer, ..)| AnswerSubject {
        answer: *answer,
        version: words[at].to_ascii_lowercase(),
        recipient: (*recipient).to_owned(),
    })
}

/// Whether a word is `v2@3f9a12bc44e1`.
fn is_version(word: &str) -> bool {
    word.split_once('@').is_some_and(|(label, id)| {
        let number = label.strip_prefix(['v', 'V']).unwrap_or_default();
        !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && id.len() == ID_LENGTH
            && id.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The digits of a text's id.
const ID_LENGTH: usize = 12;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VERSION: &str = "v2@3f9a12bc44e1";

    fn read(subject: &str) -> Option<(Answer, String)> {
        let read = parse_answer_subject(subject)?;
        assert_eq!(read.version, VERSION);
        Some((read.answer, read.recipient))
    }

    #[test]
    fn the_links_name_version_and_person() {
        let reply_to = Mailbox::parse("Jane Roe <jane+letter@example.org>").unwrap();
        let answers = answers(&reply_to, VERSION, "hrw", &Language::default());
        assert_eq!(
            answers.yes,
            "mailto:jane%2Bletter@example.org?subject=Yes%3A%20v2%403f9a12bc44e1%20hrw"
        );
        assert_eq!(
            answers.changes,
            "mailto:jane%2Bletter@example.org?subject=Yes%2C%20with%20changes%3A%20\
             v2%403f9a12bc44e1%20hrw&body=We%20agree%20if%20this%20is%20changed%3A%0D%0A%0D%0A"
        );
    }

    #[test]
    fn an_answer_is_read_whatever_a_mail_program_puts_round_it() {
        let hrw = |answer| Some((answer, "hrw".to_owned()));
        assert_eq!(read("Yes: v2@3f9a12bc44e1 hrw"), hrw(Answer::Yes));
        assert_eq!(read("Re: AW: No: v2@3f9a12bc44e1 hrw"), hrw(Answer::No));
        assert_eq!(read("RE: Yes, with\r\n changes: V2@3F9A12BC44E1 hrw"), hrw(Answer::Changes));
        assert_eq!(read("回复：Yes: v2@3f9a12bc44e1 hrw"), hrw(Answer::Yes));
        assert_eq!(read("[External] Re: yes: v2@3f9a12bc44e1 hrw"), hrw(Answer::Yes));
        assert_eq!(read("TR : [EXT] NO: v2@3f9a12bc44e1 hrw (fwd)"), hrw(Answer::No));
        for other in [
            "Yes",
            "Yes: v2@3f9a12bc44e1",
            "Maybe: v2@3f9a12bc44e1 hrw",
            "Yes: v2@3f9a hrw",
            "Yes: v2@3f9a12bc44ex hrw",
            "v2@3f9a12bc44e1 hrw",
            "Not yes: v2@3f9a12bc44e1 hrw",
        ] {
            assert_eq!(parse_answer_subject(other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn every_answer_is_read_back(
            at in 0_usize..3, number in 1_u32..1000, id in "[0-9a-f]{12}", recipient in "[^\\s]{1,20}",
        ) {
            let (answer, ..) = Answer::ALL[at];
            let subject = AnswerSubject { answer, version: format!("v{number}@{id}"), recipient };
            prop_assert_eq!(parse_answer_subject(&subject.to_string()), Some(subject));
        }

        #[test]
        fn no_subject_makes_it_fail(subject in "(?s).{0,80}") {
            parse_answer_subject(&subject);
        }
    }
}
