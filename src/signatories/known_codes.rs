//! Codes and English names of countries (ISO 3166-1), codes of languages (ISO 639), to find
//! mistyped ones.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::model::Language;

/// The assigned codes, and those that are kept for a use that people make of them.
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ \
    EC EE EG EH ER ES ET EU FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU \
    GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW \
    KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU \
    MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF \
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UK UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE \
    YT ZA ZM ZW";

/// The codes of two letters, and those of three that letters are written in.
const LANGUAGES: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu \
    hy hz ia id ie ig ii ik io is it iu iw ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la \
    lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj \
    om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su \
    sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu \
    ast bal bem bho brx ceb cgg chr ckb cmn csb din dje doi dsb ebu ewo fil fur gsw hak haw hmn \
    hsb ilo kab kam kea khq kln kmr kok ksh lah lmo lrc luo luy mad mag mai mas mer mfe mgh mni \
    mos mua mus nan naq nds nmg nnh nso nus nyn pap pcm prs rof rwk sah saq sat sbp scn sco seh \
    ses shi smn sms szl teo tet tig tok twq tzm umb vai vun wae wal war wuu xog yav yrl yue zgh";

/// English names in ASCII and small letters, the short ones that CLDR has and others in use.
const COUNTRY_NAMES: &str = "\
    afghanistan,albania,algeria,american samoa,andorra,angola,anguilla,antarctica,\
    antigua and barbuda,antigua & barbuda,argentina,armenia,aruba,australia,austria,azerbaijan,\
    bahamas,the bahamas,bahrain,bangladesh,barbados,belarus,belgium,belize,benin,bermuda,bhutan,\
    bolivia,bosnia and herzegovina,bosnia & herzegovina,bosnia,botswana,brazil,brunei,bulgaria,\
    burkina faso,burma,burundi,cabo verde,cambodia,cameroon,canada,cape verde,cayman islands,\
    central african republic,chad,chile,china,colombia,comoros,congo,congo-brazzaville,\
    congo-kinshasa,cook islands,costa rica,cote d'ivoire,croatia,cuba,curacao,cyprus,czechia,\
    czech republic,democratic republic of the congo,denmark,djibouti,dominica,\
    dominican republic,dr congo,drc,east timor,ecuador,egypt,el salvador,england,\
    equatorial guinea,eritrea,estonia,eswatini,eswatini (swaziland),ethiopia,eu,european union,\
    falkland islands,faroe islands,fiji,finland,france,french guiana,french polynesia,gabon,\
    gambia,the gambia,georgia,germany,ghana,gibraltar,great britain,greece,greenland,grenada,\
    guadeloupe,guam,guatemala,guernsey,guinea,guinea-bissau,guyana,haiti,holy see,honduras,\
    hong kong,hong kong sar china,hungary,iceland,india,indonesia,iran,iraq,ireland,isle of man,\
    israel,italy,ivory coast,jamaica,japan,jersey,jordan,kazakhstan,kenya,kiribati,kosovo,kuwait,\
    kyrgyzstan,laos,latvia,lebanon,lesotho,liberia,libya,liechtenstein,lithuania,luxembourg,\
    macao,macao sar china,macau,macedonia,madagascar,malawi,malaysia,maldives,mali,malta,\
    marshall islands,martinique,mauritania,mauritius,mayotte,mexico,micronesia,moldova,monaco,\
    mongolia,montenegro,montserrat,morocco,mozambique,myanmar,myanmar (burma),namibia,nauru,\
    nepal,netherlands,the netherlands,new caledonia,new zealand,nicaragua,niger,nigeria,niue,\
    north korea,north macedonia,northern ireland,norway,oman,pakistan,palau,palestine,\
    palestinian territories,panama,papua new guinea,paraguay,peru,philippines,the philippines,\
    poland,portugal,puerto rico,qatar,republic of korea,republic of the congo,reunion,romania,\
    russia,russian federation,rwanda,saint helena,saint kitts and nevis,saint lucia,\
    saint vincent and the grenadines,samoa,san marino,sao tome and principe,saudi arabia,\
    scotland,senegal,serbia,seychelles,sierra leone,singapore,sint maarten,slovakia,slovenia,\
    solomon islands,somalia,south africa,south korea,south sudan,spain,sri lanka,\
    st. kitts & nevis,st. lucia,st. vincent & grenadines,sudan,suriname,swaziland,sweden,\
    switzerland,syria,taiwan,tajikistan,tanzania,thailand,tibet,timor-leste,togo,tonga,\
    trinidad and tobago,trinidad & tobago,tunisia,turkey,turkiye,turkmenistan,\
    turks & caicos islands,turks and caicos islands,tuvalu,u.k.,u.s.,u.s.a.,uganda,ukraine,\
    united arab emirates,united kingdom,united nations,united states,united states of america,\
    uruguay,usa,uzbekistan,vanuatu,vatican city,venezuela,vietnam,viet nam,wales,western sahara,\
    yemen,zambia,zimbabwe,british virgin islands,u.s. virgin islands,\
    democratic people's republic of korea,dprk,international,global";

/// Whether a word is the code of a country or its name in English.
pub(crate) fn is_country(word: &str) -> bool {
    let name = word.to_lowercase();
    COUNTRIES.split(' ').any(|known| known == word)
        || COUNTRY_NAMES.split(',').any(|known| known == name)
}

/// Whether a word in ASCII and small letters is one by which the name of a country is known.
pub(crate) fn is_word_of_country(word: &str) -> bool {
    /// Words of such names that tell nothing of a place.
    const OTHER: [&str; 24] = [
        "and",
        "central",
        "city",
        "coast",
        "cook",
        "democratic",
        "federation",
        "global",
        "great",
        "holy",
        "international",
        "isle",
        "islands",
        "kingdom",
        "leone",
        "man",
        "marshall",
        "nations",
        "new",
        "people's",
        "republic",
        "the",
        "union",
        "united",
    ];
    static WORDS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| COUNTRY_NAMES.split([',', ' ', '-', '(', ')']).collect());

    word.len() > 2 && WORDS.contains(word) && !OTHER.contains(&word)
}

/// Whether a tag is well-formed and begins with the code of a language.
pub(crate) fn is_language(tag: &str) -> bool {
    let Ok(language) = Language::parse(tag) else { return false };
    LANGUAGES.split(' ').any(|known| known == language.primary())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_on_every_line_are_known() {
        for code in ["AD", "BS", "EC", "YT", "ZW"] {
            assert!(is_country(code), "{code}");
        }
        for name in ["Afghanistan", "Cambodia", "Myanmar (Burma)", "zimbabwe", "USA"] {
            assert!(is_country(name), "{name}");
        }
        assert!(!is_country("ZZ") && !is_country("Atlantis"));
        for tag in ["aa", "da-DK", "zh-Hant-TW", "ckb", "yue", "zgh"] {
            assert!(is_language(tag), "{tag}");
        }
        assert!(!is_language("of-birth"));
    }
}
