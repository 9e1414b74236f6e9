//! A mail server in a thread that behaves, but for the faults that a test asks of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A point of a session at which a fault may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Point {
    Greeting,
    Ehlo,
    Starttls,
    Auth,
    /// What follows in a login by several steps.
    Login,
    Mail,
    Rcpt,
    Data,
    /// In place of reading the body, behind the 354.
    Body,
    /// When the body has come.
    Dot,
    Rset,
}

/// What happens there.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    /// These words in place of the usual ones.
    Say(&'static str),
    /// These words, and the connection is cut.
    SayAndCut(&'static str),
    /// The connection is cut.
    Cut,
    /// Nothing is said until the client gives up.
    Stall,
    /// The usual words, once the test lets go.
    Hold,
}

/// What the server understands of TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tls {
    Absent,
    Offered,
    FromTheStart,
}

/// What the server has seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// How often somebody connected.
    pub(crate) connections: usize,
    /// Every command, in order.
    pub(crate) commands: Vec<String>,
    /// Every message that was taken: the bytes between the 354 and the dot.
    pub(crate) messages: Vec<String>,
    /// The address that each of them was for.
    pub(crate) recipients: Vec<String>,
    /// How often a session was held.
    pub(crate) holds: usize,
}

/// A mail server on a port of its own.
pub(crate) struct SmtpServer {
    pub(crate) port: u16,
    seen: Arc<Mutex<Seen>>,
    go_on: Sender<()>,
}

impl SmtpServer {
    /// A server in clear text. Each fault happens once, at the first time that its point is reached
    /// behind the fault before.
    pub(crate) fn start(faults: &[(Point, Act)]) -> Self {
        Self::with_tls(Tls::Absent, faults)
    }

    /// A server that knows TLS.
    pub(crate) fn with_tls(tls: Tls, faults: &[(Point, Act)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (go_on, held) = channel();
        let faults = faults.to_vec();
        let mut server = Served { tls, faults, seen: seen.clone(), held, to: String::new() };
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                server.seen.lock().unwrap().connections += 1;
                // A client that hangs up is what many of these tests are about.
                drop(server.serve(stream.unwrap()));
            }
        });
        Self { port, seen, go_on }
    }

    /// How many commands the server was told by now.
    pub(crate) fn commands(&self) -> usize {
        self.seen.lock().unwrap().commands.len()
    }

    /// Waits until a session is held, for the first time, the second …
    pub(crate) fn wait_for_hold(&self, number: usize) {
        self.wait_until(|seen| seen.holds >= number);
    }

    /// Lets a session go on that is held.
    pub(crate) fn let_go(&self) {
        self.go_on.send(()).unwrap();
    }

    /// Waits until the server has seen something.
    pub(crate) fn wait_until(&self, has_seen: impl Fn(&Seen) -> bool) {
        for _ in 0..60_000 {
            if has_seen(&self.seen.lock().unwrap()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("the server never saw it: {:?}", self.seen().commands);
    }

    /// What the server has seen by now.
    pub(crate) fn seen(&self) -> Seen {
        self.seen.lock().unwrap().clone()
    }
}

/// A file of the authority that vouches for the server, or of another one.
pub(crate) fn tls_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testdata/tls").join(name)
}

trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

type Client = BufReader<Box<dyn Stream>>;

/// Why a session ended.
struct Over;

impl From<std::io::Error> for Over {
    fn from(_: std::io::Error) -> Self {
        Self
    }
}

struct Served {
    tls: Tls,
    faults: Vec<(Point, Act)>,
    seen: Arc<Mutex<Seen>>,
    held: Receiver<()>,
    /// The recipient who was named last.
    to: String,
}

