//! The filters of letters: `in_words`, `number`, `country`, `date`, `slug`.

use minijinja::value::{StringInput, Value, ValueKind};
use minijinja::{Environment, Error, State};

use crate::model::{Language, slug};
use crate::source::refusal::refuse;
use crate::source::{country, date, number};

/// Filters that minijinja has and a letter does not: they escape for HTML, or show the inside of
/// values.
const LEFT_OUT: [&str; 3] = ["e", "escape", "pprint"];

/// Adds the filters of letters in this language. Each gives an empty value back as it is.
pub(crate) fn add(environment: &mut Environment<'_>, language: &Language) {
    for filter in LEFT_OUT {
        environment.remove_filter(filter);
    }
    let of = language.clone();
    environment.add_filter("in_words", move |state: &State, value: &Value| {
        non_empty(state, value, |text| match text.parse() {
            Ok(whole) => Ok(number::in_words(whole, &of)),
            Err(_) => Err(refuse("wrong-value", format!("`{text}` is no whole number"))),
        })
    });
    let of = language.clone();
    environment.add_filter("number", move |state: &State, value: &Value| {
        non_empty(state, value, |text| {
            number::grouped(text, &of)
                .ok_or_else(|| refuse("wrong-value", format!("`{text}` is no number")))
        })
    });
    let of = language.clone();
    environment.add_filter("country", move |state: &State, value: &Value| {
        non_empty(state, value, |text| Ok(country::name(text, &of)))
    });
    let of = language.clone();
    environment.add_filter("date", move |state: &State, value: &Value| {
        let printed = value.downcast_object_ref::<date::Printed>();
        non_empty(state, value, |text| {
            let day = printed.map(|printed| printed.date).or_else(|| date::read(text));
            day.map(|day| date::in_words(day, &of)).ok_or_else(|| {
                refuse("wrong-value", format!("`{text}` is no date such as `2022-08-02`"))
            })
        })
    });
    environment.add_filter("slug", |state: &State, value: &Value| {
        non_empty(state, value, |text| Ok(slug(text)))
    });
}

fn non_empty(
    state: &State,
    value: &Value,
    filter: impl FnOnce(&str) -> Result<String, Error>,
) -> Result<String, Error> {
    if matches!(value.kind(), ValueKind::Seq | ValueKind::Map | ValueKind::Iterable) {
        return Err(refuse("wrong-value", "this filter takes one value, not several"));
    }
    let input = StringInput::new(state, value)?;
    let text = input.as_str();
    if text.trim().is_empty() { Ok(String::new()) } else { filter(text) }
}
