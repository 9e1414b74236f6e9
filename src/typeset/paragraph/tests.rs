use proptest::prelude::*;

use crate::model::{Direction, Language, Length};
use crate::typeset::font::{Cut, Family, Font, Fonts, Slant, Weight};
use crate::typeset::line::{Line, Run};
use crate::typeset::paragraph::collect::is_invisible;
use crate::typeset::paragraph::{
    Alignment, MissingGlyph, ParagraphStyle, Piece, TextStyle, set, width,
};
use crate::typeset::structure::ElementId;

const PARAGRAPH: &str = "Over the last eleven months the families have written to every ministry \
    that could be responsible, and not one of them has answered. We ask the government to publish \
    the list of those whom it detains, to let independent monitors speak with each of them \
    without witnesses, and to return the remains of those who have died. Nothing in the law of \
    the country stands against it; much in the conventions that it has ratified demands it.";

fn serif(weight: Weight, cut: Cut, size: f64) -> TextStyle {
    TextStyle {
        font: Font { family: Family::Serif, cut, weight, slant: Slant::Upright },
        size: Length::pt(size),
        gray: 0.0,
        rise: Length::ZERO,
        tabular: false,
    }
}

fn body() -> TextStyle {
    serif(Weight::Regular, Cut::Text, 11.0)
}

fn style(measure: f64, alignment: Alignment) -> ParagraphStyle {
    ParagraphStyle {
        measure: Length::pt(measure),
        first_indent: Length::ZERO,
        hanging_indent: Length::ZERO,
        alignment,
        direction: Direction::LeftToRight,
        hyphenate: true,
        balanced: false,
    }
}

fn set_text(text: &str, style: &ParagraphStyle) -> Vec<Line> {
    set_styled(text, body(), style)
}

fn set_styled(text: &str, text_style: TextStyle, style: &ParagraphStyle) -> Vec<Line> {
    let language = Language::default();
    let piece = Piece { text, style: text_style, language: &language, element: None };
    set(&mut Fonts::new(), &[piece], style).unwrap()
}

fn width_of(text: &str) -> f64 {
    let language = Language::default();
    let piece = Piece { text, style: body(), language: &language, element: None };
    width(&mut Fonts::new(), &[piece]).unwrap().to_pt()
}

/// What each line shows, a hyphen put at its end as `-`, without its last spaces.
fn shown(lines: &[Line]) -> Vec<String> {
    let line = |line: &Line| {
        let text: String = line.runs.iter().map(|run| &run.text[run.range.clone()]).collect();
        text.trim_end().replace('\u{ad}', "-")
    };
    lines.iter().map(line).collect()
}

fn cluster_text(run: &Run, cluster: u32) -> &str {
    let rest = &run.text[cluster as usize..run.range.end];
    let next = run.glyphs.iter().map(|glyph| glyph.cluster).filter(|&other| other > cluster).min();
    next.map_or(rest, |next| &rest[..(next - cluster) as usize])
}

/// The advances of the spaces within a line, as parts of the font's.
fn spaces(line: &Line) -> Vec<f64> {
    let natural = width_of("n n") - width_of("nn");
    let all = line.runs.iter().flat_map(|run| {
        let space = |glyph: &&crate::typeset::line::Glyph| cluster_text(run, glyph.cluster) == " ";
        run.glyphs.iter().filter(space).map(|glyph| glyph.advance.to_pt() / natural)
    });
    let mut all: Vec<f64> = all.collect();
    all.pop();
    all
}

fn right_edge(line: &Line) -> f64 {
    let run = line.runs.last().unwrap();
    let trailing: Length = run
        .glyphs
        .iter()
        .rev()
        .take_while(|glyph| cluster_text(run, glyph.cluster) == " ")
        .map(|glyph| glyph.advance)
        .sum();
    (run.x + run.width() - trailing).to_pt()
}

