//! What is told when a mailing has ended.

use crate::commands::mail::Mailing;
use crate::commands::mail::handing_over::End;
use crate::commands::mail::plan_report::PlanReport;
use crate::commands::{Outcome, Result, Session};
use crate::mail::outbox::{Course, Plan};

/// What is told when a mailing has ended.
pub(crate) struct RunReport {
    report: PlanReport,
    sentences: Vec<String>,
    /// Whether everybody who was addressed has the message.
    is_complete: bool,
}

impl RunReport {
    /// Of how things stand now.
    pub(crate) fn of(plan: &Plan, mailing: &dyn Mailing) -> Self {
        let report = PlanReport::of(plan, mailing);
        let states = |state: &str| -> Vec<&str> {
            let of_state = report.recipients.iter().filter(|one| one.state == state);
            of_state.map(|one| one.id.as_str()).collect()
        };
        let sent = states("sent").len();
        let mut sentences = vec![format!("Sent: {sent} of {}.", report.expect)];
        for one in report.recipients.iter().filter(|one| one.state == "failed") {
            sentences.push(format!("Failed: {}, {}.", one.id, one.reply.trim_end_matches('.')));
        }
        let rests = plan.recipients.iter().filter_map(|planned| match planned.course {
            Course::Rests(until) => Some(until),
            _ => None,
        });
        if let Some(until) = rests.max() {
            let ids = states("deferred").join(", ");
            sentences.push(format!("Not taken yet: {ids}. Send them again after {until}."));
        }
        for planned in plan.recipients.iter().filter(|one| one.course == Course::Unknown) {
            let key = planned.key();
            sentences.push(format!(
                "Nobody knows whether {} got it: ask, then `letterctl review resolve {key} --sent` \
                 or `--not-sent`.",
                planned.wanted.key.recipient
            ));
        }
        let left = states("planned").len() + states("none").len();
        if left > 0 {
            sentences.push(format!("Not sent yet: {left}. The same command goes on."));
        }
        Self { is_complete: sent == report.expect, report, sentences }
    }

    /// Says it, of a mailing that had nothing to do or did all that it could.
    pub(crate) fn say(&self, session: &Session) -> Result {
        let console = &session.console;
        if console.is_json() {
            console.json(&self.report)?;
        }
        self.sentences.iter().for_each(|sentence| console.status(sentence));
        Ok(if self.is_complete { Outcome::Done } else { Outcome::Findings })
    }

    /// Says it, and how the mailing ended.
    pub(crate) fn after(mut self, end: End, session: &Session) -> Result {
        if let End::Limited(until) = &end {
            let limit = format!("The limit of a day is reached until {until}.");
            self.sentences.push(limit);
        }
        let outcome = self.say(session)?;
        match end {
            End::Done | End::Limited(_) => Ok(outcome),
            End::Interrupted => Ok(Outcome::Interrupted),
            End::Failed(error) => Err(error.into()),
        }
    }
}
