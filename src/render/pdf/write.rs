//! A document to the bytes of its file.

use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

use crate::render::Metadata;
use crate::render::pdf::annotations::{self, Links};
use crate::render::pdf::fonts::Subsets;
use crate::render::pdf::hundredths::Hundredths;
use crate::render::pdf::images::Images;
use crate::render::pdf::tree::Tree;
use crate::render::pdf::{PdfError, content, file, finish, outline, pictures, tags};
use crate::typeset::page::Document;

/// Writes a document as PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2). The same document and
/// metadata give the same bytes.
///
/// # Errors
/// When marks point outside the document, a glyph is missing, or a font file is damaged.
pub fn write(document: Document, metadata: &Metadata) -> Result<Vec<u8>, PdfError> {
    write_sharing(document, metadata, &Images::default())
}

/// The same, as one of several files that share their pictures: what was made of one for the file
/// before need not be made again.
///
/// # Errors
/// As those of `write`.
pub fn write_sharing(
    mut document: Document,
    metadata: &Metadata,
    images: &Images,
) -> Result<Vec<u8>, PdfError> {
    let title = finish::title(&document);
    let placed = std::mem::take(&mut document.pages);
    let mut fonts = Subsets::new(&document.faces);
    let mut tree = Tree::new(&document.structure, placed.len());
    let mut links = Links::new(&document.structure);
    let (width, height) = (Hundredths::from(document.size.0), Hundredths::from(document.size.1));
    let sheet = Rect::from_wh(Pt(width.to_pt()), Pt(height.to_pt()));
    let mut pages = Vec::with_capacity(placed.len());
    // Of a long list, either the marks of a page are held or its operators.
    for (number, page) in placed.into_iter().enumerate() {
        let ops = content::operators(&page, number, height, &mut fonts, &mut tree, &mut links)?;
        pages.push(PdfPage {
            media_box: sheet.clone(),
            trim_box: sheet.clone(),
            crop_box: sheet.clone(),
            ops,
        });
    }

    let mut printed = PdfDocument::new("");
    printed.pages = pages;
    printed.resources.fonts.map = fonts.embed()?;
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut pdf = printed.to_lopdf_document(&options, &mut Vec::new());
    drop(printed);

    let pictures = pictures::add(&mut pdf, &document.pictures, images)?;
    let finish::Pages { ids: pages, fonts: names } = finish::pages(&mut pdf, pictures)?;
    fonts.finish(&mut pdf, names)?;
    links.settle(&mut pdf, &mut tree)?;
    let root = tags::write(&mut pdf, &tree, &links, &pages);
    annotations::write(&mut pdf, &links, &tree, &pages)?;
    let language = document.language.as_str();
    let outline = outline::write(&mut pdf, &document.outline, &tree, &pages);
    finish::catalog(&mut pdf, &title, language, metadata, (root, outline))?;
    Ok(file::bytes(&pdf)?)
}
