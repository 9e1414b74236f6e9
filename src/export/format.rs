//! The forms that the list can be written in.

/// A form that the list can be written in. Its name is the ending of its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetFormat {
    /// Comma-separated values (RFC 4180).
    Csv,
    /// An array of objects.
    Json,
    /// A workbook of Office Open XML (ECMA-376).
    Xlsx,
    /// A table in Markdown.
    Markdown,
    /// A page for the web with a table.
    Html,
}

impl SheetFormat {
    /// All forms, each with its name.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Csv, "csv"),
        (Self::Json, "json"),
        (Self::Xlsx, "xlsx"),
        (Self::Markdown, "md"),
        (Self::Html, "html"),
    ];

    /// The form of this name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        let known = |(_, known): &&(Self, &str)| known.eq_ignore_ascii_case(name);
        Self::ALL.iter().find(known).map(|(format, _)| *format)
    }

    /// The name, and how the name of such a file ends.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(format, _)| *format == self).map_or("", |(_, name)| name)
    }

    /// Whether it goes to standard output when no file is named.
    pub fn is_streamed(self) -> bool {
        self != Self::Xlsx
    }
}
