//! English, German, Dutch, Swedish, Danish, Norwegian (Bokmål).

use crate::source::spelled_out::rules::{Numbers, PLAIN};

pub(super) const ENGLISH: Numbers = Numbers {
    first: &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
    rules: &[&[
        (20, "twenty[->>]"),
        (30, "thirty[->>]"),
        (40, "forty[->>]"),
        (50, "fifty[->>]"),
        (60, "sixty[->>]"),
        (70, "seventy[->>]"),
        (80, "eighty[->>]"),
        (90, "ninety[->>]"),
        (100, "<< hundred[&>>]"),
        (1000, "<< thousand[&>>]"),
        (1_000_000, "<< million[&>>]"),
        (1_000_000_000, "<< billion[&>>]"),
    ]],
    joint: |_, rest| if rest < 100 { " and " } else { " " },
    ..PLAIN
};

pub(super) const GERMAN: Numbers = Numbers {
    first: &[
        "null",
        "eins",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ],
    rules: &[&[
        (20, "[>ein>und]zwanzig"),
        (30, "[>ein>und]dreißig"),
        (40, "[>ein>und]vierzig"),
        (50, "[>ein>und]fünfzig"),
        (60, "[>ein>und]sechzig"),
        (70, "[>ein>und]siebzig"),
        (80, "[>ein>und]achtzig"),
        (90, "[>ein>und]neunzig"),
        (100, "<ein<hundert[>>]"),
        (1000, "<ein<tausend[>>]"),
        (1_000_000, "<eine< Million{|en}[ >>]"),
        (1_000_000_000, "<eine< Milliarde{|n}[ >>]"),
    ]],
    variants: &[("ein", &[(1, "ein")]), ("eine", &[(1, "eine")])],
    ..PLAIN
};

/// Without `ß`, as Switzerland and Liechtenstein write.
pub(super) const SWISS_GERMAN: Numbers =
    Numbers { finish: |words| words.replace('ß', "ss"), ..GERMAN };

/// With a space behind `duizend`, as the Taalunie's spelling has it; CLDR has none.
pub(super) const DUTCH: Numbers = Numbers {
    minus: "min ",
    first: &[
        "nul",
        "een",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
    ],
    rules: &[&[
        (20, "[>en>]twintig"),
        (30, "[>en>]dertig"),
        (40, "[>en>]veertig"),
        (50, "[>en>]vijftig"),
        (60, "[>en>]zestig"),
        (70, "[>en>]zeventig"),
        (80, "[>en>]tachtig"),
        (90, "[>en>]negentig"),
        (100, "honderd[>>]"),
        (200, "<<honderd[>>]"),
        (1000, "duizend[ >>]"),
        (2000, "<<duizend[ >>]"),
        (1_000_000, "<< miljoen[ >>]"),
        (1_000_000_000, "<< miljard[ >>]"),
    ]],
    variants: &[(
        "en",
        &[
            (1, "eenen"),
            (2, "tweeën"),
            (3, "drieën"),
            (4, "vieren"),
            (5, "vijfen"),
            (6, "zesen"),
            (7, "zevenen"),
            (8, "achten"),
            (9, "negenen"),
        ],
    )],
    ..PLAIN
};

pub(super) const SWEDISH: Numbers = Numbers {
    first: &[
        "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva",
        "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
    ],
    rules: &[&[
        (20, "tjugo[>>]"),
        (30, "trettio[>>]"),
        (40, "fyrtio[>>]"),
        (50, "femtio[>>]"),
        (60, "sextio[>>]"),
        (70, "sjuttio[>>]"),
        (80, "åttio[>>]"),
        (90, "nittio[>>]"),
        (100, "<ett<hundra[>>]"),
        (1000, "ettusen[ >>]"),
        (2000, "<<tusen[ >>]"),
        (1_000_000, "<< miljon{|er}[ >>]"),
        (1_000_000_000, "<< miljard{|er}[ >>]"),
    ]],
    variants: &[("ett", &[(1, "ett")])],
    ..PLAIN
};

/// With `en million`, where CLDR has the bare noun.
pub(super) const DANISH: Numbers = Numbers {
    first: &[
        "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve",
        "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten",
    ],
    rules: &[&[
        (20, "[>en>og]tyve"),
        (30, "[>en>og]tredive"),
        (40, "[>en>og]fyrre"),
        (50, "[>en>og]halvtreds"),
        (60, "[>en>og]tres"),
        (70, "[>en>og]halvfjerds"),
        (80, "[>en>og]firs"),
        (90, "[>en>og]halvfems"),
        (100, "hundrede[ og >>]"),
        (200, "<<hundrede[ og >>]"),
        (1000, "tusinde[&>>]"),
        (2000, "<et< tusinde[&>>]"),
        (1_000_000, "<< million{|er}[ >>]"),
        (1_000_000_000, "<< milliard{|er}[ >>]"),
    ]],
    variants: &[("en", &[(1, "en")]), ("et", &[(1, "et")])],
    joint: |_, rest| if rest < 100 { " og " } else { " " },
    ..PLAIN
};

pub(super) const NORWEGIAN: Numbers = Numbers {
    first: &[
        "null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve",
        "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten",
    ],
    rules: &[&[
        (20, "tjue[>>]"),
        (30, "tretti[>>]"),
        (40, "førti[>>]"),
        (50, "femti[>>]"),
        (60, "seksti[>>]"),
        (70, "sytti[>>]"),
        (80, "åtti[>>]"),
        (90, "nitti[>>]"),
        (100, "hundre[ og >>]"),
        (200, "<< hundre[ og >>]"),
        (1000, "tusen[&>>]"),
        (2000, "<ett< tusen[&>>]"),
        (1_000_000, "<< million{|er}[ >>]"),
        (1_000_000_000, "<< milliard{|er}[ >>]"),
    ]],
    variants: &[("ett", &[(1, "ett")])],
    joint: |_, rest| if rest < 100 { " og " } else { " " },
    ..PLAIN
};