#[test]
fn a_justified_line_reaches_both_edges_within_the_bounds_of_its_spaces() {
    let lines = set_text(PARAGRAPH, &style(424.8, Alignment::Justified));
    let (last, full) = lines.split_last().unwrap();
    for line in full {
        assert!((line.width.to_pt() - 424.8).abs() < 1e-6);
        // Kerning narrows a space beside some letters.
        assert!(
            spaces(line).iter().all(|space| (0.75..1.51).contains(space)),
            "{:?}",
            spaces(line)
        );
    }
    assert!(spaces(last).iter().all(|space| (0.95..1.01).contains(space)));
}

#[test]
fn punctuation_at_an_edge_hangs_half_outside() {
    let text =
        "“We ask, ask, ask, ask, ask, ask, ask, ask, ask, ask, ask, ask, ask, ask, ask,” he said";
    let lines = set_text(text, &style(120.0, Alignment::Justified));
    assert!((lines[0].runs[0].x.to_pt() + width_of("“") / 2.0).abs() < 1e-6);
    let comma = lines.iter().position(|line| shown(std::slice::from_ref(line))[0].ends_with(','));
    let line = &lines[comma.unwrap()];
    assert!((right_edge(line) - 120.0 - width_of(",") / 2.0).abs() < 1e-6);
    assert!((line.width.to_pt() - 120.0).abs() < 1e-6);

    let ragged = set_text(text, &style(120.0, Alignment::Start));
    assert!(ragged.iter().all(|line| right_edge(line) <= 120.0 && line.runs[0].x == Length::ZERO));
}

#[test]
fn the_last_line_is_long_enough_where_the_spaces_allow_it() {
    for measure in [200.0, 250.0, 350.0, 400.0, 424.8] {
        for alignment in [Alignment::Justified, Alignment::Start] {
            let lines = set_text(PARAGRAPH, &style(measure, alignment));
            let last = shown(&lines).pop().unwrap();
            let width = lines.last().unwrap().width.to_pt();
            assert!(
                last.split(' ').count() > 2 || width >= measure / 4.0,
                "{measure} {alignment:?} {:#?}",
                shown(&lines)
            );
        }
    }
}

#[test]
fn what_belongs_together_is_not_parted() {
    let text = "As No. 5 of the list says, Dr. Kim asked on August 2 for 50 % of it, § 3 and J. R. \
                Smith notwithstanding.";
    for measure in 90..200 {
        let lines = shown(&set_text(text, &style(f64::from(measure), Alignment::Start)));
        for line in &lines[..lines.len() - 1] {
            for end in ["No.", "Dr.", "August", "50", "§", "J.", "R."] {
                assert!(!line.ends_with(&format!(" {end}")) && line != end, "{measure}: {line}");
            }
        }
    }
}

#[test]
fn what_belongs_together_is_parted_where_no_line_could_be_set_otherwise() {
    let lines = set_text("No. 123456789", &style(60.0, Alignment::Justified));
    assert_eq!(shown(&lines), ["No.", "123456789"]);
}

#[test]
fn a_ragged_line_is_rather_short_than_ended_with_a_hyphen() {
    let text = "The lower reaches of the river between the mill and the harbor, counted twice";
    let lines = set_text(text, &style(340.0, Alignment::Start));
    assert_eq!(shown(&lines)[1], "harbor, counted twice");
}

#[test]
fn a_title_breaks_after_its_colon_and_is_balanced() {
    let title =
        ParagraphStyle { balanced: true, hyphenate: false, ..style(424.8, Alignment::Start) };
    let text_style = serif(Weight::Semibold, Cut::Subhead, 15.0);
    let set_title = |text| shown(&set_styled(text, text_style, &title));
    assert_eq!(
        set_title(
            "Open Letter to President Moon: The right of the families of the missing to know \
                   what became of them"
        ),
        [
            "Open Letter to President Moon:",
            "The right of the families of the",
            "missing to know what became of them"
        ]
    );
    assert_eq!(
        set_title("The families of the missing have a right to know what became of them all"),
        ["The families of the missing have a", "right to know what became of them all"]
    );
    assert_eq!(set_title("Open Letter: The missing"), ["Open Letter: The missing"]);
}

