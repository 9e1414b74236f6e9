//! The pages that letterctl makes, looked at by axe-core, which `.ci/axe` gets.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::preview::Preview;
use crate::sandbox::Sandbox;

const LETTER: &str = "+++\ntitle = \"Open the river\"\ndate = 2022-05-05\nsubject = \"Opening\"\n\
    addressee = {name = \"Jane Roe\", role = \"Speaker\"}\nsalutation = \"Dear Madam,\"\n\
    cc = [\"Dan Doe\"]\nsignatories = {heading = \"Signed by\", numbered = true}\n+++\n\n\
    We ask[^1] **now**.\n\n# At stake\n\n(A) shelter; and\n\n(B) passage.\n\n\
    | Camp | Held |\n| --- | ---: |\n| Musan | 9 |\n\n> \u{201c}No one.\u{201d}\n\n[^1]: See the report.\n";
const ARABIC: &str = "+++\ntitle = \"افتحوا النهر\"\nsubject = \"النهر\"\nsalutation = \"السيدة الرئيسة،\"\n\
    signatories = {heading = \"الموقعون\"}\n+++\n\nنطلب منكم[^1] **الآن**.\n\n1. المأوى؛\n2. المرور.\n\n\
    | مخيم | عدد |\n| --- | ---: |\n| موسان | 9 |\n\n[^1]: انظر التقرير.\n";

/// What axe finds on a page, at three widths, in light and dark, and whether it is too wide.
fn found(browser: &mut Browser, axe: &str, address: &str) -> Vec<Value> {
    let mut found = Vec::new();
    for width in [360, 768, 1280] {
        for is_dark in [false, true] {
            let page = browser.open(address, width, is_dark);
            browser.evaluate(&page, &format!("{axe}; void 0"));
            let run = "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => \
                [id, nodes.map((node) => node.html)]))";
            let violations = browser.evaluate(&page, run);
            let over =
                "document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let over = browser.evaluate(&page, over);
            if violations != json!([]) || over != 0 {
                found.push(json!([address, width, is_dark, over, violations]));
            }
        }
    }
    found
}

#[test]
#[ignore = "needs `chromium`, and in `LETTERCTL_AXE` the file of axe-core"]
fn axe_finds_nothing_on_the_page_for_the_web_and_the_preview() {
    let axe = std::env::var_os("LETTERCTL_AXE").expect("`LETTERCTL_AXE` names a file");
    let axe = std::fs::read_to_string(axe).unwrap();
    let mut list = "name,abbreviation,url\n".to_owned();
    for number in 1..=400 {
        let row = format!("Watch of the river {number},W{number},https://example.org/{number}\n");
        list.push_str(&row);
    }
    let project = Sandbox::new()
        .file("templates/letter.md", LETTER)
        .file("templates/letter.ar.md", ARABIC)
        .file("signatories.csv", list);
    project.stdout(&["render", "--to", "html", "--language", "all"]);
    let sample = Sandbox::sample();
    sample.stdout(&["render", "-o", "sample.html"]);
    let broken = Sandbox::sample();
    let preview = Preview::start(&sample, &[]);
    let letter = broken.read("templates/joint-letter.md");
    broken.put("templates/joint-letter.md", letter.replace("(C)", "(C) {{ nobody }}"));
    let of_broken = Preview::start(&broken, &[]);

    let mut browser = Browser::start(&sample);
    let file = |project: &Sandbox, path: &str| format!("file://{}", project.path(path).display());
    let addresses = [
        file(&sample, "sample.html"),
        file(&project, "out/letter.html"),
        file(&project, "out/letter.ar.html"),
        preview.address.clone(),
        of_broken.address.clone(),
    ];
    let found: Vec<_> =
        addresses.iter().flat_map(|address| found(&mut browser, &axe, address)).collect();
    assert!(found.is_empty(), "{}", json!(found));
}
