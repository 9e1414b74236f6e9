//! How far a long step has come.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A step that ends sooner shows no progress.
pub(crate) const PATIENCE: Duration = Duration::from_millis(500);

/// The bar on standard error of a step that takes long; gone without a trace when it is dropped.
///
/// It has the terminal's last line to itself: what else there is to say is said before or after.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    begun: Instant,
}

impl Progress {
    /// The progress of a step of so many parts, shown where `is_shown` and once it takes long.
    pub(crate) fn new(total: usize, doing: &str, is_shown: bool) -> Self {
        let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█▌ ");
        let bar = is_shown.then(|| {
            ProgressBar::with_draw_target(u64::try_from(total).ok(), ProgressDrawTarget::hidden())
                .with_style(style)
                .with_message(doing.to_owned())
        });
        Self { bar, begun: Instant::now() }
    }

    /// Tells that a part is done.
    pub fn advance(&mut self) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() && is_long(self.begun.elapsed()) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn is_long(elapsed: Duration) -> bool {
    elapsed >= PATIENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_step_shows_nothing() {
        assert!(!is_long(Duration::from_millis(499)));
        assert!(is_long(Duration::from_millis(500)));
    }

    #[test]
    fn nothing_is_drawn_where_none_is_to_be_shown() {
        let mut progress = Progress::new(2, "Setting", false);
        progress.advance();
        assert!(progress.bar.is_none());
    }
}
