//! What Ctrl-C does: it ends the program at once, or as soon as what is at hand is done.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

/// The status of a program that was interrupted: 128 and the number of the signal.
pub const INTERRUPTED: u8 = 130;

/// Whether Ctrl-C ends the program at once. While that is held up, the first one sets it.
static AT_ONCE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

/// Makes Ctrl-C end the program with the status that says so. Where the signal cannot be caught, it
/// ends the program all the same.
#[cfg(unix)]
pub fn end_at_once() {
    use signal_hook::consts::SIGINT;
    use signal_hook::flag::{register, register_conditional_shutdown};

    let status = i32::from(INTERRUPTED);
    drop(register_conditional_shutdown(SIGINT, status, Arc::clone(&AT_ONCE)));
    drop(register(SIGINT, Arc::clone(&AT_ONCE)));
}

/// Windows ends the program by itself.
#[cfg(not(unix))]
pub fn end_at_once() {}

/// Holds Ctrl-C up until this is dropped. A second one ends the program at once.
#[derive(Debug)]
pub struct Held(());

/// Lets Ctrl-C wait for what is at hand.
pub fn hold() -> Held {
    AT_ONCE.store(false, Ordering::SeqCst);
    Held(())
}

impl Held {
    /// Whether somebody pressed Ctrl-C since.
    pub fn is_asked(&self) -> bool {
        AT_ONCE.load(Ordering::SeqCst)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        AT_ONCE.store(true, Ordering::SeqCst);
    }
}
