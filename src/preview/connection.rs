//! One connection: a request, an answer, the end.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use crate::preview::board::Board;
use crate::preview::guard::{self, Guard};
use crate::preview::request::{self, Request};
use crate::preview::response::{Response, Status};
use crate::preview::routes::{Answer, answer};

/// How long a reader may keep us waiting.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often somebody who listens is written to, so that it is seen when nobody does any more.
const BEAT: Duration = Duration::from_secs(5);
/// How long, and how much, is listened to what somebody still says who was refused: a connection
/// that is closed while something arrives takes the refusal away from its reader.
const LINGER: Duration = Duration::from_millis(500);
const MOST_UNHEARD: usize = 64 << 10;
/// How long one that is turned away is listened to, while all others wait.
const MOMENT: Duration = Duration::from_millis(100);

/// Answers what is asked on a connection. That the other side went away is no fault.
pub(crate) fn serve(mut stream: TcpStream, guard: &Guard, board: &Board) {
    let wait = |stream: &TcpStream, time| stream.set_read_timeout(Some(time));
    drop(stream.set_write_timeout(Some(PATIENCE)));
    drop(stream.set_nodelay(true));
    match request::read(&mut stream, wait) {
        Ok(request) => drop(reply(&mut stream, &request, guard, board)),
        Err(fault) => {
            if let Some(refusal) = guard::refusal(fault) {
                refuse(&mut stream, &refusal, LINGER);
            }
        }
    }
}

/// Turns a connection away, since there are too many.
pub(crate) fn turn_away(mut stream: TcpStream) {
    drop(stream.set_write_timeout(Some(MOMENT)));
    let refusal = Response::refusal(Status::TooManyConnections, "too many connections");
    refuse(&mut stream, &refusal, MOMENT);
}

fn reply(
    stream: &mut TcpStream,
    request: &Request,
    guard: &Guard,
    board: &Board,
) -> io::Result<()> {
    let wants_body = request.method != "HEAD";
    match guard.examine(request).map(|()| answer(request, board)) {
        Ok(Answer::Whole(response)) => write(stream, &response, wants_body),
        Ok(Answer::Events(response)) => {
            stream.write_all(response.head(None).as_bytes())?;
            if wants_body { events(stream, board) } else { Ok(()) }
        }
        Err(refusal) => write(stream, &refusal, wants_body),
    }
}

fn write(stream: &mut TcpStream, response: &Response, wants_body: bool) -> io::Result<()> {
    let mut whole = response.head(Some(response.body.len()));
    if wants_body {
        whole.push_str(&response.body);
    }
    stream.write_all(whole.as_bytes())
}

/// Tells what is shown, now and whenever it changes, until nobody listens.
fn events(stream: &mut TcpStream, board: &Board) -> io::Result<()> {
    stream.write_all(b"retry: 500\n\n")?;
    let mut seen = String::new();
    loop {
        let now = board.wait(&seen, BEAT);
        if now.id == seen {
            stream.write_all(b":\n\n")?;
        } else {
            seen.clone_from(&now.id);
            stream.write_all(format!("data: {seen}\n\n").as_bytes())?;
        }
    }
}

fn refuse(stream: &mut TcpStream, refusal: &Response, linger: Duration) {
    if write(stream, refusal, true).is_err() || stream.shutdown(Shutdown::Write).is_err() {
        return;
    }
    let end = Instant::now() + linger;
    let (mut unheard, mut part) = (0, [0; 1024]);
    while unheard < MOST_UNHEARD {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
            return;
        }
        match stream.read(&mut part) {
            Ok(count) if count > 0 => unheard += count,
            _ => return,
        }
    }
}
