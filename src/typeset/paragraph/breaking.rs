//! Where the lines of a paragraph end: all of them weighed together, after Knuth and Plass,
//! Breaking Paragraphs into Lines (Software: Practice and Experience 11, 1981).

use std::ops::Range;

use crate::model::Length;
use crate::typeset::paragraph::collect::Collected;
use crate::typeset::paragraph::costs::{
    CONTRAST, DECENT, FORBIDDEN, LATE_HYPHEN, LINE, TIGHT, TWO_HYPHENS, WORST, fitness,
    short_last_line,
};
use crate::typeset::paragraph::hanging::{self, HANGING};
use crate::typeset::paragraph::opportunities::{
    Ending, Opportunity, RELUCTANT_HYPHEN, add_last_resorts, opportunities,
};
use crate::typeset::paragraph::ruler::{Ruler, ink_end};
use crate::typeset::paragraph::style::{Alignment, LOOSEST, ParagraphStyle, SHRINK, STRETCH};

/// A line that was broken.
#[derive(Debug, PartialEq)]
pub(super) struct BrokenLine {
    /// Its bytes in the paragraph's text, the spaces at its end among them.
    pub(super) range: Range<usize>,
    /// Whether a hyphen is put at its end.
    pub(super) hyphenated: bool,
    /// Whether its spaces are to be stretched or shrunk until it fills the measure.
    pub(super) filled: bool,
    /// How far its first character hangs outside the measure.
    pub(super) start_hang: Length,
    /// How far its last character does.
    pub(super) end_hang: Length,
}

/// The most hyphens in a row.
const MOST_HYPHENS: u8 = 2;

/// The part of the measure that a last line fills at least, if it has not enough words.
const SHORTEST_LAST_LINE: f64 = 0.25;

/// The part of its length by which a ragged line may be off before it is as bad as a justified
/// one whose spaces are as wide as they may be.
const RAG: f64 = 0.2;

/// How much worse a hyphen is where lines need not be filled, and there is less to gain by it.
const RAGGED_HYPHEN: f64 = 2.5;

/// How full a line that ends with a title's colon is at least.
const COLON_FROM: f64 = 0.3;

/// How strict a pass over the paragraph is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Spaces within their bounds, no name divided, no last line too short.
    Strict,
    /// What keeps to none of these, at a cost.
    Loose,
    /// Lines that are not filled, words parted anywhere, and ink outside the measure where even
    /// a single character is too wide for it.
    LastResort,
}

/// What is weighed against what.
#[derive(Clone, Copy)]
enum Goal {
    /// Spaces near the font's.
    Filled,
    /// Lines near the measure.
    Ragged,
    /// Lines near a length.
    Balanced(Length),
}

/// A place where a line may end and the next begin, with all that is to know to weigh it.
struct Candidate {
    offset: usize,
    ending: Ending,
    penalty: f64,
    /// Where the ink of a line that ends here ends.
    ink_end: usize,
    /// The width of the hyphen that is put here.
    hyphen: Length,
    end_hang: Length,
    /// How far the first character of a line that begins here hangs.
    start_hang: Length,
}

/// The cheapest lines known up to a place, for one count of hyphens and one fitness.
struct Node {
    candidate: usize,
    demerits: f64,
    hyphens: u8,
    fitness: usize,
    previous: usize,
}

/// Breaks a paragraph into lines.
pub(super) fn break_lines(
    collected: &Collected<'_>,
    ruler: &Ruler,
    hyphen: &dyn Fn(usize) -> Length,
    style: &ParagraphStyle,
) -> Vec<BrokenLine> {
    let breaker = Breaker { collected, text: &collected.text, ruler, hyphen, style };
    let whole = 0..collected.text.len();
    let fits = breaker.ink_width(&whole) <= style.measure - style.first_indent;
    let found = if collected.forced.is_empty() && fits {
        vec![Opportunity { offset: whole.end, ending: Ending::Forced, penalty: 0.0 }]
    } else {
        opportunities(collected, style.hyphenate)
    };
    let mut lines = Vec::new();
    let mut start = 0;
    for segment in found.split_inclusive(|opportunity| opportunity.ending == Ending::Forced) {
        breaker.segment(start, segment, &mut lines);
        start = segment.last().map_or(start, |opportunity| opportunity.offset);
    }
    lines
}

