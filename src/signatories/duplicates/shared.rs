//! What rows share beside their names: whom to write to, and where they are on the web.

use std::collections::HashMap;

use crate::model::Kind;
use crate::signatories::duplicates::evidence::Shared;
use crate::signatories::row::Row;

/// What more rows have is no sign that two of them are one: an office signs up its members.
const FEW: usize = 12;

/// A value that a few rows share, by a number of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Value {
    pub(crate) kind: Shared,
    pub(crate) number: u32,
}

/// The values of each row that a few others have as well.
pub(crate) fn values<'a>(rows: impl Iterator<Item = Row<'a>>) -> Vec<[Option<Value>; 3]> {
    let mut known: HashMap<(Shared, String), (u32, usize)> = HashMap::new();
    let mut numbers = Vec::new();
    for row in rows {
        numbers.push(of(row).map(|(kind, value)| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            let known =
                (!value.is_empty()).then(|| known.entry((kind, value)).or_insert((next, 0)));
            known.map(|(number, count)| {
                *count += 1;
                Value { kind, number: *number }
            })
        }));
    }
    let mut is_told = vec![false; known.len()];
    for (number, count) in known.into_values() {
        if let Some(is_told) = is_told.get_mut(number as usize) {
            *is_told = (2..=FEW).contains(&count);
        }
    }
    let is_told = |value: &Value| is_told.get(value.number as usize) == Some(&true);
    for value in numbers.iter_mut().flatten() {
        *value = value.filter(is_told);
    }
    numbers
}

fn of(row: Row<'_>) -> [(Shared, String); 3] {
    let contact = row.cell("contact").split_whitespace().collect::<Vec<_>>().join(" ");
    [
        (Shared::Email, row.cell("email").to_lowercase()),
        (Shared::Contact, contact.to_lowercase()),
        (Shared::Site, site(row)),
    ]
}

/// The host of an organization's page; of a host that many share, the whole address.
fn site(row: Row<'_>) -> String {
    const OF_MANY: [&str; 12] = [
        "facebook.com",
        "github.com",
        "github.io",
        "instagram.com",
        "linkedin.com",
        "linktr.ee",
        "medium.com",
        "sites.google.com",
        "twitter.com",
        "wordpress.com",
        "x.com",
        "youtube.com",
    ];
    let url = row.cell("url").to_lowercase();
    if url.is_empty() || row.kind() != Kind::Organization {
        return String::new();
    }
    let address = url.split_once("://").map_or(url.as_str(), |(_, address)| address);
    let address = address.strip_prefix("www.").unwrap_or(address).trim_end_matches('/');
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    if OF_MANY.contains(&host) { address.to_owned() } else { host.to_owned() }
}
