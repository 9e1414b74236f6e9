//! Files of pictures to pictures: read from a project's folder, bounded in size before anything is
//! decoded, and found whole. The files that a letter encloses are found in the same way.

mod balance;
mod enclosure;
mod error;
mod exif;
mod jpeg;
mod pictures;
mod pixels;
mod png;
mod read;
mod svg;
mod svg_size;

pub use balance::{Size, balanced};
pub use enclosure::EnclosureError;
pub use error::PictureError;
pub use jpeg::{Jpeg, Orientation, jpeg};
pub use pictures::Pictures;
pub use pixels::{Pixels, pixels};
pub use read::read;
pub use svg::drawing;
