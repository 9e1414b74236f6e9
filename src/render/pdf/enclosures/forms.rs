//! The fields of foreign forms, which can be filled in as in their own file (ISO 32000-1, 12.7).

use lopdf::{Dictionary, Document, Object, dictionary, text_string};

use crate::render::pdf::enclosures::collected::Collected;
use crate::render::pdf::enclosures::evidence::Evidence;
use crate::render::pdf::enclosures::fault::Fault;
use crate::render::pdf::enclosures::shifted::Shift;

/// The fields of a file, and what all of them have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    pub(crate) fields: Vec<Object>,
    /// `DA` and `DR`: the look of what is filled in, and the fonts for it.
    common: Dictionary,
}

/// The form of a file.
pub(crate) fn collect(
    collected: &mut Collected<'_, '_>,
    catalog: &Dictionary,
) -> Result<Form, Fault> {
    let mut form = Form::default();
    let Object::Dictionary(entries) = collected.source.get(catalog, b"AcroForm")? else {
        return Ok(form);
    };
    if entries.has(b"XFA") {
        collected.evidence.insert(Evidence::Action);
    }
    for field in collected.source.items(&entries, b"Fields")? {
        if matches!(field, Object::Reference(_)) {
            form.fields.push(collected.taken(field)?);
        }
    }
    for key in ["DA", "DR", "Q"] {
        if let Ok(value) = entries.get(key.as_bytes()).cloned() {
            form.common.set(key, collected.taken(value)?);
        }
    }
    collected.settle()?;
    Ok(form)
}

impl Form {
    /// The same in another file.
    pub(crate) fn shifted(&self, shift: Shift) -> Self {
        let common = self.common.iter().map(|(key, value)| (key.clone(), shift.object(value)));
        Self {
            fields: self.fields.iter().map(|field| shift.object(field)).collect(),
            common: common.collect(),
        }
    }
}

/// Adds forms, of which each has names of its own: where there are several, its fields stand under
/// one with a name that no other has.
pub(crate) fn append(pdf: &mut Document, catalog: &mut Dictionary, forms: Vec<Form>) {
    let forms: Vec<Form> = forms.into_iter().filter(|form| !form.fields.is_empty()).collect();
    let several = forms.len() > 1;
    let mut all = dictionary! {};
    let mut roots = Vec::new();
    for (number, form) in (1..).zip(forms) {
        let mut fields = form.fields;
        if several {
            let name = text_string(&format!("enclosure-{number}"));
            let mut root = dictionary! { "T" => name, "Kids" => fields.clone() };
            for key in ["DA", "Q"] {
                if let Ok(value) = form.common.get(key.as_bytes()) {
                    root.set(key, value.clone());
                }
            }
            let root = pdf.add_object(root);
            for field in fields.drain(..) {
                let Ok(field) = field.as_reference() else { continue };
                if let Ok(entries) = pdf.get_dictionary_mut(field) {
                    entries.set("Parent", root);
                }
            }
            fields = vec![root.into()];
        }
        roots.append(&mut fields);
        for (key, value) in form.common {
            if !all.has(&key) {
                all.set(key, value);
            }
        }
    }
    if !roots.is_empty() {
        all.set("Fields", roots);
        catalog.set("AcroForm", pdf.add_object(all));
    }
}
