//! Notices of what became of a message (RFC 3464).

use crate::diagnostic::visible;
use crate::review::mailbox::head::Head;
use crate::review::mailbox::parts::leaves;

/// What a server tells of a message that it was to deliver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Delivery {
    /// The recipient's address as the notice tells it; may be empty.
    pub(crate) recipient: String,
    /// Why the message did not arrive.
    pub(crate) reason: String,
    /// Whether it may still arrive.
    pub(crate) is_delayed: bool,
    /// The Message-ID of the message, where the notice has its head.
    pub(crate) message_id: Option<String>,
}

/// The longest reason that is told, in characters.
const LONGEST: usize = 200;

/// What a message says did not arrive, or not yet; nothing, when it is no such notice.
pub(crate) fn deliveries(bytes: &[u8], head: &Head) -> Vec<Delivery> {
    let leaves = leaves(bytes);
    let is_head = |kind: &str| {
        matches!(
            kind,
            "message/rfc822" | "text/rfc822-headers" | "message/global-headers" | "message/global"
        )
    };
    let message_id = leaves
        .iter()
        .find(|leaf| is_head(&leaf.kind))
        .and_then(|leaf| Head::read(leaf.body()).message_id);
    let of = |recipient: String, reason: String, is_delayed| Delivery {
        recipient: visible(&recipient),
        reason: visible(&reason).chars().take(LONGEST).collect(),
        is_delayed,
        message_id: message_id.clone(),
    };
    let is_status =
        |kind: &str| kind == "message/delivery-status" || kind == "message/global-delivery-status";
    let Some(status) = leaves.iter().find(|leaf| is_status(&leaf.kind)) else {
        let failed = head.failed_recipients.iter();
        return failed
            .map(|recipient| of(recipient.clone(), head.subject.clone(), false))
            .collect();
    };
    let text = String::from_utf8_lossy(status.body()).replace("\r\n", "\n");
    let told = text.split("\n\n").filter_map(|group| {
        let action = field(group, "action")?.to_ascii_lowercase();
        let is_delayed = action == "delayed";
        if !is_delayed && action != "failed" {
            return None;
        }
        let recipient =
            field(group, "original-recipient").or_else(|| field(group, "final-recipient"));
        let reason = field(group, "diagnostic-code")
            .map(|code| behind_type(&code))
            .or_else(|| field(group, "status"));
        Some(of(
            behind_type(&recipient.unwrap_or_default()),
            reason.unwrap_or_default(),
            is_delayed,
        ))
    });
    told.collect()
}

/// The value of a field in a group of fields, its folds undone.
fn field(group: &str, name: &str) -> Option<String> {
    let mut lines = group.lines().skip_while(|line| {
        !line.split_once(':').is_some_and(|(field, _)| field.trim().eq_ignore_ascii_case(name))
    });
    let (_, first) = lines.next()?.split_once(':')?;
    let more = lines.take_while(|line| line.starts_with([' ', '\t']));
    let words = std::iter::once(first).chain(more).flat_map(str::split_whitespace);
    Some(words.collect::<Vec<_>>().join(" "))
}

/// A value without its type: `rfc822; a@x.org`.
fn behind_type(value: &str) -> String {
    value.split_once(';').map_or(value, |(_, value)| value.trim()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTICE: &str = "From: MAILER-DAEMON@x.org\nContent-Type: multipart/report; \
        report-type=delivery-status; boundary=b\n\n--b\n\nSorry\n--b\n\
        Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.x.org\n\n\
        Final-Recipient: rfc822; jane@example.org\nAction: ACTION\nStatus: 5.1.1\n\
        Diagnostic-Code: smtp; 550 5.1.1\n    unknown user\n\n--b\n\
        Content-Type: text/rfc822-headers\n\nMessage-ID: <1@x.org>\n--b--\n";

    fn read(text: &str) -> Vec<Delivery> {
        deliveries(text.as_bytes(), &Head::read(text.as_bytes()))
    }

    #[test]
    fn a_notice_tells_who_and_why_and_which_message() {
        let failed = Delivery {
            recipient: "jane@example.org".to_owned(),
            reason: "550 5.1.1 unknown user".to_owned(),
            is_delayed: false,
            message_id: Some("<1@x.org>".to_owned()),
        };
        assert_eq!(read(&NOTICE.replace("ACTION", "failed")), std::slice::from_ref(&failed));
        let delayed = Delivery { is_delayed: true, ..failed };
        assert_eq!(read(&NOTICE.replace("ACTION", "Delayed")), [delayed]);
        assert_eq!(read(&NOTICE.replace("ACTION", "delivered")), []);
    }

    #[test]
    fn some_servers_name_the_recipient_in_the_head() {
        let told =
            read("Subject: Delivery failed\nX-Failed-Recipients: a@x.org, b@x.org\n\nSorry\n");
        let told: Vec<_> = told.iter().map(|one| (&*one.recipient, &*one.reason)).collect();
        assert_eq!(told, [("a@x.org", "Delivery failed"), ("b@x.org", "Delivery failed")]);
        assert_eq!(read("From: a@x.org\n\nYes"), []);
    }
}
