//! Words that belong to a number or a name beside them: those of any language, and what each
//! language has of its own.

/// Words with spaces between, in lower case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    /// Before a number, from which they are never parted: `art.`
    pub(super) numbered: &'static str,
    /// After a number: `km`.
    pub(super) units: &'static str,
    /// Before a name: `dr.`
    pub(super) titles: &'static str,
    /// Before a number or a letter that counts, from which they are parted reluctantly: `article`.
    pub(super) counted: &'static str,
    /// After a number, likewise: `million`.
    pub(super) quantities: &'static str,
}

/// What letters have in any language, since they quote from others.
pub(super) const COMMON: Words = Words {
    numbered: "no. nos. nr. nrn. n° nº № n. n.º n.os núm. num. p. pp. s. f. fol. vol. bd. ch. chap. \
               cap. kap. art. arts. artt. sec. sect. § §§ ¶ par. para. paras. abs. ziff. lit. fig. \
               figs. abb. tab. ex. app. cl. reg. res. doc. al. ca. c. $ us$ a$ c$ € £ ¥ ₩ ₹ ₽ ₺ ₴ ₪ rs. \
               usd eur gbp chf krw jpy cny inr",
    units: "% ‰ ° °c °f mm cm m km m² km² m³ ha mg g kg t ml l s min h w kw mw gw kwh mwh gwh twh hz \
            khz mhz ghz kb mb gb tb db m/s km/h mph $ € £ ₩ ₽ ₺ ₴ ₪ usd eur gbp chf krw jpy kr zł kč ft \
            lei",
    titles: "mr. mrs. ms. mx. dr. prof. rev. hon. st. ste. sr. sra. srta. gen. gov. sen. rep. col. \
             capt. cpt. lt. sgt. maj. amb. pres. msgr. fr. br. m. mm. mme mmes mlle mlles mgr dott. \
             avv. ing. dra. d. dña. exmo. exma. hr. frl. mr mrs ms dr prof dhr. mevr. drs.",
    counted: "",
    quantities: "",
};

const NONE: Words = Words { numbered: "", units: "", titles: "", counted: "", quantities: "" };

