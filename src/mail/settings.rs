//! `[mail]` of the project, and the user's own settings, which win.

use std::ffi::OsStr;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Place, backquoted, did_you_mean, unseen};
use crate::encoding;
use crate::files::{self, FileError};
use crate::mail::{Encryption, Login, MailServer, Mailbox, PasswordCommand, Secret};
use crate::project::{MAIL_KEYS, SETTINGS};

/// What is set about mail. All of it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailSettings {
    /// The server, where a `host` is set.
    pub server: Option<MailServer>,
    /// The sender's mailbox.
    pub from: Option<Mailbox>,
    /// Where answers go.
    pub reply_to: Option<Mailbox>,
    /// The most mails in a minute.
    pub rate_per_minute: Option<u32>,
    /// The most mails in a day.
    pub daily_limit: Option<u32>,
    /// How to get the password. Only the user's own settings can have it, since those of a project
    /// come with a clone, and would run what its author likes.
    pub password_command: Option<PasswordCommand>,
}

/// The key that only a user's own settings have.
const PASSWORD_COMMAND: &str = "password_command";

/// Where a user's own settings are: `letterctl/mail.toml` in `$XDG_CONFIG_HOME`, else in
/// `~/.config`. A relative `$XDG_CONFIG_HOME` does not count (XDG Base Directory Specification).
pub fn own_settings_file(xdg_config_home: Option<&OsStr>, home: Option<&OsStr>) -> Option<PathBuf> {
    let set = xdg_config_home.map(PathBuf::from).filter(|folder| folder.is_absolute());
    let usual = || home.map(|home| Path::new(home).join(".config"));
    Some(set.or_else(usual)?.join("letterctl").join("mail.toml"))
}

/// Why the settings about mail could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// The user's own file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// One of the files has problems.
    #[error("the settings about mail have errors")]
    Diagnostics(Vec<Diagnostic>),
}

impl MailSettings {
    /// Reads the text of `letterctl.toml`, and the user's own file, which need not be there.
    pub fn load(project: &str, own: Option<&Path>) -> Result<Self, SettingsError> {
        let Some(path) = own.filter(|path| path.exists()) else {
            return Self::read(project, None).map_err(SettingsError::Diagnostics);
        };
        let text = encoding::utf8(files::read(path)?, path, "settings are a text file, in TOML");
        let text = text.map_err(|problem| SettingsError::Diagnostics(vec![*problem]))?;
        Self::read(project, Some((path, &text))).map_err(SettingsError::Diagnostics)
    }

    /// Reads the text of `letterctl.toml`, and that of the user's own settings with their path; all
    /// that is wrong at once.
    pub fn read(project: &str, own: Option<(&Path, &str)>) -> Result<Self, Vec<Diagnostic>> {
        let mut files = Vec::new();
        if let Some((path, text)) = own {
            let file = File::parse(path, text)?;
            let unknown = file.unknown_keys();
            if !unknown.is_empty() {
                return Err(unknown);
            }
            files.push(file);
        }
        let mut project = File::parse(Path::new(SETTINGS), project)?.table("mail");
        if let Some(project) = &mut project {
            project.keys.remove(PASSWORD_COMMAND);
        }
        files.extend(project);
        let mut reader = Reader { files, problems: Vec::new() };
        let settings = Self {
            server: reader.server(),
            from: reader.value("from", mailbox),
            reply_to: reader.value("reply_to", mailbox),
            rate_per_minute: reader.value("rate_per_minute", limit),
            daily_limit: reader.value("daily_limit", limit),
            password_command: reader.value(PASSWORD_COMMAND, password_command),
        };
        if reader.problems.is_empty() { Ok(settings) } else { Err(reader.problems) }
    }
}

/// A settings file, or a table of one.
struct File<'a> {
    path: &'a Path,
    text: &'a str,
    keys: DeTable<'a>,
}

