//! Words that no line end may part although a space stands between them: `No. 5`, `August 2`.

use crate::model::Language;

/// Before a number.
const NUMBERED: [&str; 46] = [
    "no.", "nos.", "nr.", "nrn.", "n°", "nº", "№", "n.", "núm.", "num.", "p.", "pp.", "s.", "f.",
    "fol.", "vol.", "bd.", "ch.", "chap.", "cap.", "kap.", "art.", "arts.", "artt.", "sec.",
    "sect.", "§", "§§", "¶", "par.", "para.", "paras.", "abs.", "ziff.", "lit.", "fig.", "figs.",
    "abb.", "tab.", "ex.", "app.", "cl.", "reg.", "res.", "doc.", "al.",
];

/// Before a name.
const TITLES: [&str; 53] = [
    "mr.", "mrs.", "ms.", "mx.", "dr.", "prof.", "rev.", "hon.", "st.", "ste.", "sr.", "sra.",
    "srta.", "gen.", "gov.", "sen.", "rep.", "col.", "capt.", "cpt.", "lt.", "sgt.", "maj.",
    "amb.", "pres.", "msgr.", "fr.", "br.", "m.", "mm.", "mme", "mmes", "mlle", "mlles", "mgr",
    "dott.", "avv.", "ing.", "dra.", "d.", "dña.", "exmo.", "exma.", "hr.", "frl.", "mr", "mrs",
    "ms", "dr", "prof", "dhr.", "mevr.", "drs.",
];

/// After a number.
const UNITS: [&str; 34] = [
    "%", "‰", "°", "°c", "°f", "mm", "cm", "m", "km", "m²", "km²", "m³", "ha", "mg", "g", "kg",
    "t", "ml", "l", "s", "min", "h", "kw", "mw", "kwh", "mb", "gb", "a.m", "p.m", "uhr", "€", "$",
    "£", "chf",
];

/// Before or after a number.
const CURRENCIES: [&str; 12] =
    ["$", "us$", "€", "£", "¥", "₩", "usd", "eur", "gbp", "chf", "krw", "jpy"];

