//! What a number format makes of a number (ECMA-376, part 1, 18.8.30 and 18.8.31).

/// What a number is shown as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    #[default]
    Number,
    /// A day, with or without a time.
    Date,
    /// A time of day.
    Time,
    /// A length of time, which may be longer than a day.
    Duration,
    /// A number that is filled up with zeros to so many digits, as postal codes are.
    Zeros(usize),
}

impl NumberFormat {
    /// A format that programs know by its number. Those from 27 to 36 and from 50 to 58 are dates
    /// of East Asia.
    pub(crate) fn built_in(number: u32) -> Self {
        match number {
            14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => Self::Date,
            18..=21 | 32 | 33 | 45 | 47 => Self::Time,
            46 => Self::Duration,
            _ => Self::Number,
        }
    }

    /// A format by its code; of several sections, the one for positive numbers.
    pub(crate) fn of_code(code: &str) -> Self {
        if code.len() > 1 && code.bytes().all(|byte| byte == b'0') {
            return Self::Zeros(code.len());
        }
        if code.eq_ignore_ascii_case("general") {
            return Self::Number;
        }
        let (mut has_day, mut has_month, mut has_time) = (false, false, false);
        let mut characters = code.chars();
        while let Some(character) = characters.next() {
            match character.to_ascii_lowercase() {
                ';' => break,
                // What is escaped, or left out or repeated for its width, says nothing.
                '\\' | '_' | '*' => drop(characters.next()),
                '"' => drop(characters.by_ref().find(|character| *character == '"')),
                '[' => {
                    let inside: String =
                        characters.by_ref().take_while(|character| *character != ']').collect();
                    let unit = inside.to_ascii_lowercase();
                    if !unit.is_empty() && unit.bytes().all(|byte| b"hms".contains(&byte)) {
                        return Self::Duration;
                    }
                }
                'd' | 'y' => has_day = true,
                'm' => has_month = true,
                'h' | 's' => has_time = true,
                _ => {}
            }
        }
        // `m` is a month, or minutes beside hours or seconds.
        match (has_day, has_time, has_month) {
            (true, ..) | (false, false, true) => Self::Date,
            (false, true, _) => Self::Time,
            (false, false, false) => Self::Number,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_dates_from_numbers() {
        for (code, format) in [
            ("General", NumberFormat::Number),
            ("0.00", NumberFormat::Number),
            ("#,##0.00\\ \"days\"", NumberFormat::Number),
            ("[Red]0;[Blue]-0", NumberFormat::Number),
            ("_-* #,##0.00 _m_-", NumberFormat::Number),
            ("yyyy\\-mm\\-dd", NumberFormat::Date),
            ("[$-407]d. MMMM yyyy", NumberFormat::Date),
            ("m/d/yy h:mm", NumberFormat::Date),
            ("mmm", NumberFormat::Date),
            ("h:mm AM/PM", NumberFormat::Time),
            ("[h]:mm:ss", NumberFormat::Duration),
            ("00000", NumberFormat::Zeros(5)),
            ("0", NumberFormat::Number),
            ("\"unclosed", NumberFormat::Number),
            ("[unclosed", NumberFormat::Number),
        ] {
            assert_eq!(NumberFormat::of_code(code), format, "{code}");
        }
        assert_eq!(NumberFormat::built_in(14), NumberFormat::Date);
        assert_eq!(NumberFormat::built_in(2), NumberFormat::Number);
    }
}
