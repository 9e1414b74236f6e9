//! Who is answered: a browser on this computer that was sent here by its user, and nobody else.
//!
//! Any page on the web can make a browser send requests to loopback, and can let its own name stand
//! for 127.0.0.1 (DNS rebinding). The first is known by `Origin` and `Sec-Fetch-Site` (Fetch
//! Metadata), the second by the name in `Host`.

use crate::preview::request::{NoRequest, Request};
use crate::preview::response::{Response, Status};
use crate::preview::token::Token;

/// Whom to answer.
#[derive(Clone)]
pub(crate) struct Guard {
    pub(crate) port: u16,
    /// What somebody has to know who asks.
    pub(crate) token: Option<Token>,
}

impl Guard {
    /// Why a request is not answered, if it is not; or where it is to be asked again, once it has
    /// brought the token.
    pub(crate) fn examine(&self, request: &Request) -> Result<(), Box<Response>> {
        let refuse = |status, reason: &str| Err(Box::new(Response::refusal(status, reason)));
        let target = &request.target;
        if !target.starts_with('/')
            || target.split(['/', '?']).any(|part| part == "..")
            || target.contains(['%', '\\', '#'])
        {
            return refuse(Status::BadRequest, "there is no such address");
        }
        let mut hosts = request.values("host");
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return refuse(Status::BadRequest, "the request must name its host once");
        };
        if !self.is_own_name(host) {
            return refuse(Status::Misdirected, "this is not that host");
        }
        let origin = format!("http://{host}");
        if request.values("origin").any(|value| !value.eq_ignore_ascii_case(&origin))
            || request.values("sec-fetch-site").any(|site| !matches!(site, "same-origin" | "none"))
        {
            return refuse(Status::Forbidden, "another page may not ask for this");
        }
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            let refusal = Response::refusal(Status::MethodNotAllowed, "there is only to be read");
            return Err(Box::new(refusal.field("Allow", "GET, HEAD")));
        }
        if request.values("transfer-encoding").next().is_some()
            || request.values("content-length").any(|length| length != "0")
        {
            return refuse(Status::BadRequest, "a request to read has no body");
        }
        self.examine_token(request)
    }

    /// Whether a host is this computer, by a name that nobody else can have.
    fn is_own_name(&self, host: &str) -> bool {
        let names = ["localhost", "127.0.0.1", "[::1]"];
        let host = host.to_ascii_lowercase();
        let name = match host.strip_suffix(&format!(":{}", self.port)) {
            Some(name) => name,
            // A browser leaves out the port that is usual (RFC 9110, 4.2.1).
            None if self.port == 80 => host.as_str(),
            None => return false,
        };
        names.contains(&name)
    }

    /// The token may stand in a cookie, or in the address, which is then asked for again without it:
    /// it would stay in the browser's history.
    fn examine_token(&self, request: &Request) -> Result<(), Box<Response>> {
        let Some(token) = &self.token else { return Ok(()) };
        // Cookies do not tell ports apart.
        let cookie = format!("letterctl-{}", self.port);
        if request.query("token").is_some_and(|given| token.is(given)) {
            let value = format!("{cookie}={}; Path=/; HttpOnly; SameSite=Strict", token.as_str());
            let again = Response::of("text/plain; charset=utf-8", String::new());
            let again = again.with(Status::SeeOther).field("Location", "/");
            return Err(Box::new(again.field("Set-Cookie", &value)));
        }
        if request.cookie(&cookie).is_some_and(|given| token.is(given)) {
            return Ok(());
        }
        let reason = "open the address that `letterctl preview` printed: it has the token";
        Err(Box::new(Response::refusal(Status::Forbidden, reason)))
    }
}

