//! The replies of a mailbox, gathered a message at a time.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::visible;
use crate::mail::{AnswerSubject, Mailbox, is_opening, parse_answer_subject};
use crate::review::mailbox::{Delivery, Head, Item, RawMessage, deliveries, is_same, text};
use crate::review::replies::asked::{Asked, SentDrafts};
use crate::review::replies::own_words::own_words;
use crate::review::replies::plain_answer::plain_answer;
use crate::review::replies::reply::{AddressMatch, PassedOver, Replies, Reply, Said, Undelivered};

/// Finds out what of a mailbox is a reply to a draft.
#[derive(Debug)]
pub struct ReplyReader<'a> {
    sent: &'a SentDrafts,
    /// The addresses that drafts come from: what these write is no reply.
    own: &'a [Mailbox],
    found: Replies,
    /// Message-IDs with who wrote the message: another can take an id, and hides nothing by that.
    seen: BTreeSet<(String, String)>,
}

/// How many lines of a remark are kept, and characters of each.
const LONGEST_REMARK: (usize, usize) = (40, 400);

impl<'a> ReplyReader<'a> {
    /// A reader of replies to these drafts, which came from `own` addresses.
    pub fn new(sent: &'a SentDrafts, own: &'a [Mailbox]) -> Self {
        Self { sent, own, found: Replies::default(), seen: BTreeSet::new() }
    }

    /// Looks at what stands in a mailbox.
    pub fn read(&mut self, item: Item) {
        match item {
            Item::Message(raw) => self.message(&raw),
            Item::Other { place, reason } => {
                self.found.passed_over.push(PassedOver { place: visible(&place), reason });
            }
        }
    }

    /// All that was found, in order.
    pub fn finish(mut self) -> Replies {
        let replies = &mut self.found.replies;
        replies.sort_by(|one, other| (one.time, &one.place).cmp(&(other.time, &other.place)));
        let mut last: BTreeMap<(Asked, String), usize> = BTreeMap::new();
        for at in 0..replies.len() {
            let reply = &replies[at];
            // What another address sends does not undo what somebody said.
            let author = (reply.asked.clone(), reply.author());
            if let Some(earlier) = last.insert(author, at) {
                replies[earlier].is_superseded = true;
            }
        }
        self.found
    }

    fn message(&mut self, raw: &RawMessage) {
        let head = Head::read(&raw.bytes);
        if let Some(id) = &head.message_id {
            let is_new = self.seen.insert((id.clone(), head.sender.written.to_lowercase()));
            if self.sent.is_own(id) || !is_new {
                return;
            }
        }
        let subject = parse_answer_subject(&head.subject);
        let answered = self.sent.find(&head.answers_to).cloned();
        let asked = subject.as_ref().map(named).or_else(|| answered.clone());
        if head.is_automatic {
            self.automatic(raw, &head, asked);
        } else if let Some(asked) = asked {
            let is_inherited = subject.is_some()
                && !head.answers_to.is_empty()
                && answered.as_ref() != Some(&asked);
            let reply = self.reply(raw, head, subject.as_ref(), asked);
            let reply = Reply { is_doubtful: reply.is_doubtful || is_inherited, ..reply };
            if !self.is_from_own(&reply) {
                self.found.replies.push(reply);
            }
        } else {
            self.found.others += 1;
        }
    }

    /// Whether it is one's own word, such as a remark to a colleague in the same thread. A sender may
    /// be asked too, and answers as everybody.
    fn is_from_own(&self, reply: &Reply) -> bool {
        let is_own = |own: &Mailbox| own.address().eq_ignore_ascii_case(&reply.from);
        reply.address != AddressMatch::Same && self.own.iter().any(is_own)
    }

