//! The forms that changes can be shown in.

/// A form that changes can be shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangesFormat {
    /// For a terminal, or as plain text.
    Terminal,
    /// For a mail or an issue.
    Markdown,
    /// A page with the whole letter.
    Html,
    /// A Word file with tracked changes.
    Docx,
}

impl ChangesFormat {
    /// All forms, each with the name that asks for it.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Terminal, "term"),
        (Self::Markdown, "md"),
        (Self::Html, "html"),
        (Self::Docx, "docx"),
    ];

    /// The form of this name: `md`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(format, _)| *format)
    }

    /// How the name of such a file ends, without the full stop.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Terminal => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }

    /// The form that a file's ending tells, in any case.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let known = |format: &Self| format.ending().eq_ignore_ascii_case(ending);
        Self::ALL.iter().map(|(format, _)| *format).find(known)
    }
}
