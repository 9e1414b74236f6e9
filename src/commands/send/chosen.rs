//! Which edition goes out: the last one that was begun, or the next.

use crate::agreement::Agreements;
use crate::commands::draft::edition_plan::{todays_list, with_list};
use crate::commands::draft::newest::newest;
use crate::commands::edition::letters_of;
use crate::commands::send::SendArgs;
use crate::commands::send::addressed::{is_open, only};
use crate::commands::send::begun::Begun;
use crate::commands::send::person::Person;
use crate::commands::send::since;
use crate::commands::send::today::Today;
use crate::commands::{Result, Session, outbox_paths};
use crate::draft::{self, PublicList, Version, Way};
use crate::failure::Failure;
use crate::letters::Letters;
use crate::mail::outbox::{Outbox, Purpose};
use crate::project::Project;

/// The edition that goes out.
pub(crate) struct Chosen {
    pub(crate) number: u32,
    pub(crate) version: Version,
    pub(crate) list: PublicList,
    /// What was recorded of it, once it was begun.
    pub(crate) begun: Option<Begun>,
    /// The letter of the version with the list.
    pub(crate) letters: Letters,
    /// The letter as it stands, with the same list.
    pub(crate) standing: Letters,
    /// Those who get it, with an address or without.
    pub(crate) people: Vec<Person>,
}

/// The letter as it stands, whose text is that of the newest version.
struct Standing<'a> {
    letters: Letters,
    agreements: Agreements,
    version: Version,
    today: &'a Today,
}

/// The last edition that was begun, until it is finished and the next one is asked for; who agreed
/// to another text is in no new one.
pub(crate) fn chosen(
    args: &SendArgs,
    project: &Project,
    today: &Today,
    standing: Letters,
    session: &Session,
) -> Result<Chosen> {
    let drafts = project.drafts();
    let agreements = Agreements::load(&drafts, standing.texts()?)?;
    let version = newest(&agreements)?;
    let standing = Standing { letters: standing, agreements, version, today };
    let mailed = draft::editions(&drafts)?.into_iter().rfind(|edition| edition.way == Way::Mail);
    let Some(edition) = mailed else { return next(args, standing, project, session) };
    let begun = Begun::new(edition, project)?;
    let people = wanted(args, begun.addressees(today)?, || begun.signatories(today));
    let outbox = Outbox::read(outbox_paths(project))?;
    let is_open = is_open(&only(&people, args), &begun.edition, args, &outbox, today);
    let name = format!("edition {}", begun.edition.number);
    let versions = draft::versions(&drafts)?;
    let of = draft::find(&versions, &begun.edition.version)?;
    let has_its_text = of.digest == standing.version.digest;
    match (has_its_text, is_open, args.edition) {
        (_, false, Some(_)) | (false, true, Some(_)) => next(args, standing, project, session),
        (false, true, None) => {
            let (old, new) = (&begun.edition.version, standing.version.reference());
            Err(Failure::user(format!("{name} is not finished, and is of {old}, not of {new}"))
                .hint(format!("`--edition new` starts the next one, of {new}, and leaves {name}")))
        }
        (true, true, Some(_)) => {
            let sentence = format!("First, {name} goes out, which is not finished.");
            session.console.status(sentence);
            going_on(begun, people, of, standing, project, session)
        }
        (_, _, None) => going_on(begun, people, of, standing, project, session),
    }
}

/// Those who are to get it, of both kinds.
fn wanted(
    args: &SendArgs,
    addressees: Vec<Person>,
    signatories: impl FnOnce() -> Vec<Person>,
) -> Vec<Person> {
    let mut people = Vec::new();
    if args.addresses(Purpose::Final) {
        people.extend(addressees);
    }
    if args.addresses(Purpose::Copy) {
        people.extend(signatories());
    }
    people
}

fn next(
    args: &SendArgs,
    standing: Standing<'_>,
    project: &Project,
    session: &Session,
) -> Result<Chosen> {
    let Standing { letters: mut standing, agreements, version, today } = standing;
    let list = todays_list(&mut standing, &agreements, args.allow_stale, session)?;
    let signing = || today.signing(|row| standing.counts(row));
    let people = wanted(args, today.all_addressees().collect(), signing);
    let letters = with_list(&mut standing, &version, &list, project, session)?;
    let number = draft::next_edition(&project.drafts())?;
    Ok(Chosen { number, version, list, begun: None, letters, standing, people })
}

fn going_on(
    begun: Begun,
    people: Vec<Person>,
    version: &Version,
    standing: Standing<'_>,
    project: &Project,
    session: &Session,
) -> Result<Chosen> {
    let Standing { letters: mut standing, agreements, today, .. } = standing;
    since::say(&begun, &standing, &agreements, today, session)?;
    let drafts = project.drafts();
    let label = begun.edition.version.split('@').next().unwrap_or_default();
    let mut letters = letters_of(version, label, &drafts, session)?;
    let list = begun.edition.list.clone();
    let shown = begun.edition.shown(&drafts);
    for letters in [&mut letters, &mut standing] {
        letters.take_public_list(&list, &shown)?;
    }
    let version = Version { label: label.to_owned(), ..version.clone() };
    let number = begun.edition.number;
    Ok(Chosen { number, version, list, begun: Some(begun), letters, standing, people })
}
