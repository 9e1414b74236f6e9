//! Every message of a plan, made before the first one goes out.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock;
use crate::commands::mail::compose::{Composed, compose};
use crate::commands::mail::problems::Problems;
use crate::commands::mail::{Mailing, Recipient};
use crate::commands::{Result, Session};
use crate::mail::Mail;
use crate::mail::outbox::{Key, Message, Plan, Queue, Sender};
use crate::parallel;

/// The fewest mails that a thread is worth.
const MAILS_PER_THREAD: usize = 16;

/// The messages that are to go out, by their keys.
pub(crate) struct Composition(pub(crate) BTreeMap<Key, Composed>);

impl Composition {
    /// Makes every message that is due; all that hinders any of them, when something does.
    pub(crate) fn of(mailing: &dyn Mailing, plan: &Plan, session: &Session) -> Result<Self> {
        let due: BTreeSet<_> = plan.due().map(|planned| &planned.wanted.key).collect();
        let mut problems = Problems::default();
        let mut progress = session.console.progress(due.len(), "Building");
        let mut forms = Vec::with_capacity(due.len());
        let recipients = mailing.recipients().iter();
        for recipient in recipients.filter(|recipient| due.contains(&recipient.wanted.key)) {
            forms.extend(problems.without(mailing.form(recipient))?.map(|form| (recipient, form)));
            progress.advance();
        }
        let mut composed = BTreeMap::new();
        let made = parallel::map(
            &forms,
            MAILS_PER_THREAD,
            || (),
            |(), (recipient, form)| compose(form, recipient),
        );
        for ((recipient, _), made) in forms.iter().zip(made) {
            let key = || recipient.wanted.key.clone();
            composed.extend(problems.without(made)?.map(|made| (key(), made)));
        }
        problems.end()?;
        Ok(Self(composed))
    }

    /// Stores what is due, dated now.
    pub(crate) fn store(
        self,
        mailing: &dyn Mailing,
        plan: &Plan,
        sender: &mut Sender,
    ) -> Result<Queue> {
        let date = clock::seconds(sender.outbox().now());
        let mails = self.0.into_iter().map(|(key, made)| (key, Mail { date, ..made.mail }));
        let mails: Vec<_> = mails.collect();
        let built = parallel::map(&mails, MAILS_PER_THREAD, || (), |(), (_, mail)| built(mail));
        let mut built: BTreeMap<_, _> = mails.iter().map(|(key, _)| key).zip(built).collect();
        sender.store(plan, |wanted| {
            if let Some(built) = built.remove(&wanted.key) {
                return built;
            }
            let of = |recipient: &&Recipient| recipient.wanted.key == wanted.key;
            let recipient = mailing.recipients().iter().find(of);
            let made = mailing.compose(recipient.expect("a plan is made of the recipients"))?;
            self::built(&Mail { date, ..made.mail })
        })
    }
}

fn built(mail: &Mail) -> Result<Message> {
    Ok(Message { parts: mail.parts()?, message_id: mail.message_id.clone() })
}
