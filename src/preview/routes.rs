//! What is found where: a fixed set of addresses, none of which is the path of a file.

use crate::preview::board::Board;
use crate::preview::page;
use crate::preview::request::Request;
use crate::preview::response::{Response, Status};
use crate::preview::token::Token;

/// What is answered to a request that may be answered.
pub(crate) enum Answer {
    /// All at once.
    Whole(Response),
    /// What is new, as long as somebody listens (HTML, 9.2).
    Events(Response),
}

/// The media type of a page.
const PAGE: &str = "text/html; charset=utf-8";

/// The answer to a request.
pub(crate) fn answer(request: &Request, board: &Board) -> Answer {
    Answer::Whole(match request.path() {
        "/" => index(board),
        "/now" => Response::of(PAGE, page::html(&board.now(), None)),
        "/letter" => letter(board),
        "/events" => {
            return Answer::Events(Response::of("text/event-stream", String::new()));
        }
        path => drawing(path, board),
    })
}

fn index(board: &Board) -> Response {
    // What the page runs and how it looks is named by a number that is used once.
    let Ok(nonce) = Token::new() else {
        return Response::refusal(Status::TooManyConnections, "the system has no random numbers");
    };
    let nonce = nonce.as_str();
    let body = page::html(&board.now(), Some(nonce));
    Response::of(PAGE, body).allowing(&format!(
        "script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self' data:; \
         connect-src 'self'"
    ))
}

/// The letter brings its styles with it, and pictures within it; nothing of it is run.
fn letter(board: &Board) -> Response {
    match &board.now().letter {
        Some(html) => Response::of(PAGE, html.clone())
            .allowing("style-src 'unsafe-inline'; img-src data:; sandbox"),
        None => nothing(),
    }
}

fn drawing(path: &str, board: &Board) -> Response {
    let name = path.strip_prefix("/pages/").and_then(|name| name.strip_suffix(".svg"));
    match name.and_then(|name| board.drawing(name)) {
        Some(svg) => Response::of("image/svg+xml", svg).allowing("img-src data:"),
        None => nothing(),
    }
}

fn nothing() -> Response {
    Response::refusal(Status::NotFound, "there is nothing at this address")
}
