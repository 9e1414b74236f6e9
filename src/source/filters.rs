//! The filters of letters: `in_words`, `number`, `country`, `date`, `slug`.

use minijinja::value::{Rest, StringInput, Value, ValueKind, ValueOrKwargs};
use minijinja::{Environment, Error, State, filters};

use crate::model::{Language, slug};
use crate::source::absent::{Nothing, is_absent};
use crate::source::refusal::refuse;
use crate::source::{Purpose, country, date, number};

/// Filters that minijinja has and a letter does not: they escape for HTML, or show the inside of
/// values.
const LEFT_OUT: [&str; 3] = ["e", "escape", "pprint"];

/// Adds the filters of letters in this language. Each gives an empty value back as it is.
pub(crate) fn add(environment: &mut Environment<'_>, language: &Language, purpose: Purpose) {
    for filter in LEFT_OUT {
        environment.remove_filter(filter);
    }
    let own = of_letters(language);
    match purpose {
        Purpose::Printed => {
            for (name, filter) in own {
                add_value(environment, name, move |state, values| filter.call(state, values));
            }
        }
        Purpose::Canonical => {
            for (name, filter) in own.into_iter().chain(that_need_a_value()) {
                add_value(environment, name, move |state, values| spare(&filter, state, values));
            }
        }
    }
}

fn add_value(
    environment: &mut Environment<'_>,
    name: &'static str,
    filter: impl Fn(&mut State<'_, '_>, &[Value]) -> Result<Value, Error> + Send + Sync + 'static,
) {
    environment.add_filter(name, move |state: &mut State<'_, '_>, values: Rest<ValueOrKwargs>| {
        filter(state, &values.into_values())
    });
}

/// Filters of minijinja that an empty value stops, or that give nothing for an empty list.
fn that_need_a_value() -> [(&'static str, Value); 8] {
    [
        ("first", Value::from_function(filters::first)),
        ("last", Value::from_function(filters::last)),
        ("min", Value::from_function(filters::min)),
        ("max", Value::from_function(filters::max)),
        ("int", Value::from_function(filters::int)),
        ("float", Value::from_function(filters::float)),
        ("abs", Value::from_function(filters::abs)),
        ("round", Value::from_function(filters::round)),
    ]
}

/// Applies a filter to a value that is there; what is not stays what it is.
fn spare(filter: &Value, state: &mut State<'_, '_>, values: &[Value]) -> Result<Value, Error> {
    match values.first() {
        // The name that is not defined is told where it is printed.
        Some(value) if value.is_undefined() || is_absent(value) => Ok(value.clone()),
        _ => {
            let made = filter.call(state, values)?;
            Ok(if made.is_undefined() { Nothing::value() } else { made })
        }
    }
}

fn of_letters(language: &Language) -> [(&'static str, Value); 5] {
    let of = language.clone();
    let in_words = move |state: &State, value: &Value| {
        non_empty(state, value, |text| match text.parse() {
            Ok(whole) => Ok(number::in_words(whole, &of)),
            Err(_) => Err(refuse("wrong-value", format!("`{text}` is no whole number"))),
        })
    };
    let of = language.clone();
    let number = move |state: &State, value: &Value| {
        non_empty(state, value, |text| {
            number::grouped(text, &of)
                .ok_or_else(|| refuse("wrong-value", format!("`{text}` is no number")))
        })
    };
    let of = language.clone();
    let country = move |state: &State, value: &Value| {
        non_empty(state, value, |text| Ok(country::name(text, &of)))
    };
    let of = language.clone();
    let date = move |state: &State, value: &Value| {
        let printed = value.downcast_object_ref::<date::Printed>();
        non_empty(state, value, |text| {
            let day = printed.map(|printed| printed.date).or_else(|| date::read(text));
            day.map(|day| date::in_words(day, &of)).ok_or_else(|| {
                refuse("wrong-value", format!("`{text}` is no date such as `2022-08-02`"))
            })
        })
    };
    let slugged = |state: &State, value: &Value| non_empty(state, value, |text| Ok(slug(text)));
    [
        ("in_words", Value::from_function(in_words)),
        ("number", Value::from_function(number)),
        ("country", Value::from_function(country)),
        ("date", Value::from_function(date)),
        ("slug", Value::from_function(slugged)),
    ]
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
