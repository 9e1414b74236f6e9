//! Pictures that say nothing to those who cannot see them.

use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::model::Block;

/// Pictures of the body without a description: decoration, if that is meant.
pub(crate) fn undescribed(checked: &Checked<'_>) -> Vec<Diagnostic> {
    let placed = checked.letter.body.iter().zip(&checked.places.blocks);
    let mute = placed.filter(|(block, _)| is_mute(block));
    mute.map(|(_, place)| {
        Diagnostic::note("picture-undescribed", "a picture without a description is decoration")
            .at(place.clone())
            .help("if it shows something, say what: `![the level of the sea](gauge.png)`")
    })
    .collect()
}

fn is_mute(block: &Block) -> bool {
    match block {
        Block::Picture(picture) => picture.description.is_empty(),
        Block::List(list) => list.items.iter().flatten().any(is_mute),
        Block::Quotation(blocks) => blocks.iter().any(is_mute),
        _ => false,
    }
}