struct Breaker<'a> {
    collected: &'a Collected<'a>,
    text: &'a str,
    ruler: &'a Ruler,
    /// The width of a hyphen put before a byte.
    hyphen: &'a dyn Fn(usize) -> Length,
    style: &'a ParagraphStyle,
}

impl Breaker<'_> {
    /// Breaks what the author set off as lines of its own.
    fn segment(&self, start: usize, found: &[Opportunity], lines: &mut Vec<BrokenLine>) {
        if self.style.balanced
            && let Some(colon) = self.colon(start, found)
        {
            let (title, rest) = found.split_at(colon + 1);
            self.weigh(start, title, lines);
            self.weigh(title[colon].offset, rest, lines);
        } else {
            self.weigh(start, found, lines);
        }
    }

    fn weigh(&self, start: usize, found: &[Opportunity], lines: &mut Vec<BrokenLine>) {
        let mut candidates = self.candidates(start, found);
        let goal = self.goal(&candidates);
        let mut ends = [Pass::Strict, Pass::Loose]
            .into_iter()
            .find_map(|pass| self.best(&candidates, goal, pass));
        if ends.is_none() {
            let shortest = self.available(0).min(self.available(1));
            let mut found = found.to_vec();
            add_last_resorts(self.collected, start, &mut found, |range| {
                self.ink_width(range) + (self.hyphen)(range.end) > shortest
            });
            candidates = self.candidates(start, &found);
            ends = self.best(&candidates, goal, Pass::LastResort);
        }
        let mut from = &candidates[0];
        for end in ends.unwrap_or_default() {
            let to = &candidates[end];
            lines.push(BrokenLine {
                range: from.offset..to.offset,
                hyphenated: to.ending == Ending::PutHyphen,
                filled: self.is_filled(from, to),
                start_hang: from.start_hang,
                end_hang: to.end_hang,
            });
            from = to;
        }
    }

    fn candidates(&self, start: usize, found: &[Opportunity]) -> Vec<Candidate> {
        let end = found.last().map_or(start, |opportunity| opportunity.offset);
        let hangs = self.style.alignment == Alignment::Justified;
        let candidate = |opportunity: &Opportunity| {
            let offset = opportunity.offset;
            let ink = start..ink_end(self.text, &(start..offset));
            let hyphen = match opportunity.ending {
                Ending::PutHyphen => (self.hyphen)(offset),
                _ => Length::ZERO,
            };
            let end_hang = match opportunity.ending {
                Ending::PutHyphen => hyphen * HANGING,
                _ => hanging::at_end(self.text, self.ruler, &ink),
            };
            let start_hang = hanging::at_start(self.text, self.ruler, &(offset..end));
            Candidate {
                offset,
                ending: opportunity.ending,
                penalty: opportunity.penalty,
                ink_end: ink.end,
                hyphen,
                end_hang: if hangs { end_hang } else { Length::ZERO },
                start_hang: if hangs { start_hang } else { Length::ZERO },
            }
        };
        let first = Opportunity { offset: start, ending: Ending::Plain, penalty: 0.0 };
        std::iter::once(&first).chain(found).map(candidate).collect()
    }

    fn goal(&self, candidates: &[Candidate]) -> Goal {
        if self.style.balanced {
            let last = &candidates[candidates.len() - 1];
            let width = self.ruler.width(&(candidates[0].offset..last.ink_end));
            Goal::Balanced(width / self.fewest_lines(candidates))
        } else if self.style.alignment == Alignment::Justified {
            Goal::Filled
        } else {
            Goal::Ragged
        }
    }

    /// How many lines it takes to fill each as far as it goes.
    fn fewest_lines(&self, candidates: &[Candidate]) -> f64 {
        let mut lines = 1.0;
        let mut from = 0;
        for here in 1..candidates.len() {
            let width = self.natural(&candidates[from], &candidates[here]);
            if width > self.available(candidates[from].offset) && from + 1 < here {
                lines += 1.0;
                from = here - 1;
            }
        }
        lines
    }

    /// The opportunity after a colon that ends the first of several lines well: one not too short.
    fn colon(&self, start: usize, found: &[Opportunity]) -> Option<usize> {
        let available = self.available(start);
        if self.ink_width(&(start..found.last()?.offset)) <= available {
            return None;
        }
        found.iter().position(|opportunity| {
            let line = start..opportunity.offset;
            let width = self.ink_width(&line);
            opportunity.ending == Ending::Plain
                && self.text[..ink_end(self.text, &line)].ends_with([':', '：'])
                && (available * COLON_FROM..=available).contains(&width)
        })
    }

    fn ink_width(&self, range: &Range<usize>) -> Length {
        self.ruler.width(&(range.start..ink_end(self.text, range)))
    }

    fn available(&self, offset: usize) -> Length {
        let indent = if offset == 0 { self.style.first_indent } else { self.style.hanging_indent };
        self.style.measure - indent
    }

    /// The width of a line between the edges of the measure, with its spaces as the font has them.
    fn natural(&self, from: &Candidate, to: &Candidate) -> Length {
        let ink = from.offset..to.ink_end.max(from.offset);
        self.ruler.width(&ink) + to.hyphen - from.start_hang - to.end_hang
    }

    /// Whether a line is justified: not the last, nor one whose spaces would grow too wide.
    fn is_filled(&self, from: &Candidate, to: &Candidate) -> bool {
        let ratio = self.ratio(from, to, Goal::Filled);
        self.style.alignment == Alignment::Justified
            && to.ending != Ending::Forced
            && ratio.is_none_or(|ratio| ratio <= LOOSEST / STRETCH)
    }

    /// How far a line is from what it should be; 1 as far as it may. None when it is too long.
    fn ratio(&self, from: &Candidate, to: &Candidate, goal: Goal) -> Option<f64> {
        let natural = self.natural(from, to);
        let free = self.available(from.offset) - natural;
        match goal {
            Goal::Filled => {
                let ink = from.offset..to.ink_end.max(from.offset);
                let spaces = self.ruler.spaces(&ink);
                if free >= Length::ZERO && to.ending == Ending::Forced {
                    Some(0.0)
                } else if free >= Length::ZERO {
                    Some(free.max(Length::pt(f64::EPSILON)) / (spaces * STRETCH))
                } else {
                    let ratio = free / (spaces * SHRINK);
                    (ratio >= -1.0).then_some(ratio)
                }
            }
            Goal::Ragged | Goal::Balanced(_) if free < Length::ZERO => None,
            Goal::Ragged if to.ending == Ending::Forced => Some(0.0),
            Goal::Ragged => Some(free / (self.available(from.offset) * RAG)),
            Goal::Balanced(length) => Some((length - natural) / (length * RAG)),
        }
    }

    /// The candidates at which the lines end that together cost least.
    fn best(&self, candidates: &[Candidate], goal: Goal, pass: Pass) -> Option<Vec<usize>> {
        let start = Node { candidate: 0, demerits: 0.0, hyphens: 0, fitness: DECENT, previous: 0 };
        let mut nodes = vec![start];
        let mut active = vec![0];
        for (here, to) in candidates.iter().enumerate().skip(1) {
            let mut reached: Vec<Node> = Vec::new();
            active.retain(|&previous| {
                let node: &Node = &nodes[previous];
                let line = &candidates[node.candidate..=here];
                let Some((demerits, fitness)) = self.line(line, node.candidate == 0, goal, pass)
                else {
                    return self.is_open(&candidates[node.candidate], to);
                };
                let hyphens = match to.ending {
                    Ending::OwnHyphen | Ending::PutHyphen => node.hyphens.saturating_add(1),
                    Ending::Plain | Ending::Forced => 0,
                };
                if hyphens > MOST_HYPHENS && pass != Pass::LastResort {
                    return true;
                }
                let demerits = node.demerits
                    + demerits
                    + match (node.hyphens, hyphens) {
                        (_, 3..) => FORBIDDEN,
                        (1.., 1..) => TWO_HYPHENS,
                        (1.., 0) if to.ending == Ending::Forced => LATE_HYPHEN,
                        _ => 0.0,
                    }
                    + if node.fitness.abs_diff(fitness) > 1 { CONTRAST } else { 0.0 };
                let node = Node { candidate: here, demerits, hyphens, fitness, previous };
                match reached
                    .iter_mut()
                    .find(|other| other.hyphens == node.hyphens && other.fitness == node.fitness)
                {
                    Some(other) if other.demerits <= node.demerits => {}
                    Some(other) => *other = node,
                    None => reached.push(node),
                }
                true
            });
            active.extend(nodes.len()..nodes.len() + reached.len());
            nodes.append(&mut reached);
        }
        let ends = active.into_iter().filter(|&node| nodes[node].candidate + 1 == candidates.len());
        let mut node =
            ends.min_by(|&one, &other| nodes[one].demerits.total_cmp(&nodes[other].demerits))?;
        let mut path = Vec::new();
        while node != 0 {
            path.push(nodes[node].candidate);
            node = nodes[node].previous;
        }
        path.reverse();
        Some(path)
    }

    /// What a line costs by itself, and its fitness; none when it may not stand. It is given with
    /// the candidates within it, at which it does not end.
    fn line(
        &self,
        candidates: &[Candidate],
        first: bool,
        goal: Goal,
        pass: Pass,
    ) -> Option<(f64, usize)> {
        let (from, to) = (&candidates[0], &candidates[candidates.len() - 1]);
        let ratio = match self.ratio(from, to, goal) {
            Some(ratio) => ratio,
            None if pass == Pass::LastResort && candidates.len() == 2 => {
                return Some((FORBIDDEN, TIGHT));
            }
            None => return None,
        };
        let loosest = match (goal, pass) {
            (Goal::Filled, Pass::Strict) => 1.0,
            (Goal::Filled, Pass::Loose) => LOOSEST / STRETCH,
            _ => f64::INFINITY,
        };
        if ratio > loosest {
            return None;
        }
        let short = if first { 0.0 } else { self.short_last_line(from, to) };
        if pass == Pass::Strict && (short > 0.0 || to.penalty >= RELUCTANT_HYPHEN) {
            return None;
        }
        let badness = if ratio > LOOSEST / STRETCH && matches!(goal, Goal::Filled) {
            // Not filled: worse than any that is, and the worse the shorter.
            WORST * (2.0 - self.natural(from, to) / self.available(from.offset))
        } else {
            (100.0 * ratio.abs().powi(3)).min(WORST)
        };
        let penalty = match (goal, to.ending) {
            (Goal::Ragged, Ending::PutHyphen) => to.penalty * RAGGED_HYPHEN,
            _ => to.penalty,
        };
        let demerits = (LINE + badness).powi(2) + penalty.powi(2) + short;
        Some((demerits, fitness(ratio)))
    }

    /// Whether a line from one place may still end after another: it was not too long there, even
    /// without what only that end gave it.
    fn is_open(&self, from: &Candidate, to: &Candidate) -> bool {
        let ink = from.offset..to.ink_end.max(from.offset);
        let narrowest = self.ruler.width(&ink) - self.ruler.spaces(&ink) * SHRINK;
        narrowest - from.start_hang - to.end_hang <= self.available(from.offset)
    }

    fn short_last_line(&self, from: &Candidate, to: &Candidate) -> f64 {
        if to.ending != Ending::Forced
            || self.natural(from, to) >= self.style.measure * SHORTEST_LAST_LINE
        {
            return 0.0;
        }
        // The second half of a word counts for none.
        let words = self.text[from.offset..to.offset].split_whitespace().count()
            - usize::from(from.ending == Ending::PutHyphen);
        short_last_line(words)
    }
}