    fn reply(
        &self,
        raw: &RawMessage,
        head: Head,
        subject: Option<&AnswerSubject>,
        asked: Asked,
    ) -> Reply {
        let words = if raw.is_whole { own_words(&text(&raw.bytes)) } else { Vec::new() };
        let plain = plain_answer(&words);
        let said = match (subject, plain) {
            (Some(subject), _) => Said::Subject(subject.answer),
            (None, Some(answer)) => Said::Words(answer),
            (None, None) => Said::Unclear,
        };
        let sender = &head.sender;
        let from = sender.mailbox.as_ref().map_or(sender.written.as_str(), Mailbox::address);
        let first = self.sent.first(&asked);
        Reply {
            place: visible(&raw.place),
            said,
            is_doubtful: plain.is_some_and(|plain| Some(plain) != said.answer()),
            from: visible(from),
            name: sender.plain_name().map(str::to_owned),
            address: self.address_match(sender.mailbox.as_ref(), &asked),
            time: head.time,
            is_early: head.time.zip(first).is_some_and(|(written, sent)| written < sent),
            message_id: head.message_id,
            remark: remark(words),
            asked,
            is_superseded: false,
        }
    }

    fn address_match(&self, mailbox: Option<&Mailbox>, asked: &Asked) -> AddressMatch {
        let addresses = self.sent.addresses(asked);
        let is_same = |mailbox| addresses.iter().any(|address| is_same(address, mailbox));
        match mailbox {
            Some(mailbox) if is_same(mailbox) => AddressMatch::Same,
            _ if addresses.is_empty() && self.sent.has(asked) => AddressMatch::Unknown,
            _ => AddressMatch::Other,
        }
    }

    /// A message that a program wrote: it tells of drafts that did not arrive, or that somebody is
    /// away.
    fn automatic(&mut self, raw: &RawMessage, head: &Head, asked: Option<Asked>) {
        let told = deliveries(&raw.bytes, head);
        let undelivered: Vec<_> =
            told.iter().filter_map(|delivery| self.undelivered(delivery, asked.as_ref())).collect();
        let author = || head.sender.mailbox.as_ref().and_then(|one| self.sent.to_address(one));
        if !undelivered.is_empty() {
            self.found.undelivered.extend(undelivered);
        } else if let Some(asked) =
            asked.filter(|asked| self.sent.has(asked)).or_else(|| author().cloned())
            && told.is_empty()
        {
            self.found.absent.push(asked);
        } else {
            self.found.others += 1;
        }
    }

    fn undelivered(&self, delivery: &Delivery, asked: Option<&Asked>) -> Option<Undelivered> {
        let by_id = self.sent.find(delivery.message_id.as_slice());
        let by_address = || {
            let mailbox = Mailbox::of_row("", "", &delivery.recipient).ok()?;
            self.sent.to_address(&mailbox)
        };
        let asked = by_id.or(asked.filter(|asked| self.sent.has(asked))).or_else(by_address)?;
        Some(Undelivered {
            asked: asked.clone(),
            address: delivery.recipient.clone(),
            reason: delivery.reason.clone(),
            is_delayed: delivery.is_delayed,
        })
    }
}

impl Reply {
    /// Who wrote it, as far as that tells replies apart: the address that was asked may be written
    /// in several ways.
    fn author(&self) -> String {
        match self.address {
            AddressMatch::Same => String::new(),
            AddressMatch::Other | AddressMatch::Unknown => self.from.to_lowercase(),
        }
    }
}

/// The draft that a subject names.
fn named(subject: &AnswerSubject) -> Asked {
    let id = subject.version.split_once('@').map_or("", |(_, id)| id);
    Asked { version: id.to_owned(), recipient: visible(&subject.recipient) }
}

