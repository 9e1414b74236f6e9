//! `letterctl preview`, asked by hand: who is answered, what is told, and when.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use snapbox::{IntoData as _, assert_data_eq, str};

use crate::sandbox::Sandbox;

/// The most that a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A preview that runs, and ends with this.
pub(crate) struct Preview {
    child: Child,
    /// As it was printed.
    pub(crate) address: String,
    port: u16,
}

impl Preview {
    /// Starts it on a free port, in a project.
    pub(crate) fn start(project: &Sandbox, arguments: &[&str]) -> Self {
        let arguments = [&["preview", "--port", "0"], arguments].concat();
        let mut child = project
            .command(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be started");
        let mut address = String::new();
        let stdout = child.stdout.take().expect("standard output is a pipe");
        BufReader::new(stdout).read_line(&mut address).expect("the address is printed");
        let address = address.trim_end().to_owned();
        let port = address["http://127.0.0.1:".len()..].split('/').next().map(str::parse);
        let port = port.expect("the address has a port").expect("the port is a number");
        Self { child, address, port }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("somebody listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time can be set");
        stream
    }

    /// What is answered to a head; `PORT` in it is the port.
    fn raw(&self, head: &str) -> String {
        let mut stream = self.connect();
        let head = head.replace("PORT", &self.port.to_string()).replace('\n', "\r\n");
        stream.write_all(format!("{head}\r\n\r\n").as_bytes()).expect("it can be asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it is answered");
        answer.replace("\r\n", "\n").replace(&self.port.to_string(), "PORT")
    }

    /// What is answered to a browser.
    fn get(&self, target: &str) -> String {
        self.raw(&format!("GET {target} HTTP/1.1\nHost: 127.0.0.1:PORT"))
    }

    /// The status that a head is answered with.
    fn status(&self, head: &str) -> u16 {
        let answer = self.raw(head);
        answer.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("an answer has a status")
    }

    /// Listens to what is new.
    fn listen(&self) -> BufReader<TcpStream> {
        let mut stream = self.connect();
        let head = format!("GET /events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(head.as_bytes()).expect("it can be asked");
        BufReader::new(stream)
    }

    /// Sends a signal, and waits for the end.
    fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let killed = std::process::Command::new("kill").args(["-INT", &id]).status();
        assert!(killed.expect("there is `kill`").success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The next thing that is told: what names the page as it is now.
fn next(events: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        assert_ne!(events.read_line(&mut line).expect("it is told"), 0, "the end came");
    }
    line["data: ".len()..].trim_end().to_owned()
}

/// What stands between the page's styles and its script.
fn regions(page: &str) -> String {
    let start = page.find("<body>\n").expect("a page has a body") + "<body>\n".len();
    let end = page.find("<script").expect("a page has a script");
    page[start..end].to_owned()
}

/// The names of the drawings on a page.
fn drawings(page: &str) -> Vec<String> {
    let after = page.split("src=\"").skip(1);
    after.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

const LIST: &str = "name,status,email,note\nTransitional Justice Working Group,,,\n\
    Quiet Fund,invited,quiet@example.org,called twice\nQuiet Fund,invited,,\n";

#[test]
fn the_page_shows_findings_numbers_and_pages_and_ends_with_ctrl_c() {
    let project = Sandbox::sample().file("signatories.csv", LIST);
    let preview = Preview::start(&project, &[]);
    let page = preview.get("/");
    let (head, _) = page.split_once("\n\n").unwrap();
    let nonce = head.split("'nonce-").nth(1).unwrap()[..32].to_owned();
    let length = head.split("Content-Length: ").nth(1).unwrap().to_owned();
    assert_data_eq!(
        head.replace(&nonce, "NONCE").replace(&length, "LENGTH"),
        str![[r#"
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8
Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'nonce-NONCE'; style-src 'nonce-NONCE'; img-src 'self' data:; connect-src 'self'
Cache-Control: no-store
X-Content-Type-Options: nosniff
Referrer-Policy: no-referrer
Cross-Origin-Resource-Policy: same-origin
Cross-Origin-Opener-Policy: same-origin
Connection: close
Content-Length: LENGTH
"#]]
        .raw()
    );
    assert!(page.contains(&format!("<script nonce=\"{nonce}\">")), "{page}");
    let drawings = drawings(&page);
    assert_eq!(drawings.len(), 2);
    let regions = regions(&page).replace(&drawings[0], "FIRST").replace(&drawings[1], "SECOND");
    assert_data_eq!(regions, str![[r##"
<a class="skip" href="#pages">To the pages</a>
<div class="beside">
<header>
<h1 lang="en-US" dir="auto">Joint Letter to Speaker Pelosi: North Korean refugees detained in China must not be sent back</h1>
<p id="news" role="status"></p>
<p><a href="/letter">Read the letter as text</a></p>
</header>
<aside aria-label="Findings and list">
<section id="findings">
<h2>Findings</h2>
<ol>
<li class="warning">
<p><strong>warning</strong> a signatory is listed twice <code class="kind">duplicate-signatory</code></p>
<p class="place"><code>signatories.csv:4:1</code></p>
<p class="help"><code>letterctl check</code> tells more</p>
</li>
<li class="note">
<p><strong>note</strong> somebody who was asked has not confirmed <code class="kind">unconfirmed-signatory</code></p>
<p class="place"><code>signatories.csv:3:12</code></p>
<p class="help"><code>letterctl check</code> tells more</p>
</li>
</ol>
</section>
<section id="list">
<h2>Signatories</h2>
<h3>Status</h3>
<dl>
<div><dt>invited</dt><dd>2</dd></div>
<div><dt>confirmed</dt><dd>1</dd></div>
</dl>
</section>
</aside>
</div>
<main id="pages" tabindex="-1">
<h2 class="unseen">Pages</h2>
<figure>
<img src="FIRST" alt="Page 1 of 2" width="816" height="1056">
<figcaption>Page 1 of 2</figcaption>
</figure>
<figure>
<img src="SECOND" alt="Page 2 of 2" width="816" height="1056">
<figcaption>Page 2 of 2</figcaption>
</figure>
</main>

"##]].raw());
    let drawing = preview.get(&drawings[1]);
    assert!(drawing.contains("Content-Type: image/svg+xml\n"), "{drawing}");
    assert!(drawing.ends_with("</svg>\n"), "{drawing}");
    let letter = preview.get("/letter");
    assert!(letter.contains("; sandbox\n") && letter.contains("<h1"), "{letter}");
    assert_eq!(preview.interrupt(), Some(0));
}

#[test]
fn only_this_computer_under_its_own_name_is_answered_and_only_for_the_page() {
    let project = Sandbox::sample();
    let preview = Preview::start(&project, &[]);
    let asked = |line: &str, fields: &str| preview.status(&format!("{line} HTTP/1.1\n{fields}"));
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        assert_eq!(asked("GET /", &format!("Host: {host}:PORT")), 200, "{host}");
    }
    for host in ["evil.example:PORT", "localhost", "localhost:1", "127.0.0.1.evil.example:PORT"] {
        assert_eq!(asked("GET /", &format!("Host: {host}")), 421, "{host}");
    }
    let own = "Host: localhost:PORT";
    for field in ["Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"] {
        assert_eq!(asked("GET /", &format!("{own}\n{field}")), 403, "{field}");
    }
    for target in ["/../signatories.csv", "/pages/../../signatories.csv", "/%2e%2e/letterctl.toml"]
    {
        assert_eq!(asked(&format!("GET {target}"), own), 400, "{target}");
    }
    for target in ["/signatories.csv", "/pages/1.svg", "/pages/", "/templates/joint-letter.md"] {
        assert_eq!(asked(&format!("GET {target}"), own), 404, "{target}");
    }
    assert_eq!(asked("POST /", own), 405);
    assert_eq!(asked("GET /", &format!("{own}\nContent-Length: 5")), 400);
    assert_eq!(asked("GET /", &format!("{own}\nX: {}", "x".repeat(20_000))), 431);
    assert_eq!(asked("GET /", &format!("{own}{}", "\nX: x".repeat(100))), 431);
    assert_eq!(preview.status("hello"), 400);
    let head = preview.raw("HEAD / HTTP/1.1\nHost: localhost:PORT");
    assert!(head.starts_with("HTTP/1.1 200 OK\n") && head.ends_with("\n\n"), "{head}");
}

#[test]
fn nobody_who_is_not_in_the_letter_is_named_without_the_token() {
    let project = Sandbox::sample().file("signatories.csv", LIST);
    let open = Preview::start(&project, &[]);
    assert!(!open.address.contains("token"));
    let page = open.get("/");
    assert!(page.contains("<code>signatories.csv:"), "{page}");
    for word in ["Quiet", "quiet@", "called"] {
        assert!(!page.contains(word), "{word}: {page}");
    }

    let private = Preview::start(&project, &["--private"]);
    for target in ["/", "/letter", "/events", "/?token=", "/?token=0123456789abcdef"] {
        let refused = private.get(target);
        assert!(refused.starts_with("HTTP/1.1 403 Forbidden\n"), "{refused}");
        assert!(!refused.contains("Quiet"), "{refused}");
    }
    let token = private.address.split("?token=").nth(1).unwrap();
    let entered = private.get(&format!("/?token={token}"));
    assert!(entered.starts_with("HTTP/1.1 303 See Other\n"), "{entered}");
    let cookie = entered.split("Set-Cookie: ").nth(1).unwrap().split(';').next().unwrap();
    let head = format!("GET / HTTP/1.1\nHost: 127.0.0.1:PORT\nCookie: {cookie}");
    let page = private.raw(&head);
    assert!(page.contains("Quiet Fund"), "{page}");
    assert!(!page.contains("quiet@") && !page.contains("called"), "{page}");
}

#[test]
fn a_save_is_told_of_and_an_error_keeps_the_last_pages_until_it_is_mended() {
    let project = Sandbox::sample();
    let letter = project.read("templates/joint-letter.md");
    let preview = Preview::start(&project, &[]);
    let mut events = preview.listen();
    let first = next(&mut events);
    let page = preview.get("/");
    assert!(page.contains(&format!("data-shown=\"{first}\"")), "{page}");
    let before = drawings(&page);

    project.put("templates/joint-letter.md", letter.replace("(C)", "(C) We add that"));
    let second = next(&mut events);
    let page = preview.get("/");
    assert!(page.contains(&format!("data-shown=\"{second}\"")), "{page}");
    let changed = drawings(&page);
    assert_eq!(changed.len(), before.len());
    assert!(changed != before, "{changed:?}");

    project.put("templates/joint-letter.md", letter.replace("(C)", "(C) {{ nobody }}"));
    next(&mut events);
    let page = preview.get("/");
    assert_eq!(drawings(&page), changed);
    assert!(page.contains("<mark>nobody</mark>"), "{page}");
    assert!(page.contains("these are its pages from before"), "{page}");
    assert!(preview.get(&changed[0]).starts_with("HTTP/1.1 200 OK\n"));

    project.put("templates/joint-letter.md", &letter);
    let last = next(&mut events);
    assert_eq!(last, first);
    assert_eq!(drawings(&preview.get("/")), before);
}

#[test]
fn settings_that_are_broken_and_mended_are_followed_too() {
    let project = Sandbox::sample();
    let preview = Preview::start(&project, &[]);
    let mut events = preview.listen();
    let first = next(&mut events);
    project.put("letterctl.toml", "[mail]\nusrname = \"jane\"\n");
    next(&mut events);
    let page = preview.get("/");
    assert!(page.contains("<code>letterctl.toml:2:1</code>"), "{page}");
    assert!(!page.contains("jane"), "{page}");
    project.put("letterctl.toml", "");
    assert_eq!(next(&mut events), first);
}

#[test]
fn many_may_listen_and_not_too_many() {
    let project = Sandbox::sample();
    let preview = Preview::start(&project, &[]);
    let listening: Vec<_> = (0..64)
        .map(|_| {
            let mut events = preview.listen();
            next(&mut events);
            events
        })
        .collect();
    assert!(preview.get("/").starts_with("HTTP/1.1 503 "));
    drop(listening);
}

#[test]
fn a_port_that_is_taken_is_the_outsides_fault() {
    let project = Sandbox::sample();
    let preview = Preview::start(&project, &[]);
    let port = preview.port.to_string();
    let told = project.run(&["preview", "--port", &port]).replace(&port, "PORT");
    assert_data_eq!(
        told,
        str![[r#"
status: 3
--- stdout
--- stderr
error: cannot listen on port PORT of 127.0.0.1
caused by: Address already in use (os error 98)
hint: without `--port`, one that is free is taken

"#]]
        .raw()
    );
}

#[test]
fn watching_writes_again_after_each_save_and_goes_on_after_errors() {
    let project = Sandbox::sample();
    let letter = project.read("templates/joint-letter.md");
    let mut child = project
        .command(&["render", "--watch", "-o", "letter.html"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut until = |words: &str| {
        let mut line = String::new();
        while !line.contains(words) {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "`{words}` was not said");
        }
    };
    until("Wrote letter.html.");
    let first = project.read("letter.html");
    project.put("templates/joint-letter.md", letter.replace("(C)", "(C) {{ nobody }}"));
    until("--> templates/joint-letter.md:");
    assert_eq!(project.read("letter.html"), first);
    project.put("templates/joint-letter.md", letter.replace("(C)", "(C) We add that"));
    until("Wrote letter.html.");
    assert!(project.read("letter.html").contains("We add that"));
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    // What it wrote itself was no reason to write again.
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    assert_eq!(rest.trim(), "");
}

#[test]
fn watching_needs_a_file() {
    let project = Sandbox::sample();
    assert_data_eq!(
        project.run(&["render", "--watch"]),
        str![[r#"
status: 2
--- stdout
--- stderr
error: `--watch` writes files, and this goes to standard output
hint: name a file with `-o`, or a format that goes to one, as `--to pdf`

"#]]
        .raw()
    );
}
