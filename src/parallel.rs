//! The same work for many things, on as many threads as there are processors.

use std::num::NonZero;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// Found out once, since the system is asked for the limits of a dozen files.
static PROCESSORS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));

/// Does the work for every item, and gives the results in the order of the items, so that nobody
/// can tell how many threads there were. No thread is begun for fewer than `least` items. Each
/// thread begins with a state of its own.
pub(crate) fn map<Item: Sync, State, Done: Send>(
    items: &[Item],
    least: usize,
    begin: impl Fn() -> State + Sync,
    work: impl Fn(&mut State, &Item) -> Done + Sync,
) -> Vec<Done> {
    let most = items.len() / least.max(1);
    let threads = if most <= 1 { 1 } else { most.min(*PROCESSORS) };
    if threads <= 1 {
        let mut state = begin();
        return items.iter().map(|item| work(&mut state, item)).collect();
    }
    // Small enough that no thread waits long for another's last, and few to be put in order.
    let share = (items.len() / (threads * 16)).max(1);
    let next = AtomicUsize::new(0);
    let some = || {
        let mut state = begin();
        let mut done = Vec::new();
        loop {
            let start = next.fetch_add(share, Ordering::Relaxed);
            let Some(left) = items.get(start..).filter(|left| !left.is_empty()) else { break };
            let part = &left[..share.min(left.len())];
            done.push((start, part.iter().map(|item| work(&mut state, item)).collect::<Vec<_>>()));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        // Where no further thread is to be had, those that there are have time as well.
        let further = |_| Builder::new().spawn_scoped(scope, some).ok();
        let others: Vec<_> = (1..threads).filter_map(further).collect();
        let mut done = some();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(start, _)| *start);
    done.into_iter().flat_map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        for count in [0, 1, 7, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let done = map(&items, 1, || 1, |one, item| item + *one);
            assert_eq!(done, (1..=count).collect::<Vec<_>>());
        }
    }
}
