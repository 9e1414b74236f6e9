//! A document to the bytes of its file.

use printpdf::{PdfDocument, PdfPage, Pt, Rect};

use crate::render::Metadata;
use crate::render::pdf::annotations::{self, Links};
use crate::render::pdf::fonts::{self, Subsets};
use crate::render::pdf::hundredths::Hundredths;
use crate::render::pdf::shared::Shared;
use crate::render::pdf::spelled::Spelled;
use crate::render::pdf::tree::Tree;
use crate::render::pdf::{PdfError, content, file, finish, outline, pictures, tags};
use crate::typeset::page::Document;

/// Writes a document as PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2). The same document and
/// metadata give the same bytes.
///
/// # Errors
/// When marks point outside the document, a glyph is missing, or a font file is damaged.
pub fn write(document: Document, metadata: &Metadata) -> Result<Vec<u8>, PdfError> {
    write_sharing(document, metadata, &Shared::default())
}

/// The same, as one of several files that share what can be shared. The bytes are the same.
///
/// # Errors
/// As those of `write`.
pub fn write_sharing(
    mut document: Document,
    metadata: &Metadata,
    shared: &Shared,
) -> Result<Vec<u8>, PdfError> {
    let title = finish::title(&document);
    let placed = std::mem::take(&mut document.pages);
    let mut fonts = Subsets::new(&document.faces);
    let mut tree = Tree::new(&document.structure, placed.len());
    let mut links = Links::new(&document.structure);
    let (width, height) = (Hundredths::from(document.size.0), Hundredths::from(document.size.1));
    let sheet = Rect::from_wh(Pt(width.to_pt()), Pt(height.to_pt()));
    let blank = PdfPage {
        media_box: sheet.clone(),
        trim_box: sheet.clone(),
        crop_box: sheet,
        ops: Vec::new(),
    };
    let mut printed = PdfDocument::new("");
    printed.pages = vec![blank; placed.len()];
    let mut pdf = printed.to_lopdf_document(&fonts::save_options(), &mut Vec::new());
    drop(printed);

    let mut contents = Vec::with_capacity(placed.len());
    // Of a long list, either the marks of a page are held or its operators.
    for (number, page) in placed.into_iter().enumerate() {
        let ops = content::operators(&page, number, height, &mut fonts, &mut tree, &mut links)?;
        contents.push(ops);
    }
    fonts.settle();
    let contents: Vec<Vec<u8>> =
        contents.into_iter().map(|ops| ops.settle(|face| fonts.settled(face))).collect();
    let pictures = pictures::add(&mut pdf, &document.pictures, &shared.images)?;
    let names = fonts.embed(&mut pdf, &shared.fonts)?;
    let pages = finish::pages(&mut pdf, &contents, names, pictures)?;
    drop(contents);
    links.settle(&mut pdf, &mut tree)?;
    let mut spelled = Spelled::default();
    let root = tags::write(&mut pdf, &mut spelled, &tree, &links, &pages);
    annotations::write(&mut pdf, &links, &tree, &pages)?;
    let language = document.language.as_str();
    let outline = outline::write(&mut pdf, &document.outline, &tree, &pages);
    finish::catalog(&mut pdf, &title, language, metadata, (root, outline))?;
    drop(tree);
    Ok(file::bytes(pdf, &spelled)?)
}
