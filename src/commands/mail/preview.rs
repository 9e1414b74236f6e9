//! The messages of a plan as files, to be looked at.

use std::path::Path;

use crate::clock;
use crate::commands::mail::composition::Composition;
use crate::commands::{Result, Session};
use crate::failure::Failure;
use crate::mail::outbox::Plan;
use crate::mail::{Delivery, FolderTransport, Intent, Mail, Transport};

/// Writes every message that is due into a folder, marked as not sent.
pub(crate) fn write(
    folder: &Path,
    plan: &Plan,
    composition: Composition,
    session: &Session,
) -> Result<()> {
    let path = session.folder.join(folder);
    let wanted = plan.due().map(|planned| &planned.wanted);
    let ids = wanted.map(|wanted| (wanted.address.clone(), wanted.key.recipient.clone()));
    let mut transport = FolderTransport::new(&path, ids);
    let Composition(mut composed) = composition;
    let date = clock::seconds(clock::now());
    let mut count = 0;
    for planned in plan.due() {
        let Some(message) = composed.remove(&planned.wanted.key) else { continue };
        let mail = Mail { intent: Intent::Preview, date, ..message.mail };
        match transport.deliver(&mail.envelope(), &mail.bytes()?, &mut || Ok(())) {
            Delivery::Taken { .. } => count += 1,
            Delivery::Withheld(error) => return Err(error.into()),
            other => return Err(Failure::system(format!("a message was not written: {other:?}"))),
        }
    }
    let messages = if count == 1 { "1 message".to_owned() } else { format!("{count} messages") };
    let folder = session.shown(&path).display();
    session.console.status(format!("Wrote {messages} into `{folder}`; none of them is sent."));
    Ok(())
}
