//! What PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) ask for beside pages and structure.
//!
//! Clause by clause, and how it is met:
//!
//! | UA-1 | A-2 | asks for | met by |
//! | --- | --- | --- | --- |
//! | 5 | 6.6.4 | the claim in the XMP | `metadata` |
//! | | 6.1.2, 6.1.3 | header 1.7, binary mark, file id | `file` |
//! | | 6.1.7.1 | a stream's Length is right | `file::deflated` |
//! | | 6.2.3, 6.2.4.3 | device colors have an output intent | `output_intent` |
//! | | 6.2.8 | images: whole, in eight bits, not smoothed | `pictures` |
//! | | 6.2.10 | transparency has a blending space | `pages`, `drawing` |
//! | 7.21.3, 7.21.4 | 6.2.11 | fonts embedded, widths as in the program, no `.notdef` | `fonts` |
//! | 7.21.7 | 6.2.11.7 | every code has its Unicode text | `fonts` |
//! | 7.18 | 6.3 | annotations printed, described, in the structure | `annotations` |
//! | | 6.5 | actions: only URI and go-to | `annotations` |
//! | 7.1 | 6.6.2 | metadata in the catalog, title shown | `catalog`, `metadata` |
//! | | 6.6.3 | information dictionary as the XMP | `metadata` |
//! | 7.1 | 6.7.2 | MarkInfo, content tagged or an artifact | `catalog`, `content` |
//! | 7.2 | 6.7.4 | language of the document and of parts | `catalog`, `tags` |
//! | 7.3 | | figures have a description and a place | `tags` |
//! | 7.4.2 | | headings in sequence | the letter's |
//! | 7.5 | | header cells have a scope | `tags` |
//! | 7.6 | | lists say how they are numbered | `tags` |
//! | 7.9 | | notes have an id of their own | `tags` |
//! | 7.16 | 6.1.3 | encryption | never written |
//! | 7.17 | | bookmarks for who navigates | `outline` |
//! | 7.18.3 | | tabs follow the structure | `pages` |

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary, text_string};

use crate::parallel;
use crate::render::Metadata;
use crate::render::pdf::PdfError;
use crate::render::pdf::file::deflated;
use crate::render::pdf::metadata;
use crate::render::pdf::output_intent;
use crate::typeset::page::{Document, Mark};

/// The fewest pages that a thread is worth.
const PAGES_PER_THREAD: usize = 16;

/// Puts printpdf's pages into the form that the file has, with one dictionary of resources for all
/// of them, and gives their ids. `contents` are what stands on each, `fonts` the fonts by name,
/// `pictures` their objects by name.
pub(crate) fn pages(
    pdf: &mut lopdf::Document,
    contents: &[Vec<u8>],
    fonts: Dictionary,
    pictures: Option<Dictionary>,
) -> Result<Vec<ObjectId>, PdfError> {
    let root = pdf.catalog()?.get(b"Pages")?.as_reference()?;
    let kids = pdf.get_dictionary(root)?.get(b"Kids")?.as_array()?;
    let ids = kids.iter().map(Object::as_reference).collect::<lopdf::Result<Vec<_>>>()?;
    if let Some(page) = ids.first() {
        remove_resources(pdf, *page)?;
    }
    let mut resources = dictionary! { "Font" => pdf.add_object(fonts) };
    let blended = pictures.is_some();
    if let Some(pictures) = pictures {
        resources.set("XObject", pictures);
    }
    let shared = pdf.add_object(resources);
    let deflate =
        |(): &mut (), content: &Vec<u8>| deflated(&Dictionary::new(), content.clone(), b" ");
    let contents = parallel::map(contents, PAGES_PER_THREAD, || (), deflate);
    for ((number, id), content) in (0_i64..).zip(&ids).zip(contents) {
        let page = pdf.get_dictionary_mut(*id)?;
        for empty_or_same in ["Annots", "TrimBox", "CropBox"] {
            page.remove(empty_or_same.as_bytes());
        }
        page.set("Tabs", "S");
        if blended {
            page.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" });
        }
        page.set("StructParents", number);
        let resources = page.get(b"Resources")?.as_reference()?;
        page.set("Resources", shared);
        let stream = page.get(b"Contents")?.as_reference()?;
        pdf.objects.remove(&resources);
        pdf.set_object(stream, content?);
    }
    Ok(ids)
}

/// Removes the dictionaries in a page's resources, the same for all pages, which are empty.
fn remove_resources(pdf: &mut lopdf::Document, page: ObjectId) -> Result<(), PdfError> {
    let resources = pdf.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
    let resources = pdf.get_dictionary(resources)?.clone();
    for (_, dictionary) in &resources {
        pdf.objects.remove(&dictionary.as_reference()?);
    }
    Ok(())
}

/// Writes catalog and trailer anew.
pub(crate) fn catalog(
    pdf: &mut lopdf::Document,
    title: &str,
    language: &str,
    metadata: &Metadata,
    (structure, outline): (ObjectId, Option<ObjectId>),
) -> Result<(), PdfError> {
    // Not deflated, so that programs which know no PDF find it.
    let packet = metadata::xmp(title, language, metadata).into_bytes();
    let description = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let description = pdf.add_object(Stream::new(description, packet));
    let intents = output_intent::add(pdf)?;
    let pages = pdf.catalog()?.get(b"Pages")?.as_reference()?;
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => pages,
        "Lang" => text_string(language),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => structure,
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "Metadata" => description,
        "OutputIntents" => intents,
    };
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    let information = metadata::information(title, metadata);
    let ids =
        (pdf.trailer.get(b"Root")?.as_reference()?, pdf.trailer.get(b"Info")?.as_reference()?);
    pdf.set_object(ids.0, catalog);
    pdf.set_object(ids.1, information);
    pdf.trailer = dictionary! { "Root" => ids.0, "Info" => ids.1 };
    Ok(())
}

/// The document's title; one that has none is called by its first words, since PDF/UA-1 (7.1) asks
/// for a title.
pub(crate) fn title(document: &Document) -> String {
    if let Some(title) = &document.title {
        return title.clone();
    }
    let mut marks = document.pages.iter().flat_map(|page| &page.marks);
    let words = marks.find_map(|mark| match mark {
        Mark::Text { run, .. } if run.element.is_some() => run.text.get(run.range.clone()),
        _ => None,
    });
    words.map_or_else(String::new, |words| words.trim().to_owned())
}
