//! The days to the deadline, in words.

use crate::clock::{Date, days_between};

pub(crate) fn time_left(deadline: Date, today: Date) -> String {
    match days_between(today, deadline) {
        0 => format!("The deadline is today ({deadline})."),
        1 => format!("1 day left (until {deadline})."),
        -1 => format!("The deadline was yesterday ({deadline})."),
        left if left > 1 => format!("{left} days left (until {deadline})."),
        left => format!("The deadline was {} days ago ({deadline}).", -left),
    }
}
