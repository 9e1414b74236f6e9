//! What somebody wrote in a reply: not what it quotes, and no signature.

/// How the line begins or ends that tells whose words follow, in the languages of common mail
/// programs: `On Monday, Jane Roe wrote:`. Lower case.
const WROTE: [&str; 27] = [
    "wrote:",
    "writes:",
    "schrieb:",
    "geschrieben:",
    "a écrit :",
    "a écrit:",
    "escribió:",
    "ha scritto:",
    "escreveu:",
    "schreef:",
    "skrev:",
    "kirjoitti:",
    "napisał:",
    "napisał(a):",
    "pisze:",
    "napsal:",
    "napsal(a):",
    "написал:",
    "написал(а):",
    "пишет:",
    "yazdı:",
    "님이 작성:",
    "写道：",
    "写道:",
    "寫道：",
    "のメール:",
    "כתב:",
];

/// How such a line begins, where its words stand apart: `Am 4. Mai schrieb Jane Roe:`. Lower case.
const STARTS: [(&str, &str); 8] = [
    ("am ", "schrieb"),
    ("le ", "a écrit"),
    ("el ", "escribió"),
    ("il ", "ha scritto"),
    ("em ", "escreveu"),
    ("op ", "schreef"),
    ("den ", "skrev"),
    ("on ", "wrote"),
];

/// What stands in the line above the head of a mail that is quoted as it is. Lower case.
const ORIGINALS: [&str; 14] = [
    "original message",
    "original appointment",
    "forwarded message",
    "ursprüngliche nachricht",
    "weitergeleitete nachricht",
    "message d'origine",
    "message original",
    "mensaje original",
    "messaggio originale",
    "mensagem original",
    "исходное сообщение",
    "원본 메시지",
    "原始邮件",
    "元のメッセージ",
];

/// The name of a field and a colon, as the head of a quoted mail begins. Lower case.
const FROM: [&str; 14] = [
    "from:",
    "von:",
    "de :",
    "de:",
    "da:",
    "van:",
    "fra:",
    "från:",
    "od:",
    "от:",
    "发件人:",
    "发件人：",
    "差出人:",
    "보낸 사람:",
];

/// The fields that follow it. Lower case.
const SENT: [&str; 20] = [
    "sent:",
    "date:",
    "to:",
    "gesendet:",
    "datum:",
    "an:",
    "envoyé :",
    "date :",
    "à :",
    "enviado:",
    "fecha:",
    "para:",
    "inviato:",
    "verzonden:",
    "aan:",
    "sendt:",
    "wysłano:",
    "发送时间:",
    "送信日時:",
    "날짜:",
];

/// How telephones sign. Lower case.
const PHONES: [&str; 12] = [
    "sent from my ",
    "sent from outlook",
    "get outlook for ",
    "von meinem ",
    "gesendet von ",
    "envoyé de mon ",
    "envoyé à partir de ",
    "enviado desde mi ",
    "inviato da ",
    "verzonden vanaf ",
    "отправлено с ",
    "나의 ",
];

/// How many lines a program may fold `On … wrote:` into.
const MOST_LINES: usize = 3;

/// The lines of a text that are its author's own, trimmed, none of them empty.
pub(crate) fn own_words(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches('\r')).collect();
    let mut own: Vec<String> = Vec::new();
    // How many of the last lines stand in one paragraph.
    let mut paragraph = 0;
    for (at, line) in lines.iter().enumerate() {
        if *line == "-- " || *line == "--" {
            break;
        }
        let words = line.trim().replace('\u{a0}', " ");
        if words.is_empty() || words.starts_with(['>', '＞']) {
            paragraph = 0;
            continue;
        }
        let lower = words.to_lowercase();
        if is_phone(&lower) || is_original(&lower) || is_head(&lower, &lines[at + 1..]) {
            break;
        }
        if tells_who_wrote(&lower) {
            own.truncate(own.len() - folded(&own, &lower, paragraph));
            // Words that are not marked as quoted follow, to the end.
            let next = lines[at + 1..].iter().map(|line| line.trim()).find(|line| !line.is_empty());
            if !next.is_some_and(|line| line.starts_with(['>', '＞'])) {
                break;
            }
            paragraph = 0;
            continue;
        }
        own.push(words);
        paragraph += 1;
    }
    own
}

/// Whether a line tells that somebody's words follow.
fn tells_who_wrote(line: &str) -> bool {
    WROTE.iter().any(|end| line.ends_with(end))
        || line.ends_with(':')
            && STARTS.iter().any(|(start, verb)| line.starts_with(start) && line.contains(verb))
}

