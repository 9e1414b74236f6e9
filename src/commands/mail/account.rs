//! The account that mail goes out from.

use std::num::NonZeroU32;
use std::path::PathBuf;

use crate::commands::Result;
use crate::failure::Failure;
use crate::mail::outbox::Limits;
use crate::mail::{MailSettings, Mailbox, own_settings_file};
use crate::project::{Project, SETTINGS};

/// The account that mail goes out from, by the settings of the project and the user's own.
pub(crate) struct Account {
    pub(crate) settings: MailSettings,
    pub(crate) from: Mailbox,
}

impl Account {
    /// Reads both settings.
    pub(crate) fn of(project: &Project) -> Result<Self> {
        let settings = MailSettings::load(project.settings_text(), own_file().as_deref())?;
        let Some(from) = settings.from.clone() else {
            return Err(Failure::user("no sender of mail is set").hint(format!(
                "put `from = \"Jane Roe <jane@example.org>\"` under `[mail]` in `{SETTINGS}`"
            )));
        };
        Ok(Self { settings, from })
    }

    /// Where answers go.
    pub(crate) fn answers_to(&self) -> &Mailbox {
        self.settings.reply_to.as_ref().unwrap_or(&self.from)
    }

    /// How many messages may go out in how long; of files, any number.
    pub(crate) fn limits(&self, into_files: bool) -> Limits {
        let limit = |limit: Option<u32>| limit.and_then(NonZeroU32::new).filter(|_| !into_files);
        Limits {
            per_minute: limit(self.settings.rate_per_minute),
            per_day: limit(self.settings.daily_limit),
        }
    }
}

fn own_file() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name);
    own_settings_file(variable("XDG_CONFIG_HOME").as_deref(), variable("HOME").as_deref())
}
