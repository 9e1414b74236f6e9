//! The replies of a mailbox, with what may be done with each.

use crate::commands::review::review_list::{ReviewLists, review_lists};
use crate::commands::{Result, outbox_paths};
use crate::draft::{self, Version};
use crate::history::{self, HistoryLine};
use crate::mail::Mailbox;
use crate::mail::outbox::Outbox;
use crate::project::Project;
use crate::review::{Asked, Replies, Reply, ReplyContext, Reviewer, SentDrafts, Verdict, judge};

/// What replies are understood by.
#[derive(Debug)]
pub(crate) struct ReplySources {
    pub(crate) sent: SentDrafts,
    pub(crate) versions: Vec<Version>,
    pub(crate) lists: ReviewLists,
    pub(crate) history: Vec<HistoryLine>,
    /// The addresses that drafts come from.
    pub(crate) own: Vec<Mailbox>,
}

/// Replies with what may be done with each.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) replies: Vec<(Reply, Verdict)>,
    /// What else the mailbox holds.
    pub(crate) rest: Replies,
}

impl ReplySources {
    pub(crate) fn load(project: &Project) -> Result<Self> {
        let mail = &project.settings().mail;
        let own = [&mail.from, &mail.reply_to].into_iter().flatten();
        Ok(Self {
            sent: SentDrafts::of(&Outbox::read(outbox_paths(project))?),
            versions: draft::versions(&project.drafts())?,
            lists: review_lists(project)?,
            history: history::read(&project.history())?,
            own: own.filter_map(|mailbox| Mailbox::parse(mailbox).ok()).collect(),
        })
    }

    /// The version that a reply is about; none where it is not frozen here.
    pub(crate) fn version(&self, asked: &Asked) -> Option<&Version> {
        self.versions.iter().rfind(|version| version.id() == asked.version)
    }

    /// Who was asked; none where they are not on the review list.
    pub(crate) fn reviewer(&self, asked: &Asked) -> Option<&Reviewer> {
        self.lists.reviewers.find(&asked.recipient).ok()
    }

    /// Whether a reply is about the newest version.
    pub(crate) fn is_newest(&self, asked: &Asked) -> bool {
        self.versions.last().is_some_and(|version| version.id() == asked.version)
    }
}

impl Judged {
    pub(crate) fn new(mut found: Replies, sources: &ReplySources) -> Self {
        let replies = std::mem::take(&mut found.replies);
        let verdicts = judge(
            &replies,
            ReplyContext {
                sent: &sources.sent,
                versions: &sources.versions,
                reviewers: &sources.lists.reviewers,
                signatories: sources.lists.signatories.as_ref(),
                history: &sources.history,
            },
        );
        Self { replies: replies.into_iter().zip(verdicts).collect(), rest: found }
    }
}
