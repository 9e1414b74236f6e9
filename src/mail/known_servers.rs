//! The mail servers that somebody agreed to send a project's mail through.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::files::{self, FileError};
use crate::mail::MailServer;

/// The mail servers, each with the user name that logs in there, that somebody agreed to send a
/// project's mail through: settings come with a clone, and a password must not go wherever their
/// author likes.
#[derive(Clone, Debug)]
pub struct KnownServers {
    path: PathBuf,
    lines: Vec<String>,
}

impl KnownServers {
    /// Reads the file of a folder, which need not be there.
    pub fn read(folder: &Path) -> Result<Self, FileError> {
        let path = folder.join("servers");
        let bytes = match files::read(&path) {
            Err(error) if error.source.kind() == ErrorKind::NotFound => Vec::new(),
            read => read?,
        };
        let text = String::from_utf8_lossy(&bytes);
        Ok(Self { path, lines: text.lines().map(str::to_owned).collect() })
    }

    /// Whether somebody agreed to a server.
    pub fn include(&self, server: &MailServer) -> bool {
        self.lines.contains(&line(server))
    }

    /// Writes down that somebody agrees to a server.
    pub fn add(&mut self, server: &MailServer) -> Result<(), FileError> {
        if self.include(server) {
            return Ok(());
        }
        self.lines.push(line(server));
        if let Some(ignored) = self.path.parent().and_then(Path::parent) {
            files::create_ignored(ignored)?;
        }
        let text = self.lines.join("\n") + "\n";
        files::write(&self.path, text.as_bytes())
    }
}

/// A server as its file has it: `mail.example.org:587 jane`.
fn line(server: &MailServer) -> String {
    let username = server.login.as_ref().map_or("", |login| login.username.as_str());
    format!("{server} {username}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{Encryption, Login, Secret};

    #[test]
    fn a_server_is_known_with_its_user_name_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".letterctl/outbox");
        let server = |host: &str, username: &str| MailServer {
            host: host.to_owned(),
            port: 587,
            encryption: Encryption::Tls,
            login: Some(Login { username: username.to_owned(), secret: Secret::Password }),
        };
        let mut known = KnownServers::read(&path).unwrap();
        assert!(!known.include(&server("mail.example.org", "jane")));
        known.add(&server("mail.example.org", "jane")).unwrap();
        let known = KnownServers::read(&path).unwrap();
        assert!(known.include(&server("mail.example.org", "jane")));
        assert!(!known.include(&server("mail.example.org", "rolf")));
        assert!(!known.include(&server("mail.example.com", "jane")));
        assert!(folder.path().join(".letterctl/.gitignore").exists());
    }
}
