//! Changes for other programs.

use serde_json::{Value, json as object};

use crate::model::{
    Boundary, Change, ChangedDemand, ChangedPassage, Changes, Compared, Comparison, Fate,
    PassageKind, Role, Span, plain,
};
use crate::render::changes::place::fate_in_words;

/// A comparison as one JSON object: all changed passages of each language, every span of them.
pub fn json(comparison: &Comparison) -> Value {
    let languages: Vec<Value> = comparison
        .languages
        .iter()
        .map(|compared| match compared {
            Compared::Both(changes) => of_changes(changes),
            Compared::OnlyOld(language) => object!({"language": language.as_str(), "only": "from"}),
            Compared::OnlyNew(language) => object!({"language": language.as_str(), "only": "to"}),
        })
        .collect();
    object!({"from": comparison.old, "to": comparison.new, "languages": languages})
}

fn of_changes(changes: &Changes) -> Value {
    let summary = changes.summary();
    let demands: Vec<Value> = summary.demands.iter().map(demand).collect();
    let passages: Vec<Value> = changes
        .passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.fate() != Fate::Unchanged)
        .map(|(index, changed)| passage(index, changed))
        .collect();
    object!({
        "language": changes.language.as_str(),
        "changed": summary.changed,
        "words": summary.words,
        "inserted": summary.inserted,
        "deleted": summary.deleted,
        "moved": summary.moved,
        "demands": demands,
        "passages": passages,
    })
}

fn demand(demand: &ChangedDemand) -> Value {
    object!({
        "marker": demand.marker,
        "old_marker": demand.old_marker,
        "change": fate_in_words(demand.fate),
        "edited": demand.edited,
    })
}

fn passage(index: usize, passage: &ChangedPassage) -> Value {
    let cells: Vec<Vec<Value>> =
        passage.texts.iter().map(|spans| spans.iter().map(span).collect()).collect();
    let boundary = match passage.boundary {
        Boundary::Kept => None,
        Boundary::Split => Some("split"),
        Boundary::Joined => Some("joined"),
    };
    object!({
        "index": index,
        "change": fate_in_words(passage.fate()),
        "from": passage.old.as_ref().map(role),
        "to": passage.new.as_ref().map(role),
        "moved": passage.moved,
        "boundary": boundary,
        "texts": cells,
    })
}

fn role(role: &Role) -> Value {
    let kind = match role.kind {
        PassageKind::Title => "title",
        PassageKind::Heading(_) => "heading",
        PassageKind::Paragraph => "paragraph",
        PassageKind::Heads => "heads",
        PassageKind::Row => "row",
        PassageKind::Code => "code",
        PassageKind::Note => "note",
        PassageKind::Break => "break",
    };
    object!({"kind": kind, "marker": role.marker})
}

fn span(span: &Span) -> Value {
    let change = match span.change {
        Change::Same => "same",
        Change::Deleted => "deleted",
        Change::Inserted => "inserted",
    };
    object!({"change": change, "text": plain(&span.text)})
}