impl<'a> File<'a> {
    fn parse(path: &'a Path, text: &'a str) -> Result<Self, Vec<Diagnostic>> {
        let keys = DeTable::parse(text).map_err(|error| {
            let place = Place::new(path, text, error.span().unwrap_or(0..0));
            vec![Diagnostic::error("settings", error.message().trim_end()).at(place)]
        })?;
        Ok(Self { path, text, keys: keys.into_inner() })
    }

    fn table(mut self, name: &str) -> Option<Self> {
        match self.keys.remove(name)?.into_inner() {
            DeValue::Table(keys) => Some(Self { keys, ..self }),
            _ => None,
        }
    }

    fn unknown_keys(&self) -> Vec<Diagnostic> {
        let known = || MAIL_KEYS.iter().copied().chain([PASSWORD_COMMAND]);
        let unknown = self.keys.keys().filter(|key| !known().any(|known| known == key.get_ref()));
        unknown
            .map(|key| {
                let name = key.get_ref();
                let help = did_you_mean(name, known())
                    .unwrap_or_else(|| format!("known keys: {}", backquoted(known())));
                let place = Place::new(self.path, self.text, key.span());
                let problem = Diagnostic::error("unknown-key", format!("unknown key `{name}`"));
                problem.at(place).help(help)
            })
            .collect()
    }
}

/// Takes each key from the first file that has it.
struct Reader<'a> {
    files: Vec<File<'a>>,
    problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn find(&self, key: &str) -> Option<(&File<'a>, &Spanned<DeValue<'a>>)> {
        self.files.iter().find_map(|file| Some((file, file.keys.get(key)?)))
    }

    fn value<T>(
        &mut self,
        key: &str,
        read: impl Fn(&DeValue<'_>) -> Result<T, String>,
    ) -> Option<T> {
        let (_, value) = self.find(key)?;
        match read(value.get_ref()) {
            Ok(value) => Some(value),
            Err(wrong) => {
                self.report(key, Diagnostic::error("settings", format!("`{key}` {wrong}")));
                None
            }
        }
    }

    fn report(&mut self, key: &str, problem: Diagnostic) {
        let place =
            self.find(key).map(|(file, value)| Place::new(file.path, file.text, value.span()));
        self.problems.push(problem.at(place));
    }

    fn server(&mut self) -> Option<MailServer> {
        let host = self.value("host", host);
        let encryption = self.value("tls", encryption).unwrap_or(Encryption::Starttls);
        let port = self.value("port", port).unwrap_or(encryption.usual_port());
        let secret = self.value("auth", secret).unwrap_or(Secret::Password);
        let login = self.value("username", username).map(|username| Login { username, secret });
        let host = host?;
        if encryption == Encryption::None && !is_this_machine(&host) {
            let wrong = format!("mail to `{host}` would go in clear text");
            self.report(
                "tls",
                Diagnostic::error("settings", wrong)
                    .help("`starttls` or `tls`; `none` is for a server on this very machine"),
            );
        }
        Some(MailServer { host, port, encryption, login })
    }
}