/// What is answered to what is no request.
pub(crate) fn refusal(fault: NoRequest) -> Option<Response> {
    let (status, reason) = match fault {
        NoRequest::Gone => return None,
        NoRequest::Late => (Status::RequestTimeout, "the request took too long"),
        NoRequest::TooLong => (Status::HeadTooLong, "the request's head is too long"),
        NoRequest::Malformed => (Status::BadRequest, "this is no request"),
    };
    Some(Response::refusal(status, reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(guard: &Guard, head: &str) -> Status {
        guard.examine(&Request::of(head)).map_or_else(|answer| answer.status, |()| Status::Ok)
    }

    fn open() -> Guard {
        Guard { port: 7878, token: None }
    }

    #[test]
    fn only_the_own_names_with_the_own_port_are_answered() {
        let of = |host: &str| answer(&open(), &format!("GET / HTTP/1.1\nHost: {host}"));
        for host in ["localhost:7878", "LocalHost:7878", "127.0.0.1:7878", "[::1]:7878"] {
            assert_eq!(of(host), Status::Ok, "{host}");
        }
        let others = [
            "evil.example:7878",
            "localhost",
            "localhost:80",
            "localhost:7878.evil.example",
            "localhost.:7878",
            "127.0.0.1.evil.example:7878",
            "0.0.0.0:7878",
            "x@localhost:7878",
            "",
        ];
        for host in others {
            assert_eq!(of(host), Status::Misdirected, "{host}");
        }
        let usual = Guard { port: 80, token: None };
        assert_eq!(answer(&usual, "GET / HTTP/1.1\nHost: localhost"), Status::Ok);
    }

    #[test]
    fn a_host_is_named_exactly_once() {
        assert_eq!(answer(&open(), "GET / HTTP/1.1"), Status::BadRequest);
        let twice = "GET / HTTP/1.1\nHost: localhost:7878\nHost: evil.example";
        assert_eq!(answer(&open(), twice), Status::BadRequest);
    }

    #[test]
    fn what_other_pages_ask_for_is_refused() {
        let of = |field: &str| {
            answer(&open(), &format!("GET / HTTP/1.1\nHost: localhost:7878\n{field}"))
        };
        for field in [
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: http://127.0.0.1:7878",
            "Origin: https://localhost:7878",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Sec-Fetch-Site: none\nSec-Fetch-Site: cross-site",
        ] {
            assert_eq!(of(field), Status::Forbidden, "{field}");
        }
        for field in
            ["Origin: http://localhost:7878", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none"]
        {
            assert_eq!(of(field), Status::Ok, "{field}");
        }
    }

    #[test]
    fn only_reading_is_allowed_and_no_way_upwards() {
        let of = |line: &str| answer(&open(), &format!("{line} HTTP/1.1\nHost: localhost:7878"));
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get"] {
            assert_eq!(of(&format!("{method} /")), Status::MethodNotAllowed, "{method}");
        }
        for target in [
            "/../signatories.csv",
            "/pages/..",
            "/%2e%2e/signatories.csv",
            "/..\\signatories.csv",
            "http://localhost:7878/",
            "*",
            "/?..",
        ] {
            assert_eq!(of(&format!("GET {target}")), Status::BadRequest, "{target}");
        }
        let body = "GET / HTTP/1.1\nHost: localhost:7878\nContent-Length: 3";
        assert_eq!(answer(&open(), body), Status::BadRequest);
        let body = "GET / HTTP/1.1\nHost: localhost:7878\nTransfer-Encoding: chunked";
        assert_eq!(answer(&open(), body), Status::BadRequest);
    }

    #[test]
    fn a_private_page_asks_for_the_token_once_and_then_for_the_cookie() {
        let token = Token::new().unwrap();
        let digits = token.as_str().to_owned();
        let guard = Guard { port: 7878, token: Some(token) };
        let of = |target: &str, field: &str| {
            let head = format!("GET {target} HTTP/1.1\nHost: localhost:7878{field}");
            guard.examine(&Request::of(&head))
        };
        for (target, field) in [
            ("/", ""),
            ("/?token=", ""),
            ("/?token=0", ""),
            ("/events", ""),
            ("/", "\nCookie: letterctl-7878=0"),
        ] {
            assert_eq!(of(target, field).unwrap_err().status, Status::Forbidden, "{target}");
        }
        let again = of(&format!("/?token={digits}"), "").unwrap_err();
        assert_eq!(again.status, Status::SeeOther);
        let cookie = format!("letterctl-7878={digits}");
        let head = again.head(None);
        assert!(head.contains("Location: /\r\n"), "{head}");
        let set = format!("Set-Cookie: {cookie}; Path=/; HttpOnly; SameSite=Strict\r\n");
        assert!(head.contains(&set), "{head}");
        of("/events", &format!("\nCookie: a=b; {cookie}")).unwrap();
        of("/", &format!("\nCookie: letterctl-7879={digits}")).unwrap_err();
    }
}
