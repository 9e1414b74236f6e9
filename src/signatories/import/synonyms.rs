//! What the headers of forms mean, in the languages that forms speak.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::is_accent;

/// What a column of a form holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Plainly the name of an organization.
    OrganizationName,
    /// An organization: whose name it is depends on what stands beside it.
    Organization,
    /// Plainly the name of a person.
    PersonName,
    /// The first of two columns that make a person's name.
    FirstName,
    /// The second of them.
    LastName,
    /// When somebody began to answer, which Microsoft Forms alone tells.
    Started,
    /// A day of which it is not said whether it is that of the answer.
    Day,
    /// What the list keeps in a column of its own.
    Column(&'static str),
}

use Meaning::{
    Column, Day, FirstName, LastName, Organization, OrganizationName, PersonName, Started,
};

/// Headers by what they mean, with commas between. Each is compared folded.
const KNOWN: [(Meaning, &str); 19] = [
    (
        OrganizationName,
        "organization name,organisation name,name of organization,name of organisation,organization / group name,\
         organisation / group name,group / organization name,group / organisation name,\
         organization or group name,org name,group name,coalition name,\
         association name,ngo name,name of ngo,name of group,name of organization or group,\
         organization (full name),full organization name,organization full name,\
         official name of organization,legal name of organization,institution name,company name,\
         signatory organization,signing organization,endorsing organization,\
         name of endorsing organization,name of signing organization,\
         nom de l'organisation,nom de l'association,nom de la structure,nom de votre structure,\
         nom de l'organisme,nom de l'institution,nom de l'ong,\
         name der organisation,name des vereins,name des verbandes,organisationsname,vereinsname,\
         nombre de la organización,nombre de la entidad,nombre de la asociación,\
         nombre de la institución,nombre de la ong,\
         nome da organização,nome da entidade,nome da instituição,nome da associação,\
         nome dell'organizzazione,nome dell'associazione,nome dell'ente,\
         naam van de organisatie,naam organisatie,organisatienaam,\
         단체명,기관명,조직명,단체 이름,기관 이름,단체명 (국문),단체명 (한글),소속 단체명,\
         団体名,機関名,組織名,貴団体名,団体・組織名,\
         组织名称,機構名稱,机构名称,组织名,團體名稱,团体名称,組織名稱,单位名称,單位名稱,\
         اسم المنظمة,اسم الجمعية,اسم المؤسسة,اسم الجهة,نام سازمان,\
         название организации,наименование организации,полное название организации,\
         назва організації,повна назва організації,\
         kuruluş adı,kurum adı,kuruluşun adı,örgüt adı,dernek adı,\
         nazwa organizacji,pełna nazwa organizacji,nazwa instytucji,nazwa stowarzyszenia,\
         organisationens namn,organisationsnamn,organisationens navn,organisasjonens navn,\
         organisaation nimi,järjestön nimi,název organizace,szervezet neve,numele organizației,\
         denumirea organizației,όνομα οργάνωσης,όνομα οργανισμού,tên tổ chức,nama organisasi,\
         שם הארגון,ชื่อองค์กร,संगठन का नाम",
    ),
    (
        Organization,
        "organization,organisation,organización,organização,organizzazione,organisatie,\
         organizacja,organizace,organizație,szervezet,organisaatio,kuruluş,kurum,단체,기관,団体,\
         組織,组织,机构,機構,المنظمة,организация,організація,ארגון,tổ chức,organisasi",
    ),
    (
        PersonName,
        "full name,first and last name,first name and last name,name and surname,your full name,\
         signer name,name of signer,person's name,name of person,individual name,\
         nom complet,nom et prénom,nom prénom,prénom et nom,prénom nom,nom et prénoms,\
         vor- und nachname,vorname und nachname,vor- und zuname,vollständiger name,\
         nombre completo,nombre y apellido,nombre y apellidos,nombres y apellidos,\
         nome completo,nome e sobrenome,nome e cognome,nome e apelido,cognome e nome,\
         volledige naam,voor- en achternaam,\
         성명,이름 (성명),氏名,お名前,姓名,真实姓名,الاسم الكامل,الاسم واللقب,\
         фио,ф.и.о.,имя и фамилия,фамилия имя отчество,піб,п.і.б.,прізвище та ім'я,\
         ім'я та прізвище,ad soyad,adı soyadı,isim soyisim,imię i nazwisko,\
         fullständigt namn,för- och efternamn,fulde navn,fullt navn,koko nimi,jméno a příjmení,\
         teljes név,nume complet,nume și prenume,ονοματεπώνυμο,họ và tên,họ tên,nama lengkap,\
         שם מלא,ชื่อ-นามสกุล,पूरा नाम",
    ),
    (
        FirstName,
        "first name,firstname,given name,forename,prénom,vorname,primer nombre,nombres,\
         nome próprio,voornaam,이름 (first name),名,имя (first name),ad,adı,imię,förnamn,fornavn,\
         etunimi,jméno (křestní),keresztnév,prenume",
    ),
    (
        LastName,
        "last name,lastname,surname,family name,nom de famille,nachname,familienname,zuname,\
         apellido,apellidos,sobrenome,apelido,cognome,achternaam,성,姓,фамилия,прізвище,soyad,\
         soyadı,nazwisko,efternamn,etternavn,efternavn,sukunimi,příjmení,vezetéknév,nume de familie",
    ),
    (
        Started,
        "start time,startzeit,heure de début,hora de inicio,hora de início,ora di inizio,\
         begintijd,시작 시간,開始時刻,开始时间,開始時間,время начала,godzina rozpoczęcia,\
         başlangıç zamanı",
    ),
    (
        Column("signed_on"),
        "timestamp,horodateur,zeitstempel,marca temporal,carimbo de data/hora,carimbo data/hora,\
         informazioni cronologiche,tijdstempel,타임스탬프,タイムスタンプ,时间戳记,时间戳,時間戳記,\
         طابع زمني,отметка времени,позначка часу,zaman damgası,sygnatura czasowa,tidstämpel,\
         tidsstempel,tidsmerke,aikaleima,časová značka,időbélyeg,marcaj de timp,marcă de timp,\
         χρονική σήμανση,dấu thời gian,stempel waktu,cap waktu,חותמת זמן,ประทับเวลา,\
         completion time,fertigstellungszeit,heure de fin,hora de finalización,hora de conclusão,\
         ora di completamento,tijd van voltooien,완료 시간,完了時刻,完成时间,完成時間,\
         время выполнения,godzina ukończenia,tamamlanma zamanı,\
         submit date (utc),submit date,submitted at,submitted on,submission date,submission time,\
         date submitted,created_at,created at,created time,date signed,signature date,\
         date of signature,signed at,date de signature,datum der unterschrift,fecha de firma,\
         data di firma,data da assinatura,서명일,제출 시간",
    ),
    (Day, "created,date,datum,fecha,data,날짜,日付,日期,дата,tarih"),
    (
        Column("name"),
        "name,nom,nombre,nome,naam,이름,名前,名称,名稱,名字,الاسم,имя,ім'я,назва,название,isim,\
         nazwa,namn,navn,nimi,jméno,název,név,nume,όνομα,tên,nama,שם,ชื่อ,नाम,\
         signatory,signatories,signatory name,name of signatory,signer,signers,name or organization,\
         organization or individual name,organization / individual",
    ),
    (
        Column("abbreviation"),
        "abbreviation,acronym,organization acronym,acronym of organization,initials,sigle,\
         abréviation,acronyme,abkürzung,kürzel,siglas,sigla,acrónimo,abreviatura,acronimo,\
         afkorting,약칭,영문약칭,略称,缩写,簡稱,简称,اختصار,الاختصار,аббревиатура,сокращение,\
         абревіатура,скорочення,kısaltma,skrót,förkortning,forkortelse,lyhenne,zkratka",
    ),
    (
        Column("role"),
        "role,title,position,job title,function,position title,title / position,title or role,\
         position in organization,role in organization,title in organization,\
         fonction,poste,titre,position / fonction,funktion,position / funktion,amt,cargo,puesto,\
         cargo / puesto,função,carica,ruolo,functie,직책,직위,직함,役職,肩書,肩書き,职务,职位,職稱,\
         職務,職位,المنصب,الصفة,المسمى الوظيفي,должность,посада,unvan,ünvan,görevi,stanowisko,\
         funkcja,befattning,stilling,tehtävä,funkce,funcția,beosztás,chức vụ,jabatan,תפקיד,ตำแหน่ง",
    ),
    (
        Column("affiliation"),
        "affiliation,institutional affiliation,institution,university,employer,company,\
         organization / affiliation,organizational affiliation,affiliation / organization,\
         affiliation institutionnelle,établissement,zugehörigkeit,institution / zugehörigkeit,\
         einrichtung,afiliación,filiación,institución,afiliação,filiação,instituição,affiliazione,\
         istituzione,affiliatie,instelling,소속,소속 기관,소속 단체,所属,所属団体,所属機関,单位,單位,\
         所属单位,所屬單位,工作单位,الجهة,جهة العمل,место работы,аффилиация,місце роботи,\
         афіліація,kurumu,bağlı olduğu kurum,afiliacja,afiliace",
    ),
    (
        Column("country"),
        "country,country of organization,country of residence,country where based,\
         country / region,country or region,country / territory,nation,\
         pays,land,país,paese,국가,나라,国,国名,国家,國家,国家/地区,الدولة,البلد,کشور,страна,країна,\
         ülke,kraj,maa,země,ország,țară,țara,χώρα,quốc gia,negara,מדינה,ประเทศ,देश",
    ),
    (
        Column("url"),
        "url,link,website,web site,website url,web address,homepage,web page,site,website address,\
         organization website,website of organization,organization url,link to website,\
         site web,site internet,webseite,internetseite,internetadresse,sitio web,página web,web,\
         sítio web,site da organização,sito web,sito internet,웹사이트,홈페이지,누리집,ウェブサイト,\
         ホームページ,网站,網站,网址,網址,الموقع الإلكتروني,الموقع,сайт,веб-сайт,вебсайт,web sitesi,\
         internet sitesi,strona internetowa,strona www,webbplats,hjemmeside,nettside,verkkosivu,\
         webové stránky,honlap,ιστοσελίδα,trang web,situs web,אתר,เว็บไซต์",
    ),
    (
        Column("email"),
        "email,e-mail,email address,e-mail address,contact email,contact email address,\
         email of contact,email of contact person,contact person email,mail,\
         adresse e-mail,adresse email,adresse électronique,courriel,adresse courriel,adresse mail,\
         adresse de courriel,e-mail-adresse,email-adresse,mailadresse,\
         correo electrónico,correo,dirección de correo electrónico,dirección de correo,\
         e-mail de contato,endereço de e-mail,endereço de email,correio eletrônico,\
         correio eletrónico,indirizzo email,indirizzo e-mail,posta elettronica,e-mailadres,\
         이메일,이메일 주소,메일 주소,전자우편,メールアドレス,eメール,メール,电子邮件,电子邮件地址,電子郵件,\
         電子郵件地址,邮箱,電子信箱,电子邮箱,البريد الإلكتروني,عنوان البريد الإلكتروني,ایمیل,\
         электронная почта,адрес электронной почты,почта,эл. почта,електронна пошта,\
         адреса електронної пошти,електронна адреса,e-posta,e-posta adresi,eposta,\
         adres e-mail,adres email,e-postadress,e-postadresse,mailadresse,sähköposti,\
         sähköpostiosoite,e-mailová adresa,e-mail cím,adresă de e-mail,ηλεκτρονικό ταχυδρομείο,\
         διεύθυνση ηλεκτρονικού ταχυδρομείου,địa chỉ email,alamat email,כתובת אימייל,\
         דואר אלקטרוני,อีเมล,ที่อยู่อีเมล,ईमेल",
    ),
    (
        Column("contact"),
        "contact,contact person,contact name,name of contact,name of contact person,\
         contact person name,primary contact,point of contact,personne de contact,\
         personne à contacter,nom du contact,nom de la personne de contact,ansprechpartner,\
         ansprechpartnerin,ansprechperson,kontaktperson,kontakt,persona de contacto,contacto,\
         nombre de contacto,pessoa de contato,pessoa de contacto,contato,\
         persona di contatto,referente,contatto,contactpersoon,담당자,담당자명,담당자 이름,担当者,\
         担当者名,ご担当者名,联系人,聯絡人,联系人姓名,聯絡人姓名,جهة الاتصال,الشخص المسؤول,\
         контактное лицо,контактна особа,ilgili kişi,iletişim kişisi,osoba kontaktowa,\
         osoba do kontaktu,yhteyshenkilö,kontaktní osoba,kapcsolattartó,persoană de contact",
    ),
    (
        Column("signed_by"),
        "signed by,authorized by,authorised by,authorizing person,authorizing official,\
         name of authorizing person,authorized signatory,authorized representative,\
         autorisé par,signataire autorisé,représentant autorisé,autorisiert von,\
         zeichnungsberechtigte person,autorizado por,representante autorizado,autorizzato da,\
         geautoriseerd door,승인자,承認者,授权人,授權人,утверждено,уполномоченное лицо",
    ),
    (Column("via"), "via,referred by,through"),
    (Column("note"), "note,notes"),
];

