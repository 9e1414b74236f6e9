//! The replies of a mailbox as JSON.

use serde_json::{Value, json};

use crate::commands::review::judged::{Judged, ReplySources};
use crate::draft::Version;
use crate::review::{AddressMatch, Asked, Reply, Said, Verdict};

/// All that a mailbox holds; `is_recorded` tells whether what could be recorded was.
pub(crate) fn report(judged: &Judged, sources: &ReplySources, is_recorded: bool) -> Value {
    let rest = &judged.rest;
    let replies = judged.replies.iter().map(|(reply, verdict)| {
        let mut value = about(&reply.asked, sources);
        let own = self::reply(reply, *verdict, sources, is_recorded);
        if let (Value::Object(value), Value::Object(own)) = (&mut value, own) {
            value.extend(own);
        }
        value
    });
    let undelivered = rest.undelivered.iter().map(|one| {
        let mut value = about(&one.asked, sources);
        value["address"] = json!(one.address);
        value["reason"] = json!(one.reason);
        value["delayed"] = json!(one.is_delayed);
        value
    });
    let passed =
        rest.passed_over.iter().map(|one| json!({"file": one.place, "reason": one.reason}));
    json!({
        "replies": replies.collect::<Vec<_>>(),
        "undelivered": undelivered.collect::<Vec<_>>(),
        "absent": rest.absent.iter().map(|asked| about(asked, sources)).collect::<Vec<_>>(),
        "passed_over": passed.collect::<Vec<_>>(),
        "others": rest.others,
    })
}

/// Who was asked, and about which version.
fn about(asked: &Asked, sources: &ReplySources) -> Value {
    let reviewer = sources.reviewer(asked);
    json!({
        "id": asked.recipient,
        "name": reviewer.map(|reviewer| &reviewer.name),
        "version": sources.version(asked).map(Version::reference),
    })
}

fn reply(reply: &Reply, verdict: Verdict, sources: &ReplySources, is_recorded: bool) -> Value {
    let by = match reply.said {
        Said::Subject(_) => Some("link"),
        Said::Words(_) => Some("words"),
        Said::Unclear => None,
    };
    let address = match reply.address {
        AddressMatch::Same => "same",
        AddressMatch::Other => "another",
        AddressMatch::Unknown => "unknown",
    };
    json!({
        "newest": sources.is_newest(&reply.asked),
        "answer": reply.said.answer().map_or("none", |answer| answer.word()),
        "by": by,
        "from": reply.from,
        "address": address,
        "time": reply.time.map(|time| time.to_string()),
        "early": reply.is_early,
        "remark": reply.remark.join("\n"),
        "message_id": reply.message_id,
        "file": reply.place,
        "state": verdict.word(),
        "recorded": is_recorded && matches!(verdict, Verdict::Recordable(_)),
    })
}
