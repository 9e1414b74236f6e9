//! The numbers with small bars, for people.

use crate::clock::Date;
use crate::commands::sign::stats::agreed::Agreed;
use crate::commands::time_left;
use crate::console::{Bar, chart};
use crate::signatories::{Stats, Tally};

/// So many values of a column are shown, and so many days.
const VALUES: usize = 10;
const DAYS: usize = 14;

pub(crate) fn text(
    stats: &Stats,
    agreed: Option<Agreed>,
    deadline: Option<Date>,
    today: Date,
) -> String {
    let counts = [
        ("organizations", stats.organizations),
        ("individuals", stats.individuals),
        ("anonymous", stats.anonymous),
    ];
    let all = [Bar::new("all", stats.signatories)];
    let charts = [
        ("Signatories", all.into_iter().chain(filled(counts)).collect()),
        ("Status", filled(stats.status.iter().map(|(status, count)| (status.word(), *count)))),
        ("Agreement", filled(agreed.into_iter().flatten())),
        ("Kind", filled(stats.kind.iter().map(|(kind, count)| (kind.word(), *count)))),
        ("Group", tallies(&stats.group)),
        ("Country", tallies(&stats.country)),
        ("Day", days(stats)),
    ];
    let mut parts: Vec<_> = charts.iter().map(|(heading, bars)| chart(heading, bars)).collect();
    parts.extend(deadline.map(|deadline| format!("{}\n", time_left(deadline, today))));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// Those of the numbers that are not nothing.
fn filled<'a>(counts: impl IntoIterator<Item = (&'a str, usize)>) -> Vec<Bar> {
    let filled = counts.into_iter().filter(|(_, count)| *count > 0);
    filled.map(|(label, count)| Bar::new(label, count)).collect()
}

/// The most frequent values, then how many have the others.
fn tallies(tallies: &[Tally]) -> Vec<Bar> {
    let (shown, others) = tallies.split_at(tallies.len().min(VALUES));
    let label = |value: &str| if value.is_empty() { "(none)".to_owned() } else { value.to_owned() };
    let mut bars: Vec<_> =
        shown.iter().map(|tally| Bar::new(label(&tally.value), tally.count)).collect();
    if !others.is_empty() {
        let count = others.iter().map(|tally| tally.count).sum();
        bars.push(Bar::sum(format!("and {} others", others.len()), count));
    }
    bars
}

/// The last days on which somebody signed, and how many signed before them, or on no day.
fn days(stats: &Stats) -> Vec<Bar> {
    let before = stats.days.len().saturating_sub(DAYS);
    let earlier = stats.days.values().take(before).sum();
    let shown = stats.days.iter().skip(before);
    let mut bars = vec![Bar::sum("earlier", earlier)];
    bars.extend(shown.map(|(day, count)| Bar::new(day.to_string(), *count)));
    bars.push(Bar::sum("without a date", stats.undated));
    if stats.days.is_empty() {
        bars.clear();
    }
    bars.retain(|bar| !bar.is_nothing());
    bars
}
