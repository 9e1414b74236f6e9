//! A salutation that names somebody else than the addressees.
//!
//! Only English salutations are judged: where nouns have capitals, or a title is declined, a name
//! cannot be told from an office.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::check::Checked;
use crate::check::locate::Locator;
use crate::diagnostic::Diagnostic;
use crate::model::is_accent;

/// What a salutation begins with, before it says whom it greets.
const GREETINGS: &str = "dear hon honorable honourable most respected esteemed right your";

/// Words that are no name: titles, offices, and those who are greeted as a body.
const TITLES: &str = "mr mrs ms mx miss messrs madam madame sir dame lord lady dr doctor prof \
    professor rev reverend bishop archbishop cardinal rabbi imam sheikh prince princess king queen \
    president vice prime premier minister ministers chancellor speaker secretary under \
    undersecretary deputy assistant acting senator senators sen representative representatives rep \
    reps congressman congresswoman leader chair chairs chairman chairwoman chairperson co ranking \
    member members governor gov mayor ambassador amb commissioner commissioners judge justice \
    general colonel captain admiral director administrator councillor councilor councilmember \
    delegate envoy rapporteur special high attorney officer chief executive excellency \
    excellencies highness majesty eminence holiness honor worship gentlemen ladies all both \
    everyone everybody reader editor team staff board committee commission council congress \
    parliament government house senate court assembly leadership delegation majority minority the";

/// Offices that one person holds, by the stem that the office, its holder and its seat share:
/// `Minister` greets who sits in a ministry. In the United Kingdom a minister may be a secretary of
/// state.
const OFFICES: [(&str, &[&str]); 9] = [
    ("speaker", &["speaker"]),
    ("president", &["president"]),
    ("minister", &["minist", "secretar"]),
    ("secretary", &["secretar", "minist"]),
    ("senator", &["senat"]),
    ("governor", &["govern"]),
    ("mayor", &["mayor"]),
    ("ambassador", &["ambassad", "embass"]),
    ("commissioner", &["commiss"]),
];

/// Those whom the salutation greets and the inside addresses don't name, by name or by office.
pub(crate) fn salutation(checked: &Checked<'_>) -> Vec<Diagnostic> {
    let letter = checked.letter;
    let Some(salutation) = &letter.salutation else { return Vec::new() };
    if letter.inside_addresses.is_empty() || letter.language.primary() != "en" {
        return Vec::new();
    }
    let addresses = letter.inside_addresses.iter();
    let lines = addresses.flat_map(|address| address.lines.iter().chain(&address.attention));
    let known = lines.flat_map(|line| folded_words(line)).collect();
    let places = &checked.places.keys;
    let mut locator =
        Locator::new(checked.source, places.get("salutation"), checked.places.blocks.first());
    let strangers = strangers(salutation, &known);
    let finding = |stranger: &String| {
        let message =
            format!("the salutation greets `{stranger}`, who is not among the addressees");
        Diagnostic::warning("salutation", message)
            .at(locator.place(stranger))
            .help("let salutation and addressee name the same person")
    };
    strangers.iter().map(finding).collect()
}

/// Whom a salutation greets that the words of the addresses don't have.
fn strangers(salutation: &str, addressed: &BTreeSet<String>) -> Vec<String> {
    let mut strangers = Vec::new();
    let mut titled = false;
    for greeted in greeted(salutation) {
        let opens = greeted.first().is_some_and(|word| word.eq_ignore_ascii_case("dear"));
        let words: Vec<_> = greeted
            .into_iter()
            .skip_while(|word| GREETINGS.split(' ').any(|known| word.eq_ignore_ascii_case(known)))
            .collect();
        let is_known = |word: &&str| {
            let parts = folded_words(word);
            parts.iter().all(|part| TITLES.split(' ').any(|title| title == part))
        };
        let has_title = words.iter().any(is_known);
        titled = has_title || (titled && !opens);
        // `Members of the Committee`: whoever they are, it is no name.
        let is_group = words.iter().skip(1).any(|word| PREPOSITIONS.contains(word));
        if words.is_empty() || is_group {
            continue;
        }
        let names: Vec<_> = words
            .iter()
            .filter(|word| word.starts_with(char::is_uppercase) && !is_known(word))
            .collect();
        let is_addressed = |word: &&&str| {
            folded_words(word).iter().any(|part| addressed.contains(part) || !part.is_ascii())
        };
        let is_plural = words.last().is_some_and(|word| word.ends_with('s'));
        let is_stranger = if names.is_empty() {
            holds_another_office(&words, addressed)
        } else {
            (titled || opens && !is_plural) && !names.iter().any(is_addressed)
        };
        if is_stranger {
            strangers.push(words.join(" "));
        }
    }
    strangers
}

const PREPOSITIONS: [&str; 6] = ["of", "for", "on", "in", "at", "to"];

