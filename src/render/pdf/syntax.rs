//! Objects as a file spells them (ISO 32000-1, 7.3). lopdf's own speller is not public.

use std::io::Write as _;

use lopdf::{Dictionary, Object, StringFormat};

/// A number of things, as an object.
pub(crate) fn count(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Appends an object to the bytes of a file.
pub(crate) fn append(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(true) => out.extend_from_slice(b"true"),
        Object::Boolean(false) => out.extend_from_slice(b"false"),
        Object::Integer(value) => match u32::try_from(*value) {
            Ok(value) => append_digits(out, value),
            Err(_) => put(out, format_args!("{value}")),
        },
        Object::Real(value) if value.is_finite() => put(out, format_args!("{value}")),
        Object::Real(_) => out.push(b'0'),
        Object::Reference((id, generation)) => {
            append_digits(out, *id);
            out.push(b' ');
            append_digits(out, (*generation).into());
            out.extend_from_slice(b" R");
        }
        Object::Name(name) => append_name(out, name),
        Object::String(bytes, StringFormat::Literal) => append_literal(out, bytes),
        Object::String(bytes, StringFormat::Hexadecimal) => {
            out.push(b'<');
            for byte in bytes {
                put(out, format_args!("{byte:02X}"));
            }
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for item in items {
                append_next(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => append_dictionary(out, dictionary),
        Object::Stream(stream) => {
            append_dictionary(out, &stream.dict);
            out.extend_from_slice(b"\nstream\n");
            out.extend_from_slice(&stream.content);
            out.extend_from_slice(b"\nendstream");
        }
    }
}

fn append_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        append_name(out, key);
        append_next(out, value);
    }
    out.extend_from_slice(b">>");
}

/// Appends an entry of a dictionary. Its key has letters only.
pub(crate) fn append_entry(out: &mut Vec<u8>, key: &str, value: &Object) {
    out.push(b'/');
    out.extend_from_slice(key.as_bytes());
    append_next(out, value);
}

/// Appends an object after another, or after a key.
pub(crate) fn append_next(out: &mut Vec<u8>, object: &Object) {
    separate(out, object);
    append(out, object);
}

/// Puts a space before what would run together with a number, name or word before it.
fn separate(out: &mut Vec<u8>, next: &Object) {
    let delimits_itself = matches!(
        next,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    );
    if !delimits_itself && out.last().is_some_and(|byte| !b"[]<>()".contains(byte)) {
        out.push(b' ');
    }
}

fn append_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            put(out, format_args!("#{byte:02X}"));
        }
    }
}

fn append_literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(*byte),
        }
    }
    out.push(b')');
}

/// Appends a whole number in digits.
pub(crate) fn append_digits(out: &mut Vec<u8>, number: u32) {
    if number >= 10 {
        append_digits(out, number / 10);
    }
    out.push(b'0' + (number % 10) as u8);
}

fn put(out: &mut Vec<u8>, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments).expect("a vector takes all that is written to it");
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn objects_are_spelled_as_short_as_they_can_be_told_apart() {
        let object = Object::Dictionary(dictionary! {
            "A b" => vec![1.into(), 2.5_f32.into(), "N".into(), Object::Reference((3, 0)), 4.into()],
            "C" => Object::string_literal("a(b\\c\r"),
            "D" => Object::Array(vec![Object::Array(vec![]), 1.into(), f32::NAN.into()]),
            "E" => true,
        });
        let mut out = Vec::new();
        append(&mut out, &object);
        assert_eq!(
            String::from_utf8_lossy(&out),
            "<</A#20b[1 2.5/N 3 0 R 4]/C(a\\(b\\\\c\\r)/D[[]1 0]/E true>>"
        );
    }
}
