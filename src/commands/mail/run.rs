//! A mailing from its plan to its end.

use crate::commands::mail::composition::Composition;
use crate::commands::mail::plan_report::PlanReport;
use crate::commands::mail::sending::{plan, send};
use crate::commands::mail::{Account, MailArgs, Mailing, asked, preview, sample};
use crate::commands::{Outcome, Result, Session, outbox_paths};
use crate::mail::outbox::Outbox;
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
    let composition = Composition::of(mailing, &plan, session)?;
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
    } else if !report.recipients.is_empty() {
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
