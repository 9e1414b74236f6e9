//! Answers in a word of somebody's own.

use crate::mail::Answer;

/// What is an answer when somebody writes it and nothing else. Lower case, without punctuation. A
/// word is on the list only when nobody can mean another answer by it.
const ANSWERS: [(&str, Answer); 54] = [
    ("yes", Answer::Yes),
    ("yes we agree", Answer::Yes),
    ("yes i agree", Answer::Yes),
    ("we agree", Answer::Yes),
    ("i agree", Answer::Yes),
    ("agreed", Answer::Yes),
    ("approved", Answer::Yes),
    ("ja", Answer::Yes),
    ("ja wir stimmen zu", Answer::Yes),
    ("wir stimmen zu", Answer::Yes),
    ("einverstanden", Answer::Yes),
    ("oui", Answer::Yes),
    ("d'accord", Answer::Yes),
    ("nous sommes d'accord", Answer::Yes),
    ("sí", Answer::Yes),
    ("si", Answer::Yes),
    ("sì", Answer::Yes),
    ("de acuerdo", Answer::Yes),
    ("sim", Answer::Yes),
    ("tak", Answer::Yes),
    ("ano", Answer::Yes),
    ("kyllä", Answer::Yes),
    ("evet", Answer::Yes),
    ("да", Answer::Yes),
    ("так", Answer::Yes),
    ("نعم", Answer::Yes),
    ("כן", Answer::Yes),
    ("はい", Answer::Yes),
    ("同意", Answer::Yes),
    ("同意します", Answer::Yes),
    ("네", Answer::Yes),
    ("예", Answer::Yes),
    ("동의합니다", Answer::Yes),
    ("yes with changes", Answer::Changes),
    ("no", Answer::No),
    ("no we do not agree", Answer::No),
    ("we do not agree", Answer::No),
    ("we decline", Answer::No),
    ("nein", Answer::No),
    ("non", Answer::No),
    ("nee", Answer::No),
    ("nej", Answer::No),
    ("não", Answer::No),
    ("nie", Answer::No),
    ("ne", Answer::No),
    ("hayır", Answer::No),
    ("нет", Answer::No),
    ("ні", Answer::No),
    ("لا", Answer::No),
    ("לא", Answer::No),
    ("いいえ", Answer::No),
    ("不同意", Answer::No),
    ("아니요", Answer::No),
    ("아니오", Answer::No),
];

/// What ends a mail, before a name. Lower case, without punctuation.
const CLOSINGS: [&str; 24] = [
    "best",
    "best regards",
    "best wishes",
    "kind regards",
    "warm regards",
    "regards",
    "sincerely",
    "thanks",
    "thank you",
    "many thanks",
    "cheers",
    "viele grüße",
    "beste grüße",
    "mit freundlichen grüßen",
    "herzliche grüße",
    "mfg",
    "lg",
    "cordialement",
    "bien cordialement",
    "merci",
    "saludos",
    "saludos cordiales",
    "cordiali saluti",
    "감사합니다",
];

/// The lines that a name and an office take below a closing.
const MOST_BELOW: usize = 4;

/// The answer that lines are, when they are nothing else: a word, and below it at most a closing
/// with a name.
pub(crate) fn plain_answer(lines: &[String]) -> Option<Answer> {
    let (first, rest) = lines.split_first()?;
    let first = folded(first);
    let (_, answer) = ANSWERS.iter().find(|(known, _)| *known == first)?;
    let is_closed = match rest.split_first() {
        None => true,
        Some((closing, below)) => {
            let closing = folded(closing);
            CLOSINGS.iter().any(|known| *known == closing) && below.len() <= MOST_BELOW
        }
    };
    is_closed.then_some(*answer)
}

/// Words in lower case with single spaces, and without punctuation.
fn folded(line: &str) -> String {
    let lower = line.to_lowercase().replace(['’', '‘'], "'");
    let words = lower.split(|character: char| !(character.is_alphanumeric() || character == '\''));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Answer> {
        plain_answer(&text.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_word_alone_is_an_answer_and_nothing_more_is() {
        assert_eq!(read("Yes!"), Some(Answer::Yes));
        assert_eq!(read("Oui."), Some(Answer::Yes));
        assert_eq!(read("Yes, with changes"), Some(Answer::Changes));
        assert_eq!(read("NEIN"), Some(Answer::No));
        assert_eq!(read("D’accord"), Some(Answer::Yes));
        assert_eq!(read("Yes.\nBest regards,\nJane Roe"), Some(Answer::Yes));
        for unclear in
            ["", "Yes, but not paragraph 3", "Yes\nbut not paragraph 3", "Yes?!\nNo", "Noted"]
        {
            assert_eq!(read(unclear), None, "{unclear}");
        }
    }
}
