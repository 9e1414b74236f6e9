//! What the structure tree says, and that tree, pages and annotations agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, decode_text_string};
use snapbox::{IntoData as _, assert_data_eq, str};

use crate::render::pdf::tests::{metadata, sample};
use crate::render::pdf::write;

fn file() -> Pdf {
    Pdf::load_mem(&write(sample(), &metadata()).unwrap()).unwrap()
}

fn dictionary<'a>(pdf: &'a Pdf, object: &'a Object) -> &'a Dictionary {
    pdf.dereference(object).unwrap().1.as_dict().unwrap()
}

fn kids(node: &Dictionary) -> &[Object] {
    match node.get(b"K") {
        Ok(Object::Array(kids)) => kids,
        Ok(kid) => std::slice::from_ref(kid),
        Err(_) => &[],
    }
}

/// A part of an element that is no element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Leaf {
    Content { page: ObjectId, id: i64 },
    Annotation(ObjectId),
}

/// Everything below an element, with the element that holds it.
fn leaves(pdf: &Pdf, id: ObjectId, found: &mut Vec<(Leaf, ObjectId)>) {
    let node = pdf.get_dictionary(id).unwrap();
    for kid in kids(node) {
        match kid {
            Object::Integer(content) => {
                let page = node.get(b"Pg").unwrap().as_reference().unwrap();
                found.push((Leaf::Content { page, id: *content }, id));
            }
            Object::Dictionary(kid) if kid.has_type(b"MCR") => {
                let page = kid.get(b"Pg").unwrap().as_reference().unwrap();
                let content = kid.get(b"MCID").unwrap().as_i64().unwrap();
                found.push((Leaf::Content { page, id: content }, id));
            }
            Object::Dictionary(kid) => {
                let object = kid.get(b"Obj").unwrap().as_reference().unwrap();
                found.push((Leaf::Annotation(object), id));
            }
            kid => {
                let kid = kid.as_reference().unwrap();
                let parent = pdf.get_dictionary(kid).unwrap().get(b"P").unwrap();
                assert_eq!(parent.as_reference().unwrap(), id);
                leaves(pdf, kid, found);
            }
        }
    }
}

fn tree_root(pdf: &Pdf) -> &Dictionary {
    dictionary(pdf, pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap())
}

fn all_leaves(pdf: &Pdf) -> Vec<(Leaf, ObjectId)> {
    let mut found = Vec::new();
    let document = tree_root(pdf).get(b"K").unwrap().as_reference().unwrap();
    leaves(pdf, document, &mut found);
    found
}

/// The number tree's entries.
fn parents(pdf: &Pdf) -> BTreeMap<i64, Object> {
    let tree = dictionary(pdf, tree_root(pdf).get(b"ParentTree").unwrap());
    let numbers = tree.get(b"Nums").unwrap().as_array().unwrap();
    let pairs = numbers.chunks(2).map(|pair| (pair[0].as_i64().unwrap(), pair[1].clone()));
    pairs.collect()
}

#[test]
fn all_that_is_shown_is_in_the_tree_once_or_an_artifact() {
    let pdf = file();
    let mut shown = BTreeSet::new();
    for page in pdf.page_iter() {
        let mut open: Vec<bool> = Vec::new();
        for operation in Content::decode(&pdf.get_page_content(page)).unwrap().operations {
            match operation.operator.as_str() {
                "BDC" => {
                    let properties = operation.operands[1].as_dict().unwrap();
                    let artifact = operation.operands[0].as_name().unwrap() == b"Artifact";
                    if !artifact {
                        let id = properties.get(b"MCID").unwrap().as_i64().unwrap();
                        assert!(shown.insert(Leaf::Content { page, id }), "{id} twice");
                    }
                    open.push(artifact);
                }
                "EMC" => drop(open.pop().unwrap()),
                "TJ" | "Tj" | "f" => assert_eq!(open.len(), 1, "outside of a sequence"),
                _ => {}
            }
        }
        assert!(open.is_empty());
    }
    let leaves = all_leaves(&pdf);
    let contents: Vec<Leaf> = leaves
        .into_iter()
        .map(|(leaf, _)| leaf)
        .filter(|leaf| matches!(leaf, Leaf::Content { .. }))
        .collect();
    assert_eq!(contents.len(), shown.len());
    assert_eq!(contents.into_iter().collect::<BTreeSet<_>>(), shown);
}

