use std::path::Path;

use proptest::prelude::*;

use crate::model::Kind;
use crate::signatories::duplicates::{Alike, Likeness, Wanted, duplicates, exact_duplicates, find};
use crate::signatories::{Apart, Signatories, parse};

fn list(text: &str) -> Signatories {
    parse(text.as_bytes(), Path::new("signatories.csv")).unwrap()
}

fn exact(text: &str) -> Vec<(usize, usize, Likeness)> {
    let list = list(text);
    let found = exact_duplicates(&list, &Apart::default());
    let told = found.iter().map(|found| {
        let Alike::Exact(likeness) = found.alike else { panic!("{found:?} is exact") };
        (found.first.line(), found.second.line(), likeness)
    });
    told.collect()
}

/// What is found, lines and reason.
fn found(text: &str) -> Vec<String> {
    let list = list(text);
    let found = duplicates(&list, &Apart::default());
    let told = found
        .iter()
        .map(|found| format!("{}={} {}", found.first.line(), found.second.line(), found.alike));
    told.collect()
}

#[test]
fn a_row_is_a_duplicate_of_the_first_that_is_like_it() {
    assert_eq!(
        exact("name,abbreviation\nHRW,\nHuman Rights Watch (HRW),\nhrw,\nHuman Rights Watch,HRW\n"),
        [(2, 4, Likeness::Case), (3, 5, Likeness::Abbreviation)]
    );
}

#[test]
fn persons_of_one_name_are_told_apart_by_their_affiliation() {
    assert_eq!(
        exact(
            "name,affiliation,kind\nDavid Jones,Oxford,\nDavid Jones,Yale,\n\
             David Jones,yale,\nDavid Jones,,individual\n"
        ),
        [(3, 4, Likeness::Same), (2, 5, Likeness::Same)]
    );
}

#[test]
fn a_wanted_signatory_is_found_as_rows_are() {
    let list = list("name,abbreviation\nHuman Rights Watch,HRW\nМемориал,\n");
    let find = |name, abbreviation| {
        let kind = Kind::Organization;
        let wanted = Wanted { name, abbreviation, kind, affiliation: "", itself: None };
        find(&list, &wanted).map(|(row, likeness)| (row.line(), likeness))
    };
    assert_eq!(find("human rights watch", ""), Some((2, Likeness::Case)));
    assert_eq!(find("Human Rights Watch (HRW)", ""), Some((2, Likeness::Abbreviation)));
    assert_eq!(find("Нuman Rights Watch", ""), Some((2, Likeness::LookAlike)));
    assert_eq!(find("Mемориал", ""), Some((3, Likeness::LookAlike)));
    assert_eq!(find("Human Rights Watch Korea", "HRW"), None);
}

#[test]
fn near_names_are_likely_one() {
    for (one, other, reason) in [
        ("Feminist Majority Fund", "Feminst Majority Fund", "the names differ in one letter"),
        ("Citizen Action of Elm", "Citizens Action of Elm", "the names differ in one letter"),
        ("Greenpeace", "Green Peace", "the names differ only in spaces"),
        ("참여 연대", "참여연대", "the names differ only in spaces"),
        ("Doe Jane", "Jane Doe", "the same words in another order"),
        ("Coalition for Quiet Nights", "Quiet Nights Coalition", "the same words in another order"),
        ("Institute of Peace", "Institute for Peace", "the names differ only in small words"),
        ("Dr. Jane Doe", "Jane Doe", "the names differ only in small words"),
        ("Jane M. Doe", "Jane Doe", "one name has an initial more"),
        ("Elm River Trust", "Elm River", "one name has more words: `trust`"),
        ("HRW", "Human Rights Watch", "one name is the initials of the other"),
        ("Elm Labour Organisation", "Elm Labor Organization", "the names differ in two letters"),
    ] {
        assert_eq!(found(&format!("name\n{one}\n{other}\n")), [format!("2=3 {reason}")], "{one}");
    }
}

#[test]
fn a_word_that_tells_one_from_the_next_makes_them_two() {
    for (one, other) in [
        ("SEATINI Uganda", "SEATINI Zimbabwe"),
        ("Elm River Union District 3", "Elm River Union District 4"),
        ("Friends of Boston Harbor", "Friends of Austin Harbor"),
        ("Mothers for Zambia", "Mothers for Gambia"),
        ("Human Rights Watch", "Human Rights Watch Korea"),
        ("Mike Johnson", "Mikel Johnson"),
        ("Mark Johnson", "Mark Johnston"),
        ("First Baptist Church", "Third Baptist Church"),
        ("Church of Christ", "Church of God"),
        ("Jane A. Doe", "Jane B. Doe"),
        ("北京观察人权中心协会", "南京观察人权中心协会"),
        ("University of Elm", "Elm College"),
        ("University of Washington", "Washington University"),
    ] {
        assert_eq!(found(&format!("name\n{one}\n{other}\n")), [""; 0], "{one}");
    }
}

