//! Turkish and Indonesian, which put number beside number and change none.

use crate::source::spelled_out::rules::{Numbers, PLAIN};

pub(super) const TURKISH: Numbers = Numbers {
    minus: "eksi ",
    first: &["sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"],
    rules: &[&[
        (10, "on[ >>]"),
        (20, "yirmi[ >>]"),
        (30, "otuz[ >>]"),
        (40, "kırk[ >>]"),
        (50, "elli[ >>]"),
        (60, "altmış[ >>]"),
        (70, "yetmiş[ >>]"),
        (80, "seksen[ >>]"),
        (90, "doksan[ >>]"),
        (100, "yüz[ >>]"),
        (200, "<< yüz[ >>]"),
        (1000, "bin[ >>]"),
        (2000, "<< bin[ >>]"),
        (1_000_000, "<< milyon[ >>]"),
        (1_000_000_000, "<< milyar[ >>]"),
    ]],
    ..PLAIN
};

/// Zero is `nol`, as a number is read; CLDR has `kosong`, empty.
pub(super) const INDONESIAN: Numbers = Numbers {
    first: &[
        "nol",
        "satu",
        "dua",
        "tiga",
        "empat",
        "lima",
        "enam",
        "tujuh",
        "delapan",
        "sembilan",
        "sepuluh",
        "sebelas",
        "dua belas",
        "tiga belas",
        "empat belas",
        "lima belas",
        "enam belas",
        "tujuh belas",
        "delapan belas",
        "sembilan belas",
    ],
    rules: &[&[
        (20, "<< puluh[ >>]"),
        (100, "seratus[ >>]"),
        (200, "<< ratus[ >>]"),
        (1000, "seribu[ >>]"),
        (2000, "<< ribu[ >>]"),
        (1_000_000, "<< juta[ >>]"),
        (1_000_000_000, "<< miliar[ >>]"),
    ]],
    ..PLAIN
};