#[test]
fn words_are_divided_where_it_helps_and_not_where_it_is_forbidden() {
    let narrow = style(105.0, Alignment::Justified);
    let lines = set_text(PARAGRAPH, &narrow);
    let divided = shown(&lines).iter().filter(|line| line.ends_with('-')).count();
    assert!(divided > 0);
    assert_eq!(divided, lines.iter().filter(|line| line.hyphenated).count());

    let whole = set_text(PARAGRAPH, &ParagraphStyle { hyphenate: false, ..narrow });
    assert!(whole.iter().all(|line| !line.hyphenated));
}

#[test]
fn a_ligature_is_undone_where_a_word_is_divided() {
    let text = "the trafficking";
    let lines = set_text(text, &style(width_of("the traf") + 6.0, Alignment::Start));
    assert_eq!(shown(&lines), ["the traf-", "ficking"]);
    let clusters: Vec<&str> = lines[0].runs[0]
        .glyphs
        .iter()
        .map(|glyph| cluster_text(&lines[0].runs[0], glyph.cluster))
        .collect();
    assert_eq!(clusters, ["t", "h", "e", " ", "t", "r", "a", "f", "\u{ad}"]);
}

#[test]
fn a_soft_hyphen_shows_only_where_it_is_used() {
    let text = "Donau\u{ad}dampf\u{ad}schiff";
    let wide = set_text(text, &style(200.0, Alignment::Start));
    assert_eq!(&*wide[0].runs[0].text, "Donaudampfschiff");
    let narrow = style(width_of("Donaudampf") + 5.0, Alignment::Start);
    assert_eq!(shown(&set_text(text, &narrow)), ["Donaudampf-", "schiff"]);
}

#[test]
fn an_address_is_broken_without_a_hyphen_and_a_long_word_anywhere() {
    let address = "see https://www.example.org/letters/2022/joint-letter-to-the-speaker.html today";
    for line in shown(&set_text(address, &style(120.0, Alignment::Justified))) {
        assert!(!line.ends_with("https://") && width_of(&line) <= 122.0, "{line}");
    }
    let word = "m8".repeat(25);
    let lines = set_text(&word, &style(60.0, Alignment::Justified));
    assert!(lines.len() > 5 && lines.iter().all(|line| line.width.to_pt() <= 60.0));
    assert_eq!(shown(&lines).concat(), word);
    assert_eq!(set_text("mm", &style(1.0, Alignment::Start)).len(), 2);
}

#[test]
fn a_line_end_of_the_author_is_kept_and_shows_as_a_space() {
    let lines =
        set_text("Speaker of the House\r\nWashington\n\n20515\n", &style(300.0, Alignment::Start));
    assert_eq!(shown(&lines), ["Speaker of the House", "Washington", "", "20515"]);
    assert_eq!(&*lines[0].runs[0].text, "Speaker of the House Washington  20515 ");
    assert_eq!(set_text("", &style(300.0, Alignment::Start)), []);
}

#[test]
fn indents_and_alignment_place_a_line() {
    let indented = ParagraphStyle {
        first_indent: Length::pt(10.0),
        hanging_indent: Length::pt(26.0),
        ..style(200.0, Alignment::Start)
    };
    let lines = set_text(PARAGRAPH, &indented);
    assert_eq!((lines[0].runs[0].x, lines[1].runs[0].x), (Length::pt(10.0), Length::pt(26.0)));
    assert!(lines.iter().all(|line| line.width.to_pt() <= 200.0));

    let x = |alignment| set_text("Kim", &style(100.0, alignment))[0].runs[0].x.to_pt();
    assert!((x(Alignment::End) - (100.0 - width_of("Kim"))).abs() < 1e-6);
    assert!((x(Alignment::Center) - (100.0 - width_of("Kim")) / 2.0).abs() < 1e-6);
}

