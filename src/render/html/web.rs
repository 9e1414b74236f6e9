//! What a page of the web tells of itself: to search engines, to those who share it, and about its
//! other languages.

use serde_json::{Map, Value, json};

use crate::model::{Block, Language, Letter, plain};
use crate::render::html::document::Page;
use crate::render::html::inline::escaped;

/// The most characters of a description; more of it is not shown anywhere.
const LONGEST: usize = 200;

/// Where a page of the web stands, and what stands beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebPlace {
    /// Its address, if that is known: `https://example.org/joint-letter.html`.
    pub address: Option<String>,
    /// The letter in all of its languages, this one among them; empty where it stands alone.
    pub languages: Vec<LanguagePage>,
}

/// The letter in one of its languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguagePage {
    /// The language.
    pub language: Language,
    /// The way to its page from those beside it: `joint-letter.ko.html`.
    pub path: String,
    /// The address of its page, if that is known.
    pub address: Option<String>,
}

impl Page<'_> {
    /// What stands in the page's head. A draft is not to be found by anybody.
    pub(crate) fn describe(&mut self, place: &WebPlace) {
        if self.letter.draft.is_some() {
            self.push(&["<meta name=\"robots\" content=\"noindex\">\n"]);
            return;
        }
        let description = description(self.letter);
        if !description.is_empty() {
            self.push(&["<meta name=\"description\" content=\"", &escaped(&description), "\">\n"]);
        }
        if let Some(address) = &place.address {
            self.push(&["<link rel=\"canonical\" href=\"", &escaped(address), "\">\n"]);
        }
        for page in &place.languages {
            let tag = escaped(page.language.as_str());
            let address = escaped(page.address.as_ref().unwrap_or(&page.path));
            self.push(&["<link rel=\"alternate\" hreflang=\"", &tag, "\" href=\"", &address]);
            self.push(&["\">\n"]);
        }
        self.open_graph(place, &description);
        self.linked_data(place, &description);
    }

    /// What is shown where somebody shares the page (ogp.me).
    fn open_graph(&mut self, place: &WebPlace, description: &str) {
        let letter = self.letter;
        let title = letter.document_title().unwrap_or_default();
        let others = place.languages.iter().map(|page| &page.language);
        let others = others.filter(|language| **language != letter.language);
        let mut properties = vec![
            ("og:type", Some("article".to_owned())),
            ("og:title", Some(title)),
            ("og:description", Some(description.to_owned())),
            ("og:url", place.address.clone()),
            ("og:locale", locale(&letter.language)),
        ];
        properties.extend(others.map(|language| ("og:locale:alternate", locale(language))));
        for (name, value) in properties {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                let value = escaped(&value);
                self.push(&["<meta property=\"", name, "\" content=\"", &value, "\">\n"]);
            }
        }
    }

    /// The same for machines (JSON-LD 1.1, schema.org).
    fn linked_data(&mut self, place: &WebPlace, description: &str) {
        let letter = self.letter;
        let sender = letter.letterhead.as_ref().and_then(|head| head.name.as_ref());
        let mut data = Map::new();
        let mut set = |name: &str, value: Value| {
            if value != json!(null) && value != json!("") {
                data.insert(name.to_owned(), value);
            }
        };
        set("@context", json!("https://schema.org"));
        set("@type", json!("Article"));
        set("headline", json!(letter.document_title()));
        set("description", json!(description));
        set("inLanguage", json!(letter.language.as_str()));
        set("url", json!(place.address));
        set(
            "author",
            sender.map_or(json!(null), |name| json!({ "@type": "Organization", "name": name })),
        );
        // Within a script, nothing but `<` can be markup.
        let data = Value::Object(data).to_string().replace('<', "\\u003c");
        self.push(&["<script type=\"application/ld+json\">", &data, "</script>\n"]);
    }

    /// The way to the letter's other languages, each by its own name.
    pub(crate) fn languages(&mut self, pages: &[LanguagePage]) {
        if pages.is_empty() {
            return;
        }
        self.push(&["<nav class=\"languages\">\n<ul>\n"]);
        for page in pages {
            let language = &page.language;
            let name = language.own_name();
            let is_shared =
                pages.iter().filter(|other| other.language.own_name() == name).count() > 1;
            let name = if is_shared { format!("{name} ({language})") } else { name.to_owned() };
            let (tag, name) = (escaped(language.as_str()), escaped(&name));
            if *language == self.letter.language {
                self.push(&["<li><span aria-current=\"page\">", &name, "</span></li>\n"]);
            } else {
                self.push(&["<li><a href=\"", &escaped(&page.path), "\" hreflang=\"", &tag]);
                self.push(&["\" lang=\"", &tag, "\">", &name, "</a></li>\n"]);
            }
        }
        self.push(&["</ul>\n</nav>\n"]);
    }
}

