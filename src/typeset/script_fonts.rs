//! Which families show a script well, which package has them, and the script of a language.

use unicode_script::{Script, UnicodeScript};

use crate::model::Language;
use crate::typeset::font::Family;

/// The forms in which a Chinese character is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// Japan.
    Japan,
    /// Korea.
    Korea,
    /// Mainland China: the simplified forms.
    China,
    /// Taiwan: the traditional forms.
    Taiwan,
    /// Hong Kong and Macau.
    HongKong,
}

/// The code that Noto's families of a region end in, and other families: those that systems bring
/// along, serif before sans.
fn of_region(region: Region) -> (&'static str, &'static [&'static str]) {
    match region {
        Region::Japan => (
            "JP",
            &["Hiragino Mincho ProN", "Yu Mincho", "MS Mincho", "Hiragino Sans", "Yu Gothic"],
        ),
        Region::Korea => {
            ("KR", &["AppleMyungjo", "Batang", "Apple SD Gothic Neo", "Malgun Gothic"])
        }
        Region::China => ("SC", &["Songti SC", "SimSun", "PingFang SC", "Microsoft YaHei"]),
        Region::Taiwan => ("TC", &["Songti TC", "PMingLiU", "PingFang TC", "Microsoft JhengHei"]),
        Region::HongKong => ("HK", &["PingFang HK", "MingLiU_HKSCS", "Songti TC", "PMingLiU"]),
    }
}

/// Characters that belong to no script: symbols and emoji in one color.
const SYMBOLS: [&str; 8] = [
    "Noto Emoji",
    "Noto Sans Symbols2",
    "Noto Sans Symbols 2",
    "Noto Sans Symbols",
    "Noto Sans Math",
    "Symbola",
    "Segoe UI Symbol",
    "Apple Symbols",
];

/// The script that languages are usually written in, where it is not Latin, Greek or Cyrillic.
const SCRIPTS: [(&str, Script); 44] = [
    ("am", Script::Ethiopic),
    ("ar", Script::Arabic),
    ("as", Script::Bengali),
    ("bn", Script::Bengali),
    ("bo", Script::Tibetan),
    ("ckb", Script::Arabic),
    ("dv", Script::Thaana),
    ("dz", Script::Tibetan),
    ("fa", Script::Arabic),
    ("gu", Script::Gujarati),
    ("he", Script::Hebrew),
    ("hi", Script::Devanagari),
    ("hy", Script::Armenian),
    ("ja", Script::Han),
    ("ka", Script::Georgian),
    ("km", Script::Khmer),
    ("kn", Script::Kannada),
    ("ko", Script::Hangul),
    ("ks", Script::Arabic),
    ("lo", Script::Lao),
    ("mai", Script::Devanagari),
    ("ml", Script::Malayalam),
    ("mni", Script::Meetei_Mayek),
    ("mr", Script::Devanagari),
    ("my", Script::Myanmar),
    ("ne", Script::Devanagari),
    ("nqo", Script::Nko),
    ("or", Script::Oriya),
    ("pa", Script::Gurmukhi),
    ("ps", Script::Arabic),
    ("sa", Script::Devanagari),
    ("sat", Script::Ol_Chiki),
    ("sd", Script::Arabic),
    ("shn", Script::Myanmar),
    ("si", Script::Sinhala),
    ("syr", Script::Syriac),
    ("ta", Script::Tamil),
    ("te", Script::Telugu),
    ("th", Script::Thai),
    ("ti", Script::Ethiopic),
    ("ug", Script::Arabic),
    ("ur", Script::Arabic),
    ("yi", Script::Hebrew),
    ("zh", Script::Han),
];

/// Whether a script is one of Chinese characters, or written together with them.
pub fn is_east_asian(script: Script) -> bool {
    matches!(
        script,
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo
    )
}

/// Whether a character is one that Unicode leaves to agreement (The Unicode Standard, 23.5).
pub fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// Whether a script is that of code points that stand for no character.
pub fn is_unknown(script: Script) -> bool {
    script == Script::Unknown
}

/// The script of a character. One that several scripts share has that of the language, if it is
/// among them, else the first of them that is; one that all share has none of its own.
pub fn script_of(character: char, language: &Language) -> Script {
    let script = character.script();
    if !matches!(script, Script::Common | Script::Inherited) {
        return script;
    }
    let shared = character.script_extension();
    if shared.is_common() || shared.is_inherited() {
        let full_width = matches!(character, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}');
        return if full_width { Script::Han } else { Script::Common };
    }
    let own = of_language(language).filter(|&script| shared.contains_script(script));
    let han = shared.contains_script(Script::Han).then_some(Script::Han);
    own.or(han).or_else(|| shared.iter().next()).unwrap_or(Script::Common)
}

/// The script that a language is written in, unless it is Latin, Greek or Cyrillic.
fn of_language(language: &Language) -> Option<Script> {
    if let Some(named) = language.script() {
        return match named {
            "Hans" | "Hant" | "Jpan" => Some(Script::Han),
            "Kore" => Some(Script::Hangul),
            named => Script::from_short_name(named),
        };
    }
    let place = SCRIPTS.binary_search_by_key(&language.primary(), |(language, _)| language);
    place.ok().map(|place| SCRIPTS[place].1)
}

/// The region whose forms a language asks for, if it is one of those that differ.
pub fn region_of(language: &Language) -> Option<Region> {
    match language.primary() {
        "ja" => Some(Region::Japan),
        "ko" => Some(Region::Korea),
        "zh" | "yue" | "cmn" | "lzh" => Some(match (language.script(), language.region()) {
            (_, Some("HK" | "MO")) => Region::HongKong,
            (Some("Hant"), _) | (None, Some("TW")) => Region::Taiwan,
            (None, None) if language.primary() == "yue" => Region::HongKong,
            _ => Region::China,
        }),
        _ => None,
    }
}

/// The region that a text tells by the letters that it is written in: kana are Japanese.
pub fn region_told_by(text: &str) -> Option<Region> {
    text.chars().find_map(|character| match character.script() {
        Script::Hiragana | Script::Katakana => Some(Region::Japan),
        Script::Hangul => Some(Region::Korea),
        Script::Bopomofo => Some(Region::Taiwan),
        _ => None,
    })
}

/// A language that asks for the forms of a region.
pub(crate) fn language_of(region: Region) -> Language {
    let tag = match region {
        Region::Japan => "ja",
        Region::Korea => "ko",
        Region::China => "zh-Hans",
        Region::Taiwan => "zh-Hant",
        Region::HongKong => "zh-Hant-HK",
    };
    Language::parse(tag).unwrap_or_default()
}

/// The families that show a script best, the first first.
pub fn families(script: Script, language: &Language, family: Family) -> Vec<String> {
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let in_order = |serif: Vec<String>, sans: Vec<String>| match family {
        Family::Serif => [serif, sans].concat(),
        Family::Sans => [sans, serif].concat(),
    };
    if is_east_asian(script) {
        let region = region_of(language).unwrap_or(match script {
            Script::Hiragana | Script::Katakana => Region::Japan,
            Script::Hangul => Region::Korea,
            Script::Bopomofo => Region::Taiwan,
            _ => Region::China,
        });
        let (code, brought) = of_region(region);
        let noto = |style: &str| {
            vec![
                format!("Noto {style} CJK {code}"),
                format!("Noto {style} {code}"),
                format!("Source Han {style} {code}"),
            ]
        };
        let mut found = in_order(noto("Serif"), noto("Sans"));
        found.extend(named(brought));
        return found;
    }
    match script {
        Script::Common | Script::Inherited => named(&SYMBOLS),
        Script::Arabic => in_order(
            named(&["Noto Naskh Arabic", "Amiri", "Scheherazade New", "Traditional Arabic"]),
            named(&["Noto Sans Arabic", "Noto Kufi Arabic", "Segoe UI", "Geeza Pro"]),
        ),
        _ => {
            let name = name(script);
            in_order(vec![format!("Noto Serif {name}")], vec![format!("Noto Sans {name}")])
        }
    }
}

/// The English name of a script: `Devanagari`.
pub fn name(script: Script) -> String {
    match script {
        Script::Nko => "NKo".to_owned(),
        script => script.full_name().replace('_', " "),
    }
}

/// A family that has a script's characters, and the package of Debian that has it.
pub fn recommended(script: Script, language: &Language) -> (String, &'static str) {
    let package = match script {
        script if is_east_asian(script) => "fonts-noto-cjk",
        Script::Common | Script::Inherited => return ("Symbola".to_owned(), "fonts-symbola"),
        _ => "fonts-noto-core",
    };
    // Those that Noto has no serif for.
    let sans = !matches!(
        script,
        Script::Ahom
            | Script::Arabic
            | Script::Armenian
            | Script::Balinese
            | Script::Bengali
            | Script::Devanagari
            | Script::Dogra
            | Script::Ethiopic
            | Script::Georgian
            | Script::Grantha
            | Script::Gujarati
            | Script::Gurmukhi
            | Script::Hebrew
            | Script::Kannada
            | Script::Khmer
            | Script::Khojki
            | Script::Lao
            | Script::Malayalam
            | Script::Myanmar
            | Script::Sinhala
            | Script::Tamil
            | Script::Tangut
            | Script::Telugu
            | Script::Thai
            | Script::Tibetan
            | Script::Yezidi
    ) && !is_east_asian(script);
    let family = if sans { Family::Sans } else { Family::Serif };
    let found = families(script, language, family).into_iter().next();
    (found.unwrap_or_else(|| "Noto Sans".to_owned()), package)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).unwrap()
    }

    #[test]
    fn languages_stand_in_order_so_that_they_are_found() {
        assert!(SCRIPTS.is_sorted_by_key(|(language, _)| language));
    }

    #[test]
    fn the_language_decides_between_the_forms_of_a_chinese_character() {
        let first = |tag| families(Script::Han, &language(tag), Family::Serif).swap_remove(0);
        assert_eq!(first("ja"), "Noto Serif CJK JP");
        assert_eq!(first("ko-KR"), "Noto Serif CJK KR");
        assert_eq!(first("zh"), "Noto Serif CJK SC");
        assert_eq!(first("zh-TW"), "Noto Serif CJK TC");
        assert_eq!(first("zh-Hant"), "Noto Serif CJK TC");
        assert_eq!(first("zh-HK"), "Noto Serif CJK HK");
        assert_eq!(first("en"), "Noto Serif CJK SC");
        let kana = families(Script::Katakana, &language("en"), Family::Sans);
        assert_eq!(kana[0], "Noto Sans CJK JP");
        assert_eq!(region_told_by("東京の会"), Some(Region::Japan));
        assert_eq!(region_told_by("中国"), None);
    }

    #[test]
    fn a_character_that_scripts_share_has_that_of_its_language() {
        assert_eq!(script_of('٣', &language("fa")), Script::Arabic);
        assert_eq!(script_of('।', &language("bn")), Script::Bengali);
        assert_eq!(script_of('、', &language("en")), Script::Han);
        assert_eq!(script_of('😀', &language("ja")), Script::Common);
    }

    #[test]
    fn a_family_and_its_package_are_named_for_each_script() {
        let told = |script, tag| recommended(script, &language(tag));
        assert_eq!(told(Script::Arabic, "en"), ("Noto Naskh Arabic".into(), "fonts-noto-core"));
        assert_eq!(told(Script::Nko, "en"), ("Noto Sans NKo".into(), "fonts-noto-core"));
        assert_eq!(told(Script::Han, "ja"), ("Noto Serif CJK JP".into(), "fonts-noto-cjk"));
        assert_eq!(told(Script::Khmer, "km"), ("Noto Serif Khmer".into(), "fonts-noto-core"));
    }
}
