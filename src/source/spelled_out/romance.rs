//! French, Spanish, Italian, Portuguese.

use crate::source::spelled_out::rules::{Entries, Numbers, PLAIN};

const FRENCH_RULES: Entries = &[
    (20, "vingt[->>]"),
    (30, "trente[->>]"),
    (40, "quarante[->>]"),
    (50, "cinquante[->>]"),
    (60, "soixante[->>]"),
    (80, "quatre-vingt[->>]"),
    (100, "cent[ >>]"),
    (200, "<< cent[ >>]"),
    (1000, "mille[ >>]"),
    (2000, "<mille< mille[ >>]"),
    (1_000_000, "<< million{|s}[ >>]"),
    (1_000_000_000, "<< milliard{|s}[ >>]"),
];

const FRENCH_WORDS: Entries = &[
    (21, "vingt-et-un"),
    (31, "trente-et-un"),
    (41, "quarante-et-un"),
    (51, "cinquante-et-un"),
    (61, "soixante-et-un"),
    (80, "quatre-vingts"),
    (200, "deux cents"),
    (300, "trois cents"),
    (400, "quatre cents"),
    (500, "cinq cents"),
    (600, "six cents"),
    (700, "sept cents"),
    (800, "huit cents"),
    (900, "neuf cents"),
];

const FRENCH_INVARIABLE: Entries = &[
    (80, "quatre-vingt"),
    (200, "deux cent"),
    (300, "trois cent"),
    (400, "quatre cent"),
    (500, "cinq cent"),
    (600, "six cent"),
    (700, "sept cent"),
    (800, "huit cent"),
    (900, "neuf cent"),
];

/// With hyphens on both sides of `et`, by the spelling of 1990. `cents` and `quatre-vingts` lose
/// their `s` before `mille`, but not before the nouns `millions` and `milliards`, as in CLDR.
pub(super) const FRENCH: Numbers = Numbers {
    minus: "moins ",
    first: &[
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
        "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit",
        "dix-neuf",
    ],
    words: &[FRENCH_WORDS, &[(71, "soixante-et-onze")]],
    rules: &[FRENCH_RULES],
    variants: &[("mille", FRENCH_INVARIABLE)],
    ..PLAIN
};

const SEVENTY_AND_NINETY: Entries = &[(70, "septante[->>]"), (90, "nonante[->>]")];

const SEVENTY_ONE_AND_NINETY_ONE: Entries = &[(71, "septante-et-un"), (91, "nonante-et-un")];

pub(super) const BELGIAN_FRENCH: Numbers = Numbers {
    words: &[FRENCH_WORDS, SEVENTY_ONE_AND_NINETY_ONE],
    rules: &[FRENCH_RULES, SEVENTY_AND_NINETY],
    ..FRENCH
};

pub(super) const SWISS_FRENCH: Numbers = Numbers {
    words: &[&[(80, "huitante"), (81, "huitante-et-un")], FRENCH_WORDS, SEVENTY_ONE_AND_NINETY_ONE],
    rules: &[FRENCH_RULES, SEVENTY_AND_NINETY, &[(80, "huitante[->>]")]],
    variants: &[("mille", &[(80, "huitante")]), ("mille", FRENCH_INVARIABLE)],
    ..FRENCH
};

