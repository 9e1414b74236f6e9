//! The names of formats on the command line.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::render::Format;

/// The names of formats; a format's ending stands for its name as well.
pub(crate) fn named_formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.map(|(format, name)| PossibleValue::new(name).alias(format.ending()));
    let format = |name: &str| Format::named(name).or_else(|| Format::of_ending(name));
    PossibleValuesParser::new(names).map(move |name| format(&name).unwrap_or(Format::Text))
}