/// Words that say nothing of what a column holds.
const FILLERS: &str = "the your our of a an please enter provide give write what is which de du des \
    la le les l d votre vos el los las del su tu der die das dein deine ihr ihre ihrer ihres da do \
    dos sua seu il lo della dell di van uw het je вашей вашего ваша ваше ваш";

/// What every known header means.
pub(crate) struct Synonyms(HashMap<String, Meaning>);

impl Synonyms {
    pub(crate) fn new() -> Self {
        let mut meanings = HashMap::new();
        for (meaning, headers) in KNOWN {
            for header in headers.split(',') {
                meanings.entry(essence(header)).or_insert(meaning);
            }
        }
        Self(meanings)
    }

    /// What a header means: as a whole, else without what it adds in parentheses or behind its
    /// question: `Organization name (as it should appear)*`.
    pub(crate) fn meaning(&self, header: &str) -> Option<Meaning> {
        const ENDS: [&str; 8] = ["(", "（", "[", "?", ":", " as it ", " as you ", " - "];
        let lower = header.to_lowercase();
        let end = ENDS.iter().filter_map(|end| lower.find(end)).min().unwrap_or(lower.len());
        let whole = self.0.get(&essence(header));
        whole.or_else(|| self.0.get(&essence(&lower[..end]))).copied()
    }
}

