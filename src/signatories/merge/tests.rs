use proptest::prelude::*;

use super::*;

const BASE: &str = "name,abbreviation,country,email\nA,,,\nBee,B,DE,b@example.org\n";

fn list(text: &str) -> Signatories {
    parse(text.as_bytes(), Path::new("s.csv")).unwrap()
}

/// What comes out, then the conflicts.
fn outcome(base: &str, ours: &str, theirs: &str) -> String {
    let base = (!base.is_empty()).then(|| list(base));
    let change = change::change(base.as_ref(), list(theirs)).unwrap();
    let Merge { merged, conflicts, problems } = merged(base.as_ref(), list(ours), &change);
    assert_eq!(problems, []);
    let bytes = merged.table.to_bytes();
    parse(&bytes, Path::new("s.csv")).unwrap();
    let conflicts = conflicts.into_iter().map(|conflict| format!("! {}\n", conflict.message));
    String::from_utf8(bytes).unwrap() + &conflicts.collect::<String>()
}

#[test]
fn what_each_side_added_and_changed_stands_and_no_other_byte_moves() {
    assert_eq!(
        outcome(
            "name;Abbr;url\r\nA;;\r\nBee;B;\r\n",
            "name;Abbr;url\r\n\"A\" ; ;\r\n\r\nBee;B;\r\nOurs;O;",
            "url,abbreviation,name,Donor ID\nhttps://b.example,B,Bee,7\n,,A,\n,\"x;y\",Theirs,\n",
        ),
        "name;Abbr;url;Donor ID\r\n\"A\" ; ;;\r\n\r\nBee;B;https://b.example;7\r\n\
         Ours;O;;\r\nTheirs;\"x;y\";;"
    );
}

#[test]
fn a_cell_that_both_changed_is_a_conflict_and_keeps_the_value_from_here() {
    let ours = BASE.replace("DE", "FR").replace("b@", "canary-1@");
    let theirs = BASE.replace("DE", "ES").replace("b@", "canary-2@");
    assert_eq!(
        outcome(BASE, &ours, &theirs),
        format!(
            "{ours}! both sides changed `country` of `Bee (B)`: `FR` here, `ES` there\n\
             ! both sides changed `email` of `Bee (B)`\n"
        )
    );
    assert_eq!(outcome(BASE, &ours, &ours), ours);
}

#[test]
fn a_removal_is_taken_unless_the_row_was_edited() {
    let without = "name,abbreviation,country,email\nA,,,\n";
    let edited = BASE.replace("DE", "FR");
    assert_eq!(outcome(BASE, BASE, without), without);
    assert_eq!(outcome(BASE, without, BASE), without);
    assert_eq!(
        outcome(BASE, &edited, without),
        format!("{edited}! `Bee (B)` was edited here and removed there: `country`\n")
    );
    assert_eq!(
        outcome(BASE, without, &edited),
        format!("{without}! `Bee (B)` was removed here and edited there: `country`\n")
    );
}

#[test]
fn the_same_sign_off_stands_once() {
    let base = "name,abbreviation,country\n";
    assert_eq!(
        outcome(
            base,
            "name,abbreviation,country\nRiver Watch,RW,\n",
            "name,country\nThe river watch (RW),DE\n"
        ),
        "name,abbreviation,country\nRiver Watch,RW,DE\n! both sides added `River Watch (RW)`, with another `name`: `River Watch` here, `The river watch (RW)` there\n"
    );
    let same = "name,status\nRiver Watch,confirmed\n";
    assert_eq!(outcome("name\n", "name\nRiver Watch\n", same), "name,status\nRiver Watch,\n");
    assert_eq!(
        outcome("name\n", "name\nRiver Watch\n", "name,status\nRiver Watch,invited\n"),
        "name,status\nRiver Watch,\n! both sides added `River Watch`, with another `status`: \
         `confirmed` here, `invited` there\n"
    );
}

#[test]
fn two_organizations_of_one_abbreviation_are_two_and_nameless_ones_are_counted() {
    let header = "id,name,abbreviation,listed\n";
    let ours = format!("{header},SEATINI Uganda,SEATINI,\nqwerty,,,anonymous\n");
    let theirs = format!("{header},SEATINI Zimbabwe,SEATINI,\nasdfgh,,,anonymous\n");
    assert_eq!(
        outcome(header, &ours, &theirs),
        format!("{ours},SEATINI Zimbabwe,SEATINI,\nasdfgh,,,anonymous\n")
    );
}

