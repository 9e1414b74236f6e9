//! SVG: a drawing that is the same everywhere, made of itself alone.

use usvg::roxmltree::{Document, ParsingOptions};
use usvg::{Group, ImageHrefResolver, Node, Options, SpreadMethod, Tree};

use crate::model::{Content, Length};
use crate::picture::read::Fault;
use crate::picture::svg_size;

/// The most elements and texts of a file.
const MOST_NODES: u32 = 100_000;
/// How far a file is looked into for its root element.
const HEAD: usize = 16 << 10;
const POINTS_PER_PIXEL: f64 = 0.75;

/// Elements that are not drawn alike everywhere, or not from the file alone, with what they are.
const UNFIT: [(&str, &str, &str); 6] = [
    ("text", "text, which each reader would see in another font", "convert text to paths"),
    ("image", "another picture in it", "save that picture by itself, as PNG or JPEG"),
    ("script", "a script in it", "save it without"),
    ("foreignObject", "a web page in it", "save it without"),
    ("animate", "a movement in it", "save it without"),
    ("set", "a movement in it", "save it without"),
];

/// A way to blend that PDF does not know.
const LIGHTER: &str = "plus-lighter";

/// Whether a file begins as an SVG does.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<!DOCTYPE") {
            let internal =
                rest.find('[').is_some_and(|at| rest.find('>').is_none_or(|end| at < end));
            if internal { "]>" } else { ">" }
        } else {
            break;
        };
        let Some(at) = rest.find(end) else { return false };
        rest = rest[at + end.len()..].trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let name = name.split([' ', '\t', '\r', '\n', '>', '/']).next().unwrap_or_default();
    name == "svg" || name.ends_with(":svg")
}

/// Width and height in pixels of 1/96 inch, and what is left without blank edges.
pub(crate) fn measure(bytes: &[u8]) -> Result<(Length, Length, Content), Fault> {
    let tree = read(bytes)?;
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let drawn = tree.root().abs_stroke_bounding_box();
    let part = |from: f32, to: f32, whole: f64| {
        let start = (f64::from(from) / whole).clamp(0.0, 1.0);
        (start, (f64::from(to) / whole).clamp(0.0, 1.0) - start)
    };
    let across = part(drawn.left(), drawn.right(), width);
    let down = part(drawn.top(), drawn.bottom(), height);
    let content = Content { left: across.0, top: down.0, width: across.1, height: down.1 };
    let blank = content.width <= 0.0 || content.height <= 0.0;
    let content = if blank { Content::WHOLE } else { content };
    let length = |pixels: f64| Length::pt(pixels * POINTS_PER_PIXEL);
    Ok((length(width), length(height), content))
}

/// The drawing of an SVG that was read before; none of another file.
pub fn drawing(bytes: &[u8]) -> Option<Tree> {
    read(bytes).ok()
}

fn read(bytes: &[u8]) -> Result<Tree, Fault> {
    let damaged = |reason: String| Fault::Damaged(reason);
    let text = std::str::from_utf8(bytes).map_err(|_| damaged("it is not UTF-8".to_owned()))?;
    // What entities stand for is bounded by the parser; none may stand for another file.
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, entity_resolver: None };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        usvg::roxmltree::Error::NodesLimitReached => svg_size::too_large(),
        error => damaged(error.to_string()),
    })?;
    fit(&document)?;
    svg_size::check(&document)?;
    let tree = Tree::from_xmltree(&document, &alone()).map_err(|error| match error {
        usvg::Error::ElementsLimitReached => svg_size::too_large(),
        usvg::Error::InvalidSize => damaged("it has no extent".to_owned()),
        error => damaged(error.to_string()),
    })?;
    if !tree.filters().is_empty() {
        let help = "save it without, or as PNG";
        return Err(Fault::Unfit { what: "an effect such as a shadow or a blur", help });
    }
    if !tree.patterns().is_empty() {
        let help = "convert patterns to paths, or save it as PNG";
        return Err(Fault::Unfit { what: "a pattern that fills a shape", help });
    }
    let gradients = tree.linear_gradients().iter().map(|gradient| gradient.spread_method());
    let mut spread = gradients.chain(tree.radial_gradients().iter().map(|one| one.spread_method()));
    if spread.any(|spread| spread != SpreadMethod::Pad) {
        let help = "draw its bands one by one, or save it as PNG";
        return Err(Fault::Unfit { what: "a gradient that is repeated", help });
    }
    if draws(tree.root()) { Ok(tree) } else { Err(damaged("it draws nothing".to_owned())) }
}

fn draws(group: &Group) -> bool {
    group.children().iter().any(|node| match node {
        Node::Group(inner) => draws(inner),
        Node::Path(path) => path.is_visible(),
        Node::Image(_) | Node::Text(_) => false,
    })
}