/// The beginning of the letter's text, in a line.
fn description(letter: &Letter) -> String {
    let first = letter.body.iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(plain(text)),
        _ => None,
    });
    let text = first.unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text };
    let cut = &text[..end];
    // A script without spaces is cut where it is too long.
    let whole_words = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{}…", whole_words.trim_end_matches([',', ';', ':']))
}

/// A language and its region as Open Graph has them: `en_US`; none where the tag has no region.
fn locale(language: &Language) -> Option<String> {
    Some(format!("{}_{}", language.primary(), language.region()?))
}

#[cfg(test)]
mod tests {
    use snapbox::{IntoData, assert_data_eq, str};

    use super::*;
    use crate::model::{Letterhead, Paragraph};
    use crate::render::samples::{body, paragraph};
    use crate::render::web_page;

    fn page(tag: &str, address: Option<&str>) -> LanguagePage {
        LanguagePage {
            language: Language::parse(tag).unwrap(),
            path: format!("letter.{tag}.html"),
            address: address.map(str::to_owned),
        }
    }

    fn letter(text: &str) -> Letter {
        let head = Letterhead { name: Some("A & B".to_owned()), ..Letterhead::default() };
        Letter {
            title: Some("</script> of \"R&D\"".to_owned()),
            letterhead: Some(head),
            ..body(vec![Block::ThematicBreak, paragraph(text)])
        }
    }

    /// What stands between the title and the styles.
    fn head(letter: &Letter, place: &WebPlace) -> String {
        let html = web_page(letter, place);
        let start = html.find("</title>\n").unwrap() + "</title>\n".len();
        html[start..html.find("<style>").unwrap()].to_owned()
    }

    #[test]
    fn a_page_tells_what_it_is_where_it_stands_and_in_which_languages_it_is_there() {
        let address = "https://example.org/letter.html";
        let place = WebPlace {
            address: Some(address.to_owned()),
            languages: vec![
                page("en-US", Some(address)),
                page("fr-CA", Some("https://example.org/letter.fr-CA.html")),
                page("ko", None),
            ],
        };
        assert_data_eq!(head(&letter("We  ask\nyou."), &place), str![[r#"
<meta name="description" content="We ask you.">
<link rel="canonical" href="https://example.org/letter.html">
<link rel="alternate" hreflang="en-US" href="https://example.org/letter.html">
<link rel="alternate" hreflang="fr-CA" href="https://example.org/letter.fr-CA.html">
<link rel="alternate" hreflang="ko" href="letter.ko.html">
<meta property="og:type" content="article">
<meta property="og:title" content="&lt;/script&gt; of &quot;R&amp;D&quot;">
<meta property="og:description" content="We ask you.">
<meta property="og:url" content="https://example.org/letter.html">
<meta property="og:locale" content="en_US">
<meta property="og:locale:alternate" content="fr_CA">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","headline":"\u003c/script> of \"R&D\"","description":"We ask you.","inLanguage":"en-US","url":"https://example.org/letter.html","author":{"@type":"Organization","name":"A & B"}}</script>

"#]].raw());
        let html = web_page(&letter("We ask you."), &place);
        let nav = &html[html.find("<nav").unwrap()..html.find("<main").unwrap()];
        assert_data_eq!(
            nav,
            str![[r#"
<nav class="languages">
<ul>
<li><span aria-current="page">English</span></li>
<li><a href="letter.fr-CA.html" hreflang="fr-CA" lang="fr-CA">français</a></li>
<li><a href="letter.ko.html" hreflang="ko" lang="ko">한국어</a></li>
</ul>
</nav>

"#]]
            .raw()
        );
    }

    #[test]
    fn a_page_alone_tells_no_address_and_leads_nowhere() {
        let html = web_page(&letter("We ask you."), &WebPlace::default());
        for word in ["canonical", "og:url", "alternate", "<nav", "\"url\""] {
            assert!(!html.contains(word), "{word}");
        }
    }

    #[test]
    fn a_draft_is_not_to_be_found() {
        let letter = Letter { draft: Some("DRAFT".to_owned()), ..letter("We ask you.") };
        let head = head(&letter, &WebPlace::default());
        assert_eq!(head, "<meta name=\"robots\" content=\"noindex\">\n");
    }

    #[test]
    fn a_description_is_short_and_ends_in_a_whole_word() {
        assert_eq!(description(&letter("We ask you.")), "We ask you.");
        let long = description(&letter(&"and so on, ".repeat(40)));
        assert!(long.ends_with("and so on…") && long.chars().count() <= LONGEST + 1, "{long}");
        let han = description(&letter(&"漢".repeat(300)));
        assert_eq!(han.chars().count(), LONGEST + 1);
        assert_eq!(description(&body(vec![Block::Paragraph(Paragraph::new())])), "");
    }

    #[test]
    fn two_languages_of_one_name_are_told_apart() {
        let languages = vec![page("en-US", None), page("en-GB", None)];
        let html = web_page(&letter("x"), &WebPlace { address: None, languages });
        assert!(html.contains(">English (en-US)</span>") && html.contains(">English (en-GB)</a>"));
    }
}
