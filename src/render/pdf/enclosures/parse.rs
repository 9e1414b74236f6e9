//! Objects out of the bytes of a foreign file (ISO 32000-1, 7.3): no deeper than may be, and never
//! read further than the bytes go.

use lopdf::{Dictionary, Object, StringFormat};

use crate::render::pdf::enclosures::fault::{Fault, damaged};

/// How deep arrays and dictionaries may lie within each other; real files need a dozen.
const DEEPEST: usize = 100;

/// Reads objects one after another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parser<'a> {
    bytes: &'a [u8],
    /// The next byte.
    pub(crate) at: usize,
}

/// An object with its number, as it stands in a file.
#[derive(Debug)]
pub(crate) struct Indirect {
    pub(crate) number: u32,
    pub(crate) object: Object,
    /// Where its data begins, of a stream, whose dictionary `object` is.
    pub(crate) data: Option<usize>,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

impl<'a> Parser<'a> {
    pub(crate) fn at(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over white space and comments.
    pub(crate) fn space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let line = self.rest().iter().position(|byte| matches!(byte, b'\r' | b'\n'));
                self.at += line.unwrap_or(self.rest().len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// Takes a word, if it comes next.
    pub(crate) fn word(&mut self, word: &[u8]) -> bool {
        self.space();
        let follows = self.rest().starts_with(word);
        let ends = |byte: &u8| is_space(*byte) || is_delimiter(*byte);
        if follows && self.rest().get(word.len()).is_none_or(ends) {
            self.at += word.len();
            return true;
        }
        false
    }

    /// Takes a whole number, if it comes next.
    pub(crate) fn integer(&mut self) -> Option<i64> {
        self.space();
        let (mut parser, sign) = (*self, matches!(self.peek(), Some(b'+' | b'-')));
        parser.at += usize::from(sign);
        let digits = parser.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let after = parser.rest().get(digits);
        if digits == 0 || after.is_some_and(|byte| !is_space(*byte) && !is_delimiter(*byte)) {
            return None;
        }
        let text = std::str::from_utf8(&self.rest()[..usize::from(sign) + digits]).ok()?;
        let number = text.parse().ok()?;
        self.at += text.len();
        Some(number)
    }

    /// `12 0 obj`, the object, and where its data begins if it is a stream.
    pub(crate) fn indirect(&mut self) -> Result<Indirect, Fault> {
        let place = self.at;
        let head = (self.integer(), self.integer(), self.word(b"obj"));
        let (Some(number), Some(_), true) = head else {
            return Err(damaged(format!("no object begins at byte {place}")));
        };
        let number = u32::try_from(number).map_err(|_| damaged("an object has no number"))?;
        let object = self.object()?;
        let data = (matches!(object, Object::Dictionary(_)) && self.word(b"stream"))
            .then(|| self.after_line_break());
        Ok(Indirect { number, object, data })
    }

    fn after_line_break(&self) -> usize {
        match self.rest() {
            [b'\r', b'\n', ..] => self.at + 2,
            [b'\r' | b'\n', ..] => self.at + 1,
            _ => self.at,
        }
    }

    /// The next object, which is no stream.
    pub(crate) fn object(&mut self) -> Result<Object, Fault> {
        self.within(DEEPEST)
    }

    fn within(&mut self, depth: usize) -> Result<Object, Fault> {
        self.space();
        let rest = self.rest();
        match rest {
            [b'/', ..] => Ok(Object::Name(self.name())),
            [b'(', ..] => self.literal(),
            [b'<', b'<', ..] | [b'[', ..] if depth == 0 => {
                Err(damaged(format!("objects lie more than {DEEPEST} deep in each other")))
            }
            [b'<', b'<', ..] => self.dictionary(depth - 1).map(Object::Dictionary),
            [b'[', ..] => self.array(depth - 1),
            [b'<', ..] => self.hexadecimal(),
            [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => Ok(self.number()),
            _ if self.word(b"true") => Ok(Object::Boolean(true)),
            _ if self.word(b"false") => Ok(Object::Boolean(false)),
            _ if self.word(b"null") => Ok(Object::Null),
            [] => Err(damaged("it is cut off")),
            _ => Err(damaged(format!("no object begins at byte {}", self.at))),
        }
    }

    /// A number, or a reference, which begins as one.
    fn number(&mut self) -> Object {
        let mut ahead = *self;
        if let Some(number) = ahead.integer() {
            self.at = ahead.at;
            if let (Some(generation), true) = (ahead.integer(), ahead.word(b"R"))
                && let (Ok(number), Ok(generation)) =
                    (u32::try_from(number), u16::try_from(generation))
            {
                self.at = ahead.at;
                return Object::Reference((number, generation));
            }
            return Object::Integer(number);
        }
        let length =
            self.rest().iter().take_while(|byte| !is_space(**byte) && !is_delimiter(**byte));
        let text = String::from_utf8_lossy(&self.rest()[..length.count()]).into_owned();
        self.at += text.len().max(1);
        // What is no number counts as 0, as readers have it.
        Object::Real(text.parse().ok().filter(|value: &f32| value.is_finite()).unwrap_or(0.0))
    }

    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_space(*byte) && !is_delimiter(*byte)) {
            let escaped = (byte == b'#').then(|| self.rest().get(1..3).and_then(hexadecimal));
            let escaped = escaped.flatten();
            name.push(escaped.unwrap_or(byte));
            self.at += if escaped.is_some() { 3 } else { 1 };
        }
        name
    }

    fn literal(&mut self) -> Result<Object, Fault> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1_usize;
        loop {
            let byte = self.peek().ok_or_else(|| damaged("it is cut off"))?;
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut text),
                b'\r' => {
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    text.push(b'\n');
                }
                b')' if open == 1 => return Ok(Object::String(text, StringFormat::Literal)),
                _ => {
                    open = match byte {
                        b'(' => open + 1,
                        b')' => open - 1,
                        _ => open,
                    };
                    text.push(byte);
                }
            }
        }
    }

    /// What follows a backslash (ISO 32000-1, table 3).
    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        text.push(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\n' => return,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                return;
            }
            b'0'..=b'7' => {
                let mut code = byte - b'0';
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    code = code.wrapping_mul(8).wrapping_add(digit - b'0');
                    self.at += 1;
                }
                code
            }
            other => other,
        });
    }

    fn hexadecimal(&mut self) -> Result<Object, Fault> {
        self.at += 1;
        let length = self.rest().iter().position(|byte| *byte == b'>');
        let length = length.ok_or_else(|| damaged("it is cut off"))?;
        let digits = self.rest()[..length].iter().copied().filter(u8::is_ascii_hexdigit);
        let mut digits: Vec<u8> = digits.collect();
        if digits.len() % 2 == 1 {
            digits.push(b'0');
        }
        let text = digits.chunks(2).filter_map(hexadecimal).collect();
        self.at += length + 1;
        Ok(Object::String(text, StringFormat::Hexadecimal))
    }

    fn array(&mut self, depth: usize) -> Result<Object, Fault> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Object::Array(items));
            }
            items.push(self.within(depth)?);
        }
    }

    fn dictionary(&mut self, depth: usize) -> Result<Dictionary, Fault> {
        self.at += 2;
        let mut entries = Dictionary::new();
        loop {
            self.space();
            match self.rest() {
                [b'>', b'>', ..] => {
                    self.at += 2;
                    return Ok(entries);
                }
                [b'/', ..] => {
                    let key = self.name();
                    entries.set(key, self.within(depth)?);
                }
                [] => return Err(damaged("it is cut off")),
                _ => return Err(damaged(format!("a key is missing at byte {}", self.at))),
            }
        }
    }
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let digits = digits.iter().map(|digit| char::from(*digit).to_digit(16));
    let value = digits.reduce(|high, low| Some(high? * 16 + low?))??;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pdf::syntax;

    fn read(text: &str) -> Result<String, Fault> {
        let object = Parser::at(text.as_bytes(), 0).object()?;
        let mut out = Vec::new();
        syntax::append(&mut out, &object);
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn objects_of_all_kinds_are_read() {
        let text = "<< /A#20b [1 +2 -.5 4. (a(b)\\)\\101\\\nc) <4 1 5> % words\n 3 0 R] /N null\
                    /T true/F false /D<</X/Y>>>>";
        assert_eq!(
            read(text).unwrap(),
            "<</A#20b[1 2 -0.5 4(a\\(b\\)\\)Ac)<4150>3 0 R]/N null/T true/F false/D<</X/Y>>>>"
        );
    }

    #[test]
    fn two_numbers_are_no_reference() {
        assert_eq!(read("[1 2 3 0 R 4 5]").unwrap(), "[1 2 3 0 R 4 5]");
        assert!(read("[99999999999999999999 1 0 Rx]").is_err());
    }

    #[test]
    fn what_is_cut_off_or_too_deep_is_refused() {
        for text in ["", "<<", "<</A", "[1", "(a", "<41", "<</A 1", "]", "<< 1 >>", "xyz"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read(&format!("{}1{}", "[".repeat(99), "]".repeat(99))).is_ok());
    }
}