#[test]
fn what_rows_share_beside_their_names_counts() {
    let head = "name,affiliation,email,url,kind\n";
    for (rows, reasons) in [
        (
            "Elm River Watch,,a@example.org,,\nRiver Watch of the Elm Valley,,A@example.org,,\n",
            vec!["2=3 names that are alike; the same e-mail address"],
        ),
        ("Elm River Watch,,a@example.org,,\nUnion of Pilots,,a@example.org,,\n", vec![]),
        ("SEATINI Uganda,,a@example.org,,\nSEATINI Zimbabwe,,a@example.org,,\n", vec![]),
        (
            "Elm Watch,,,https://www.elm.example/a,\nElm Watch Elmstad,,,http://elm.example,\n",
            vec!["2=3 names that are alike; the same web site"],
        ),
        ("David Jones,Oxford,,,\nDavid Jones,Yale,,,\n", vec![]),
        (
            "David Jones,Oxford,d@example.org,,\nDavid Jones,Yale,d@example.org,,\n",
            vec!["2=3 the same name, with another affiliation; the same e-mail address"],
        ),
        (
            "David Jones,University of Elmstad,,,\nDavid Jones,\"Elmstad, University\",,,\n",
            vec!["2=3 the same name, and affiliations that are alike"],
        ),
        (
            "Jane Doe,Oxford,,,\nJ. Doe,Oxford,,,\nJane Marie Doe,Oxford,,,\n\
             Jane Doe Smith,Oxford,,,\nJane Marie Doe,Yale,,,\n",
            vec![
                "2=3 the same first and last name, and the same affiliation",
                "2=4 the same first and last name, and the same affiliation",
                "3=4 the same first and last name, and the same affiliation",
            ],
        ),
        (
            "Dr. Jane Doe,Oxford,,,\nJane Doe,,,,\n",
            vec!["2=3 the names differ only in small words"],
        ),
        (
            "Elm Watch,,,,\nJane Doe,Elm Watch,,,representative\n",
            vec!["2=3 an organization, and a person on its behalf"],
        ),
    ] {
        assert_eq!(found(&format!("{head}{rows}")), reasons, "{rows}");
    }
}

#[test]
fn who_does_not_sign_is_no_duplicate() {
    assert_eq!(found("name,status\nA,withdrawn\nA,\nA,declined\n"), [""; 0]);
}

fn any_names() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        Just("river"),
        Just("rivers"),
        Just("watch"),
        Just("elmstad"),
        Just("elmstadt"),
        Just("of"),
        Just("trust"),
        Just("3"),
        Just("uganda"),
        Just("rw"),
        Just("공동체"),
    ];
    let name = proptest::collection::vec(word, 1..5).prop_map(|words| words.join(" "));
    proptest::collection::btree_set(name, 2..8).prop_map(|names| names.into_iter().collect())
}

/// The names found to be near each other, whichever stands first.
fn near_names(names: &[String]) -> Vec<(String, String)> {
    let list = list(&format!("name\n{}\n", names.join("\n")));
    let found = duplicates(&list, &Apart::default());
    let pair = |one: &str, other: &str| {
        let (one, other) = (one.min(other), one.max(other));
        (one.to_owned(), other.to_owned())
    };
    let mut pairs: Vec<_> =
        found.iter().map(|found| pair(found.first.name(), found.second.name())).collect();
    pairs.sort();
    pairs
}

proptest! {
    #[test]
    fn what_is_near_does_not_hang_on_the_order_of_rows(names in any_names()) {
        let backwards: Vec<_> = names.iter().rev().cloned().collect();
        prop_assert_eq!(near_names(&names), near_names(&backwards));
    }

    #[test]
    fn no_reason_holds_a_private_value(
        names in any_names(), canary in "canary[a-z]{3}",
    ) {
        let row = |name: &String| format!("{name},{canary}@example.org,{canary} Doe,{canary}\n");
        let rows: String = names.iter().map(row).collect();
        for reason in found(&format!("name,email,contact,note\n{rows}")) {
            prop_assert!(!reason.contains("canary"), "{}", reason);
        }
    }
}
