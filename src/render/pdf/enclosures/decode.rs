//! What streams say, within bounds (ISO 32000-1, 7.4).

use lopdf::{Dictionary, Object, Stream};

use crate::render::pdf::enclosures::fault::{Fault, damaged};

/// The most bytes that one stream of a file's own structure may unpack to.
pub(crate) const MOST_UNPACKED: usize = 64 << 20;
/// The widest row that a predictor may have. lopdf makes room for it before it looks at the data.
const WIDEST_ROW: i64 = 1 << 20;

/// The data of a stream, unpacked.
pub(crate) fn unpacked(stream: &Stream) -> Result<Vec<u8>, Fault> {
    let mut dictionary = stream.dict.clone();
    for (short, long) in [("F", "Filter"), ("DP", "DecodeParms")] {
        if let Some(value) = dictionary.remove(short.as_bytes()) {
            dictionary.set(long, value);
        }
    }
    // lopdf passes over the parameters where they stand in an array.
    let parameters = match dictionary.get(b"DecodeParms") {
        Ok(Object::Array(items)) => items.iter().find(|item| matches!(item, Object::Dictionary(_))),
        Ok(other) => Some(other),
        Err(_) => None,
    };
    if let Some(parameters) = parameters.cloned() {
        if parameters.as_dict().is_ok_and(is_too_wide) {
            return Err(damaged("a stream cannot be unpacked"));
        }
        dictionary.set("DecodeParms", parameters);
    }
    let stream = Stream::new(dictionary, stream.content.clone());
    match stream.get_plain_content_with_limit(MOST_UNPACKED) {
        Ok(content) => Ok(content),
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            Err(Fault::TooLarge("one of its streams unpacks to more than 64 MiB"))
        }
        Err(_) => Err(damaged("a stream cannot be unpacked")),
    }
}

fn is_too_wide(parameters: &Dictionary) -> bool {
    let value = |key: &[u8]| parameters.get(key).and_then(Object::as_i64).unwrap_or(1).max(1);
    let row = [&b"Columns"[..], b"Colors", b"BitsPerComponent"].map(value);
    row.iter()
        .try_fold(1_i64, |product, value| product.checked_mul(*value))
        .is_none_or(|bits| bits > WIDEST_ROW * 8)
}
