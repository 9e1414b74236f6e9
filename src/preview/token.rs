//! Numbers that nobody can guess: the token of a private preview, and those that are used once.

use sha2::{Digest as _, Sha256};

use crate::preview::PreviewError;

/// A secret of 128 bits, in hexadecimal digits.
#[derive(Clone)]
pub(crate) struct Token(String);

impl Token {
    /// One that nobody can guess.
    pub(crate) fn new() -> Result<Self, PreviewError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)
            .map_err(|error| PreviewError::Token { reason: error.to_string() })?;
        Ok(Self(format!("{:032x}", u128::from_be_bytes(bytes))))
    }

    /// Its digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether another is the same. How long that takes tells nothing of how much of it is right,
    /// since digests are compared.
    pub(crate) fn is(&self, other: &str) -> bool {
        Sha256::digest(&self.0) == Sha256::digest(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_like_itself_alone() {
        let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
        assert_eq!(one.as_str().len(), 32);
        assert!(one.is(one.as_str()));
        assert!(!one.is(other.as_str()) && !one.is("") && !one.is(&one.as_str()[..31]));
    }
}