/// Months as dates have them, by language.
const MONTHS: [(&str, &[&str]); 7] = [
    (
        "en",
        &[
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
            "Jan.",
            "Feb.",
            "Mar.",
            "Apr.",
            "Jun.",
            "Jul.",
            "Aug.",
            "Sep.",
            "Sept.",
            "Oct.",
            "Nov.",
            "Dec.",
        ],
    ),
    (
        "de",
        &[
            "Januar",
            "Jänner",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
    ),
    (
        "fr",
        &[
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
    ),
    (
        "es",
        &[
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "setiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    ),
    (
        "it",
        &[
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre",
        ],
    ),
    (
        "pt",
        &[
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
    ),
    (
        "nl",
        &[
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
    ),
];

/// Whether no line may end between two parts of a text, of which the first ends with a space.
pub(super) fn are_kept_together(before: &str, after: &str, language: &Language) -> bool {
    let mut words_before = before.split_whitespace().rev().map(without_opening);
    let mut words_after = after.split_whitespace();
    let (Some(last), Some(next)) = (words_before.next(), words_after.next()) else {
        return false;
    };
    let bare = next.trim_end_matches(closes);
    belongs_to_number(last, next, bare)
        || (next.starts_with(char::is_uppercase) && announces_name(last))
        || is_date(words_before.next(), last, bare, words_after.next(), language)
        || is_detached_punctuation(last, next)
        || (matches!(language.primary(), "pl" | "cs" | "sk") && is_one_letter(last))
}

fn belongs_to_number(last: &str, next: &str, bare: &str) -> bool {
    let number_follows = next.starts_with(|c: char| c.is_ascii_digit()) || is_roman(bare);
    let number_precedes = last.ends_with(|c: char| c.is_ascii_digit());
    (number_follows && (is_one_of(&NUMBERED, last) || is_one_of(&CURRENCIES, last)))
        || (number_precedes && (is_one_of(&UNITS, bare) || is_one_of(&CURRENCIES, bare)))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c))
}

fn announces_name(last: &str) -> bool {
    is_one_of(&TITLES, last) || is_initial(last)
}

/// `J.`, also as the last of `J.R.`
fn is_initial(word: &str) -> bool {
    let mut characters = word.chars().rev();
    characters.next() == Some('.')
        && characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_none_or(|c| matches!(c, '.' | '-'))
}

/// `August 2`, `2 August`, `2. August`, `1er août`, `2 de agosto`.
fn is_date(
    second_last: Option<&str>,
    last: &str,
    next: &str,
    second_next: Option<&str>,
    language: &Language,
) -> bool {
    let months = MONTHS.iter().find(|(tag, _)| *tag == language.primary()).map(|(_, names)| *names);
    let Some(months) = months else { return false };
    let is_month = |word: &str| months.contains(&word);
    (is_month(last) && is_day(next))
        || (is_day(last) && is_month(next))
        || (next == "de"
            && is_day(last)
            && second_next.is_some_and(|word| is_month(word.trim_end_matches(closes))))
        || (last == "de" && is_month(next) && second_last.is_some_and(is_day))
}

/// One or two digits and no letters but those that make them ordinal.
fn is_day(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(word.len() - rest.len(), 1 | 2)
        && matches!(rest, "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | "°")
}

/// Marks with a space before or after them, as French and dashes have it.
fn is_detached_punctuation(last: &str, next: &str) -> bool {
    next.starts_with(['–', '—', '…', ';', ':', '!', '?', '»', '›']) || last.ends_with('«')
}

fn is_one_letter(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().nth(1).is_none()
}

fn without_opening(word: &str) -> &str {
    let bare = word.trim_start_matches(['(', '[', '“', '‘', '„', '«', '"', '\'', '¿', '¡']);
    if bare.is_empty() { word } else { bare }
}

fn closes(character: char) -> bool {
    matches!(character, ',' | '.' | ';' | ':' | ')' | ']' | '”' | '’' | '“' | '!' | '?' | '"')
}

fn is_one_of(words: &[&str], word: &str) -> bool {
    word.len() <= 12 && {
        let word = word.to_lowercase();
        words.contains(&word.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(before: &str, after: &str, tag: &str) -> bool {
        are_kept_together(&format!("{before} "), after, &Language::parse(tag).unwrap())
    }

    #[test]
    fn a_number_stays_with_what_counts_it() {
        assert!(kept("see No.", "5 of", "en") && kept("(§", "3)", "en"));
        assert!(kept("about 50", "%.", "en") && kept("art.", "VII", "it"));
        assert!(kept("US$", "40 million", "en") && kept("12", "km away", "en"));
        assert!(!kept("He said no.", "They left", "en") && !kept("12", "people", "en"));
    }

    #[test]
    fn a_name_stays_with_its_title_and_initials() {
        assert!(kept("for Dr.", "Kim and", "en") && kept("J.", "R. Smith", "en"));
        assert!(kept("J. R.", "Smith", "en") && kept("Mme", "Dupont", "fr"));
        assert!(!kept("the law.", "Smith", "en") && !kept("Dr.", "who", "en"));
    }

    #[test]
    fn a_day_stays_with_its_month() {
        assert!(kept("On August", "2, 2022", "en-US") && kept("on 2", "August", "en-GB"));
        assert!(kept("am 2.", "August 2022", "de") && kept("le 1er", "août", "fr"));
        assert!(kept("el 2", "de agosto de 2022", "es") && kept("el 2 de", "agosto", "es"));
        assert!(!kept("in August", "2022", "en") && !kept("August 2,", "2022", "en"));
        assert!(!kept("the 5", "de facto", "es"));
    }

    #[test]
    fn a_mark_with_a_space_before_it_does_not_begin_a_line() {
        assert!(kept("mot", "»,", "fr") && kept("word", "– and", "en"));
        assert!(kept("w", "Polsce", "pl") && !kept("a", "law", "en"));
    }
}
