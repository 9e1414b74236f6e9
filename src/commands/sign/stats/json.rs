//! The numbers as one JSON object.

use serde_json::{Map, Value, json};

use crate::clock::{Date, days_between};
use crate::commands::sign::stats::agreed::Agreed;
use crate::signatories::{Stats, Tally};

/// The numbers by the names of columns: how many of each value, the most frequent first.
pub(crate) fn json(
    stats: &Stats,
    agreed: Option<Agreed>,
    deadline: Option<Date>,
    today: Date,
) -> Value {
    json!({
        "count": {
            "signatories": stats.signatories,
            "organizations": stats.organizations,
            "individuals": stats.individuals,
            "anonymous": stats.anonymous,
        },
        "status": object(stats.status.iter().map(|(status, count)| (status.word(), *count))),
        "agreement": agreed.map(|agreed| object(agreed.into_iter())),
        "kind": object(stats.kind.iter().map(|(kind, count)| (kind.word(), *count))),
        "group": tallies(&stats.group),
        "country": tallies(&stats.country),
        "day": object(stats.days.iter().map(|(day, count)| (day.to_string(), *count))),
        "without_day": stats.undated,
        "deadline": deadline.map(|day| day.to_string()),
        "days_left": deadline.map(|day| days_between(today, day)),
    })
}

fn tallies(tallies: &[Tally]) -> Value {
    object(tallies.iter().map(|tally| (tally.value.as_str(), tally.count)))
}

fn object(counts: impl Iterator<Item = (impl Into<String>, usize)>) -> Value {
    let counts = counts.map(|(value, count)| (value.into(), count.into()));
    Value::Object(counts.collect::<Map<_, _>>())
}