/// Whether the last word is an office that no address has, while they have another.
fn holds_another_office(words: &[&str], addressed: &BTreeSet<String>) -> bool {
    let held = |stems: &[&str]| {
        addressed.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    let office = words.last().map(|word| word.to_lowercase()).unwrap_or_default();
    let Some((_, stems)) = OFFICES.iter().find(|(known, _)| *known == office) else {
        return false;
    };
    !held(stems) && OFFICES.iter().any(|(_, stems)| held(stems))
}

/// The words for each of those whom a salutation greets.
fn greeted(salutation: &str) -> Vec<Vec<&str>> {
    let mut greeted = vec![Vec::new()];
    for part in salutation.split_inclusive([',', ';', ':', '\n', '/']) {
        for word in part.split_whitespace() {
            let word = word.trim_matches([',', ';', ':', '/', '.', '!', '(', ')']);
            match word {
                "and" | "or" | "&" => greeted.push(Vec::new()),
                "" => {}
                _ => {
                    if let Some(last) = greeted.last_mut() {
                        last.push(word);
                    }
                }
            }
        }
        greeted.push(Vec::new());
    }
    greeted.retain(|words| !words.is_empty());
    greeted
}

/// The words of a text in small letters, without accents and apostrophes.
fn folded_words(text: &str) -> Vec<String> {
    let is_left_out =
        |character: char| is_accent(character) || matches!(character, '\'' | '’' | 'ʼ' | '.');
    let letters = text.nfkd().filter(|character| !is_left_out(*character));
    let folded: String = letters.flat_map(char::to_lowercase).collect();
    let words = folded.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PELOSI: &str = "The Honorable Nancy Pelosi, Speaker of the House of Representatives";
    const THREE: &str = "The Honorable Antony J. Blinken, Secretary of State, The Honorable Bob \
                         Menendez, Chairman, The Honorable James E. Risch, Ranking Member";

    fn found(salutation: &str, addresses: &str) -> Vec<String> {
        strangers(salutation, &folded_words(addresses).into_iter().collect())
    }

    #[test]
    fn those_who_are_addressed_are_greeted_in_many_ways() {
        for (salutation, addresses) in [
            ("Dear Madam Speaker,", PELOSI),
            ("Madam Speaker:", PELOSI),
            ("Dear Speaker Pelosi,", PELOSI),
            ("Dear Nancy,", PELOSI),
            ("Dear Mrs. Pelosi and Members of the Delegation,", PELOSI),
            ("Dear Secretary Blinken, Chairman Menendez, and Ranking Member Risch,", THREE),
            ("Dear Messrs. Blinken, Menendez and Risch:", THREE),
            ("Dear Mr. President,", "The Honorable Joseph R. Biden\nThe White House"),
            ("Dear Mr. Chairman,", "Senator Bob Menendez, Senate Committee on Foreign Relations"),
            ("Dear Minister,", "The Rt Hon James Cleverly, Secretary of State for Foreign Affairs"),
            ("Dear Mr. Secretary-General,", "António Guterres, Secretary-General"),
            ("Dear Mr Guterres,", "António Guterres"),
            ("Dear Ms. O’Brien,", "Ms. Peg O'Brien"),
            ("Dear Rep. Ocasio-Cortez,", "Alexandria Ocasio-Cortez"),
            ("Dear President von der Leyen,", "Ursula von der Leyen"),
            ("Your Excellency,", "President Yoon Suk Yeol"),
            ("Your Excellency President Yoon,", "President Yoon Suk Yeol"),
        ] {
            assert_eq!(found(salutation, addresses), [""; 0], "{salutation}");
        }
    }

    #[test]
    fn who_greets_nobody_by_name_greets_everybody() {
        for salutation in [
            "Dear Colleagues,",
            "Dear Sir or Madam,",
            "Dear Sir/Madam:",
            "Ladies and Gentlemen:",
            "To whom it may concern:",
            "Dear Fellow Citizens,",
            "Dear Members of the Standing Committee on Rescue,",
            "Dear Honorable Members,",
            "Dear All,",
            "Dear friends,",
            "Greetings,",
            "Sehr geehrte Damen und Herren,",
            "Mesdames, Messieurs,",
            "尊敬的部长：",
        ] {
            assert_eq!(found(salutation, PELOSI), [""; 0], "{salutation}");
        }
    }

    #[test]
    fn another_name_or_office_is_found() {
        assert_eq!(found("Dear Speaker McCarthy,", PELOSI), ["Speaker McCarthy"]);
        assert_eq!(found("Dear Mr. Kevin McCarthy,", PELOSI), ["Mr Kevin McCarthy"]);
        assert_eq!(found("Dear Kevin,", PELOSI), ["Kevin"]);
        assert_eq!(found("Dear Mr. President,", PELOSI), ["Mr President"]);
        assert_eq!(
            found("Dear Madam Speaker,", "Antony Blinken, Secretary of State"),
            ["Madam Speaker"]
        );
        assert_eq!(
            found("Dear Secretary Blinken, Chairman Cardin, and Ranking Member Risch,", THREE),
            ["Chairman Cardin"]
        );
        assert_eq!(found("Dear Senators Menendez and Cardin,", THREE), ["Cardin"]);
    }
}
