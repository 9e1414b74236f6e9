//! Listens on loopback, and on nothing else.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::preview::PreviewError;
use crate::preview::board::Board;
use crate::preview::connection;
use crate::preview::discretion::Discretion;
use crate::preview::guard::Guard;
use crate::preview::token::Token;
use crate::preview::view::View;

/// The port when none is asked for and nobody has it.
const USUAL_PORT: u16 = 7878;
/// The most connections at a time. A browser opens six to one host.
const MOST: usize = 64;
/// How long to wait when the system has no room for one more connection.
const PAUSE: Duration = Duration::from_millis(100);

/// Who may see what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody on this computer, and nothing private is shown.
    Open,
    /// Whoever has the token, and all is shown.
    Private,
}

/// A page on loopback. It is served until the program ends.
pub struct Server {
    guard: Guard,
    board: Arc<Board>,
}

impl Server {
    /// Listens on a port of loopback; on the usual one, or one that is free, where none is given.
    pub fn start(port: Option<u16>, access: Access) -> Result<Self, PreviewError> {
        let (listener, port) = listen(port)?;
        let token = match access {
            Access::Open => None,
            Access::Private => Some(Token::new()?),
        };
        let discretion = match access {
            Access::Open => Discretion::Discreet,
            Access::Private => Discretion::Open,
        };
        let server = Self { guard: Guard { port, token }, board: Arc::new(Board::new(discretion)) };
        let count = Arc::new(AtomicUsize::new(0));
        server.accept_on(listener, &count);
        // `localhost` may be either; a system may have but one.
        if let Ok(listener) = TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
            server.accept_on(listener, &count);
        }
        Ok(server)
    }

    /// What to open in a browser, the token in it.
    pub fn address(&self) -> String {
        let query = self.guard.token.as_ref().map(|token| format!("?token={}", token.as_str()));
        format!("http://127.0.0.1:{}/{}", self.guard.port, query.unwrap_or_default())
    }

    /// Shows something else.
    pub fn show(&self, view: View) {
        self.board.post(view);
    }

    fn accept_on(&self, listener: TcpListener, count: &Arc<AtomicUsize>) {
        let (guard, board, count) =
            (self.guard.clone(), Arc::clone(&self.board), Arc::clone(count));
        thread::spawn(move || accept(&listener, &guard, &board, &count));
    }
}

fn listen(port: Option<u16>) -> Result<(TcpListener, u16), PreviewError> {
    let bind = |port: u16| {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = listener.local_addr()?.port();
        Ok((listener, port))
    };
    let bound: io::Result<_> = match port {
        Some(port) => bind(port),
        None => bind(USUAL_PORT).or_else(|_| bind(0)),
    };
    bound.map_err(|source| PreviewError::Port { port: port.unwrap_or(USUAL_PORT), source })
}

/// Answers each connection in a thread of its own, so that one that is slow holds up no other.
fn accept(listener: &TcpListener, guard: &Guard, board: &Arc<Board>, count: &Arc<AtomicUsize>) {
    loop {
        let stream = match listener.accept() {
            Ok((stream, _)) => stream,
            Err(error) => {
                if error.kind() != ErrorKind::ConnectionAborted {
                    thread::sleep(PAUSE);
                }
                continue;
            }
        };
        let Some(place) = Place::take(count) else {
            connection::turn_away(stream);
            continue;
        };
        let (guard, board) = (guard.clone(), Arc::clone(board));
        let answering = thread::Builder::new().spawn(move || {
            connection::serve(stream, &guard, &board);
            drop(place);
        });
        // Where the system has no thread left, the connection is closed.
        drop(answering);
    }
}

/// One of the connections that there may be; given back when it is dropped.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(count: &Arc<AtomicUsize>) -> Option<Self> {
        let one_more = |taken: usize| (taken < MOST).then_some(taken + 1);
        count.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_more).ok()?;
        Some(Self(Arc::clone(count)))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_given_back() {
        let count = Arc::new(AtomicUsize::new(MOST - 1));
        let last = Place::take(&count).unwrap();
        assert!(Place::take(&count).is_none());
        drop(last);
        assert!(Place::take(&count).is_some());
    }

    #[test]
    fn a_port_that_is_taken_is_an_error_and_one_is_found_where_none_is_asked_for() {
        let (_taken, port) = listen(Some(0)).unwrap();
        assert!(
            matches!(listen(Some(port)), Err(PreviewError::Port { port: named, .. }) if named == port)
        );
        let (_first, _) = listen(None).unwrap();
        listen(None).unwrap();
    }
}