/// What somebody added to an answer, cut where it is too long to be looked at in a report.
fn remark(words: Vec<String>) -> Vec<String> {
    let (lines, characters) = LONGEST_REMARK;
    let lines = words.into_iter().filter(|line| !is_opening(line)).take(lines);
    lines.map(|line| visible(&line.chars().take(characters).collect::<String>())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mail::Answer;
    use crate::review::mailbox::messages;
    use crate::review::replies::asked::tests::sent;

    const VERSION: &str = "05bb5ffede18";

    fn read(mails: &[String]) -> Replies {
        let sent = sent(VERSION, "jane@example.org");
        let own = [Mailbox::parse("letter@example.org").unwrap()];
        let mut reader = ReplyReader::new(&sent, &own);
        mails.iter().flat_map(|mail| messages(mail.as_bytes())).for_each(|item| reader.read(item));
        reader.finish()
    }

    fn mail(fields: &str, body: &str) -> String {
        format!("From: Jane Roe <jane@example.org>\n{fields}\n\n{body}")
    }

    fn said(fields: &str, body: &str) -> (Said, bool) {
        let found = read(&[mail(fields, body)]);
        let reply = found.replies.first().unwrap_or_else(|| panic!("{fields}"));
        (reply.said, reply.is_doubtful)
    }

    #[test]
    fn a_subject_that_is_inherited_or_contradicted_is_doubtful() {
        let link = "Subject: Yes: v2@05bb5ffede18 hrw";
        let yes = Said::Subject(Answer::Yes);
        assert_eq!(said(link, ""), (yes, false));
        assert_eq!(said(link, "Yes."), (yes, false));
        assert_eq!(said(link, "We are glad to."), (yes, false));
        assert_eq!(said(link, "No."), (yes, true));
        let answering = |id: &str| format!("{link}\nIn-Reply-To: <{id}@example.org>");
        assert_eq!(said(&answering("draft"), ""), (yes, false));
        assert_eq!(said(&answering("other"), ""), (yes, true));
        assert_eq!(
            said("Subject: Re: x\nReferences: <draft@example.org>", "Yes"),
            (Said::Words(Answer::Yes), false)
        );
        assert_eq!(
            said("Subject: Re: x\nReferences: <draft@example.org>", "Hm"),
            (Said::Unclear, false)
        );
    }

    #[test]
    fn what_another_sends_does_not_undo_an_answer_and_cannot_hide_one() {
        let yes = mail(
            "Subject: Yes: v2@05bb5ffede18 hrw\nMessage-ID: <a@x.org>\nDate: Tue, 5 May 2026 10:00:00 +0000",
            "",
        );
        let other =
            yes.replace("jane@", "mallory@").replace("Yes:", "No:").replace("5 May", "6 May");
        let own = yes.replace("jane@example.org", "letter@example.org").replace("<a@", "<b@");
        let found = read(&[other, own, yes.clone(), yes.clone()]);
        let told: Vec<_> =
            found.replies.iter().map(|reply| (&*reply.from, reply.is_superseded)).collect();
        assert_eq!(told, [("jane@example.org", false), ("mallory@example.org", false)]);
        let later = yes.replace("<a@", "<c@").replace("5 May", "7 May");
        let found = read(&[later, yes]);
        let told: Vec<_> = found.replies.iter().map(|reply| reply.is_superseded).collect();
        assert_eq!(told, [true, false]);
    }

    proptest! {
        #[test]
        fn no_mailbox_makes_it_fail(
            fields in "(Subject: (Re: )?Yes: v2@05bb5ffede18 hrw|In-Reply-To: <draft@example.org>|Content-Type: (text/html|multipart/(mixed|report); boundary=b|message/delivery-status)|Content-Transfer-Encoding: (base64|quoted-printable)|Auto-Submitted: x|\n|é){0,8}",
            body in "(?s)(--b(--)?\n|Content-Type: (text/html|message/rfc822|message/delivery-status)\n|\n|<p>|=C3|Action: failed\n|.){0,40}",
        ) {
            read(&[mail(&fields, &body), fields + &body]);
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let sent = SentDrafts::default();
            let mut reader = ReplyReader::new(&sent, &[]);
            let head = b"From: a@x.org\nSubject: Yes: v2@05bb5ffede18 hrw\n";
            for bytes in [bytes.clone(), [head, bytes.as_slice()].concat()] {
                for item in messages(&bytes) {
                    reader.read(item);
                }
            }
        }
    }
}