impl Served {
    fn serve(&mut self, stream: TcpStream) -> Result<(), Over> {
        stream.set_nodelay(true)?;
        let mut is_encrypted = self.tls == Tls::FromTheStart;
        let stream: Box<dyn Stream> =
            if is_encrypted { Box::new(encrypted(stream)) } else { Box::new(stream) };
        let mut client = BufReader::new(stream);
        self.answer(&mut client, Point::Greeting, "220 test server")?;
        loop {
            let mut line = String::new();
            if client.read_line(&mut line)? == 0 {
                return Err(Over);
            }
            let line = line.trim_end();
            self.seen.lock().unwrap().commands.push(line.to_owned());
            if let Some(to) = line.strip_prefix("RCPT TO:<") {
                self.to = to.split('>').next().unwrap_or_default().to_owned();
            }
            match line.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => {
                    let starttls = self.tls == Tls::Offered && !is_encrypted;
                    let offer = if starttls { "STARTTLS" } else { "AUTH PLAIN LOGIN XOAUTH2" };
                    let words = format!("250-test server\r\n250-8BITMIME\r\n250 {offer}");
                    self.answer(&mut client, Point::Ehlo, &words)?;
                }
                "STARTTLS" => {
                    self.answer(&mut client, Point::Starttls, "220 go on")?;
                    client = BufReader::new(Box::new(encrypted(client.into_inner())));
                    is_encrypted = true;
                }
                "DATA" => {
                    if self.answer(&mut client, Point::Data, "354 end with a dot")? {
                        self.body(&mut client)?;
                    }
                }
                "QUIT" => say(&mut client, "221 bye")?,
                command => {
                    // What is no command goes on with a login.
                    let refused = "535 5.7.8 no such user or password";
                    let (point, words) = usual(command).unwrap_or((Point::Login, refused));
                    self.answer(&mut client, point, words)?;
                }
            }
        }
    }

    fn body(&mut self, client: &mut Client) -> Result<(), Over> {
        match self.fault(Point::Body) {
            Some(Act::Hold) => self.hold(),
            Some(act) => carry_out(client, act)?,
            None => {}
        }
        let mut body = Vec::new();
        while !body.ends_with(b"\r\n.\r\n") && body != b".\r\n" {
            if client.read_until(b'\n', &mut body)? == 0 {
                return Err(Over);
            }
        }
        match self.fault(Point::Dot) {
            Some(Act::Hold) => self.hold(),
            Some(act) => return carry_out(client, act),
            None => {}
        }
        let message = String::from_utf8(body).unwrap().replace("\r\n.\r\n", "\r\n");
        let mut seen = self.seen.lock().unwrap();
        seen.messages.push(message);
        seen.recipients.push(self.to.clone());
        drop(seen);
        say(client, "250 2.0.0 taken")
    }

    fn hold(&self) {
        self.seen.lock().unwrap().holds += 1;
        // A test that is over lets nobody go.
        self.held.recv().unwrap_or_default();
    }

    fn fault(&mut self, point: Point) -> Option<Act> {
        let (next, act) = *self.faults.first()?;
        (next == point).then(|| self.faults.remove(0)).map(|_| act)
    }

    /// Says the usual words and gives true, or does what the fault at this point asks.
    fn answer(&mut self, client: &mut Client, point: Point, usual: &str) -> Result<bool, Over> {
        match self.fault(point) {
            None => say(client, usual).map(|()| true),
            Some(Act::Hold) => {
                self.hold();
                say(client, usual).map(|()| true)
            }
            Some(act) => carry_out(client, act).map(|()| false),
        }
    }
}

/// What the server says to a command when there is no fault.
fn usual(command: &str) -> Option<(Point, &'static str)> {
    match command {
        "AUTH" => Some((Point::Auth, "235 welcome")),
        "MAIL" => Some((Point::Mail, "250 sender ok")),
        "RCPT" => Some((Point::Rcpt, "250 recipient ok")),
        "RSET" => Some((Point::Rset, "250 forgotten")),
        _ => None,
    }
}

fn carry_out(client: &mut Client, act: Act) -> Result<(), Over> {
    match act {
        Act::Say(words) => say(client, words),
        Act::SayAndCut(words) => say(client, words).and(Err(Over)),
        Act::Cut => Err(Over),
        Act::Stall => {
            std::io::copy(client, &mut std::io::sink())?;
            Err(Over)
        }
        Act::Hold => unreachable!("the session holds it"),
    }
}

fn say(client: &mut Client, words: &str) -> Result<(), Over> {
    client.get_mut().write_all(format!("{words}\r\n").as_bytes())?;
    client.get_mut().flush()?;
    Ok(())
}

fn encrypted<S: Stream>(stream: S) -> StreamOwned<ServerConnection, S> {
    let chain = CertificateDer::pem_file_iter(tls_file("server.pem")).unwrap();
    let chain = chain.collect::<Result<_, _>>().unwrap();
    let key = PrivateKeyDer::from_pem_file(tls_file("server.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    StreamOwned::new(ServerConnection::new(Arc::new(config)).unwrap(), stream)
}
