//! The connection itself: TCP that holds nothing back, under TLS where it has to be.

use std::io::{self, Cursor};
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use lettre::transport::smtp::extension::ClientId;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::mail::transport::reply::Setback;
use crate::mail::transport::starttls::{NoTls, until_tls};
use crate::mail::transport::{Timeouts, TransportError};
use crate::mail::{Encryption, MailServer};

/// An open connection, and the name under which it may greet.
pub(crate) struct Wire {
    /// What lettre's client speaks over; its first words are the server's greeting.
    pub(crate) stream: Box<dyn AsyncTokioStream>,
    /// This end's address, since a computer at home has no name that a server could look up (RFC
    /// 5321, 4.1.4).
    pub(crate) name: ClientId,
}

/// Connects, and brings the connection under TLS as the server's settings ask.
pub(crate) async fn open(
    server: &MailServer,
    tls: Option<&TlsConnector>,
    timeouts: Timeouts,
) -> Result<Wire, TransportError> {
    let unreachable = |source| TransportError::Unreachable { server: server.to_string(), source };
    let mut stream = dial(server, timeouts).await?;
    // The system would hold back the end of a message until its beginning has been acknowledged: 40 ms
    // for each.
    stream.set_nodelay(true).map_err(unreachable)?;
    let peer = stream.peer_addr().map_err(unreachable)?;
    let name = match stream.local_addr().map_err(unreachable)?.ip().to_canonical() {
        IpAddr::V4(address) => ClientId::Ipv4(address),
        IpAddr::V6(address) => ClientId::Ipv6(address),
    };
    let Some(tls) = tls else { return Ok(Wire { stream: Box::new(stream), name }) };
    let late = || TransportError::Lost {
        server: server.to_string(),
        reason: no_answer_in(timeouts.command.as_secs()),
    };
    let greeting = match server.encryption {
        Encryption::Starttls => timeout(timeouts.command, until_tls(&mut stream, &name))
            .await
            .map_err(|_| late())?
            .map_err(|why| no_tls(server, why))?,
        Encryption::Tls | Encryption::None => String::new(),
    };
    let untrusted = |source| TransportError::Tls { server: server.to_string(), source };
    let identity = ServerName::try_from(server.host.clone())
        .map_err(|error| untrusted(io::Error::new(io::ErrorKind::InvalidInput, error)))?;
    let stream = timeout(timeouts.command, tls.connect(identity, stream))
        .await
        .map_err(|_| late())?
        .map_err(|error| match error.kind() {
            // What rustls itself finds wrong; all else is the connection's.
            io::ErrorKind::InvalidData => untrusted(error),
            _ => TransportError::of(server.to_string(), Setback::broken(&error)),
        })?;
    let stream = Encrypted { greeting: Cursor::new(greeting.into_bytes()), stream, peer };
    Ok(Wire { stream: Box::new(stream), name })
}

/// How a server is lost that does not answer.
pub(crate) fn no_answer_in(seconds: u64) -> String {
    format!("no answer in {seconds} s")
}

fn no_tls(server: &MailServer, why: NoTls) -> TransportError {
    let server = server.to_string();
    match why {
        NoTls::NotOffered => TransportError::NoStarttls { server },
        NoTls::SlippedIn => TransportError::SlippedIn { server },
        NoTls::Setback(setback) => TransportError::of(server, setback),
    }
}

/// The first of the server's addresses that answers; in clear text, of those on this machine.
async fn dial(server: &MailServer, timeouts: Timeouts) -> Result<TcpStream, TransportError> {
    let unreachable = |source| TransportError::Unreachable { server: server.to_string(), source };
    let late = || unreachable(io::ErrorKind::TimedOut.into());
    let found = timeout(timeouts.connect, lookup_host((server.host.as_str(), server.port)));
    let found = found.await.map_err(|_| late())?.map_err(unreachable)?;
    let may_be = |address: &SocketAddr| {
        server.encryption != Encryption::None || address.ip().to_canonical().is_loopback()
    };
    let addresses: Vec<_> = found.filter(may_be).collect();
    if addresses.is_empty() {
        return Err(TransportError::NotLoopback { server: server.to_string() });
    }
    let mut failure = late();
    for address in addresses {
        match timeout(timeouts.connect, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => failure = unreachable(error),
            Err(_) => failure = late(),
        }
    }
    Err(failure)
}

/// A connection under TLS. A greeting that came in clear text is read first, since lettre's client
/// waits for one.
#[derive(Debug)]
struct Encrypted {
    greeting: Cursor<Vec<u8>>,
    stream: TlsStream<TcpStream>,
    peer: SocketAddr,
}

impl AsyncTokioStream for Encrypted {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

impl AsyncRead for Encrypted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.greeting).poll_read(context, buffer))?;
        if buffer.filled().len() > before {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
