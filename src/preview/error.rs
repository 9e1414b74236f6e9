//! Why a preview could not begin.

/// Why a preview could not begin.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PreviewError {
    /// Something else listens on the port, or it may not be listened on.
    #[error("cannot listen on port {port} of 127.0.0.1")]
    Port {
        /// The port.
        port: u16,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The system gave no random numbers for a token.
    #[error("cannot make a token: {reason}")]
    Token {
        /// What the operating system said.
        reason: String,
    },
}
