//! The preview as a browser shows it, which CONTRIBUTING.md says how to run these with.

use serde_json::json;

use crate::browser::Browser;
use crate::preview::Preview;
use crate::sandbox::Sandbox;

/// The drawings on the page that were loaded whole.
const LOADED: &str = "[...document.images].filter((image) => image.complete && \
    image.naturalWidth > 0).map((image) => image.getAttribute('src'))";

#[test]
#[ignore = "needs `chromium`"]
fn the_page_follows_ten_saves_with_a_broken_one_among_them() {
    let project = Sandbox::sample();
    let letter = project.read("templates/joint-letter.md");
    let preview = Preview::start(&project, &[]);
    let mut browser = Browser::start(&project);
    let page = browser.open(&preview.address, 1280, false);
    browser.until(&page, &format!("{LOADED}.length === 2"));
    browser.evaluate(&page, "void scrollTo(0, 700)");
    let mut seen = browser.evaluate(&page, LOADED);
    for save in 1..=10 {
        if save == 5 {
            project.put("templates/joint-letter.md", letter.replace("(A)", "(A) {{ nobody }}"));
            browser.until(&page, "document.querySelector('#findings .error mark')");
            let shown = browser.evaluate(
                &page,
                "[document.querySelector('#findings .error mark').textContent,
                document.querySelector('.stale-note') !== null,
                document.getElementById('news').textContent]",
            );
            assert_eq!(shown, json!(["nobody", true, "1 error."]));
            assert_eq!(browser.evaluate(&page, LOADED), seen);
            continue;
        }
        let words = format!("(A) {}", "most ".repeat(save));
        project.put("templates/joint-letter.md", letter.replace("(A)", &words));
        browser.until(&page, &format!("{LOADED}.length === 2 && {LOADED}[0] !== {}", seen[0]));
        let now = browser.evaluate(&page, LOADED);
        // Item (A) stands on the first page.
        assert_eq!(now[1], seen[1]);
        let told = browser.evaluate(
            &page,
            "[document.getElementById('news').textContent,
            document.querySelectorAll('.changed').length,
            document.querySelectorAll('.error, .stale-note').length, Math.round(scrollY)]",
        );
        assert_eq!(told, json!(["Page 1 changed.", 1, 0, 700]));
        seen = now;
    }
}

#[test]
#[ignore = "needs `chromium`"]
fn nothing_on_the_page_is_refused_or_too_wide() {
    let project = Sandbox::sample();
    let preview = Preview::start(&project, &["--private"]);
    let mut browser = Browser::start(&project);
    for (width, is_dark) in [(360, false), (768, true), (1280, false)] {
        let address = preview.address.split('?').next().unwrap_or_default();
        let page = if width == 360 {
            let page = browser.open(address, width, is_dark);
            let refused = browser.evaluate(&page, "document.body.textContent.includes('token')");
            assert_eq!(refused, true);
            let enter = format!("void location.assign({})", json!(preview.address));
            browser.evaluate(&page, &enter);
            page
        } else {
            browser.open(address, width, is_dark)
        };
        browser.until(&page, &format!("{LOADED}.length === 2"));
        let state = browser.evaluate(
            &page,
            "[location.search, document.documentElement.scrollWidth - document.documentElement.clientWidth,
            getComputedStyle(document.body).fontFamily.includes('system-ui')]",
        );
        assert_eq!(state, json!(["", 0, true]));
    }
}
