//! Parts that a letter lacks.

use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::model::Block;

/// Parts that this letter should have, by those that it has: an open letter needs no addressee, and
/// many joint letters have no close.
pub(crate) fn missing(checked: &Checked<'_>) -> Vec<Diagnostic> {
    let letter = checked.letter;
    let is_text = |block: &Block| {
        let placed = [Block::Close, Block::Notes, Block::Contents];
        !placed.contains(block) && !matches!(block, Block::Signatories(_))
    };
    let mut findings = Vec::new();
    if !letter.body.iter().any(is_text) {
        findings.push(
            Diagnostic::warning("missing-body", "the letter has no text")
                .help("write it below the second `+++`"),
        );
    }
    if letter.dateline.is_none() {
        findings.push(
            Diagnostic::note("missing-date", "the letter has no date")
                .help("write `date = \"today\"`, or a day such as `date = 2022-08-02`"),
        );
    }
    let is_addressed = !letter.inside_addresses.is_empty();
    if is_addressed && letter.salutation.is_none() {
        findings.push(
            Diagnostic::warning("missing-salutation", "the letter greets nobody")
                .help("write `salutation = \"Dear …,\"` into the front matter"),
        );
    }
    if !is_addressed && letter.salutation.is_some() && letter.title.is_none() {
        let message = "the letter greets somebody, but is addressed to nobody";
        findings
            .push(Diagnostic::note("missing-addressee", message).help(
                "write an `[addressee]` into the front matter; an open letter has a `title`",
            ));
    }
    findings.into_iter().map(|finding| finding.at(checked.places.front_matter.clone())).collect()
}

/// A letter under which nobody is named or counted, unless it is to show no list.
pub(crate) fn no_signatories(letters: &[Checked<'_>]) -> Option<Diagnostic> {
    let lacks =
        |checked: &Checked<'_>| checked.letter.signatories.is_empty() && !shows_no_list(checked);
    let first = letters.iter().find(|checked| lacks(checked))?;
    let finding = Diagnostic::warning("no-signatories", "nobody has signed the letter")
        .help("`letterctl sign add NAME` adds a confirmed signatory")
        .help("a letter that is to show no list says `signatories = false`");
    Some(finding.at(first.places.front_matter.clone()))
}

fn shows_no_list(checked: &Checked<'_>) -> bool {
    let value = checked.places.keys.get("signatories");
    value.is_some_and(|place| place.shown() == "false")
}