#[test]
fn a_paragraph_from_right_to_left_begins_at_the_right() {
    let rtl =
        ParagraphStyle { direction: Direction::RightToLeft, ..style(200.0, Alignment::Start) };
    let language = Language::default();
    let piece = |text, size| Piece {
        text,
        style: serif(Weight::Regular, Cut::Text, size),
        language: &language,
        element: None,
    };
    // The number stands in its own isolate, so it comes after `Kim`: to its left.
    let pieces = [piece("Kim ", 11.0), piece("\u{2068}12\u{2069}", 10.0)];
    let lines = set(&mut Fonts::new(), &pieces, &rtl).unwrap();
    let texts: Vec<&str> = lines[0].runs.iter().map(|run| &run.text[run.range.clone()]).collect();
    assert_eq!(texts, ["Kim", " ", "12"]);
    let xs: Vec<f64> = lines[0].runs.iter().map(|run| run.x.to_pt()).collect();
    assert!((xs[0] - (200.0 - width_of("Kim"))).abs() < 1e-6 && xs[2] < xs[1] && xs[1] < xs[0]);
    assert!((lines[0].width.to_pt() - 200.0).abs() < 1e-6);
}

#[test]
fn each_piece_keeps_its_style_and_element() {
    let language = Language::default();
    let italic = TextStyle { font: Font { slant: Slant::Italic, ..body().font }, ..body() };
    let note = TextStyle { rise: Length::pt(4.0), size: Length::pt(7.0), ..body() };
    let piece = |text, style, element| Piece { text, style, language: &language, element };
    let pieces = [
        piece("a ", body(), None),
        piece("word", italic, Some(ElementId(3))),
        piece("1", note, Some(ElementId(4))),
    ];
    let mut fonts = Fonts::new();
    let lines = set(&mut fonts, &pieces, &style(200.0, Alignment::Start)).unwrap();
    let [a, word, mark] = &lines[0].runs[..] else { panic!("{:?}", lines[0].runs) };
    assert_eq!(
        (a.element, word.element, mark.element),
        (None, Some(ElementId(3)), Some(ElementId(4)))
    );
    assert_eq!((a.face, mark.face), (fonts.face(body().font), a.face));
    assert_eq!(word.face, fonts.face(italic.font));
    assert_eq!((mark.rise, mark.size), (note.rise, note.size));
    assert_eq!(word.x, a.x + a.width());
    assert_eq!(fonts.into_faces().len(), 2);
}

#[test]
fn figures_of_a_table_have_one_width() {
    let tabular = TextStyle { tabular: true, ..body() };
    let glyphs = |text_style| {
        let lines = set_styled("0123456789", text_style, &style(200.0, Alignment::Start));
        let mut advances: Vec<String> =
            lines[0].runs[0].glyphs.iter().map(|g| format!("{:.3}", g.advance.to_pt())).collect();
        advances.sort();
        advances.dedup();
        advances.len()
    };
    assert_eq!(glyphs(tabular), 1);
    assert!(glyphs(body()) > 1);
}

#[test]
fn a_character_without_a_glyph_is_named_with_its_word() {
    let language = Language::default();
    for (text, character, context) in [
        ("to \u{2068}שלום\u{2069}, friends", 'ש', "שלום,"),
        ("مرحبا", 'م', "مرحبا"),
        ("the 漢字", '漢', "漢字"),
        ("a\u{7}b", '\u{7}', "a\u{7}b"),
    ] {
        let piece = Piece { text, style: body(), language: &language, element: None };
        let missing = set(&mut Fonts::new(), &[piece], &style(200.0, Alignment::Start));
        let (context, language) = (context.to_owned(), language.clone());
        let expected = MissingGlyph { character, context, language, hindrances: Vec::new() };
        assert_eq!(missing, Err(expected));
    }
}