#[test]
fn an_id_that_is_taken_here_is_not_given_twice() {
    assert_eq!(
        outcome("id,name\n,A\n", "id,name\nx,A\n", "id,name\n,A\nx,B\n"),
        "id,name\nx,A\n,B\n! the id `x` is that of `A` here, of `B` there\n"
    );
}

#[test]
fn a_file_that_both_sides_added_has_no_base() {
    assert_eq!(outcome("", "name\nA\nB\n", "name\nB\nC\n"), "name\nA\nB\nC\n");
}

#[test]
fn a_made_id_that_a_removal_would_change_is_written_down() {
    let base = "name,affiliation,kind\nJane,One,individual\nJane,Two,individual\n";
    let theirs = "name,affiliation,kind\nJane,Two,individual\n";
    assert_eq!(
        outcome(base, base, theirs),
        "name,affiliation,kind,id\nJane,Two,individual,jane-2\n"
    );
}

/// Lists of few names and ids, so that rows often meet.
fn lists() -> impl Strategy<Value = String> {
    let row = ("[xy]?", "[AB][eo]?", "[ST]?", "[0-3]?");
    prop::collection::vec(row, 0..5)
        .prop_map(|rows| {
            let rows = rows.into_iter().map(|(id, name, abbreviation, country)| {
                format!("{id},{name},{abbreviation},{country}\n")
            });
            format!("id,name,abbreviation,country\n{}", rows.collect::<String>())
        })
        .prop_filter("no id is given twice", |text| {
            parse(text.as_bytes(), Path::new("s.csv")).is_ok()
        })
}

/// The same list, written in another way.
fn rewritten(text: &str) -> String {
    let quoted = text.replace(',', " \" ;\" ").replace('\n', "\"\r\n\r\n\"");
    format!("\"{}", quoted.trim_end_matches('"'))
}

/// The rows without their ids, sorted.
fn rows(list: &Signatories) -> Vec<[String; 3]> {
    let cells = |row: Row<'_>| ["name", "abbreviation", "country"].map(|name| row.value(name));
    let mut rows: Vec<_> = list.rows().map(cells).collect();
    rows.sort();
    rows
}

proptest! {
    #[test]
    fn what_one_side_did_is_all_that_comes_out(base in lists(), side in lists()) {
        prop_assert_eq!(&outcome(&base, &side, &base), &side);
        prop_assert_eq!(&outcome(&base, &side, &side), &side);
        let (base, side) = (list(&base), list(&side));
        let change = change::change(Some(&base), side.clone()).unwrap();
        let Merge { merged, conflicts, .. } = merged(Some(&base), base.clone(), &change);
        if conflicts.is_empty() {
            prop_assert_eq!(rows(&merged), rows(&side));
        }
    }

    #[test]
    fn what_comes_out_does_not_depend_on_how_the_others_are_written(
        base in lists(), ours in lists(), theirs in lists()
    ) {
        let expected = outcome(&base, &ours, &theirs);
        prop_assert_eq!(&outcome(&rewritten(&base), &ours, &theirs), &expected);
        prop_assert_eq!(&outcome(&base, &ours, &rewritten(&theirs)), &expected);
        prop_assert_eq!(&outcome(&rewritten(&base), &ours, &rewritten(&theirs)), &expected);
    }

    #[test]
    fn whatever_two_sides_did_can_be_read_and_no_name_is_lost_unsaid(
        base in lists(), ours in lists(), theirs in lists()
    ) {
        let out = outcome(&base, &ours, &theirs);
        let names = |text: &str| -> Vec<String> {
            list(text).rows().map(|row| row.name().to_owned()).collect()
        };
        let (merged, conflicts) = out.split_at(out.find("! ").unwrap_or(out.len()));
        let (before, after) = (names(&base), names(merged));
        for name in names(&ours).into_iter().chain(names(&theirs)) {
            let is_said = conflicts.contains(&format!("`{name}")) || conflicts.contains("`name`");
            let stands = after.contains(&name);
            prop_assert!(stands || is_said || before.contains(&name), "{} in\n{}", name, out);
        }
    }
}
