//! What the camera says of a JPEG (Exif 2.3, in the form of TIFF 6.0): how it was held, how fine.

use crate::picture::read::Density;

const ORIENTATION: u16 = 0x0112;
const X_RESOLUTION: u16 = 0x011a;
const Y_RESOLUTION: u16 = 0x011b;
const RESOLUTION_UNIT: u16 = 0x0128;
/// An entry of a directory: tag, type, count, value.
const ENTRY: usize = 12;

/// What a camera says of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Exif {
    /// 1 to 8.
    pub(crate) orientation: Option<u16>,
    pub(crate) density: Option<Density>,
}

struct Reader<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl Reader<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn ratio(&self, entry: usize) -> Option<f64> {
        let at = self.long(entry + 8)? as usize;
        Some(f64::from(self.long(at)?) / f64::from(self.long(at.checked_add(4)?)?))
    }
}

/// Reads the first directory of what follows `Exif\0\0`; what is wrong in it says nothing.
pub(crate) fn read(bytes: &[u8]) -> Exif {
    let little = bytes.starts_with(b"II");
    let reader = Reader { bytes, little };
    let Some(start) = reader.long(4).map(|start| start as usize) else { return Exif::default() };
    let count = reader.short(start).unwrap_or(0);
    let (mut orientation, mut across, mut down, mut unit) = (None, None, None, 2);
    for index in 0..usize::from(count) {
        let entry = start + 2 + index * ENTRY;
        match reader.short(entry) {
            Some(ORIENTATION) => orientation = reader.short(entry + 8),
            Some(X_RESOLUTION) => across = reader.ratio(entry),
            Some(Y_RESOLUTION) => down = reader.ratio(entry),
            Some(RESOLUTION_UNIT) => unit = reader.short(entry + 8).unwrap_or(2),
            Some(_) => {}
            None => break,
        }
    }
    // 2 for inches, 3 for centimeters.
    let inch = if unit == 3 { 2.54 } else { 1.0 };
    let density = across.zip(down).and_then(|(x, y)| Density::told(x * inch, y * inch));
    // 72 is what cameras write that do not know.
    let density = density.filter(|told| *told != Density(72.0, 72.0));
    Exif { orientation, density }
}
