//! Names of months as dates have them, by language: where a day stands before the name, in the case
//! that it asks for.

const ARABIC: &str = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر \
                      شباط آذار نيسان أيار حزيران تموز آب أيلول";
const CZECH: &str =
    "ledna února března dubna května června července srpna září října listopadu prosince";
const DANISH: &str =
    "januar februar marts april maj juni juli august september oktober november december";
const DUTCH: &str =
    "januari februari maart april mei juni juli augustus september oktober november december";
const ENGLISH: &str = "January February March April May June July August September October November \
                       December Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec.";
const FINNISH: &str = "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta \
                       elokuuta syyskuuta lokakuuta marraskuuta joulukuuta";
const FRENCH: &str =
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre";
const GERMAN: &str = "Januar Jänner Februar März April Mai Juni Juli August September Oktober \
                      November Dezember";
const GREEK: &str = "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου \
                     Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου";
const HEBREW: &str =
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר";
const HUNGARIAN: &str = "január február március április május június július augusztus szeptember \
                         október november december";
const ITALIAN: &str = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre \
                       novembre dicembre";
const NORWEGIAN: &str =
    "januar februar mars april mai juni juli august september oktober november desember";
const PERSIAN: &str = "ژانویهٔ ژانویه فوریهٔ فوریه مارس آوریل مهٔ مه ژوئن ژوئیهٔ ژوئیه اوت سپتامبر اکتبر \
                       نوامبر دسامبر فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند";
const POLISH: &str = "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września \
                      października listopada grudnia";
const PORTUGUESE: &str =
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro";
const ROMANIAN: &str = "ianuarie februarie martie aprilie mai iunie iulie august septembrie \
                        octombrie noiembrie decembrie";
const RUSSIAN: &str = "января февраля марта апреля мая июня июля августа сентября октября ноября \
                       декабря";
const SPANISH: &str = "enero febrero marzo abril mayo junio julio agosto septiembre setiembre \
                       octubre noviembre diciembre";
const SWEDISH: &str =
    "januari februari mars april maj juni juli augusti september oktober november december";
const TURKISH: &str = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık";
const UKRAINIAN: &str = "січня лютого березня квітня травня червня липня серпня вересня жовтня \
                         листопада грудня";

/// The names of a language's months, with spaces between; none of a language that writes dates
/// without them, or that is not known.
pub(super) fn months(primary: &str) -> &'static str {
    match primary {
        "ar" => ARABIC,
        "cs" => CZECH,
        "da" => DANISH,
        "de" => GERMAN,
        "el" => GREEK,
        "en" => ENGLISH,
        "es" => SPANISH,
        "fa" => PERSIAN,
        "fi" => FINNISH,
        "fr" => FRENCH,
        "he" => HEBREW,
        "hu" => HUNGARIAN,
        "it" => ITALIAN,
        "nb" | "no" => NORWEGIAN,
        "nl" => DUTCH,
        "pl" => POLISH,
        "pt" => PORTUGUESE,
        "ro" => ROMANIAN,
        "ru" => RUSSIAN,
        "sv" => SWEDISH,
        "tr" => TURKISH,
        "uk" => UKRAINIAN,
        _ => "",
    }
}
