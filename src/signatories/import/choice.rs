//! What somebody says of the source of a column: a header, two of them joined, or nothing.

use std::collections::HashMap;

use crate::signatories::import::dates::DayOrder;
use crate::signatories::import::map::Source;
use crate::signatories::import::synonyms::folded;

/// What is to feed a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Nothing.
    Nothing,
    /// Headers.
    Source(Source),
}

/// The headers of a form, to be found as somebody calls them.
pub(crate) struct Choices<'a> {
    headers: &'a [String],
    folded: HashMap<String, usize>,
}

/// What says which number of a day is the day: `Timestamp (d/m)`.
pub(crate) const ORDERS: [(&str, DayOrder); 2] =
    [(" (d/m)", DayOrder::DayFirst), (" (m/d)", DayOrder::MonthFirst)];

impl<'a> Choices<'a> {
    pub(crate) fn new(headers: &'a [String]) -> Self {
        let mut by_fold = HashMap::new();
        for (number, header) in headers.iter().enumerate() {
            by_fold.entry(folded(header)).or_insert(number);
        }
        Self { headers, folded: by_fold }
    }

    /// The choice that a text means: a header in any dress, `First name + Last name`, one with
    /// `(d/m)` or `(m/d)` behind it; an empty text is nothing.
    pub(crate) fn find(&self, text: &str) -> Option<Choice> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Choice::Nothing);
        }
        let (header, order) = match self.number(text) {
            Some(_) => (text, None),
            None => ORDERS
                .iter()
                .find_map(|(sign, order)| Some((text.strip_suffix(sign)?, Some(*order))))
                .unwrap_or((text, None)),
        };
        let parts: Vec<_> = match self.number(header) {
            Some(number) => vec![number],
            None => header.split(" + ").map(|part| self.number(part)).collect::<Option<_>>()?,
        };
        let names: Vec<_> = parts.iter().map(|number| self.headers[*number].as_str()).collect();
        let mut text = names.join(" + ");
        let sign = ORDERS.iter().find(|(_, known)| Some(*known) == order);
        text.push_str(sign.map_or("", |(sign, _)| sign));
        Some(Choice::Source(Source { headers: parts, order, text }))
    }

    fn number(&self, header: &str) -> Option<usize> {
        let header = header.trim();
        let exact = self.headers.iter().position(|known| known == header);
        exact.or_else(|| {
            let folded = folded(header);
            (!folded.is_empty()).then(|| self.folded.get(&folded).copied()).flatten()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_found_in_any_dress_joined_or_with_its_order() {
        let headers = ["First Name", "Last name", "#", "Timestamp"].map(str::to_owned);
        let find = |text: &str| match Choices::new(&headers).find(text) {
            Some(Choice::Source(source)) => Some((source.headers, source.order, source.text)),
            _ => None,
        };
        assert_eq!(find("first_name").unwrap().0, [0]);
        assert_eq!(find("#").unwrap().0, [2]);
        let joined = find("first name + last name").unwrap();
        assert_eq!(joined, (vec![0, 1], None, "First Name + Last name".to_owned()));
        let ordered = find("timestamp (d/m)").unwrap();
        assert_eq!(ordered.1, Some(DayOrder::DayFirst));
        assert_eq!(ordered.2, "Timestamp (d/m)");
        assert_eq!(find("!"), None);
        assert_eq!(Choices::new(&headers).find(" "), Some(Choice::Nothing));
    }
}
