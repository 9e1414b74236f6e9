//! The part of a session that goes before TLS (RFC 3207).

use lettre::transport::smtp::extension::ClientId;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Take};
use tokio::net::TcpStream;

use crate::mail::transport::reply::Setback;

/// The most that a server may say before TLS, in bytes.
const LONGEST_PRELUDE: u64 = 64 * 1024;

/// Why TLS could not begin.
#[derive(Debug)]
pub(crate) enum NoTls {
    /// The server does not offer it.
    NotOffered,
    /// There is more in clear text than was asked for.
    SlippedIn,
    /// A step failed.
    Setback(Setback),
}

impl From<Setback> for NoTls {
    fn from(setback: Setback) -> Self {
        Self::Setback(setback)
    }
}

/// Brings a session to the point where TLS begins, and gives the server's greeting.
///
/// lettre's client could do so too, but keeps what somebody on the line slips in behind the
/// server's last words in clear text, and would take it for an answer under TLS.
pub(crate) async fn until_tls(stream: &mut TcpStream, name: &ClientId) -> Result<String, NoTls> {
    let mut words = Words(BufReader::new(stream.take(LONGEST_PRELUDE)));
    let greeting = words.reply().await?;
    words.say(&format!("EHLO {name}\r\n")).await?;
    let offers = words.reply().await?;
    let offered = offers.lines().any(|line| {
        line.get(4..).is_some_and(|keyword| keyword.trim_end().eq_ignore_ascii_case("STARTTLS"))
    });
    if !offered {
        return Err(NoTls::NotOffered);
    }
    words.say("STARTTLS\r\n").await?;
    words.reply().await?;
    if words.0.buffer().is_empty() { Ok(greeting) } else { Err(NoTls::SlippedIn) }
}

struct Words<'a>(BufReader<Take<&'a mut TcpStream>>);

impl Words<'_> {
    async fn say(&mut self, line: &str) -> Result<(), Setback> {
        let stream = self.0.get_mut().get_mut();
        stream.write_all(line.as_bytes()).await.map_err(|error| Setback::broken(&error))
    }

    /// A whole reply, of which all lines but the last have a hyphen behind their code.
    async fn reply(&mut self) -> Result<String, Setback> {
        let mut reply = Vec::new();
        loop {
            let start = reply.len();
            let read = self.0.read_until(b'\n', &mut reply).await;
            let line = reply.get(start..).unwrap_or_default();
            if read.map_err(|error| Setback::broken(&error))? == 0 || !line.ends_with(b"\n") {
                return Err(Setback::Lost("the server hung up".to_owned()));
            }
            if line.get(3) != Some(&b'-') {
                break;
            }
        }
        let reply = String::from_utf8_lossy(&reply).into_owned();
        match reply.get(..3).and_then(|code| code.parse().ok()) {
            Some(200..=299) => Ok(reply),
            Some(code @ 400..=599) => Err(Setback::Said { code, reply }),
            _ => Err(Setback::Lost("the server said what is no reply".to_owned())),
        }
    }
}
