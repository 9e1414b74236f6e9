//! Shows the letter on a page of its own, until Ctrl-C.

use clap::Args;
use serde::Serialize;

use crate::commands::preview::desk::Desk;
use crate::commands::{Outcome, Result, Session, followed};
use crate::interrupt;
use crate::preview::{Access, Follower, News, Server};

#[derive(Debug, Args)]
pub(crate) struct PreviewArgs {
    /// Letter in `templates/`, with or without its `.md`, or a path; by default the project's own
    #[arg(value_name = "TEMPLATE")]
    template: Option<String>,

    /// Port to listen on; by default 7878, or a free one where that is taken
    #[arg(long, value_name = "N")]
    port: Option<u16>,

    /// Show also what names people: the page then needs the token in the printed address
    #[arg(long)]
    private: bool,
}

#[derive(Serialize)]
struct Address<'a> {
    address: &'a str,
}

pub(crate) fn run(args: &PreviewArgs, session: &Session) -> Result {
    let held = interrupt::hold();
    let template = args.template.as_deref();
    let access = if args.private { Access::Private } else { Access::Open };
    let server = Server::start(args.port, access)?;
    let mut desk = Desk::new(session, template);
    let mut follower = Follower::new();
    follower.follow(followed::folders(session, &desk.files));
    server.show(desk.look());
    let address = server.address();
    if session.console.is_json() {
        session.console.json(&Address { address: &address })?;
    } else {
        session.console.data(format!("{address}\n").as_bytes())?;
    }
    session.console.status("Open it in a browser. Ctrl-C ends it.");
    loop {
        // What a letter is made from is only known once it was made.
        let has_new = follower.follow(followed::folders(session, &desk.files));
        if !has_new && follower.wait(|| held.is_asked()) == News::Over {
            return Ok(Outcome::Done);
        }
        server.show(desk.look());
    }
}
