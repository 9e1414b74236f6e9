//! The page for the web: its other languages, its address.

use snapbox::{IntoData as _, assert_data_eq, str};

use crate::sandbox::Sandbox;

const LETTER: &str = "+++\ntitle = \"Open the <river>\"\n+++\n\nWe ask you to open it.\n";

fn project() -> Sandbox {
    Sandbox::new()
        .file("templates/letter.md", LETTER)
        .file("templates/letter.fr.md", "+++\ntitle = \"Ouvrez le fleuve\"\n+++\n\nOuvrez-le.\n")
        .file("templates/letter.ar.md", "+++\ntitle = \"افتحوا النهر\"\n+++\n\nافتحوه.\n")
        .file("signatories.csv", "name\nRiver Watch\n")
}

/// Of a page, the lines that lead to an address or name one.
fn ways(page: &str) -> String {
    let leads = |line: &&str| {
        ["canonical", "alternate", "og:url", "hreflang", "aria-current", "<html"]
            .iter()
            .any(|word| line.contains(word))
    };
    page.lines().filter(leads).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_language_is_a_page_that_leads_to_the_others() {
    let project = project();
    project.stdout(&["render", "--to", "html", "--language", "all"]);
    assert_data_eq!(
        ways(&project.read("out/letter.ar.html")),
        str![[r#"
<html lang="ar" dir="rtl">
<link rel="alternate" hreflang="en-US" href="letter.html">
<link rel="alternate" hreflang="ar" href="letter.ar.html">
<link rel="alternate" hreflang="fr" href="letter.fr.html">
<meta property="og:locale:alternate" content="en_US">
.languages [aria-current] { font-weight: 600; }
<li><a href="letter.html" hreflang="en-US" lang="en-US">English</a></li>
<li><span aria-current="page">العربية</span></li>
<li><a href="letter.fr.html" hreflang="fr" lang="fr">français</a></li>
"#]]
        .raw()
    );
}

#[test]
fn a_page_names_the_address_that_the_settings_tell() {
    let project = project();
    project.put("letterctl.toml", "[html]\nurl = \"https://example.org/river/\"\n");
    project.stdout(&["render", "--to", "html", "--language", "all"]);
    assert_data_eq!(
        ways(&project.read("out/letter.fr.html")),
        str![[r#"
<html lang="fr" dir="ltr">
<link rel="canonical" href="https://example.org/river/letter.fr.html">
<link rel="alternate" hreflang="en-US" href="https://example.org/river/letter.html">
<link rel="alternate" hreflang="ar" href="https://example.org/river/letter.ar.html">
<link rel="alternate" hreflang="fr" href="https://example.org/river/letter.fr.html">
<meta property="og:url" content="https://example.org/river/letter.fr.html">
<meta property="og:locale:alternate" content="en_US">
.languages [aria-current] { font-weight: 600; }
<li><a href="letter.html" hreflang="en-US" lang="en-US">English</a></li>
<li><a href="letter.ar.html" hreflang="ar" lang="ar">العربية</a></li>
<li><span aria-current="page">français</span></li>
"#]]
        .raw()
    );
    project.stdout(&["render", "-o", "index.html"]);
    let page = project.read("index.html");
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://example.org/river/\">"),
        "{page}"
    );
    project.put("letterctl.toml", "[html]\nurl = \"https://example.org/river\"\n");
    let page = project.stdout(&["render", "--to", "html"]);
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/river\">"), "{page}");
}

#[test]
fn an_address_that_is_none_has_its_place() {
    let project = project().file("letterctl.toml", "[html]\nurl = \"river.example.org\"\n");
    assert_data_eq!(
        project.run(&["render", "--to", "html"]),
        str![[r#"
status: 1
--- stdout
--- stderr
error[settings]: `url` is no address such as "https://example.org/letter/"
 --> letterctl.toml:2:7
  |
2 | url = "river.example.org"
  |       ^^^^^^^^^^^^^^^^^^^


"#]]
        .raw()
    );
}

#[test]
fn a_frozen_version_is_the_same_whatever_the_settings_of_the_web() {
    let project = project();
    project.stdout(&["draft", "freeze"]);
    let first = project.stdout(&["render", "--to", "html", "--version", "v1"]);
    project.put("letterctl.toml", "[html]\nurl = \"https://example.org/river\"\n");
    assert_eq!(project.stdout(&["render", "--to", "html", "--version", "v1"]), first);
}
