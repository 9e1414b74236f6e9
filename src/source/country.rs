//! The name of a country by its code.

use icu_experimental::displaynames::DisplayNamesOptions;
use icu_experimental::displaynames::multi::RegionDisplayNames;
use icu_locale_core::subtags::Region;

use crate::model::Language;
use crate::source::date::locale;

/// The name that a language has for an ISO 3166 code of two letters: `South Korea` for `KR`. What
/// is no code, such as a name, stays as it is.
pub(crate) fn name(code: &str, language: &Language) -> String {
    let region = match code.trim() {
        code if code.len() == 2 => code.parse::<Region>().ok(),
        _ => None,
    };
    let found = region.and_then(|region| {
        let names =
            RegionDisplayNames::try_new((&locale(language)).into(), DisplayNamesOptions::default());
        names.ok().and_then(|names| names.of(region).map(ToOwned::to_owned))
    });
    found.unwrap_or_else(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_spelled_out_and_a_name_stays() {
        let name = |code, tag| name(code, &Language::parse(tag).unwrap());
        assert_eq!(name("KR", "en-US"), "South Korea");
        assert_eq!(name("kr", "de-AT"), "Südkorea");
        assert_eq!(name("TW", "zh-Hant-TW"), "台灣");
        assert_eq!(name("Republic of Korea", "en"), "Republic of Korea");
        assert_eq!(name("QQ", "en"), "QQ");
        assert_eq!(name("", "en"), "");
    }
}
