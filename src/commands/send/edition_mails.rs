//! The mails of an edition, put together before the first of them is made.

use std::collections::BTreeMap;

use crate::commands::draft::otherwise;
use crate::commands::edition::Outgoing;
use crate::commands::mail::{Account, Recipient};
use crate::commands::send::SendArgs;
use crate::commands::send::chosen::Chosen;
use crate::commands::send::edition_letters::EditionLetters;
use crate::commands::send::mails::EditionMails;
use crate::commands::send::today::Today;
use crate::commands::{Result, Session, outbox_paths};
use crate::draft;
use crate::letters::{LetterOptions, MailKind, MailTemplates};
use crate::mail::outbox::{Mailed, Outbox, Purpose};
use crate::project::Project;

impl<'a> EditionMails<'a> {
    /// The mails of an edition to these. What the letter as it stands has otherwise is named.
    pub(crate) fn new(
        chosen: Chosen,
        recipients: Vec<Recipient>,
        args: &SendArgs,
        (project, account, today): (&'a Project, &'a Account, &'a Today),
        session: &Session,
    ) -> Result<Self> {
        let mut mailed: BTreeMap<String, Vec<Mailed>> = BTreeMap::new();
        for one in Outbox::read(outbox_paths(project))?.mailed() {
            mailed.entry(one.key.recipient.clone()).or_default().push(one);
        }
        let versions = draft::versions(&project.drafts())?;
        let kinds = [(Purpose::Final, MailKind::Final), (Purpose::Copy, MailKind::Copy)];
        let load = |(purpose, kind)| Ok((purpose, MailTemplates::load(project, kind)?));
        let Chosen { number, version, list, begun, people, .. } = &chosen;
        let people = people.iter().map(|person| ((person.purpose, person.id.clone()), person));
        Ok(Self {
            project,
            account,
            today,
            number: *number,
            version: version.clone(),
            list: list.clone(),
            is_begun: begun.is_some(),
            templates: kinds.into_iter().map(load).collect::<Result<_>>()?,
            people: people.map(|(key, person)| (key, person.clone())).collect(),
            first: versions.first().unwrap_or(version).id().to_owned(),
            mailed,
            retries: !args.only.is_empty(),
            letters: letters(chosen, &recipients, project, today, session)?,
            recipients,
        })
    }
}

/// The letters, without the publisher's notice: to each row of addressees, and for all others one in
/// each language.
fn letters(
    chosen: Chosen,
    recipients: &[Recipient],
    project: &Project,
    today: &Today,
    session: &Session,
) -> Result<EditionLetters> {
    let Chosen { version, begun, mut letters, mut standing, .. } = chosen;
    letters.leave_out_notice();
    standing.leave_out_notice();
    let addressees = match &begun {
        Some(begun) => begun.recorded_addressees()?,
        None if today.has_rows => today.addressees.clone(),
        None => Vec::new(),
    };
    let first = addressees.first();
    let day = version.today;
    let columns = first.map(|addressee| &addressee.columns);
    let options = LetterOptions { today: day, addressee: columns, draft: None };
    let usual = letters.assemble(letters.named(), &options)?.letter.language;
    let out = project.out();
    let mut outgoing = Outgoing::new(letters, &version, &addressees, &out, session)?;
    let added = outgoing.add_copies(&version, &out, session);
    if recipients.iter().any(|recipient| recipient.wanted.key.purpose == Purpose::Copy) {
        // A letter that cannot be without a row of addressees has no copy, and may need none.
        added?;
    }
    if standing.texts()?.digest() == version.digest {
        otherwise::say(&standing, outgoing.letters(), &version, first, session)?;
    }
    Ok(EditionLetters::new(outgoing, usual, begun.map(|begun| begun.edition)))
}
