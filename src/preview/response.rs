//! What is answered.

use std::fmt::Write as _;

/// The status of an answer (RFC 9110, 15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Ok,
    SeeOther,
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    Misdirected,
    HeadTooLong,
    TooManyConnections,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::SeeOther => "303 See Other",
            Self::BadRequest => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::RequestTimeout => "408 Request Timeout",
            Self::Misdirected => "421 Misdirected Request",
            Self::HeadTooLong => "431 Request Header Fields Too Large",
            Self::TooManyConnections => "503 Service Unavailable",
        }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Response {
    pub(crate) status: Status,
    media_type: &'static str,
    /// What the page may load and run (Content Security Policy).
    policy: String,
    /// Fields of this answer alone, each with its line's end.
    fields: String,
    pub(crate) body: String,
}

/// Nothing may be loaded, run, framed or sent.
const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

impl Response {
    /// Something to see, of a media type.
    pub(crate) fn of(media_type: &'static str, body: String) -> Self {
        Self {
            status: Status::Ok,
            media_type,
            policy: NOTHING.to_owned(),
            fields: String::new(),
            body,
        }
    }

    /// A refusal, with the reason as a line of text.
    pub(crate) fn refusal(status: Status, reason: &str) -> Self {
        let refusal = Self::of("text/plain; charset=utf-8", format!("{reason}\n"));
        Self { status, ..refusal }
    }

    /// The same, which may do more than nothing.
    pub(crate) fn allowing(mut self, more: &str) -> Self {
        self.policy.extend(["; ", more]);
        self
    }

    /// The same with a field in its head.
    pub(crate) fn field(mut self, name: &str, value: &str) -> Self {
        self.fields.extend([name, ": ", value, "\r\n"]);
        self
    }

    /// The same with another status.
    pub(crate) fn with(self, status: Status) -> Self {
        Self { status, ..self }
    }

    /// The head of an answer that ends with the connection, or has a length.
    pub(crate) fn head(&self, length: Option<usize>) -> String {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status.line());
        let fields = [
            ("Content-Type", self.media_type),
            ("Content-Security-Policy", &self.policy),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Connection", "close"),
        ];
        for (name, value) in fields {
            head.extend([name, ": ", value, "\r\n"]);
        }
        if let Some(length) = length {
            // Nothing can go wrong when a text is written into a text.
            write!(head, "Content-Length: {length}\r\n").ok();
        }
        head.push_str(&self.fields);
        head.push_str("\r\n");
        head
    }
}
