//! The files of pictures, each once in a package.

use std::sync::Arc;

use crate::model::{PictureFile, PictureKind};
use crate::render::docx::package::{PackagePart, Relationships};

/// The files of the pictures drawn so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Media {
    files: Vec<Arc<PictureFile>>,
    drawn: usize,
}

impl Media {
    /// Refers from a part to a picture's file.
    pub(crate) fn refer(
        &mut self,
        file: &Arc<PictureFile>,
        relationships: &mut Relationships,
    ) -> String {
        let known = self.files.iter().position(|known| known.bytes == file.bytes);
        let index = known.unwrap_or_else(|| {
            self.files.push(Arc::clone(file));
            self.files.len() - 1
        });
        relationships.refer_to_part("image", &name(index, file.kind))
    }

    /// A number that no other picture of the file has.
    pub(crate) fn next_number(&mut self) -> usize {
        self.drawn += 1;
        self.drawn
    }

    pub(crate) fn parts(&self) -> impl Iterator<Item = PackagePart> {
        self.files.iter().enumerate().map(|(index, file)| PackagePart {
            path: format!("word/{}", name(index, file.kind)),
            media_type: file.kind.media_type().to_owned(),
            bytes: file.bytes.clone(),
        })
    }
}

fn name(index: usize, kind: PictureKind) -> String {
    let ending = match kind {
        PictureKind::Png => "png",
        PictureKind::Jpeg => "jpeg",
        PictureKind::Svg => "svg",
    };
    format!("media/image{}.{ending}", index + 1)
}
