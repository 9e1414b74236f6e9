//! The same work on many things at once.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread::{Builder, available_parallelism, scope};

/// The fewest things that a thread is worth.
const LEAST: usize = 16;

/// Makes something of each, in order, on all processors.
pub(crate) fn parallel<T: Sync, R: Send>(all: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let processors = available_parallelism().map_or(1, NonZero::get);
    let share = all.len().div_ceil(processors).max(LEAST);
    let all_of = |share: &[T]| share.iter().map(&make).collect::<Vec<_>>();
    let (own, others) = all.split_at(share.min(all.len()));
    scope(|scope| {
        let others = others.chunks(share).map(|share| {
            let started = Builder::new().spawn_scoped(scope, || all_of(share));
            // Where no thread is to be had, this one has time as well.
            started.map_err(|_| share)
        });
        let others: Vec<_> = others.collect();
        let mut results = all_of(own);
        for other in others {
            results.extend(match other {
                Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
                Err(share) => all_of(share),
            });
        }
        results
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_made_in_order() {
        for count in [0, 1, LEAST, 1000] {
            let all: Vec<_> = (0..count).collect();
            let made = parallel(&all, |number| number + 1);
            assert_eq!(made, (1..=count).collect::<Vec<_>>());
        }
    }
}
