//! A foreign file, ready to be appended to any number of letters.

use lopdf::Object;

use crate::render::pdf::enclosures::bookmarks::{self, Bookmark};
use crate::render::pdf::enclosures::collected::Collected;
use crate::render::pdf::enclosures::destinations::Destinations;
use crate::render::pdf::enclosures::evidence::Evidence;
use crate::render::pdf::enclosures::fault::Fault;
use crate::render::pdf::enclosures::forms::{self, Form};
use crate::render::pdf::enclosures::labels::{self, Labels};
use crate::render::pdf::enclosures::layers::{self, Layers};
use crate::render::pdf::enclosures::pages::pages;
use crate::render::pdf::enclosures::source::Source;
use crate::render::pdf::enclosures::standards::{Claim, Standards, profile_colors};
use crate::render::pdf::enclosures::structure::{self, Structure};

/// How many inks print has.
const PRESS: i64 = 4;

/// A foreign file, ready to be appended to any number of letters.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// Its objects, which are numbered from 1 on; the first of them are its pages.
    pub(crate) objects: Vec<Object>,
    /// How many pages it has.
    pub(crate) pages: usize,
    pub(crate) structure: Option<Structure>,
    pub(crate) language: Option<Object>,
    pub(crate) bookmarks: Vec<Bookmark>,
    pub(crate) layers: Layers,
    pub(crate) form: Form,
    pub(crate) labels: Labels,
    /// What the pages are within another file.
    pub(crate) standards: Standards,
    /// Why they are no more than that.
    pub(crate) reasons: Vec<String>,
}

impl Prepared {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let mut source = Source::open(bytes)?;
        let catalog = source.catalog()?;
        let claim = Claim::of(&mut source, &catalog)?;
        let colors = profile_colors(&mut source, &catalog)?;
        let language = match source.get(&catalog, b"Lang")? {
            Object::String(tag, format) if !tag.is_empty() => Some(Object::String(tag, format)),
            _ => None,
        };
        let does_something = source.get(&catalog, b"AA")? != Object::Null
            || match source.get(&catalog, b"Names")? {
                Object::Dictionary(names) => names.has(b"JavaScript"),
                _ => false,
            };
        let destinations = Destinations::of(&mut source, &catalog)?;
        let found = pages(&mut source, &catalog)?;
        let count = found.len();
        let mut collected = Collected::pages(&mut source, destinations.clone(), found)?;
        if does_something {
            collected.evidence.insert(Evidence::Action);
        }
        if colors == Some(PRESS) {
            collected.evidence.insert(Evidence::PressColors);
        }
        let form = forms::collect(&mut collected, &catalog)?;
        let layers = layers::collect(&mut collected, &catalog)?;
        let labels = labels::collect(&mut collected, &catalog)?;
        let bookmarks = bookmarks::collect(&mut collected, &catalog, &destinations)?;
        collected.settle()?;
        // Last, since it numbers all that was collected.
        let structure = structure::collect(&mut collected, &catalog)?;
        let (standards, reasons) = claim.held_against(&collected.evidence);
        let mut objects = collected.objects;
        if structure.is_some() {
            objects[..count].iter_mut().for_each(follow_structure);
        }
        Ok(Self {
            objects,
            pages: count,
            structure,
            language,
            bookmarks,
            layers,
            form,
            labels,
            standards,
            reasons,
        })
    }
}

/// Lets whoever goes through a page's links and fields go in the order of the structure (PDF/UA-1,
/// 7.18.3). Some programs say so in a way that readers don't know.
fn follow_structure(page: &mut Object) {
    if let Object::Dictionary(page) = page
        && page.has(b"Annots")
    {
        page.set("Tabs", "S");
    }
}
