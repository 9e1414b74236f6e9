//! A reviewer's proposals as they are shown.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::diagnostic::visible;
use crate::review::proposals::find::{ByHand, Found};
use crate::review::proposals::propose::{PARAGRAPH_END, Proposal, Proposed};
use crate::review::proposals::saved::SavedProposals;

/// So many characters of the text round a change are shown on either side.
const CONTEXT: usize = 48;

/// A reviewer's proposals and where each of them belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The proposals.
    pub saved: SavedProposals,
    /// Their places in the letter as it stands.
    pub found: Vec<Option<Found>>,
}

impl Told {
    /// The numbered list of proposals.
    pub fn shown(&self) -> String {
        let mut shown = String::new();
        for (index, (proposal, found)) in self.saved.proposals.iter().zip(&self.found).enumerate() {
            let number = index + 1;
            let mut head = Vec::new();
            if self.is_applied(number) {
                head.push("applied".to_owned());
            } else if let Some(Found { place, .. }) = found {
                head.push(format!("{}:{}:{}", place.file.display(), place.line, place.column));
            }
            head.extend((!proposal.author.is_empty()).then(|| visible(&proposal.author)));
            // Writing to a text cannot fail.
            _ = writeln!(shown, "{number}. {}", head.join(", ").trim_end());
            _ = writeln!(shown, "   {}", text(proposal));
            if let Some(why) = self.by_hand(number, found.as_ref()) {
                _ = writeln!(shown, "   by hand: {why}");
            }
        }
        if shown.is_empty() {
            shown.push_str("The file says what the version says, and has no comments.\n");
        }
        shown
    }

    /// The same as JSON.
    pub fn json(&self) -> Value {
        let proposals = self.saved.proposals.iter().zip(&self.found).enumerate();
        proposals
            .map(|(index, (proposal, found))| {
                let number = index + 1;
                let place = found.as_ref().map(|found| &found.place);
                let mut value = json!({
                    "number": number,
                    "author": proposal.author,
                    "file": place.map(|place| place.file.display().to_string()),
                    "line": place.map(|place| place.line),
                    "column": place.map(|place| place.column),
                    "applied": self.is_applied(number),
                    "by_hand": self.by_hand(number, found.as_ref()),
                });
                match &proposal.what {
                    Proposed::Change { deleted, inserted } => {
                        value["deleted"] = json!(deleted);
                        value["inserted"] = json!(inserted);
                    }
                    Proposed::Paragraph { inserted } => value["paragraph"] = json!(inserted),
                    Proposed::Comment { text, about } => {
                        value["comment"] = json!(text);
                        value["about"] = json!(about);
                    }
                }
                value
            })
            .collect()
    }

    fn is_applied(&self, number: usize) -> bool {
        self.saved.applied.contains(&number)
    }

    /// Why a proposal that is still open is left to a person; a comment always is.
    fn by_hand(&self, number: usize, found: Option<&Found>) -> Option<String> {
        if self.is_applied(number) {
            return None;
        }
        match found.map(|found| &found.edit) {
            None => Some("its words stand nowhere in the letter, or in several places".to_owned()),
            Some(Err(ByHand::Comment) | Ok(_)) => None,
            Some(Err(why)) => Some(why.to_string()),
        }
    }
}

fn text(proposal: &Proposal) -> String {
    let before = ending(&proposal.before);
    let after = beginning(&proposal.after);
    match &proposal.what {
        Proposed::Change { deleted, inserted } => {
            let deleted = marked("[-", deleted, "-]");
            let inserted = marked("{+", inserted, "+}");
            [before, deleted, inserted, after].concat()
        }
        Proposed::Paragraph { inserted } => [before, marked("{+¶ ", inserted, "+}")].concat(),
        Proposed::Comment { text, about } => {
            format!("“{}”: {}", beginning(about), visible(text))
        }
    }
}

fn marked(open: &str, words: &str, close: &str) -> String {
    let words = if words == PARAGRAPH_END { "¶".to_owned() } else { visible(words) };
    if words.is_empty() { words } else { [open, &words, close].concat() }
}

/// The end of a text, from the beginning of a word.
fn ending(text: &str) -> String {
    let count = text.chars().count();
    if count <= CONTEXT {
        return visible(text);
    }
    let tail: String = text.chars().skip(count - CONTEXT).collect();
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, words)| words);
    format!("… {}", visible(tail))
}

/// The beginning of a text, to the end of a word.
fn beginning(text: &str) -> String {
    if text.chars().count() <= CONTEXT {
        return visible(text);
    }
    let head: String = text.chars().take(CONTEXT).collect();
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(words, _)| words);
    format!("{} …", visible(head))
}
