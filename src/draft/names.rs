//! What a version may be called: its label, its text's id, or both.

use crate::diagnostic::nearest;
use crate::draft::{DraftError, Version};

/// The fewest digits of an id that name a version.
const FEWEST: usize = 4;

/// The version that is called so: `v2`, `2`, an id or its first four digits or more, or both as
/// a sign-off has them, `v2@3f9a12bc44e1`, where the id decides. Of several with the same text,
/// the one with that label, else the newest.
pub fn find<'a>(versions: &'a [Version], name: &str) -> Result<&'a Version, DraftError> {
    if versions.is_empty() {
        return Err(DraftError::NothingFrozen { name: name.to_owned() });
    }
    let asked = name.trim().to_lowercase();
    let (label, id) = match asked.split_once('@') {
        Some((label, id)) => (label, id),
        None => match labelled(versions, &asked) {
            Some(version) => return Ok(version),
            None => ("", asked.as_str()),
        },
    };
    let unknown = || DraftError::Unknown {
        name: name.to_owned(),
        nearest: nearest_name(versions, &asked),
        known: versions.iter().map(Version::reference).collect(),
    };
    if id.len() < FEWEST {
        return Err(unknown());
    }
    let with_id: Vec<_> =
        versions.iter().filter(|version| version.digest.as_str().starts_with(id)).collect();
    let newest = with_id.last().copied().ok_or_else(unknown)?;
    if with_id.iter().any(|version| version.digest != newest.digest) {
        let versions = with_id.iter().map(|version| version.reference()).collect();
        return Err(DraftError::Ambiguous { name: name.to_owned(), versions });
    }
    Ok(with_id.into_iter().find(|version| version.label == label).unwrap_or(newest))
}

fn labelled<'a>(versions: &'a [Version], name: &str) -> Option<&'a Version> {
    let number = name.strip_prefix('v').unwrap_or(name);
    versions.iter().find(|version| version.label.strip_prefix('v') == Some(number))
}

/// The label or reference that is most like a name that none has.
fn nearest_name(versions: &[Version], name: &str) -> Option<String> {
    let names = versions
        .iter()
        .flat_map(|version| [version.label.clone(), version.id().to_owned(), version.reference()]);
    let names: Vec<_> = names.collect();
    nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Digest, FORM, Weight};

    fn version(label: &str, text: &str) -> Version {
        Version {
            label: label.to_owned(),
            digest: Digest::of(text.as_bytes()),
            time: "2026-11-24T12:00:00Z".parse().unwrap(),
            today: "2026-11-24".parse().unwrap(),
            as_of: None,
            author: String::new(),
            note: String::new(),
            weight: Weight::Substantial,
            form: FORM,
            program: String::new(),
            files: Vec::new(),
        }
    }

    /// Of these, `v2` and `v10` have the same text.
    fn versions() -> [Version; 3] {
        [version("v1", "v"), version("v2", "first"), version("v10", "first")]
    }

    #[test]
    fn a_label_an_id_or_both_name_a_version() {
        let versions = versions();
        let (one, two) = (versions[0].id(), versions[1].id());
        for (name, label) in [
            ("v2", "v2"),
            ("2", "v2"),
            ("V10", "v10"),
            (one, "v1"),
            (&one[..4], "v1"),
            (&one.to_uppercase(), "v1"),
            (two, "v10"),
            (&format!("v2@{two}"), "v2"),
            (&format!("v7@{one}"), "v1"),
            (&format!("v2@{one}"), "v1"),
            (versions[1].digest.as_str(), "v10"),
        ] {
            assert_eq!(find(&versions, name).unwrap().label, label, "{name}");
        }
    }

    #[test]
    fn what_names_none_or_several_is_refused() {
        let versions = versions();
        for name in ["v3", "", "@", "v1@", "v1@ffffffffffff", &versions[0].id()[..3], "latest"] {
            let error = find(&versions, name).unwrap_err();
            assert!(matches!(error, DraftError::Unknown { .. }), "{name}: {error:?}");
        }
        assert!(matches!(find(&[], "v1"), Err(DraftError::NothingFrozen { .. })));
        let mut alike = versions.clone();
        alike[1].digest =
            Digest::parse(&format!("{}{}", &alike[0].id()[..6], "0".repeat(58))).unwrap();
        let error = find(&alike, &alike[0].id()[..6]).unwrap_err();
        assert!(matches!(error, DraftError::Ambiguous { versions, .. } if versions.len() == 2));
    }
}