/// A header without case, accents, space and punctuation.
pub(crate) fn folded(header: &str) -> String {
    words(header).concat()
}

/// The same without words that say nothing, as long as a word is left.
fn essence(header: &str) -> String {
    let words = words(header);
    let is_filler = |word: &String| FILLERS.split(' ').any(|filler| filler == word);
    let telling: String =
        words.iter().filter(|word| !is_filler(word)).map(String::as_str).collect();
    if telling.is_empty() { words.concat() } else { telling }
}

fn words(header: &str) -> Vec<String> {
    let letters: String = header
        .nfkd()
        .filter(|character| !is_accent(*character))
        .flat_map(char::to_lowercase)
        .map(|character| if character == 'ı' { 'i' } else { character })
        .collect();
    let letters: String = letters.nfkd().filter(|character| !is_accent(*character)).collect();
    letters
        .split(|character: char| !(character.is_alphanumeric() || is_combining_mark(character)))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_whatever_its_dress() {
        let synonyms = Synonyms::new();
        let known = [
            ("Name of your organization", OrganizationName),
            ("What is the name of your organization? (required)", OrganizationName),
            ("ORGANISATION_NAME*", OrganizationName),
            ("Organization name as it should appear on the letter", OrganizationName),
            ("Nom de l’organisation", OrganizationName),
            ("단체명", OrganizationName),
            ("団体名（正式名称）", OrganizationName),
            ("Kuruluş Adı", OrganizationName),
            ("Organisation", Organization),
            ("first_name", FirstName),
            ("Nom", Column("name")),
            ("Timestamp (EST)", Column("signed_on")),
            ("Submit Date (UTC)", Column("signed_on")),
            ("Horodateur", Column("signed_on")),
            ("E-mail Address", Column("email")),
            ("Adresse électronique", Column("email")),
            ("Your title / position", Column("role")),
        ];
        let meant = known.map(|(header, _)| (header, synonyms.meaning(header)));
        assert_eq!(meant, known.map(|(header, meaning)| (header, Some(meaning))));
        for unknown in ["Phone", "Network ID", "zip_code", "Start Date (UTC)", "#", "Comments"] {
            assert_eq!(synonyms.meaning(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn no_header_means_two_things() {
        let mut seen = HashMap::new();
        for (meaning, headers) in KNOWN {
            for header in headers.split(',') {
                let other = seen.insert(essence(header), meaning);
                assert!(other.is_none_or(|other| other == meaning), "{header}");
            }
        }
    }
}
