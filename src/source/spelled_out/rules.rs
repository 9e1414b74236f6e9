//! How a language puts its numbers together: words, and rules to build with them.

/// Numbers or the numbers from which a rule holds, each with its text, in ascending order.
pub(super) type Entries = &'static [(u64, &'static str)];

/// The numbers of a language.
///
/// A rule holds from its number up to the next rule's. Its text is in the notation of CLDR's
/// rule-based number formats, or near it: `<<` is the quotient by the rule's power of ten, `>>`
/// the rest (what is over its number, in a rule without a quotient); with a name within, they are
/// said with the words of that variant. What stands in `[…]` is said unless the rest is zero, `&`
/// is the joint before the rest, `{a|b}` the ending that the quotient asks for.
#[derive(Clone, Copy)]
pub(super) struct Numbers {
    /// Before what is below zero, with its space.
    pub(super) minus: &'static str,
    /// Zero and those after it that have a word of their own.
    pub(super) first: &'static [&'static str],
    /// More with a word of their own; they go before `first`.
    pub(super) words: &'static [Entries],
    /// Rules for all others, from the lists together.
    pub(super) rules: &'static [Entries],
    /// Words that are others within a larger number, by the names that rules call them.
    pub(super) variants: &'static [(&'static str, Entries)],
    /// Which of the endings in `{…}` a quotient takes.
    pub(super) ending: fn(u64) -> usize,
    /// The joint between a power of ten and the rest.
    pub(super) joint: fn(u64, u64) -> &'static str,
    /// What is still to do to the whole.
    pub(super) finish: fn(String) -> String,
}

/// A language without exceptions, for the others to begin with.
pub(super) const PLAIN: Numbers = Numbers {
    minus: "minus ",
    first: &[],
    words: &[],
    rules: &[],
    variants: &[],
    ending: |quotient| usize::from(quotient != 1),
    joint: |_, _| " ",
    finish: |words| words,
};

impl Numbers {
    /// A number in words, with a minus where it is below zero.
    pub(super) fn spell(&self, number: i64) -> String {
        let mut words = String::new();
        if number < 0 {
            words.push_str(self.minus);
        }
        self.say(number.unsigned_abs(), "", &mut words);
        (self.finish)(words)
    }

    fn say(&self, number: u64, variant: &str, words: &mut String) {
        if let Some(word) = self.word(number, variant) {
            words.push_str(word);
        } else if let Some((from, text)) = self.rule(number) {
            let power = 10_u64.pow(from.checked_ilog10().unwrap_or_default());
            let (quotient, rest) = if text.contains('<') {
                (number / power, number % power)
            } else {
                (1, number - from)
            };
            self.apply(text, &Parts { power, quotient, rest, variant }, words);
        }
    }

    fn word(&self, number: u64, variant: &str) -> Option<&'static str> {
        let own = self.variants.iter().filter(|(name, _)| *name == variant);
        let mut entries = own.map(|(_, entries)| entries).chain(self.words);
        let listed = entries.find_map(|entries| {
            entries.iter().find(|(of, _)| *of == number).map(|(_, word)| *word)
        });
        listed.or_else(|| self.first.get(usize::try_from(number).ok()?).copied())
    }

    fn rule(&self, number: u64) -> Option<(u64, &'static str)> {
        let rules = self.rules.iter().copied().flatten();
        rules.filter(|(from, _)| *from <= number).max_by_key(|(from, _)| *from).copied()
    }

    fn apply(&self, text: &str, parts: &Parts<'_>, words: &mut String) {
        let Some(at) = text.find(['<', '>', '[', '{', '&']) else {
            words.push_str(text);
            return;
        };
        words.push_str(&text[..at]);
        let (mark, after) = text[at..].split_at(1);
        let close = match mark {
            "[" => "]",
            "{" => "}",
            "&" => "",
            same => same,
        };
        let (within, behind) = after.split_once(close).unwrap_or((after, ""));
        match mark {
            "<" => self.say(parts.quotient, within, words),
            ">" if within.is_empty() => self.say(parts.rest, parts.variant, words),
            ">" => self.say(parts.rest, within, words),
            "[" if parts.rest == 0 => {}
            "[" => self.apply(within, parts, words),
            "{" => {
                let ending = (self.ending)(parts.quotient);
                words.push_str(within.split('|').nth(ending).unwrap_or_default());
            }
            _ => words.push_str((self.joint)(parts.power, parts.rest)),
        }
        self.apply(behind, parts, words);
    }
}

/// What a rule makes of a number.
struct Parts<'a> {
    power: u64,
    quotient: u64,
    rest: u64,
    /// The variant that the number is to be said in.
    variant: &'a str,
}
