//! A plan carried out, behind the lock of the outbox.

use crate::commands::mail::composition::Composition;
use crate::commands::mail::handing_over::hand_over;
use crate::commands::mail::run_report::RunReport;
use crate::commands::mail::{Account, MailArgs, Mailing, transport};
use crate::commands::{Result, Session, outbox_paths};
use crate::mail::outbox::{Again, Outbox, Plan, Sender, Wanted};
use crate::mail::{FolderTransport, Transport};
use crate::project::Project;

/// Who gets a message now, by what an outbox tells.
pub(crate) fn plan(mailing: &dyn Mailing, args: &MailArgs, outbox: &Outbox) -> Plan {
    let wanted: Vec<Wanted> =
        mailing.recipients().iter().map(|recipient| recipient.wanted.clone()).collect();
    let again = Again { failed: mailing.retries(), unknown: args.resend_unknown };
    outbox.plan(&wanted, again, |key| mailing.is_listed(key))
}

/// Stores the messages that are due and hands them over.
pub(crate) fn send(
    mailing: &dyn Mailing,
    account: &Account,
    args: &MailArgs,
    composition: Composition,
    project: &Project,
    session: &Session,
) -> Result {
    let mut sender = Sender::open(outbox_paths(project), mailing.command())?;
    // What another run did since is known only behind the lock.
    let plan = plan(mailing, args, sender.outbox());
    if plan.due().next().is_none() {
        return RunReport::of(&plan, mailing).say(session);
    }
    let mut transport: Box<dyn Transport> = match &args.eml {
        Some(folder) => {
            let ids = plan.due().map(|planned| &planned.wanted);
            let ids = ids.map(|wanted| (wanted.address.clone(), wanted.key.recipient.clone()));
            Box::new(FolderTransport::new(&session.folder.join(folder), ids))
        }
        None => Box::new(transport::smtp(account, project, session)?),
    };
    mailing.begin()?;
    let queue = composition.store(mailing, &plan, &mut sender)?;
    let limits = account.limits(args.eml.is_some());
    let end = hand_over(&mut sender, queue, account, transport.as_mut(), limits, session);
    let plan = self::plan(mailing, args, sender.outbox());
    RunReport::of(&plan, mailing).after(end, session)
}
