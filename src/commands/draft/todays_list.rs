//! The list that a new edition goes out with.

use crate::agreement::Agreements;
use crate::commands::render::final_list::{leave_off, say_left_off};
use crate::commands::{Result, Session};
use crate::draft::PublicList;
use crate::failure::Failure;
use crate::letters::Letters;
use crate::signatories::Signatories;

/// Today's list without those who agreed to another text, of whom there may be some only if that is
/// allowed.
pub(crate) fn todays_list(
    standing: &mut Letters,
    agreements: &Agreements,
    allow_stale: bool,
    session: &Session,
) -> Result<PublicList> {
    let notes = standing.list().into_iter().flat_map(Signatories::notes_on_printed);
    session.console.diagnostics(&notes.cloned().collect::<Vec<_>>());
    let left_off = leave_off(standing, agreements, session);
    if left_off > 0 && !allow_stale {
        return Err(refused(left_off));
    }
    say_left_off(left_off, session);
    Ok(standing.public_list())
}

fn refused(left_off: usize) -> Failure {
    let who = match left_off {
        1 => "1 signatory".to_owned(),
        count => format!("{count} signatories"),
    };
    Failure::user(format!("{who} would be left off, and nothing goes out"))
        .hint("`letterctl sign confirm` records that they agree to this text")
        .hint("`--allow-stale` leaves them off")
}
