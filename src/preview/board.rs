//! What is shown now, where all connections look.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::preview::discretion::Discretion;
use crate::preview::sheet::Sheet;
use crate::preview::view::{SetLetter, View};

/// What is shown now.
pub(crate) struct Board {
    posted: Mutex<Posted>,
    news: Condvar,
    discretion: Discretion,
}

#[derive(Default)]
struct Posted {
    now: Arc<Sheet>,
    /// The one before, whose drawings somebody may be about to ask for.
    before: Arc<Sheet>,
    last: Option<SetLetter>,
}

impl Board {
    pub(crate) fn new(discretion: Discretion) -> Self {
        Self { posted: Mutex::default(), news: Condvar::new(), discretion }
    }

    /// Shows something else, if it is something else.
    pub(crate) fn post(&self, view: View) {
        let mut posted = self.lock();
        let sheet = Sheet::new(&view, posted.last.as_ref(), self.discretion);
        posted.last = view.letter.or(posted.last.take());
        if sheet.id != posted.now.id {
            posted.before = std::mem::replace(&mut posted.now, Arc::new(sheet));
            self.news.notify_all();
        }
    }

    /// What is shown now.
    pub(crate) fn now(&self) -> Arc<Sheet> {
        Arc::clone(&self.lock().now)
    }

    /// The drawing of a name, of what is shown now or was just before.
    pub(crate) fn drawing(&self, name: &str) -> Option<String> {
        let (now, before) = {
            let posted = self.lock();
            (Arc::clone(&posted.now), Arc::clone(&posted.before))
        };
        now.drawing(name).or(before.drawing(name)).map(str::to_owned)
    }

    /// What is shown once it is not what has been seen, or when the time is over.
    pub(crate) fn wait(&self, seen: &str, time: Duration) -> Arc<Sheet> {
        let posted = self.lock();
        let waited = self.news.wait_timeout_while(posted, time, |posted| posted.now.id == seen);
        let (posted, _) = waited.unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&posted.now)
    }

    fn lock(&self) -> MutexGuard<'_, Posted> {
        self.posted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(page: &str) -> View {
        let pages = vec![page.to_owned()];
        View { letter: Some(SetLetter { pages, ..SetLetter::default() }), ..View::default() }
    }

    #[test]
    fn what_cannot_be_set_leaves_the_last_pages_and_is_new_all_the_same() {
        let board = Board::new(Discretion::Discreet);
        board.post(view("<svg>1</svg>"));
        let first = board.now();
        let name = first.regions.split("/pages/").nth(1).unwrap()[..32].to_owned();
        let problem = crate::diagnostic::Diagnostic::error("some-code", "it is wrong");
        board.post(View { findings: vec![problem], ..View::default() });
        let broken = board.wait(&first.id, Duration::from_secs(60));
        assert_ne!(broken.id, first.id);
        assert!(broken.regions.contains(&name) && broken.regions.contains("it is wrong"));
        board.post(view("<svg>2</svg>"));
        assert!(!board.now().regions.contains(&name));
        assert_eq!(board.drawing(&name).as_deref(), Some("<svg>1</svg>"));
        board.post(view("<svg>3</svg>"));
        assert_eq!(board.drawing(&name), None);
    }

    #[test]
    fn the_same_again_is_no_news() {
        let board = Board::new(Discretion::Discreet);
        board.post(view("<svg/>"));
        let first = board.now();
        board.post(view("<svg/>"));
        assert_eq!(board.wait(&first.id, Duration::ZERO).id, first.id);
    }
}
