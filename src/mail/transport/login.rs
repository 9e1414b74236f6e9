//! Logging in (RFC 4954), and keeping what is secret out of what is shown.

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::commands::Auth;

use crate::mail::{Login, Password, Secret};

/// Who logs in, with the password at hand.
pub(crate) struct Credential {
    secret: Secret,
    credentials: Credentials,
    hidden: Vec<String>,
}

impl Credential {
    /// A login with its password or token.
    pub(crate) fn new(login: &Login, password: &Password) -> Self {
        let password = password.reveal();
        let credentials = Credentials::new(login.username.clone(), password.to_owned());
        // A server may quote what it was told, as it was told: in Base64.
        let told = [(Mechanism::Plain, None), (Mechanism::Xoauth2, None)]
            .into_iter()
            .chain([(Mechanism::Login, Some("Password".to_owned()))])
            .filter_map(|(mechanism, asked)| Auth::new(mechanism, credentials.clone(), asked).ok())
            .filter_map(|auth| auth.to_string().split_whitespace().last().map(str::to_owned));
        let hidden = told.chain([password.to_owned()]).collect();
        Self { secret: login.secret, credentials, hidden }
    }

    /// The mechanisms that would do, the best first.
    pub(crate) fn mechanisms(&self) -> &'static [Mechanism] {
        match self.secret {
            Secret::Password => &[Mechanism::Plain, Mechanism::Login],
            Secret::Token => &[Mechanism::Xoauth2],
        }
    }

    /// The same in words.
    pub(crate) fn wanted(&self) -> &'static str {
        match self.secret {
            Secret::Password => "PLAIN or LOGIN",
            Secret::Token => "XOAUTH2",
        }
    }

    /// What the server is told.
    pub(crate) fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Words of the server, as they came, without what is secret.
    pub(crate) fn without_secret(&self, words: &str) -> String {
        let hide = |words: String, hidden| words.replace::<&String>(hidden, "[password]");
        self.hidden.iter().fold(words.to_owned(), hide)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_taken_out_of_a_reply_in_every_form_that_a_server_was_told() {
        let login = Login { username: "jane".to_owned(), secret: Secret::Password };
        let credential = Credential::new(&login, &Password::new("s3cret".to_owned()).unwrap());
        let words = "535 s3cret AGphbmUAczNjcmV0 czNjcmV0 dXNlcj1qYW5lAWF1dGg9QmVhcmVyIHMzY3JldAEB";
        assert_eq!(
            credential.without_secret(words),
            "535 [password] [password] [password] [password]"
        );
    }
}