/// Shortened as before a noun: `veintiún`.
pub(super) const SPANISH: Numbers = Numbers {
    minus: "menos ",
    first: &[
        "cero",
        "un",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiún",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ],
    words: &[&[(100, "cien")]],
    rules: &[&[
        (30, "treinta[ y >>]"),
        (40, "cuarenta[ y >>]"),
        (50, "cincuenta[ y >>]"),
        (60, "sesenta[ y >>]"),
        (70, "setenta[ y >>]"),
        (80, "ochenta[ y >>]"),
        (90, "noventa[ y >>]"),
        (100, "ciento[ >>]"),
        (200, "doscientos[ >>]"),
        (300, "trescientos[ >>]"),
        (400, "cuatrocientos[ >>]"),
        (500, "quinientos[ >>]"),
        (600, "seiscientos[ >>]"),
        (700, "setecientos[ >>]"),
        (800, "ochocientos[ >>]"),
        (900, "novecientos[ >>]"),
        (1000, "mil[ >>]"),
        (2000, "<< mil[ >>]"),
        (1_000_000, "<< mill{ón|ones}[ >>]"),
    ]],
    ..PLAIN
};

/// `tre` has its accent at the end of every compound and `uno` stays whole before `mila` and
/// `milioni`; CLDR has it so in some numbers alone.
pub(super) const ITALIAN: Numbers = Numbers {
    minus: "meno ",
    first: &[
        "zero",
        "uno",
        "due",
        "tre",
        "quattro",
        "cinque",
        "sei",
        "sette",
        "otto",
        "nove",
        "dieci",
        "undici",
        "dodici",
        "tredici",
        "quattordici",
        "quindici",
        "sedici",
        "diciassette",
        "diciotto",
        "diciannove",
    ],
    words: &[&[
        (21, "ventuno"),
        (28, "ventotto"),
        (31, "trentuno"),
        (38, "trentotto"),
        (41, "quarantuno"),
        (48, "quarantotto"),
        (51, "cinquantuno"),
        (58, "cinquantotto"),
        (61, "sessantuno"),
        (68, "sessantotto"),
        (71, "settantuno"),
        (78, "settantotto"),
        (81, "ottantuno"),
        (88, "ottantotto"),
        (91, "novantuno"),
        (98, "novantotto"),
    ]],
    rules: &[&[
        (20, "venti[>>]"),
        (30, "trenta[>>]"),
        (40, "quaranta[>>]"),
        (50, "cinquanta[>>]"),
        (60, "sessanta[>>]"),
        (70, "settanta[>>]"),
        (80, "ottanta[>>]"),
        (90, "novanta[>>]"),
        (100, "cent&[>>]"),
        (200, "<<cent&[>>]"),
        (1000, "mille[>>]"),
        (2000, "<<mila[>>]"),
        (1_000_000, "un milione[ >>]"),
        (2_000_000, "<< milioni[ >>]"),
        (1_000_000_000, "un miliardo[ >>]"),
        (2_000_000_000, "<< miliardi[ >>]"),
    ]],
    // `cento` loses its vowel before `otto` and `ottanta`.
    joint: |_, rest| if matches!(rest, 8 | 80..90) { "" } else { "o" },
    finish: |words| {
        let accented = words.split(' ').map(|word| match word.strip_suffix("tre") {
            Some(before) if !before.is_empty() => format!("{before}tré"),
            _ => word.to_owned(),
        });
        accented.collect::<Vec<_>>().join(" ")
    },
    ..PLAIN
};

const PORTUGUESE_RULES: Entries = &[
    (20, "vinte[ e >>]"),
    (30, "trinta[ e >>]"),
    (40, "quarenta[ e >>]"),
    (50, "cinquenta[ e >>]"),
    (60, "sessenta[ e >>]"),
    (70, "setenta[ e >>]"),
    (80, "oitenta[ e >>]"),
    (90, "noventa[ e >>]"),
    (100, "cento[ e >>]"),
    (200, "duzentos[ e >>]"),
    (300, "trezentos[ e >>]"),
    (400, "quatrocentos[ e >>]"),
    (500, "quinhentos[ e >>]"),
    (600, "seiscentos[ e >>]"),
    (700, "setecentos[ e >>]"),
    (800, "oitocentos[ e >>]"),
    (900, "novecentos[ e >>]"),
    (1000, "mil[&>>]"),
    (2000, "<< mil[&>>]"),
    (1_000_000, "<< milh{ão|ões}[&>>]"),
];

/// As Portugal and all but Brazil write; 10⁹ is `mil milhões`, where CLDR has `um mil milhões`.
pub(super) const PORTUGUESE: Numbers = Numbers {
    minus: "menos ",
    first: &[
        "zero",
        "um",
        "dois",
        "três",
        "quatro",
        "cinco",
        "seis",
        "sete",
        "oito",
        "nove",
        "dez",
        "onze",
        "doze",
        "treze",
        "catorze",
        "quinze",
        "dezasseis",
        "dezassete",
        "dezoito",
        "dezanove",
    ],
    words: &[&[(100, "cem")]],
    rules: &[PORTUGUESE_RULES],
    joint: |_, rest| {
        // `e` goes before the last group, when it is below a hundred or hundreds alone; CLDR has
        // it before all thousands.
        let mut group = rest;
        while group >= 1000 && group % 1000 == 0 {
            group /= 1000;
        }
        if group < 100 || (group < 1000 && group % 100 == 0) { " e " } else { " " }
    },
    ..PLAIN
};

pub(super) const BRAZILIAN_PORTUGUESE: Numbers = Numbers {
    words: &[&[(16, "dezesseis"), (17, "dezessete"), (19, "dezenove"), (100, "cem")]],
    rules: &[PORTUGUESE_RULES, &[(1_000_000_000, "<< bilh{ão|ões}[&>>]")]],
    ..PORTUGUESE
};
