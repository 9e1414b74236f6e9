"""Reads a message as any mail program would, and prints what it found as JSON."""

import email
import hashlib
import json
import sys
from email import policy

message = email.message_from_bytes(sys.stdin.buffer.read(), policy=policy.default)


def part(part):
    content = part.get_content()
    data = content.encode() if isinstance(content, str) else content
    return {
        "type": part.get_content_type(),
        "name": part.get_filename(),
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "text": content if part.get_content_maintype() == "text" and not part.is_attachment() else None,
    }


def mailboxes(name):
    header = message[name]
    return [] if header is None else [[one.display_name, one.addr_spec] for one in header.addresses]


json.dump(
    {
        "headers": message.keys(),
        "from": mailboxes("From"),
        "reply_to": mailboxes("Reply-To"),
        "to": mailboxes("To"),
        "subject": message["Subject"],
        "date": message["Date"].datetime.isoformat(),
        "message_id": message["Message-ID"],
        "in_reply_to": message["In-Reply-To"],
        "references": (message["References"] or "").split(),
        "language": message["Content-Language"],
        "defects": [
            str(defect)
            for one in message.walk()
            for defect in [*one.defects, *(d for v in one.values() for d in getattr(v, "defects", []))]
        ],
        "shape": [one.get_content_type() for one in message.walk()],
        "parts": [part(one) for one in message.walk() if not one.is_multipart()],
    },
    sys.stdout,
)
