//! What a file says of itself beside the letter.

/// What a file says of itself beside the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Whose letter it is.
    pub author: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// When it was made, in seconds since 1970 began, UTC; none leaves the date out.
    pub created: Option<i64>,
}
