//! Quotation marks by language, as CLDR gives them (delimiters, CLDR 44).

use crate::model::Language;

/// The marks of a language, each with what stands between it and the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuotationMarks {
    /// Round a quotation, which is typed `"`.
    pub(crate) outer: [&'static str; 2],
    /// Round a quotation within one, which is typed `'`.
    pub(crate) inner: [&'static str; 2],
}

const fn marks(outer: [&'static str; 2], inner: [&'static str; 2]) -> QuotationMarks {
    QuotationMarks { outer, inner }
}

const HIGH: [&str; 2] = ["“", "”"];
const HIGH_SINGLE: [&str; 2] = ["‘", "’"];
const LOW: [&str; 2] = ["„", "“"];
const LOW_SINGLE: [&str; 2] = ["‚", "‘"];
const LOW_HIGH: [&str; 2] = ["„", "”"];
const GUILLEMETS: [&str; 2] = ["«", "»"];
const GUILLEMETS_SINGLE: [&str; 2] = ["‹", "›"];
const GUILLEMETS_SPACED: [&str; 2] = ["«\u{a0}", "\u{a0}»"];
const GUILLEMETS_SINGLE_SPACED: [&str; 2] = ["‹\u{a0}", "\u{a0}›"];
const ALIKE: [&str; 2] = ["”", "”"];
const ALIKE_SINGLE: [&str; 2] = ["’", "’"];
const CORNERS: [&str; 2] = ["「", "」"];
const CORNERS_WHITE: [&str; 2] = ["『", "』"];

/// Where Spanish has the marks of Latin America (CLDR's es-419 and what inherits from it).
const LATIN_AMERICA: [&str; 22] = [
    "419", "AR", "BO", "BR", "BZ", "CL", "CO", "CR", "CU", "DO", "EC", "GT", "HN", "MX", "NI",
    "PA", "PE", "PR", "PY", "SV", "UY", "VE",
];

/// Where Portuguese has the marks of Portugal.
const AS_PORTUGAL: [&str; 11] = ["AO", "CH", "CV", "GQ", "GW", "LU", "MO", "MZ", "PT", "ST", "TL"];

impl QuotationMarks {
    /// The marks of a language; those of English where nothing else is known.
    pub(crate) fn of(language: &Language) -> Self {
        let region = language.region().unwrap_or_default();
        match (language.primary(), language.script().unwrap_or_default()) {
            ("fr", _) => marks(
                GUILLEMETS_SPACED,
                match region {
                    "CA" => ["”", "“"],
                    "CH" => GUILLEMETS_SINGLE_SPACED,
                    _ => GUILLEMETS_SPACED,
                },
            ),
            ("es", _) if LATIN_AMERICA.contains(&region) => marks(HIGH, HIGH_SINGLE),
            ("pt", _) if AS_PORTUGAL.contains(&region) => marks(GUILLEMETS, HIGH),
            ("zh", "Hant") => marks(CORNERS, CORNERS_WHITE),
            ("zh", "") if ["HK", "MO", "TW"].contains(&region) => marks(CORNERS, CORNERS_WHITE),
            ("yue", "Hans") => marks(HIGH, HIGH_SINGLE),
            ("az", "Cyrl") => marks(GUILLEMETS, GUILLEMETS_SINGLE),
            ("bs", "Cyrl") => marks(LOW, LOW_SINGLE),
            (primary, _) => by_primary(primary),
        }
    }
}

fn by_primary(primary: &str) -> QuotationMarks {
    match primary {
        "ast" | "br" | "ca" | "el" | "es" | "eu" | "it" | "kab" | "kk" | "mg" | "sc" | "sg"
        | "sq" | "ti" => marks(GUILLEMETS, HIGH),
        "cs" | "de" | "dsb" | "et" | "hr" | "hsb" | "is" | "ksh" | "lb" | "luy" | "mk" | "sk"
        | "sl" => marks(LOW, LOW_SINGLE),
        "am" | "fa" | "gsw" | "mzn" | "rm" | "wae" => marks(GUILLEMETS, GUILLEMETS_SINGLE),
        "be" | "cv" | "ky" | "os" | "ru" | "sah" | "uk" => marks(GUILLEMETS, LOW),
        "fi" | "he" | "rn" | "se" | "sn" | "sv" | "yi" => marks(ALIKE, ALIKE_SINGLE),
        "nb" | "nn" | "no" | "rw" => marks(GUILLEMETS, HIGH_SINGLE),
        "hy" => marks(GUILLEMETS, GUILLEMETS),
        "pl" | "ro" => marks(LOW_HIGH, GUILLEMETS),
        "ar" | "ur" => marks(["”", "“"], ["’", "‘"]),
        "bg" | "lt" => marks(LOW, LOW),
        "fur" | "ia" => marks(HIGH_SINGLE, HIGH),
        "ja" | "yue" => marks(CORNERS, CORNERS_WHITE),
        "shi" | "zgh" => marks(GUILLEMETS, LOW_HIGH),
        "ff" => marks(LOW_HIGH, ["‚", "’"]),
        "bs" => marks(LOW_HIGH, HIGH_SINGLE),
        "hu" => marks(LOW_HIGH, ["»", "«"]),
        "ka" => marks(LOW, GUILLEMETS),
        "nl" => marks(HIGH_SINGLE, HIGH_SINGLE),
        "sr" => marks(LOW, ["‘", "‘"]),
        "tk" => marks(HIGH, HIGH),
        "ug" => marks(["»", "«"], ["›", "‹"]),
        "uz" => marks(HIGH, ["’", "‘"]),
        _ => marks(HIGH, HIGH_SINGLE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn region_and_script_decide_before_the_language_does() {
        let outer = |tag| QuotationMarks::of(&Language::parse(tag).unwrap()).outer;
        assert_eq!(outer("es-ES"), GUILLEMETS);
        assert_eq!(outer("es-MX"), HIGH);
        assert_eq!(outer("pt-BR"), HIGH);
        assert_eq!(outer("pt-PT"), GUILLEMETS);
        assert_eq!(outer("zh-TW"), CORNERS);
        assert_eq!(outer("zh-Hans-HK"), HIGH);
        assert_eq!(outer("tlh"), HIGH);
    }
}
