//! What sign-offs are worth for a text.

use std::collections::BTreeSet;

use crate::draft::{Texts, Version, Weight};

/// A frozen version with its texts.
#[derive(Clone, Debug)]
pub struct FrozenText {
    /// The version.
    pub version: Version,
    /// Its texts.
    pub texts: Texts,
}

/// How sign-offs stand to a text.
#[derive(Debug)]
pub struct Standing<'a> {
    versions: &'a [FrozenText],
    /// The ids of the texts to which agreement is agreement to this one.
    covering: BTreeSet<String>,
}

/// What a sign-off is worth for a text.
#[derive(Clone, Copy, Debug)]
pub enum Agreement<'a> {
    /// It is to no particular text, as all sign-offs are from before there were versions.
    ToNoText,
    /// It holds.
    Holds,
    /// It is to another text: that of this version, or one that was never frozen here.
    Stale(Option<&'a FrozenText>),
}

impl<'a> Standing<'a> {
    /// How sign-offs to `versions`, in the order of their freezing, stand to a text.
    pub fn new(versions: &'a [FrozenText], text: &Texts) -> Self {
        let mut covering = BTreeSet::from([text.digest().id().to_owned()]);
        let included = versions.iter().filter(|frozen| text.include(&frozen.texts));
        covering.extend(included.map(|frozen| frozen.version.id().to_owned()));
        // Each round goes back at least one step from a text that is covered, or is the last.
        while let Some(more) = step_back(versions, &covering) {
            covering.extend(more);
        }
        Self { versions, covering }
    }

    /// What a sign-off is worth, by its row's `signed_version`: `v2@3f9a12bc44e1`, of which the id
    /// decides; where somebody wrote the label alone, that one.
    pub fn of(&self, signed_version: &str) -> Agreement<'a> {
        let (label, id) = match signed_version.split_once('@') {
            Some((label, id)) => (label.trim(), id.trim()),
            None => (signed_version.trim(), ""),
        };
        if label.is_empty() && id.is_empty() {
            return Agreement::ToNoText;
        }
        let named = self.versions.iter().rev().find(|frozen| match id {
            "" => frozen.version.label == label || frozen.version.id() == label,
            id => frozen.version.id() == id,
        });
        let id = named.map_or(id, |frozen| frozen.version.id());
        if self.covering.contains(id) { Agreement::Holds } else { Agreement::Stale(named) }
    }
}

/// The texts, not covered yet, from which a covered one goes on: editorial changes led from them to
/// it, or translations were added.
fn step_back(versions: &[FrozenText], covered: &BTreeSet<String>) -> Option<Vec<String>> {
    let is_covered = |frozen: &FrozenText| covered.contains(frozen.version.id());
    let mut more = Vec::new();
    for (at, frozen) in versions.iter().enumerate().filter(|(_, frozen)| !is_covered(frozen)) {
        let leads = versions
            .get(at + 1)
            .is_some_and(|next| next.version.weight == Weight::Editorial && is_covered(next));
        let is_included = || {
            let mut others = versions.iter().filter(|other| is_covered(other));
            others.any(|other| other.texts.include(&frozen.texts))
        };
        if leads || is_included() {
            more.push(frozen.version.id().to_owned());
        }
    }
    (!more.is_empty()).then_some(more)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn version(label: &str, text: &str) -> Version {
        frozen(label, &[("en", text)]).version
    }

    fn frozen(label: &str, texts: &[(&str, &str)]) -> FrozenText {
        let texts = Texts::new(texts.iter().map(|(tag, text)| ((*tag).into(), (*text).into())));
        let time = crate::clock::now();
        let version = Version {
            label: label.to_owned(),
            digest: texts.digest(),
            time,
            today: crate::clock::day_of(time),
            as_of: None,
            author: String::new(),
            note: String::new(),
            weight: Weight::Substantial,
            form: 1,
            program: String::new(),
            files: Vec::new(),
        };
        FrozenText { version, texts }
    }

    fn editorial(mut frozen: FrozenText) -> FrozenText {
        frozen.version.weight = Weight::Editorial;
        frozen
    }

    /// The labels of the versions to which agreement holds for a text.
    fn holding(versions: &[FrozenText], text: &[(&str, &str)]) -> String {
        let text = frozen("", text).texts;
        let standing = Standing::new(versions, &text);
        let holds = |frozen: &&FrozenText| {
            matches!(standing.of(&frozen.version.reference()), Agreement::Holds)
        };
        let labels: Vec<_> =
            versions.iter().filter(holds).map(|f| f.version.label.as_str()).collect();
        labels.join(" ")
    }

    #[test]
    fn agreement_holds_for_its_text_and_through_editorial_changes() {
        let versions = [
            frozen("v1", &[("en", "a")]),
            frozen("v2", &[("en", "b")]),
            editorial(frozen("v3", &[("en", "c")])),
            editorial(frozen("v4", &[("en", "d")])),
            frozen("v5", &[("en", "a")]),
        ];
        assert_eq!(holding(&versions, &[("en", "a")]), "v1 v5");
        assert_eq!(holding(&versions, &[("en", "d")]), "v2 v3 v4");
        assert_eq!(holding(&versions, &[("en", "b")]), "v2");
        assert_eq!(holding(&versions, &[("en", "x")]), "");
    }

    #[test]
    fn a_translation_added_makes_nobody_stale() {
        let versions = [
            frozen("v1", &[("en", "a")]),
            frozen("v2", &[("en", "b"), ("fr", "B")]),
            editorial(frozen("v3", &[("en", "c"), ("fr", "C")])),
        ];
        assert_eq!(holding(&versions, &[("en", "a"), ("fr", "A")]), "v1");
        assert_eq!(holding(&versions, &[("en", "c"), ("fr", "C"), ("de", "C")]), "v2 v3");
        // A translation that is taken away, or says something else, is another text.
        assert_eq!(holding(&versions, &[("en", "b")]), "");
        assert_eq!(holding(&versions, &[("en", "b"), ("fr", "X")]), "");
    }

    #[test]
    fn the_id_decides_and_the_label_is_for_people() {
        let versions = [frozen("v1", &[("en", "a")]), frozen("v2", &[("en", "b")])];
        let standing = Standing::new(&versions, &versions[1].texts);
        let of = |cell: &str| match standing.of(cell) {
            Agreement::ToNoText => "none",
            Agreement::Holds => "holds",
            Agreement::Stale(Some(to)) => &to.version.label,
            Agreement::Stale(None) => "unknown",
        };
        let id = versions[1].version.id();
        assert_eq!(of(&format!("v7@{id}")), "holds");
        assert_eq!(of("v2@000000000000"), "unknown");
        assert_eq!(
            [of(""), of("v2"), of("v1"), of(id), of("v9")],
            ["none", "holds", "v1", "holds", "unknown"]
        );
    }
}