#[test]
fn a_long_text_that_takes_turns_between_two_faces_is_set_in_both() {
    // Only Source Sans has the letter; a step into every change of face would exhaust the stack.
    let text = "aʈ ".repeat(4_000);
    let lines = set_text(&text, &style(424.8, Alignment::Start));
    assert_eq!(shown(&lines).join(" "), text.trim_end());
    let runs: Vec<&Run> = lines.iter().flat_map(|line| &line.runs).collect();
    assert_eq!(runs.len(), 8_000 + lines.len());
    assert!(runs.iter().all(|run| run.glyphs.iter().all(|glyph| glyph.id != 0)));
}

fn any_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-zA-ZäöüéñçßŁőů]{1,14}",
        2 => "[αβγδεζηθικλμνξοπρστυφχψωΑΒΓ]{1,12}",
        2 => "[абвгдежзийклмнопрстуфхцчшщъыьэюя]{1,16}",
        2 => "[0-9]{1,6}",
        1 => "https://[a-z]{3,9}\\.org/[a-z/?=-]{0,40}",
        1 => "e\u{301}o\u{308}",
        1 => "[a-z]{3}\u{ad}[a-z]{3}",
        1 => "\u{2068}[a-z]{3}\u{2069}",
        1 => "[a-z]{2,9}-[a-z]{2,9}",
        1 => "“[a-z]{2,9},”",
    ];
    let gap = prop_oneof![9 => " ", 1 => "\u{a0}", 1 => "\n", 1 => "—", 1 => "  "];
    proptest::collection::vec((word, gap), 0..40)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| word + &gap).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn lines_show_the_text_and_keep_within_the_measure(
        text in any_text(),
        measure in 20.0..400.0,
        alignment in prop_oneof![
            Just(Alignment::Justified), Just(Alignment::Start), Just(Alignment::End),
            Just(Alignment::Center),
        ],
        direction in prop_oneof![Just(Direction::LeftToRight), Just(Direction::RightToLeft)],
        (balanced, hyphenate) in any::<(bool, bool)>(),
    ) {
        let style = ParagraphStyle { direction, hyphenate, balanced, ..style(measure, alignment) };
        let lines = set_text(&text, &style);

        let visible: String = text
            .chars()
            .filter(|&c| !is_invisible(c))
            .map(|c| if c == '\n' { ' ' } else { c })
            .collect();
        let runs = || lines.iter().flat_map(|line| &line.runs);
        let shown: String = runs().map(|run| &run.text[run.range.clone()]).collect();
        prop_assert_eq!(shown.replace('\u{ad}', ""), visible);

        for line in &lines {
            // What kerning may add where a word is parted between two letters.
            prop_assert!(line.width.to_pt() <= measure + 1.5, "{:?}", line);
        }
        for run in runs() {
            prop_assert!(run.glyphs.iter().all(|glyph| glyph.id != 0));
            let clusters: String = {
                let mut starts: Vec<u32> = run.glyphs.iter().map(|glyph| glyph.cluster).collect();
                starts.sort_unstable();
                starts.dedup();
                starts.into_iter().map(|start| cluster_text(run, start)).collect()
            };
            prop_assert_eq!(&clusters, &run.text[run.range.clone()]);
        }
        if lines.iter().all(|line| spaces(line).iter().all(|space| *space < 1.5)) {
            let hyphens: Vec<bool> = lines.iter().map(|line| line.hyphenated).collect();
            prop_assert!(!hyphens.windows(3).any(|three| three == [true; 3]));
        }
    }

    #[test]
    fn any_text_is_set_or_its_missing_character_named(text: String, measure in -5.0..300.0) {
        let language = Language::default();
        let piece = Piece { text: &text, style: body(), language: &language, element: None };
        if let Err(missing) = set(&mut Fonts::new(), &[piece], &style(measure, Alignment::Justified)) {
            prop_assert!(text.contains(missing.character));
        }
    }
}
