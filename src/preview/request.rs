//! The head of a request (RFC 9112), read within bounds.

use std::io::{self, Read};
use std::time::{Duration, Instant};

/// The longest head, in bytes. Browsers send some hundreds.
const LONGEST: usize = 8 << 10;
/// The most fields of a head.
const MOST_FIELDS: usize = 64;
/// How long a head may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);

/// A request without its body, which none may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Request {
    /// `GET`.
    pub(crate) method: String,
    /// What is asked for, as it is written: `/?token=1f`.
    pub(crate) target: String,
    /// The fields' names in lower case, and their values.
    fields: Vec<(String, String)>,
}

/// Why there is no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoRequest {
    /// The other side sent nothing, or went away.
    Gone,
    /// It took too long.
    Late,
    /// The head is too long.
    TooLong,
    /// It is not as the standard has it.
    Malformed,
}

impl Request {
    /// The values of a field.
    pub(crate) fn values<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r str> {
        self.fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The path that is asked for, without what follows it.
    pub(crate) fn path(&self) -> &str {
        self.target.split_once('?').map_or(&self.target, |(path, _)| path)
    }

    /// The value of a name in what follows the path.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let (_, query) = self.target.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The value of a cookie (RFC 6265, 5.4).
    pub(crate) fn cookie<'r>(&'r self, name: &str) -> Option<&'r str> {
        let mut pairs = self
            .values("cookie")
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

/// Reads a head. `wait` sets how long the next read may take.
pub(crate) fn read<S: Read>(
    stream: &mut S,
    wait: impl Fn(&S, Duration) -> io::Result<()>,
) -> Result<Request, NoRequest> {
    let end = Instant::now() + PATIENCE;
    let mut head = Vec::new();
    loop {
        if let Some(request) = parse(&head)? {
            return Ok(request);
        }
        if head.len() >= LONGEST {
            return Err(NoRequest::TooLong);
        }
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(NoRequest::Late);
        }
        wait(stream, left).map_err(|_| NoRequest::Gone)?;
        let mut part = [0; 1024];
        let room = part.len().min(LONGEST - head.len());
        match stream.read(&mut part[..room]) {
            Ok(0) => return Err(NoRequest::Gone),
            Ok(count) => head.extend_from_slice(&part[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error)
                if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) =>
            {
                return Err(NoRequest::Late);
            }
            Err(_) => return Err(NoRequest::Gone),
        }
    }
}

/// The head, once it is whole.
fn parse(head: &[u8]) -> Result<Option<Request>, NoRequest> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut parsed = httparse::Request::new(&mut fields);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(NoRequest::TooLong),
        Err(_) => return Err(NoRequest::Malformed),
    }
    let field = |field: &httparse::Header<'_>| {
        let value = std::str::from_utf8(field.value).map_err(|_| NoRequest::Malformed)?;
        Ok((field.name.to_ascii_lowercase(), value.to_owned()))
    };
    Ok(Some(Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        target: parsed.path.unwrap_or_default().to_owned(),
        fields: parsed.headers.iter().map(field).collect::<Result<_, _>>()?,
    }))
}

#[cfg(test)]
impl Request {
    /// A request as it is written, without the empty line at its end.
    pub(crate) fn of(head: &str) -> Self {
        let head = head.replace('\n', "\r\n") + "\r\n\r\n";
        read(&mut head.as_bytes(), |_, _| Ok(())).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(head: &[u8]) -> NoRequest {
        read(&mut &head[..], |_, _| Ok(())).unwrap_err()
    }

    #[test]
    fn path_query_cookie_and_fields_are_told_apart() {
        let request = Request::of("GET /a?token=1&x=2 HTTP/1.1\nHOST: b\nCookie: c=3; token=4");
        assert_eq!((request.method.as_str(), request.path()), ("GET", "/a"));
        assert_eq!(request.query("x"), Some("2"));
        assert_eq!(request.values("host").collect::<Vec<_>>(), ["b"]);
        assert_eq!(request.cookie("token"), Some("4"));
        assert_eq!(request.cookie("oken"), None);
    }

    #[test]
    fn a_head_that_is_too_long_or_none_is_refused() {
        let long = format!("GET / HTTP/1.1\r\na: {}", "b".repeat(LONGEST));
        assert_eq!(refusal(long.as_bytes()), NoRequest::TooLong);
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(MOST_FIELDS + 1));
        assert_eq!(refusal(many.as_bytes()), NoRequest::TooLong);
        assert_eq!(refusal(b"\x16\x03\x01\x02"), NoRequest::Malformed);
        assert_eq!(refusal(b"GET / HTTP/1.1\r\na: \xff\r\n\r\n"), NoRequest::Malformed);
        assert_eq!(refusal(b"GET / HTTP/1.1\r\nHost: a"), NoRequest::Gone);
    }

    /// Says nothing more.
    struct Silent;

    impl Read for Silent {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::WouldBlock.into())
        }
    }

    #[test]
    fn a_head_that_does_not_come_is_given_up() {
        let mut stream = b"GET / HTTP/1.1".chain(Silent);
        assert_eq!(read(&mut stream, |_, _| Ok(())), Err(NoRequest::Late));
    }
}