const ARABIC: Words = Words {
    numbered: "رقم ص.",
    titles: "د. أ. أ.د. م.",
    counted: "المادة مادة الفقرة القرار الصفحة",
    quantities: "مليون مليار ألف",
    ..NONE
};
const CZECH: Words = Words {
    numbered: "č. čl. odst. písm. r. str. sb. hod.",
    units: "sb. hod. tis. mil. mld.",
    titles: "p. ing. mudr. judr. phdr. mgr. bc. doc. rndr. pí",
    counted: "článek článku strana příloha",
    quantities: "milionů milion miliony miliard tisíc procent korun",
};
const DANISH: Words = Words {
    numbered: "stk. kl. litra pkt.",
    units: "mio. mia. pct.",
    titles: "fru hr fr.",
    counted: "artikel kapitel side bilag afsnit paragraf",
    quantities: "millioner million milliarder milliard procent kroner",
};
const DUTCH: Words = Words {
    numbered: "blz. lid",
    units: "mln. mld. uur",
    titles: "mw. ir. ing. mr",
    counted: "artikel hoofdstuk bijlage pagina paragraaf",
    quantities: "miljoen miljard procent euro",
};
const ENGLISH: Words = Words {
    numbered: "a.d. vols. sess. cong. secs. pt. ser. rs",
    units: "a.m p.m am pm b.c a.d u.s.c c.f.r stat ft in lb lbs oz mi acres",
    titles: "sir dame lady lord justice judge",
    counted: "article articles section sections chapter chapters part title page pages paragraph \
              paragraphs figure table annex appendix schedule clause rule regulation resolution item \
              volume number question point phase",
    quantities: "million billion trillion thousand hundred percent dollars euros",
};
const FINNISH: Words = Words {
    numbered: "nro klo mom.",
    units: "§ §:n §:ssä §:ään milj. mrd.",
    counted: "artikla luku liite sivu",
    quantities: "miljoonaa miljoona miljardia prosenttia euroa momentti momentin",
    ..NONE
};
const FRENCH: Words = Words {
    numbered: "nos n°s alin. § annexe",
    units: "mio mrd",
    titles: "me mes dr pr vve",
    counted: "article articles chapitre page pages paragraphe alinéa résolution section tome siècle",
    quantities: "million millions milliard milliards mille euros siècle",
};
const GERMAN: Words = Words {
    numbered: "buchst. rn. rdnr. az. hs. anm. kl. §§ art",
    units: "f. ff. mio. mrd. tsd. uhr vh v.h eur",
    titles: "hrn. fr. dipl.-ing. mag. univ.-prof. ra rain",
    counted: "artikel satz kapitel seite absatz nummer anlage abschnitt teil band",
    quantities: "millionen million milliarden milliarde prozent tausend euro",
};
const GREEK: Words = Words {
    numbered: "αρ. αριθ. σελ. παρ. στ.",
    units: "εκατ. δισ.",
    titles: "κ. κα κος κκ. δρ δρ. καθ.",
    counted: "άρθρο άρθρα άρθρου κεφάλαιο σελίδα παράγραφος",
    quantities: "εκατομμύρια εκατομμύριο δισεκατομμύρια χιλιάδες ευρώ",
};
const HEBREW: Words = Words {
    numbered: "מס׳ מס' עמ׳ עמ' סע׳ סע'",
    titles: "ד״ר ד\"ר פרופ׳ פרופ' עו״ד עו\"ד גב׳ גב' מר",
    counted: "סעיף סעיפים פרק עמוד תקנה",
    quantities: "מיליון מיליארד אלף אחוז אחוזים",
    ..NONE
};
const HUNGARIAN: Words = Words {
    numbered: "sz. old.",
    units: "§ §-a §-ának §-ban §-át sz. old. bek. évi",
    titles: "dr id. ifj. özv.",
    quantities: "millió milliárd ezer százalék forint cikk",
    ..NONE
};
const ITALIAN: Words = Words {
    numbered: "pag. pagg. co. nn.",
    units: "mln mld",
    titles: "sig. sig.ra sig.na on. dott.ssa prof.ssa arch. geom. rag.",
    counted: "articolo articoli capitolo pagina comma allegato sezione secolo",
    quantities: "milioni milione miliardi miliardo mila euro",
};
const KOREAN: Words = Words { counted: "제", ..NONE };
const NORWEGIAN: Words = Words {
    numbered: "kl. nr ledd",
    units: "mill. mrd.",
    titles: "fru hr",
    counted: "artikkel kapittel side vedlegg paragraf",
    quantities: "millioner million milliarder milliard prosent kroner ledd",
};
const PERSIAN: Words = Words {
    numbered: "ش. ص.",
    titles: "دکتر آقای خانم مهندس",
    counted: "ماده مادهٔ شماره شمارهٔ بند صفحه صفحهٔ اصل",
    quantities: "میلیون میلیارد هزار درصد",
    ..NONE
};
const POLISH: Words = Words {
    numbered: "nr ust. pkt poz. str. lit. godz. ul. al. dz.u. r.",
    units: "r. tys. mln mld zł gr godz.",
    titles: "p. inż. mgr ks. bp abp gen. hab. red. św.",
    counted: "artykuł artykułu rozdział strona załącznik",
    quantities: "milionów miliony milion miliardów tysięcy procent złotych",
};
const PORTUGUESE: Words = Words {
    numbered: "n.º n.ºs nºs pág. págs. inc.",
    units: "mil",
    titles: "sr.ª dr.ª prof.ª eng. exm.º exm.ª d.ª",
    counted: "artigo artigos capítulo página parágrafo anexo alínea século",
    quantities: "milhões milhão bilhões bilhão mil euros reais",
};
const ROMANIAN: Words = Words {
    numbered: "alin. pct. pag. lit.",
    units: "mil. mld.",
    titles: "dl. dl dna. dna d-na d-l",
    counted: "articolul articolele capitolul pagina anexa secolul",
    quantities: "milioane milion miliarde miliard mii",
};
const RUSSIAN: Words = Words {
    numbered: "ст. п. пп. ч. гл. с. стр. д. кв. рис. табл. т.",
    units: "г. гг. в. вв. руб. коп. тыс. млн млрд км м кг т га %",
    titles: "г. ул. пр. г-н г-жа д-р проф. акад. им.",
    counted: "статья статьи статье пункт пункта глава часть приложение",
    quantities: "миллионов миллиона миллион миллиардов тысяч тысячи процентов рублей",
};
const SPANISH: Words = Words {
    numbered: "núms. nros. nro. pág. págs. inc. apdo.",
    units: "mill.",
    titles: "d.ª dr.ª sr.ª lic. dña. excmo. excma. ilmo. ilma.",
    counted: "artículo artículos capítulo página párrafo anexo sección siglo",
    quantities: "millones millón mil euros pesos",
};
const SWEDISH: Words = Words {
    numbered: "nr kl. kl st. mom.",
    units: "§ §§ kap. mkr tkr mn",
    titles: "hr fru",
    counted: "artikel kapitel sida bilaga avsnitt paragraf",
    quantities: "miljoner miljon miljarder miljard procent kronor",
};
const TURKISH: Words = Words {
    numbered: "md. no no: f.",
    units: "tl",
    titles: "sn. av. doç. yrd. öğr. arş. uzm.",
    counted: "madde sayfa bölüm yüzde sayılı",
    quantities: "milyon milyar bin",
};
const UKRAINIAN: Words = Words {
    numbered: "ст. п. пп. ч. гл. с. стор. буд. кв. рис. табл. т.",
    units: "р. рр. ст. грн коп. тис. млн млрд км м кг т га %",
    titles: "м. вул. пр. п. пан пані д-р проф. акад. ім.",
    counted: "стаття статті пункт пункту глава частина додаток",
    quantities: "мільйонів мільйони мільйон мільярдів тисяч відсотків гривень",
};
const VIETNAMESE: Words = Words {
    numbered: "ngày tháng số",
    titles: "ông bà ts. pgs. gs. ths. bs.",
    counted: "điều khoản điểm chương trang năm phụ",
    quantities: "triệu tỷ tỉ nghìn đồng",
    ..NONE
};

/// What a language has beside the words of all.
pub(super) fn words(primary: &str) -> &'static Words {
    match primary {
        "ar" => &ARABIC,
        "cs" => &CZECH,
        "da" => &DANISH,
        "de" => &GERMAN,
        "el" => &GREEK,
        "en" => &ENGLISH,
        "es" => &SPANISH,
        "fa" => &PERSIAN,
        "fi" => &FINNISH,
        "fr" => &FRENCH,
        "he" => &HEBREW,
        "hu" => &HUNGARIAN,
        "it" => &ITALIAN,
        "ko" => &KOREAN,
        "nb" | "no" => &NORWEGIAN,
        "nl" => &DUTCH,
        "pl" => &POLISH,
        "pt" => &PORTUGUESE,
        "ro" => &ROMANIAN,
        "ru" => &RUSSIAN,
        "sv" => &SWEDISH,
        "tr" => &TURKISH,
        "uk" => &UKRAINIAN,
        "vi" => &VIETNAMESE,
        _ => &NONE,
    }
}
