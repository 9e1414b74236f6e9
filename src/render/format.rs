//! The forms that a letter can be written in.

/// A form that a letter can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Plain text.
    Text,
    /// Tagged PDF.
    Pdf,
    /// A Word file.
    Docx,
    /// One page for the web, with all that it needs in it.
    Html,
    /// Markdown.
    Markdown,
    /// A message that is not sent yet (RFC 5322).
    Eml,
}

impl Format {
    /// All forms, each with the name that asks for it.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Text, "text"),
        (Self::Pdf, "pdf"),
        (Self::Docx, "docx"),
        (Self::Html, "html"),
        (Self::Markdown, "md"),
        (Self::Eml, "eml"),
    ];

    /// The form of this name: `md`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(format, _)| *format)
    }

    /// How the name of such a file ends, without the full stop.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Eml => "eml",
        }
    }

    /// The form that a file's ending tells, in any case.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let known = |format: &Self| format.ending().eq_ignore_ascii_case(ending);
        Self::ALL.iter().map(|(format, _)| *format).find(known)
    }

    /// Whether it goes to standard output when no file is named.
    pub fn is_streamed(self) -> bool {
        !matches!(self, Self::Pdf | Self::Docx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_an_ending_tell_the_format() {
        assert_eq!(Format::named("text"), Some(Format::Text));
        assert_eq!(Format::named("txt"), None);
        assert_eq!(Format::of_ending("TXT"), Some(Format::Text));
        assert_eq!(Format::of_ending("doc"), None);
    }
}
