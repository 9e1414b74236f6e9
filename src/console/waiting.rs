//! That a long step is under way, of which nobody can say how far it has come.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::ProgressBar;

use crate::console::progress::PATIENCE;

/// How often the sign of work moves.
const TICK: Duration = Duration::from_millis(100);

/// The sign on standard error that a step is under way, once it takes long; gone without a trace
/// when it is dropped.
///
/// It has the terminal's last line to itself: what else there is to say is said before or after.
#[derive(Debug)]
pub struct Waiting {
    /// The step ends when this is dropped.
    end: Option<Sender<()>>,
    drawing: Option<JoinHandle<()>>,
}

impl Waiting {
    /// A step that does this: `Comparing`. Shown where `is_shown`.
    pub(crate) fn new(doing: &str, is_shown: bool) -> Self {
        if !is_shown {
            return Self { end: None, drawing: None };
        }
        let (end, ended) = mpsc::channel::<()>();
        let doing = doing.to_owned();
        let drawing = std::thread::spawn(move || {
            if let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(PATIENCE) {
                let spinner = ProgressBar::new_spinner().with_message(doing);
                spinner.enable_steady_tick(TICK);
                // Nothing is ever sent: it waits until the other side is dropped.
                while ended.recv().is_ok() {}
                spinner.finish_and_clear();
            }
        });
        Self { end: Some(end), drawing: Some(drawing) }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.end = None;
        if let Some(drawing) = self.drawing.take() {
            // A sign that could not be drawn is no reason to fail.
            drop(drawing.join());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_runs_where_none_is_to_be_shown() {
        assert!(Waiting::new("Comparing", false).drawing.is_none());
    }

    #[test]
    fn a_step_that_ends_takes_its_sign_along() {
        let waiting = Waiting::new("Comparing", true);
        assert!(waiting.drawing.is_some());
        drop(waiting);
    }
}