/// Refuses what would be drawn differently, or not at all, elsewhere.
fn fit(document: &Document<'_>) -> Result<(), Fault> {
    for node in document.descendants() {
        if node.is_pi() && node.pi().is_some_and(|pi| pi.target == "xml-stylesheet") {
            let help = "put the style sheet into the file";
            return Err(Fault::Unfit { what: "a style sheet in another file", help });
        }
        let name = node.tag_name().name();
        if let Some((_, what, help)) = UNFIT.iter().find(|(unfit, ..)| *unfit == name) {
            return Err(Fault::Unfit { what, help });
        }
        let link = node.attributes().find(|attribute| attribute.name() == "href");
        let leads_out = link.is_some_and(|link| !link.value().trim_start().starts_with('#'));
        if leads_out && name != "a" {
            let help = "save it with all that it draws";
            return Err(Fault::Unfit { what: "a part that stands in another file", help });
        }
        let styles = node.attributes().map(|attribute| (attribute.name(), attribute.value()));
        let sheet = if name == "style" { node.text() } else { None };
        for (property, value) in styles.chain(sheet.map(|sheet| ("style", sheet))) {
            styled(property, value)?;
        }
    }
    Ok(())
}

/// Refuses what an attribute or a style sheet asks for and is not drawn.
fn styled(property: &str, value: &str) -> Result<(), Fault> {
    let unfit = |what, help| Err(Fault::Unfit { what, help });
    if property != "style" {
        if property.starts_with("marker") && value.contains("url(") {
            return unfit("markers on its lines", "convert markers to paths");
        }
        if property == "mix-blend-mode" && value == LIGHTER {
            return unfit("a part that is blended with `plus-lighter`", "blend it otherwise");
        }
        return Ok(());
    }
    if value.contains("@import") || value.contains("@font-face") {
        return unfit("a style sheet in another file", "put all styles into the file");
    }
    let declarations = value.split([';', '{', '}']).filter_map(|one| one.split_once(':'));
    declarations.into_iter().try_for_each(|(name, value)| match name.trim() {
        "style" => Ok(()),
        name => styled(name, value.trim()),
    })
}

/// Nothing is read beside the file.
fn alone() -> Options<'static> {
    let image_href_resolver = ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    };
    Options { image_href_resolver, ..Options::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inner: &str) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='80' height='40'>{inner}</svg>"
        )
    }

    fn fault(inner: &str) -> String {
        match read(svg(inner).as_bytes()) {
            Ok(_) => "fine".to_owned(),
            Err(Fault::Damaged(reason)) => format!("damaged: {reason}"),
            Err(Fault::TooLarge(size)) => format!("too large: {size}"),
            Err(Fault::Unfit { what, .. }) => format!("has {what}"),
        }
    }

    #[test]
    fn a_drawing_has_its_size_and_blank_edges() {
        let text = svg("<rect x='20' y='10' width='40' height='20'/>");
        let (width, height, content) = measure(text.as_bytes()).unwrap();
        assert_eq!((width.to_pt(), height.to_pt()), (60.0, 30.0));
        assert_eq!(content, Content { left: 0.25, top: 0.25, width: 0.5, height: 0.5 });
    }

    #[test]
    fn what_is_not_of_the_file_alone_is_refused() {
        assert_eq!(fault("<path d='M0 0h9v9z'/>"), "fine");
        assert_eq!(fault("<text>a</text>"), format!("has {}", UNFIT[0].1));
        assert_eq!(
            fault("<image href='/etc/passwd' width='9' height='9'/>"),
            "has another picture in it"
        );
        assert_eq!(fault("<script>1</script>"), "has a script in it");
        assert_eq!(
            fault("<use xlink:href='other.svg#a'/>"),
            "has a part that stands in another file"
        );
        assert_eq!(
            fault("<style>@import url(x.css);</style><path d='M0 0h9v9z'/>"),
            "has a style sheet in another file"
        );
        assert_eq!(fault("<g/>"), "damaged: it draws nothing");
    }

    #[test]
    fn bombs_are_refused_before_they_go_off() {
        let mut uses = "<defs><g id='a0'><path d='M0 0h9v9z'/></g>".to_owned();
        for level in 1..12 {
            let inner = format!("<use xlink:href='#a{}'/>", level - 1).repeat(10);
            uses = [uses, format!("<g id='a{level}'>{inner}</g>")].concat();
        }
        assert_eq!(
            fault(&format!("{uses}</defs><use xlink:href='#a11'/>")),
            "too large: more than 100000 elements"
        );
        assert_eq!(
            fault("<g id='a'><use xlink:href='#a'/></g>"),
            "damaged: an element is part of itself"
        );
        let far = "too large: a path with numbers of more than 8 digits";
        for number in ["123456789", "1e8", "12E+7", "1e99999999999999999999"] {
            assert_eq!(fault(&format!("<path d='M0 0a{number} 1 0 0 1 9 9z'/>")), far, "{number}");
        }
        assert_eq!(fault("<path d='M.123456789 1e-30h12345678.5v9z'/>"), "fine");
        let deep = format!("{}<path d='M0 0h9v9z'/>{}", "<g>".repeat(500), "</g>".repeat(500));
        assert_eq!(fault(&deep), "too large: more than 100 elements within one another");
        let mut entities = "<!DOCTYPE svg [<!ENTITY a0 'M0 0h9v9z'>".to_owned();
        for level in 1..12 {
            let inner = format!("&a{};", level - 1).repeat(10);
            entities = [entities, format!("<!ENTITY a{level} '{inner}'>")].concat();
        }
        let bomb = format!("{entities}]>{}", svg("<path d='&a11;'/>"));
        assert!(matches!(read(bomb.as_bytes()), Err(Fault::Damaged(_))));
    }
}