/// Whether a name is one of this machine's own for itself.
fn is_this_machine(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

fn text<'v>(value: &'v DeValue<'_>) -> Result<&'v str, String> {
    let text = value.as_str().ok_or("is no string")?;
    if text.is_empty() {
        return Err("is empty".to_owned());
    }
    if text.chars().any(unseen) {
        return Err("holds a character that cannot be seen".to_owned());
    }
    Ok(text)
}

fn host(value: &DeValue<'_>) -> Result<String, String> {
    let name = text(value)?;
    if name.parse::<IpAddr>().is_ok() {
        return Ok(name.to_owned());
    }
    if name.contains(':') {
        return Err("is more than the name of a server: its port is set by `port`".to_owned());
    }
    let allowed = |character: char| character.is_ascii_alphanumeric() || "-._".contains(character);
    let ascii = idna::domain_to_ascii(name).ok();
    ascii
        .filter(|name| !name.is_empty() && name.chars().all(allowed))
        .ok_or_else(|| "is no name of a server, such as `mail.example.org`".to_owned())
}

fn port(value: &DeValue<'_>) -> Result<u16, String> {
    let number = value.as_integer().and_then(|number| number.as_str().parse().ok());
    number.filter(|port| *port != 0).ok_or_else(|| "is no port: 1 to 65535".to_owned())
}

fn limit(value: &DeValue<'_>) -> Result<u32, String> {
    let number = value.as_integer().and_then(|number| number.as_str().parse().ok());
    number
        .filter(|limit| *limit != 0)
        .ok_or_else(|| "is no number of mails; without a limit, leave it out".to_owned())
}

fn encryption(value: &DeValue<'_>) -> Result<Encryption, String> {
    match text(value)? {
        "starttls" => Ok(Encryption::Starttls),
        "tls" => Ok(Encryption::Tls),
        "none" => Ok(Encryption::None),
        other => Err(format!("is `starttls`, `tls` or `none`, not `{other}`")),
    }
}

fn secret(value: &DeValue<'_>) -> Result<Secret, String> {
    match text(value)? {
        "password" => Ok(Secret::Password),
        "xoauth2" => Ok(Secret::Token),
        other => Err(format!("is `password` or `xoauth2`, not `{other}`")),
    }
}

fn username(value: &DeValue<'_>) -> Result<String, String> {
    text(value).map(str::to_owned)
}

fn mailbox(value: &DeValue<'_>) -> Result<Mailbox, String> {
    let wrong = |_| "is no mailbox, such as `Jane Roe <jane@example.org>`".to_owned();
    Mailbox::parse(text(value)?).map_err(wrong)
}

fn password_command(value: &DeValue<'_>) -> Result<PasswordCommand, String> {
    let words = |list: &DeArray<'_>| {
        let words = list.iter().map(|word| word.get_ref().as_str().map(str::to_owned));
        words.collect::<Option<Vec<_>>>()
    };
    let command = match value {
        DeValue::String(line) => Some(PasswordCommand::Shell(line.to_string())),
        DeValue::Array(list) => words(list).and_then(PasswordCommand::program),
        _ => None,
    };
    let wrong = "is a line for the shell, or a list of a program and its arguments";
    command.ok_or_else(|| wrong.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "/home/jane/.config/letterctl/mail.toml";

    fn read(project: &str, own: &str) -> Result<MailSettings, Vec<Diagnostic>> {
        MailSettings::read(project, Some((Path::new(OWN), own)))
    }

    /// Each problem with the file, line and characters that it points at.
    fn problems(project: &str, own: &str) -> Vec<String> {
        let tell = |problem: Diagnostic| {
            let place = problem.place.unwrap();
            let file = place.file.file_name().unwrap().to_string_lossy().into_owned();
            format!("{file}:{}: {} -> {}", place.line, place.shown(), problem.message)
        };
        read(project, own).unwrap_err().into_iter().map(tell).collect()
    }

    #[test]
    fn nothing_set_is_nothing_known() {
        assert_eq!(read("template = \"x\"\n", "").unwrap(), MailSettings::default());
        assert_eq!(MailSettings::read("", None).unwrap(), MailSettings::default());
    }

    #[test]
    fn the_users_own_settings_win_key_by_key() {
        let project = "[mail]\nhost = \"mail.example.org\"\nusername = \"us\"\nfrom = \"Us <us@example.org>\"\ndaily_limit = 200\n";
        let settings = read(
            project,
            "username = \"jane\"\nauth = \"xoauth2\"\npassword_command = \"pass smtp\"\n",
        );
        let settings = settings.unwrap();
        let login = Login { username: "jane".to_owned(), secret: Secret::Token };
        let server = MailServer {
            host: "mail.example.org".to_owned(),
            port: 587,
            encryption: Encryption::Starttls,
            login: Some(login),
        };
        assert_eq!(settings.server, Some(server));
        assert_eq!(settings.from, Some(Mailbox::parse("Us <us@example.org>").unwrap()));
        assert_eq!(settings.daily_limit, Some(200));
        let command = PasswordCommand::Shell("pass smtp".to_owned());
        assert!(settings.password_command == Some(command));
    }

    #[test]
    fn the_port_follows_from_the_kind_of_tls() {
        let shown = |settings: &str| {
            read(settings, "").unwrap().server.map(|server| server.to_string()).unwrap()
        };
        assert_eq!(
            shown("[mail]\nhost = \"bücher.example\"\ntls = \"tls\"\n"),
            "xn--bcher-kva.example:465"
        );
        assert_eq!(shown("[mail]\nhost = \"localhost\"\ntls = \"none\"\n"), "localhost:25");
        assert_eq!(shown("[mail]\nhost = \"::1\"\ntls = \"none\"\nport = 2525\n"), "[::1]:2525");
    }

    #[test]
    fn what_is_wrong_is_told_with_file_line_and_key() {
        let project = "[mail]\nhost = \"mail.example.org:25\"\nport = 0\ntls = \"ssl\"\nfrom = \"us\"\ndaily_limit = -1\n";
        let own = "auth = \"oauth\"\nreply_to = 3\npassword_command = []\n";
        assert_eq!(
            problems(project, own),
            [
                "letterctl.toml:2: \"mail.example.org:25\" -> `host` is more than the name of a server: its port is set by `port`",
                "letterctl.toml:4: \"ssl\" -> `tls` is `starttls`, `tls` or `none`, not `ssl`",
                "letterctl.toml:3: 0 -> `port` is no port: 1 to 65535",
                "mail.toml:1: \"oauth\" -> `auth` is `password` or `xoauth2`, not `oauth`",
                "letterctl.toml:5: \"us\" -> `from` is no mailbox, such as `Jane Roe <jane@example.org>`",
                "mail.toml:2: 3 -> `reply_to` is no string",
                "letterctl.toml:6: -1 -> `daily_limit` is no number of mails; without a limit, leave it out",
                "mail.toml:3: [] -> `password_command` is a line for the shell, or a list of a program and its arguments",
            ]
        );
        assert_eq!(problems("", "hots = \"x\"\n"), ["mail.toml:1: hots -> unknown key `hots`"]);
        assert_eq!(problems("", "host = \n").len(), 1);
    }

    #[test]
    fn clear_text_is_for_this_very_machine() {
        for host in ["localhost", "127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1"] {
            let settings = format!("[mail]\nhost = \"{host}\"\ntls = \"none\"\n");
            assert!(read(&settings, "").is_ok(), "{host}");
        }
        for host in ["mail.example.org", "192.168.0.1", "localhost.example.org", "0.0.0.0"] {
            let settings = format!("[mail]\nhost = \"{host}\"\ntls = \"none\"\n");
            assert_eq!(
                problems(&settings, ""),
                [format!("letterctl.toml:3: \"none\" -> mail to `{host}` would go in clear text")]
            );
        }
    }

    #[test]
    fn a_projects_own_command_is_never_run() {
        let settings = "[mail]\nhost = \"localhost\"\npassword_command = \"touch /tmp/x\"\n";
        assert_eq!(read(settings, "").unwrap().password_command, None);
    }

    #[test]
    fn own_settings_are_where_a_user_keeps_such() {
        let file = |xdg: Option<&str>, home: Option<&str>| {
            own_settings_file(xdg.map(OsStr::new), home.map(OsStr::new))
                .map(|path| path.to_string_lossy().into_owned())
        };
        assert_eq!(file(None, Some("/home/jane")).as_deref(), Some(OWN));
        assert_eq!(file(Some("relative"), Some("/home/jane")).as_deref(), Some(OWN));
        assert_eq!(file(Some("/etc/x"), None).as_deref(), Some("/etc/x/letterctl/mail.toml"));
        assert_eq!(file(None, None), None);
    }
}
