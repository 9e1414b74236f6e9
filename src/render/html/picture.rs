//! Pictures: within the page, or as parts of the message that it is sent in.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use crate::model::{Content, Length, Picture, PictureFile};
use crate::picture::{Size, balanced};
use crate::render::html::document::Page;
use crate::render::html::inline::escaped;

/// The side of a square logo in a grid, in a letterhead.
const SIDE: Length = Length::pt(44.0);
const HEAD_SIDE: Length = Length::pt(40.0);
/// The most that a logo and a signature are wide and high.
const ROOM: Length = Length::pt(120.0);
const SIGNATURE: Size = Size { width: Length::pt(150.0), height: Length::pt(36.0) };
/// In points: a pixel of CSS.
const PIXEL: f64 = 0.75;
/// The domain of a part that no sender's domain can stand in (RFC 2606).
const DOMAIN: &str = "letterctl.invalid";

/// Where a page has its pictures.
#[derive(Debug)]
pub(crate) enum Embedding {
    /// In itself.
    Within,
    /// In parts of the message, each with its Content-ID.
    Parts(Vec<(String, Arc<PictureFile>)>),
}

impl Page<'_> {
    pub(crate) fn figure(&mut self, picture: &Picture) {
        let Some(file) = &picture.file else { return };
        self.push(&["<figure>"]);
        self.image(picture, file, Size::of(file), "");
        self.push(&["</figure>\n"]);
    }

    /// The logos of a letterhead.
    pub(crate) fn head_logos(&mut self, logos: &[Picture]) {
        if logos.is_empty() {
            return;
        }
        self.push(&["<p class=\"logos\">"]);
        for logo in logos {
            self.logo(logo, HEAD_SIDE);
        }
        self.push(&["</p>\n"]);
    }

    /// A grid of logos.
    pub(crate) fn logo_grid(&mut self, logos: &[Picture]) {
        if logos.is_empty() {
            return;
        }
        self.push(&["<ul class=\"logos\">\n"]);
        for logo in logos {
            self.push(&["<li>"]);
            self.logo(logo, SIDE);
            self.push(&["</li>\n"]);
        }
        self.push(&["</ul>\n"]);
    }

    /// A logo, as large with its blank edges that what is in them has its weight.
    fn logo(&mut self, logo: &Picture, side: Length) {
        let Some(file) = &logo.file else { return };
        let shown = balanced(file, side, ROOM);
        let whole = Size {
            width: shown.width / file.content.width,
            height: shown.height / file.content.height,
        };
        self.image(logo, file, whole, "");
    }

    /// A signature without its blank edges, which reach beyond its place.
    pub(crate) fn signature(&mut self, signature: &Picture) {
        let Some(file) = &signature.file else { return };
        let own = Size::of_content(file);
        let scale = (SIGNATURE.width / own.width).min(SIGNATURE.height / own.height);
        let whole = Size::of(file).scaled(scale);
        let Content { left, top, width, height } = file.content;
        let blank = [
            whole.height * top,
            whole.width * (1.0 - left - width),
            whole.height * (1.0 - top - height),
            whole.width * left,
        ];
        let edges = |sign: f64| {
            let pixels = blank.map(|edge| (edge.to_pt() / PIXEL).round() * sign + 0.0);
            pixels.map(|edge| format!("{edge}px")).join(" ")
        };
        let (out, cut) = (edges(-1.0), edges(1.0));
        let style = format!("\" style=\"max-width:none;margin:{out};clip-path:inset({cut})");
        self.image(signature, file, whole, &style);
    }

    /// `more` follows the height: other attributes.
    fn image(&mut self, picture: &Picture, file: &Arc<PictureFile>, shown: Size, more: &str) {
        self.has_pictures = true;
        let source = self.embedding.source(file);
        let pixels = |length: Length| format!("{:.0}", (length.to_pt() / PIXEL).max(1.0));
        let (width, height) = (pixels(shown.width), pixels(shown.height));
        let description = escaped(&picture.description);
        let attributes = ["\" width=\"", &width, "\" height=\"", &height, more, "\">"].concat();
        self.push(&["<img src=\"", &source, "\" alt=\"", &description, &attributes]);
    }
}

impl Embedding {
    /// The address of a picture within the page: an SVG is one too, so that nothing in it can reach
    /// the page (SVG 2, 2.7.1: secure static mode).
    fn source(&mut self, file: &Arc<PictureFile>) -> String {
        match self {
            Self::Within => {
                let data = BASE64_STANDARD.encode(&file.bytes);
                ["data:", file.kind.media_type(), ";base64,", &data].concat()
            }
            Self::Parts(parts) => {
                let digest = Sha256::digest(&file.bytes);
                let (start, _) = digest.split_at(16);
                let number = start.iter().fold(0, |number, byte| number << 8 | u128::from(*byte));
                let id = format!("{number:032x}@{DOMAIN}");
                if !parts.iter().any(|(known, _)| *known == id) {
                    parts.push((id.clone(), Arc::clone(file)));
                }
                ["cid:", &id].concat()
            }
        }
    }
}
