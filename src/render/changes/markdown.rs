//! Changes as Markdown, for a mail or an issue.

use crate::model::{
    Boundary, Change, ChangedPassage, Changes, Compared, Comparison, Fate, Inline, plain,
};
use crate::render::changes::excerpt::{Piece, excerpt, opening, pieces, tells_nothing_new};
use crate::render::changes::place::{capitalized, fate_in_words, remark};
use crate::render::changes::stop::stops;
use crate::render::markdown::{Context, escape_start, line};

/// The changed passages, what was deleted struck through, what was inserted in bold; long
/// unchanged stretches are left out. The text ends in one newline.
pub fn markdown(comparison: &Comparison) -> String {
    let several = comparison.languages.len() > 1;
    let compared = format!("{} → {}", comparison.old, comparison.new);
    let mut blocks = vec![text(&compared)];
    for compared in &comparison.languages {
        match compared {
            Compared::Both(changes) => {
                if several {
                    blocks.push(format!("## {}", changes.language));
                }
                of_changes(changes, &mut blocks);
            }
            Compared::OnlyOld(language) => {
                blocks.push(format!("## {language}"));
                blocks.push(format!("Only in {}.", text(&comparison.old)));
            }
            Compared::OnlyNew(language) => {
                blocks.push(format!("## {language}"));
                blocks.push(format!("Only in {}.", text(&comparison.new)));
            }
        }
    }
    blocks.join("\n\n") + "\n"
}

fn of_changes(changes: &Changes, blocks: &mut Vec<String>) {
    let summary = changes.summary();
    if !summary.changed {
        blocks.push("No word differs.".to_owned());
        return;
    }
    blocks.push(format!("**{}.**", text(&capitalized(&summary.to_string()))));
    if !summary.demands.is_empty() {
        let items: Vec<_> =
            summary.demands.iter().map(|one| format!("- {}", text(&one.to_string()))).collect();
        blocks.push(items.join("\n"));
    }
    for stop in stops(changes) {
        if let Some(heading) = stop.heading {
            let text: String = heading.iter().map(|span| line(&span.text, Context::Line)).collect();
            blocks.push(format!("### {}", text.trim()));
        }
        blocks.push(of_passage(stop.passage, stop.index, &changes.passages));
    }
}

fn of_passage(passage: &ChangedPassage, index: usize, all: &[ChangedPassage]) -> String {
    let fate = passage.fate();
    let marker =
        passage.role().and_then(|role| role.marker.as_deref()).filter(|marker| *marker != "-");
    let mut head = marker.map_or(String::new(), |marker| format!("**{}** ", text(marker)));
    let mut remarks = remark(passage, index, all);
    if remarks.is_empty() && matches!(fate, Fate::Inserted | Fate::Deleted) {
        fate_in_words(fate).clone_into(&mut remarks);
    }
    if !remarks.is_empty() {
        head.extend(["*(", &remarks, ")* "]);
    }
    let said = if tells_nothing_new(passage, fate) {
        text(&opening(passage))
    } else {
        let row = passage.texts.len() > 1;
        let cells: Vec<_> = passage
            .texts
            .iter()
            .map(|spans| {
                marked(&if row { pieces(spans) } else { excerpt(spans, passage.boundary) })
            })
            .collect();
        cells.join(" \\| ")
    };
    let mark = match passage.boundary {
        Boundary::Kept => "",
        Boundary::Split => "**¶** ",
        Boundary::Joined => "~~¶~~ ",
    };
    let block = format!("{head}{mark}{said}");
    escape_start(block.trim_end())
}

/// Pieces with their marks. A mark that would be none where it stands gets a space.
fn marked(pieces: &[Piece]) -> String {
    let mut markdown = String::new();
    let mut after_mark = false;
    for piece in pieces {
        let (mark, said) = match piece {
            Piece::Gap => ("", " … ".to_owned()),
            Piece::Text(Change::Same, text) => ("", spaced_line(&in_one_line(text))),
            Piece::Text(Change::Deleted, text) => ("~~", spaced_line(&unmarked(text))),
            Piece::Text(Change::Inserted, text) => ("**", spaced_line(&unmarked(text))),
        };
        if said.is_empty() {
            continue;
        }
        let ends_in_space = markdown.is_empty() || markdown.ends_with([' ', '\n']);
        if mark.is_empty() {
            // A mark behind a sign does not close right before a word.
            let closes = !after_mark
                || !crowded(
                    markdown.trim_end_matches(['*', '~']).chars().next_back(),
                    said.chars().next(),
                );
            markdown.push_str(if closes { "" } else { " " });
            markdown.push_str(&said);
            after_mark = false;
            continue;
        }
        let opens = !crowded(said.chars().next(), markdown.chars().next_back());
        markdown.push_str(if ends_in_space || (opens && !after_mark) { "" } else { " " });
        markdown.extend([mark, said.trim(), mark]);
        after_mark = true;
    }
    markdown.replace("  ", " ").trim().to_owned()
}

/// Whether a mark between a sign, on its inner side, and a letter, on its outer one, is none
/// (CommonMark 6.2).
fn crowded(inner: Option<char>, outer: Option<char>) -> bool {
    inner.is_some_and(|inner| !inner.is_alphanumeric()) && outer.is_some_and(char::is_alphanumeric)
}

/// A line with the spaces at its ends.
fn spaced_line(text: &[Inline]) -> String {
    let letters = plain(text);
    let before = if letters.starts_with(char::is_whitespace) { " " } else { "" };
    let after = if letters.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{before}{}{after}", line(text, Context::Line).trim())
}

/// Text without emphasis, whose signs would be taken for those of the change.
fn unmarked(text: &[Inline]) -> Vec<Inline> {
    let mut plain = Vec::new();
    for inline in text {
        match inline {
            Inline::Emphasis(text) | Inline::Strong(text) | Inline::Isolate(text) => {
                plain.extend(unmarked(text));
            }
            other => plain.push(other.clone()),
        }
    }
    in_one_line(&plain)
}

/// Text whose line breaks are strokes, as when verse is quoted.
fn in_one_line(text: &[Inline]) -> Vec<Inline> {
    let stroke = Inline::Text(" / ".to_owned());
    let kept = |inline: &Inline| match inline {
        Inline::LineBreak => stroke.clone(),
        other => other.clone(),
    };
    text.iter().map(kept).collect()
}

fn text(text: &str) -> String {
    line(&[Inline::Text(text.to_owned())], Context::Line)
}
