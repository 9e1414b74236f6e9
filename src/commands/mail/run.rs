//! A mailing from its plan to its end.

use crate::commands::mail::composition::Composition;
use crate::commands::mail::handing_over::hand_over;
use crate::commands::mail::plan_report::PlanReport;
use crate::commands::mail::run_report::RunReport;
use crate::commands::mail::{Account, MailArgs, Mailing, asked, preview, sample, transport};
use crate::commands::{Outcome, Result, Session, outbox_paths};
use crate::mail::outbox::{Again, Outbox, Plan, Sender, Wanted};
use crate::mail::{FolderTransport, Transport};
use crate::project::Project;

/// Prints the plan of a mailing, or carries it out if that is asked for.
pub(crate) fn run(
    mailing: &dyn Mailing,
    account: &Account,
    args: &MailArgs,
    project: &Project,
    session: &Session,
) -> Result {
    let console = &session.console;
    let outbox = Outbox::read(outbox_paths(project))?;
    let plan = plan(mailing, args, &outbox);
    let composition = Composition::of(mailing, &plan)?;
    if let Some(address) = &args.test {
        return sample::send(address, mailing, composition, account, project, session);
    }
    composition.say_findings(mailing, &plan, &outbox, session)?;
    if args.send {
        asked::expect(plan.recipients.len(), args, session)?;
        return send(mailing, account, args, composition, project, session);
    }
    let report = PlanReport::of(&plan, mailing);
    if console.is_json() {
        console.json(&report)?;
    } else {
        console.data(report.table().as_bytes())?;
    }
    report.sentences().iter().for_each(|sentence| console.status(sentence));
    if let Some(folder) = &args.eml {
        preview::write(folder, &plan, composition, session)?;
    } else if plan.due().next().is_some() {
        let command = mailing.command();
        let expect = report.expect;
        console.status(format!("To send, add `--send --expect {expect}` to `{command}`."));
    }
    Ok(Outcome::Done)
}

fn plan(mailing: &dyn Mailing, args: &MailArgs, outbox: &Outbox) -> Plan {
    let wanted: Vec<Wanted> =
        mailing.recipients().iter().map(|recipient| recipient.wanted.clone()).collect();
    let again = Again { failed: mailing.retries(), unknown: args.resend_unknown };
    outbox.plan(&wanted, again, |key| mailing.is_listed(key))
}

fn send(
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