#[test]
fn pages_and_annotations_lead_back_to_their_elements() {
    let pdf = file();
    let parents = parents(&pdf);
    let leaves = all_leaves(&pdf);
    assert_eq!(leaves.iter().filter(|(leaf, _)| matches!(leaf, Leaf::Annotation(_))).count(), 3);
    for (leaf, holder) in leaves {
        let parent = match leaf {
            Leaf::Content { page, id } => {
                let key = pdf.get_dictionary(page).unwrap().get(b"StructParents").unwrap();
                let array = pdf.dereference(&parents[&key.as_i64().unwrap()]).unwrap().1;
                array.as_array().unwrap()[usize::try_from(id).unwrap()].as_reference().unwrap()
            }
            Leaf::Annotation(object) => {
                let key = pdf.get_dictionary(object).unwrap().get(b"StructParent").unwrap();
                parents[&key.as_i64().unwrap()].as_reference().unwrap()
            }
        };
        assert_eq!(parent, holder, "{leaf:?}");
    }
    let next = tree_root(&pdf).get(b"ParentTreeNextKey").unwrap().as_i64().unwrap();
    assert_eq!(parents.keys().next_back(), Some(&(next - 1)));
}

/// An element and those below it, one a line.
fn outline(pdf: &Pdf, id: ObjectId, depth: usize, text: &mut String) {
    let node = pdf.get_dictionary(id).unwrap();
    let name = |key: &[u8], node: &Dictionary| {
        node.get(key).and_then(Object::as_name).map(String::from_utf8_lossy).unwrap().into_owned()
    };
    write!(text, "{:depth$}{}", "", name(b"S", node), depth = 2 * depth).unwrap();
    if let Ok(language) = node.get(b"Lang") {
        write!(text, " lang={}", decode_text_string(language).unwrap()).unwrap();
    }
    if let Ok(id) = node.get(b"ID") {
        write!(text, " id={}", String::from_utf8_lossy(id.as_str().unwrap())).unwrap();
    }
    if let Ok(attributes) = node.get(b"A").and_then(Object::as_dict) {
        for (key, _) in attributes.iter().skip(1) {
            let key_name = String::from_utf8_lossy(key);
            write!(text, " {key_name}={}", name(key, attributes)).unwrap();
        }
    }
    text.push('\n');
    for kid in kids(node) {
        match kid {
            Object::Reference(kid) => outline(pdf, *kid, depth + 1, text),
            Object::Integer(_) => {}
            _ => writeln!(text, "{:depth$}[annotation]", "", depth = 2 * depth + 2).unwrap(),
        }
    }
}

#[test]
fn the_tree_says_what_each_part_is() {
    let pdf = file();
    let mut text = String::new();
    let document = tree_root(&pdf).get(b"K").unwrap().as_reference().unwrap();
    outline(&pdf, document, 0, &mut text);
    assert_data_eq!(
        text,
        str![[r#"
Document
  H1
  P
    Span lang=fr
    Link
      [annotation]
      [annotation]
    Reference
      Link
        [annotation]
  L ListNumbering=UpperAlpha
    LI
      Lbl
      LBody
        P
    LI
      Lbl
      LBody
        P
  BlockQuote
    P
  Table
    THead
      TR
        TH Scope=Column
        TH Scope=Column
    TBody
      TR
        TD
        TD
  Note id=note-00000006
    Lbl
    P
      Code
  H2

"#]]
        .raw()
    );
}

#[test]
fn a_link_has_an_area_on_each_line_and_says_where_it_leads() {
    let pdf = file();
    let mut text = String::new();
    for page in pdf.page_iter() {
        for annotation in pdf.get_page_annotations(page).unwrap() {
            let bounds = annotation.get(b"Rect").unwrap().as_array().unwrap();
            let bounds: Vec<f32> = bounds.iter().map(|side| side.as_float().unwrap()).collect();
            let contents = decode_text_string(annotation.get(b"Contents").unwrap()).unwrap();
            let aim = if let Ok(action) = annotation.get(b"A").and_then(Object::as_dict) {
                let uri = action.get(b"URI").and_then(Object::as_str).unwrap();
                String::from_utf8_lossy(uri).into_owned()
            } else {
                let destination = annotation.get(b"Dest").unwrap().as_array().unwrap();
                let page = destination[0].as_reference().unwrap();
                let number = pdf.page_iter().position(|other| other == page).unwrap();
                format!("page {number} {:?}", &destination[1..])
            };
            writeln!(text, "{bounds:?} {contents}\n    {aim}").unwrap();
        }
    }
    assert_data_eq!(
        text,
        str![[r#"
[84.51, 675.25, 237.68, 686.25] https://example.org/naïve (x)?a=1&b=2
    https://example.org/na%C3%AFve%20(x)?a=1&b=2
[72.0, 661.25, 113.72, 672.25] https://example.org/naïve (x)?a=1&b=2
    https://example.org/na%C3%AFve%20(x)?a=1&b=2
[117.02, 661.25, 121.71, 672.25] 1
    page 1 [/XYZ, 72, 644.25, 0]

"#]]
        .raw()
    );
}