/// How many of the lines before one that tells who wrote are the beginning of it.
fn folded(own: &[String], line: &str, paragraph: usize) -> usize {
    let begins = |line: &str| {
        let line = line.to_lowercase();
        STARTS.iter().any(|(start, _)| line.starts_with(start))
            || line.starts_with(|first: char| first.is_ascii_digit())
    };
    if begins(line) {
        return 0;
    }
    let last = own.iter().rev().take(paragraph.min(MOST_LINES - 1));
    last.enumerate().find(|(_, line)| begins(line)).map_or(0, |(at, _)| at + 1)
}

fn is_phone(line: &str) -> bool {
    PHONES.iter().any(|phone| line.starts_with(phone)) && line.chars().count() < 60
}

/// Whether a line stands above a mail that is quoted as it is: with dashes, or a rule.
fn is_original(line: &str) -> bool {
    let is_rule = line.len() > 20 && line.chars().all(|character| character == '_');
    is_rule || line.starts_with("--") && ORIGINALS.iter().any(|original| line.contains(original))
}

/// Whether a line begins the head of a mail that is quoted as it is.
fn is_head(line: &str, after: &[&str]) -> bool {
    let plain = |line: &str| line.trim().trim_start_matches('*').to_lowercase().replace('*', "");
    let is_field = |fields: &[&str], line: &str| fields.iter().any(|field| line.starts_with(field));
    is_field(&FROM, &plain(line))
        && after.iter().take(MOST_LINES).any(|line| is_field(&SENT, &plain(line)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quoted_lines_and_who_wrote_them_are_left_out_in_many_languages() {
        for told in [
            "On Mon, May 4, 2026 at 10:00 AM Joint Letter <letter@example.org> wrote:",
            "On Mon, May 4, 2026 at 10:00 AM Joint Letter <\nletter@example.org> wrote:",
            "Am 04.05.26 um 10:00 schrieb Joint Letter:",
            "Am Mo., 4. Mai 2026 um 10:00 Uhr schrieb Joint Letter <letter@example.org>:",
            "Le lun. 4 mai 2026 à 10:00, Joint Letter <letter@example.org> a écrit :",
            "El lun, 4 may 2026 a las 10:00, Joint Letter (<letter@example.org>) escribió:",
            "Il giorno lun 4 mag 2026 alle ore 10:00 Joint Letter <letter@example.org> ha scritto:",
            "2026년 5월 4일 (월) 오전 10:00, Joint Letter <letter@example.org>님이 작성:",
            "пн, 4 мая 2026 г. в 10:00, Joint Letter <letter@example.org> написал:",
            "在 2026年5月4日，10:00，Joint Letter <letter@example.org> 写道：",
        ] {
            let quoted = format!("Yes\n\n{told}\n\n> Dear all,\n>\n> Yes or no?\n");
            assert_eq!(own_words(&quoted), ["Yes"], "{told}");
            let unmarked = format!("Yes\n\n{told}\n\nDear all,\n\nYes or no?\n");
            assert_eq!(own_words(&unmarked), ["Yes"], "{told}");
        }
    }

    #[test]
    fn what_stands_below_a_quote_is_read_too() {
        let text = "On Monday Joint Letter wrote:\n> Yes or no?\n\nNo.\n\n-- \nJane Roe\n";
        assert_eq!(own_words(text), ["No."]);
    }

    #[test]
    fn a_mail_that_is_quoted_as_it_is_is_left_out() {
        for told in [
            "-----Original Message-----\nFrom: Joint Letter",
            "________________________________\nVon: Joint Letter",
            "From: Joint Letter <letter@example.org>\nSent: Monday",
            "*Von:* Joint Letter\n*Gesendet:* Montag",
            "De : Joint Letter\nEnvoyé : lundi",
            "Sent from my iPhone",
            "Von meinem iPhone gesendet",
            "Get Outlook for iOS",
        ] {
            assert_eq!(own_words(&format!("Ja\r\n\r\n{told}\r\nYes\r\n")), ["Ja"], "{told}");
        }
    }

    #[test]
    fn own_words_that_look_alike_stay() {
        let text = "On page 3 you write of 2026.\nFrom: is a word too\nWe agree.";
        assert_eq!(own_words(text).len(), 3);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fail(text in "(?s)(On |wrote:|>|\n|From:|Sent:|-- |é|.){0,40}") {
            own_words(&text);
        }
    }
}
