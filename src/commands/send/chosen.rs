//! Which edition goes out: the last one that was begun, or the next.

use crate::commands::send::SendArgs;
use crate::commands::send::addressed::only;
use crate::commands::send::begun::Begun;
use crate::commands::send::going_on::go_on;
use crate::commands::send::issue::Issue;
use crate::commands::send::next::next;
use crate::commands::send::open::is_open;
use crate::commands::send::person::Person;
use crate::commands::send::standing::Standing;
use crate::commands::{Result, Session, outbox_paths};
use crate::draft::{self, Way};
use crate::failure::Failure;
use crate::letters::Letters;
use crate::mail::outbox::Outbox;
use crate::project::Project;

/// An edition with all that it takes to send it.
pub(crate) struct Chosen {
    pub(crate) issue: Issue,
    /// The letter of the version with the list.
    pub(crate) letters: Letters,
    /// The letter as it stands, with the same list.
    pub(crate) standing: Letters,
    /// Those who get it, with an address or without.
    pub(crate) people: Vec<Person>,
}

/// The last edition that was begun, until it is finished and the next one is asked for; who agreed
/// to another text is in no new one.
pub(crate) fn chosen(
    args: &SendArgs,
    standing: Standing<'_>,
    project: &Project,
    session: &Session,
) -> Result<Chosen> {
    let drafts = project.drafts();
    let mailed = draft::editions(&drafts)?.into_iter().rfind(|edition| edition.way == Way::Mail);
    let Some(edition) = mailed else { return next(args, standing, project, session) };
    let begun = Begun::new(edition, project)?;
    let people = begun.people(args, standing.today)?;
    let outbox = Outbox::read(outbox_paths(project))?;
    let is_open = is_open(&only(&people, args), &begun.edition, args, &outbox, standing.today);
    let versions = draft::versions(&drafts)?;
    let version = draft::find(&versions, &begun.edition.version)?;
    let has_its_text = version.digest == standing.version.digest;
    let name = format!("edition {}", begun.edition.number);
    if is_open && !has_its_text && args.edition.is_none() {
        let (old, new) = (&begun.edition.version, standing.version.reference());
        let error = format!("{name} is not finished, and is of {old}, not of {new}");
        let hint = format!("`--edition new` starts the next one, of {new}, and leaves {name}");
        return Err(Failure::user(error).hint(hint));
    }
    if args.edition.is_some() && !(is_open && has_its_text) {
        return next(args, standing, project, session);
    }
    if args.edition.is_some() {
        session.console.status(format!("First, {name} goes out, which is not finished."));
    }
    go_on(begun, people, version, standing, project, session)
}
